# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages that show goals, indicators and money. Each gets through access, asks queries and renders."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.organisation.access import unit_for, units_for
from malram.organisation.models import Unit
from malram.reports.access import builds_for
from malram.steering.access import link_for
from malram.steering.catalogue import model_of, models
from malram.steering.queries import indicator_view, targets_of
from malram.values import Period, year_of
from malram.web import indicators, money, queries, tracing
from malram.web.explain import explain
from malram.web.goals import goal_context
from malram.web.measurements import NothingComputed, measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import newest_period, period_of, written
from malram.web.shell import Step, shell

LATEST_REPORTS = 5


@require_safe
def home(request: Asked) -> HttpResponse:
    m, period = measurements(), newest_period()
    found = []
    for board in Unit.objects.filter(id__in=units_for(request.user) & set(models())).order_by("name"):
        statements = money.statements(m, board, board, period) if period else []
        found.append(
            {
                "name": board.name,
                "href": reverse("board-newest", args=[board.id]),
                "period": period,
                "verdict": queries.verdict(board, year_of(period.last)) if period else "",
                "money": money.sentence(statements),
            }
        )
    context = {"boards": found, "reports": builds_for(request.user)[:LATEST_REPORTS]}
    return render(request, "web/home.html", context | shell(request.user, "home"))


@require_safe
@readable_period
def choose(request: Asked) -> HttpResponse:
    """From the chooser's form to the address of the page it was on, for the unit and period chosen."""
    unit = unit_for(request.user, request.GET.get("enhet", ""))
    period = period_of(request.GET.get("period", ""))
    page, subject = request.GET.get("sida", ""), request.GET.get("id", "")
    if page == "economy":
        return redirect("economy", unit.id, written(period))
    year = year_of(period.last)
    if page == "goal" and unit.goals.filter(year=year, slug=subject).exists():
        return redirect("goal", unit.id, written(period), subject)
    board = queries.board_above(unit)
    if page == "indicator" and board is not None and board.id in units_for(request.user):
        followed = board.goals.filter(year=year, links__indicator__slug=subject)
        if followed.exists():
            query = {} if unit == board else {"enhet": unit.id}
            address = reverse("indicator", args=[board.id, written(period), subject])
            return redirect(f"{address}?{urlencode(query)}" if query else address)
    return redirect("board", unit.id, written(period))


@require_safe
def newest(request: Asked, unit_id: str) -> HttpResponse:
    """A unit without a period: the newest one."""
    unit = unit_for(request.user, unit_id)
    period = newest_period()
    return redirect("board", unit.id, written(period)) if period else redirect("home")


@require_safe
@readable_period
def board(request: Asked, unit_id: str, period: str) -> HttpResponse:
    unit, when = unit_for(request.user, unit_id), period_of(period)
    m, above = measurements(), queries.board_above(unit)
    goals = queries.goals_of(m, unit, when)
    year = year_of(when.last)
    context = {
        "unit": unit,
        "period": when,
        "year": year,
        "verdict": queries.verdict(unit, year),
        "money": money.sentence(money.statements(m, above, unit, when)),
        "goals": queries.goal_groups(goals, unit, when),
        "standouts": queries.standouts(m, goals, unit, when),
        "comments": queries.remarks(request.user, unit, when, goals),
        "board": _board_link(request, above, unit, when),
        "economy_href": reverse("economy", args=[unit.id, written(when)]),
        "reports": builds_for(request.user).filter(board=unit)[:LATEST_REPORTS],
    }
    return render(request, "web/board.html", context | shell(request.user, "board", unit=unit, period=when))


def _board_link(request: Asked, above: Unit | None, unit: Unit, when: Period) -> dict[str, str] | None:
    """The board that sets goals for a unit without its own, where the reader may see it."""
    if above is None or above == unit or above.id not in units_for(request.user):
        return None
    return {"name": above.name, "href": reverse("board", args=[above.id, written(when)])}


