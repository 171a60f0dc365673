# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of assignments and activities: the register, and one with its history and the form for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.accounts.models import Person
from malram.occasions.access import occasions_for
from malram.occasions.actions import OccasionClosed
from malram.occasions.models import Occasion
from malram.organisation.access import below, children_at
from malram.steering.catalogue import models as steering_models
from malram.values import Period
from malram.web.filters import Filter, chosen_of
from malram.web.forms import carried_out
from malram.web.matters import matter_hrefs
from malram.web.pages import Asked
from malram.web.shell import Step, shell
from malram.web.work_forms import StatusForm
from malram.work.access import activities_for, activity_for, assignment_for, assignments_for
from malram.work.actions import StatusRefused, concerned, report_status
from malram.work.models import Activity, Assignment
from malram.work.queries import LISTED, Line, by_word, counted, line_of, runs_in, word_of
from malram.work.words import ACTIVITY, ASSIGNMENT, COMPLETION, KINDS

ON_A_PAGE = 50


@require_safe
def register(request: Asked) -> HttpResponse:
    """Everything one's units have been told to do or do, with how it goes now."""
    every = _lines(request.user)
    filters = _filters(every)
    chosen = chosen_of(filters, request.GET)
    lines = [line for board, line in every if _matches(board, line, chosen)]
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "page": page,
        "lines": [_shown(line) for line in page],
        "count": counted(lines, [chosen["omrade"]] if chosen["omrade"] else ()),
        "words": [(word, n) for word, n in by_word(lines).items()],
        "filters": [(one, chosen[one.name]) for one in filters],
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render(request, "web/work_list.html", context | shell(request.user, "work", Step(_("Uppdrag"))))


def _lines(person: Person) -> list[tuple[str, Line]]:
    """Every line with the name of the board whose register it stands in."""
    given = assignments_for(person).prefetch_related(*LISTED, "recipients")
    done = activities_for(person).prefetch_related(*LISTED)
    every: list[Assignment | Activity] = [*given, *done]
    return [(one.board.name, line_of(one)) for one in every]


def rows_under(person: Person, area: str, period: Period) -> list[dict[str, Any]]:
    """The assignments of an area as they stood on a period's last day: a goal may be the area of some."""
    given = assignments_for(person).filter(areas=area).prefetch_related(*LISTED, "recipients")
    return [_shown(line_of(one, period.days[1])) for one in given if runs_in(one, period)]


def _filters(every: Sequence[tuple[str, Line]]) -> list[Filter]:
    lines = [line for _board, line in every]
    boards = sorted({board for board, _line in every})
    areas = {id_: name for line in lines for id_, name in line.areas.items()}
    words = {line.word.id: line.word.word for line in lines if line.word.id}
    roles = sorted({line.responsible for line in lines} - {""})
    kinds = {line.what for line in lines}
    return [
        Filter("namnd", _("Nämnd"), [(name, name) for name in boards]),
        Filter("slag", _("Slag"), [(code, str(word)) for code, word in KINDS.items() if code in kinds]),
        Filter("omrade", _("Område"), list(areas.items())),
        Filter("lage", _("Läge"), list(words.items())),
        Filter("klart", _("Slutförande"), [(code, str(word)) for code, word in COMPLETION.items()]),
        Filter("ansvarig", _("Ansvarig"), [(name, name) for name in roles]),
    ]


def _matches(board: str, line: Line, chosen: dict[str, str]) -> bool:
    has = {
        "namnd": {board},
        "slag": {line.what},
        "omrade": set(line.areas),
        "lage": {line.word.id},
        "klart": {line.completion},
        "ansvarig": {line.responsible},
    }
    return all(not value or value in has[name] for name, value in chosen.items())


def _shown(line: Line) -> dict[str, Any]:
    return {
        "line": line,
        "href": reverse(line.what, args=[line.id]),
        "areas": ", ".join(line.areas.values()),
        "completion": COMPLETION.get(line.completion, ""),
    }


@require_safe
def assignment(request: Asked, id: str) -> HttpResponse:
    return _assignment_page(request, assignment_for(request.user, id))


@require_safe
def activity(request: Asked, id: str) -> HttpResponse:
    return _activity_page(request, activity_for(request.user, id))


