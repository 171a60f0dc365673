# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens in internal control: checks, actions, what is carried over, and the plan's submission."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.audit.append_only import latest, signed
from malram.control.access import action_for, plan_for, point_for
from malram.control.models import Check, ControlAction, ControlPlan, ControlPoint
from malram.control.words import ACCEPTABLE, RESULTS
from malram.work.models import ResponsibleRole


class ControlRefused(ValueError):
    """Something that cannot be done with this plan or point."""


@transaction.atomic
def add_check(*, actor: Actor, point_id: str, day: date, result: str, finding: str = "") -> Check:
    """Say what a check found. One that is not acceptable, or was not done, says what was found or why."""
    point = point_for(actor, point_id, "comment")
    if result not in RESULTS:
        raise ControlRefused(_("Välj ett av resultaten."))
    if result != ACCEPTABLE and not finding.strip():
        raise ControlRefused(_("Skriv vad som fanns, eller varför kontrollen inte gjordes."))
    if day > timezone.localdate():
        raise ControlRefused(_("Skriv en dag som har varit. Den senaste dagens resultat är det som gäller."))
    return store_check(actor=actor, point=point, day=day, result=result, finding=finding.strip())


def store_check(*, actor: Actor, point: ControlPoint, day: date, result: str, finding: str) -> Check:
    """Write a check whose words have been looked at, with its entry in the trail."""
    before = latest(point.checks.all())
    made = Check.objects.create(
        point=point,
        date=day,
        result=result,
        finding=finding,
        **signed(actor),
    )
    record(
        label_of(actor),
        "control.checked",
        f"control:{point.pk}",
        before={"date": before.date, "result": before.result} if before else None,
        after={"date": day, "result": result},
        reason=finding,
        unit=point.plan.board_id,
    )
    return made


@transaction.atomic
def add_action(*, actor: Actor, point_id: str, title: str, owner_id: str, due: date) -> ControlAction:
    """Say what is to be done about a finding, by which role and by when."""
    point = point_for(actor, point_id, "comment")
    owner = ResponsibleRole.objects.filter(id=owner_id).first()
    if owner is None:
        raise ControlRefused(_("Den ansvariga rollen finns inte."))
    if not title.strip():
        raise ControlRefused(_("Skriv vad som ska göras."))
    told = {"owner": owner, "due": due, "written_on": timezone.localdate()}
    made, new = ControlAction.objects.get_or_create(point=point, title=title.strip(), defaults=told)
    if not new:
        raise ControlRefused(_("Åtgärden finns redan."))
    after = {"title": made.title, "owner": owner_id, "due": due}
    record(label_of(actor), "control.action", f"control:{point.pk}", after=after, unit=point.plan.board_id)
    return made


@transaction.atomic
def finish_action(*, actor: Actor, action_id: int, day: date) -> ControlAction:
    """Say that an action is done."""
    found = ControlAction.objects.select_for_update().get(pk=action_for(actor, action_id, "comment").pk)
    if found.done_on is not None:
        raise ControlRefused(_("Åtgärden är redan klar."))
    found.done_on = day
    found.save(update_fields=["done_on"])
    record(
        label_of(actor),
        "control.done",
        f"control:{found.point_id}",
        before={"title": found.title, "date": None},
        after={"title": found.title, "date": day},
        unit=found.point.plan.board_id,
    )
    return found


@transaction.atomic
def carry_over(*, actor: Actor, point_id: str, plan_id: str) -> ControlPoint:
    """Take a point that was not acceptable, or not done, into a later plan of the same board."""
    point, plan = point_for(actor, point_id, "comment"), plan_for(actor, plan_id, "comment")
    ControlPlan.objects.select_for_update().get(pk=plan.pk)  # two who carry it at once wait for each other
    check = latest(point.checks.all())
    if check is not None and check.result == ACCEPTABLE:
        raise ControlRefused(_("Kontrollen var godtagbar och behöver inte föras över."))
    if plan.board_id != point.plan.board_id or plan.year <= point.plan.year:
        raise ControlRefused(_("Välj nämndens plan för ett senare år."))
    if ControlPoint.objects.filter(carried_from=point).exists():
        raise ControlRefused(_("Kontrollmomentet är redan överfört."))
    id = id_when_carried(point.pk, plan.year)
    if ControlPoint.objects.filter(id=id).exists():
        said = _("Det finns redan ett kontrollmoment '%(id)s'. Ange i dess fil att det är överfört.")
        raise ControlRefused(said % {"id": id})
    made = ControlPoint.objects.create(
        id=id,
        plan=plan,
        scope=point.scope,
        kind=point.kind,
        title=point.title,
        owner=point.owner,
        carried_from=point,
        order=point.order,
    )
    after = {"to": plan.pk}
    record(label_of(actor), "control.carried", f"control:{point.pk}", after=after, unit=plan.board_id)
    return made


def id_when_carried(point_id: str, year: int) -> str:
    """The id that a point gets when it is carried over, on its page, into the plan of a year."""
    return f"{point_id[:90]}-{year}"


@transaction.atomic
def submit_plan(*, actor: Actor, plan_id: str, day: date) -> ControlPlan:
    """Say that a plan has been submitted to the executive board, which oversees."""
    plan = ControlPlan.objects.select_for_update().get(pk=plan_for(actor, plan_id, "close").pk)
    if plan.decided_on is None or day < plan.decided_on:
        raise ControlRefused(_("Planen lämnas sedan nämnden har beslutat den."))
    if plan.submitted_on is not None:
        raise ControlRefused(_("Planen är redan lämnad."))
    plan.submitted_on = day
    plan.save(update_fields=["submitted_on"])
    record(
        label_of(actor),
        "control.submitted",
        f"plan:{plan.pk}",
        before={"date": None},
        after={"date": day},
        unit=plan.board_id,
    )
    return plan
