# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement layout is data: which lines, which measures they show, and which columns stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from malram.facts.problems import Place
from malram.values import Period, year_of

COMPARED = ("difference", "percent")
MEASURED = frozenset({"outcome", "budget"})  # amounts that are a measure's own value
# What is said of a whole year, whatever months the statement is about.
WHOLE_YEAR = frozenset({"forecast", "administration_plan", "baseline"})
PERIODS = ("asked", "month", "ytd", "year")
SIGNS = ("line", "ledger")
NOWHERE = Place("")


@dataclass(frozen=True)
class Line:
    """One line. `sign` is how it is printed: −1 turns an income, negative in the ledger, positive.

    `accounts` are those of a line that nobody declared; it has no measures of its own.
    """

    id: str
    label: str
    outcome: str
    budget: str | None
    role: str = "item"
    sign: int = 1
    note: str = ""
    accounts: frozenset[str] | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Column:
    """One column: an amount of some kind, or two earlier columns compared.

    An amount is about `period` (of the period asked for), so many `years` away; a forecast may be the one of
    the follow-up that ended with month `occasion` of the year. A comparison is the first
    column of `of` minus the second, in percent of the size of `base` where its kind is percent. `sign` says
    whether what comes out is turned as the line is, or kept as the ledger has it: there a cost is positive
    on every line, so that budget minus outcome is negative whenever it is worse.
    """

    id: str
    kind: str
    head: str
    period: str = "asked"
    years: int = 0
    of: tuple[str, str] | tuple[()] = ()
    base: str = ""
    sign: str = "line"
    occasion: int = 0

    @property
    def compares(self) -> bool:
        return self.kind in COMPARED

    def standing_on(self, shown: Mapping[str, str]) -> Column:
        """The same column comparing others that show the same as those it names."""
        if not self.compares:
            return self
        first, second = (shown.get(name, name) for name in self.of)
        return replace(self, of=(first, second), base=shown.get(self.base, self.base))

    def about(self, asked: Period) -> Period:
        """The months the column is about when a statement of `asked` is wanted."""
        last = asked.last
        spans = {
            "asked": asked,
            "month": Period.month(last),
            "ytd": Period(last - last % 12, last),
            "year": Period.year(year_of(last)),
        }
        return spans[self.period].shifted(12 * self.years)


@dataclass(frozen=True)
class Tolerance:
    """How far from the baseline a forecast may be without a reason: within either of the two."""

    percent: int
    ore: int


@dataclass(frozen=True)
class Layout:
    """The lines of a board's statement in order, and its columns from left to right.

    A layout that is a variant of another of its board divides the same accounts once more, with other columns
    or other lines; without lines of its own it has those of the other. `gross_cost` is the measure whose
    growth the pages draw: its method says which counterparties and items it counts. Without `reason_beyond`
    no forecast needs a reason. Accounts that begin as one of `outside` belong to another statement, and are
    not missed in this one. Reports print the statement of the board, or of the unit in `reported_for`.
    """

    id: str
    title: str
    board: str
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    note: str = ""
    variant_of: str = ""
    reason_beyond: Tolerance | None = None
    gross_cost: str = ""
    outside: tuple[str, ...] = ()
    reported_for: str = ""
    place: Place = field(default=NOWHERE, compare=False)
