# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a target is printed beside a figure."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from malram.values import Figure, unit

SIGNS = {
    ">=": "≥\N{NO-BREAK SPACE}",
    ">": ">\N{NO-BREAK SPACE}",
    "<=": "≤\N{NO-BREAK SPACE}",
    "<": "<\N{NO-BREAK SPACE}",
    "=": "",
}
NUMBER = re.compile(r"[<>≤≥=]?\s*[-−–]?\s*\d")
SHORT = 20  # characters: "under 7 %" stands beside a figure as well as a sign does


class Wanted(Protocol):
    """A target: a comparison with a value or a word, a trend, or none."""

    @property
    def operator(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def text(self) -> str: ...


def target_text(target: Wanted, unit_code: str, decimals: int) -> str:
    """Return the decided words, or the sign and the value where those are a sentence or say no number.

    Of units only the per cent sign stands in a column of targets, as it does beside the outcome.
    """
    said = target.text.strip()
    if target.value is None or target.operator not in SIGNS:
        return said
    if NUMBER.match(said) or (len(said) <= SHORT and any(letter.isdigit() for letter in said)):
        return said
    written = -int(target.value.normalize().as_tuple().exponent)
    figure = Figure(Fraction(target.value), unit(unit_code), max(decimals, written))
    return SIGNS[target.operator] + figure.text(unit=unit_code == "%")


def said_beside(target: Wanted, unit_code: str, decimals: int) -> str:
    """Return the decided words where they are not what is printed, else nothing."""
    said = target.text.strip()
    return "" if said == target_text(target, unit_code, decimals) else said
