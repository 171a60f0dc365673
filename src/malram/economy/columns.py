# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a column of a statement: a table of amounts, and two ways to compare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from malram.economy.books import Books
from malram.economy.comparability.effects import effect
from malram.economy.definitions import Column, Layout, Line
from malram.economy.forecasts import given
from malram.economy.forecasts.computed import Histories
from malram.measures.reading.measurement import Measurement, compare
from malram.values import Figure, Period, Reason, Unit, unit

PERCENT_DECIMALS = 1
EXACT = 2  # decimals of kronor
SCALES = {"mnkr": 1, "tkr": 0, "kr": 0}  # what amounts may be shown in, and with how many decimals


@dataclass(frozen=True)
class Scale:
    """The unit of money and the decimals that all amounts of a statement are shown in."""

    unit: Unit
    decimals: int

    @classmethod
    def of(cls, code: str) -> Scale:
        return cls(unit(code), SCALES[code])

    def titled(self, title: str) -> str:
        """A title that ends with its unit of money, with this one instead."""
        head, comma, last = title.rpartition(", ")
        return f"{head}, {self.unit.code}" if comma and last in SCALES else title

    def show(self, found: Measurement) -> Measurement:
        """The same amount in this unit; what is no money is left as it is."""
        figure = found.figure
        if figure.unit.kind != "money" or (figure.unit, figure.decimals) == (self.unit, self.decimals):
            return found
        value = figure.value if figure.value is None else figure.value * figure.unit.scale / self.unit.scale
        shown = replace(figure, value=value, unit=self.unit, decimals=self.decimals)
        return replace(found, figure=shown)


@dataclass(frozen=True)
class Asked:
    """One cell that is wanted: a line of a unit, in a column that is about `period`.

    `month` is the last one of the period the statement is asked for: what was forecast later is not shown.
    """

    books: Books
    layout: Layout
    line: Line
    unit: str
    period: Period
    month: int
    column: Column

    def amount(self, table: str, measure: str | None) -> Measurement | None:
        """The measure's value, or for a line that nobody declared the sum of its accounts in a table."""
        if self.line.accounts is not None:
            return self._of_accounts(table, self.line.accounts)
        return None if measure is None else self.books.m.value(measure, self.unit, self.period)

    def _of_accounts(self, table: str, accounts: frozenset[str]) -> Measurement:
        covered = self.books.m.snapshot.coverage(table)
        if not all(month in covered for month in self.period.months):
            figure = Figure.missing(unit("kr"), EXACT, Reason.INCOMPLETE_PERIOD)
            return Measurement(self.line.id, self.unit, figure, self.period)
        found = self.books.sums.total(table, self.unit, self.period, accounts)
        figure = Figure(found.ore / unit("kr").scale, unit("kr"), EXACT)
        return Measurement(self.line.id, self.unit, figure, self.period, rows=found.rows)


# An amount in the ledger's own sign, or None where the line has no such thing.
Amount = Callable[[Asked], Measurement | None]


def outcome(asked: Asked) -> Measurement | None:
    return asked.amount("ledger", asked.line.outcome)


def budget(asked: Asked) -> Measurement | None:
    return asked.amount("budget", asked.line.budget)


def forecast(asked: Asked) -> Measurement | None:
    """The manager's forecast: the last one, or of a stated follow-up. An ended year needs no last one."""
    if not asked.column.occasion:
        return None if asked.month == asked.period.last else _latest(asked, given.MANAGER)
    month = asked.period.first + asked.column.occasion - 1
    if month > asked.month:
        return None
    return given.at(asked.books.m, asked.layout, asked.line, asked.unit, given.MANAGER, month)


def administration_plan(asked: Asked) -> Measurement | None:
    return _latest(asked, given.PLAN)


def baseline(asked: Asked) -> Measurement | None:
    """The forecast by rule of the year so far; an ended year has none."""
    if asked.month == asked.period.last or not asked.line.outcome:
        return None
    return Histories(asked.books.m, asked.layout, asked.unit).measured(asked.line, asked.month)


def _latest(asked: Asked, kind: str) -> Measurement | None:
    return given.latest(asked.books.m, asked.layout, asked.line, asked.unit, kind, asked.month)


def comparable(asked: Asked) -> Measurement | None:
    """The outcome with what has to be moved or taken away before it can be compared with another year."""
    found = outcome(asked)
    if found is None or found.figure.value is None:
        return found
    ore = effect(asked.books, asked.layout, asked.line, asked.unit, asked.period, asked.month)
    if not ore:
        return found
    value = found.figure.value + Fraction(ore) / found.figure.unit.scale
    figure = replace(found.figure, value=value)
    return Measurement(
        found.measure, found.unit, figure, found.period, rows=found.rows, notes=found.notes, built_of=(found,)
    )


AMOUNTS: dict[str, Amount] = {
    "outcome": outcome,
    "comparable": comparable,
    "budget": budget,
    "forecast": forecast,
    "administration_plan": administration_plan,
    "baseline": baseline,
}


def compared(column: Column, line: Line, cells: Mapping[str, Measurement | None]) -> Measurement | None:
    """One earlier column minus another; None where one of them is empty. A base of 0 gives no percentage."""
    first, second = (cells[name] for name in column.of)
    if first is None or second is None:
        return None
    found = compare(first, second, "difference")
    if column.kind == "percent":
        base = cells[column.base]
        assert base is not None
        found = replace(found, figure=percent_of(found.figure, base.figure))
    return replace(found, measure=line.outcome or line.id)


def percent_of(difference: Figure, base: Figure) -> Figure:
    """A difference in percent of the size of its base. A base that prints as 0 is nothing to divide by."""
    if difference.value is None:
        return Figure.missing(unit("%"), PERCENT_DECIMALS, difference.reason or Reason.ABSENT)
    if base.value is None or not base.rounded():
        return Figure.missing(unit("%"), PERCENT_DECIMALS, Reason.NO_DENOMINATOR)
    return Figure(100 * difference.value / abs(base.value), unit("%"), PERCENT_DECIMALS)
