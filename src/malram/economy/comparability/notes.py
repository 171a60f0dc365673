# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The footnotes that comparability entries print by themselves: amount, from, to, since when and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from malram.economy.books import Books
from malram.economy.comparability.effects import effect_of, entries_for, moved
from malram.economy.comparability.entries import ITEM, Amount, Entry
from malram.economy.computed import Move, Statement
from malram.economy.definitions import Column, Layout, Line
from malram.values import Period, month_index, month_text, number

COMPARED_YEARS = ("outcome", "comparable")


def moves(
    books: Books, layout: Layout, lines: Sequence[Line], unit_id: str, period: Period
) -> tuple[Move, ...]:
    """What the entries do in the months that the columns of a statement are about, entry by entry."""
    found = (
        _move(books, layout, entry, lines, unit_id, period)
        for entry in entries_for(books, layout, period.last)
    )
    return tuple(one for one in found if any(one.amounts.values()))


def _move(
    books: Books, layout: Layout, entry: Entry, lines: Sequence[Line], unit_id: str, period: Period
) -> Move:
    amounts = {
        column.id: moved(books, entry, unit_id, column.about(period))
        for column in layout.columns
        if column.kind in COMPARED_YEARS
    }
    about = [column.about(period) for column in layout.columns if amounts.get(column.id)]
    touched = [
        line
        for line in lines
        if line.role == "item"
        and any(effect_of(books, layout, entry, line, unit_id, months) for months in about)
    ]
    done = "borträknade" if entry.kind == ITEM else "flyttade"
    said = _said(books, layout, entry, touched)
    return Move(said, done, tuple(line.id for line in touched), amounts)


def _said(books: Books, layout: Layout, entry: Entry, touched: Sequence[Line]) -> str:
    labels = {line.id: line.label for line in layout.lines}
    if entry.kind == ITEM:
        return f"Jämförelsestörande post på {_listed(labels, entry.amounts)}. {_why(entry)}"
    if entry.accounts:
        what, to = ", ".join(map(books.account, entry.accounts)), labels.get(entry.to, entry.to)
        gone = " och ".join(line.label for line in touched if line.id != entry.to)
    else:
        what, to = "beloppet", _listed(labels, [one for one in entry.amounts if one.ore > 0])
        gone = _listed(labels, [one for one in entry.amounts if one.ore < 0])
    return f"Från {month_text(entry.since)} redovisas {what} på {to}, tidigare på {gone}. {_why(entry)}"


def _listed(labels: Mapping[str, str], amounts: Sequence[Amount]) -> str:
    return " och ".join(dict.fromkeys(labels.get(one.line, one.line) for one in amounts))


def _why(entry: Entry) -> str:
    case = f", {entry.case_number}" if entry.case_number else ""
    day = entry.decided_on
    decided = f"{day.day} {month_text(month_index(day.year, day.month))}"
    return f"{entry.why} Beslutat av {entry.decided_by} {decided}{case}."


def with_comparability_notes(found: Statement) -> Statement:
    """The statement with a note at every line an entry concerns in a column that is shown."""
    notes: dict[str, list[str]] = {}
    for move in found.moves:
        said = _in_columns(found, move)
        for line in move.lines if said else ():
            notes.setdefault(line, []).append(f"{move.said} {said}")
    rows = tuple(replace(row, notes=(*row.notes, *notes.get(row.id, ()))) for row in found.rows)
    return replace(found, rows=rows)


def _in_columns(found: Statement, move: Move) -> str:
    """'I Utfall helår 2023 är 47,5 mnkr inte flyttade.' Nothing where no shown column is concerned."""
    return " ".join(_in_column(found, move, column, head) for column, head in _concerned(found, move))


def _concerned(found: Statement, move: Move) -> Iterator[tuple[Column, str]]:
    heads = dict(zip(found.keys, found.columns, strict=True))
    for column in found.defined:
        if column.id in heads and move.amounts.get(column.id):
            yield column, heads[column.id]


def _in_column(found: Statement, move: Move, column: Column, head: str) -> str:
    unit, decimals = found.money
    size = number(Fraction(abs(move.amounts[column.id])) / unit.scale, decimals)
    done = move.done if column.kind == "comparable" else f"inte {move.done}"
    return f"I kolumnen {head} är {size} {unit.symbol} {done}."
