# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of a planning year: their rows, their decision, and what is reported back of them."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.audit.append_only import signed
from malram.frames.models import Account
from malram.frames.posting import DecisionRefused
from malram.frames.tree import AccountTree
from malram.planning.access import DECIDES, concerns_everybody, reprioritisation_for, step_for
from malram.planning.models import (
    PlanningFrame,
    PlanningNeed,
    PlanningYear,
    Reprioritisation,
    ReprioritisationReport,
    Step,
    StepRecord,
    StepRow,
)
from malram.planning.queries import decisions_of, is_done, steps_of, waits_for

# The rows that a step of each kind may have; other kinds have none.
ROWS: dict[str, tuple[type[StepRow], ...]] = {
    Step.DIRECTIVE: (PlanningFrame,),
    Step.RESPONSE: (Reprioritisation, PlanningNeed),
}
PRIORITIES = range(1, 100)
Row = TypeVar("Row", bound=StepRow)


def named(step: Step) -> str:
    """Return the step as the trail writes it."""
    return f"planning-step:{step}"


@transaction.atomic
def add_planning_frame(
    *, actor: Actor, step_id: int, account_id: str, amount: int, reason: str
) -> PlanningFrame:
    """Tell a board or a unit in a directive what to plan for, in öre."""
    step, tree = _open_step(actor, step_id, PlanningFrame), AccountTree()
    reasons = [*_misplaced(step, tree, account_id), *_unsaid(amount, reason)]
    if PlanningFrame.objects.filter(step=step, account=account_id).exists():
        reasons.append(_("%(name)s har redan en planeringsram.") % {"name": tree[account_id]})
    return _add(actor, step, PlanningFrame, reasons, account_id=account_id, amount=amount, reason=reason)


@transaction.atomic
def add_reprioritisation(
    *, actor: Actor, step_id: int, source_id: str, target_id: str, amount: int, effect: str, reason: str
) -> Reprioritisation:
    """Propose in a response to free öre in one place for another."""
    step, tree = _open_step(actor, step_id, Reprioritisation), AccountTree()
    reasons = [*_misplaced(step, tree, source_id, target_id), *_unsaid(amount, reason)]
    if source_id == target_id:
        reasons.append(_("Samma konto kan inte både ge och få."))
    if not effect.strip():
        reasons.append(_("Skriv vilken effekt omprioriteringen får."))
    said = {"source_id": source_id, "target_id": target_id, "effect": effect}
    return _add(actor, step, Reprioritisation, reasons, amount=amount, reason=reason, **said)


@transaction.atomic
def add_need(
    *, actor: Actor, step_id: int, account_id: str, amount: int, reason: str, priority: int
) -> PlanningNeed:
    """Ask in a response for öre beyond the frame; priority 1 comes first."""
    step, tree = _open_step(actor, step_id, PlanningNeed), AccountTree()
    reasons = [*_misplaced(step, tree, account_id), *_unsaid(amount, reason)]
    if priority not in PRIORITIES:
        reasons.append(_("Prioriteten är ett heltal från 1 till 99, där 1 är viktigast."))
    said = {"account_id": account_id, "priority": priority}
    return _add(actor, step, PlanningNeed, reasons, amount=amount, reason=reason, **said)


@transaction.atomic
def remove_row(*, actor: Actor, step_id: int, row: type[StepRow], row_id: int) -> None:
    """Take a row away from a step that has not been decided. The trail keeps what it said."""
    step = _open_step(actor, step_id, row)
    found = row._default_manager.filter(step=step, pk=row_id).first()
    if found is None:
        raise DecisionRefused([_("Raden finns inte längre.")])
    before = _said(found)
    found.delete()
    record(label_of(actor), "planning.removed", named(step), before=before, unit=step.body.unit_id or "")


@transaction.atomic
def decide_step(
    *, actor: Actor, step_id: int, text: str, decided_on: date, case_number: str = ""
) -> StepRecord:
    """Record that a step's body has decided it. From then on nothing in it changes.

    Steps that decide frames need their decision first: a branch that is merged brings both.
    """
    step = step_for(actor, step_id)
    step_for(actor, step_id, to=DECIDES[step.kind])
    PlanningYear.objects.select_for_update().get(pk=step.planning_id)
    reasons = _undecidable(step)
    if not text.strip():
        reasons.append(_("Skriv vad som är beslutat."))
    if step.kind in (Step.FRAMES, Step.PLAN) and not decisions_of(step).exists():
        said = _("%(body)s har inte beslutat några ramar för %(year)s. Anta ett budgetförslag.")
        reasons.append(said % {"body": step.body, "year": step.planning_id})
    if reasons:
        raise DecisionRefused(reasons)
    return write_record(actor, step, text, decided_on, case_number)


