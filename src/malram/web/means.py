# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of state grants and investments: all of them, one with what has happened, and telling it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.frames.money import figure, kronor
from malram.steering.catalogue import models as steering_models
from malram.steering.queries import indicator_view, links_of, targets_of
from malram.values import Period, year_of
from malram.web.filters import Filter, chosen_of
from malram.web.forms import carried_out
from malram.web.matters import matter_hrefs
from malram.web.means_forms import GrantEventForm, InvestmentEventForm
from malram.web.measurements import measurements, so_far
from malram.web.pages import Asked
from malram.web.places import covered, written
from malram.web.shell import Step, shell
from malram.work.access import grant_for, grants_for, investment_for, investments_for
from malram.work.grants import as_of, reporting
from malram.work.investments import by_category, in_period, old, summed
from malram.work.means_actions import EventRefused, add_grant_event, add_investment_event
from malram.work.models import Investment, StateGrant
from malram.work.words import GRANT_EVENTS, MEANS, PARTS

GRANT_AMOUNTS = ("budget", "requisitioned", "received", "used")


@require_safe
def grant_list(request: Asked) -> HttpResponse:
    found = list(grants_for(request.user).prefetch_related("parts", "events"))
    years = sorted({str(year_of(Period.parse(one.period).last)) for one in found}, reverse=True)
    boards = sorted({one.board.name for one in found})
    filters = [
        Filter("namnd", _("Nämnd"), [(name, name) for name in boards]),
        Filter("ar", _("År"), [(year, year) for year in years]),
    ]
    chosen = chosen_of(filters, request.GET)
    listed = [
        as_of(one)
        for one in found
        if chosen["namnd"] in ("", one.board.name)
        and chosen["ar"] in ("", str(year_of(Period.parse(one.period).last)))
    ]
    today = timezone.localdate()
    context = {
        "rows": [
            {
                "grant": one,
                "amounts": [figure(getattr(one, name)) for name in GRANT_AMOUNTS],
                "reporting": reporting(one, today),
                "late": one.late or (one.report_due and not one.reported_on and today > one.report_due),
            }
            for one in listed
        ],
        "sums": [figure(sum(getattr(one, name) for one in listed)) for name in GRANT_AMOUNTS],
        "filters": [(one, chosen[one.name]) for one in filters],
    }
    return render(
        request, "web/grant_list.html", context | shell(request.user, "work", Step(_("Statsbidrag")))
    )


@require_safe
def grant(request: Asked, id: str) -> HttpResponse:
    return _grant_page(request, grant_for(request.user, id))


def _grant_page(
    request: Asked, one: StateGrant, status: int = 200, form: GrantEventForm | None = None
) -> HttpResponse:
    found, parts, events = as_of(one), list(one.parts.all()), list(one.events.all())
    amounts = kronor([*(part.budget for part in parts), *(event.amount for event in events)])
    may = grants_for(request.user, "report").filter(id=one.pk).exists()
    paid_by = _paid_by(one, {part.indicator for part in parts} - {""})
    context = {
        "one": one,
        "period": Period.parse(one.period).text(),
        "reporting": reporting(found, timezone.localdate()),
        "budget": figure(found.budget),
        "received": figure(found.received),
        "matter": matter_hrefs(request.user, [one.case_number]).get(one.case_number, ""),
        "parts": [
            {"part": part, "word": PARTS[part.kind], "amount": amount, "paid_by": paid_by.get(part.indicator)}
            for part, amount in zip(parts, amounts, strict=False)
        ],
        "events": [
            (event, GRANT_EVENTS[event.kind], amount)
            for event, amount in zip(events, amounts[len(parts) :], strict=True)
        ],
        "form": form or (GrantEventForm() if may else None),
    }
    steps = (Step(_("Statsbidrag"), reverse("grant-list")), Step(one.title))
    return render(request, "web/grant.html", context | shell(request.user, "work", *steps), status=status)


def _paid_by(one: StateGrant, indicators: set[str]) -> dict[str, dict[str, Any]]:
    """The indicators that parts are paid by, as the board follows them: value, target and verdict.

    One that the board does not follow that year has no value here; its condition still stands in words.
    """
    m, period = measurements(), so_far(Period.parse(one.period))
    model, year = steering_models().get(one.board_id), year_of(period.last)
    if not indicators or m is None or model is None:
        return {}
    targets = targets_of(one.board_id, year)
    views = [
        indicator_view(model, link, targets.get(link.indicator_id), m, period)
        for link in links_of(one.board_id, year)
        if link.indicator.slug in indicators
    ]
    when = written(period) if covered(period) else ""
    return {
        view.indicator.slug: {
            "view": view,
            "href": reverse("indicator", args=[one.board_id, when, view.indicator.slug]) if when else "",
        }
        for view in views
    }


