# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of effect measures: all with expected and realised, and one with its history and its parts."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.accounts.models import Person
from malram.occasions.access import occasions_for
from malram.occasions.actions import OccasionClosed
from malram.occasions.models import Occasion
from malram.organisation.access import units_for
from malram.values import Figure, Period, unit, year_of
from malram.web.effect_forms import ExpectedForm, RealisedForm
from malram.web.filters import Filter, chosen_of
from malram.web.forms import carried_out
from malram.web.links import measure_href
from malram.web.matters import matter_hrefs
from malram.web.measurements import measurements, so_far
from malram.web.pages import Asked
from malram.web.shell import Step, shell
from malram.work.access import effect_for, effects_for, sides_for
from malram.work.effect_actions import EffectRefused, report_realised, revise_expected
from malram.work.effects import (
    Effect,
    Realised,
    Sum,
    amount,
    as_of,
    figures_of,
    how_known,
    realised,
    totals,
    wholes_first,
)
from malram.work.models import EffectMeasure
from malram.work.words import AIMS, BASES, COMPUTED, KNOWN, TOLD

PLACES = {"inom": True, "utover": False}


@require_safe
def register(request: Asked) -> HttpResponse:
    """Every effect measure of one's units, with what it has given in its own period."""
    every = [
        (one.board.name, as_of(one))
        for one in effects_for(request.user).prefetch_related("units", "expected", "realised")
    ]
    filters = _filters(every)
    chosen = chosen_of(filters, request.GET)
    wanted = wholes_first([effect for board, effect in every if _matches(board, effect, chosen)])
    found = [(effect, realised(effect, measurements(), _so_far(effect))) for effect in wanted]
    ids = {effect.id for effect in wanted}
    context = {
        "rows": [_shown(effect, given, effect.part_of in ids) for effect, given in found],
        "sums": _sums(found),
        "filters": [(one, chosen[one.name]) for one in filters],
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    around = shell(request.user, "work", Step(_("Effekter")))
    return render(request, "web/effect_list.html", context | around)


def _filters(every: list[tuple[str, Effect]]) -> list[Filter]:
    boards = sorted({board for board, _effect in every})
    years = sorted({year for _board, effect in every for year in _years(effect)}, reverse=True)
    there = {effect.known for _board, effect in every}
    known = [(code, str(word)) for code, word in KNOWN.items() if code in there]
    return [
        Filter("namnd", _("Nämnd"), [(name, name) for name in boards]),
        Filter("ar", _("År"), [(year, year) for year in years]),
        Filter("budget", _("Budget"), [("inom", _("Inom budget")), ("utover", _("Utöver budget"))]),
        Filter("kand", _("Effekten är"), known),
    ]


def _matches(board: str, effect: Effect, chosen: dict[str, str]) -> bool:
    has = {
        "namnd": board,
        "budget": "inom" if effect.within_budget else "utover",
        "kand": effect.known,
    }
    if chosen["ar"] and chosen["ar"] not in _years(effect):
        return False
    return all(not chosen[name] or chosen[name] == said for name, said in has.items())


def _years(effect: Effect) -> list[str]:
    """The years that it works in."""
    period = Period.parse(effect.period)
    return [str(year) for year in range(year_of(period.first), year_of(period.last) + 1)]


def _shown(effect: Effect, given: Realised, part: bool) -> dict[str, Any]:
    return {
        "effect": effect,
        "part": part,
        "unit": unit(effect.unit).label(),
        "expected": amount(effect.expected, effect.unit, effect.decimals),
        "at_most": _upper(effect.at_most, effect.unit, effect.decimals),
        "realised": given.figure,
        "until": _until(effect, given),
        "known": how_known(effect),
        "place": _("inom budget") if effect.within_budget else _("utöver budget"),
    }


def _so_far(effect: Effect) -> Period:
    """One that goes on has given something too: what there are facts of."""
    return so_far(Period.parse(effect.period))


def _until(effect: Effect, given: Realised) -> date | None:
    """The last day that the realised effect tells of, where it is another than that of the period."""
    if given.figure.value is None:
        return None
    last = effect.told_on if effect.known == TOLD else _so_far(effect).days[1]
    return None if last == Period.parse(effect.period).days[1] else last


def _upper(at_most: int | None, code: str, decimals: int) -> Figure | None:
    """The upper end of what is expected, where that is a span."""
    return None if at_most is None else amount(at_most, code, decimals)


def _sums(found: list[tuple[Effect, Realised]]) -> list[dict[str, Any]]:
    """Sums of what begins in one year, inside the budget and beyond it: other years are other money."""
    keys = dict.fromkeys((_years(effect)[0], effect.within_budget) for effect, _ in found)
    return [
        _summed(total, year, within)
        for year, within in sorted(keys, key=lambda key: (key[0], not key[1]))
        for total in totals(
            [one for one in found if (_years(one[0])[0], one[0].within_budget) == (year, within)]
        )
    ]


def _summed(total: Sum, year: str, within: bool) -> dict[str, Any]:
    expected, given = figures_of(total)
    return {
        "year": year,
        "place": _("inom budget") if within else _("utöver budget"),
        "sum": total,
        "unit": unit(total.unit).label(),
        "expected": expected,
        "realised": given,
    }


@require_safe
def effect(request: Asked, id: str) -> HttpResponse:
    return _page(request, effect_for(request.user, id))


def _page(
    request: Asked, one: EffectMeasure, status: int = 200, refused: str = "", **forms: Form
) -> HttpResponse:
    found = as_of(one)
    given = realised(found, measurements(), _so_far(found))
    parts = [as_of(part) for part in effects_for(request.user).filter(part_of=one)]
    context = {
        "one": one,
        "matter": matter_hrefs(request.user, [one.case_number]).get(one.case_number, ""),
        "period": Period.parse(one.period).text(),
        "aim": AIMS[one.aim],
        "base": one.base_day or BASES[one.base],
        "shown": _shown(found, given, part=False),
        "computed": _computed(request.user, one, given),
        "parts": [_shown(part, realised(part, measurements(), _so_far(part)), part=False) for part in parts],
        "expected": [
            (
                row,
                amount(row.amount, one.value_unit, one.decimals),
                _upper(row.at_most, one.value_unit, one.decimals),
            )
            for row in one.expected.all()
        ],
        "told": [(row, amount(row.amount, one.value_unit, one.decimals)) for row in one.realised.all()],
        "refused": refused,
    }
    steps = (Step(_("Effekter"), reverse("effect-list")), Step(one.title))
    may = _forms(request.user, one)
    return render(
        request, "web/effect.html", context | may | forms | shell(request.user, "work", *steps), status=status
    )


def _computed(person: Person, one: EffectMeasure, given: Realised) -> list[dict[str, Any]]:
    """Base and outcome of every unit, with the way to each; no amounts of one they may not read."""
    m = measurements()
    if one.known != COMPUTED or m is None:
        return []
    allowed = units_for(person)
    names = {unit.pk: unit.name for unit in one.units.all()}
    return [
        {
            "unit": names.get(name, name),
            "sides": [(side, measure_href(m, side, allowed)) for side in sides or ()],
        }
        for name, sides in sides_for(person, given)
    ]


def _forms(person: Person, one: EffectMeasure, data: Any = None) -> dict[str, Form]:
    """The forms for who may say it: what is expected, and where facts cannot tell what was realised."""
    if not effects_for(person, "report").filter(id=one.pk).exists():
        return {}
    forms: dict[str, Form] = {"expected_form": ExpectedForm(one.value_unit, data)}
    occasions = list(occasions_for(person).filter(board=one.board, state=Occasion.OPEN))
    if one.known == TOLD and occasions:
        latest = sorted(occasions, key=lambda each: Period.parse(each.period).last, reverse=True)
        forms["realised_form"] = RealisedForm(latest, one.value_unit, data)
    return forms


def expect(request: Asked, id: str) -> HttpResponse:
    """Revise what a measure is expected to give. Who comes here by address is led to the page."""
    if request.method != "POST":
        return redirect("effect", id)
    one = effect_for(request.user, id, "report")
    form = ExpectedForm(one.value_unit, request.POST)

    def act(said: dict[str, Any]) -> None:
        revise_expected(
            actor=request.user,
            effect_id=id,
            day=said["date"],
            amount=said["amount"],
            at_most=said["at_most"],
            reason=said["reason"],
        )

    if not carried_out(form, act, EffectRefused):
        return _page(request, one, 422, expected_form=form)
    messages.success(request, _("Den beräknade effekten är ändrad. Den tidigare står kvar."))
    return redirect("effect", id)


def report(request: Asked, id: str) -> HttpResponse:
    """Say what a measure has given. Who comes here by address is led to the page."""
    if request.method != "POST":
        return redirect("effect", id)
    one = effect_for(request.user, id, "report")
    form = _forms(request.user, one, request.POST).get("realised_form")
    if form is None:
        return _page(request, one, 422, _("Effekten räknas ur fakta, eller så är ingen uppföljning öppen."))

    def act(said: dict[str, Any]) -> None:
        report_realised(
            actor=request.user,
            effect_id=id,
            occasion_id=said["occasion"],
            amount=said["amount"],
            comment=said["comment"],
        )

    if not carried_out(form, act, EffectRefused, OccasionClosed):
        return _page(request, one, 422, realised_form=form)
    messages.success(request, _("Den realiserade effekten är införd."))
    return redirect("effect", id)