def _assignment_page(request: Asked, found: Assignment, **form: Any) -> HttpResponse:
    served = activities_for(request.user).filter(assignments=found)
    more = {
        "linked": [_shown(line_of(one)) for one in served],
        "matter": matter_hrefs(request.user, [found.case_number]).get(found.case_number, ""),
        "parts": [_shown(line_of(one)) for one in assignments_for(request.user).filter(part_of=found)],
        "whole": assignments_for(request.user).filter(id=found.part_of_id).first(),
    }
    return _page(request, found, ASSIGNMENT, more, **form)


def _activity_page(request: Asked, found: Activity, **form: Any) -> HttpResponse:
    serves = assignments_for(request.user).filter(activities=found)
    more = {
        "linked": [_shown(line_of(one)) for one in serves],
        "parts": [_shown(line_of(one)) for one in activities_for(request.user).filter(part_of=found)],
        "whole": activities_for(request.user).filter(id=found.part_of_id).first(),
    }
    return _page(request, found, ACTIVITY, more, **form)


def _page(
    request: Asked,
    found: Assignment | Activity,
    kind: str,
    more: dict[str, Any],
    status: int = 200,
    form: StatusForm | None = None,
    refused: str = "",
) -> HttpResponse:
    history = found.statuses.select_related("occasion").order_by("-date", "-id")
    asked = _form(request.user, found, kind) if form is None else form
    context = {
        "one": found,
        "kind": kind,
        "line": line_of(found),
        "completion": COMPLETION.get(line_of(found).completion, ""),
        "history": [
            {
                "status": one,
                "word": word_of(found.board_id, one.word),
                "completion": COMPLETION.get(one.completion, one.completion),
            }
            for one in history
        ],
        "form": asked,
        "refused": refused,
    }
    steps = (Step(_("Uppdrag"), reverse("work-list")), Step(found.title))
    around = shell(request.user, "work", *steps)
    return render(request, "web/work.html", context | more | around, status=status)


def _form(person: Person, found: Assignment | Activity, kind: str, data: Any = None) -> StatusForm | None:
    """The form for who may say how it goes, while there is an open follow-up to say it at."""
    may = (
        assignments_for(person, "comment").filter(id=found.pk)
        if kind == ASSIGNMENT
        else activities_for(person, "comment").filter(id=found.pk)
    )
    model = steering_models().get(found.board_id)
    occasions = _occasions(person, found) if may.exists() else []
    if not occasions or model is None:
        return None
    now = line_of(found)
    initial = {"word": now.word.id, "completion": now.completion, "occasion": occasions[0].pk}
    return StatusForm(occasions, model.status_words, data, initial=initial)


def _occasions(person: Person, found: Assignment | Activity) -> list[Occasion]:
    """The open follow-ups in which it may be told, the latest period first."""
    units, children = concerned(found), children_at(timezone.localdate())
    every = occasions_for(person).filter(state=Occasion.OPEN).select_related("board")
    there = [one for one in every if not units.isdisjoint(below([one.board_id], children))]
    return sorted(there, key=lambda one: Period.parse(one.period).last, reverse=True)


def assignment_status(request: Asked, id: str) -> HttpResponse:
    if request.method != "POST":
        return redirect(ASSIGNMENT, id)
    return _told(request, assignment_for(request.user, id, "comment"), ASSIGNMENT)


def activity_status(request: Asked, id: str) -> HttpResponse:
    if request.method != "POST":
        return redirect(ACTIVITY, id)
    return _told(request, activity_for(request.user, id, "comment"), ACTIVITY)


def _told(request: Asked, found: Assignment | Activity, kind: str) -> HttpResponse:
    """Say how it goes; who comes here by address is led to the page with the form."""
    form = _form(request.user, found, kind, request.POST)

    def act(said: dict[str, Any]) -> None:
        report_status(
            actor=request.user,
            kind=kind,
            id=found.pk,
            occasion_id=said["occasion"],
            word=said["word"],
            completion=said["completion"],
            comment=said["comment"],
        )

    if form is not None and carried_out(form, act, OccasionClosed, StatusRefused):
        messages.success(request, _("Läget är infört."))
        return redirect(kind, found.pk)
    refused = "" if form else _("Det finns ingen öppen uppföljning att ange läget i.")
    again = {"status": 422, "form": form, "refused": refused}
    if isinstance(found, Assignment):
        return _assignment_page(request, found, **again)
    return _activity_page(request, found, **again)
