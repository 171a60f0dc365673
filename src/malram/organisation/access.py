# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What exists for somebody: the units they have a role in and all below. The rest is not there (404)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, System
from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.organisation.models import Membership, Placement, Unit
from malram.organisation.roles import RIGHTS, ROLES, names_of_those_who_may, roles_that_may


def in_force(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def children_at(day: date) -> dict[str | None, list[str]]:
    """Return the tree of a day as parent to children; the roots stand under None."""
    children: dict[str | None, list[str]] = {}
    placements = Placement.objects.filter(in_force(day)).values_list("parent_id", "unit_id")
    for parent, unit in placements:
        children.setdefault(parent, []).append(unit)
    return children


def below(tops: Iterable[str], children: dict[str | None, list[str]]) -> set[str]:
    """Return the tops and all that stands under them, by parent id and never by the spelling of an id."""
    found: set[str] = set()
    waiting = list(tops)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(children.get(unit, ()))
    return found


def units_for(person: Actor, day: date | None = None, may: str = "read") -> set[str]:
    """Return the ids of the units the person may read (or `may` do something else in) on that day.

    `may` is a right of `roles.RIGHTS`; SYSTEM has all of them everywhere.
    """
    roles = roles_that_may(may)
    if isinstance(person, System):
        return set(Unit.objects.values_list("id", flat=True))
    if not isinstance(person, Person) or not person.is_active:
        return set()  # nobody has signed in
    day = day or timezone.localdate()
    tops = Membership.objects.filter(in_force(day), person=person, role__in=roles).values_list(
        "unit_id", flat=True
    )
    return below(set(tops), children_at(day)) if tops else set()


def rights_of(person: Actor, day: date | None = None) -> frozenset[str]:
    """Return what the person may do in some unit or other, as ids of `roles.RIGHTS`."""
    if not isinstance(person, Person) or not person.is_active:
        return frozenset(RIGHTS) if isinstance(person, System) else frozenset()
    held = Membership.objects.filter(in_force(day or timezone.localdate()), person=person)
    found = held.values_list("role", flat=True).distinct()
    return frozenset(right for role in found if role in ROLES for right in ROLES[role].may)


def units_where(person: Actor, may: str) -> set[str]:
    """Return the units the person has the right in; who has it nowhere is refused."""
    units = units_for(person, may=may)
    if not units:
        raise PermissionDenied(
            _("Du får inte %(right)s. Det får %(who)s.")
            % {"right": RIGHTS[may], "who": names_of_those_who_may(may)}
        )
    return units


def role_that_may(person: Actor, unit_id: str, may: str) -> str:
    """Return the Swedish name of the role by which the person may do something in a unit."""
    if not isinstance(person, Person):
        return str(person)
    day = timezone.localdate()
    held = Membership.objects.filter(in_force(day), person=person, role__in=roles_that_may(may))
    children = children_at(day)
    reaching = {one.role for one in held if unit_id in below([one.unit_id], children)}
    return next((ROLES[role].name for role in roles_that_may(may) if role in reaching), "")


def trail_for(person: Actor) -> QuerySet[AuditEntry]:
    """Return the entries about the units the person audits, the latest first.

    Who audits the top of an organisation also reads what concerns no unit, or one that has left the tree.
    """
    units, children = units_where(person, "audit"), children_at(timezone.localdate())
    if units.isdisjoint(children.get(None, ())):
        found = AuditEntry.objects.filter(unit__in=units)
    else:
        found = AuditEntry.objects.exclude(unit__in=below(children.get(None, ()), children) - units)
    return found.order_by("-id")


def memberships_for(person: Actor) -> QuerySet[Membership]:
    """Return the roles in the units whose roles the person gives and ends, by the name of who has them."""
    found = Membership.objects.filter(unit__in=units_where(person, "administer"))
    return found.select_related("person", "unit").order_by("person__name", "unit__name", "role", "valid_from")


def membership_for(person: Actor, membership_id: int) -> Membership:
    """Return one such role; one in a unit elsewhere does not exist."""
    found = memberships_for(person).filter(id=membership_id).first()
    if found is None:
        raise Http404(_("Rollen finns inte."))
    return found


def units_to_read(person: Actor, day: date | None = None) -> QuerySet[Unit]:
    return Unit.objects.filter(id__in=units_for(person, day))


def unit_for(person: Actor, unit_id: str, may: str = "read", day: date | None = None) -> Unit:
    """Return the unit. Outside the person's units it does not exist; inside, a right they lack is refused."""
    # What is asked for is compared with what there is before the database sees it: it may hold anything.
    unit = Unit.objects.filter(id=unit_id).first() if unit_id in units_for(person, day) else None
    if unit is None:
        raise Http404(_("Enheten finns inte."))
    if may != "read" and unit_id not in units_for(person, day, may):
        raise PermissionDenied(
            _("Du får läsa om enheten men inte %(right)s där. Det får %(who)s.")
            % {"right": RIGHTS[may], "who": names_of_those_who_may(may)}
        )
    return unit
