# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""State grants as they stand on a day: budget, requisition, what was received and used, the reporting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from malram.values import Period, day_text
from malram.work.means_files import days_late
from malram.work.models import GrantEvent, StateGrant
from malram.work.words import FIXED, RECEIVED, REPORTED, REQUISITIONED, USED


@dataclass(frozen=True)
class Part:
    """A part of a grant: its budget in öre, and the indicator or the condition that it is paid by."""

    kind: str
    title: str
    budget: int
    indicator: str
    condition: str


@dataclass(frozen=True)
class Grant:
    """A grant as it stands on a day, in öre. `late` is how many days after the last day it was reported."""

    id: str
    title: str
    payer: str
    period: str
    responsible: str
    case_number: str
    fixed: int
    performance: int
    requisitioned: int
    received: int
    used: int
    report_due: date | None
    reported_on: date | None
    late: int
    why_late: str
    parts: tuple[Part, ...] = ()

    @property
    def budget(self) -> int:
        return self.fixed + self.performance


def grants_of(board_id: str, period: Period) -> list[Grant]:
    """Return a board's grants of a period as they stood when the period had ended and been reported.

    A grant is reported after its year, so what has been reported since then is told too.
    """
    found = StateGrant.objects.filter(board_id=board_id).select_related("responsible")
    mine = [one for one in found.prefetch_related("parts", "events") if _runs(one.period, period)]
    return [as_of(one, period.days[1]) for one in mine]


def _runs(own: str, period: Period) -> bool:
    mine = Period.parse(own)
    return mine.first <= period.last and mine.last >= period.first


def as_of(one: StateGrant, day: date | None = None) -> Grant:
    events = list(one.events.all())
    reported = next((event for event in events if event.kind == REPORTED), None)
    parts = list(one.parts.all())
    late = days_late(one.report_due, reported.date) if reported else 0
    return Grant(
        id=one.pk,
        title=one.title,
        payer=one.payer,
        period=one.period,
        responsible=one.responsible.name if one.responsible else "",
        case_number=one.case_number,
        fixed=sum(part.budget for part in parts if part.kind == FIXED),
        performance=sum(part.budget for part in parts if part.kind != FIXED),
        requisitioned=_sum(events, REQUISITIONED, day),
        received=_sum(events, RECEIVED, day),
        used=_sum(events, USED, day),
        report_due=one.report_due,
        reported_on=reported.date if reported else None,
        late=late,
        why_late=reported.comment if reported and late else "",
        parts=tuple(
            Part(part.kind, part.title, part.budget, part.indicator, part.condition) for part in parts
        ),
    )


def _sum(events: Iterable[GrantEvent], kind: str, day: date | None) -> int:
    return sum(one.amount for one in events if one.kind == kind and (day is None or one.date <= day))


def reporting(grant: Grant, today: date) -> str:
    """How the reporting stands on a day, in a sentence. A grant that was reported late says so."""
    due = day_text(grant.report_due) if grant.report_due else ""
    if grant.reported_on is not None and grant.reported_on <= today:
        said = f"Redovisat {day_text(grant.reported_on)}"
        if not grant.late:
            return said + (", i tid." if due else ".")
        days = "en dag" if grant.late == 1 else f"{grant.late} dagar"
        return f"{said}, {days} efter sista dagen {due}. {grant.why_late}".strip()
    if grant.report_due is None:
        return "Ska inte redovisas."
    if today > grant.report_due:
        return f"Inte redovisat. Sista dagen var {due}."
    return f"Ska redovisas senast {due}."
