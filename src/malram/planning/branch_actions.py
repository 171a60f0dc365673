# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What-if budgets: a branch is opened, filled with drafts, and merged by its body's decision or closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.frames.access import account_for
from malram.frames.actions import decide
from malram.frames.models import Account, Decision, Posting
from malram.frames.posting import DecisionRefused, Entry
from malram.frames.queries import Books
from malram.frames.tree import AccountTree
from malram.planning.access import branch_for, planning_for
from malram.planning.actions import step_to_decide, write_record
from malram.planning.models import Branch, Draft, PlanningYear
from malram.planning.queries import entries_of

BECAME = {Branch.MERGED: "branch.merged", Branch.CLOSED: "branch.closed"}


@transaction.atomic
def open_branch(
    *,
    actor: Actor,
    year: int,
    body_id: str,
    name: str,
    reason: str,
    entries: Iterable[Entry] = (),
) -> Branch:
    """Open a what-if budget of a body for a planning year, with some drafts to begin with."""
    planning = planning_for(actor, year)
    body = account_for(actor, body_id, to="propose")
    PlanningYear.objects.select_for_update().get(pk=year)
    reasons = [] if name.strip() else [_("Skriv vad förslaget ska heta.")]
    reasons += [] if reason.strip() else [_("Skriv vad förslaget är till för.")]
    if body.kind != Account.FRAME:
        reasons.append(_("%(name)s är ingen ram att fördela.") % {"name": body})
    branches = Branch.objects.filter(planning=planning, body=body)
    if branches.filter(name=name).exists():
        reasons.append(_("Det finns redan ett förslag som heter så. Välj ett annat namn."))
    if branches.filter(state=Branch.MERGED).exists():
        reasons.append(_("Ett förslag är redan antaget för %(year)s.") % {"year": year})
    if reasons:
        raise DecisionRefused(reasons)
    made = Branch.objects.create(
        planning=planning,
        body=body,
        name=name,
        reason=reason,
        proposed_by=str(actor),
        proposed_at=timezone.now(),
    )
    drafts = list(entries)
    _write(made, drafts)
    after = {"name": name, "postings": _as_said(drafts)}
    record(label_of(actor), "branch.opened", named(made), after=after, reason=reason, unit=_unit(made))
    return made


@transaction.atomic
def add_drafts(*, actor: Actor, branch_id: int, entries: Iterable[Entry]) -> Branch:
    """Add drafts to an open branch. They need not balance before it is merged."""
    branch, drafts = _open_branch(actor, branch_id), list(entries)
    reasons = []
    for outside in sorted({entry.account for entry in drafts} - AccountTree().reach(branch.body_id)):
        said = _("%(body)s beslutar inte över kontot '%(id)s'.")
        reasons.append(said % {"body": branch.body, "id": outside})
    if any(entry.amount == 0 for entry in drafts):
        reasons.append(_("En post på noll kronor flyttar ingenting. Ta bort den."))
    if {entry.kind for entry in drafts} - set(Posting.KINDS):
        reasons.append(_("Välj vad posten är för slag."))
    if reasons:
        raise DecisionRefused(reasons)
    _write(branch, drafts)
    after = {"postings": _as_said(drafts)}
    record(label_of(actor), "branch.changed", named(branch), after=after, unit=_unit(branch))
    return branch


@transaction.atomic
def remove_draft(*, actor: Actor, branch_id: int, draft_id: int) -> Branch:
    """Take a draft away from an open branch. The trail keeps what it said."""
    branch = _open_branch(actor, branch_id)
    found = branch.drafts.filter(pk=draft_id).first()
    if found is None:
        raise DecisionRefused([_("Posten finns inte längre i förslaget.")])
    before = {"account": found.account_id, "amount": found.amount, "kind": found.kind}
    found.delete()
    record(label_of(actor), "branch.changed", named(branch), before=before, unit=_unit(branch))
    return branch


