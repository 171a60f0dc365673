# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation as the engine sees it: the units in force on one day, as known on another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

import numpy as np

from malram.facts.unit_rows import UnitRow, by_unit, known_rows
from malram.measures.places import Placing


class Tree:
    """The units in force on `day`, with parents by id; never by the spelling of a name.

    `order` is depth-first: parents before children, siblings as they stand in the file, so that a unit and
    everything below it is one range of it. `places` says for every unit that may carry facts, also one
    that is not in force on the day, at which unit in the tree they count; see `places.py`.
    `known_at` is the day the register is asked about; None is what is known now. `others` are the rows of
    another version of the register: they only tell where units that this one does not name belong.
    """

    def __init__(
        self,
        rows: Iterable[UnitRow],
        day: date,
        known_at: date | None = None,
        others: Iterable[UnitRow] = (),
    ):
        rows = list(rows)
        self.day, self.known_at = day, known_at
        known = known_rows(rows, known_at)
        placing = Placing(
            {row.unit: row for row in known if row.in_force(day)},
            [by_unit(known), by_unit(known_rows(rows)), by_unit(known_rows(others))],
            day,
        )
        self.places = placing.places
        self.regi = placing.regi  # of every unit that may carry facts: own or private, wherever they count
        self._children: dict[str, list[str]] = {}
        for row in placing.units.values():
            if row.parent in placing.units:
                self._children.setdefault(row.parent, []).append(row.unit)
        self._end: dict[str, int] = {}
        found: list[str] = []
        for unit, row in placing.units.items():
            if row.parent not in placing.units:
                self._descend(unit, found)
        self.order = tuple(found)
        self.units = {unit: placing.units[unit] for unit in self.order}
        self.index = {unit: i for i, unit in enumerate(self.order)}

    def _descend(self, unit: str, found: list[str]) -> None:
        found.append(unit)
        for child in self.children(unit):
            self._descend(child, found)
        self._end[unit] = len(found)

    def __contains__(self, unit: str) -> bool:
        return unit in self.units

    def name(self, unit: str) -> str:
        return self.units[unit].name

    def parent(self, unit: str) -> str | None:
        parent = self.units[unit].parent
        return parent if parent in self.units else None

    def children(self, unit: str) -> list[str]:
        return self._children.get(unit, [])

    def path(self, unit: str) -> list[str]:
        """From the top of the tree down to the unit itself."""
        above = [unit]
        while parent := self.parent(above[-1]):
            above.append(parent)
        return above[::-1]

    def below(self, unit: str) -> Iterator[str]:
        """The unit itself and everything under it."""
        return iter(self.order[self.index[unit] : self._end[unit]])

    def counted_in(self, unit: str) -> list[str]:
        """Every unit whose facts count in the unit or below it, also those that are not in force."""
        there = set(self.below(unit))
        return [one for one, place in self.places.items() if place in there]

    def of_level(self, level: str, under: str | None = None) -> list[str]:
        units = self.below(under) if under else self.order
        return [unit for unit in units if self.units[unit].level == level]

    def span(self, unit: str) -> tuple[int, int]:
        """Where the unit and everything below it stand in `order`: from, up to and not including."""
        return self.index[unit], self._end[unit]

    @cached_property
    def parents(self) -> np.ndarray:
        """For every unit in `order` the place of its parent, or −1 at the top."""
        return np.array([self.index.get(self.parent(unit) or "", -1) for unit in self.order], dtype=np.int64)

    @cached_property
    def depths(self) -> np.ndarray:
        """How many units stand above each."""
        found = np.zeros(len(self.order), dtype=np.int64)
        for i, above in enumerate(self.parents):  # parents come before children
            found[i] = 0 if above < 0 else found[above] + 1
        return found

    @cached_property
    def counted_at(self) -> dict[bool, dict[str, int]]:
        """For every unit with facts the place in `order` where they count; under True own providers only."""
        all_of_them = {unit: self.index[place] for unit, place in self.places.items() if place in self.index}
        return {
            False: all_of_them,
            True: {unit: at for unit, at in all_of_them.items() if self.regi[unit] == "own"},
        }

    @property
    def fingerprint(self) -> str:
        """Equal for trees in which the same facts count at the same places under the same names."""
        names = [f"{r.unit}|{r.name}|{r.level}|{r.regi}" for r in self.units.values()]
        return hashlib.sha256("\n".join([self.shape, *names]).encode()).hexdigest()[:16]

    @cached_property
    def shape(self) -> str:
        """Equal for trees in which the same facts count at the same places: a new name changes nothing."""
        lines = [f"{r.unit}|{r.parent}" for r in self.units.values()]
        placed = [f"{unit}>{place}|{self.regi[unit]}" for unit, place in sorted(self.places.items())]
        return hashlib.sha256("\n".join([*lines, *placed]).encode()).hexdigest()[:16]
