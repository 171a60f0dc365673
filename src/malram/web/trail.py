# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the audit trail: what was done in one's units, by whom and when, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.accounts.actors import SYSTEM, label_of
from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.organisation.access import trail_for
from malram.values import NO_VALUE
from malram.web.pages import Asked
from malram.web.people_forms import TrailForm
from malram.web.shell import Step, shell
from malram.web.trail_words import ACTIONS, KEYS, VALUES

ON_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """An entry in words."""

    at: datetime
    who: str
    did: str
    about: str
    before: str
    after: str
    reason: str


@require_safe
def trail(request: Asked) -> HttpResponse:
    entries = trail_for(request.user)
    form = TrailForm(_by_word(ACTIONS), request.GET)
    entries = matching(entries, form) if form.is_valid() else entries.none()
    page = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("sida"))
    query = request.GET.copy()
    query.pop("sida", None)
    context = {"form": form, "page": page, "rows": in_words(list(page)), "query": query.urlencode()}
    around = shell(request.user, "trail", Step(_("Granskningsspår")))
    return render(request, "web/trail.html", context | around, status=200 if form.is_valid() else 400)


def _by_word(words: Mapping[str, object]) -> list[tuple[str, str]]:
    """The actions to choose among, in the order their words are read."""
    return sorted(((id, str(word)) for id, word in words.items()), key=itemgetter(1))


def matching(entries: QuerySet[AuditEntry], form: TrailForm) -> QuerySet[AuditEntry]:
    """Return the entries the form asks for. A person is found by sign-in name or by name."""
    asked = form.cleaned_data
    if asked["person"]:
        named = Q(username__icontains=asked["person"]) | Q(name__icontains=asked["person"])
        labels = [
            f"person:{name}" for name in Person.objects.filter(named).values_list("username", flat=True)
        ]
        if asked["person"].lower() in SYSTEM.name.lower():
            labels.append(label_of(SYSTEM))
        entries = entries.filter(actor__in=labels)
    if asked["action"]:
        entries = entries.filter(action=asked["action"])
    if asked["object"]:
        entries = entries.filter(object__icontains=asked["object"])
    if asked["first"]:
        entries = entries.filter(at__date__gte=asked["first"])
    if asked["last"]:
        entries = entries.filter(at__date__lte=asked["last"])
    return entries


def in_words(entries: list[AuditEntry]) -> list[Row]:
    usernames = {entry.actor.removeprefix("person:") for entry in entries}
    names = dict(Person.objects.filter(username__in=usernames).values_list("username", "name"))
    return [
        Row(
            entry.at,
            _who(entry.actor, names),
            str(ACTIONS.get(entry.action, entry.action)),
            entry.object,
            said(entry.before),
            said(entry.after),
            entry.reason,
        )
        for entry in entries
    ]


def _who(label: str, names: dict[str, str]) -> str:
    """The name with the sign-in name, which alone is unique; somebody who is gone by the latter."""
    username = label.removeprefix("person:")
    if label == label_of(SYSTEM):
        return SYSTEM.name
    return f"{names[username]} ({username})" if names.get(username) else username


def said(value: Any) -> str:
    """What an entry keeps as before or after, as text."""
    if isinstance(value, dict):
        return ", ".join(f"{KEYS.get(key, key)}: {said(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(said, value))
    if value is None:
        return NO_VALUE
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return str(VALUES.get(value, value)) if isinstance(value, str) else str(value)
