# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation as the engine sees it: plain rows handed in, one version at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from scipy import sparse

from malram.facts.unit_rows import UnitRow


class Tree:
    """The units in force on one day, with parents by id; never by the spelling of a name."""

    def __init__(self, rows: Iterable[UnitRow], day: date):
        in_force = [row for row in rows if row.in_force(day)]
        self.units = {row.unit: row for row in in_force}
        self.day = day
        self.order = tuple(self.units)
        self.index = {unit: i for i, unit in enumerate(self.order)}
        self._children: dict[str, list[str]] = {}
        for row in in_force:
            if row.parent:
                self._children.setdefault(row.parent, []).append(row.unit)

    def __contains__(self, unit: str) -> bool:
        return unit in self.units

    def name(self, unit: str) -> str:
        return self.units[unit].name

    def parent(self, unit: str) -> str | None:
        return self.units[unit].parent or None

    def children(self, unit: str) -> list[str]:
        return self._children.get(unit, [])

    def path(self, unit: str) -> list[str]:
        """From the top of the tree down to the unit itself."""
        above = [unit]
        while (parent := self.parent(above[-1])) and parent in self.units:
            above.append(parent)
        return above[::-1]

    def below(self, unit: str) -> Iterator[str]:
        """The unit itself and everything under it."""
        yield unit
        for child in self.children(unit):
            yield from self.below(child)

    def of_level(self, level: str, under: str | None = None) -> list[str]:
        units = self.below(under) if under else self.order
        return [unit for unit in units if self.units[unit].level == level]

    def closure(self, own_only: bool = False) -> sparse.csr_matrix:
        """R[unit, leaf] = 1 where the leaf is the unit or stands under it; `own_only` drops private ones."""
        rows, columns = [], []
        for unit in self.order:
            if own_only and self.units[unit].regi != "own":
                continue
            for above in self.path(unit):
                rows.append(self.index[above])
                columns.append(self.index[unit])
        ones = np.ones(len(rows), dtype=np.int64)
        return sparse.csr_matrix((ones, (rows, columns)), shape=(len(self.order), len(self.order)))

    @property
    def fingerprint(self) -> str:
        joined = "\n".join(f"{r.unit}|{r.parent}|{r.name}|{r.level}|{r.regi}" for r in self.units.values())
        return hashlib.sha256(joined.encode()).hexdigest()[:16]
