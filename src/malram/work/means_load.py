# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring grants and investments from a region's files into the database. An event that is written stays."""

from __future__ import annotations

from collections.abc import Sequence

from malram.accounts.actors import Actor
from malram.facts.problems import Place, Problem
from malram.organisation.storing import store
from malram.work.means_actions import grant_refusal, refusal, store_grant_event, store_investment_event
from malram.work.means_files import EventRow, GrantRow, InvestmentRow
from malram.work.models import GrantEvent, GrantPart, Investment, InvestmentEvent, StateGrant

HINT = "Ställ tillbaka raden, och skriv rättelsen som en ny händelse."


def store_grant(row: GrantRow, order: int) -> bool:
    values = {
        "board_id": row.board,
        "title": row.title,
        "payer": row.payer,
        "period": row.period,
        "report_due": row.report_due,
        "responsible_id": row.responsible or None,
        "case_number": row.case_number,
        "order": order,
    }
    written = store(StateGrant, {"id": row.id}, values)
    grant = StateGrant.objects.get(id=row.id)
    parts = [vars(part) for part in row.parts]
    names = ("kind", "title", "budget", "indicator", "condition")
    if list(grant.parts.values(*names)) != parts:
        grant.parts.all().delete()
        GrantPart.objects.bulk_create(GrantPart(grant=grant, **part) for part in parts)
        written = True
    return written


def store_investment(row: InvestmentRow, order: int) -> bool:
    values = {
        "board_id": row.board,
        "category": row.category,
        "title": row.title,
        "number": row.number,
        "case_number": row.case_number,
        "order": order,
    }
    return store(Investment, {"id": row.id}, values)


def store_grant_events(actor: Actor, rows: list[GrantRow]) -> tuple[int, list[Problem]]:
    added, problems = 0, list[Problem]()
    for row in rows:
        grant = StateGrant.objects.get(id=row.id)
        there = list(GrantEvent.objects.filter(grant=grant, recorded_by=str(actor)).order_by("date", "id"))
        problems += _rewritten(row.id, there, row.events)
        for event in row.events[len(there) :]:
            if why := grant_refusal(grant, event.kind, event.date, event.amount, event.comment):
                problems.append(Problem("W010", event.place, f"{row.id}: {why}", "Rätta händelsen."))
                continue
            store_grant_event(
                actor=actor,
                grant=grant,
                kind=event.kind,
                day=event.date,
                amount=event.amount,
                comment=event.comment,
            )
            added += 1
    return added, problems


def store_investment_events(actor: Actor, rows: list[InvestmentRow]) -> tuple[int, list[Problem]]:
    """All objects' events in the order of days: what one got, another may have had to pass on first."""
    problems = list[Problem]()
    waiting: list[tuple[InvestmentRow, EventRow]] = []
    for row in rows:
        there = list(
            InvestmentEvent.objects.filter(investment_id=row.id, recorded_by=str(actor)).order_by(
                "date", "id"
            )
        )
        problems += _rewritten(row.id, there, row.events)
        waiting += [(row, event) for event in row.events[len(there) :]]
    for row, event in sorted(waiting, key=lambda pair: pair[1].date):
        found = Investment.objects.get(id=row.id)
        target = Investment.objects.get(id=event.to) if event.to else None
        if why := refusal(
            found, event.kind, event.date, event.amount, target, event.comment, event.granted_on
        ):
            problems.append(Problem("W010", event.place, f"{row.id}: {why}", "Rätta händelsen."))
            continue
        store_investment_event(
            actor=actor,
            investment=found,
            kind=event.kind,
            day=event.date,
            amount=event.amount,
            to=target,
            comment=event.comment,
            granted_on=event.granted_on,
        )
    return len(waiting), problems


def _rewritten(
    id: str, there: Sequence[GrantEvent | InvestmentEvent], events: tuple[EventRow, ...]
) -> list[Problem]:
    """The first event that now reads otherwise than it was written."""
    said = [(one.date, one.kind, one.amount, one.comment, one.to, one.granted_on) for one in events]
    for i, one in enumerate(there):
        to, first = (one.to_id or "", one.granted_on) if isinstance(one, InvestmentEvent) else ("", None)
        if said[i : i + 1] != [(one.date, one.kind, one.amount, one.comment, to, first)]:
            place = events[min(i, len(events) - 1)].place if events else Place(id)
            return [Problem("W002", place, f"{id} har redan en annan händelse {one.date}.", HINT)]
    return []
