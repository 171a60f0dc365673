# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Models, figures and a small board to assess. No measure is computed here: the outcomes are handed in."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import malram
from malram.values import Figure, Period, Reason, unit

VARMLAND = Path(malram.__file__).parent / "regions" / "varmland"


@dataclass(frozen=True)
class Target:
    operator: str
    value: Decimal | None = None
    text: str = ""


@dataclass(frozen=True)
class Outcome:
    figure: Figure
    word: str | None = None
    period: Period | None = None
    notes: tuple[str, ...] = ()


def target(text: str, operator: str, value: str | None = None) -> Target:
    return Target(operator, None if value is None else Decimal(value), text)


def outcome(
    value: str | None, unit_code: str = "%", decimals: int = 0, reason: Reason | None = None
) -> Outcome:
    if value is None:
        return Outcome(Figure.missing(unit(unit_code), decimals, reason or Reason.ABSENT))
    return Outcome(Figure(Fraction(value), unit(unit_code), decimals))


def word(text: str) -> Outcome:
    return Outcome(Figure.missing(unit("ja/nej")), text)


@dataclass
class Measurements:
    """Stands in for the query object: values by (measure, unit, period, sex)."""

    values: dict[tuple[str, str, str, str], str]
    catalogue: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, str, str, str]] = field(default_factory=list)

    def value(self, measure: str, unit: str, period: Period, sex: str = "total") -> Outcome:
        key = (measure, unit, period.code, sex)
        self.asked.append(key)
        found = outcome(self.values.get(key))
        return Outcome(found.figure, found.word, period)

    def benchmark(self, measure: str, period: Period) -> Outcome | None:
        return (
            self.value(measure, "riket", period)
            if (measure, "riket", period.code, "total") in self.values
            else None
        )
