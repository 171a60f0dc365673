# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the books and in no layout: accounts without a line, cost centres without a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from malram.economy.books import Books
from malram.economy.claims import items, taken_by
from malram.economy.definitions import Layout
from malram.measures.tracing.by_account import NOTHING, Sum
from malram.values import Figure, Period, unit


@dataclass(frozen=True)
class Overlooked:
    """An account that no item of a board's layouts takes, or a cost centre that no layout serves."""

    what: str  # 'account' or 'cost_centre'
    key: str
    label: str
    board: str
    sums: tuple[Sum, Sum]  # ledger and budget

    def __str__(self) -> str:
        name = "Kontot" if self.what == "account" else "Kostnadsstället"
        lacks = f"står på ingen rad i {self.board}" if self.board else "hör till ingen uppställning"
        outcome, budget = (Figure(Fraction(one.ore, 100), unit("kr"), 0).text() for one in self.sums)
        return f"{name} {self.label} {lacks}: utfall {outcome}, budget {budget}."


def overlooked(books: Books, layouts: Sequence[Layout], period: Period) -> list[Overlooked]:
    """Everything with rows in a period that would be missing if nobody looked."""
    own = [layout for layout in layouts if not layout.variant_of]
    return [*_accounts(books, own, period), *_cost_centres(books, own, period)]


def _accounts(books: Books, layouts: Sequence[Layout], period: Period) -> Iterator[Overlooked]:
    known = books.sums.known
    for board in dict.fromkeys(layout.board for layout in layouts if layout.board in books.m.tree):
        lines = [line for layout in layouts if layout.board == board for line in items(layout)]
        left = known - taken_by(books.m.catalogue, lines, known)
        ledger, budget = (books.sums.accounts(table, board, period, left) for table in ("ledger", "budget"))
        for account in sorted({*ledger, *budget}):
            sums = ledger.get(account, NOTHING), budget.get(account, NOTHING)
            yield Overlooked("account", account, books.account(account), books.m.tree.name(board), sums)


def _cost_centres(books: Books, layouts: Sequence[Layout], period: Period) -> Iterator[Overlooked]:
    tree = books.m.tree
    served = {one for layout in layouts if layout.board in tree for one in tree.below(layout.board)}
    known = books.sums.known
    for top in (one for one in tree.order if tree.parent(one) is None):
        ledger, budget = (books.sums.units(table, known, top, period) for table in ("ledger", "budget"))
        for centre in sorted({*ledger, *budget} - served):
            sums = ledger.get(centre, NOTHING), budget.get(centre, NOTHING)
            yield Overlooked("cost_centre", centre, tree.name(centre), "", sums)
