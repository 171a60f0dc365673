# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Testing what a sentence says: with its signs and scales, and with every reading that could save it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from malram.review.checking.sentences.text import Slot
from malram.review.relations import Relation
from malram.values import Interval, Printed, Unit, number

_NOT_NEXT = Fraction(999, 1000)  # 7,8 cut off is anything below 7,9, and never 7,9


@dataclass(frozen=True)
class Scaled:
    """A relation of its numbers times `factors`: a sign the words carry, mnkr beside tkr."""

    inner: Relation
    factors: tuple[Fraction, ...]

    def holds(self, at: Sequence[Interval]) -> bool:
        return self.inner.holds(self._scaled(at))

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        found = self.inner.solve(place, self._scaled(at))
        return None if found is None else found * (1 / self.factors[place])

    def _scaled(self, at: Sequence[Interval]) -> list[Interval]:
        return [number * factor for number, factor in zip(at, self.factors, strict=True)]


class Outcome(Enum):
    """What testing gave."""

    HOLDS = "holds"
    ROUNDING = "rounding"  # only truncated figures fit
    CLOSE = "close"  # beyond rounding by less than a unit in the last place
    FAILS = "fails"
    UNKNOWN = "unknown"


def tried(relation: Relation, slots: Sequence[Slot]) -> Outcome:
    """Test a relation on the figures as printed, then cut off, then a unit apart."""
    at = [slot.number.interval for slot in slots]
    if any(one is None for one in at):
        return Outcome.UNKNOWN
    sure = [one for one in at if one is not None]
    if relation.holds(sure):
        return Outcome.HOLDS
    if relation.holds([_cut(slot, one) for slot, one in zip(slots, sure, strict=True)]):
        return Outcome.ROUNDING
    for place, slot in enumerate(slots):
        if relation.holds([_cut(slot, one) if here == place else one for here, one in enumerate(sure)]):
            return Outcome.ROUNDING
    if relation.holds([*sure[:-1], _wide(slots[-1], sure[-1])]):
        return Outcome.CLOSE
    return Outcome.FAILS


def _unit_of(printed: Printed) -> Fraction:
    return Fraction(10) ** -printed.decimals


def _cut(slot: Slot, at: Interval) -> Interval:
    """What a figure stands for whose last digits were cut off instead of rounded."""
    printed = slot.number.printed
    if printed is None or slot.number.exact or printed.qualifier or printed.high is not None:
        return at
    value, unit = Fraction(printed.value), _unit_of(printed) * _NOT_NEXT
    return Interval(value, value + unit) if value >= 0 else Interval(value - unit, value)


def _wide(slot: Slot, at: Interval) -> Interval:
    printed = slot.number.printed
    if printed is None or printed.qualifier or printed.high is not None:
        return at
    unit = _unit_of(printed)
    return at + Interval(-unit, unit)


def scales(slots: Sequence[Slot]) -> tuple[Fraction, ...]:
    """What to multiply each amount with so that tkr and mnkr meet; a bare number follows its neighbours."""
    units = [_money(slot) for slot in slots]
    first = next((unit for unit in units if unit), None)
    if first is None:
        return tuple(Fraction(1) for _ in slots)
    return tuple(Fraction(1) if unit is None else unit.scale / first.scale for unit in units)


def _money(slot: Slot) -> Unit | None:
    unit = slot.number.printed.unit if slot.number.printed else None
    return unit if unit is not None and unit.kind == "money" else None


def spelt(found: Interval | None, slot: Slot) -> str:
    """What a figure would be, in words: '3,7 procent (mellan 3,64 och 3,71)'."""
    if found is None or found.low is None or found.high is None or slot.number.printed is None:
        return ""
    if scaled := re.search(r"(?:miljon|miljard)(?:er)?$", slot.text):  # '242,2 miljoner' is read in kronor
        power = 9 if "ard" in scaled[0] else 6
        found, decimals = found * Fraction(1, 10**power), slot.number.printed.decimals + power
        return _span(found.low, found.high, decimals, f" {scaled[0]}")
    decimals = max(slot.number.printed.decimals, 0)
    unit = slot.number.printed.unit
    words = (
        {"%": " procent", "procentenheter": " procentenheter"}.get(unit.code, f" {unit.symbol}")
        if unit
        else ""
    )
    return _span(found.low, found.high, decimals, words.rstrip())


def _span(low: Fraction | None, high: Fraction | None, decimals: int, unit: str) -> str:
    if low is None or high is None:
        return ""
    middle = number((low + high) / 2, decimals) + unit
    exact = all((end * 10**decimals).denominator == 1 for end in (low, high))
    least, most = (number(end, decimals if exact else decimals + 1) for end in (low, high))
    return f"{middle} (mellan {least} och {most})" if least != most else middle
