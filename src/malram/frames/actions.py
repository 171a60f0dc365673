# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions about frames, corrections of them, the level a board decides at, and the closing of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.frames.access import account_for, decision_for
from malram.frames.models import Account, AllocationRule, Decision, FrameYear
from malram.frames.posting import DecisionRefused, Entry, Minutes, lock, post
from malram.frames.tree import AccountTree


@transaction.atomic
def decide(
    *,
    actor: Actor,
    body_id: str,
    decided_on: date,
    title: str,
    reason: str,
    entries: Sequence[Entry],
    case_number: str = "",
    firmness: str = "",
    key: str | None = None,
) -> Decision:
    """Record what a body decided and post it. A body decides over its own account and all below it.

    The assembly decides over every account. Raises `DecisionRefused` with everything that is wrong.
    """
    tree = AccountTree()
    body = account_for(actor, body_id, to="decide", tree=tree)
    outside = sorted(({entry.account for entry in entries} - tree.reach(body.id)) & set(tree.accounts))
    if outside:
        said = _("%(body)s beslutar inte över %(name)s.")
        raise DecisionRefused([said % {"body": body.name, "name": _name(tree, id_)} for id_ in outside])
    minutes = Minutes(body, decided_on, title, reason, case_number, firmness, key)
    return post(actor, minutes, entries)


def _name(tree: AccountTree, account_id: str) -> str:
    return tree[account_id].name if account_id in tree else f"'{account_id}'"


@transaction.atomic
def correct_decision(
    *,
    actor: Actor,
    decision_id: int,
    decided_on: date,
    reason: str,
    case_number: str = "",
    key: str | None = None,
) -> Decision:
    """Post the opposite of a decision. Both stay; what should have been decided is decided anew."""
    wrong = decision_for(actor, decision_id)
    body = account_for(actor, wrong.body_id, to="decide")
    if hasattr(wrong, "transfer"):
        raise DecisionRefused([_("En budgetväxling rättas med en budgetväxling åt andra hållet.")])
    lock({posting.account_id for posting in wrong.postings.all()})
    if Decision.objects.filter(corrects=wrong).exists():
        raise DecisionRefused([_("Beslutet är redan rättat.")])
    opposite = [
        Entry(one.account_id, one.year_id, -one.amount, one.kind, one.component_id)
        for one in wrong.postings.all()
    ]
    title = _("Rättelse: %(title)s") % {"title": wrong.title}
    minutes = Minutes(body, decided_on, title[:300], reason, case_number, key=key, corrects=wrong)
    return post(actor, minutes, opposite)


@transaction.atomic
def set_allocation_rule(
    *,
    actor: Actor,
    board_id: str,
    year: int,
    level: str,
    delegate: str = "",
    limit: int = 0,
    reason: str,
) -> AllocationRule:
    """Say at which level a board decides a year's allocation, and how many öre a delegate may move."""
    tree = AccountTree()
    board = account_for(actor, board_id, to="decide", tree=tree)
    levels = {tree[id_].level for id_ in tree.below(board_id) if id_ != board_id} - {""}
    if level not in levels:
        known = ", ".join(sorted(levels))
        said = _("%(name)s har inga konton på nivån '%(level)s'. Det finns: %(known)s.")
        raise DecisionRefused([said % {"name": board.name, "level": level, "known": known}])
    if limit < 0 or (limit and not delegate.strip()):
        raise DecisionRefused([_("Delegatens gräns ska vara ett positivt belopp, och delegaten ska anges.")])
    FrameYear.objects.get_or_create(year=year)
    former = AllocationRule.objects.filter(board=board, year_id=year).first()
    said_before = _as_said(former) if former else None
    rule = AllocationRule(
        board=board, year_id=year, level=level, delegate=delegate, limit=limit, recorded_at=timezone.now()
    )
    if former is not None and said_before == _as_said(rule):
        return former
    rule.save()
    named = f"frame-rule:{board_id}/{year}"
    record(
        label_of(actor),
        "frames.ruled",
        named,
        before=said_before,
        after=_as_said(rule),
        reason=reason,
        unit=board.unit_id or "",
    )
    return rule


def _as_said(rule: AllocationRule) -> dict[str, str | int]:
    return {"level": rule.level, "delegate": rule.delegate, "limit": rule.limit}


@transaction.atomic
def close_year(*, actor: Actor, year: int, reason: str) -> FrameYear:
    """Close a year: nothing is posted in it any more. Only the assembly's account gives the right to it."""
    tree = AccountTree()
    for top in tree.children(None):
        if top.kind == Account.FRAME:
            account_for(actor, top.id, to="decide", tree=tree)
    lock()  # whoever is posting has posted before the year closes, or finds it closed
    found = FrameYear.objects.filter(year=year).first()
    if found is None:
        raise DecisionRefused([_("Inga ramar är beslutade för %(year)s.") % {"year": year}])
    if not found.closed:
        found.closed = True
        found.save(update_fields=["closed"])
        record(
            label_of(actor),
            "frames.closed",
            f"frame-year:{year}",
            before=False,
            after=True,
            reason=reason,
        )
    return found
