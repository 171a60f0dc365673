# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of budgetväxlingar: the register, one with everybody's answers, and the proposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_safe

from malram.accounts.models import Person
from malram.frames.access import accounts_for, accounts_to_name, transfer_for, transfers_for
from malram.frames.models import Account, Need, Transfer
from malram.frames.money import kronor
from malram.frames.posting import DecisionRefused
from malram.frames.queries import delegated_waiting, open_years, rule_of
from malram.frames.transfer_actions import answer_transfer, propose_transfer, report_delegated_decisions
from malram.frames.tree import AccountTree
from malram.organisation.access import units_where
from malram.web.pages import Asked
from malram.web.shell import Step, shell
from malram.web.transfer_forms import AnswerForm, MeetingForm, TransferForm

ON_A_PAGE = 50
STATES = {
    Transfer.PROPOSED: lazy("föreslagen"),
    Transfer.DECIDED: lazy("beslutad, gäller senare"),
    Transfer.EFFECTIVE: lazy("gäller"),
    Transfer.REFUSED: lazy("avslagen"),
}
ROLES = {Need.DECIDES: lazy("beslutar"), Need.CONSENTS: lazy("samtycker")}


@require_safe
def register(request: Asked) -> HttpResponse:
    return _register(request)


def _register(request: Asked, status: int = 200, **said: Any) -> HttpResponse:
    accounts = AccountTree()
    found = transfers_for(request.user, accounts)
    whole = found.prefetch_related("lines__account", "needs__answer", "needs__body")
    page = Paginator(whole, ON_A_PAGE).get_page(request.GET.get("sida"))
    readable = accounts_for(request.user, accounts)
    waiting = delegated_waiting(board.id for board in accounts.boards() if board.id in readable)
    reporting = accounts_for(request.user, accounts, "propose")
    boards = {one.board_id: one.board for one in waiting if one.board_id in reporting}
    context = {
        "page": page,
        "rows": [_in_short(one) for one in page],
        "waiting": waiting,
        "boards": list(boards.values()),
        "may_propose": bool(_proposers(request.user, accounts)),
        "today": timezone.localdate().isoformat(),
    }
    steps = (Step(_("Ramar"), reverse("frames-newest")), Step(_("Budgetväxlingar")))
    around = shell(request.user, "frames", *steps)
    return render(request, "web/transfer_list.html", context | said | around, status=status)


def _in_short(transfer: Transfer) -> dict[str, Any]:
    lines = transfer.lines.all()
    given = kronor([sum(line.amount for line in lines if line.amount > 0)])[0]
    waits = [need.body.name for need in transfer.needs.all() if not hasattr(need, "answer")]
    return {
        "transfer": transfer,
        "amount": given,
        "source": ", ".join(line.account.name for line in lines if line.amount < 0),
        "target": ", ".join(line.account.name for line in lines if line.amount > 0),
        "state": STATES[transfer.state],
        "waits": ", ".join(waits) if transfer.state == Transfer.PROPOSED else "",
    }


@require_safe
def transfer(request: Asked, transfer_id: int) -> HttpResponse:
    return _page(request, transfer_for(request.user, transfer_id))


def _page(request: Asked, found: Transfer, status: int = 200, **said: Any) -> HttpResponse:
    """The transfer with everybody's answers; a form for each that the person may give."""
    accounts = AccountTree()
    needs = list(found.needs.select_related("body"))
    lines = list(found.lines.select_related("account"))
    context = {
        "transfer": found,
        "state": STATES[found.state],
        "lines": list(zip(lines, kronor([line.amount for line in lines]), strict=True)),
        "needs": [
            {
                "need": need,
                "role": ROLES[need.role],
                "answer": getattr(need, "answer", None),
                "ways": _ways(request.user, found, need, accounts),
            }
            for need in needs
        ],
    }
    steps = (Step(_("Budgetväxlingar"), reverse("transfer-list")), Step(found.title))
    around = shell(request.user, "frames", Step(_("Ramar"), reverse("frames", args=[found.year_id])), *steps)
    return render(request, "web/transfer.html", context | said | around, status=status)


