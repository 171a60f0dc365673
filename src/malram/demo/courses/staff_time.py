# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic scheduled time and absence: long spells, then short ones up to the rate of illness."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints
from malram.demo.courses.staff_people import OPEN, Staff, day
from malram.demo.errors import CalibrationError
from malram.values import month_code

DAY_MINUTES = 480
HISTORY = 2  # absence is exported from so many months before the first hours


@dataclass
class Absences:
    """Growing columns of absence rows; `row` points at the employment the absence is registered on."""

    row: list[Ints] = field(default_factory=list)
    first: list[NDArray[np.datetime64]] = field(default_factory=list)
    last: list[NDArray[np.datetime64]] = field(default_factory=list)
    minutes: list[Ints] = field(default_factory=list)
    sick: list[NDArray[np.bool_]] = field(default_factory=list)

    def add(self, row: Ints, first: NDArray, last: NDArray, minutes: Ints, sick: bool = True) -> None:
        self.row.append(row)
        self.first.append(first)
        self.last.append(last)
        self.minutes.append(np.maximum(minutes, 60))
        self.sick.append(np.full(len(row), sick))


def scheduled(staff: Staff, month: int) -> Ints:
    """Scheduled minutes per employment in a month: working days employed, times the degree."""
    first = np.maximum(staff.start, day(month))
    after = np.minimum(np.minimum(staff.end, OPEN) + 1, day(month + 1))
    days = np.busday_count(first, np.maximum(after, first))
    return days * DAY_MINUTES * staff.degree // 1000


@dataclass
class _Spells:
    """Long spells: the employment, first day, last day (open while it runs) and extent in per cent."""

    row: Ints
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    extent: Ints


def make_absences(staff: Staff, rng: np.random.Generator) -> pl.DataFrame:
    """All absence rows; no row crosses a month-end, a long spell is a chain of rows."""
    plan, short = staff.plan, ShortSpells(staff, rng)
    spells = [_long_spells(staff, number, rng) for number in range(len(plan.people))]
    log = Absences()
    for month in range(plan.first - HISTORY, plan.last + 1):
        minutes = scheduled(staff, month)
        for number in range(len(plan.people)):
            ill = _long_rows(log, spells[number], minutes, month)
            if month >= plan.first:
                short.add(log, number, month, minutes, ill)
    table = pl.DataFrame(
        {
            "employment": np.concatenate(log.row),
            "first": np.concatenate(log.first),
            "last": np.concatenate(log.last),
            "minutes": np.concatenate(log.minutes),
            "sick": np.concatenate(log.sick),
        }
    )
    return table.sort("first", "employment", "last")


def _long_spells(staff: Staff, number: int, rng: np.random.Generator) -> _Spells:
    """Keep the plan's share of the staff ill for 60 days or more at every month-end."""
    mine = staff.people == number
    once = np.bincount(staff.person)[staff.person] == 1
    free = mine & once & staff.permanent
    rates = staff.plan.path(staff.plan.people[number].long_sick)
    rows, active = list[int](), list[int]()
    firsts, lasts = list[np.datetime64](), list[np.datetime64]()
    for i, month in enumerate(range(staff.plan.before, staff.plan.last + 1)):
        running = mine & staff.running(month)
        wave = 1 + 0.05 * np.sin(2 * np.pi * (month + 1) / 12)  # nothing in December, most in spring
        wanted = round(float(rates[i] * wave) * int(running.sum()))
        active = _end_some(active, rows, lasts, staff, month, wanted, rng)
        month_end = day(month + 1) - 1
        starts = month_end - rng.integers(62, 84 if i else 500, wanted - len(active))
        for start in np.sort(starts):
            able = np.flatnonzero(free & running & (staff.start < start))
            row = int(rng.choice(able))
            free[row] = False
            active.append(len(rows))
            rows.append(row)
            firsts.append(start)
            lasts.append(OPEN)
    extents = staff.plan.absence.extents
    extent = rng.choice(list(extents), size=len(rows), p=list(extents.values()))
    return _Spells(
        np.array(rows), np.array(firsts, "datetime64[D]"), np.array(lasts, "datetime64[D]"), extent
    )


