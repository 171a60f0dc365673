# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The notes that a statement needs where its printed figures do not add up. No figure is ever adjusted."""

from __future__ import annotations

from dataclasses import replace

from malram.economy.computed import Statement, StatementRow
from malram.values.totals import rounded_apart


def with_rounding_notes(found: Statement) -> Statement:
    """The statement with a note at every sum that its printed items miss, and one below for differences."""
    rows = tuple(_noted(found, row) for row in found.rows)
    return replace(found, rows=rows, notes=(*found.notes, *_of_differences(found)))


def _noted(found: Statement, row: StatementRow) -> StatementRow:
    apart = [
        head
        for key, head, cell in zip(found.keys, found.columns, row.cells, strict=True)
        if row.parts and cell is not None and rounded_apart(found.terms(row, key), cell.figure)
    ]
    if not apart:
        return row
    said = f"Raderna ger inte exakt summan i {_listed(apart)}: varje tal är avrundat för sig."
    return replace(row, notes=(*row.notes, said))


def _of_differences(found: Statement) -> list[str]:
    apart = [
        head
        for place, (key, head) in enumerate(zip(found.keys, found.columns, strict=True))
        if any(
            rounded_apart(terms, cell.figure)
            for row in found.rows
            if (terms := found.difference(row, key)) and (cell := row.cells[place]) is not None
        )
    ]
    if not apart:
        return []
    said, counted = _listed(apart), "räknade" if apart[1:] else "räknad"
    return [
        f"{said[:1].upper()}{said[1:]} är {counted} på oavrundade belopp och kan skilja sig i sista siffran "
        "från de tryckta talen."
    ]


def _listed(heads: list[str]) -> str:
    """'kolumnen Utfall' or 'kolumnerna Utfall och Budget'."""
    if len(heads) == 1:
        return f"kolumnen {heads[0]}"
    return f"kolumnerna {', '.join(heads[:-1])} och {heads[-1]}"
