# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of frames: the tree with balances, one account with its history, one decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from malram.frames import tables
from malram.frames.access import account_for, accounts_for, decision_for
from malram.frames.export import as_csv, as_xlsx
from malram.frames.models import Account, AllocationRule, Decision, Posting
from malram.frames.money import figure, kronor
from malram.frames.queries import Books, firmness_of, history, open_years, rule_of, years
from malram.frames.tree import AccountTree
from malram.values import Figure
from malram.web.matters import matter_hrefs
from malram.web.pages import Asked
from malram.web.shell import Step, shell

ON_A_PAGE = 200
FILES = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
FIRMNESS = {Decision.PRELIMINARY: lazy("preliminär"), Decision.FIXED: lazy("fastställd")}


@dataclass(frozen=True)
class Row:
    """An account in the tree: how far in it stands, and its balances."""

    account: Account
    href: str
    depth: int
    frame: Figure
    own: Figure
    change: Figure
    firmness: str


@require_safe
def newest(request: Asked) -> HttpResponse:
    """Frames without a year: the newest there is."""
    known = years()
    if known:
        return redirect("frames", known[0])
    around = shell(request.user, "frames", Step(_("Ramar")))
    return render(request, "web/frames.html", around)


@require_safe
def tree(request: Asked, year: int) -> HttpResponse:
    """Every account of one's units, with its frame and what is left of it."""
    known = years()
    if year not in known:
        raise Http404(_("Inga ramar är beslutade för året."))
    books, firmness = Books([year - 1, year]), firmness_of(year)
    readable = accounts_for(request.user, books.tree)
    context = {
        "year": year,
        "years": known,
        "closed": year not in open_years(),
        "rows": [
            _row(books, one, year, readable, firmness) for one in books.tree.walk() if one.id in readable
        ],
    }
    return render(request, "web/frames.html", context | shell(request.user, "frames", Step(_("Ramar"))))


def _row(books: Books, account: Account, year: int, readable: set[str], firmness: dict[str, str]) -> Row:
    scale, decimals = ("kr", 0) if account.per else ("mnkr", 1)
    now, before = books.frame(account.id, year), books.frame(account.id, year - 1)
    above = [one for one in books.tree.path(account.id)[:-1] if one.id in readable]
    return Row(
        account,
        reverse("frame-account", args=[year, account.id]),
        min(len(above), 4),
        figure(now, scale, decimals),
        figure(books.own(account.id, year), scale, decimals),
        figure(now - before, scale, decimals),
        str(FIRMNESS.get(firmness.get(account.id, ""), "")),
    )


@require_safe
def account(request: Asked, year: int, account_id: str) -> HttpResponse:
    """An account: its frame, the tables of a board, and every posting with the balance after it."""
    books = Books([year - 1, year])
    found = account_for(request.user, account_id, tree=books.tree)
    lines = history(found.id, year)
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("sida"))
    made = _tables(books, found, year)
    amounts = kronor([ore for line in lines for ore in (line.posting.amount, line.balance)])
    shown = zip(amounts[::2], amounts[1::2], lines, strict=True)
    context = {
        "account": found,
        "year": year,
        "frame": figure(books.frame(found.id, year)),
        "own": figure(books.own(found.id, year)),
        "page": page,
        "lines": [
            {"posting": line.posting, "what": what(line.posting), "amount": amount, "balance": balance}
            for amount, balance, line in list(shown)[page.start_index() - 1 : page.end_index()]
        ]
        if lines
        else [],
        "rule": _rule_in_words(rule_of(found.id, year), books.tree),
        "tables": [_linked(one, year) for one in made],
        "files": [
            (kind.upper(), reverse("frame-file", args=[year, found.id, kind])) for kind in FILES if made
        ],
    }
    around = shell(request.user, "frames", Step(_("Ramar"), reverse("frames", args=[year])), Step(found.name))
    return render(request, "web/frame_account.html", context | around)


