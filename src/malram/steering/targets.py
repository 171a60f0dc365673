# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a target is printed beside a figure."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from malram.values import MINUS, NO_BREAK_SPACE, Figure, unit

SIGNS = {
    ">=": "≥\N{NO-BREAK SPACE}",
    ">": ">\N{NO-BREAK SPACE}",
    "<=": "≤\N{NO-BREAK SPACE}",
    "<": "<\N{NO-BREAK SPACE}",
    "=": "",
}
NUMBER = re.compile(r"[<>≤≥=]?\s*[-−–]?\s*\d")
SHORT = 20  # characters: "under 7 %" stands beside a figure as well as a sign does


HYPHEN = re.compile(r"(?<!\w)-(?=\d)")  # a minus before a number, not the hyphen of a word or of a span
CLOSE_PERCENT = re.compile(r"(?<=\d)%")


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
    said = _set(target.text)
    if target.value is None or target.operator not in SIGNS:
        return said
    if NUMBER.match(said) or (len(said) <= SHORT and any(letter.isdigit() for letter in said)):
        return said
    written = -int(target.value.normalize().as_tuple().exponent)
    figure = Figure(Fraction(target.value), unit(unit_code), max(decimals, written))
    return SIGNS[target.operator] + figure.text(unit=unit_code == "%")


def said_beside(target: Wanted, unit_code: str, decimals: int) -> str:
    """Return the decided words where they are not what is printed, else nothing."""
    said = _set(target.text)
    return "" if said == target_text(target, unit_code, decimals) else said


def _set(text: str) -> str:
    """Decided words with their numbers set as all others are: a real minus, and a space before per cent."""
    return CLOSE_PERCENT.sub(f"{NO_BREAK_SPACE}%", HYPHEN.sub(MINUS, text.strip()))
