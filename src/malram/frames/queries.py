# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the postings say: balances, frames and their parts, an account's history, what waits."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from malram.frames.models import (
    Account,
    AllocationRule,
    Component,
    DelegatedDecision,
    FrameYear,
    Posting,
    Transfer,
)
from malram.frames.posting import Entry
from malram.frames.tree import AccountTree

Part = tuple[str, str | None]  # the kind of a posting and its component


class Books:
    """All that is posted for some years, summed once. Every table and page of frames is read from it."""

    def __init__(self, years: Iterable[int], tree: AccountTree | None = None) -> None:
        self.tree = tree or AccountTree()
        self._parts: dict[tuple[str, int], dict[Part, int]] = defaultdict(dict)
        posted = Posting.objects.filter(year__in=list(years)).order_by()
        names = ("account_id", "year_id", "kind", "component_id")
        for account, year, kind, component, total in posted.values_list(*names).annotate(Sum("amount")):
            self._parts[account, year][kind, component] = int(total)  # PostgreSQL: a decimal

    def plus(self, entries: Iterable[Entry]) -> Books:
        """Return the books as they would be with some entries posted too. These stay as they are."""
        found = copy(self)
        found._parts = defaultdict(dict, {key: dict(parts) for key, parts in self._parts.items()})
        for entry in entries:
            parts, part = found._parts[entry.account, entry.year], (entry.kind, entry.component)
            parts[part] = parts.get(part, 0) + entry.amount
        return found

    def fingerprint(self) -> str:
        """Return a hash of every sum: the same books, the same hash, whenever and wherever they are read."""
        sums = sorted(
            (*key, *map(str, part), ore) for key, parts in self._parts.items() for part, ore in parts.items()
        )
        return hashlib.sha256(json.dumps(sums).encode()).hexdigest()

    def own(self, account_id: str, year: int) -> int:
        """Return the balance of the account alone, in öre: what it has received and not passed on."""
        return sum(self._parts.get((account_id, year), {}).values())

    def frame(self, account_id: str, year: int) -> int:
        """Return the balance of the account and all below it, in öre. What moved inside nets to nothing."""
        return sum(self.own(below, year) for below in self.tree.below(account_id))

    def parts(self, account_id: str, year: int) -> dict[Part, int]:
        """Return the frame by kind and component. What was only passed on inside is not there."""
        found: dict[Part, int] = defaultdict(int)
        for below in self.tree.below(account_id):
            for part, ore in self._parts.get((below, year), {}).items():
                found[part] += ore
        return {part: ore for part, ore in found.items() if ore}

    def financing(self, account_id: str, year: int) -> int:
        """Return the expected grants that pay for frames below the account: minus, as they stand."""
        return sum(
            self.own(below, year)
            for below in self.tree.below(account_id)
            if self.tree[below].kind == Account.GRANT
        )


@dataclass(frozen=True)
class Line:
    """A posting in an account's history and what the account stood at after it, in öre."""

    posting: Posting
    balance: int


def history(account_id: str, year: int) -> list[Line]:
    """Return the postings of an account alone in the order they were posted, with a running balance."""
    postings = Posting.objects.filter(account_id=account_id, year_id=year).order_by("id")
    found, balance = [], 0
    for posting in postings.select_related("decision", "component"):
        balance += posting.amount
        found.append(Line(posting, balance))
    return found


def rules_of(year: int) -> dict[str, AllocationRule]:
    """Return the rule in force of every board that has one for the year."""
    found: dict[str, AllocationRule] = {}
    for rule in AllocationRule.objects.filter(year_id=year).order_by("id"):
        found[rule.board_id] = rule
    return found


def rule_of(board_id: str, year: int) -> AllocationRule | None:
    return rules_of(year).get(board_id)


def firmness_of(year: int) -> dict[str, str]:
    """Return whether what each account was given is preliminary or fixed: the latest allocation says."""
    allocated = Posting.objects.filter(year_id=year).exclude(decision__firmness="")
    postings = allocated.exclude(account=F("decision__body"))  # who gives is not given to
    said = postings.order_by("decision__decided_on", "decision_id")
    return dict(said.values_list("account_id", "decision__firmness"))


def delegated_waiting(board_ids: Iterable[str]) -> list[DelegatedDecision]:
    """Return the delegates' decisions that have not been reported to a meeting yet, oldest first."""
    waiting = DelegatedDecision.objects.filter(board_id__in=list(board_ids), reported_on=None)
    return list(waiting.select_related("approval__need__transfer", "board"))


def due_transfers(day: date) -> list[Transfer]:
    """Return the decided transfers whose day has come and that are not posted yet."""
    decided = Transfer.objects.filter(state=Transfer.DECIDED, effective_on__lte=day)
    return list(decided.order_by("effective_on", "id"))


def years() -> list[int]:
    """Return the years anything is posted for, newest first."""
    posted = Posting.objects.order_by("-year_id").values_list("year_id", flat=True)
    return list(posted.distinct())


def account_of(unit_id: str, year: int) -> Account | None:
    """Return the account that is a unit's frame, where anything is posted in it in the year."""
    posted = Account.objects.filter(unit_id=unit_id, kind=Account.FRAME, postings__year_id=year)
    return posted.distinct().first()


def components() -> list[tuple[str, str]]:
    """Return what a posting may be for, as id and name in the region's order."""
    return list(Component.objects.values_list("id", "name"))


def open_years() -> list[int]:
    """Return the years that can still be posted in, newest first."""
    return list(FrameYear.objects.filter(closed=False).order_by("-year").values_list("year", flat=True))
