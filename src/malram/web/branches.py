# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of what-if budgets: side by side, one with its drafts, and the decision that merges it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from malram.frames import tables
from malram.frames.access import account_for, accounts_for
from malram.frames.models import Account
from malram.frames.money import figure
from malram.frames.posting import DecisionRefused, Entry, objections
from malram.frames.tree import AccountTree
from malram.planning import branch_actions
from malram.planning.access import branch_for, branches_for, planning_for
from malram.planning.models import Branch
from malram.planning.queries import compare, entries_of
from malram.web.pages import Asked
from malram.web.planning_forms import (
    BranchForm,
    CloseForm,
    DraftForm,
    MergeForm,
    account_choices,
    refuse,
    unseen,
)
from malram.web.shell import Step, shell

STATES = {Branch.OPEN: lazy("öppet"), Branch.MERGED: lazy("antaget"), Branch.CLOSED: lazy("nedlagt")}
SIDE_BY_SIDE = 3


@require_http_methods(["GET", "HEAD", "POST"])
def branch_list(request: Asked, year: int, body_id: str) -> HttpResponse:
    """A body's branches side by side, and a form to open another."""
    tree = AccountTree()
    planning_for(request.user, year, tree)
    body = account_for(request.user, body_id, tree=tree)
    branches = list(branches_for(request.user, year, tree).filter(body=body))
    may = body_id in accounts_for(request.user, tree, "propose")
    if request.method != "POST":
        return _list_page(request, year, body, branches, BranchForm(branches) if may else None)
    account_for(request.user, body_id, "propose", tree)
    form = BranchForm(branches, request.POST)
    if form.is_valid():
        said = {"name": form.cleaned_data["name"], "reason": form.cleaned_data["reason"]}
        start = _start(form.cleaned_data["start"], body, year, branches)
        try:
            made = branch_actions.open_branch(
                actor=request.user, year=year, body_id=body_id, entries=start, **said
            )
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Förslaget är öppnat. Lägg till poster tills det går jämnt ut."))
            return redirect("branch", made.pk)
    return _list_page(request, year, body, branches, form, 422)


def _start(chosen: str, body: Account, year: int, branches: Sequence[Branch]) -> list[Entry]:
    if chosen == BranchForm.PREVIOUS:
        return branch_actions.last_years_frames(body, year)
    return next((entries_of(one) for one in branches if str(one.pk) == chosen), [])


def _list_page(
    request: Asked,
    year: int,
    body: Account,
    branches: Sequence[Branch],
    form: BranchForm | None,
    status: int = 200,
) -> HttpResponse:
    chosen = _chosen(branches, request.GET.getlist("visa"))
    context = {
        "year": year,
        "body": body,
        "branches": [{"branch": one, "state": STATES[one.state], "shown": one in chosen} for one in branches],
        "chosen": chosen,
        "rows": [_compared(row) for row in compare(body.id, year, chosen)] if chosen else [],
        "form": form,
        "side_by_side": SIDE_BY_SIDE,
    }
    steps = (_to_year(year), Step(_("Budgetförslag, %(body)s") % {"body": body.name}))
    around = shell(request.user, "planning", *steps)
    return render(request, "web/branch_list.html", context | around, status=status)


def _chosen(branches: Sequence[Branch], asked: Sequence[str]) -> list[Branch]:
    """The branches to show: those that are asked for, or else the ones that are not closed; a few at most."""
    wanted = [one for one in branches if str(one.pk) in asked]
    return (wanted or [one for one in branches if one.state != Branch.CLOSED])[:SIDE_BY_SIDE]


def _compared(row: Any) -> dict[str, Any]:
    """An account's frame last year, now and in each branch, and the last branch against the first."""
    scale, decimals = ("kr", 0) if row.account.per else ("mnkr", 1)
    shown = [figure(ore, scale, decimals) for ore in (row.previous, row.base, *row.branches)]
    apart = row.branches[-1] - row.branches[0] if len(row.branches) > 1 else row.branches[0] - row.previous
    return {
        "account": row.account,
        "depth": min(row.depth, 4),
        "cells": shown,
        "apart": figure(apart, scale, decimals),
    }


@require_safe
def branch(request: Asked, branch_id: int) -> HttpResponse:
    return _page(request, branch_for(request.user, branch_id))


