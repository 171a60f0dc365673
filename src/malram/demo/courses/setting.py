# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all courses of a region share, from its organisation.csv and `demo/courses/shared.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from malram.demo.reading import Level, Unit
from malram.facts.unit_rows import UnitRow


@dataclass(frozen=True)
class Pick:
    """Some units: those named, and those directly under others or on a level, in the order of the file."""

    units: tuple[Unit, ...] = ()
    under: tuple[Unit, ...] = ()
    level: Level | None = None
    without: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class BoardPlan:
    """A board's own organisation: the unit at its top, and the parts whose money is planned apart."""

    top: Unit
    parts: tuple[Unit, ...] = ()
    unstaffed: tuple[Unit, ...] = ()  # parts where nobody is employed


@dataclass(frozen=True)
class Workplaces:
    """Where people work: leaves that opened before a day, and roughly how many work at each of a level."""

    opened_before: date
    boards: dict[str, BoardPlan]
    people: dict[Level, float]
    people_at: dict[Unit, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Shared:
    """The content of shared.yaml: the years of the demo, groups of units by name, and workplaces."""

    years: tuple[int, ...]
    groups: dict[str, Pick]
    workplaces: Workplaces


@dataclass(frozen=True)
class CostCentre:
    """A workplace with its board, the part its money is planned in, its level, size, and all it is below."""

    id: str
    board: str
    part: str
    level: str
    people: float
    above: frozenset[str]


class Setting:
    """The units of a region as the courses ask for them."""

    def __init__(self, rows: list[UnitRow], shared: Shared) -> None:
        self.rows, self.shared, self.years = rows, shared, shared.years
        self.months = tuple(year * 100 + month for year in shared.years for month in range(1, 13))
        self.parents = {row.unit: row.parent for row in rows}

    def group(self, name: str) -> tuple[str, ...]:
        """The units of a group that shared.yaml names."""
        pick = self.shared.groups[name]
        found = [*pick.units, *(unit for parent in pick.under for unit in self._units(parent, pick.level))]
        if pick.level and not pick.under:
            found += self._units(None, pick.level)
        return tuple(dict.fromkeys(unit for unit in found if unit not in pick.without))

    def _units(self, parent: str | None, level: str | None) -> Iterator[str]:
        for row in self.rows:
            if parent in (None, row.parent) and level in (None, row.level):
                yield row.unit

    def under(self, parent: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._units(parent, None)))

    def above(self, unit: str) -> tuple[str, ...]:
        """The unit itself and all that it stands under, nearest first."""
        found = []
        while unit:
            found.append(unit)
            unit = self.parents.get(unit, "")
        return tuple(found)

    @cached_property
    def centres(self) -> tuple[CostCentre, ...]:
        """All workplaces in own regi throughout, below the boards."""
        places, inner = self.shared.workplaces, set(self.parents.values())
        return tuple(
            centre
            for row in self.rows
            if row.unit not in inner and row.level in places.people
            if row.regi == "own" and not row.valid_to and row.valid_from < places.opened_before
            for centre in self._centre(row)
        )

    def _centre(self, row: UnitRow) -> Iterator[CostCentre]:
        above = self.above(row.unit)
        for board, plan in self.shared.workplaces.boards.items():
            if plan.top in above:
                part = next((unit for unit in above if unit in plan.parts), "")
                yield CostCentre(row.unit, board, part, row.level, self._people(row), frozenset(above))

    def _people(self, row: UnitRow) -> float:
        """The size of a unit, a little different for each so that no two are alike."""
        places = self.shared.workplaces
        size = places.people_at.get(Unit(row.unit), places.people[Level(row.level)])
        return size * (0.8 + sum(map(ord, row.unit)) % 41 / 100)

    def of_board(self, board: str) -> tuple[CostCentre, ...]:
        return tuple(centre for centre in self.centres if centre.board == board)

    def staffed(self, board: str) -> tuple[CostCentre, ...]:
        """The workplaces of a board where people are employed."""
        without = self.shared.workplaces.boards[board].unstaffed
        return tuple(centre for centre in self.of_board(board) if centre.part not in without)
