# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a planning year says: what is done and what is next, branches side by side, what is reported back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from malram.frames.models import Account, Decision
from malram.frames.posting import Entry
from malram.frames.queries import Books
from malram.frames.tree import AccountTree
from malram.planning.access import concerns_everybody
from malram.planning.models import Branch, PlanningYear, Reprioritisation, Step

BEFORE = dict(zip(Step.KINDS[1:], Step.KINDS, strict=False))  # a kind and the one that comes before it


def planning_years() -> list[int]:
    """Return the years that are or have been planned, newest first."""
    return list(PlanningYear.objects.order_by("-year").values_list("year", flat=True))


def is_done(step: Step) -> bool:
    return hasattr(step, "record")


def waits_for(step: Step, steps: Iterable[Step], tree: AccountTree) -> list[Step]:
    """Return the steps that must be decided before this one, and are not.

    They are those of the nearest kind before it that concern its body: the body's own, those of a body
    above or below it, and those of the assembly and its executive. A kind that concerns it nowhere is
    passed over.
    """
    by_kind: dict[str, list[Step]] = {}
    for one in steps:
        if _concerns(one, step, tree):
            by_kind.setdefault(one.kind, []).append(one)
    kind = BEFORE.get(step.kind)
    while kind is not None and kind not in by_kind:
        kind = BEFORE.get(kind)
    return [one for one in by_kind.get(kind or "", ()) if not is_done(one)]


def _concerns(earlier: Step, later: Step, tree: AccountTree) -> bool:
    if concerns_everybody(earlier.body):
        return True
    above = {account.id for account in tree.path(later.body_id)}
    return earlier.body_id in above or later.body_id in {one.id for one in tree.path(earlier.body_id)}


def next_steps(steps: Sequence[Step], tree: AccountTree) -> list[Step]:
    """Return what can be done now: the open steps that wait for nothing, by their day."""
    return [one for one in steps if not is_done(one) and not waits_for(one, steps, tree)]


def decisions_of(step: Step) -> QuerySet[Decision]:
    """Return what a step's body has decided about the year's frames, apart from transfers."""
    decided = Decision.objects.filter(body=step.body_id, postings__year=step.planning_id, transfer=None)
    return decided.distinct()


def entries_of(branch: Branch) -> list[Entry]:
    """Return the drafts of a branch as what a decision would post."""
    year = branch.planning_id
    return [
        Entry(one.account_id, year, one.amount, one.kind, one.component_id) for one in branch.drafts.all()
    ]


@dataclass(frozen=True)
class Compared:
    """An account's frame in öre: last year's, as it is decided so far, and what each branch would make it."""

    account: Account
    depth: int
    previous: int
    base: int
    branches: tuple[int, ...]


def compare(body: str, year: int, branches: Sequence[Branch]) -> list[Compared]:
    """Return every account that the body decides over and something is posted or proposed in, as printed."""
    books = Books([year - 1, year])
    proposed = [books.plus(entries_of(branch)) for branch in branches]
    tree = books.tree
    inside, top = tree.reach(body), tree.depth(body)
    rows = []
    for account in tree.walk():
        if account.id in inside:
            sums = [one.frame(account.id, year) for one in (books, *proposed)]
            previous = books.frame(account.id, year - 1)
            if previous or any(sums):
                depth = tree.depth(account.id) - top
                rows.append(Compared(account, depth, previous, sums[0], tuple(sums[1:])))
    return rows


def reprioritisations_of(board: str, year: int) -> list[Reprioritisation]:
    """Return what the responses of a board and its units have decided to reprioritise for a year."""
    inside = list(AccountTree().below(board))
    found = Reprioritisation.objects.filter(step__planning=year, step__body__in=inside)
    decided = found.exclude(step__record=None).select_related("source", "target", "step__body")
    return list(decided.prefetch_related("reports"))
