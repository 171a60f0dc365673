# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of internal control: every board's state, one plan with its risks, one point with its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.audit.append_only import latest
from malram.charts import matrix, svg
from malram.control.access import action_for, overseen_by, plan_for, plans_for, point_for
from malram.control.actions import (
    ControlRefused,
    add_action,
    add_check,
    carry_over,
    finish_action,
    submit_plan,
)
from malram.control.models import ControlPlan, ControlPoint
from malram.control.queries import actions_of, board_states, point_on, risks_of, with_actions, years
from malram.control.words import ACCEPTABLE, CONSEQUENCE, DEEP_DIVE, KINDS, LIKELIHOOD, RESULTS, SCOPES, TONES
from malram.steering.model import StatusWord
from malram.values import Period
from malram.web.control_forms import ActionForm, CarryForm, CheckForm, DayForm
from malram.web.forms import carried_out
from malram.web.matters import matter_hrefs
from malram.web.pages import Asked
from malram.web.shell import Step, shell
from malram.work.queries import roles


def _verdict(result: str) -> StatusWord:
    symbol, colour = TONES[result]
    word = str(RESULTS.get(result, _("inte kontrollerad")))
    return StatusWord(result, word[:1].upper() + word[1:], symbol, colour)


@require_safe
def newest(request: Asked) -> HttpResponse:
    known = years(overseen_by(request.user))
    return redirect("oversight", known[0] if known else timezone.localdate().year)


@require_safe
def oversight(request: Asked, year: int) -> HttpResponse:
    """Uppsikt: how internal control stands in every board, for who oversees them."""
    if not 2000 <= year <= 2100:
        raise Http404(_("Året finns inte."))
    readable = set(plans_for(request.user).values_list("id", flat=True))
    boards = overseen_by(request.user)
    states = board_states(boards, year, timezone.localdate())
    context = {
        "year": year,
        "years": sorted({*years(boards), year}, reverse=True),
        "planned": any(one.plan for one in states),
        "heads": [_verdict(word) for word in (*RESULTS, "")],
        "states": [
            {
                "state": one,
                "counts": list(one.results.values()),
                "href": _plan_href(one.plan, readable),
            }
            for one in states
        ],
    }
    return render(request, "web/oversight.html", context | shell(request.user, "control", Step(_("Uppsikt"))))


def _plan_href(found: ControlPlan | None, readable: set[str]) -> str:
    """The plan's page, for who may read it and not only that it is there."""
    if found is None or found.pk not in readable:
        return ""
    return reverse("control-plan", args=[found.pk])


@require_safe
def plan(request: Asked, id: str) -> HttpResponse:
    return _plan_page(request, plan_for(request.user, id))


def _plan_page(
    request: Asked, found: ControlPlan, status: int = 200, form: Form | None = None
) -> HttpResponse:
    period = Period.year(found.year)
    risks = risks_of(found.board_id, period)
    likely, grave = (list(map(str, words)) for words in (LIKELIHOOD, CONSEQUENCE))
    places = [(one.likelihood, one.consequence) for one in risks]
    drawn = matrix(places, likely, grave, _("Risker efter sannolikhet och konsekvens"))
    points = with_actions(found.points.all())
    may = plans_for(request.user, "close").filter(id=found.pk).exists() and found.submitted_on is None
    context = {
        "plan": found,
        "matter": matter_hrefs(request.user, [found.case_number]).get(found.case_number, ""),
        "picture": svg(drawn) if risks else "",
        "alternative": drawn.alt,
        "risks": [
            {"risk": one, "likely": LIKELIHOOD[one.likelihood - 1], "grave": CONSEQUENCE[one.consequence - 1]}
            for one in risks
        ],
        "points": [_pointed(one) for one in points],
        "today": timezone.localdate(),
        "form": form or (DayForm() if may and found.decided_on else None),
    }
    trail = (_to_oversight(found.year), Step(str(found.board.name)))
    return render(
        request, "web/control_plan.html", context | shell(request.user, "control", *trail), status=status
    )


def _to_oversight(year: int) -> Step:
    return Step(_("Uppsikt"), reverse("oversight", args=[year]))


def _pointed(one: ControlPoint) -> dict[str, Any]:
    found = point_on(one)
    return {
        "point": found,
        "verdict": _verdict(found.result),
        "kind": KINDS[one.kind],
        "deep_dive": one.kind == DEEP_DIVE,
        "scope": SCOPES[one.scope],
        "waiting": [each for each in actions_of(one) if each.action.done_on is None],
    }


