# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history of an indicator as a chart, and as the figures it draws."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from malram.charts import trend
from malram.charts.words import SHORT
from malram.reports.blocks import ChartBlock, Column, Row, Text
from malram.steering.targets import target_text
from malram.values import Period, Window, month_text, year_of

MONTHS = 24
YEARS = 4
HEIGHT = 150  # lower than on a page: a report shows dozens of them
GROWTH = "growth"
LEAST = 6  # months with a value that make a curve worth drawing month by month


@dataclass(frozen=True)
class Charted:
    """What a chart drew, kept for the appendix of values."""

    title: str
    unit: str
    by_year: bool
    points: tuple[tuple[int, Any], ...]
    about: tuple[Any, ...] = ()  # measure, unit and target: what is followed for two goals is drawn for one


def history(builder: Any, row: Any, id: str) -> ChartBlock | None:
    """The indicator over two years of months, or over four years when it is not measured by month."""
    context = builder.context
    indicator = row.indicator
    if indicator.measure not in context.measurements.catalogue:
        return None
    about = (indicator.measure, row.link.unit_id, _target(row))
    if any(chart.about == about for chart in context.charted):
        return None
    points, by_year = monthly(context, row), False
    if sum(found.figure.value is not None for _, found in points) < LEAST:
        points, by_year = yearly(context, row), True
    shown = [(month, found) for month, found in points if found.figure.value is not None]
    if len(shown) < 2 or any(found.word for _, found in shown):
        return None
    points = [point for point in points if point[0] >= shown[0][0]]
    unit_text = shown[-1][1].figure.unit.label()
    decimals = shown[-1][1].figure.decimals
    measure = context.measurements.catalogue[indicator.measure]
    rolling = (
        _window(row) in _ROLLING
        or _adds_up(measure)
        or (bool(measure.windows) and {*measure.windows} <= {*_ROLLING})
    )
    so_far = "hittills i året" if measure.kind == GROWTH else "per månad"
    per = "per år" if by_year else "rullande period" if rolling else so_far
    drawn = trend(
        [(month, found.figure.value) for month, found in points],
        row.name,
        unit_text,
        decimals,
        target=_target(row),
        target_text=target_text(row.target, indicator.value_unit, indicator.decimals) if row.target else None,
        benchmark=_benchmark(row),
        id=f"{id}-diagram",
        subtitle=False,
        height=HEIGHT,
    )
    context.charted.append(Charted(row.name, unit_text, by_year, tuple(points), about))
    head = (
        Column("År" if by_year else "Månad"),
        Column(f"Värde ({unit_text})" if unit_text else "Värde", "right"),
    )
    rows = tuple(
        Row(
            (
                (Text(str(year_of(month)) if by_year else month_text(month)),),
                (builder.book.of(found, unit=False),),
            )
        )
        for month, found in points
    )
    return ChartBlock(f"{id}-diagram", drawn, f"{row.name}, {per}", head, rows)


_ROLLING = ("r12", "r18")


def _window(row: Any) -> str:
    return row.indicator.window


def _adds_up(measure: Any) -> bool:
    """Whether a month is a part of the year's value, and not the same thing over a shorter time.

    Prescriptions per inhabitant and leavers per employee grow by the month, and a target for a year says
    nothing about one month of them: such a curve is drawn over the last twelve months.
    """
    top, bottom = measure.numerator, measure.denominator
    return top is not None and top.over == "sum" and (bottom is None or bottom.over != "sum")


def _drawn_over(measure: Any) -> str:
    """A growth is drawn as it is followed up, so far this year: that of single months is mostly chance."""
    return "r12" if _adds_up(measure) else "ytd" if measure.kind == GROWTH else "month"


def monthly(context: Any, row: Any) -> list[tuple[int, Any]]:
    """One value per month up to the report's last; a measure with its own measuring months has none."""
    measure = context.measurements.catalogue[row.indicator.measure]
    if measure.measuring_months or measure.kind == "reported":
        return []
    last = context.period.last
    months = list(range(last - MONTHS + 1, last + 1))
    window = _window(row) if _window(row) in _ROLLING else _drawn_over(measure)
    found = context.measurements.series(row.indicator.measure, row.link.unit_id, months, window)
    return list(zip(months, found, strict=True))


def yearly(context: Any, row: Any) -> list[tuple[int, Any]]:
    """The same window ending in the same month, in the years before."""
    found = []
    for back in range(YEARS - 1, -1, -1):
        last = context.period.last - 12 * back
        asked = Window(_window(row)).span(last, Period(context.period.first - 12 * back, last))
        found.append((last, context.measurements.value(row.indicator.measure, row.link.unit_id, asked)))
    return found


def _target(row: Any) -> Fraction | None:
    return Fraction(row.target.value) if row.target is not None and row.target.value is not None else None


def _benchmark(row: Any) -> Fraction | None:
    return row.benchmark.figure.value if row.benchmark is not None and row.benchmark.rows else None


def month_columns() -> list[Column]:
    return [Column("År", width=3), *(Column(name, "right", 2) for name in SHORT)]
