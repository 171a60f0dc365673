# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods as spans of months, and the windows a measure is taken over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

Month = int  # year * 12 + month - 1: consecutive, so that a span is a subtraction

_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
    "november", "december",
)  # fmt: skip
_SHORT = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_PARTS = {"Q": 3, "T": 4, "H": 6}
_PART_KINDS = {3: "quarter", 4: "tertial", 6: "half_year"}
_ROLLING = {12: "r12", 18: "r18"}
_EXAMPLES = "2024, 2024-12, 2024-H1, 2024-T2, 2024-Q3, 2024-01/2024-08, r12-2024-10 eller r18-2024"


class PeriodError(ValueError):
    """A text that names no period."""


def month_index(year: int, month: int) -> Month:
    """Return the month's ordinal; January is month 1."""
    if not 1 <= month <= 12:
        raise PeriodError(f"Månad {month} finns inte. Månader går från 1 till 12.")
    return year * 12 + month - 1


def year_of(month: Month) -> int:
    return month // 12


def month_code(month: Month) -> str:
    """Return '2024-12'."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def day_text(day: date) -> str:
    """'20 februari 2025'."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


def month_text(month: Month) -> str:
    """Return 'december 2024'."""
    return f"{_NAMES[month % 12]} {month // 12}"


@dataclass(frozen=True, order=True)
class Period:
    """The months from `first` to `last`, both included. Two ways to name the same months are one period."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.first > self.last:
            first, last = month_code(self.first), month_code(self.last)
            raise PeriodError(f"Perioden börjar {first} men slutar {last}. Byt plats på dem.")

    @classmethod
    def parse(cls, code: str) -> Period:
        """Read a period code: '2024', '2024-12', '2024-T2', '2024-01/2024-08', 'r12-2024-10', 'r18-2024'."""
        text = code.strip()
        for pattern, build in _FORMS:
            match = re.fullmatch(pattern, text)
            if match:
                return build(*match.groups())
        raise PeriodError(f"Perioden ”{code}” finns inte. Skriv till exempel {_EXAMPLES}.")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(year * 12, year * 12 + 11)

    @classmethod
    def month(cls, month: Month) -> Period:
        return cls(month, month)

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        after = self.last + 1
        end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
        return date(self.first // 12, self.first % 12 + 1, 1), end

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, month: object) -> bool:
        return month in self.months

    @property
    def kind(self) -> str:
        """One of month, quarter, tertial, half_year, year, r12, r18, ytd, span."""
        size, start = len(self), self.first % 12
        if size == 1:
            return "month"
        if size == 12 and start == 0:
            return "year"
        if size in _PART_KINDS and start % size == 0:
            return _PART_KINDS[size]
        if size in _ROLLING:
            return _ROLLING[size]
        return "ytd" if start == 0 and size < 12 else "span"

    @property
    def code(self) -> str:
        """The shortest code; `Period.parse` reads it back."""
        year, kind = year_of(self.first), self.kind
        if kind == "month":
            return month_code(self.first)
        if kind == "year":
            return f"{year:04d}"
        for letter, size in _PARTS.items():
            if kind == _PART_KINDS[size]:
                return f"{year:04d}-{letter}{self.first % 12 // size + 1}"
        if kind in _ROLLING.values():
            whole_year = self.last % 12 == 11
            return f"{kind}-{year_of(self.last):04d}" if whole_year else f"{kind}-{month_code(self.last)}"
        return f"{month_code(self.first)}/{month_code(self.last)}"

    def text(self) -> str:
        """Return what a reader sees: 'helår 2024', 'december 2024', 'jan–aug 2026', '2024–2026'."""
        if self.kind == "month":
            return month_text(self.first)
        if self.kind == "year":
            return f"helår {year_of(self.first)}"
        if self.first % 12 == 0 and self.last % 12 == 11:
            return f"{year_of(self.first)}–{year_of(self.last)}"
        start, end = _SHORT[self.first % 12], _SHORT[self.last % 12]
        if year_of(self.first) == year_of(self.last):
            return f"{start}–{end} {year_of(self.last)}"
        return f"{start} {year_of(self.first)}–{end} {year_of(self.last)}"

    def shifted(self, months: int) -> Period:
        return Period(self.first + months, self.last + months)

    def previous_year(self) -> Period:
        """Return the same months a year earlier."""
        return self.shifted(-12)

    def __str__(self) -> str:
        return self.code


def _month(text: str) -> Month:
    return month_index(int(text[:4]), int(text[5:]))


def _part(year: str, letter: str, nth: str) -> Period:
    size = _PARTS[letter]
    if not 1 <= int(nth) <= 12 // size:
        parts = 12 // size
        raise PeriodError(f"Perioden ”{year}-{letter}{nth}” finns inte: {letter} går från 1 till {parts}.")
    first = int(year) * 12 + (int(nth) - 1) * size
    return Period(first, first + size - 1)


def _rolling(size: str, end: str) -> Period:
    last = _month(end) if len(end) > 4 else int(end) * 12 + 11
    return Period(last - int(size) + 1, last)


_FORMS = (
    (r"(\d{4})", lambda year: Period.year(int(year))),
    (r"(\d{4}-\d{2})", lambda month: Period.month(_month(month))),
    (r"(\d{4})-([QTH])(\d)", _part),
    (r"(\d{4}-\d{2})/(\d{4}-\d{2})", lambda first, last: Period(_month(first), _month(last))),
    (r"r(12|18)-(\d{4}(?:-\d{2})?)", _rolling),
)


class Window(Enum):
    """How far back from its last month a measure looks."""

    MONTH = "month"
    YTD = "ytd"
    R12 = "r12"
    R18 = "r18"
    POINT = "point"
    MEAN_OF_MONTH_ENDS = "mean_of_month_ends"
    PERIOD = "period"

    def span(self, last: Month, period: Period | None = None) -> Period:
        """Return the months the window covers when it ends in `last`.

        A point in time is its month. A mean of month-ends runs from January. PERIOD is the period asked
        for, cut at `last`: it has no length of its own.
        """
        if self is Window.PERIOD:
            if period is None:
                raise PeriodError("Fönstret ”period” har ingen egen längd. Ange vilken period som avses.")
            return Period(period.first, min(period.last, last))
        match self:
            case Window.MONTH | Window.POINT:
                return Period(last, last)
            case Window.YTD | Window.MEAN_OF_MONTH_ENDS:
                return Period(last - last % 12, last)
            case Window.R12:
                return Period(last - 11, last)
            case Window.R18:
                return Period(last - 17, last)