def grant_event(request: Asked, id: str) -> HttpResponse:
    """Say what happened to a grant. Who comes here by address is led to the page with the form."""
    if request.method != "POST":
        return redirect("grant", id)
    one = grant_for(request.user, id, "report")
    form = GrantEventForm(request.POST)

    def act(said: dict[str, Any]) -> None:
        add_grant_event(
            actor=request.user,
            grant_id=id,
            kind=said["kind"],
            day=said["date"],
            amount=said["amount"],
            comment=said["comment"],
        )

    if not carried_out(form, act, EventRefused):
        return _grant_page(request, one, 422, form)
    messages.success(request, _("Händelsen är införd."))
    return redirect("grant", id)


@require_safe
def investment_newest(request: Asked) -> HttpResponse:
    return redirect("investment-list", timezone.localdate().year)


@require_safe
def investment_list(request: Asked, year: int) -> HttpResponse:
    """The objects of a year by category, and those that have lain longer than the two-year rule."""
    if not 2000 <= year <= 2100:
        raise Http404(_("Året finns inte."))
    found = list(investments_for(request.user).prefetch_related("events", "received"))
    boards = sorted({one.board.name for one in found})
    filters = [Filter("namnd", _("Nämnd"), [(name, name) for name in boards])]
    board = chosen_of(filters, request.GET)["namnd"]
    found = [one for one in found if board in ("", one.board.name)]
    period = Period.year(year)
    every = [in_period(one, period) for one in found]
    listed = [one for one in every if one.budget or one.outcome or one.gone]
    days = [event.date.year for one in found for event in one.events.all()]
    years = list(range(max(*days, year), min(days) - 1, -1)) if days else [year]
    context = {
        "year": year,
        "years": years,
        "filters": [(one, board) for one in filters],
        "query": urlencode({"namnd": board}) if board else "",
        "categories": [
            {
                "sum": _means(one),
                "objects": [_means(each) for each in listed if each.category == one.name],
            }
            for one in by_category(listed)
        ],
        "total": _means(summed("", listed)),
        "old": [_means(one) for one in old(listed, period.days[1])],
    }
    around = shell(request.user, "work", Step(_("Investeringar")))
    return render(request, "web/investment_list.html", context | around)


def _means(one: Any) -> dict[str, Any]:
    return {"one": one} | {name: figure(getattr(one, name)) for name in ("budget", "outcome", "gone", "left")}


@require_safe
def investment(request: Asked, id: str) -> HttpResponse:
    return _investment_page(request, investment_for(request.user, id))


def _investment_page(
    request: Asked, one: Investment, status: int = 200, form: InvestmentEventForm | None = None
) -> HttpResponse:
    events = [*one.events.all(), *one.received.all()]
    events.sort(key=lambda event: (event.date, event.pk))
    amounts = kronor([event.amount for event in events])
    others = {event.investment_id for event in events} | {event.to_id for event in events}
    readable = investments_for(request.user).in_bulk(others - {None})
    now = in_period(one, Period.year(timezone.localdate().year))
    may = investments_for(request.user, "report").filter(id=one.pk).exists() and now.open
    context = {
        "one": one,
        "left": figure(now.left),
        "closed_on": now.closed_on,
        "matter": matter_hrefs(request.user, [one.case_number]).get(one.case_number, ""),
        "events": [
            {
                "event": event,
                "word": MEANS[event.kind],
                "amount": amount,
                "incoming": event.investment_id != one.pk,
                "other": readable.get(event.investment_id if event.investment_id != one.pk else event.to_id),
            }
            for event, amount in zip(events, amounts, strict=True)
        ],
        "form": form or (InvestmentEventForm(_targets(request, one)) if may else None),
    }
    steps = (Step(_("Investeringar"), reverse("investment-newest")), Step(one.title))
    return render(
        request, "web/investment.html", context | shell(request.user, "work", *steps), status=status
    )


def _targets(request: Asked, one: Investment) -> list[tuple[str, str]]:
    others = investments_for(request.user, "report").exclude(id=one.pk)
    return [(other.pk, other.title) for other in others]


def investment_event(request: Asked, id: str) -> HttpResponse:
    """Say what happened to an object's means. Who comes here by address is led to the page with the form."""
    if request.method != "POST":
        return redirect("investment", id)
    one = investment_for(request.user, id, "report")
    form = InvestmentEventForm(_targets(request, one), request.POST)

    def act(said: dict[str, Any]) -> None:
        add_investment_event(
            actor=request.user,
            investment_id=id,
            kind=said["kind"],
            day=said["date"],
            amount=said["amount"],
            to=said["to"],
            comment=said["comment"],
            granted_on=said["granted_on"],
        )

    if not carried_out(form, act, EventRefused):
        return _investment_page(request, one, 422, form)
    messages.success(request, _("Händelsen är införd."))
    return redirect("investment", id)
