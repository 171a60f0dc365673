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
from malram.planning.models import Branch, PlanningYear, Reprioritisation, Step, StepRow

BEFORE = dict(zip(Step.KINDS[1:], Step.KINDS, strict=False))  # a kind and the one that comes before it


def planning_years() -> list[int]:
    """Return the years that are or have been planned, newest first."""
    return list(PlanningYear.objects.order_by("-year").values_list("year", flat=True))


def steps_of(year: int) -> list[Step]:
    """Return every step of a year by its day: what a step waits for does not depend on who asks."""
    return list(Step.objects.filter(planning=year).select_related("body", "record"))


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


def rows_of(step: Step, row: type[StepRow]) -> Iterable[StepRow]:
    """Return the rows of one sort that a step has, in their order."""
    return row._default_manager.filter(step=step)


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
    """Return the accounts a body's branches are about, as printed.

    They are those that something is posted or proposed in, and with them the ones that stand beside them or
    right below the body and had a frame last year: who would be given nothing is seen too.
    """
    books = Books([year - 1, year])
    proposed = [books.plus(entries_of(branch)) for branch in branches]
    tree = books.tree
    touched = {one.account for branch in branches for one in entries_of(branch)}
    beside = {body} | {tree[id_].parent_id for id_ in touched}
    inside, top, rows = tree.reach(body), tree.depth(body), []
    for account in tree.walk():
        sums = [one.frame(account.id, year) for one in (books, *proposed)]
        previous = books.frame(account.id, year - 1)
        if account.id in inside and (any(sums) or (previous and account.parent_id in beside)):
            rows.append(Compared(account, tree.depth(account.id) - top, previous, sums[0], tuple(sums[1:])))
    return rows


def reprioritisations_of(board: str, year: int) -> list[Reprioritisation]:
    """Return what the responses of a board and its units have decided to reprioritise for a year."""
    inside = list(AccountTree().below(board))
    found = Reprioritisation.objects.filter(step__planning=year, step__body__in=inside)
    decided = found.exclude(step__record=None).select_related("source", "target", "step__body")
    return list(decided.prefetch_related("reports"))
