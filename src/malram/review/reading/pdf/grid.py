# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ruled tables of a PDF: every word goes to the cell it is printed in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from malram.review.reading.pdf.cells import (
    DraftRow,
    DraftTable,
    Strip,
    is_empty,
    is_period,
    is_value,
    segments,
    text_of,
)
from malram.review.reading.pdf.rows import rows_of
from malram.review.reading.pdf.rules import Grid
from malram.review.reading.pdf.words import Word, in_lines

Cells = dict[tuple[int, int], list[Word]]  # (row, column) of the grid -> its words


def ruled_table(grid: Grid, words: Sequence[Word]) -> tuple[DraftTable | None, list[Word]]:
    """The table in a grid and the words it took; None when the grid holds no table."""
    inside = [word for word in words if _place(grid, word) is not None]
    cells = _cells(grid, inside)
    cells = _unmerged(grid, cells)
    filled = {column for _, column in cells}
    if len(filled) < 2 or len({row for row, _ in cells}) < 2:
        return None, []
    columns = sorted(filled)
    bands = [_band(cells, row, columns) for row in range(len(grid.ys) - 1)]
    heads = _heads([row for row in bands if row.strips])
    headings = _headings(grid, cells, columns, bands, heads)
    kept = [row for row in bands if row.strips]
    rows = [one for row in kept[heads:] for one in rows_of(row.strips)]
    table = DraftTable(
        [grid.xs[column] for column in columns],
        kept[:heads],
        rows,
        headings,
        grid.ys[0],
        grid.ys[-1],
        grid.xs[0],
        grid.xs[-1],
    )
    return table, inside


def _place(grid: Grid, word: Word) -> tuple[int, int] | None:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    row, column = bisect_right(grid.ys, y) - 1, bisect_right(grid.xs, x) - 1
    if 0 <= row < len(grid.ys) - 1 and 0 <= column < len(grid.xs) - 1:
        return row, column
    return None


def _cells(grid: Grid, words: Sequence[Word]) -> Cells:
    """The words of each cell; a merged cell is known by its first row and column."""
    cells: Cells = {}
    for word in words:
        place = _place(grid, word)
        if place is not None:
            cells.setdefault(_first(grid, *place), []).append(word)
    return cells


def _first(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """The first row and column of the merged cell that a cell belongs to."""
    while column > 0 and not grid.parted(column - 1, row):
        column -= 1
    while row > 0 and not grid.split(row - 1, column):
        row -= 1
    return row, column


def _unmerged(grid: Grid, cells: Cells) -> Cells:
    """Cells with lines missing between them, where gaps part the words: each to the column it stands in."""
    found: Cells = {}
    for (row, column), words in cells.items():
        lines = [segments(line) for line in in_lines(words)]
        places = [
            {place[1] for word in piece if (place := _place(grid, word))} for line in lines for piece in line
        ]
        if any(len(line) > 1 for line in lines) and len(set().union(*places)) > 1:
            for word in words:
                place = _place(grid, word) or (row, column)
                found.setdefault((row, place[1]), []).append(word)
        else:
            found.setdefault((row, column), []).extend(words)
    return found


def _band(cells: Cells, row: int, columns: Sequence[int]) -> DraftRow:
    """The printed lines between two lying lines."""
    column_of = {
        id(word): columns.index(column)
        for (at, column), words in cells.items()
        if at == row
        for word in words
    }
    here = [word for (at, _), words in cells.items() if at == row for word in words]
    strips: list[Strip] = []
    by_column = {
        place: in_lines([word for word in here if column_of[id(word)] == place])
        for place in set(column_of.values())
    }
    lines = sorted(
        ((line[0].y, place, line) for place, found in by_column.items() for line in found),
        key=lambda one: one[0],
    )
    for y, place, line in lines:
        if strips and y - strips[-1].y <= 0.25 * line[0].size and place not in strips[-1].pieces:
            strips[-1].pieces[place] = line
        else:
            strips.append(Strip(y, {place: line}))
    return DraftRow(strips)


def _heads(bands: Sequence[DraftRow]) -> int:
    """How many rows of headings a table begins with: those before the first value that is no period."""
    headed = False
    for at, band in enumerate(bands):
        columns = {column for strip in band.strips for column in strip.pieces if column > 0}
        texts = [text for column in columns for text in band.texts(column)]
        if headed and not columns:
            return at  # the name of a group of rows
        headed = headed or bool(columns)
        if any((is_value(text) and not is_period(text)) or is_empty(text) for text in texts):
            return at
    return 1 if len({column for strip in bands[0].strips for column in strip.pieces}) > 1 else 0


def _headings(
    grid: Grid, cells: Cells, columns: Sequence[int], bands: Sequence[DraftRow], heads: int
) -> dict[int, list[str]]:
    """The rows of headings above each column, a merged one above all its columns."""
    headings: dict[int, list[str]] = {place: [] for place in range(len(columns))}
    rows = [row for row, band in enumerate(bands) if band.strips][:heads]
    for row in rows:
        for place, column in enumerate(columns):
            first = _first(grid, row, column)
            first = (row, column) if (row, column) in cells else first
            if first[0] == row and first in cells:
                texts = [text_of(line) for line in in_lines(list(cells[first]))]
                headings[place].append("\n".join(texts))
    return headings
