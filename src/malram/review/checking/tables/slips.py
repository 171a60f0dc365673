# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The slips people make when they write a number: what it may have been meant to be."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from malram.review.document import Number
from malram.values import Interval, exact

_SCALES = (1, -1, 3, -3, 2, -2)


class Slip(IntEnum):
    """Kinds of slip; the smaller the more readily believed."""

    SIGN = 1
    SWAPPED = 2
    DIGIT = 3
    DROPPED = 4
    DOUBLED = 5
    SCALE = 6


def slips(one: Number) -> dict[Decimal, Slip]:
    """Every value a printed number may have been meant as, were one slip made, with the slip."""
    if one.printed is None or one.printed.high is not None:
        return {}
    value, decimals = one.printed.value, max(one.printed.decimals, 0)
    digits = str(abs(int(value.scaleb(decimals))))
    found: dict[Decimal, Slip] = {}

    def add(text: str, slip: Slip) -> None:
        if not text or (len(text) > 1 and text[0] == "0" and decimals == 0):
            return
        meant = Decimal(int(text)).scaleb(-decimals)
        meant = meant.copy_negate() if value < 0 and meant else meant
        if meant != value:
            found.setdefault(meant, slip)

    if value:
        found[-value] = Slip.SIGN
    for at in range(len(digits) - 1):
        add(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], Slip.SWAPPED)
    for at in range(len(digits)):
        for digit in "0123456789":
            add(digits[:at] + digit + digits[at + 1 :], Slip.DIGIT)
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            add(digits[:at] + digit + digits[at:], Slip.DROPPED)
    for at in range(len(digits)):
        add(digits[:at] + digits[at + 1 :], Slip.DOUBLED)
    for power in _SCALES if value else ():
        found.setdefault(value.scaleb(power), Slip.SCALE)
    return found


def slips_within(one: Number, wanted: Interval) -> dict[Decimal, Slip]:
    """The slips that would make a number one that `wanted` allows, given its printed decimals."""
    if one.printed is None:
        return {}
    half = Fraction(0) if one.exact else Fraction(10) ** -one.printed.decimals / 2
    room = Interval(
        None if wanted.low is None else wanted.low - half, None if wanted.high is None else wanted.high + half
    )
    return {value: slip for value, slip in slips(one).items() if room.contains(exact(value))}
