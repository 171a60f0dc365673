# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matters for somebody: those with an event that belongs to one of their units, and those events alone."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.matters.models import Matter, MatterEvent
from malram.organisation.access import units_for


def events_for(person: Actor) -> QuerySet[MatterEvent]:
    return MatterEvent.objects.filter(unit__in=units_for(person)).select_related("matter", "unit")


def matter_for(person: Actor, case_number: str) -> Matter:
    """Return the matter. One that only other units have dealt with does not exist."""
    found = Matter.objects.filter(case_number=case_number, events__unit__in=units_for(person)).first()
    if found is None:
        raise Http404(_("Ärendet finns inte."))
    return found
