# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed intervals with exact ends: what a printed number can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from malram.values.numbers import Printed
from malram.values.rounding import Exact, exact

# An end as (sign of infinity, value): tuples order as the extended numbers do.
_End = tuple[int, Fraction]
_ZERO = Fraction(0)


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both included. None is an open end: 'minst 60' has no high."""

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"An interval runs from low to high, not from {self.low} to {self.high}.")

    @classmethod
    def exact(cls, value: Exact) -> Interval:
        """Return the interval of one number: a count, or a figure nobody rounded."""
        return cls(exact(value), exact(value))

    @classmethod
    def of_printed(cls, value: Exact, decimals: int) -> Interval:
        """Return x ± half a unit in the last printed place."""
        middle, half = exact(value), place_value(decimals) / 2
        return cls(middle - half, middle + half)

    @classmethod
    def of(cls, printed: Printed) -> Interval:
        """Return what a printed number, with its qualifier, can stand for."""
        value = exact(printed.value)
        if printed.high is not None:
            first = cls.of_printed(value, printed.decimals)
            return cls(first.low, cls.of_printed(printed.high, printed.decimals).high)
        if printed.qualifier is None:
            return cls.of_printed(value, printed.decimals)
        place = last_place(printed)
        ends: dict[str, tuple[Fraction | None, Fraction | None]] = {
            "cirka": (value - place / 2, value + place / 2),
            "drygt": (value, value + place),
            "knappt": (value - place, value),
            "närmare": (value - place, value),
            "över": (value, None),
            "minst": (value, None),
            "under": (None, value),
            "högst": (None, value),
        }
        return cls(*ends[printed.qualifier])

    def __add__(self, other: Interval | Exact) -> Interval:
        it = _as_interval(other)
        low = None if self.low is None or it.low is None else self.low + it.low
        high = None if self.high is None or it.high is None else self.high + it.high
        return Interval(low, high)

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval | Exact) -> Interval:
        return self + -_as_interval(other)

    def __mul__(self, other: Interval | Exact) -> Interval:
        if not isinstance(other, Interval):
            return self._scaled(exact(other))
        products = [_times(a, b) for a in self._ends() for b in _as_interval(other)._ends()]
        return _from_ends(min(products), max(products))

    def _scaled(self, factor: Fraction) -> Interval:
        """What a number does to both ends, without trying all pairs of ends."""
        if factor == 0:
            return Interval.exact(0)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high) if factor > 0 else Interval(high, low)

    def __truediv__(self, other: Interval | Exact) -> Interval:
        it = _as_interval(other)
        if it.contains(0):
            raise ZeroDivisionError("The divisor's interval contains zero: the quotient can be anything.")
        inverse = [_ZERO if end is None else 1 / end for end in (it.low, it.high)]
        return self * Interval(min(inverse), max(inverse))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: Exact) -> Interval:
        return _as_interval(other) - self

    def __rtruediv__(self, other: Exact) -> Interval:
        return _as_interval(other) / self

    def __abs__(self) -> Interval:
        if self.contains(0):
            far = max(_ends_of(self)[1], _ends_of(-self)[1])
            return _from_ends((0, _ZERO), far)
        return self if self.low is not None and self.low > 0 else -self

    def contains(self, value: Exact | Interval) -> bool:
        """Tell whether a number, or the whole of another interval, lies inside."""
        (low, high), (its_low, its_high) = self._ends(), _as_interval(value)._ends()
        return low <= its_low and its_high <= high

    def meets(self, other: Interval | Exact) -> bool:
        """Tell whether one number could be both. Touching ends meet."""
        return self.intersection(other) is not None

    def intersection(self, other: Interval | Exact) -> Interval | None:
        """Return what both contain, or None."""
        (low, high), (its_low, its_high) = self._ends(), _as_interval(other)._ends()
        low, high = max(low, its_low), min(high, its_high)
        return _from_ends(low, high) if low <= high else None

    def _ends(self) -> tuple[_End, _End]:
        return _ends_of(self)


@lru_cache(maxsize=64)
def place_value(decimals: int) -> Fraction:
    """Return what one unit in the last of so many decimals is: 0.01 for 2, 1000 for -3."""
    return Fraction(10) ** -decimals


def last_place(printed: Printed) -> Fraction:
    """Return the place value of the last non-zero digit: 10 in 'cirka 270', 0.1 in 'ca 11,2'."""
    _, digits, exponent = Decimal(printed.value).as_tuple()
    if not any(digits):
        return place_value(printed.decimals)
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Fraction(10) ** (int(exponent) + zeros)


def _as_interval(value: Interval | Exact) -> Interval:
    return value if isinstance(value, Interval) else Interval.exact(value)


def _ends_of(it: Interval) -> tuple[_End, _End]:
    low = (-1, _ZERO) if it.low is None else (0, it.low)
    high = (1, _ZERO) if it.high is None else (0, it.high)
    return low, high


def _from_ends(low: _End, high: _End) -> Interval:
    return Interval(None if low[0] else low[1], None if high[0] else high[1])


def _times(a: _End, b: _End) -> _End:
    """Multiply two ends; zero times infinity is zero, since the zero is reached and the infinity is not."""
    if not a[0] and not b[0]:
        return 0, a[1] * b[1]
    sign = (a[0] or _sign(a[1])) * (b[0] or _sign(b[1]))
    return sign, _ZERO


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
