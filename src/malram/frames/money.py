# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Öre as figures. Nothing else in the room turns an amount into something that is printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from malram.values import Figure, NumberError, exact, unit

WIDEST = 2**63 - 1  # what a posting can hold; some 92,000 billion kronor


def figure(ore: int, scale: str = "mnkr", decimals: int = 1) -> Figure:
    """Return an amount in `scale` (mnkr, tkr or kr), exact until it is printed."""
    return Figure(Fraction(ore) / unit(scale).scale, unit(scale), decimals)


def in_words(ore: int) -> str:
    """Return an amount as a message says it: mnkr where it is that large, otherwise kronor."""
    return figure(ore, "mnkr", 3).text() if abs(ore) >= 10**8 else figure(ore, "kr", 2).text()


def to_ore(amount: str | int | Decimal, scale: str) -> int:
    """Return whole öre. Raises `NumberError` for what is no number, finer than an öre, or wider than fits."""
    try:
        ore = exact(Decimal(str(amount))) * unit(scale).scale
    except (ArithmeticError, ValueError) as error:
        raise NumberError(str(amount), "det är inget tal") from error
    if ore.denominator != 1:
        raise NumberError(f"{amount} {scale}", "det är finare än ett öre")
    if abs(ore.numerator) > WIDEST:
        raise NumberError(f"{amount} {scale}", "det är för stort")
    return ore.numerator


def kronor(amounts: Sequence[int]) -> list[Figure]:
    """Return amounts of one column in kronor: with öre where any of them has öre."""
    decimals = 2 if any(ore % 100 for ore in amounts) else 0
    return [figure(ore, "kr", decimals) for ore in amounts]
