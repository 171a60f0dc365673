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
LONG_UNIT = 8  # characters; a longer unit stands above the axis and not beside every value

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


def message(points: Points, decimals: int, unit: str = "", target: str = "") -> str:
    """What the curve says: from what to what, compared as printed, and what the target is.

    Months are compared with the same month a year before, since most operations have seasons. A change
    nobody can see in the printed figures is none.
    """
    values = known(points)
    by_year = yearly(points)
    if not values:
        return "Inga mätvärden ännu"
    last_month, last = values[-1]
    beside = unit if len(unit) <= LONG_UNIT else ""
    now = with_unit(last, decimals, beside)
    if len(values) == 1:
        return f"Första mätningen: {now}{_aim(target)}"
    month, then = values[-2] if by_year else values[0]
    if (earlier := dict(values).get(last_month - 12)) is not None:
        month, then = last_month - 12, earlier
    before, span = number(then, decimals), _between(month, last_month, by_year)
    if before == number(last, decimals):
        return f"Oförändrat {now} {span}{_aim(target)}"
    return f"{'Ökade' if last > then else 'Minskade'} från {before} till {now} {span}{_aim(target)}"


def _between(first: int, last: int, by_year: bool) -> str:
    return f"mellan {_brief(first, by_year)} och {_brief(last, by_year)}"


def _brief(month: int, by_year: bool) -> str:
    year, index = divmod(month, 12)
    return str(year) if by_year else f"{SHORT[index]} {year}"


def _aim(target: str) -> str:
    return f", målet är {target}" if target else ""


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
