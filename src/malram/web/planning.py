# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a planning year: its steps by their day, one step with its rows, what is reported back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from malram.frames.access import RIGHTS, accounts_for, decisions_for
from malram.frames.money import figure
from malram.frames.posting import DecisionRefused
from malram.frames.tree import AccountTree
from malram.organisation.roles import names_of_those_who_may
from malram.planning import actions
from malram.planning.access import (
    DECIDES,
    branches_for,
    concerns_everybody,
    planning_for,
    reprioritisation_for,
    step_for,
    steps_for,
)
from malram.planning.models import PlanningFrame, PlanningNeed, Reprioritisation, Step, StepRow
from malram.planning.queries import decisions_of, is_done, planning_years, rows_of, steps_of, waits_for
from malram.values import Figure
from malram.web.pages import Asked
from malram.web.planning_forms import (
    STATUSES,
    DecideForm,
    NeedForm,
    OutcomeForm,
    PlanningFrameForm,
    ReprioritisationForm,
    account_choices,
    refuse,
    unseen,
)
from malram.web.shell import Step as Crumb
from malram.web.shell import shell

KINDS = {
    Step.DIRECTIVE: lazy("planeringsdirektiv"),
    Step.RESPONSE: lazy("svar på planeringsdirektivet"),
    Step.FRAMES: lazy("beslut om ramar"),
    Step.PLAN: lazy("årsplan och budget"),
    Step.OPERATIONS: lazy("verksamhetsplan"),
}


@dataclass(frozen=True)
class RowKind:
    """A sort of row, by the word that stands for it in an address."""

    model: type[StepRow]
    form: type[Form]
    add: Callable[..., StepRow]
    title: Any
    none: Any


ROWS = {
    "ram": RowKind(
        PlanningFrame,
        PlanningFrameForm,
        actions.add_planning_frame,
        lazy("Planeringsramar"),
        lazy("Direktivet har inga planeringsramar ännu."),
    ),
    "omprioritering": RowKind(
        Reprioritisation,
        ReprioritisationForm,
        actions.add_reprioritisation,
        lazy("Omprioriteringar"),
        lazy("Svaret har inga omprioriteringar ännu."),
    ),
    "behov": RowKind(
        PlanningNeed,
        NeedForm,
        actions.add_need,
        lazy("Behov utöver ramen"),
        lazy("Svaret har inga behov ännu."),
    ),
}


@dataclass(frozen=True)
class Line:
    """A step in the year: whether it is done, is next or waits, in words and a shape."""

    step: Step
    kind: str
    state: str  # done, next or waits
    symbol: str
    words: str
    late: bool


@require_safe
def newest(request: Asked) -> HttpResponse:
    """The planning without a year: the newest there is."""
    known = planning_years()
    if known and accounts_for(request.user, AccountTree()):
        return redirect("planning", known[0])
    return render(request, "web/planning.html", shell(request.user, "planning", Crumb(_("Planering"))))


@require_safe
def year(request: Asked, year: int) -> HttpResponse:
    """The steps of a year by their day, what is next and who does it, and the budgets that are tried."""
    tree = AccountTree()
    planning_for(request.user, year, tree)
    steps = steps_for(request.user, year, tree)
    every = steps_of(year)
    lines = [_line(step, every, tree) for step in steps]
    bodies = {branch.body_id: branch.body for branch in branches_for(request.user, year, tree)}
    mine = accounts_for(request.user, tree, "propose")
    deciding = {step.body_id: step.body for step in steps if step.kind in (Step.FRAMES, Step.PLAN)}
    bodies |= {id_: body for id_, body in deciding.items() if id_ in mine}
    context = {
        "year": year,
        "years": planning_years(),
        "lines": lines,
        "next": [line for line in lines if line.state == "next"],
        "bodies": [account for account in tree.walk() if account.id in bodies],
    }
    around = shell(request.user, "planning", Crumb(_("Planering")))
    return render(request, "web/planning.html", context | around)


def _line(step: Step, steps: Iterable[Step], tree: AccountTree) -> Line:
    kind, late = str(KINDS[step.kind]), not is_done(step) and step.due < timezone.localdate()
    if is_done(step):
        return Line(step, kind, "done", "●", _("Beslutat"), late)
    waiting = sorted({one.body.name for one in waits_for(step, steps, tree)})
    if waiting:
        return Line(step, kind, "waits", "○", _("Väntar på %(who)s") % {"who": ", ".join(waiting)}, late)
    who = names_of_those_who_may(RIGHTS[DECIDES[step.kind]])
    said = _("Härnäst: beslutas av %(who)s i %(body)s")
    return Line(step, kind, "next", "◆", said % {"who": who, "body": step.body.name}, late)


@require_safe
def step(request: Asked, step_id: int) -> HttpResponse:
    return _page(request, step_for(request.user, step_id))


def _page(request: Asked, found: Step, status: int = 200, **forms: Form) -> HttpResponse:
    """A step with its rows; forms for what the person may do with it now."""
    tree = AccountTree()
    line = _line(found, steps_of(found.planning_id), tree)
    rights = [to for to in ("read", "propose", DECIDES[found.kind]) if _may(request, found, to, tree)]
    may_write = line.state != "done" and "propose" in rights
    rows = [
        _rows(found, word, tree, forms.get(word) or _row_form(found, word, tree) if may_write else None)
        for word, kind in ROWS.items()
        if kind.model in actions.ROWS.get(found.kind, ())
    ]
    context: dict[str, Any] = {
        "step": found,
        "line": line,
        "record": getattr(found, "record", None),
        "rows": rows,
        "may_report": "propose" in rights,
    } | _decision(found, line, rights, forms.get("decide"))
    # A step that others decide is read by all, their decision about frames only by who reads those.
    context["readable"] = decisions_for(request.user, tree) if context["decisions"] else ()
    context["refused"] = unseen(forms.values(), [context["decide"], *(group["form"] for group in rows)])
    year = found.planning_id
    crumb = Crumb(_("Planering %(year)s") % {"year": year}, reverse("planning", args=[year]))
    title = f"{line.kind.capitalize()}, {found.body.name}"
    around = shell(request.user, "planning", crumb, Crumb(title))
    return render(request, "web/planning_step.html", context | around, status=status)


