# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `demo/courses/staff.yaml` says: how many are employed, and how often they leave and fall ill."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

import numpy as np

from malram.demo.courses.calibrate import Floats
from malram.demo.courses.setting import CostCentre
from malram.demo.reading import Board, ByYear, Length, Level, Month, Unit, Whole
from malram.values import month_index

Ends = Annotated[tuple[float, ...], Length(3)]
Twelve = Annotated[tuple[float, ...], Length(12)]


@dataclass(frozen=True)
class People:
    """One board and sex: permanent and temporary staff, and the rates of leaving and illness.

    Lists of three are the plan's known month-ends, straight between them; rates by year are shares of one.
    """

    board: Board
    sex: Literal["women", "men"]
    permanent: Ends
    temporary: Ends
    summer: int
    leaving: ByYear[float]
    long_sick: Ends
    sick: ByYear[float]
    full_time: float


@dataclass(frozen=True)
class Degrees:
    """Sum of degrees in a board at the last two known month-ends, in thousandths."""

    permanent: tuple[int, int]
    temporary: tuple[int, int]


@dataclass(frozen=True)
class StaffGroups:
    """Staff groups with their shares, by level of the workplace or for a whole board."""

    by_level: dict[Level, dict[str, float]]
    by_board: dict[Board, dict[str, float]] = field(default_factory=dict)
    like: dict[Unit, Level] = field(default_factory=dict)  # units that have the groups of another level

    def of(self, unit: CostCentre) -> dict[str, float]:
        if Board(unit.board) in self.by_board:
            return self.by_board[Board(unit.board)]
        return self.by_level[self.like.get(Unit(unit.id), Level(unit.level))]


@dataclass(frozen=True)
class Absence:
    """The share of long spells that end in a month, their extents in per cent, and who is away otherwise."""

    ending: float
    extents: Annotated[dict[int, float], Whole()]
    other: float  # share of the staff in a month


@dataclass(frozen=True)
class StaffPlan:
    """The content of staff.yaml. Hours begin after the first known month-end and last to the third."""

    system: str
    known: tuple[Month, Month, Month]
    people: tuple[People, ...]
    degrees: dict[Board, Degrees]
    sick_season: dict[Board, Twelve]
    leaving_season: Twelve
    transferred: date  # the day on which older employments came into the personnel system
    moved: float  # share of the permanent staff that changes unit in a month
    part_time: Annotated[dict[int, float], Whole()]  # degrees in thousandths, of those who are not full-time
    absence: Absence
    groups: StaffGroups

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The known month-ends as month ordinals."""
        return tuple(month_index(*divmod(month, 100)) for month in self.known)

    @property
    def before(self) -> int:
        """Everybody employed before the hours begin is employed at the end of this month."""
        return self.ends[0]

    @property
    def first(self) -> int:
        return self.ends[0] + 1

    @property
    def last(self) -> int:
        return self.ends[-1]

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def years(self) -> tuple[int, ...]:
        """The whole years of hours."""
        return tuple(range(-(-self.first // 12), self.last // 12 + 1))

    def path(self, ends: Ends) -> Floats:
        """A value for every month-end from the first known, straight between the three known."""
        return np.interp(np.arange(self.before, self.last + 1), self.ends, ends)

    def year(self, month: int) -> int:
        """The month's year; months before the first whole year are like that one."""
        return max(month // 12, self.years[0])
