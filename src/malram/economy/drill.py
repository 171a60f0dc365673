# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a line of a statement consists of: accounts, cost centres, months, and last the rows of the ledger.

Every level divides the one above without remainder. A cost centre is the unit at which rows count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from pathlib import Path

from malram.economy.books import Books
from malram.economy.claims import ACCOUNT, taken
from malram.economy.definitions import Line
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.tracing.by_account import NOTHING, Sum
from malram.values import Period, month_code, month_text


@dataclass(frozen=True)
class Part:
    """One account, cost centre or month: its outcome, its budget and its outcome the year before."""

    key: str
    label: str
    outcome: Sum = NOTHING
    budget: Sum = NOTHING
    previous: Sum = NOTHING

    def __add__(self, other: Part) -> Part:
        sums = {
            name: getattr(self, name) + getattr(other, name) for name in ("outcome", "budget", "previous")
        }
        return replace(self, **sums)


@dataclass(frozen=True)
class Opened:
    """Some accounts of a unit and period. With `alone` it is of one cost centre, without the units below."""

    books: Books
    accounts: frozenset[str]
    unit: str
    period: Period
    alone: bool = False

    def by_account(self) -> list[Part]:
        return self._parts(
            lambda table, period: self.books.sums.accounts(
                table, self.unit, period, self.accounts, self.alone
            ),
            self.books.account,
        )

    def by_cost_centre(self) -> list[Part]:
        sums, name = self.books.sums, self.books.m.tree.name
        return self._parts(lambda table, period: sums.units(table, self.accounts, self.unit, period), name)

    def by_month(self) -> list[Part]:
        months = [replace(self, period=Period.month(month)) for month in self.period.months]
        return [
            replace(one.total, key=month_code(one.period.first), label=month_text(one.period.first))
            for one in months
        ]

    @property
    def total(self) -> Part:
        return reduce(add, self.by_account(), Part("", ""))

    @property
    def files(self) -> list[Path]:
        """The files of facts with its rows."""
        return [file.facts for file in self.books.sums.files("ledger", self.period)]

    @property
    def rows(self) -> int:
        """How many rows of the ledger it consists of."""
        return self.total.outcome.rows

    def _parts(
        self, sums: Callable[[str, Period], Mapping[str, Sum]], label: Callable[[str], str]
    ) -> list[Part]:
        outcome, budget = sums("ledger", self.period), sums("budget", self.period)
        previous = sums("ledger", self.period.previous_year())
        return [
            Part(key, label(key), *(found.get(key, NOTHING) for found in (outcome, budget, previous)))
            for key in sorted({*outcome, *budget, *previous})
        ]


def opened(books: Books, line: Line, unit: str, period: Period) -> Opened | None:
    """What a line consists of, or None where its measure is something else than a sum of whole accounts."""
    if line.accounts is not None:
        return Opened(books, line.accounts, unit, period)
    if not is_sum_of_accounts(books.m.catalogue, line.outcome):
        return None
    return Opened(books, taken(books.m.catalogue, line.outcome, books.sums.known), unit, period)


def is_sum_of_accounts(catalogue: Catalogue, measure: str) -> bool:
    """Whether a measure adds up the ledger's amounts on some accounts and does nothing else with them."""
    found = catalogue[measure]
    if found.kind == "derived":
        return all(weight == 1 and is_sum_of_accounts(catalogue, name) for name, weight in found.terms)
    part = found.numerator
    if found.kind != "sum" or part is None or found.adjustments or found.regi != "all":
        return False
    plain = (part.fact, part.column, part.how) == ("ledger", "amount", "sum") and part.times == 1
    return plain and all(condition.column == ACCOUNT for condition in part.where)
