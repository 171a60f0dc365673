# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of who gives a forecast: a reason where it differs, a second look where it is odd."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from malram.economy.definitions import Tolerance

ODD = 100  # times more or less than expected: kronor given as thousands, or millions as kronor


@dataclass(frozen=True)
class Expected:
    """What a line's amount is measured by, in öre: the baseline, or else the year's budget or last year."""

    line: str
    baseline: int | None
    reference: int | None


def needs_reason(amount: int, expected: Expected, allowed: Tolerance | None) -> bool:
    """Whether a forecast is further from the baseline than may go without a reason."""
    if expected.baseline is None or allowed is None:
        return False
    away = abs(amount - expected.baseline)
    return away > allowed.ore and 100 * away > allowed.percent * abs(expected.baseline)


def is_odd(amount: int, reference: int | None) -> bool:
    """Whether an amount is so much larger or smaller that it may have been written in another unit."""
    if not amount or not reference:
        return False
    times = Fraction(abs(amount), abs(reference))
    return times >= ODD or times <= Fraction(1, ODD)