@transaction.atomic
def close_branch(*, actor: Actor, branch_id: int, reason: str) -> Branch:
    """Close a branch nobody will merge. It stays to be read."""
    branch = _open_branch(actor, branch_id)
    if not reason.strip():
        raise DecisionRefused([_("Skriv varför förslaget läggs ned.")])
    return _become(actor, branch, Branch.CLOSED, reason)


@transaction.atomic
def merge_branch(
    *,
    actor: Actor,
    branch_id: int,
    decided_on: date,
    title: str,
    reason: str,
    case_number: str = "",
    firmness: str = "",
) -> Decision:
    """Decide a branch: its drafts become the decision's postings, and the body's other branches are closed.

    The body's step of the planning year is decided with it. Raises `DecisionRefused`, and changes nothing,
    when the step has to wait, the branch is not open any more, or the books refuse its postings.
    """
    branch = _open_branch(actor, branch_id, to="decide")
    step = step_to_decide(branch.planning, branch.body)
    decision = decide(
        actor=actor,
        body_id=branch.body_id,
        decided_on=decided_on,
        title=title,
        reason=reason,
        entries=entries_of(branch),
        case_number=case_number,
        firmness=firmness,
    )
    branch.decision = decision
    _become(actor, branch, Branch.MERGED, reason)
    for other in Branch.objects.filter(planning=branch.planning, body=branch.body, state=Branch.OPEN):
        _become(actor, other, Branch.CLOSED, _("%(name)s antogs.") % {"name": branch.name})
    if step is not None:
        write_record(actor, step, reason, decided_on, case_number)
    return decision


def last_years_frames(body: Account, year: int) -> list[Entry]:
    """Return what a body gave the year before, each frame below it as it stands now: drafts to begin with."""
    books = Books([year - 1])
    below = [one for one in books.tree.children(body.id) if one.kind == Account.FRAME]
    source = body.id
    if body.parent_id is None:  # the assembly gives from where its money comes
        source = next(one.id for one in books.tree.children(None) if one.kind == Account.SOURCE)
    frames = {one.id: books.frame(one.id, year - 1) for one in below}
    return [
        leg
        for account, ore in frames.items()
        if ore
        for leg in (Entry(source, year, -ore, Posting.BASE), Entry(account, year, ore, Posting.BASE))
    ]


def _open_branch(actor: Actor, branch_id: int, to: str = "propose") -> Branch:
    """The branch if it is open. Nobody decides in its planning year before the caller's transaction ends."""
    branch = branch_for(actor, branch_id, to)
    PlanningYear.objects.select_for_update().get(pk=branch.planning_id)
    branch.refresh_from_db(fields=["state"])
    if branch.state == Branch.MERGED:
        raise DecisionRefused([_("Förslaget är antaget. Det som är beslutat ändras inte.")])
    if branch.state == Branch.CLOSED:
        raise DecisionRefused([_("Förslaget är nedlagt. Öppna ett nytt, gärna från det här.")])
    return branch


def _write(branch: Branch, entries: Iterable[Entry]) -> None:
    Draft.objects.bulk_create(
        Draft(
            branch=branch,
            account_id=one.account,
            amount=one.amount,
            kind=one.kind,
            component_id=one.component,
        )
        for one in entries
    )


def _become(actor: Actor, branch: Branch, state: str, reason: str) -> Branch:
    before, branch.state = branch.state, state
    branch.save(update_fields=["state", "decision"])
    said = {"before": before, "after": state, "reason": reason, "unit": _unit(branch)}
    record(label_of(actor), BECAME[state], named(branch), **said)
    return branch


def named(branch: Branch) -> str:
    """Return the branch as the trail writes it."""
    return f"branch:{branch.pk}"


def _as_said(entries: Iterable[Entry]) -> list[list[object]]:
    return [[one.account, one.year, one.amount, one.kind, one.component] for one in entries]


def _unit(branch: Branch) -> str:
    return branch.body.unit_id or ""
