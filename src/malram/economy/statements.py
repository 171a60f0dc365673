# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement: a layout computed for a unit and a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from malram.economy.books import Books
from malram.economy.claims import taken
from malram.economy.columns import AMOUNTS, Asked, Scale, compared
from malram.economy.comparability.notes import moves
from malram.economy.computed import Move, Statement, StatementRow
from malram.economy.definitions import Column, Layout, Line
from malram.economy.rest import SUMS, completed
from malram.measures.reading.measurement import Measurement
from malram.values import Period, year_of
from malram.values import unit as unit_of


def statement(
    books: Books, layout: Layout, unit: str, period: Period, scale: Scale | None = None
) -> Statement:
    """Compute a layout for a unit, with lines for the accounts it has forgotten.

    Amounts are shown in `scale`, or as the first line's measure is. A column that would repeat an earlier
    one, or that no line has, is left out.
    """
    return of_lines(books, layout, completed(books, layout, unit, period), unit, period, scale)


def of_lines(
    books: Books,
    layout: Layout,
    lines: Sequence[Line],
    unit: str,
    period: Period,
    scale: Scale | None = None,
) -> Statement:
    """Some lines of a statement alone."""
    found = moves(books, layout, lines, unit, period)
    repeated, scale = _repeated(layout, period, found), scale or _own_scale(books, layout)
    filled = [_cells(books, layout, line, unit, period, scale, repeated) for line in lines]
    shown = [
        column
        for column in layout.columns
        if column.id not in repeated and any(cells[column.id] is not None for cells in filled)
    ]
    parts = parts_of_sums(books, lines)
    rows = tuple(
        StatementRow(
            line.id,
            line.label,
            line.role,
            tuple(_printed(cells[column.id], line, column) for column in shown),
            (line.note,) if line.note else (),
            line.sign,
            parts[line.id],
        )
        for line, cells in zip(lines, filled, strict=True)
    )
    return Statement(
        scale.titled(layout.title),
        unit,
        period,
        tuple(column.id for column in shown),
        tuple(head(column, period) for column in shown),
        rows,
        (layout.note,) if layout.note else (),
        tuple(column.standing_on(repeated) for column in shown),
        found,
    )


def head(column: Column, period: Period) -> str:
    """A column's head names its months, so that a table can be read by itself."""
    about = column.about(period)
    return column.head.format(period=about.text(), year=year_of(about.last))


def parts_of_sums(books: Books, lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """For every sum the items whose accounts it counts; nothing for other lines.

    Accounts that no line takes stand on lines of their own, so that these are all that the sum counts.
    """
    known = books.sums.known
    accounts = {line.id: _accounts(books, line, known) for line in lines}
    taking = [line for line in lines if line.role == "item" and accounts[line.id]]
    return {
        line.id: tuple(one.id for one in taking if accounts[one.id] <= accounts[line.id])
        if line.role in SUMS
        else ()
        for line in lines
    }


def _accounts(books: Books, line: Line, known: frozenset[str]) -> frozenset[str]:
    return line.accounts if line.accounts is not None else taken(books.m.catalogue, line.outcome, known)


def _own_scale(books: Books, layout: Layout) -> Scale:
    first = books.m.catalogue[layout.lines[0].outcome]
    return Scale(unit_of(first.unit), first.decimals)


def _repeated(layout: Layout, period: Period, found: Sequence[Move]) -> dict[str, str]:
    """The columns that show what an earlier one already shows: of a whole year, that of the whole year.

    Where nothing has been moved the comparable column is the outcome.
    """
    first: dict[tuple[object, ...], str] = {}
    repeated: dict[str, str] = {}
    for column in layout.columns:
        kind = column.kind
        if kind == "comparable" and not any(move.amounts.get(column.id) for move in found):
            kind = "outcome"
        key: tuple[object, ...] = (kind, column.about(period), _follow_up(column, period))
        if column.compares:
            of, base = (repeated.get(one, one) for one in column.of), repeated.get(column.base, column.base)
            key = (kind, *of, base)
        earlier = first.setdefault(key, column.id)
        if earlier != column.id:
            repeated[column.id] = earlier
    return repeated


def _follow_up(column: Column, period: Period) -> int:
    """Whose forecast is shown, by the last month in the year; the last one given is the period's own."""
    return column.occasion or (period.last % 12 + 1 if column.kind == "forecast" else 0)


def _cells(
    books: Books,
    layout: Layout,
    line: Line,
    unit: str,
    period: Period,
    scale: Scale,
    repeated: dict[str, str],
) -> dict[str, Measurement | None]:
    """Every column of a line in the ledger's sign."""
    cells: dict[str, Measurement | None] = {}
    for column in layout.columns:
        if column.id in repeated:
            cells[column.id] = cells[repeated[column.id]]
        elif column.compares:
            cells[column.id] = compared(column, line, cells)
        else:
            asked = Asked(books, layout, line, unit, column.about(period), period.last, column)
            found = AMOUNTS[column.kind](asked)
            cells[column.id] = found and scale.show(found)
    return cells


def _printed(found: Measurement | None, line: Line, column: Column) -> Measurement | None:
    if found is None or found.figure.value is None or column.sign == "ledger" or line.sign == 1:
        return found
    return replace(found, figure=replace(found.figure, value=line.sign * found.figure.value))
