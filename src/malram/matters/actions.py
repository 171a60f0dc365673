# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from django.db import transaction

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.authored import nearest
from malram.facts.problems import Place, Problem
from malram.matters.diary import DiaryRow, titled
from malram.matters.models import Matter, MatterEvent
from malram.organisation.models import Unit
from malram.organisation.problems import LoadRefused


@dataclass(frozen=True)
class Refreshed:
    """What a refresh changed; the same diary once more gives zeros."""

    matters: int
    added: int
    removed: int


@transaction.atomic
def refresh_register(*, actor: Actor, rows: Sequence[DiaryRow]) -> Refreshed:
    """Make the register say what the diary says now.

    The register is rebuilt whole: what a delivery corrected or withdrew is not left behind in it. The
    deliveries themselves stay among the facts with the day they became known.
    """
    require_system(actor)
    known = set(Unit.objects.values_list("id", flat=True))
    if lacking := {row.unit for row in rows} - known:
        raise LoadRefused([_unknown(unit, known) for unit in sorted(lacking)])
    what = titled(rows)
    rows = [_of_matter(row, what[row.case_number]) for row in rows]
    before, after = Counter(_there()), Counter(rows)
    changed = Refreshed(
        len(what),
        (after - before).total(),
        (before - after).total(),
    )
    if changed.added or changed.removed:
        _rebuild(rows)
        record(label_of(actor), "matters.refreshed", "diary", after=asdict(changed))
    return changed


def _unknown(unit: str, known: set[str]) -> Problem:
    message = f"Enheten '{unit}' finns inte i databasen, så registret är kvar som det var."
    return Problem("D001", Place("diariet"), message, nearest(unit, known))


def _of_matter(row: DiaryRow, matter: DiaryRow) -> DiaryRow:
    """The row with what is said of the matter, which is one thing however often it has been written."""
    return replace(row, kind=matter.kind, title=matter.title, party=matter.party)


def _there() -> list[DiaryRow]:
    events = MatterEvent.objects.select_related("matter")
    return [
        DiaryRow(
            event.matter.case_number,
            event.matter.kind,
            event.matter.title,
            event.matter.party,
            event.unit_id,
            event.forum,
            event.kind,
            event.date,
            event.about,
            event.file,
            event.line,
        )
        for event in events
    ]


def _rebuild(rows: Sequence[DiaryRow]) -> None:
    Matter.objects.all().delete()
    matters = {
        row.case_number: Matter(case_number=row.case_number, kind=row.kind, title=row.title, party=row.party)
        for row in rows
    }
    Matter.objects.bulk_create(matters.values())
    MatterEvent.objects.bulk_create(
        MatterEvent(
            matter=matters[row.case_number],
            unit_id=row.unit,
            forum=row.forum,
            kind=row.event,
            date=row.date,
            about=row.about,
            file=row.file,
            line=row.line,
        )
        for row in rows
    )