@require_safe
def as_file(request: Asked, year: int, account_id: str, kind: str) -> HttpResponse:
    """The tables of an account as a workbook or as text."""
    books = Books([year - 1, year])
    found = account_for(request.user, account_id, tree=books.tree)
    made = _tables(books, found, year)
    if kind not in FILES or not made:
        raise Http404(_("Tabellerna finns som xlsx och csv, för den som fördelar en ram."))
    write, content_type = FILES[kind]
    name = f"ramar-{found.id}-{year}.{kind}"
    return HttpResponse(
        write(made, f"{found.name}, {year}"),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def what(posting: Posting) -> str:
    """What a posting is for: its component, or else its kind."""
    return posting.component.name if posting.component else tables.kind_names()[posting.kind]


def _tables(books: Books, found: Account, year: int) -> list[tables.FrameTable]:
    """A board has all the tables of its plan; another unit that of the units below it."""
    children = [child for child in books.tree.children(found.id) if child.kind == Account.FRAME]
    by_unit = [tables.frames_by_unit(books, found.id, year)] if children else []
    if found.id not in {board.id for board in books.tree.boards()}:
        return by_unit
    shown = [tables.frame_bridge(books, found.id, year)]
    shown += [tables.financing(books, found.id, year)] if children else []
    rest = [tables.purposes(books, found.id, year), tables.priorities(books, found.id, year)]
    return [*shown, *by_unit, *(table for table in rest if len(table.rows) > 1)]


def _linked(table: tables.FrameTable, year: int) -> dict[str, Any]:
    """A table with a link to the account of every row that is a balance."""
    rows = [
        {
            "row": row,
            "cells": [row.cells.get(id_) for id_, _head in table.columns],
            "href": reverse("frame-account", args=[year, row.account]) if row.account else "",
        }
        for row in table.rows
    ]
    return {"table": table, "rows": rows}


def _rule_in_words(rule: AllocationRule | None, accounts: AccountTree) -> str:
    if rule is None:
        return ""
    posts = sum(accounts[id_].level == rule.level for id_ in accounts.below(rule.board_id))
    said = _("Nämnden beslutar om fördelningen mellan sina %(posts)s poster; under dem krävs inget beslut.")
    words = said % {"posts": posts}
    if not rule.delegate:
        return words
    delegated = _("Mellan posterna får %(who)s växla upp till %(limit)s.")
    limit = figure(rule.limit, "mnkr", 1).text()
    return f"{words} {delegated % {'who': rule.delegate, 'limit': limit}}"


@require_safe
def decision(request: Asked, decision_id: int) -> HttpResponse:
    """A decision with what it moved in one's own accounts, and the rest as one sum."""
    found, accounts = decision_for(request.user, decision_id), AccountTree()
    readable = accounts_for(request.user, accounts)
    postings = list(found.postings.select_related("account", "component"))
    hidden = _elsewhere(postings, readable)
    seen = [one for one in postings if one.account_id in readable]
    amounts = kronor([*(one.amount for one in seen), *hidden.values()])
    context = {
        "decision": found,
        "firmness": FIRMNESS.get(found.firmness, ""),
        "correction": getattr(found, "corrected_by", None),
        "transfer": getattr(found, "transfer", None),
        "matter": matter_hrefs(request.user, [found.case_number]).get(found.case_number, ""),
        "legs": [
            {
                "posting": one,
                "what": what(one),
                "amount": amount,
                "href": reverse("frame-account", args=[one.year_id, one.account_id]),
            }
            for one, amount in zip(seen, amounts, strict=False)
        ],
        "hidden": list(zip(hidden, amounts[len(seen) :], strict=True)),
    }
    newest_year = max(one.year_id for one in postings)
    steps = (Step(_("Ramar"), reverse("frames", args=[newest_year])), Step(found.title))
    return render(request, "web/frame_decision.html", context | shell(request.user, "frames", *steps))


def _elsewhere(postings: Iterable[Posting], readable: set[str]) -> dict[int, int]:
    """What a decision moved in accounts outside one's units, by year."""
    sums: dict[int, int] = {}
    for one in postings:
        if one.account_id not in readable:
            sums[one.year_id] = sums.get(one.year_id, 0) + one.amount
    return sums
