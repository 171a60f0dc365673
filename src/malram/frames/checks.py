# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be true of the books, asked of what is stored and not of the code that stored it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from django.db.models import Sum

from malram.facts.problems import Place, Problem
from malram.frames.models import Account, Need, Posting, Transfer
from malram.frames.money import in_words
from malram.frames.posting import book_of
from malram.frames.queries import Books

BY_HAND = "Ta reda på vem som har skrivit i databasen vid sidan av programmet."


def check_books(years: Iterable[int]) -> list[Problem]:
    """List every broken rule: unbalanced decisions, overdrawn accounts, unapproved transfers."""
    asked = sorted(years)
    books = Books(asked)
    return list(
        chain(
            _unbalanced(books, asked),
            _overdrawn(books, asked),
            _misallocated(books, asked),
            _unanswered(asked),
        )
    )


def check_budget(books: Books, year: int, budget: Mapping[str, int]) -> list[Problem]:
    """List the units whose budget, in öre by unit, is not their frame. A year without budget has none."""
    if not budget:
        return []
    problems = []
    for account in books.tree.walk():
        frame = books.frame(account.id, year)
        if account.kind != Account.FRAME or account.unit_id is None or not frame:
            continue
        found = budget.get(account.unit_id, 0)
        if found != frame and account.parent_id is not None:  # the assembly's account holds what is left over
            message = (
                f"budgeten {year} är {in_words(found)} och ramen {in_words(frame)}, "
                f"skillnad {in_words(found - frame)}."
            )
            hint = "Rätta budgeten i ekonomisystemet, eller besluta om ramen."
            problems.append(Problem("N024", _place(account, year), message, hint))
    return problems


def _place(account: Account, year: int) -> Place:
    return Place(f"ramar {year}", column=account.name)


def _unbalanced(books: Books, years: list[int]) -> Iterator[Problem]:
    sums: dict[tuple[int, int, bool, str], int] = {}
    posted = Posting.objects.filter(year__in=years).order_by("decision_id")
    for decision, account, year, total in posted.values_list("decision_id", "account_id", "year_id").annotate(
        Sum("amount")
    ):
        key = (decision, year, *book_of(books.tree[account]))
        sums[key] = sums.get(key, 0) + int(total)
    for (decision, year, _memo, _per), total in sums.items():
        if total:
            message = f"posterna summerar till {in_words(total)} och inte till noll."
            yield Problem("N020", Place(f"ramar {year}", column=f"beslut {decision}"), message, BY_HAND)


def _overdrawn(books: Books, years: list[int]) -> Iterator[Problem]:
    for account in books.tree.walk():
        for year in years:
            balance = books.own(account.id, year)
            if balance < 0 and not account.may_be_negative:
                message = f"kontot står på {in_words(balance)}."
                yield Problem("N021", _place(account, year), message, BY_HAND)


def _misallocated(books: Books, years: list[int]) -> Iterator[Problem]:
    """What a board received from outside, and expects in grants, is what lies in its accounts."""
    for board in books.tree.boards():
        inside = set(books.tree.below(board.id))
        for year in years:
            received = -_other_side(books, inside, year)
            allocated = sum(
                books.own(id_, year)
                for id_ in inside
                if books.tree[id_].kind in (Account.FRAME, Account.RESERVE)
            )
            financed = -books.financing(board.id, year)
            if allocated != received + financed:
                message = (
                    f"fördelat och till förfogande är {in_words(allocated)}, ram med finansiering "
                    f"{in_words(received + financed)}."
                )
                yield Problem("N022", _place(board, year), message, BY_HAND)


def _other_side(books: Books, inside: set[str], year: int) -> int:
    """The sum of what the decisions that touch a board posted outside it."""
    touching = Posting.objects.filter(year_id=year, account__in=inside).values("decision_id")
    outside = Posting.objects.filter(year_id=year, decision__in=touching).exclude(account__in=inside)
    return int(outside.aggregate(total=Sum("amount"))["total"] or 0)


def _unanswered(years: list[int]) -> Iterator[Problem]:
    effective = Transfer.objects.filter(state=Transfer.EFFECTIVE, year__in=years)
    for need in Need.objects.filter(transfer__in=effective).exclude(answer__approved=True):
        message = f"budgetväxlingen gäller utan svar från {need.body}."
        place = Place(f"ramar {need.transfer.year_id}", column=need.transfer.title)
        yield Problem("N023", place, message, "Begär svaret, eller växla tillbaka.")
