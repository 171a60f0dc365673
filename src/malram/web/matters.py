# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of matters: the register with its filters, and one matter with what has happened to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.accounts.models import Person
from malram.control.access import plans_for
from malram.frames.access import decisions_for
from malram.matters.access import events_for, matter_for
from malram.matters.models import MatterEvent
from malram.matters.words import EVENTS
from malram.web.filters import Filter, chosen_of
from malram.web.pages import Asked
from malram.web.shell import Step, shell
from malram.work.access import assignments_for, effects_for, grants_for, investments_for

ON_A_PAGE = 50


@require_safe
def register(request: Asked) -> HttpResponse:
    """What has happened to the matters of one's units, the latest first."""
    every = events_for(request.user)
    filters = _filters(every)
    chosen = chosen_of(filters, request.GET)
    sought = request.GET.get("sok", "").strip()
    found = _narrowed(every, chosen, sought)
    page = Paginator(found.order_by("-date", "-id"), ON_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "page": page,
        "events": [{"event": event, "word": EVENTS.get(event.kind, event.kind)} for event in page],
        "matters": found.values("matter").distinct().count(),
        "filters": [(one, chosen[one.name]) for one in filters],
        "sought": sought,
        "query": urlencode({name: value for name, value in (*chosen.items(), ("sok", sought)) if value}),
    }
    return render(
        request, "web/matter_list.html", context | shell(request.user, "matters", Step(_("Ärenden")))
    )


def _filters(events: QuerySet[MatterEvent]) -> list[Filter]:
    years = sorted({day.year for day in events.dates("date", "year")}, reverse=True)
    kinds, forums = (sorted(set(events.values_list(name, flat=True))) for name in ("matter__kind", "forum"))
    there = set(events.values_list("kind", flat=True))
    return [
        Filter("ar", _("År"), [(str(year), str(year)) for year in years]),
        Filter(
            "handelse", _("Händelse"), [(code, str(word)) for code, word in EVENTS.items() if code in there]
        ),
        Filter("typ", _("Ärendetyp"), [(kind, kind) for kind in kinds]),
        Filter("instans", _("Instans"), [(forum, forum) for forum in forums]),
    ]


def _narrowed(events: QuerySet[MatterEvent], chosen: dict[str, str], sought: str) -> QuerySet[MatterEvent]:
    columns = {"ar": "date__year", "handelse": "kind", "typ": "matter__kind", "instans": "forum"}
    found = events.filter(**{columns[name]: value for name, value in chosen.items() if value})
    if not sought:
        return found
    in_matter = Q(matter__case_number__icontains=sought) | Q(matter__title__icontains=sought)
    return found.filter(in_matter | Q(about__icontains=sought))


@require_safe
def matter(request: Asked, case_number: str) -> HttpResponse:
    """A matter: what it is, what has happened in one's units, and what points to it."""
    found = matter_for(request.user, case_number)
    events = events_for(request.user).filter(matter=found)
    context = {
        "matter": found,
        "parties": found.party.replace(";", ", "),
        "events": [{"event": event, "word": EVENTS.get(event.kind, event.kind)} for event in events],
        "pointing": [kind for kind in _pointing(request.user, found.case_number) if kind["ones"]],
    }
    steps = (Step(_("Ärenden"), reverse("matter-list")), Step(found.case_number))
    return render(request, "web/matter.html", context | shell(request.user, "matters", *steps))


def _pointing(person: Person, case_number: str) -> list[dict[str, Any]]:
    """What points to a matter, by kind: its heading, and of each the title, the address and any day."""
    kinds: Sequence[tuple[str, str, str, Callable[[Person], QuerySet[Any]]]] = (
        ("uppdrag", _("Uppdrag ur ärendet"), "assignment", assignments_for),
        ("effekter", _("Effektåtgärder ur ärendet"), "effect", effects_for),
        ("bidrag", _("Statsbidrag i ärendet"), "grant", grants_for),
        ("investeringar", _("Investeringar i ärendet"), "investment", investments_for),
        ("planer", _("Internkontrollplaner i ärendet"), "control-plan", plans_for),
        ("beslut", _("Rambeslut i ärendet"), "frame-decision", decisions_for),
    )
    return [
        {
            "id": id,
            "head": head,
            "ones": [
                {
                    "title": getattr(one, "title", "") or f"{one.board.name} {one.year}",
                    "href": reverse(page, args=[one.pk]),
                    "day": getattr(one, "decided_on", None),
                }
                for one in rows_for(person).filter(case_number=case_number)
            ],
        }
        for id, head, page, rows_for in kinds
    ]


def matter_hrefs(person: Person, case_numbers: Iterable[str]) -> dict[str, str]:
    """Return the address of every matter with one of the numbers that the person may read."""
    wanted = {number for number in case_numbers if number}
    if not wanted:
        return {}
    known = events_for(person).filter(matter__case_number__in=wanted)
    numbers = known.values_list("matter__case_number", flat=True)
    return {number: reverse("matter", args=[number]) for number in set(numbers)}
