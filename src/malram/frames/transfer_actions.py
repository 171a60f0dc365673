# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Budgetväxling: a transfer is proposed, answered by everybody it needs, and posted when its day has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, System, label_of
from malram.audit.actions import record
from malram.frames.access import account_for, accounts_to_name, transfer_for
from malram.frames.models import (
    Approval,
    Decision,
    DelegatedDecision,
    FrameYear,
    Need,
    Posting,
    Transfer,
    TransferLine,
)
from malram.frames.money import in_words
from malram.frames.posting import DecisionRefused, Entry, Minutes, post
from malram.frames.queries import rule_of, rules_of
from malram.frames.reach import reach_of
from malram.frames.tree import AccountTree

BECAME = {
    Transfer.DECIDED: "transfer.decided",
    Transfer.EFFECTIVE: "transfer.effective",
    Transfer.REFUSED: "transfer.refused",
}


@transaction.atomic
def propose_transfer(
    *,
    actor: Actor,
    year: int,
    on_behalf_of: str,
    moved: Mapping[str, int],
    title: str,
    reason: str,
    effective_on: date,
    case_number: str = "",
    key: str | None = None,
) -> Transfer:
    """Propose to move öre between accounts of a year: minus is taken, plus is given, and the sum is zero.

    A transfer that needs nobody's answer is made by whoever may propose in the post it stays within.
    """
    tree = AccountTree()
    account_for(actor, on_behalf_of, to="propose", tree=tree)
    reasons = _problems(actor, tree, year, on_behalf_of, moved, title, reason, effective_on)
    if reasons:
        raise DecisionRefused(reasons)
    levels = {board: rule.level for board, rule in rules_of(year).items()}
    reach = reach_of(moved, on_behalf_of, tree, levels)
    if not reach.needs:
        account_for(actor, reach.decided_in, to="propose", tree=tree)
    transfer = Transfer.objects.create(
        key=key,
        year_id=year,
        on_behalf_of_id=on_behalf_of,
        decided_in_id=reach.decided_in,
        title=title,
        reason=reason,
        case_number=case_number,
        effective_on=effective_on,
        proposed_by=str(actor),
        proposed_at=timezone.now(),
    )
    lines = [TransferLine(transfer=transfer, account_id=id_, amount=ore) for id_, ore in moved.items()]
    TransferLine.objects.bulk_create(lines)
    Need.objects.bulk_create(Need(transfer=transfer, body_id=body, role=role) for body, role in reach.needs)
    after = {"year": year, "moved": dict(moved), "needs": reach.needs, "effective_on": effective_on}
    record(
        label_of(actor),
        "transfer.proposed",
        _named(transfer),
        after=after,
        reason=reason,
        unit=_unit(transfer),
    )
    return _settle(actor, transfer)


@transaction.atomic
def answer_transfer(
    *,
    actor: Actor,
    transfer_id: int,
    body_id: str,
    approved: bool,
    reason: str = "",
    as_delegate: bool = False,
) -> Transfer:
    """Give a body's answer. One no ends the transfer; the last yes decides it."""
    transfer_for(actor, transfer_id)
    transfer = Transfer.objects.select_for_update().get(pk=transfer_id)
    if transfer.state != Transfer.PROPOSED:
        raise DecisionRefused([_("Budgetväxlingen är redan avgjord.")])
    need = transfer.needs.filter(body_id=body_id).select_related("body").first()
    if need is None:
        raise DecisionRefused([_("Budgetväxlingen behöver inget svar därifrån.")])
    account_for(actor, body_id, to=_right(need, as_delegate))
    if hasattr(need, "answer"):
        raise DecisionRefused([_("%(body)s har redan svarat.") % {"body": need.body}])
    if not approved and not reason.strip():
        raise DecisionRefused([_("Skriv varför svaret är nej.")])
    if as_delegate:
        _require_delegation(transfer, need)
    _write_answer(actor, need, approved, reason, as_delegate)
    return _settle(actor, transfer)


@transaction.atomic
def effect_transfer(*, actor: Actor, transfer_id: int, day: date) -> Transfer:
    """Post a decided transfer whose day has come; one that waits is left waiting."""
    transfer_for(actor, transfer_id)
    return _settle(actor, Transfer.objects.select_for_update().get(pk=transfer_id), day)


@transaction.atomic
def report_delegated_decisions(*, actor: Actor, board_id: str, meeting: date) -> int:
    """Take the delegate's decisions off the list when a meeting has been told. Return how many."""
    board = account_for(actor, board_id, to="propose")
    waiting = DelegatedDecision.objects.select_for_update().filter(board_id=board_id, reported_on=None)
    reported = [one.pk for one in waiting]
    DelegatedDecision.objects.filter(pk__in=reported).update(reported_on=meeting)
    if reported:
        after = {"meeting": meeting, "decisions": reported}
        named, unit = f"frame-account:{board_id}", board.unit_id or ""
        record(label_of(actor), "transfer.reported", named, after=after, unit=unit)
    return len(reported)


