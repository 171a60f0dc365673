# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a region's files about frames into the database: accounts, rules, decisions and transfers.

What is there already is left; a decision that has been posted is never posted again nor changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.authored import Entry as Authored
from malram.facts.problems import Place, Problem
from malram.frames.actions import close_year, correct_decision, decide, set_allocation_rule
from malram.frames.definitions import DecisionRow, FrameFiles, Move, TransferRow, read_frames
from malram.frames.models import Account, Component, Decision, FrameYear, Need, Posting, Transfer
from malram.frames.posting import DecisionRefused, Entry
from malram.frames.transfer_actions import answer_transfer, propose_transfer
from malram.organisation.models import Unit
from malram.organisation.problems import LoadRefused
from malram.organisation.storing import store


@dataclass(frozen=True)
class Loaded:
    """How many of each were new or changed; a second run of the same files gives zeros."""

    accounts: int
    components: int
    decisions: int
    transfers: int


@transaction.atomic
def load_frames(*, actor: Actor, folder: Path) -> Loaded:
    """Make the database say what the region's files say, or raise every problem and store nothing."""
    require_system(actor)
    files = read_frames(folder, set(Unit.objects.values_list("id", flat=True)))
    problems = files.problems + _moved_accounts(files.accounts)
    if problems:
        raise LoadRefused(problems)
    accounts = sum(
        _store_account(entry, files.accounts.index(entry)) for entry in _parents_first(files.accounts)
    )
    components = sum(
        _store_component(entry, files.components.index(entry)) for entry in _parents_first(files.components)
    )
    _set_rules(actor, files)
    loaded = Loaded(
        accounts,
        components,
        sum(_decide(actor, row) for row in files.decisions),
        sum(_transfer(actor, row) for row in files.transfers),
    )
    for entry in files.years:
        if entry.get("closed"):
            close_year(actor=actor, year=entry["year"], reason="Regionens filer.")
    if any(vars(loaded).values()):
        record(label_of(actor), "frames.loaded", f"region:{folder.name}", after=vars(loaded))
    return loaded


def _moved_accounts(entries: Sequence[Authored]) -> list[Problem]:
    """Accounts with postings that the file puts elsewhere: their history would change its meaning."""
    posted = set(Posting.objects.values_list("account_id", flat=True))
    there = {
        account.id: (account.parent_id, account.kind) for account in Account.objects.filter(id__in=posted)
    }
    return [
        Problem(
            "N014",
            entry.place,
            f"Kontot '{entry['id']}' har poster och kan inte byta plats eller slag.",
            "Lägg upp ett nytt konto.",
        )
        for entry in entries
        if there.get(entry["id"], (entry.get("parent"), entry["kind"]))
        != (entry.get("parent"), entry["kind"])
    ]


def _parents_first(entries: Sequence[Authored]) -> list[Authored]:
    by_id = {entry["id"]: entry for entry in entries}
    found: dict[str, Authored] = {}

    def add(entry: Authored) -> None:
        if entry.get("parent") is not None:
            add(by_id[entry["parent"]])
        found.setdefault(entry["id"], entry)

    for entry in entries:
        add(entry)
    return list(found.values())


def _store_account(entry: Authored, order: int) -> bool:
    values = {
        "parent_id": entry.get("parent"),
        "name": entry["name"],
        "kind": entry["kind"],
        "level": entry.get("level", ""),
        "unit_id": entry.get("unit"),
        "executive": bool(entry.get("executive")),
        "per": entry.get("per", ""),
        "order": order,
    }
    return store(Account, {"id": entry["id"]}, values)


def _store_component(entry: Authored, order: int) -> bool:
    values = {
        "parent_id": entry.get("parent"),
        "name": entry["name"],
        "priority": bool(entry.get("priority")),
        "order": order,
    }
    return store(Component, {"id": entry["id"]}, values)


def _set_rules(actor: Actor, files: FrameFiles) -> None:
    for entry in files.years:
        FrameYear.objects.get_or_create(year=entry["year"])
        for rule in entry.get("rules", ()):
            try:
                set_allocation_rule(
                    actor=actor,
                    board_id=rule["board"],
                    year=entry["year"],
                    level=rule["level"],
                    delegate=rule.get("delegate", ""),
                    limit=rule.get("limit", 0),
                    reason=rule.get("reason", "Regionens filer."),
                )
            except DecisionRefused as refused:
                raise LoadRefused(refused_by_rules(rule.place, rule["board"], refused.reasons)) from None


def _decide(actor: Actor, row: DecisionRow) -> bool:
    """Post a decision once. The first that the rules refuse stops the loading: the next may rest on it."""
    there = Decision.objects.filter(key=row.id).first()
    if there is not None:
        if not row.corrects and _posted(there) != legs_of(row.moves, row.year):
            message = f"Beslutet '{row.id}' är bokfört med andra poster."
            hint = "Ställ tillbaka filen; ändra genom ett nytt beslut, eller rätta med 'corrects'."
            raise LoadRefused([Problem("N013", row.place, message, hint)])
        return False
    try:
        _as_decided(actor, row)
    except DecisionRefused as refused:
        raise LoadRefused(refused_by_rules(row.place, row.id, refused.reasons)) from None
    return True


def _as_decided(actor: Actor, row: DecisionRow) -> Decision:
    if row.corrects:
        return correct_decision(
            actor=actor,
            decision_id=Decision.objects.get(key=row.corrects).pk,
            decided_on=row.decided,
            reason=row.reason,
            case_number=row.case_number,
            key=row.id,
        )
    return decide(
        actor=actor,
        body_id=row.body,
        decided_on=row.decided,
        title=row.title,
        reason=row.reason,
        case_number=row.case_number,
        entries=[Entry(*leg) for leg in legs_of(row.moves, row.year)],
        firmness=row.firmness,
        key=row.id,
    )


def refused_by_rules(place: Place, what: str, reasons: Iterable[str]) -> list[Problem]:
    hint = "Rätta beslutet i filen, eller fatta det som fattas före det."
    return [Problem("N012", place, f"{what}: {reason}", hint) for reason in reasons]


def legs_of(moves: Iterable[Move], year: int) -> list[tuple[str, int, int, str, str | None]]:
    return [
        leg
        for move in moves
        for leg in (
            (move.source, year, -move.ore, move.kind, move.component),
            (move.target, year, move.ore, move.kind, move.component),
        )
    ]


def _posted(decision: Decision) -> list[tuple[str, int, int, str, str | None]]:
    legs = decision.postings.values_list("account_id", "year_id", "amount", "kind", "component_id")
    return list(legs.order_by("id"))


def _transfer(actor: Actor, row: TransferRow) -> bool:
    """Make a transfer that was decided before it came here: proposed, answered yes by all, and posted."""
    if Transfer.objects.filter(key=row.id).exists():
        return False
    try:
        made = propose_transfer(
            actor=actor,
            key=row.id,
            year=row.year,
            on_behalf_of=row.on_behalf_of,
            moved=row.moved,
            title=row.title,
            reason=row.reason,
            case_number=row.case_number,
            effective_on=row.decided,
        )
        for need in made.needs.all():
            delegated = row.delegated and need.role == Need.DECIDES
            answer_transfer(
                actor=actor, transfer_id=made.pk, body_id=need.body_id, approved=True, as_delegate=delegated
            )
    except DecisionRefused as refused:
        raise LoadRefused(refused_by_rules(row.place, row.id, refused.reasons)) from None
    return True
