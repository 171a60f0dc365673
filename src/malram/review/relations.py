# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Relations between printed numbers: can they hold, and what would one number have to be for them to.

Each works on intervals: it holds when some choice inside the intervals makes it true. `solve` turns the
question round, and the judge uses it to propose the smallest repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from malram.values import Interval


class Relation(Protocol):
    """A relation over numbers in a fixed order."""

    def holds(self, at: Sequence[Interval]) -> bool: ...

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        """What the number at `place` must lie in, given the others; None when that cannot be told."""
        ...


@dataclass(frozen=True)
class Sum:
    """Σ weight × number = 0: a total is -1, its parts are 1 (or -1 for what is drawn off).

    A weight may carry a scale: 1000 for an amount in mnkr among amounts in tkr.
    """

    weights: tuple[int | Fraction, ...]

    def holds(self, at: Sequence[Interval]) -> bool:
        return self._without(None, at).contains(0)

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        return self._without(place, at) * (Fraction(-1) / self.weights[place])

    def _without(self, place: int | None, at: Sequence[Interval]) -> Interval:
        total = Interval.exact(0)
        for here, (weight, number) in enumerate(zip(self.weights, at, strict=True)):
            total = total if here == place else total + number * weight
        return total


@dataclass(frozen=True)
class Same:
    """Two numbers are one quantity; `equal` when both have the same precision, so that digits must agree."""

    equal: bool = False

    def holds(self, at: Sequence[Interval]) -> bool:
        return at[0] == at[1] if self.equal else at[0].meets(at[1])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        return at[1 - place]


@dataclass(frozen=True)
class Change:
    """new, old, percent: percent = 100 × (new - old) / |old|."""

    def holds(self, at: Sequence[Interval]) -> bool:
        found = self.solve(2, at)
        return found is None or found.meets(at[2])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        new, old, percent = at
        try:
            if place == 2:
                sign = -1 if old.high is not None and old.high < 0 else 1
                return (new / old - 1) * (100 * sign)
            factor = percent / 100 + 1
            return old * factor if place == 0 else new / factor
        except ZeroDivisionError:
            return None


@dataclass(frozen=True)
class ChangeOf:
    """now, change, percent: the change is `percent` of what was before, now - change."""

    def holds(self, at: Sequence[Interval]) -> bool:
        found = self.solve(2, at)
        return found is None or found.meets(at[2])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        now, change, percent = at
        try:
            if (
                place == 2
            ):  # 100·d / (n - d) = 100 / (n/d - 1): each interval used once, so the ends are exact
                return 100 / (now / change - 1)
            share = percent / 100
            if place == 1:
                return now / (1 / share + 1)
            return change / share + change
        except ZeroDivisionError:
            return None


@dataclass(frozen=True)
class Share:
    """part, whole, percent: percent = 100 × part / whole."""

    def holds(self, at: Sequence[Interval]) -> bool:
        found = self.solve(2, at)
        return found is None or found.meets(at[2])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        part, whole, percent = at
        try:
            if place == 2:
                return part / whole * 100
            return whole * percent / 100 if place == 0 else part / percent * 100
        except ZeroDivisionError:
            return None


@dataclass(frozen=True)
class AtMost:
    """The first is at most the second, as a part of its whole; below it when `strict`, as for a direction."""

    strict: bool = False

    def holds(self, at: Sequence[Interval]) -> bool:
        low, high = at[0].low, at[1].high
        if low is None or high is None:
            return True
        return low < high if self.strict else low <= high

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        return Interval(None, at[1].high) if place == 0 else Interval(at[0].low, None)


@dataclass(frozen=True)
class Between:
    """The first lies between the smallest and the largest of the others (a total and its women and men)."""

    def holds(self, at: Sequence[Interval]) -> bool:
        return self._span(at).meets(at[0])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        return self._span(at) if place == 0 else None

    def _span(self, at: Sequence[Interval]) -> Interval:
        lows, highs = [one.low for one in at[1:]], [one.high for one in at[1:]]
        low = None if None in lows else min(low for low in lows if low is not None)
        return Interval(low, None if None in highs else max(high for high in highs if high is not None))
