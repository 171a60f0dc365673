# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic employments: people who are hired, move between units and leave, month by month."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints
from malram.demo.courses.setting import CostCentre, Setting
from malram.demo.courses.staff_plan import People, StaffPlan
from malram.demo.errors import CalibrationError
from malram.values import month_code, month_index

OPEN = np.datetime64("2099-12-31")
OLD = 0.72  # share of the staff from before the personnel system


def day(month: int, of_month: int | Ints = 1) -> NDArray[np.datetime64]:
    """A day of a month ordinal."""
    return np.datetime64(f"{month // 12}-{month % 12 + 1:02d}-01") + (np.asarray(of_month) - 1)


@dataclass
class Employments:
    """Growing columns; one list entry per employment."""

    person: list[int] = field(default_factory=list)
    unit: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    permanent: list[bool] = field(default_factory=list)
    start: list[np.datetime64] = field(default_factory=list)
    end: list[np.datetime64] = field(default_factory=list)
    degree: list[int] = field(default_factory=list)
    next_person: int = 100_001

    def add(
        self, people: int, permanent: bool, unit: int, degree: int, start: np.datetime64, person: int = 0
    ) -> int:
        if not person:
            person, self.next_person = self.next_person, self.next_person + 1
        self.person.append(person)
        self.unit.append(unit)
        self.people.append(people)
        self.permanent.append(permanent)
        self.start.append(start)
        self.end.append(OPEN)
        self.degree.append(degree)
        return len(self.person) - 1


@dataclass(frozen=True)
class Staff:
    """The finished employments as arrays; `units` are the cost centres their numbers point at."""

    plan: StaffPlan
    units: tuple[CostCentre, ...]
    person: Ints
    unit: Ints
    people: Ints
    permanent: NDArray[np.bool_]
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    degree: Ints

    def running(self, month: int) -> NDArray[np.bool_]:
        """Which employments run past the last day of a month."""
        last = day(month + 1) - 1
        return (self.start <= last) & (self.end > last)


def make_staff(plan: StaffPlan, setting: Setting, rng: np.random.Generator) -> Staff:
    """Employ everybody and adjust degrees until the sums at the last known month-ends are the plan's."""
    units = tuple(unit for board in setting.shared.workplaces.boards for unit in setting.staffed(board))
    log = Employments()
    for number, people in enumerate(plan.people):
        here = np.array([i for i, unit in enumerate(units) if unit.board == people.board])
        odds = np.array([units[i].people for i in here])
        draw = _Draw(plan, rng, here, odds / odds.sum(), people.full_time)
        _permanent(log, number, people, draw)
        _temporary(log, number, people, draw)
    staff = Staff(
        plan, units, np.array(log.person), np.array(log.unit), np.array(log.people), np.array(log.permanent),
        np.array(log.start, dtype="datetime64[D]"), np.array(log.end, dtype="datetime64[D]"),
        np.array(log.degree),
    )  # fmt: skip
    for board, sums in plan.degrees.items():
        _tune(staff, board, True, sums.permanent, rng)
        _tune(staff, board, False, sums.temporary, rng)
    return staff


@dataclass(frozen=True)
class _Draw:
    plan: StaffPlan
    rng: np.random.Generator
    units: Ints
    odds: NDArray[np.float64]
    full_time: float

    def unit(self) -> int:
        return int(self.rng.choice(self.units, p=self.odds))

    def unit_many(self, count: int) -> Ints:
        return self.rng.choice(self.units, size=count, p=self.odds)

    def degrees(self, count: int) -> Ints:
        degrees = self.plan.part_time
        part = self.rng.choice(list(degrees), size=count, p=list(degrees.values()))
        return np.where(self.rng.random(count) < self.full_time, 1000, part)


def _permanent(log: Employments, number: int, people: People, draw: _Draw) -> None:
    """Follow the plan's number of permanent staff; leavers never come back within the demo's time."""
    plan, rng = draw.plan, draw.rng
    counts = np.rint(plan.path(people.permanent)).astype(int)
    active = _old_staff(log, number, int(counts[0]), True, draw)
    leaving = _leavers(plan, people, counts, rng)
    for i, month in enumerate(plan.months):
        rng.shuffle(active)
        gone, active = active[: leaving[i]], active[leaving[i] :]
        for row, when in zip(gone, day(month, rng.integers(2, 27, len(gone))), strict=True):
            log.end[row] = when
        hired = counts[i + 1] - counts[i] + leaving[i]
        if hired < 0:
            raise CalibrationError(f"Fler måste sluta än som slutar i {month_code(month)}.")
        starts = day(month, rng.integers(1, 27, hired))
        new = zip(draw.unit_many(hired), draw.degrees(hired), starts, strict=True)
        active += [log.add(number, True, int(u), int(d), s) for u, d, s in new]
        moving = int(rng.binomial(len(active) - hired, draw.plan.moved))
        for place in range(moving):
            active[place] = _move(log, active[place], month, draw)


