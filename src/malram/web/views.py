# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages that show goals, indicators and money. Each gets through access, asks queries and renders."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from malram.organisation.access import unit_for, units_for, units_to_read
from malram.organisation.models import Unit
from malram.reports.access import newest_for
from malram.steering.catalogue import models
from malram.values import Period, year_of
from malram.web import money, queries
from malram.web.boards import LATEST_REPORTS, board_context
from malram.web.goals import goal_context
from malram.web.measurements import measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import newest_period, period_of, written
from malram.web.region import name_of
from malram.web.shell import shell


@require_safe
def home(request: Asked) -> HttpResponse:
    m, period = measurements(), newest_period()
    found = []
    for board in units_to_read(request.user).filter(id__in=models()).order_by("name"):
        found.append(
            {
                "name": name_of(board),
                "href": reverse("board-newest", args=[board.id]),
                "period": period,
                "verdict": _verdict(board, period) if period else "",
                "money": money.sentence(m, board, period) if period else "",
            }
        )
    context = {"boards": found, "reports": newest_for(request.user)[:LATEST_REPORTS]}
    return render(request, "web/home.html", context | shell(request.user, "home"))


def _verdict(board: Unit, period: Period) -> str:
    """The start page reads the goals only where the verdict is the rule's and not yet the board's."""
    views = [] if period.kind == "year" else queries.goals_of(measurements(), board, period)
    return queries.verdict(board, period, views)


@require_safe
@readable_period
def choose(request: Asked) -> HttpResponse:
    """From the chooser's form to the address of the page it was on, for the unit and period chosen."""
    unit = unit_for(request.user, request.GET.get("enhet", ""))
    period = period_of(request.GET.get("period", ""))
    page, subject = request.GET.get("sida", ""), request.GET.get("id", "")
    subject = subject if slug_re.fullmatch(subject) else ""  # only a slug has an address to lead to
    if page in ("economy", "forecast"):
        return redirect(page, unit.id, written(period))
    if page == "measure" and subject:
        return redirect("measure", unit.id, written(period), subject)
    year = year_of(period.last)
    if subject and page == "goal" and unit.goals.filter(year=year, slug=subject).exists():
        return redirect("goal", unit.id, written(period), subject)
    board = queries.board_above(unit)
    if (
        subject
        and page in ("indicator", "rows")
        and board is not None
        and board.id in units_for(request.user)
    ):
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
    return render(request, "web/board.html", board_context(request.user, unit, when))


@require_safe
@readable_period
def goal(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    return render(request, "web/goal.html", goal_context(request.user, unit_id, period_of(period), slug))
