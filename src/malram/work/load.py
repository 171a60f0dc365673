# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a region's files about work into the database. A status that is written is never changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.problems import Problem
from malram.measures.catalogue.loader import load_measures
from malram.organisation.access import children_at
from malram.organisation.models import Unit
from malram.organisation.problems import LoadRefused
from malram.organisation.storing import relate, store
from malram.steering.load import status_words
from malram.work.actions import add_status
from malram.work.definitions import StatusRow, UndertakingRow, WorkFiles, read_work
from malram.work.effect_actions import add_amount
from malram.work.effect_files import AmountRow, EffectRow
from malram.work.means_load import (
    store_grant,
    store_grant_events,
    store_investment,
    store_investment_events,
)
from malram.work.models import (
    Activity,
    Area,
    Assignment,
    EffectMeasure,
    ExpectedEffect,
    RealisedEffect,
    ResponsibleRole,
)


@dataclass(frozen=True)
class Loaded:
    """How many of each were new or changed; a second run of the same files gives zeros."""

    roles: int
    areas: int
    assignments: int
    activities: int
    statuses: int
    effects: int
    amounts: int
    grants: int
    investments: int
    events: int


@transaction.atomic
def load_work(*, actor: Actor, folder: Path) -> Loaded:
    """Make the database say what the region's files say, or raise every problem and store nothing.

    Nothing is removed: what people have told about it since would be lost with it.
    """
    require_system(actor)
    units: dict[str, str | None] = dict.fromkeys(Unit.objects.values_list("id", flat=True))
    for above, below in children_at(timezone.localdate()).items():
        units |= dict.fromkeys(below, above)
    catalogue, _ = load_measures(folder / "measures")  # what is wrong there is told where measures are read
    files = read_work(folder, units, status_words(folder), catalogue)
    if files.problems:
        raise LoadRefused(files.problems)
    loaded = Loaded(
        sum(store(ResponsibleRole, {"id": id_}, {"name": name}) for id_, name in files.roles.items()),
        sum(
            store(Area, {"id": id_}, {"board_id": board, "name": name, "order": order})
            for order, (id_, (board, name)) in enumerate(files.areas.items())
        ),
        sum(_store_undertaking(Assignment, row, order) for order, row in enumerate(files.assignments)),
        sum(_store_undertaking(Activity, row, order) for order, row in enumerate(files.activities)),
        _store_statuses(actor, files),
        sum(_store_effect(row, order) for order, row in enumerate(files.effects)),
        _store_amounts(actor, files),
        sum(store_grant(row, order) for order, row in enumerate(files.grants)),
        sum(store_investment(row, order) for order, row in enumerate(files.investments)),
        _store_events(actor, files),
    )
    if any(vars(loaded).values()):
        record(label_of(actor), "work.loaded", f"region:{folder.name}", after=asdict(loaded))
    return loaded


def _store_undertaking(model: type[Assignment | Activity], row: UndertakingRow, order: int) -> bool:
    values = {
        "board_id": row.board,
        "kind": row.kind,
        "title": row.title,
        "period": row.period,
        "open_ended": row.open_ended,
        "responsible_id": row.responsible or None,
        "note": row.note,
        "order": order,
    }
    if model is Assignment:
        values |= {"giver_id": row.giver, "case_number": row.case_number}
    written = [store(model, {"id": row.id}, values)]
    found = model.objects.get(id=row.id)
    written.append(relate(found.areas, row.areas))
    if isinstance(found, Assignment):
        written.append(relate(found.recipients, row.recipients))
    else:
        written.append(relate(found.assignments, row.assignments))
    return any(written)


def _store_statuses(actor: Actor, files: WorkFiles) -> int:
    """Parts find what they are part of only when all are there; then how each goes is added."""
    added, problems = 0, list[Problem]()
    for model, rows in ((Assignment, files.assignments), (Activity, files.activities)):
        for row in rows:
            model.objects.filter(id=row.id).update(part_of=row.part_of or None)
            about = model.objects.get(id=row.id)
            for status in row.statuses:
                found, problem = _store_status(actor, about, status)
                added += found
                problems += [problem] if problem else []
    if problems:
        raise LoadRefused(problems)
    return added


def _store_status(actor: Actor, about: Assignment | Activity, row: StatusRow) -> tuple[bool, Problem | None]:
    """Add a status unless the files brought one for that day before; then it must say the same."""
    there = about.statuses.filter(date=row.date, occasion=None).first()
    if there is None:
        add_status(
            actor=actor,
            about=about,
            day=row.date,
            word=row.word,
            completion=row.completion,
            comment=row.comment,
        )
        return True, None
    if (there.word, there.completion, there.comment) == (row.word, row.completion, row.comment):
        return False, None
    message = f"{about.pk} har redan ett annat läge för {row.date}."
    hint = "Ställ tillbaka raden, och skriv det nya läget med sin egen dag."
    return False, Problem("W002", row.place, message, hint)


def _store_effect(row: EffectRow, order: int) -> bool:
    values = {
        "board_id": row.board,
        "title": row.title,
        "aim": row.aim,
        "value_unit": row.unit,
        "decimals": row.decimals,
        "period": row.period,
        "within_budget": row.within_budget,
        "base": row.base,
        "base_day": row.base_day,
        "known": row.known,
        "measure": row.measure,
        "budget_measure": row.budget_measure,
        "why_inseparable": row.inseparable,
        "responsible_id": row.responsible or None,
        "case_number": row.case_number,
        "order": order,
    }
    written = store(EffectMeasure, {"id": row.id}, values)
    return relate(EffectMeasure.objects.get(id=row.id).units, row.units) or written


def _store_amounts(actor: Actor, files: WorkFiles) -> int:
    """What was expected and realised, day by day, once all effect measures are there to be parts of."""
    added, problems = 0, list[Problem]()
    for row in files.effects:
        EffectMeasure.objects.filter(id=row.id).update(part_of=row.part_of or None)
        effect = EffectMeasure.objects.get(id=row.id)
        for kind, amounts in ((ExpectedEffect, row.expected), (RealisedEffect, row.realised)):
            for one in amounts:
                new, problem = _store_amount(actor, effect, kind, one)
                added += new
                problems += [problem] if problem else []
    if problems:
        raise LoadRefused(problems)
    return added


def _store_events(actor: Actor, files: WorkFiles) -> int:
    grants, problems = store_grant_events(actor, files.grants)
    investments, found = store_investment_events(actor, files.investments)
    if problems or found:
        raise LoadRefused([*problems, *found])
    return grants + investments


def _store_amount(
    actor: Actor, effect: EffectMeasure, kind: type[ExpectedEffect | RealisedEffect], row: AmountRow
) -> tuple[bool, Problem | None]:
    """Add an amount unless the files brought one for that day before; then it must be the same."""
    there = kind.objects.filter(effect=effect, date=row.date, recorded_by=str(actor)).first()
    if there is None:
        add_amount(
            actor=actor,
            effect=effect,
            kind=kind,
            day=row.date,
            amount=row.amount,
            said=row.said,
            at_most=row.at_most,
        )
        return True, None
    if (there.amount, getattr(there, "at_most", None)) == (row.amount, row.at_most):
        return False, None
    message = f"{effect.pk} har redan ett annat belopp för {row.date}."
    hint = "Ställ tillbaka raden, och skriv det nya beloppet med sin egen dag."
    return False, Problem("W002", row.place, message, hint)