def _old_staff(log: Employments, number: int, count: int, permanent: bool, draw: _Draw) -> list[int]:
    """Those employed before the hours begin: most from before the personnel system."""
    plan, rng, transferred = draw.plan, draw.rng, np.datetime64(draw.plan.transferred)
    after = month_index(plan.transferred.year, plan.transferred.month) + 1
    months = rng.integers(after, plan.before + 1, count)
    starts = [transferred if rng.random() < OLD else day(int(m), int(rng.integers(1, 27))) for m in months]
    rows = zip(draw.unit_many(count), draw.degrees(count), starts, strict=True)
    return [log.add(number, permanent, int(u), int(d), s) for u, d, s in rows]


def _leavers(plan: StaffPlan, people: People, counts: Ints, rng: np.random.Generator) -> Ints:
    """Leavers per month: the year's rate of the mean of its month-ends, more in summer and at New Year."""
    season = np.array(plan.leaving_season, dtype=float)
    found = np.zeros(len(plan.months), dtype=int)
    early = plan.years[0] * 12 - plan.first
    found[:early] = np.rint(people.leaving[plan.years[0]] * counts[:early] / 12)
    for year in plan.years:
        at = slice(year * 12 - plan.first, year * 12 - plan.first + 12)
        total = round(people.leaving[year] * counts[1:][at].mean())
        falls = np.maximum(counts[:-1][at] - counts[1:][at], 0)
        found[at] = falls + rng.multinomial(total - falls.sum(), season / season.sum())
    return found


def _move(log: Employments, row: int, month: int, draw: _Draw) -> int:
    """End an employment and start another for the same person at another unit the next day."""
    when = day(month, int(draw.rng.integers(2, 26)))
    if log.start[row] >= when - 40:
        return row
    log.end[row] = when
    return log.add(log.people[row], True, draw.unit(), log.degree[row], when + 1, log.person[row])


def _temporary(log: Employments, number: int, people: People, draw: _Draw) -> None:
    """Temporary staff turn over quickly; summer staff come in June and go in August."""
    plan, rng = draw.plan, draw.rng
    counts = np.rint(plan.path(people.temporary)).astype(int)
    active = _old_staff(log, number, int(counts[0]), False, draw)
    for i, month in enumerate(plan.months):
        rng.shuffle(active)
        leave = max(counts[i] - counts[i + 1], round(0.1 * len(active)))
        for row, when in zip(active[:leave], day(month, rng.integers(2, 27, leave)), strict=True):
            log.end[row] = when
        active = active[leave:]
        hired = counts[i + 1] - len(active)
        starts = day(month, rng.integers(1, 27, hired))
        new = zip(draw.unit_many(hired), draw.degrees(hired), starts, strict=True)
        active += [log.add(number, False, int(u), int(d), s) for u, d, s in new]
    for year in plan.years:
        for unit, degree in zip(draw.unit_many(people.summer), draw.degrees(people.summer), strict=True):
            row = log.add(number, False, int(unit), int(degree), day(year * 12 + 5, int(rng.integers(3, 20))))
            log.end[row] = day(year * 12 + 7, int(rng.integers(8, 27)))


def _tune(staff: Staff, board: str, permanent: bool, sums: tuple[int, int], rng: np.random.Generator) -> None:
    """Change degrees of those employed at one of the last known month-ends only, until the sum is met."""
    people = [i for i, people in enumerate(staff.plan.people) if people.board == board]
    here = (staff.permanent == permanent) & np.isin(staff.people, people)
    at = [here & staff.running(month) for month in staff.plan.ends[1:]]
    for now, other, wanted in ((at[0], at[1], sums[0]), (at[1], at[0], sums[1])):
        only = np.flatnonzero(now & ~other)
        missing = wanted - int(staff.degree[now].sum())
        while abs(missing) >= 25:
            step = 50 if missing > 0 else -50
            room = only[(staff.degree[only] + step >= 500) & (staff.degree[only] + step <= 1000)]
            chosen = rng.permutation(room)[: max(1, abs(missing) // 50)]
            if not len(chosen):
                raise CalibrationError(f"Sysselsättningsgraderna i {board} kan inte bli {wanted} tusendelar.")
            staff.degree[chosen] += step
            missing = wanted - int(staff.degree[now].sum())