def _undecidable(step: Step) -> list[str]:
    """What keeps a step from being decided whatever it says."""
    if StepRecord.objects.filter(step=step).exists():
        return [_("Steget är redan beslutat. Det som är beslutat ändras inte.")]
    waiting = sorted({one.body.name for one in waits_for(step, steps_of(step.planning_id), AccountTree())})
    if waiting:
        return [_("Steget före är inte klart: det väntar på %(who)s.") % {"who": ", ".join(waiting)}]
    return []


def step_to_decide(planning: PlanningYear, body: Account) -> Step | None:
    """The step that a body's merged branch decides, where the planning year has one.

    Raises `DecisionRefused` when it cannot be decided now. Call it with the planning year's row locked.
    """
    kind = Step.FRAMES if body.parent_id is None else Step.PLAN
    step = Step.objects.filter(planning=planning, body=body, kind=kind).first()
    if step is not None and (reasons := _undecidable(step)):
        raise DecisionRefused(reasons)
    return step


def write_record(actor: Actor, step: Step, text: str, decided_on: date, case_number: str) -> StepRecord:
    """Write down a decided step, once whoever calls has asked everything there is to ask."""
    made = StepRecord.objects.create(
        step=step,
        text=text,
        decided_on=decided_on,
        case_number=case_number,
        **signed(actor),
    )
    after = {"decided_on": decided_on, "case_number": case_number, "text": text}
    record(label_of(actor), "planning.decided", named(step), after=after, unit=step.body.unit_id or "")
    return made


@transaction.atomic
def report_reprioritisation(
    *, actor: Actor, reprioritisation_id: int, status: str, text: str, amount: int | None = None
) -> ReprioritisationReport:
    """Report how a decided reprioritisation went: its status, what it freed in öre, and in words."""
    found = reprioritisation_for(actor, reprioritisation_id, to="propose")
    reasons = []
    if not is_done(found.step):
        reasons.append(_("Omprioriteringen är inte beslutad ännu."))
    if status not in ReprioritisationReport.STATUSES:
        reasons.append(_("Välj om omprioriteringen är genomförd."))
    if not text.strip():
        reasons.append(_("Skriv vad som blev av omprioriteringen."))
    if amount is not None and amount < 0:
        reasons.append(_("Det som har frigjorts är noll eller mer."))
    if reasons:
        raise DecisionRefused(reasons)
    made = ReprioritisationReport.objects.create(
        reprioritisation=found,
        status=status,
        amount=amount,
        text=text,
        reported_by=str(actor),
        reported_at=timezone.now(),
    )
    after = {"status": status, "amount": amount, "text": text}
    about, unit = f"reprioritisation:{found.pk}", found.step.body.unit_id or ""
    record(label_of(actor), "planning.reported", about, after=after, unit=unit)
    return made


def _open_step(actor: Actor, step_id: int, row: type[StepRow]) -> Step:
    """The step, locked, that rows of the kind may be added to or taken from by the actor."""
    step = step_for(actor, step_id, to="propose")
    PlanningYear.objects.select_for_update().get(pk=step.planning_id)
    if StepRecord.objects.filter(step=step).exists():
        raise DecisionRefused([_("Steget är beslutat. Det som är beslutat ändras inte.")])
    if row not in ROWS.get(step.kind, ()):
        raise DecisionRefused([_("Steget har inga sådana rader.")])
    return step


def _misplaced(step: Step, tree: AccountTree, *account_ids: str) -> list[str]:
    """Accounts that are none, or that the body does not plan for."""
    inside = set(tree.accounts) if concerns_everybody(step.body) else tree.reach(step.body_id)
    for account_id in account_ids:
        if account_id not in inside:
            return [_("%(body)s planerar inte för kontot '%(id)s'.") % {"body": step.body, "id": account_id}]
    return []


def _unsaid(amount: int, reason: str) -> list[str]:
    reasons = [] if amount > 0 else [_("Skriv ett belopp som är större än noll.")]
    return reasons if reason.strip() else [*reasons, _("Skriv skälet.")]


def _add(actor: Actor, step: Step, row: type[Row], reasons: list[str], **said: object) -> Row:
    if reasons:
        raise DecisionRefused(reasons)
    made = row._default_manager.create(step=step, written_by=str(actor), **said)
    unit = step.body.unit_id or ""
    record(label_of(actor), "planning.added", named(step), after=_said(made), unit=unit)
    return made


def _said(row: StepRow) -> dict[str, object]:
    """What the trail says of a row."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {"row": row._meta.model_name} | {
        name.removesuffix("_id"): value
        for name, value in kept.items()
        if name not in ("id", "step_id", "written_by")
    }