def _problems(
    actor: Actor,
    tree: AccountTree,
    year: int,
    on_behalf_of: str,
    moved: Mapping[str, int],
    title: str,
    reason: str,
    effective_on: date,
) -> list[str]:
    """Everything that keeps a proposal from being one."""
    reasons = [] if title.strip() else [_("Skriv budgetväxlingens rubrik.")]
    reasons += [] if reason.strip() else [_("Skriv skälet till budgetväxlingen.")]
    if not FrameYear.objects.filter(year=year, closed=False).exists():
        reasons.append(_("%(year)s är stängt, eller har inga beslutade ramar.") % {"year": year})
    if effective_on < timezone.localdate() and not isinstance(actor, System):
        reasons.append(_("En budgetväxling gäller tidigast från i dag."))
    known = accounts_to_name(actor, tree, [on_behalf_of])
    unknown = sorted(set(moved) - known)
    reasons += [_("Kontot '%(id)s' finns inte.") % {"id": id_} for id_ in unknown]
    for account in (tree[id_] for id_ in moved if id_ in known):
        if not tree.is_movable(account.id):
            reasons.append(
                _("%(name)s kan inte växlas: bara fullmäktige rör det kontot.") % {"name": account}
            )
    if sum(moved.values()) or not any(moved.values()):
        total = in_words(sum(moved.values()))
        reasons.append(
            _("En budgetväxling tar lika mycket som den ger; det här blir %(sum)s.") % {"sum": total}
        )
    if 0 in moved.values():
        reasons.append(_("En post på noll kronor flyttar ingenting. Ta bort den."))
    if not set(moved) & set(tree.below(on_behalf_of)):
        reasons.append(_("Den som föreslår ska själv ge eller få något."))
    return reasons


def _right(need: Need, as_delegate: bool) -> str:
    if need.role == Need.CONSENTS:
        return "consent"
    return "delegate" if as_delegate else "decide"


def _require_delegation(transfer: Transfer, need: Need) -> None:
    rule = rule_of(need.body_id, transfer.year_id)
    if need.role != Need.DECIDES or rule is None or not rule.delegate:
        raise DecisionRefused([_("%(body)s har inte delegerat beslutet.") % {"body": need.body}])
    if transfer.needs.filter(role=Need.DECIDES).count() > 1:
        raise DecisionRefused([_("En växling mellan nämnder beslutas av nämnderna själva.")])
    size = sum(line.amount for line in transfer.lines.all() if line.amount > 0)
    if size > rule.limit:
        said = _("%(size)s är mer än delegatens gräns, %(limit)s. Nämnden ska besluta.")
        raise DecisionRefused([said % {"size": in_words(size), "limit": in_words(rule.limit)}])


def _write_answer(actor: Actor, need: Need, approved: bool, reason: str, delegated: bool) -> None:
    answer = Approval.objects.create(
        need=need, approved=approved, delegated=delegated, reason=reason, by=str(actor), at=timezone.now()
    )
    if delegated and approved:
        DelegatedDecision.objects.create(approval=answer, board=need.body)
    after = {"body": need.body_id, "role": need.role, "approved": approved, "delegated": delegated}
    record(
        label_of(actor),
        "transfer.answered",
        _named(need.transfer),
        after=after,
        reason=reason,
        unit=need.body.unit_id or "",
    )


def _settle(actor: Actor, transfer: Transfer, day: date | None = None) -> Transfer:
    """Move a transfer as far as its answers and its day let it come."""
    answers = dict(transfer.needs.values_list("body_id", "answer__approved"))
    if transfer.state == Transfer.PROPOSED:
        if False in answers.values():
            return _become(actor, transfer, Transfer.REFUSED)
        if None not in answers.values():
            _become(actor, transfer, Transfer.DECIDED)
    if transfer.state == Transfer.DECIDED and transfer.effective_on <= (day or timezone.localdate()):
        transfer.decision = _post(actor, transfer)
        _become(actor, transfer, Transfer.EFFECTIVE)
    return transfer


def _become(actor: Actor, transfer: Transfer, state: str) -> Transfer:
    before, transfer.state = transfer.state, state
    transfer.save(update_fields=["state", "decision"])
    named, unit = _named(transfer), _unit(transfer)
    record(label_of(actor), BECAME[state], named, before=before, after=state, unit=unit)
    return transfer


def _post(actor: Actor, transfer: Transfer) -> Decision:
    lines = transfer.lines.all()
    minutes = Minutes(
        transfer.decided_in, _decided_on(transfer), transfer.title, transfer.reason, transfer.case_number
    )
    return post(
        actor,
        minutes,
        [Entry(line.account_id, transfer.year_id, line.amount, Posting.TRANSFER) for line in lines],
    )


def _decided_on(transfer: Transfer) -> date:
    """The day of the last answer. Only a region's files tell of what took effect before it came here."""
    proposed = timezone.localdate(transfer.proposed_at)
    if transfer.effective_on < proposed:
        return transfer.effective_on
    answers = Approval.objects.filter(need__transfer=transfer)
    return max((timezone.localdate(answer.at) for answer in answers), default=proposed)


def _named(transfer: Transfer) -> str:
    return f"transfer:{transfer.pk}"


def _unit(transfer: Transfer) -> str:
    """The unit in whose trail a transfer stands: the proposer's."""
    return transfer.on_behalf_of.unit_id or ""
