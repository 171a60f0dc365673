# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on one page of a printed document, whatever program prints it."""

from __future__ import annotations

from malram.reports.blocks import Block, FigureRun, Paragraph, Row, Table, Text, plain

MOST_ROWS, MOST_LINES = 16, 32  # of a table that is kept on one page
LINE = 95  # characters on a line over the whole width of a table
LONGEST_LEAD = 400  # characters of a paragraph that goes with its table to the next page


def leads_in(block: Block, after: Block | None) -> bool:
    """Whether a paragraph says what the table under it shows: the two stand on the same page."""
    if not isinstance(block, Paragraph) or not isinstance(after, Table):
        return False
    return sum(len(run.text) for run in block.runs if isinstance(run, Text | FigureRun)) < LONGEST_LEAD


def is_long(table: Table) -> bool:
    """Whether the table is too high to be kept on one page: by its rows, and the lines of their cells."""
    shares = sum(column.width for column in table.columns)
    room = [max(1, LINE * column.width // shares) for column in table.columns]
    return len(table.rows) > MOST_ROWS or sum(_lines(row, room) for row in table.rows) > MOST_LINES


def _lines(row: Row, room: list[int]) -> int:
    if row.role == "group":
        return 1
    return max(1, *(-(-len(plain(cell)) // width) for cell, width in zip(row.cells, room, strict=False)))