@require_safe
def point(request: Asked, id: str) -> HttpResponse:
    return _point_page(request, point_for(request.user, id))


def _point_page(
    request: Asked,
    found: ControlPoint,
    status: int = 200,
    refused: str = "",
    forms: dict[str, Form] | None = None,
) -> HttpResponse:
    checks = found.checks.order_by("-date", "-id")
    may = plans_for(request.user, "comment").filter(id=found.plan_id).exists()
    context = {
        "one": found,
        "about": _pointed(found),
        "checks": [(check, _verdict(check.result)) for check in checks],
        "actions": actions_of(found),
        "carried_to": getattr(found, "carried_to", None),
        "today": timezone.localdate(),
        "may": may,
        "refused": refused,
    }
    mine = _forms(request, found) if may else {}
    steps = (
        _to_oversight(found.plan.year),
        Step(found.plan.board.name, reverse("control-plan", args=[found.plan_id])),
        Step(found.title),
    )
    around = shell(request.user, "control", *steps)
    return render(request, "web/control_point.html", context | mine | (forms or {}) | around, status=status)


def _forms(request: Asked, found: ControlPoint) -> dict[str, Form]:
    forms: dict[str, Form] = {"check_form": CheckForm(), "action_form": ActionForm(roles())}
    check = latest(found.checks.all())
    later = _later(request, found)
    if later and (check is None or check.result != ACCEPTABLE) and not hasattr(found, "carried_to"):
        forms["carry_form"] = CarryForm(later)
    return forms


def _later(request: Asked, found: ControlPoint) -> list[tuple[str, str]]:
    plans = plans_for(request.user, "comment").filter(board_id=found.plan.board_id, year__gt=found.plan.year)
    return [(one.pk, str(one.year)) for one in plans.order_by("year")]


def check(request: Asked, id: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> None:
        add_check(
            actor=request.user,
            point_id=id,
            day=said["date"],
            result=said["result"],
            finding=said["finding"],
        )

    return _changed(
        request, id, "check_form", lambda found: CheckForm(request.POST), act, _("Resultatet är infört.")
    )


def action(request: Asked, id: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> None:
        add_action(
            actor=request.user, point_id=id, title=said["title"], owner_id=said["owner"], due=said["due"]
        )

    return _changed(
        request,
        id,
        "action_form",
        lambda found: ActionForm(roles(), request.POST),
        act,
        _("Åtgärden är införd."),
    )


def carry(request: Asked, id: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> None:
        carry_over(actor=request.user, point_id=id, plan_id=said["plan"])

    return _changed(
        request,
        id,
        "carry_form",
        lambda found: CarryForm(_later(request, found), request.POST),
        act,
        _("Kontrollmomentet är överfört."),
    )


def _changed(
    request: Asked,
    id: str,
    name: str,
    form_of: Callable[[ControlPoint], Form],
    act: Callable[[dict[str, Any]], None],
    done: str,
) -> HttpResponse:
    """Do what a form of a point asks. Who comes here by address is led to the page with the form."""
    if request.method != "POST":
        return redirect("control-point", id)
    found = point_for(request.user, id, "comment")
    form = form_of(found)
    if not carried_out(form, act, ControlRefused):
        return _point_page(request, found, 422, forms={name: form})
    messages.success(request, done)
    return redirect("control-point", id)


def finish(request: Asked, action_id: int) -> HttpResponse:
    """Say that an action is done today."""
    found = action_for(request.user, action_id, "comment" if request.method == "POST" else "read")
    if request.method == "POST":
        try:
            finish_action(actor=request.user, action_id=action_id, day=timezone.localdate())
        except ControlRefused as error:
            return _point_page(request, point_for(request.user, found.point_id), 422, str(error))
        messages.success(request, _("Åtgärden är klar."))
    return redirect("control-point", found.point_id)


def submit(request: Asked, id: str) -> HttpResponse:
    """Say that a plan has been submitted to the executive board."""
    if request.method != "POST":
        return redirect("control-plan", id)
    found = plan_for(request.user, id, "close")
    form = DayForm(request.POST)

    def act(said: dict[str, Any]) -> None:
        submit_plan(actor=request.user, plan_id=id, day=said["day"])

    if not carried_out(form, act, ControlRefused):
        return _plan_page(request, found, 422, form)
    messages.success(request, _("Planen är lämnad."))
    return redirect("control-plan", id)
