# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a column of a statement: a table of amounts, and two ways to compare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from malram.economy.definitions import Column, Line
from malram.measures.reading.measurement import Measurement, compare
from malram.measures.reading.query import Measurements
from malram.values import Figure, Period, Reason, unit

PERCENT_DECIMALS = 1


@dataclass(frozen=True)
class Asked:
    """One cell that is wanted: a line of a unit, in a column that is about `period`."""

    m: Measurements
    line: Line
    unit: str
    period: Period
    column: Column


# An amount in the ledger's own sign, or None where the line has no such thing.
Amount = Callable[[Asked], Measurement | None]


def outcome(asked: Asked) -> Measurement | None:
    return asked.m.value(asked.line.outcome, asked.unit, asked.period)


def budget(asked: Asked) -> Measurement | None:
    wanted = asked.line.budget
    return None if wanted is None else asked.m.value(wanted, asked.unit, asked.period)


AMOUNTS: dict[str, Amount] = {"outcome": outcome, "budget": budget}


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
    return replace(found, measure=line.outcome)


def percent_of(difference: Figure, base: Figure) -> Figure:
    """A difference in percent of the size of its base. A base that prints as 0 is nothing to divide by."""
    if difference.value is None:
        return Figure.missing(unit("%"), PERCENT_DECIMALS, difference.reason or Reason.ABSENT)
    if base.value is None or not base.rounded():
        return Figure.missing(unit("%"), PERCENT_DECIMALS, Reason.NO_DENOMINATOR)
    return Figure(100 * difference.value / abs(base.value), unit("%"), PERCENT_DECIMALS)
