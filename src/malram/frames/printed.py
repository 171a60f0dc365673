# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the books give for the printed figures of a plan: cells of its tables, and what can be counted there.

A source for `measures.reference`, which compares and knows no database. A binding names a table of
`frames.tables`, its board and its year, and then one of these:

    rows, columns    what the printed ids of a whole file are called in the table, where they differ
    cell             [row, column] of a figure that stands outside the tables
    share            [part, whole]: two rows of the table's first column, as per cent
    count            how many: `items` (rows), `units` (that the rows are of) or `transfers` (of the board)
"""

from __future__ import annotations

from fractions import Fraction

from malram.facts.authored import Entry
from malram.frames.models import Transfer
from malram.frames.queries import Books
from malram.frames.tables import ITEM, TABLES, FrameTable
from malram.measures.reference import Found, PrintedRow
from malram.values import Figure, unit


class PrintedFrames:
    """Computes printed rows from postings; a table that many rows ask for is summed once."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str, int], FrameTable] = {}
        self._books: dict[int, Books] = {}

    def __call__(self, row: PrintedRow, binding: Entry) -> Found:
        return Found(self._figure(row, binding), "frames", facts=("postings",))

    def _figure(self, row: PrintedRow, binding: Entry) -> Figure:
        board, year = binding["board"], binding["year"]
        table = self._table(binding["frames"], board, year)
        if "count" in binding:
            return Figure(Fraction(self._count(table, binding["count"], board, year)), unit("st"), 0)
        if "share" in binding:
            part, whole = (table.cell(name, table.columns[0][0]).value for name in binding["share"])
            if part is None or not whole:
                raise KeyError(binding["share"])
            return Figure(100 * part / whole, unit("%"), 0)
        if "cell" in binding:
            return table.cell(*binding["cell"])
        row_id, column = row.key.split("|")
        return table.cell(
            binding.get("rows", {}).get(row_id, row_id), binding.get("columns", {}).get(column, column)
        )

    def _table(self, name: str, board: str, year: int) -> FrameTable:
        if (name, board, year) not in self._tables:
            books = self._books.setdefault(year, Books([year - 1, year]))
            if board not in books.tree:
                raise KeyError(board)
            self._tables[name, board, year] = TABLES[name](books, board, year)
        return self._tables[name, board, year]

    def _count(self, table: FrameTable, what: str, board: str, year: int) -> int:
        tree = self._books[year].tree
        if what == "items":
            return sum(row.role == ITEM for row in table.rows)
        if what == "units":
            return len({tree.unit_of(row.account) for row in table.rows if row.account})
        if what == "transfers":
            moved = Transfer.objects.filter(year=year, state=Transfer.EFFECTIVE)
            return moved.filter(lines__account__in=list(tree.below(board))).distinct().count()
        raise KeyError(what)