def _page(request: Asked, found: Branch, status: int = 200, **forms: Form) -> HttpResponse:
    """A branch with its drafts, what the books have against it, and forms for what the person may do."""
    tree = AccountTree()
    is_open = found.state == Branch.OPEN
    may = {
        to
        for to in ("propose", "decide")
        if is_open and found.body_id in accounts_for(request.user, tree, to)
    }
    entries = entries_of(found)
    drafts = found.drafts.select_related("account", "component")
    names = tables.kind_names()
    context: dict[str, Any] = {
        "branch": found,
        "state": STATES[found.state],
        "drafts": [
            {
                "draft": one,
                "amount": figure(one.amount, *(("kr", 0) if one.account.per else ("mnkr", 3))),
                "what": one.component.name if one.component else names[one.kind],
            }
            for one in drafts
        ],
        "objections": objections(entries) if is_open and entries else [],
        "form": (forms.get("draft") or _draft_form(found, tree)) if "propose" in may else None,
        "merge": (forms.get("merge") or _merge_form(found)) if "decide" in may else None,
        "close": (forms.get("close") or CloseForm(auto_id="nedlagg_%s")) if "propose" in may else None,
    }
    context["refused"] = unseen(forms.values(), [context[name] for name in ("form", "merge", "close")])
    side = reverse("branch-list", args=[found.planning_id, found.body_id])
    steps = (_to_year(found.planning_id), Step(_("Budgetförslag"), side), Step(found.name))
    around = shell(request.user, "planning", *steps)
    return render(request, "web/branch.html", context | around, status=status)


def _draft_form(found: Branch, tree: AccountTree, data: Any = None) -> DraftForm:
    return DraftForm(account_choices(tree, found.body_id, everything=True), data)


def _merge_form(found: Branch) -> MergeForm:
    title = _("Ramar %(year)s, %(body)s") % {"year": found.planning_id, "body": found.body.name}
    initial = {"decided_on": timezone.localdate().isoformat(), "title": title}
    return MergeForm(initial=initial, auto_id="anta_%s")


@require_http_methods(["GET", "HEAD", "POST"])
def draft_add(request: Asked, branch_id: int) -> HttpResponse:
    """Add a draft, and its other side where the form names one."""
    if request.method != "POST":
        return redirect("branch", branch_id)
    found = branch_for(request.user, branch_id, to="propose")
    form = _draft_form(found, AccountTree(), request.POST)
    if form.is_valid():
        try:
            branch_actions.add_drafts(
                actor=request.user, branch_id=branch_id, entries=_entries(form, found.planning_id)
            )
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Posten är tillagd."))
            return redirect(reverse("branch", args=[branch_id]) + "#poster")
    return _page(request, found, 422, draft=form)


def _entries(form: DraftForm, year: int) -> list[Entry]:
    said = form.cleaned_data
    what = (said["kind"], said["component"] or None)
    entries = [Entry(said["account_id"], year, said["amount"], *what)]
    return (
        [*entries, Entry(said["counter_id"], year, -said["amount"], *what)] if said["counter_id"] else entries
    )


@require_http_methods(["GET", "HEAD", "POST"])
def draft_remove(request: Asked, branch_id: int, draft_id: int) -> HttpResponse:
    if request.method == "POST":
        try:
            branch_actions.remove_draft(actor=request.user, branch_id=branch_id, draft_id=draft_id)
        except DecisionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Posten är borttagen. Spåret minns den."))
    return redirect("branch", branch_id)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Asked, branch_id: int) -> HttpResponse:
    """Decide a branch: it is posted, and the others of the body are closed."""
    if request.method != "POST":
        return redirect("branch", branch_id)
    found = branch_for(request.user, branch_id, to="decide")
    form = MergeForm(request.POST, auto_id="anta_%s")
    if form.is_valid():
        try:
            decision = branch_actions.merge_branch(
                actor=request.user, branch_id=branch_id, **form.cleaned_data
            )
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Förslaget är antaget och bokfört."))
            return redirect("frame-decision", decision.pk)
    return _page(request, found, 422, merge=form)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Asked, branch_id: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("branch", branch_id)
    found = branch_for(request.user, branch_id, to="propose")
    form = CloseForm(request.POST, auto_id="nedlagg_%s")
    if form.is_valid():
        try:
            branch_actions.close_branch(actor=request.user, branch_id=branch_id, **form.cleaned_data)
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Förslaget är nedlagt. Det finns kvar att läsa."))
            return redirect("branch-list", found.planning_id, found.body_id)
    return _page(request, found, 422, close=form)


def _to_year(year: int) -> Step:
    return Step(_("Planering %(year)s") % {"year": year}, reverse("planning", args=[year]))
