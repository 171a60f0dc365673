# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the facts of a unit count in a tree that does not have the unit.

The total at the top must be the same in every view of the organisation, so nothing is ever dropped:

1. A unit that has ended counts where its declared successors are. With several, after a split, nobody can
   say which rows belong to which of them: it counts at the nearest unit that all of them stand under.
2. A unit that does not exist yet counts where it came from: at its predecessors, by the same rule.
3. Without either it counts where the unit it stood under does.
4. A unit without any of these stands alone at the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from malram.facts.unit_rows import UnitRow

Spells = dict[str, list[UnitRow]]


class Placing:
    """The places of every unit that is named anywhere, in the tree of one day.

    `units` are the rows in force on the day; units that stand alone are added to them. Of `sources` the
    first that names a unit tells of it: what was known then, what is known now, another version.
    """

    def __init__(self, units: dict[str, UnitRow], sources: Sequence[Spells], day: date) -> None:
        self.units, self._day = dict(units), day
        self._spells: Spells = {}
        self._predecessors: dict[str, list[str]] = {}
        for source in sources:
            for unit, spells in source.items():
                self._spells.setdefault(unit, spells)
                for name in (name for row in spells for name in row.successors):
                    known = self._predecessors.setdefault(name, [])
                    if unit not in known:
                        known.append(unit)
        self.regi = {unit: self._nearest(unit).regi for unit in self._spells}
        self.places = {unit: self._place(unit, frozenset()) or self._alone(unit) for unit in self._spells}

    def _place(self, unit: str, asked: frozenset[str]) -> str | None:
        """The unit in the tree, if any; `asked` are those on the way here, so that a ring ends."""
        if unit in self.units:
            return unit
        if unit in asked or unit not in self._spells:
            return None
        row, asked = self._nearest(unit), asked | {unit}
        ended = row.last < self._day
        related = row.successors if ended else self._predecessors.get(unit, ())
        found = [place for name in related if (place := self._place(name, asked))]
        return self._common(found) or self._place(row.parent, asked)

    def _alone(self, unit: str) -> str:
        """Put the topmost unit it stood under at the top, by itself."""
        asked = set()
        row = self._nearest(unit)
        while row.parent in self._spells and row.parent not in asked:
            asked.add(row.parent)
            row = self._nearest(row.parent)
        self.units[row.unit] = replace(row, parent="")
        return row.unit

    def _nearest(self, unit: str) -> UnitRow:
        """The row of the day, else the last one before it, else the first one after it."""
        spells = self._spells[unit]
        before = [row for row in spells if row.valid_from <= self._day]
        if before:
            return max(before, key=lambda row: row.valid_from)
        return min(spells, key=lambda row: row.valid_from)

    def _common(self, units: list[str]) -> str | None:
        """The nearest unit that all of them are or stand under."""
        common: str | None = None
        for level in zip(*(self._path(unit) for unit in units), strict=False):
            if len(set(level)) > 1:
                break
            common = level[0]
        return common

    def _path(self, unit: str) -> list[str]:
        above = [unit]
        while self.units[above[-1]].parent in self.units:
            above.append(self.units[above[-1]].parent)
        return above[::-1]
