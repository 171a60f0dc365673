# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure: a value with unit, printed decimals and state."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from malram.values.intervals import Interval
from malram.values.rounding import NO_BREAK_SPACE, NO_VALUE, exact, number, round_half_away
from malram.values.units import Unit


class State(Enum):
    """How far a figure can be trusted."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    MISSING = "missing"
    SUPPRESSED = "suppressed"


class Reason(Enum):
    """Why a figure is missing; the value is the stable code."""

    DISCONTINUED = "utgatt"
    NOT_MEASURED = "ej-matt"
    NOT_ASSURED = "ej-sakerstalld"
    PUBLISHED_LATER = "publiceras-senare"
    TOO_FEW = "for-fa"
    NO_DENOMINATOR = "ingen-namnare"
    INCOMPLETE_PERIOD = "ofullstandig-period"
    NOT_FOR_PERIOD = "inte-for-perioden"
    ABSENT = "saknas"

    @property
    def code(self) -> str:
        return self.value

    @property
    def label(self) -> str:
        """What a reader sees."""
        return _LABELS[self.value]


_LABELS = {
    "utgatt": "utgått",
    "ej-matt": "ej mätt",
    "ej-sakerstalld": "ej säkerställd",
    "publiceras-senare": "publiceras senare",
    "for-fa": "för få",
    "ingen-namnare": "inget att dela med",
    "ofullstandig-period": "perioden är ofullständig",
    "inte-for-perioden": "räknas inte för perioden",
    "saknas": "uppgift saknas",
}


@dataclass(frozen=True)
class Figure:
    """An exact value in its unit, rounded only when printed. Without a value it is missing."""

    value: Fraction | None
    unit: Unit
    decimals: int
    state: State = State.FINAL
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if self.value is not None:
            if type(self.value) is not Fraction:
                object.__setattr__(self, "value", exact(self.value))
            if self.state is State.MISSING:
                raise ValueError("A missing figure has no value.")
        elif self.state in (State.FINAL, State.PRELIMINARY):
            object.__setattr__(self, "state", State.MISSING)
        if self.state is State.MISSING and self.reason is None:
            object.__setattr__(self, "reason", Reason.ABSENT)

    @classmethod
    def missing(cls, unit: Unit, decimals: int = 0, reason: Reason = Reason.ABSENT) -> Figure:
        """Return a figure that prints as a dash and knows why; too few persons are suppressed."""
        state = State.SUPPRESSED if reason is Reason.TOO_FEW else State.MISSING
        return cls(None, unit, decimals, state, reason)

    @property
    def shown(self) -> bool:
        """Whether digits may be printed."""
        return self.value is not None and self.state is not State.SUPPRESSED

    def rounded(self) -> Decimal | None:
        """Return the printed value: half away from zero, once."""
        return round_half_away(self.value, self.decimals) if self.value is not None and self.shown else None

    def digits(self) -> str:
        """Return the printed value without its unit."""
        if not self.shown:
            return NO_VALUE
        if self.unit.kind == "word":
            return "ja" if self.value else "nej"
        return number(self.value, self.decimals)

    def text(self, unit: bool = True) -> str:
        """Return what a reader sees: '−721,6 mnkr', '35,9 %', '–'."""
        one = self.decimals == 0 and self.shown and abs(self.rounded() or 0) == 1
        label = self.unit.label(one=one)
        return self.digits() + NO_BREAK_SPACE + label if unit and label and self.shown else self.digits()

    def interval(self) -> Interval:
        """Return what the printed number can stand for."""
        rounded = self.rounded()
        if rounded is None:
            raise ValueError("A figure that is not shown has no interval; ask `shown` first.")
        if self.unit.kind == "word":
            return Interval.exact(rounded)
        return Interval.of_printed(rounded, self.decimals)
