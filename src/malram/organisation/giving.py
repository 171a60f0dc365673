# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Roles given and ended. Days that have been are not changed, and an administrator is always left."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, System, label_of
from malram.accounts.models import Person
from malram.audit.actions import record
from malram.organisation.access import below, children_at, in_force, membership_for, unit_for
from malram.organisation.models import Membership, Unit
from malram.organisation.roles import ROLES

DAY = timedelta(days=1)


class RoleRefused(ValueError):
    """A role that cannot be given or ended so: in words, for who tried."""


@transaction.atomic
def give_role(
    *, actor: Actor, person: Person, unit_id: str, role: str, valid_from: date, valid_to: date | None = None
) -> Membership:
    """Give a person a role in a unit and all below it. The same role given twice is given once.

    The actor needs the right to administer the unit, and nobody gives a role to themselves.
    """
    if not Unit.objects.filter(id=unit_id).exists():
        raise RoleRefused(_("Enheten '%(unit)s' finns inte.") % {"unit": unit_id})
    unit_for(actor, unit_id, may="administer")
    _check(actor, person, role, valid_from, valid_to)
    held = Membership.objects.select_for_update().filter(person=person, unit_id=unit_id, role=role)
    there = _meeting(held, valid_from, valid_to).first()
    if there is None:
        made = Membership.objects.create(
            person=person, unit_id=unit_id, role=role, valid_from=valid_from, valid_to=valid_to
        )
        record(label_of(actor), "role.given", f"person:{person.username}", after=_said(made), unit=unit_id)
        return made
    if (there.valid_from, there.valid_to) == (valid_from, valid_to):
        return there
    raise RoleRefused(
        _("%(person)s är redan %(role)s där %(days)s. Avsluta den rollen, eller välj andra dagar.")
        % {"person": person, "role": ROLES[role].name, "days": days_in_words(there)}
    )


def _meeting(held: QuerySet[Membership], first: date, last: date | None) -> QuerySet[Membership]:
    """Those of the roles that are in force on some day of the span."""
    ends_later = held.filter(Q(valid_to=None) | Q(valid_to__gte=first))
    return ends_later if last is None else ends_later.filter(valid_from__lte=last)


def _check(actor: Actor, person: Person, role: str, valid_from: date, valid_to: date | None) -> None:
    if role not in ROLES:
        raise RoleRefused(
            _("Rollen '%(role)s' finns inte. Välj bland %(known)s.")
            % {"role": role, "known": ", ".join(ROLES)}
        )
    if person == actor:
        raise RoleRefused(_("Du kan inte ge dig själv en roll. Be en annan regionadministratör."))
    if valid_from < timezone.localdate() and not isinstance(actor, System):
        raise RoleRefused(_("En roll börjar tidigast i dag. Dagar som har varit ändras inte."))
    if not person.is_active:
        raise RoleRefused(_("Kontot %(name)s är avstängt.") % {"name": person.username})
    if valid_to is not None and valid_to < valid_from:
        raise RoleRefused(_("Sista dagen ligger före den första. Byt plats på dem."))


@transaction.atomic
def end_role(*, actor: Actor, membership_id: int, last_day: date) -> None:
    """Let a role end with a day: yesterday for at once, or a later one.

    A role that would end before its first day is taken away; the trail keeps that it was given.
    """
    # Everybody who ends an administrator's role waits here, so that two cannot end each other's.
    list(Membership.objects.select_for_update().filter(role="administrator").order_by("id"))
    ending = membership_for(actor, membership_id)
    _check_end(ending, last_day)
    before = _said(ending)
    if last_day < ending.valid_from:
        ending.delete()
        after = None
    else:
        ending.valid_to = last_day
        ending.save(update_fields=["valid_to"])
        after = _said(ending)
    about = f"person:{ending.person.username}"
    record(label_of(actor), "role.ended", about, before=before, after=after, unit=ending.unit_id)


def _check_end(ending: Membership, last_day: date) -> None:
    if last_day < timezone.localdate() - DAY:
        raise RoleRefused(_("Dagar som har varit ändras inte. Ange i går för att avsluta genast."))
    if ending.valid_to is not None and ending.valid_to <= last_day:
        raise RoleRefused(
            _("Rollen slutar redan %(day)s. Ge en ny roll för tiden efter.") % {"day": ending.valid_to}
        )
    if ending.role == "administrator" and not _others_administer(ending, last_day + DAY):
        raise RoleRefused(
            _("Enheten skulle bli utan regionadministratör. Ge rollen utan slutdag till någon annan först.")
        )


def _others_administer(ending: Membership, day: date) -> bool:
    """Tell whether another role administers the unit from that day and with no end in sight."""
    others = Membership.objects.filter(
        in_force(day), role="administrator", valid_to=None, person__is_active=True
    ).exclude(pk=ending.pk)
    tops = set(others.values_list("unit_id", flat=True))
    return ending.unit_id in below(tops, children_at(day))


def days_in_words(membership: Membership) -> str:
    """Return 'från 2024-01-01 till och med 2024-12-31', or without an end 'från 2024-01-01'."""
    days = {"first": membership.valid_from, "last": membership.valid_to}
    return (
        _("från %(first)s till och med %(last)s") % days
        if membership.valid_to
        else _("från %(first)s") % days
    )


def _said(membership: Membership) -> dict[str, Any]:
    """What the trail says of a role."""
    names = ("unit_id", "role", "valid_from", "valid_to")
    return {name.removesuffix("_id"): getattr(membership, name) for name in names}
