# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of one number: an indicator, any other measure, and the rows behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from malram.accounts.actors import label_of
from malram.audit.actions import record
from malram.measures.computing.wanted import narrowed
from malram.measures.reading.measurement import Measurement, compare
from malram.measures.reading.query import Measurements
from malram.organisation.access import unit_for, units_for
from malram.organisation.models import Unit
from malram.steering.access import link_for
from malram.steering.catalogue import model_of
from malram.steering.queries import about, base_value, indicator_view, targets_of, verdict_on
from malram.values import Period, year_of
from malram.web import indicators, queries, since, tracing, verdicts
from malram.web.explain import explain
from malram.web.indicators import IndicatorRow
from malram.web.links import SEXES, cell, query_of
from malram.web.measurements import NothingComputed, measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import period_of, written
from malram.web.region import name_of
from malram.web.shell import Step, shell

# Facts whose amounts carry the ledger's sign; a statement turns the income lines round when it prints them.
LEDGER_SIGNS = ("ledger", "budget")
SEX_NAMES = {"women": lazy("kvinnor"), "men": lazy("män")}


@require_safe
@readable_period
def indicator(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    return render(request, "web/indicator.html", indicator_context(request, unit_id, period_of(period), slug))


def indicator_context(request: Asked, unit_id: str, when: Period, slug: str) -> dict[str, Any]:
    """Everything an indicator's page shows to this person."""
    m = measurements()
    row, board, unit, elsewhere = _row(request, unit_id, when, slug)
    followed, goal = row.view.indicator, row.view.link.goal
    context: dict[str, Any] = {
        "row": row,
        "unit": unit,
        "name": name_of(unit),
        "period": when,
        "year": goal.year,
        "measure_id": followed.measure,
    }
    if not elsewhere:  # what is decided is about the unit the board follows the indicator in
        href = reverse("indicator-decide", args=[board.id, written(when), slug])
        may_assess = board.id in units_for(request.user, may="assess")
        context |= verdicts.of_indicator(row.view, when, href, may_assess)
    if m is not None and row.view.measurement is not None:
        allowed = units_for(request.user)
        rows_open = {board.id, unit.id} <= units_for(request.user, may="rows")
        context |= computed(m, row.view.measurement) | {
            "base": cell(m, base_value(row.view.link, m), allowed),
            "months": indicators.month_pair(m, row, unit.id, when, allowed),
            "extremes": indicators.extremes(m, row, unit.id, when, allowed),
            "chart": indicators.chart(m, row, unit.id, when),
            "divided": indicators.divided(m, followed.measure, unit.id, when, allowed),
            "history": indicators.history(m, followed.measure, unit.id, when, allowed),
            "method": followed.method or m.catalogue[followed.measure].method,
            "source": followed.source or m.catalogue[followed.measure].source,
            "rows_href": tracing.rows_href(board, when, slug, unit) if rows_open else "",
            "reports": since.reports_to_compare(request.user, unit, when, followed.measure),
        }
    steps = (Step(goal.name, queries.goal_href(board, when, goal)), Step(row.view.name))
    around = shell(request.user, "indicator", *steps, unit=board, period=when, subject=slug)
    return context | around


@require_safe
@readable_period
def measure(request: Asked, unit_id: str, period: str, measure_id: str) -> HttpResponse:
    """Any measure that is no indicator, such as a line of a statement: its value and how it was computed."""
    m, value, unit, when = _measured(request, unit_id, period, measure_id)
    found, allowed = m.catalogue[measure_id], units_for(request.user)
    before = m.value(measure_id, unit.id, when.previous_year(), value.sex, value.group)
    rows_href = reverse("measure-rows", args=[unit.id, written(when), measure_id])
    context = computed(m, value) | {
        "unit": unit,
        "name": name_of(unit),
        "period": when,
        "label": found.label,
        "of": [*_group_names(m, value), *([SEX_NAMES[value.sex]] if value.sex in SEX_NAMES else [])],
        "measure_id": measure_id,
        "value": value,
        "previous": cell(m, before, allowed),
        "change": compare(value, before, "difference"),
        "direction": found.direction,
        "reports": [] if query_of(value) else since.reports_to_compare(request.user, unit, when, measure_id),
        "method": found.method,
        "source": found.source,
        "rows_href": rows_href + query_of(value) if unit.id in units_for(request.user, may="rows") else "",
    }
    around = shell(request.user, "measure", Step(found.label), unit=unit, period=when, subject=measure_id)
    return render(request, "web/measure.html", context | around)


def _measured(
    request: Asked, unit_id: str, period: str, measure_id: str
) -> tuple[Measurements, Measurement, Unit, Period]:
    """The value an address of a measure asks for."""
    unit, when, m = unit_for(request.user, unit_id), period_of(period), measurements()
    if m is None or measure_id not in m.catalogue:
        raise Http404(_("Måttet finns inte."))
    asked = request.GET.get("kon", "")
    if asked and asked not in SEXES:
        raise Http404(_("Talet finns för alla, för kvinnor och för män."))
    group = request.GET.get("grupp", "")
    if group and group not in [name for _, _, name in m.groups(measure_id)]:
        raise Http404(_("Talet följs inte på den gruppen."))
    return m, m.value(measure_id, unit.id, when, SEXES.get(asked, "total"), group), unit, when


def _group_names(m: Measurements, value: Measurement) -> list[str]:
    return [label for _, label, name in m.groups(value.measure) if name == value.group]


@require_safe
@readable_period
def measure_rows(request: Asked, unit_id: str, period: str, measure_id: str) -> HttpResponse:
    """The first rows behind the value of a measure, for who may read rows in the unit."""
    m, value, unit, when = _measured(request, unit_id, period, measure_id)
    unit_for(request.user, unit.id, may="rows")
    label, href = m.catalogue[measure_id].label, reverse("measure", args=[unit.id, written(when), measure_id])
    return _rows_page(request, m, value, unit, unit, when, Step(label, href), measure_id, "measure")


def _rows_page(
    request: Asked,
    m: Measurements,
    value: Measurement,
    board: Unit,
    unit: Unit,
    when: Period,
    number: Step,
    subject: str,
    page: str,
) -> HttpResponse:
    context = {
        "label": number.label,
        "href": number.href,
        "name": name_of(unit),
        "period": when,
        "value": value,
        "table": tracing.rows(m, value),
        "limit": tracing.SHOWN_ROWS,
    }
    # Rows may be about patients: who has read them can be asked for afterwards.
    about = f"rows:{value.measure} {value.unit} {value.period.code}"
    record(label_of(request.user), "rows.read", about, unit=value.unit)
    around = shell(request.user, page, number, Step(_("Rader")), unit=board, period=when, subject=subject)
    return render(request, "web/rows.html", context | around)


def computed(m: Measurements, value: Measurement) -> dict[str, Any]:
    """How a number came about: the numbers behind it, the rule in words and the files."""
    definition = m.catalogue[value.measure]
    top, bottom = (
        narrowed(m.catalogue, part, value.group) if part else None
        for part in (definition.numerator, definition.denominator)
    )
    of_group = replace(definition, numerator=top, denominator=bottom)
    return {
        "of_total": indicators.behind(definition, value),
        "responses": indicators.responses(m, definition, value.unit, value.period),
        "explanation": explain(of_group, {one.id: one.label for one in m.catalogue}),
        "comparable": definition.comparable_from.note if definition.comparable_from else "",
        "threshold": definition.threshold,
        "as_in_ledger": any(part.fact in LEDGER_SIGNS for part in definition.parts),
        "files": tracing.files(m, value),
    }


def _row(request: Asked, unit_id: str, when: Period, slug: str) -> tuple[IndicatorRow, Unit, Unit, bool]:
    """The indicator's row, the board that follows it, the unit it is shown for, and if it is another."""
    link = link_for(request.user, unit_id, year_of(when.last), slug)
    board, unit = link.goal.board, link.unit
    asked = request.GET.get("enhet", "")
    elsewhere = bool(asked) and asked != unit.id
    if elsewhere:
        unit = unit_for(request.user, asked)
        link = indicators.in_unit(link, unit)
    m = measurements()
    target = targets_of(board.id, year_of(when.last)).get(link.indicator_id)
    if elsewhere and m is not None:
        target = indicators.target_in(target, m.catalogue.get(link.indicator.measure))
    decision = None if elsewhere else about(verdict_on(link), when)
    view = indicator_view(model_of(board.id), link, target, m or NothingComputed(), when, decision)
    allowed = units_for(request.user)
    row = indicators.row_of(m, view, board, when, allowed=allowed, elsewhere=elsewhere)
    return row, board, unit, elsewhere


@require_safe
@readable_period
def rows(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    """The first rows behind a number. Of events and people: for who may read them in the board."""
    when, m = period_of(period), measurements()
    row, board, unit, _elsewhere = _row(request, unit_id, when, slug)
    for one in (board, unit):
        unit_for(request.user, one.id, may="rows")
    if m is None or row.view.measurement is None:
        raise Http404(_("Inget är räknat."))
    number = Step(row.view.name, row.href)
    return _rows_page(request, m, row.view.measurement, board, unit, when, number, slug, "indicator")
