# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines somebody can forecast at a unit, each with what it is measured by."""

from __future__ import annotations

from malram.economy.books import Books
from malram.economy.definitions import Layout, Line
from malram.economy.forecasts.computed import Histories
from malram.economy.forecasts.entry import Expected
from malram.values import Period, year_of

FORECAST_ROLES = ("item", "of-which")  # a total is the sum of its items


def forecast_lines(layout: Layout) -> tuple[Line, ...]:
    """The lines of a layout that are forecast one by one."""
    return tuple(line for line in layout.lines if line.role in FORECAST_ROLES and line.outcome)


def expected_of(books: Books, layout: Layout, unit_id: str, month: int) -> dict[str, Expected]:
    """What each line is measured by, by its measure."""
    histories = Histories(books.m, layout, unit_id)
    return {line.outcome: _expected(books, histories, line, month) for line in forecast_lines(layout)}


def _expected(books: Books, histories: Histories, line: Line, month: int) -> Expected:
    """The baseline; where there is none or it is nothing, the year's budget or last year's outcome."""
    found = histories.baseline(line, month)
    said = found.amount if found is not None else None
    reference = said or _amount(books, line.budget, histories.unit, year_of(month))
    return Expected(
        line.outcome, said, reference or _amount(books, line.outcome, histories.unit, year_of(month) - 1)
    )


def _amount(books: Books, measure: str | None, unit_id: str, year: int) -> int | None:
    if measure is None:
        return None
    figure = books.m.value(measure, unit_id, Period.year(year)).figure
    return None if figure.value is None else int(figure.value * figure.unit.scale)