@require_safe
@readable_period
def goal(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    return render(request, "web/goal.html", goal_context(request.user, unit_id, period_of(period), slug))


@require_safe
@readable_period
def indicator(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    when, m = period_of(period), measurements()
    row, board, unit = _indicator(request, unit_id, when, slug)
    name = row.view.indicator.measure
    context = {"row": row, "unit": unit, "period": when, "measure_id": name}
    if m is not None and name in m.catalogue and row.view.measurement is not None:
        measure, value = m.catalogue[name], row.view.measurement
        editor = board.id in units_for(request.user, may="edit")
        context |= {
            "of_total": indicators.behind(measure, value),
            "responses": indicators.responses(m, measure, unit.id, when),
            "months": indicators.month_pair(m, row, unit.id, when),
            "extremes": indicators.extremes(m, row, unit.id, when, units_for(request.user)),
            "chart": indicators.chart(m, row, unit.id, when),
            "history": indicators.history(m, name, unit.id, when),
            "explanation": explain(measure, {one.id: one.label for one in m.catalogue}),
            "method": row.view.indicator.method or measure.method,
            "source": row.view.indicator.source or measure.source,
            "comparable": measure.comparable_from.note if measure.comparable_from else "",
            "files": tracing.files(m, value),
            "rows_href": tracing.rows_href(board, when, slug, unit) if editor else "",
        }
    steps = (
        Step(row.view.link.goal.name, queries.goal_href(board, when, row.view.link.goal)),
        Step(row.view.name),
    )
    around = shell(request.user, "indicator", *steps, unit=board, period=when, subject=slug)
    return render(request, "web/indicator.html", context | around)


def _indicator(request: Asked, unit_id: str, when: Period, slug: str):
    """The indicator's row, the board that follows it and the unit it is shown for."""
    link = link_for(request.user, unit_id, year_of(when.last), slug)
    board, unit = link.goal.board, link.unit
    asked = request.GET.get("enhet", "")
    if asked:
        unit = unit_for(request.user, asked)
        link = indicators.in_unit(link, unit)
    m = measurements()
    target = targets_of(board.id, year_of(when.last)).get(link.indicator_id)
    view = indicator_view(model_of(board.id), link, target, m or NothingComputed(), when)
    return indicators.row_of(m, view, board, when), board, unit


@require_safe
@readable_period
def rows(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    """The first rows behind a number. Rows are about events and people: only for who may edit the board."""
    when, m = period_of(period), measurements()
    row, board, unit = _indicator(request, unit_id, when, slug)
    if not {board.id, unit.id} <= units_for(request.user, may="edit"):
        raise PermissionDenied(_("Bara enhetens redaktör ser raderna bakom talen."))
    if m is None or row.view.measurement is None:
        raise Http404(_("Inget är räknat."))
    context = {
        "name": row.view.name,
        "unit": unit,
        "period": when,
        "value": row.view.measurement,
        "indicator_href": row.href,
        "table": tracing.rows(m, row.view.measurement),
    }
    steps = (Step(row.view.name, row.href), Step(_("Rader")))
    return render(
        request, "web/rows.html", context | shell(request.user, "rows", *steps, unit=board, period=when)
    )


@require_safe
@readable_period
def economy(request: Asked, unit_id: str, period: str) -> HttpResponse:
    """The month, the year so far and the whole year, for the period asked for."""
    unit, when = unit_for(request.user, unit_id), period_of(period)
    m, above = measurements(), queries.board_above(unit)
    context = {
        "unit": unit,
        "period": when,
        "money": money.sentence(money.statements(m, above, unit, when)),
        "statements": [one for span in money.spans(when) for one in money.statements(m, above, unit, span)],
        "chart": money.chart(m, above, unit, when),
    }
    around = shell(request.user, "economy", Step(_("Ekonomi")), unit=unit, period=when)
    return render(request, "web/economy.html", context | around)
