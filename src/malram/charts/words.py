# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words around a chart: months on its axis, the message above it, the text instead of it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from malram.values import number

NBSP = "\N{NO-BREAK SPACE}"
SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LONG = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MISSING = "–"

Points = Sequence[tuple[int, Fraction | None]]
Known = list[tuple[int, Fraction]]


def known(points: Points) -> Known:
    return [(month, Fraction(value)) for month, value in points if value is not None]


def yearly(points: Points) -> bool:
    """Whether the points stand for years: they all fall on the same month of the year."""
    months = [month for month, _ in points]
    return len({month % 12 for month in months}) <= 1 and len(months) > 1


def month_name(month: int, by_year: bool = False) -> str:
    year, index = divmod(month, 12)
    return str(year) if by_year else f"{LONG[index]} {year}"


def with_unit(value: Fraction | None, decimals: int, unit: str) -> str:
    if value is None:
        return MISSING
    return number(value, decimals) + (NBSP + unit if unit else "")


def message(points: Points, decimals: int) -> str:
    """What the curve says, compared as printed: a change nobody can see in the figures is none.

    Months are compared with the same month a year before, since most operations have seasons.
    """
    values = known(points)
    if len(values) < 2:
        return "Första mätningen" if values else "Inga mätvärden ännu"
    last_month, last = values[-1]
    earlier = dict(values).get(last_month - 12)
    by_year = yearly(points)
    month, then = values[-2] if by_year else values[0]
    if earlier is not None:
        month, then = last_month - 12, earlier
    since = month_name(month, by_year)
    if number(then, decimals) == number(last, decimals):
        return f"Oförändrat sedan {since}"
    return f"{'Högre' if last > then else 'Lägre'} än {since}"


def alternative(
    title: str, points: Points, decimals: int, unit: str, lines: Sequence[tuple[str, str]]
) -> str:
    """The chart as one sentence: where it starts, where it ends, what it is measured against."""
    values = known(points)
    if not values:
        return f"Diagram: {title}. Inga mätvärden."
    by_year = yearly(points)
    (first_month, first), (last_month, last) = values[0], values[-1]
    said = f"Diagram: {title}, {with_unit(last, decimals, unit)} {_at(last_month, by_year)}"
    if first_month != last_month:
        said = (
            f"Diagram: {title}, från {with_unit(first, decimals, unit)} {_at(first_month, by_year)}"
            f" till {with_unit(last, decimals, unit)} {_at(last_month, by_year)}"
        )
    return "; ".join([said, *(f"{label.lower()} {text}" for label, text in lines)]) + "."


def _at(month: int, by_year: bool) -> str:
    return f"{'år' if by_year else 'i'} {month_name(month, by_year)}"