def _may(request: Asked, found: Step, to: str, tree: AccountTree) -> bool:
    return found.body_id in accounts_for(request.user, tree, to)


def _decision(found: Step, line: Line, rights: Sequence[str], sent: Form | None) -> dict[str, Any]:
    """How the step is decided: in a form, or where it decides frames by the branch that is merged."""
    decides_frames = found.kind in (Step.FRAMES, Step.PLAN)
    decisions = decisions_of(found) if decides_frames else ()
    by_branch = decides_frames and not decisions
    branches = reverse("branch-list", args=[found.planning_id, found.body_id])
    in_a_form = line.state == "next" and DECIDES[found.kind] in rights and not by_branch
    return {
        "decisions": decisions,
        "by_branch": by_branch,
        "branches": branches if decides_frames and "read" in rights else "",
        "decide": (sent or _decide_form()) if in_a_form else None,
    }


def _decide_form() -> DecideForm:
    return DecideForm(initial={"decided_on": timezone.localdate().isoformat()}, auto_id="beslut_%s")


def _row_form(found: Step, word: str, tree: AccountTree, data: Any = None) -> Form:
    """An empty form of a row, or one with what somebody has sent."""
    choices = account_choices(tree, found.body_id)
    if concerns_everybody(found.body):
        choices = [(board.id, board.name) for board in tree.boards()]
    return ROWS[word].form(choices, data, auto_id=f"{word}_%s")  # type: ignore[arg-type]


def _rows(found: Step, word: str, tree: AccountTree, form: Form | None) -> dict[str, Any]:
    kind = ROWS[word]
    return {
        "word": word,
        "title": kind.title,
        "none": kind.none,
        "form": form,
        "rows": [
            {"row": row, "amount": figure(row.amount)} | _told(row, tree)
            for row in rows_of(found, kind.model)
        ],
    }


def _told(row: StepRow, tree: AccountTree) -> dict[str, Any]:
    """What a sort of row says besides its amount and reason."""
    if isinstance(row, Reprioritisation):
        latest = row.reports.last()
        freed: Figure | None = figure(latest.amount) if latest and latest.amount is not None else None
        state = STATUSES[latest.status] if latest else ""
        return {
            "what": tree[row.source_id],
            "to": tree[row.target_id],
            "report": latest,
            "freed": freed,
            "state": state,
        }
    return {"what": tree[row.account_id]}  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def row_add(request: Asked, step_id: int, word: str) -> HttpResponse:
    """Add a row to a step. Who comes here by address is led to the page with the form."""
    if word not in ROWS:
        raise Http404(_("Det finns inga sådana rader."))
    if request.method != "POST":
        return redirect("planning-step", step_id)
    found = step_for(request.user, step_id, to="propose")
    form = _row_form(found, word, AccountTree(), request.POST)
    if form.is_valid():
        try:
            ROWS[word].add(actor=request.user, step_id=step_id, **form.cleaned_data)
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Raden är tillagd."))
            return redirect(reverse("planning-step", args=[step_id]) + f"#{word}")
    return _page(request, found, 422, **{word: form})


@require_http_methods(["GET", "HEAD", "POST"])
def row_remove(request: Asked, step_id: int, word: str, row_id: int) -> HttpResponse:
    if word not in ROWS:
        raise Http404(_("Det finns inga sådana rader."))
    if request.method == "POST":
        try:
            actions.remove_row(actor=request.user, step_id=step_id, row=ROWS[word].model, row_id=row_id)
        except DecisionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Raden är borttagen. Spåret minns den."))
    return redirect("planning-step", step_id)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Asked, step_id: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("planning-step", step_id)
    found = step_for(request.user, step_id)
    step_for(request.user, step_id, to=DECIDES[found.kind])
    form = DecideForm(request.POST, auto_id="beslut_%s")
    if form.is_valid():
        try:
            actions.decide_step(actor=request.user, step_id=step_id, **form.cleaned_data)
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Beslutet är infört. Det som är beslutat ändras inte."))
            return redirect("planning-step", step_id)
    return _page(request, found, 422, decide=form)


@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: Asked, reprioritisation_id: int) -> HttpResponse:
    """Report back how a decided reprioritisation went."""
    found = reprioritisation_for(request.user, reprioritisation_id, to="propose")
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_reprioritisation(
                actor=request.user, reprioritisation_id=reprioritisation_id, **form.cleaned_data
            )
        except DecisionRefused as refused:
            refuse(form, refused)
        else:
            messages.success(
                request, _("Återrapporteringen är införd. Den står i nästa årsredovisning som byggs.")
            )
            return redirect("planning-step", found.step_id)
    back = reverse("planning-step", args=[found.step_id])
    steps = (
        Crumb(_("Planering %(year)s") % {"year": found.step.planning_id}, back),
        Crumb(_("Återrapportera")),
    )
    reports = [
        {
            "report": one,
            "state": STATUSES[one.status],
            "freed": figure(one.amount) if one.amount is not None else None,
        }
        for one in found.reports.all()
    ]
    context = {"row": found, "amount": figure(found.amount), "form": form, "reports": reports}
    status = 422 if form.errors else 200
    around = shell(request.user, "planning", *steps)
    return render(request, "web/planning_outcome.html", context | around, status=status)
