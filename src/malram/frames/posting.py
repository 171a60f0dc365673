# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place where postings are written: every rule of the double entry is asked here, under lock.

The locks are the rows of the accounts touched, taken in one order, before any balance is read. Closing a
year takes them all. SQLite has one writer at a time and needs no row locks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.audit.append_only import signed
from malram.frames.models import Account, Component, Decision, FrameYear, Posting
from malram.frames.money import in_words


class DecisionRefused(ValueError):
    """A decision that would break a rule. All reasons are listed, and nothing has been posted."""

    def __init__(self, reasons: Sequence[str]):
        self.reasons = tuple(reasons)
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class Entry:
    """One leg of a decision: öre into an account (plus) or out of it (minus)."""

    account: str
    year: int
    amount: int
    kind: str
    component: str | None = None


@dataclass(frozen=True)
class Minutes:
    """What a decision says besides what it moves."""

    body: Account
    decided_on: date
    title: str
    reason: str
    case_number: str = ""
    firmness: str = ""
    key: str | None = None
    corrects: Decision | None = field(default=None)


@transaction.atomic
def post(actor: Actor, minutes: Minutes, entries: Sequence[Entry]) -> Decision:
    """Write a decision and its postings, or raise `DecisionRefused` with everything that is wrong.

    Who may decide is the caller's question; this one is whether the books allow it.
    """
    reasons = [*_unsaid(minutes), *_misspelt(entries)]
    if reasons:
        raise DecisionRefused(reasons)
    reasons = _against(entries, lock({entry.account for entry in entries}))
    if reasons:
        raise DecisionRefused(reasons)
    return _write(actor, minutes, entries)


def objections(entries: Sequence[Entry]) -> list[str]:
    """Return what the books have against posting some entries as things stand; nothing when they allow it."""
    named = Account.objects.filter(id__in={entry.account for entry in entries})
    return _misspelt(entries) or _against(entries, {account.id: account for account in named})


def _against(entries: Sequence[Entry], accounts: dict[str, Account]) -> list[str]:
    return [*_unbalanced(entries, accounts), *_closed(entries), *_overdrawn(entries, accounts)]


def lock(account_ids: Collection[str] | None = None) -> dict[str, Account]:
    """Take the rows of the accounts, or of all, ordered by id so that no two wait for each other."""
    rows = Account.objects.select_for_update(of=("self",)).order_by("id")
    chosen = rows if account_ids is None else rows.filter(id__in=account_ids)
    return {account.id: account for account in chosen}


def balances(account_ids: Collection[str], years: Collection[int]) -> dict[tuple[str, int], int]:
    """Return what is posted in the accounts alone, öre by account and year; what is not there is nothing."""
    posted = Posting.objects.filter(account__in=account_ids, year__in=years)
    sums = posted.order_by().values_list("account_id", "year_id").annotate(Sum("amount"))
    # PostgreSQL sums big integers into a decimal.
    return {(account, year): int(total) for account, year, total in sums}


def book_of(account: Account) -> tuple[bool, str]:
    """The book an account belongs to: the frames, or purposes and rates, which are told beside them."""
    return account.kind in (Account.PURPOSE, Account.CONTRA), account.per


def _unsaid(minutes: Minutes) -> list[str]:
    said = ((minutes.title, _("Skriv beslutets rubrik.")), (minutes.reason, _("Skriv skälet till beslutet.")))
    reasons = [remedy for text, remedy in said if not text.strip()]
    if minutes.firmness not in ("", Decision.PRELIMINARY, Decision.FIXED):
        reasons.append(
            _("En fördelning är preliminary eller fixed, inte '%(it)s'.") % {"it": minutes.firmness}
        )
    return reasons


def _misspelt(entries: Sequence[Entry]) -> list[str]:
    """Accounts, kinds and components nobody knows, and legs that move nothing."""
    if not entries:
        return [_("Beslutet flyttar inga pengar.")]
    accounts = set(Account.objects.values_list("id", flat=True))
    components = set(Component.objects.values_list("id", flat=True))
    unknown = {entry.account for entry in entries} - accounts
    reasons = [_("Kontot '%(id)s' finns inte.") % {"id": name} for name in sorted(unknown)]
    kinds = {entry.kind for entry in entries} - set(Posting.KINDS)
    reasons += [_("Slaget '%(kind)s' finns inte.") % {"kind": kind} for kind in sorted(kinds)]
    named = {entry.component for entry in entries if entry.component} - components
    reasons += [_("Komponenten '%(id)s' finns inte.") % {"id": name} for name in sorted(filter(None, named))]
    if any(entry.amount == 0 for entry in entries):
        reasons.append(_("En post på noll kronor flyttar ingenting. Ta bort den."))
    return reasons


def _unbalanced(entries: Iterable[Entry], accounts: dict[str, Account]) -> list[str]:
    """Each book must balance to the öre in each year: a frame is not paid for by a purpose."""
    sums: dict[tuple[int, bool, str], int] = defaultdict(int)
    for entry in entries:
        sums[entry.year, *book_of(accounts[entry.account])] += entry.amount
    return [
        _("Beslutet går inte jämnt ut för %(year)s: posterna summerar till %(sum)s, inte till noll.")
        % {"year": year, "sum": in_words(total)}
        for (year, _memo, _per), total in sorted(sums.items())
        if total
    ]


def _closed(entries: Iterable[Entry]) -> list[str]:
    years = sorted({entry.year for entry in entries})
    closed = FrameYear.objects.filter(year__in=years, closed=True).values_list("year", flat=True)
    said = _("%(year)s är stängt. Bokför ändringen i ett öppet år.")
    return [said % {"year": year} for year in sorted(closed)]


def _overdrawn(entries: Sequence[Entry], accounts: dict[str, Account]) -> list[str]:
    """Accounts that would give out more than they have."""
    changes: dict[tuple[str, int], int] = defaultdict(int)
    for entry in entries:
        changes[entry.account, entry.year] += entry.amount
    before = balances(accounts, {entry.year for entry in entries})
    said = _("Mer fördelas än ramen rymmer: %(name)s har %(has)s till förfogande %(year)s, %(out)s tas ut.")
    return [
        said % {"name": accounts[id_].name, "has": in_words(has), "year": year, "out": in_words(-change)}
        for (id_, year), change in sorted(changes.items())
        if change < 0
        and (has := before.get((id_, year), 0)) + change < 0
        and not accounts[id_].may_be_negative
    ]


def _write(actor: Actor, minutes: Minutes, entries: Sequence[Entry]) -> Decision:
    years = sorted({entry.year for entry in entries})
    FrameYear.objects.bulk_create([FrameYear(year=year) for year in years], ignore_conflicts=True)
    decision = Decision.objects.create(**vars(minutes), **signed(actor))
    Posting.objects.bulk_create(
        Posting(
            decision=decision,
            account_id=entry.account,
            year_id=entry.year,
            amount=entry.amount,
            kind=entry.kind,
            component_id=entry.component,
        )
        for entry in entries
    )
    after = {
        "body": minutes.body.id,
        "decided_on": minutes.decided_on,
        "case_number": minutes.case_number,
        "postings": [[e.account, e.year, e.amount, e.kind, e.component] for e in entries],
    }
    named, unit = f"frame-decision:{decision.pk}", minutes.body.unit_id or ""
    record(label_of(actor), "frames.decided", named, after=after, reason=minutes.reason, unit=unit)
    return decision
