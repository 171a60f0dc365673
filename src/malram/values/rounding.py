# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounding, the one place where a figure loses digits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NO_VALUE = "\N{EN DASH}"

Exact = Fraction | Decimal | int


def exact(value: Exact) -> Fraction:
    """Return `value` as a fraction; a float has already lost digits and is refused."""
    if type(value) is Fraction:  # asked of every figure there is: no new one for the same
        return value
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float: hand over int, Decimal or Fraction.")
    return Fraction(value)


def round_half_away(value: Exact, decimals: int) -> Decimal:
    """Round to `decimals`, a tie away from zero: 0.25 -> 0.3 and -0.25 -> -0.3.

    Fewer than zero decimals round to tens, hundreds and so on.
    """
    shifted = exact(value) * Fraction(10) ** decimals
    steps = (2 * abs(shifted.numerator) + shifted.denominator) // (2 * shifted.denominator)
    negative = 1 if shifted < 0 and steps else 0  # no reader should see '−0,0'
    # Built from digits: arithmetic in Decimal would round once more, to the context's 28 digits.
    return Decimal((negative, tuple(int(digit) for digit in str(steps)), -decimals))


def number(value: Exact | None, decimals: int) -> str:
    """Return Swedish digits, rounded half away from zero: -1234.5 becomes '−1 235'."""
    if value is None:
        return NO_VALUE
    swap = str.maketrans({",": NO_BREAK_SPACE, ".": ",", "-": MINUS})
    return f"{round_half_away(value, decimals):,f}".translate(swap)
