# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The economy in pictures: month by month, how gross cost grows, and the way from one total to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from malram.charts import svg, trend, waterfall
from malram.economy.bridge import bridge
from malram.economy.computed import Statement
from malram.economy.definitions import Layout, Line
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.measures.tracing.explaining import signed
from malram.organisation.models import Unit
from malram.values import Figure, Period, month_text, number, year_of
from malram.web.indicators import Drawn
from malram.web.money import total_line

Points = list[tuple[int, Fraction | None]]


def months(m: Measurements, layout: Layout, unit: Unit, period: Period) -> Drawn | None:
    """The period's year month by month: outcome, budget and the year before, for the total line."""
    line = total_line(layout)
    if line is None:
        return None
    year = Period.year(year_of(period.last))

    def points(measure: str, span: Period) -> Points:
        found = m.series(measure, unit.id, span.months)
        return [(one.period.last, _value(one, line)) for one in found]

    outcome = [(month, None if month > period.last else value) for month, value in points(line.outcome, year)]
    budget = points(line.budget, year) if line.budget else []
    before = points(line.outcome, year.previous_year())
    if sum(value is not None for _month, value in outcome) < 2:
        return None
    shown = m.value(line.outcome, unit.id, Period.month(period.last)).figure
    drawn = trend(
        outcome,
        _("%(line)s per månad") % {"line": line.label},
        shown.unit.symbol,
        shown.decimals,
        previous=before,
        benchmark=budget,
        benchmark_name=_("budget"),
        id="manader",
    )
    heads = [f"{head} ({shown.unit.symbol})" for head in (_("Utfall"), _("Budget"), _("Föregående år"))]
    columns = [dict(outcome), dict(budget), {month + 12: value for month, value in before}]
    return Drawn(svg(drawn), drawn.title, drawn.alt, _table(year.months, heads, columns, shown.decimals))


def growth(m: Measurements, layout: Layout, unit: Unit, period: Period) -> tuple[Drawn, str] | None:
    """How much gross cost has grown against the year before: so far this year, and each month by itself.

    With it in words which counterparties and items the measure counts.
    """
    if not layout.gross_cost:
        return None
    year = Period.year(year_of(period.last))
    asked = [month for month in year.months if month <= period.last]

    def points(spans: Sequence[Period]) -> Points:
        changes = [
            m.change(layout.gross_cost, unit.id, one, one.previous_year(), as_="percent") for one in spans
        ]
        return [(one.last, change.figure.value) for one, change in zip(spans, changes, strict=True)]

    so_far = points([Period(year.first, month) for month in asked])
    alone = points([Period.month(month) for month in asked])
    if sum(value is not None for _month, value in so_far) < 2:
        return None
    measure = m.catalogue[layout.gross_cost]
    title = _("%(measure)s, förändring mot året före") % {"measure": measure.label}
    drawn = trend(
        so_far, title, "%", 1, benchmark=alone, benchmark_name=_("månaden för sig"), id="utveckling"
    )
    heads = [_("Hittills i år (%)"), _("Månaden för sig (%)")]
    rows = _table(asked, heads, [dict(so_far), dict(alone)], 1)
    return Drawn(svg(drawn), drawn.title, drawn.alt, rows), measure.method


BRIDGES = (("budget", lazy("Från budget till utfall")), ("previous", lazy("Från föregående år till i år")))


def bridges(found: Statement) -> list[tuple[str, Drawn]]:
    """The way from budget to outcome, and from the year before, line by line: each with its heading."""
    drawn = []
    heads = dict(zip(found.keys, found.columns, strict=True))
    for key, title in BRIDGES:
        made = bridge(found, key, "outcome")
        if made is None or not made.steps:
            continue
        label, change = made.steps[0]  # the longest
        chart = waterfall(
            (heads[key], _known(made.start)),
            made.steps,
            (heads["outcome"], _known(made.end)),
            made.line,
            made.end.unit.symbol,
            made.end.decimals,
            id=key,
            saying=_("Störst skillnad: %(line)s, %(change)s")
            % {"line": label, "change": signed(replace(made.end, value=change))},
        )
        drawn.append((str(title), Drawn(svg(chart), chart.title, chart.alt, chart.rows)))
    return drawn


def _known(figure: Figure) -> Fraction:
    return Fraction(0) if figure.value is None else figure.value


def _value(found: Measurement, line: Line) -> Fraction | None:
    value = found.figure.value
    return None if value is None else line.sign * value


def _table(
    asked: Sequence[int], heads: Sequence[str], columns: Sequence[dict[int, Fraction | None]], decimals: int
) -> tuple[tuple[str, ...], ...]:
    body = ((month_text(month), *(number(one.get(month), decimals) for one in columns)) for month in asked)
    return ((_("Månad"), *heads), *body)