def _end_some(
    active: list[int], rows: list[int], lasts: list[np.datetime64], staff: Staff, month: int, wanted: int,
    rng: np.random.Generator,
) -> list[int]:  # fmt: skip
    """End spells of those who left, and of some others; at least as many as must end."""
    kept = []
    for spell in active:
        if staff.end[rows[spell]] < day(month + 1):
            lasts[spell] = staff.end[rows[spell]]
        else:
            kept.append(spell)
    rng.shuffle(kept)
    ending = max(len(kept) - wanted, rng.binomial(len(kept), staff.plan.absence.ending))
    for spell, when in zip(kept[:ending], day(month, rng.integers(2, 27, ending)), strict=True):
        lasts[spell] = when
    return kept[ending:]


def _long_rows(log: Absences, spells: _Spells, minutes: Ints, month: int) -> Ints:
    """The month's piece of every long spell; returns the sick minutes and who is ill, by employment."""
    begins, ends = day(month), day(month + 1) - 1
    here = np.flatnonzero((spells.first <= ends) & (spells.last >= begins))
    first, last = np.maximum(spells.first[here], begins), np.minimum(spells.last[here], ends)
    days = (last - first).astype(int) + 1
    length = int((ends - begins).astype(int)) + 1
    sick = minutes[spells.row[here]] * days * spells.extent[here] // (length * 100)
    log.add(spells.row[here], first, last, sick)
    ill = np.zeros(len(minutes), dtype=np.int64)
    ill[spells.row[here]] = np.maximum(sick, 60)
    return ill


class ShortSpells:
    """Short spells in random order until the month's sick minutes are reached, and some other absence."""

    def __init__(self, staff: Staff, rng: np.random.Generator) -> None:
        self.staff, self.plan, self.rng = staff, staff.plan, rng
        self.factors: dict[tuple[int, int], float] = {}

    def add(self, log: Absences, number: int, month: int, minutes: Ints, ill: Ints) -> None:
        """The month's short spells of one board and sex; `ill` are minutes of those who are ill already."""
        order = self._well(number, month, minutes, ill)
        length = int((day(month + 1) - day(month)).astype(int))
        days = np.minimum(self.rng.geometric(0.21, len(order)), 14)
        cost = np.maximum(minutes[order] * days // length, 60)
        wanted = self._wanted(number, month, minutes) - ill.sum()
        count = int(np.searchsorted(np.cumsum(cost), wanted))
        if count >= len(order) or wanted < 0:
            people = self.plan.people[number]
            raise CalibrationError(
                f"{people.board} {people.sex}: sjukfrånvaron går inte att nå i {month_code(month)}."
            )
        starts = day(month, self.rng.integers(1, length - days + 2))
        log.add(order[:count], starts[:count], starts[:count] + days[:count] - 1, cost[:count])
        away = slice(count, count + int(self.plan.absence.other * len(order)))
        log.add(order[away], starts[away], starts[away] + days[away] - 1, cost[away], sick=False)

    def _well(self, number: int, month: int, minutes: Ints, ill: Ints) -> Ints:
        """Those employed all month who are not ill, in random order."""
        staff = self.staff
        well = (staff.people == number) & (ill == 0) & (minutes > 0)
        well &= staff.running(month) & (staff.start < day(month))
        return self.rng.permutation(np.flatnonzero(well))

    def _wanted(self, number: int, month: int, minutes: Ints) -> float:
        """Sick minutes of the month: the year's rate times a factor that the year's minutes weigh to one."""
        people, year = self.plan.people[number], self.plan.year(month)
        season = self.plan.sick_season[people.board]
        mine = self.staff.people == number
        if (number, year) not in self.factors:
            time = [int(scheduled(self.staff, year * 12 + m)[mine].sum()) for m in range(12)]
            self.factors[number, year] = sum(time) / sum(t * s for t, s in zip(time, season, strict=True))
        factor = season[month % 12] * self.factors[number, year]
        return people.sick[year] * int(minutes[mine].sum()) * factor


def make_hours(staff: Staff, groups: NDArray[np.str_]) -> pl.DataFrame:
    """Scheduled minutes per person, unit and month; `groups` is the staff group of every employment."""
    frames = []
    for month in staff.plan.months:
        minutes = scheduled(staff, month)
        here = np.flatnonzero(minutes > 0)
        frames.append(
            pl.DataFrame(
                {
                    "month": np.full(len(here), month),
                    "person": staff.person[here],
                    "unit": staff.unit[here],
                    "people": staff.people[here],
                    "group": groups[here],
                    "minutes": minutes[here],
                }
            )
        )
    keys = ["month", "person", "unit", "people", "group"]
    return (
        pl.concat(frames).group_by(keys).agg(pl.col("minutes").sum()).sort("month", "person", "unit", "group")
    )