def _ways(person: Person, found: Transfer, need: Need, accounts: AccountTree) -> list[tuple[str, str]]:
    """How the person may give an answer that is still missing: for the body, or as its delegate."""
    if found.state != Transfer.PROPOSED or hasattr(need, "answer"):
        return []
    if need.role == Need.CONSENTS:
        return [("", _("Svara"))] if need.body_id in accounts_for(person, accounts, "consent") else []
    ways = [("", _("Svara för nämnden"))] if need.body_id in accounts_for(person, accounts, "decide") else []
    rule = rule_of(need.body_id, found.year_id)
    if rule is not None and rule.delegate and need.body_id in accounts_for(person, accounts, "delegate"):
        ways.append(("on", _("Svara på delegation")))
    return ways


def answer(request: Asked, transfer_id: int) -> HttpResponse:
    """Give an answer. Who comes here by address is led to the page with the form."""
    if request.method != "POST":
        return redirect("transfer", transfer_id)
    found = transfer_for(request.user, transfer_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, refused=_all_errors(form))
    said = form.cleaned_data
    try:
        found = answer_transfer(
            actor=request.user,
            transfer_id=transfer_id,
            body_id=said["body"],
            approved=said["answer"] == "ja",
            reason=said["reason"],
            as_delegate=said["as_delegate"],
        )
    except DecisionRefused as error:
        return _page(request, found, 422, refused=str(error))
    said_so = _("Svaret är infört. Budgetväxlingen är nu: %(state)s.")
    messages.success(request, said_so % {"state": STATES[found.state]})
    return redirect("transfer", transfer_id)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Asked) -> HttpResponse:
    """The form of a proposal, for whoever may make one."""
    units_where(request.user, "propose")
    accounts = AccountTree()
    own = _proposers(request.user, accounts)
    if not own:
        raise PermissionDenied(_("Ingen av enheterna där du får föreslå har ett ramkonto."))
    named = {id_ for id_ in accounts_to_name(request.user, accounts, own) if accounts.is_movable(id_)}
    choices = (accounts, own, named, open_years())
    if request.method != "POST":
        initial = {"effective_on": timezone.localdate().isoformat()}
        return _propose_page(request, TransferForm(*choices, initial=initial))
    form = TransferForm(*choices, request.POST)
    if form.is_valid():
        said = ("year", "on_behalf_of", "title", "reason", "effective_on", "case_number")
        fields = {name: form.cleaned_data[name] for name in said}
        try:
            made = propose_transfer(actor=request.user, moved=form.moved(), **fields)
        except DecisionRefused as error:
            for reason in error.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, _("Budgetväxlingen är införd."))
            return redirect("transfer", made.pk)
    return _propose_page(request, form, 422)


def _propose_page(request: Asked, form: TransferForm, status: int = 200) -> HttpResponse:
    steps = (Step(_("Budgetväxlingar"), reverse("transfer-list")), Step(_("Föreslå")))
    around = shell(request.user, "frames", Step(_("Ramar"), reverse("frames-newest")), *steps)
    return render(request, "web/transfer_form.html", {"form": form} | around, status=status)


def _all_errors(form: Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _proposers(person: Person, accounts: AccountTree) -> set[str]:
    """The units' accounts that the person may propose on behalf of."""
    mine = accounts_for(person, accounts, "propose")
    return {id_ for id_ in mine if accounts[id_].kind == Account.FRAME and accounts.is_movable(id_)}


def report(request: Asked) -> HttpResponse:
    """The delegate's decisions have been reported to a meeting of the board."""
    if request.method != "POST":
        return redirect("transfer-list")
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return _register(request, 422, refused=_all_errors(form))
    said = form.cleaned_data
    count = report_delegated_decisions(actor=request.user, board_id=said["board"], meeting=said["meeting"])
    messages.success(request, _("%(n)s delegationsbeslut är anmälda.") % {"n": count})
    return redirect("transfer-list")
