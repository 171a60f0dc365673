# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans and their points for somebody, and whose plans the executive board oversees."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.control.models import ControlAction, ControlPlan, ControlPoint
from malram.frames.models import Account
from malram.frames.tree import AccountTree
from malram.organisation.access import units_for
from malram.organisation.models import Unit
from malram.organisation.roles import RIGHTS, names_of_those_who_may
from malram.steering.catalogue import models


def plans_for(person: Actor, may: str = "read") -> QuerySet[ControlPlan]:
    return ControlPlan.objects.filter(board__in=units_for(person, may=may)).select_related("board")


def plan_for(person: Actor, plan_id: str, may: str = "read") -> ControlPlan:
    """Return the plan. Outside the person's units it does not exist; a right they lack is refused."""
    found = plans_for(person).filter(id=plan_id).first()
    if found is None:
        raise Http404(_("Planen finns inte."))
    if may != "read" and not plans_for(person, may).filter(id=plan_id).exists():
        said = _("Du får läsa planen men inte %(right)s här. Det får %(who)s.")
        raise PermissionDenied(said % {"right": RIGHTS[may], "who": names_of_those_who_may(may)})
    return found


def point_for(person: Actor, point_id: str, may: str = "read") -> ControlPoint:
    there = ControlPoint.objects.filter(id=point_id, plan__in=plans_for(person))
    found = there.select_related("plan__board", "risk", "owner").first()
    if found is None:
        raise Http404(_("Kontrollmomentet finns inte."))
    plan_for(person, found.plan_id, may)
    return found


def action_for(person: Actor, action_id: int, may: str = "read") -> ControlAction:
    there = ControlAction.objects.filter(id=action_id, point__plan__in=plans_for(person))
    found = there.select_related("point__plan").first()
    if found is None:
        raise Http404(_("Åtgärden finns inte."))
    plan_for(person, found.point.plan_id, may)
    return found


def overseen_by(person: Actor) -> list[Unit]:
    """Return the boards whose internal control the person may see the state of.

    Those of one's own units; and every board for who reads the executive board's, whose duty it is.
    """
    readable = units_for(person)
    boards = {board.unit_id for board in AccountTree().boards() if board.unit_id} | set(models())
    boards |= set(ControlPlan.objects.values_list("board_id", flat=True))
    executive = set(Account.objects.filter(executive=True).values_list("unit_id", flat=True))
    seen = boards if executive & readable else boards & readable
    return list(Unit.objects.filter(id__in=seen).order_by("name"))
