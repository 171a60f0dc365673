# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a statement gives for the printed figures of a region's tables: the very cell, by line and column.

A source for `measures.reference`. A binding names a layout, its `unit` and `period`, and what the printed ids
of `rows` and `columns` are called in the layout, where they differ.
"""

from __future__ import annotations

from pathlib import Path

from malram.economy.books import books_of
from malram.economy.computed import Statement
from malram.economy.layouts import load_layouts
from malram.economy.statements import statement
from malram.facts.authored import Entry
from malram.measures.reading.query import Measurements
from malram.measures.reference import Found, PrintedRow, found_of
from malram.values import Period


class PrintedStatements:
    """Computes printed rows from statements; one that many rows ask for is computed once."""

    def __init__(self, m: Measurements, region: Path) -> None:
        self._books = books_of(m, region)
        self._layouts = {one.id: one for one in load_layouts(region / "statements", m.catalogue.ids)[0]}
        self._made: dict[tuple[str, str, str], Statement] = {}

    def __call__(self, row: PrintedRow, binding: Entry) -> Found:
        line, column = row.key.split("|")
        made = self._statement(binding["statement"], binding["unit"], str(binding["period"]))
        line = binding.get("rows", {}).get(line, line)
        column = binding.get("columns", {}).get(column, column)
        if line not in (one.id for one in made.rows) or column not in made.keys:
            raise KeyError(f"{line} {column}")
        cell = made.cell(line, column)
        if cell is None:
            raise KeyError(f"{line} {column}")
        return found_of(cell, self._books.m)

    def _statement(self, name: str, unit: str, period: str) -> Statement:
        key = name, unit, period
        if key not in self._made:
            self._made[key] = statement(self._books, self._layouts[name], unit, Period.parse(period))
        return self._made[key]
