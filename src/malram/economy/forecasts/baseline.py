# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year's amount forecast from its first months, by the season of earlier years: whole öre in and out.

The rule, its worked table and how it compares with others: docs/algorithms/forecast.md. What is forecast may
be a sum of several histories (the lines of a total): then each is forecast by itself, so that a total is the
sum of its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from statistics import median
from typing import NamedTuple

YEAR = 12
LEARNT = 3  # earlier years whose season is used
# An earlier year counts when its first months were at least a quarter of an even share of it: of less,
# too little had come for the rest to be told from it.
LEAST_SHARE = Fraction(1, 4)
NEAR = 1  # months on either side whose errors tell how wrong the forecast of a month may be
SPREADS = Fraction(5, 2)  # about eight of ten outcomes fall inside; measured in docs/algorithms/forecast.md


@dataclass(frozen=True)
class Baseline:
    """A forecast of a whole year in öre. Without a tried earlier year there is no interval."""

    amount: int
    low: int | None = None
    high: int | None = None

    def holds(self, outcome: int) -> bool | None:
        """Whether the interval holds an outcome; None without an interval."""
        if self.low is None or self.high is None:
            return None
        return self.low <= outcome <= self.high


@dataclass(frozen=True)
class Hindcast:
    """What the rule would have said after a month of an earlier year, and how the year ended, in öre."""

    month: int
    forecast: Baseline
    outcome: int

    @property
    def error(self) -> int:
        """How far the forecast was from the outcome; positive when the year ended higher."""
        return self.outcome - self.forecast.amount


@dataclass(frozen=True)
class Accuracy:
    """How hindcasts turned out: mean error in percent of the outcome, and the share inside the interval."""

    tried: int
    error_percent: Fraction | None
    inside: Fraction | None


class History:
    """The amounts of consecutive months from a January on; months are ordinals, as everywhere."""

    def __init__(self, amounts: Sequence[int], first: int = 0) -> None:
        if first % YEAR:
            raise ValueError("A history begins with a January.")
        self.first, self.stop = first, first + len(amounts)
        self._sums = [0, *accumulate(amounts)]  # so that every sum of months is a subtraction
        self._years: dict[int, Fraction | None] = {}  # hindcasts ask for the same months again and again

    @property
    def months(self) -> range:
        return range(self.first, self.stop)

    def total(self, first: int, stop: int) -> int:
        return self._sums[stop - self.first] - self._sums[first - self.first]

    def full_year(self, month: int) -> Fraction | None:
        """What the month's year comes to, told from that month and those before it.

        The amount so far times the median of what earlier years became for each krona of the same months;
        where no earlier year can tell, the amount so far and the rest of last year. None without an
        earlier year, and where the month is not known.
        """
        if month not in self._years:
            known = self.first <= month < self.stop
            self._years[month] = self._full_year(month) if known else None
        return self._years[month]

    def _full_year(self, month: int) -> Fraction | None:
        start, stop = month - month % YEAR, month + 1
        so_far, months = self.total(start, stop), stop - start
        if months == YEAR:
            return Fraction(so_far)
        if start == self.first:
            return None
        earlier = range(max(self.first, start - LEARNT * YEAR), start, YEAR)
        ratios = [ratio for first in earlier if (ratio := self._ratio(first, months)) is not None]
        if ratios:
            return so_far * Fraction(median(ratios))
        return Fraction(so_far + self.total(stop - YEAR, start))

    def _ratio(self, first: int, months: int) -> Fraction | None:
        """A whole year for each krona of its first months, when these were enough to tell."""
        part, whole = self.total(first, first + months), self.total(first, first + YEAR)
        if part * whole <= 0 or abs(part) * YEAR < LEAST_SHARE * abs(whole) * months:
            return None
        return Fraction(whole, part)


def baseline(parts: Sequence[History], month: int) -> Baseline | None:
    """Forecast the month's year. Later amounts in the histories are not looked at.

    None without an earlier whole year. The point and, from how wrong it has been at this time of earlier
    years, what lies around it.
    """
    found = _forecast(parts, month)
    if found is None:
        return None
    amount = whole(found.point)
    if month % YEAR == YEAR - 1:
        return Baseline(amount, amount, amount)
    errors = _errors(parts, month)
    if not errors:
        return Baseline(amount)
    reach = whole(SPREADS * median(errors) * found.size)
    return Baseline(amount, amount - reach, amount + reach)


def hindcasts(parts: Sequence[History]) -> list[Hindcast]:
    """The forecast of every month but the last in each ended year with one before it, the oldest first."""
    found = []
    for year in range(_first(parts) // YEAR + 1, min(part.stop for part in parts) // YEAR):
        for month in range(year * YEAR, year * YEAR + YEAR - 1):
            said = baseline(parts, month)
            if said is not None:
                found.append(Hindcast(month, said, outcome(parts, year)))
    return found


def accuracy(found: Sequence[Hindcast]) -> Accuracy:
    """Mean absolute error in percent of the outcomes, and how many outcomes fell inside the interval."""
    ended = [one for one in found if one.outcome]
    percents = [Fraction(100 * abs(one.error), abs(one.outcome)) for one in ended]
    held = [kept for one in found if (kept := one.forecast.holds(one.outcome)) is not None]
    return Accuracy(
        len(found),
        sum(percents, Fraction(0)) / len(percents) if percents else None,
        Fraction(sum(held), len(held)) if held else None,
    )


def outcome(parts: Sequence[History], year: int) -> int:
    """What a year came to. Every month of it must be there."""
    return sum(part.total(year * YEAR, (year + 1) * YEAR) for part in parts)


def _first(parts: Sequence[History]) -> int:
    return max(part.first for part in parts)


def _errors(parts: Sequence[History], month: int) -> list[Fraction]:
    """Errors of the same time of earlier years, in shares of the size of what was forecast."""
    year, at = month // YEAR, month % YEAR
    near = range(max(0, at - NEAR), min(YEAR - 2, at + NEAR) + 1)
    years = range(_first(parts) // YEAR + 1, year)
    asked = [(earlier, _forecast(parts, earlier * YEAR + one)) for earlier in years for one in near]
    return [
        abs(found.point - outcome(parts, earlier)) / found.size
        for earlier, found in asked
        if found is not None and found.size
    ]


class _Exact(NamedTuple):
    """A forecast before it is rounded, and the size of its parts without signs cancelling each other."""

    point: Fraction
    size: Fraction


def _forecast(parts: Sequence[History], month: int) -> _Exact | None:
    point = size = Fraction(0)
    for part in parts:
        found = part.full_year(month)
        if found is None:
            return None
        point, size = point + found, size + abs(found)
    return _Exact(point, size)


def whole(amount: Fraction) -> int:
    """Whole öre, half away from zero."""
    size = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return size if amount >= 0 else -size
