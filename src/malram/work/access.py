# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assignments and activities for somebody: those of one's boards, and assignments that one's units got."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.measures.reading.measurement import Measurement
from malram.organisation.access import units_for
from malram.organisation.roles import RIGHTS, names_of_those_who_may
from malram.work.effects import Realised
from malram.work.models import Activity, Assignment, EffectMeasure, Investment, StateGrant

RELATED = ("board", "responsible", "part_of")


def assignments_for(person: Actor, may: str = "read") -> QuerySet[Assignment]:
    units = units_for(person, may=may)
    found = Assignment.objects.filter(Q(board__in=units) | Q(recipients__in=units)).distinct()
    return found.select_related(*RELATED, "giver")


def activities_for(person: Actor, may: str = "read") -> QuerySet[Activity]:
    return Activity.objects.filter(board__in=units_for(person, may=may)).select_related(*RELATED)


def assignment_for(person: Actor, assignment_id: str, may: str = "read") -> Assignment:
    """Return the assignment. Outside the person's units it does not exist; a right they lack is refused."""
    found = assignments_for(person).filter(id=assignment_id).first()
    if found is None:
        raise Http404(_("Uppdraget finns inte."))
    if may != "read" and not assignments_for(person, may).filter(id=assignment_id).exists():
        raise PermissionDenied(_refusal(may))
    return found


def activity_for(person: Actor, activity_id: str, may: str = "read") -> Activity:
    found = activities_for(person).filter(id=activity_id).first()
    if found is None:
        raise Http404(_("Aktiviteten finns inte."))
    if may != "read" and not activities_for(person, may).filter(id=activity_id).exists():
        raise PermissionDenied(_refusal(may))
    return found


def effects_for(person: Actor, may: str = "read") -> QuerySet[EffectMeasure]:
    found = EffectMeasure.objects.filter(board__in=units_for(person, may=may))
    return found.select_related("board", "responsible", "part_of")


def effect_for(person: Actor, effect_id: str, may: str = "read") -> EffectMeasure:
    found = effects_for(person).filter(id=effect_id).first()
    if found is None:
        raise Http404(_("Åtgärden finns inte."))
    if may != "read" and not effects_for(person, may).filter(id=effect_id).exists():
        raise PermissionDenied(_refusal(may))
    return found


def sides_for(person: Actor, found: Realised) -> list[tuple[str, tuple[Measurement, Measurement] | None]]:
    """Return base and outcome of each unit that an effect was computed from; None outside the person's units.

    The effect is the board's own, but what another unit costs is told to those who may read that unit.
    """
    readable = units_for(person)
    return [(pair[1].unit, pair if pair[1].unit in readable else None) for pair in found.parts]


def grants_for(person: Actor, may: str = "read") -> QuerySet[StateGrant]:
    return StateGrant.objects.filter(board__in=units_for(person, may=may)).select_related(
        "board", "responsible"
    )


def grant_for(person: Actor, grant_id: str, may: str = "read") -> StateGrant:
    found = grants_for(person).filter(id=grant_id).first()
    if found is None:
        raise Http404(_("Statsbidraget finns inte."))
    if may != "read" and not grants_for(person, may).filter(id=grant_id).exists():
        raise PermissionDenied(_refusal(may))
    return found


def investments_for(person: Actor, may: str = "read") -> QuerySet[Investment]:
    return Investment.objects.filter(board__in=units_for(person, may=may)).select_related("board")


def investment_for(person: Actor, investment_id: str, may: str = "read") -> Investment:
    found = investments_for(person).filter(id=investment_id).first()
    if found is None:
        raise Http404(_("Investeringen finns inte."))
    if may != "read" and not investments_for(person, may).filter(id=investment_id).exists():
        raise PermissionDenied(_refusal(may))
    return found


def _refusal(may: str) -> str:
    said = _("Du får läsa om detta men inte %(right)s här. Det får %(who)s.")
    return said % {"right": RIGHTS[may], "who": names_of_those_who_may(may)}
