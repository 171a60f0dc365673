# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a region's files about internal control into the database. A check that is written stays."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.control.actions import store_check
from malram.control.definitions import ControlFiles, PlanRow, PointRow, RiskRow, read_control
from malram.control.models import ControlAction, ControlPlan, ControlPoint, Risk
from malram.facts.problems import Problem
from malram.organisation.models import Unit
from malram.organisation.problems import LoadRefused
from malram.organisation.storing import store
from malram.work.models import ResponsibleRole


@dataclass(frozen=True)
class Loaded:
    """How many of each were new or changed; a second run of the same files gives zeros."""

    plans: int
    risks: int
    points: int
    checks: int
    actions: int


@transaction.atomic
def load_control(*, actor: Actor, folder: Path) -> Loaded:
    """Make the database say what the region's files say, or raise every problem and store nothing.

    What has been submitted, or done, on the pages since is left as it is.
    """
    require_system(actor)
    units = set(Unit.objects.values_list("id", flat=True))
    roles = set(ResponsibleRole.objects.values_list("id", flat=True))
    files = read_control(folder, units, roles)
    if files.problems:
        raise LoadRefused(files.problems)
    loaded = Loaded(
        sum(_store_plan(row) for row in files.plans),
        sum(_store_risk(row, order) for order, row in enumerate(files.risks)),
        sum(_store_point(row, order) for order, row in enumerate(files.points)),
        _store_checks(actor, files),
        sum(_store_actions(row) for row in files.points),
    )
    if any(vars(loaded).values()):
        record(label_of(actor), "control.loaded", f"region:{folder.name}", after=asdict(loaded))
    return loaded


def _store_plan(row: PlanRow) -> bool:
    values = {"board_id": row.board, "year": row.year, "case_number": row.case_number}
    written = store(ControlPlan, {"id": row.id}, values)
    plan = ControlPlan.objects.get(id=row.id)
    for name, day in (("decided_on", row.decided), ("submitted_on", row.submitted)):
        if day is not None and getattr(plan, name) is None:
            setattr(plan, name, day)
            plan.save(update_fields=[name])
            written = True
    return written


def _store_risk(row: RiskRow, order: int) -> bool:
    values = {
        "plan_id": row.plan,
        "title": row.title,
        "likelihood": row.likelihood,
        "consequence": row.consequence,
        "note": row.note,
        "order": order,
    }
    return store(Risk, {"id": row.id}, values)


def _store_point(row: PointRow, order: int) -> bool:
    values = {
        "plan_id": row.plan,
        "scope": row.scope,
        "kind": row.kind,
        "title": row.title,
        "risk_id": row.risk or None,
        "owner_id": row.owner or None,
        "measures": row.measures,
        "order": order,
    }
    return store(ControlPoint, {"id": row.id}, values)


def _store_checks(actor: Actor, files: ControlFiles) -> int:
    """What a point was carried from, once all are there, and what the checks found."""
    added, problems = 0, list[Problem]()
    for row in files.points:
        point = ControlPoint.objects.get(id=row.id)
        if row.carried_from and point.carried_from_id != row.carried_from:
            elsewhere = ControlPoint.objects.filter(carried_from=row.carried_from).exclude(id=row.id).first()
            if elsewhere:
                message = f"'{row.carried_from}' är redan överfört till '{elsewhere.pk}' på sidan."
                hint = f"Skriv raden med id: {elsewhere.pk}."
                problems.append(Problem("K004", row.place, message, hint))
                continue
            point.carried_from_id = row.carried_from
            point.save(update_fields=["carried_from"])
        for check in row.checks:
            there = point.checks.filter(date=check.date, recorded_by=str(actor)).first()
            if there is None:
                store_check(
                    actor=actor, point=point, day=check.date, result=check.result, finding=check.finding
                )
                added += 1
            elif (there.result, there.finding) != (check.result, check.finding):
                message = f"{row.id} har redan ett annat resultat för {check.date}."
                hint = "Ställ tillbaka raden, och skriv det nya resultatet med sin egen dag."
                problems.append(Problem("K001", check.place, message, hint))
    if problems:
        raise LoadRefused(problems)
    return added


def _store_actions(row: PointRow) -> int:
    made = 0
    for action in row.actions:
        found, new = ControlAction.objects.get_or_create(
            point_id=row.id, title=action.title, defaults={"owner_id": action.owner, "due": action.due}
        )
        for name, day in (("written_on", action.written), ("done_on", action.done)):
            if day is not None and getattr(found, name) is None:
                setattr(found, name, day)
                found.save(update_fields=[name])
        made += new
    return made
