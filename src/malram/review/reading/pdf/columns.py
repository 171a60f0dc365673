# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns that the numbers of a table without standing lines make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from malram.review.reading.pdf.cells import Piece, is_empty, is_value, text_of

ALIGNED = 3.0  # points that edges in line may differ
MOST = 0.7  # of a column's numbers stand in line
Rows = Sequence[tuple[Sequence[Piece], bool]]  # the pieces of each line, and whether the first is a label


@dataclass(slots=True)
class Column:
    """A column right of the labels: from where to where its cells reach."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def columns_of(rows: Rows) -> tuple[list[Column], bool]:
    """The columns of a table, and whether there is no doubt about them."""
    cells = [list(pieces[int(labelled) :]) for pieces, labelled in rows]
    values = [[piece for piece in row if _holds_value(piece)] for row in cells]
    columns = _clusters([piece for row in values for piece in row])
    sure = _each_its_own(values, columns)
    if not sure:
        columns = _by_right_edge([piece for row in values for piece in row])
        if not _each_its_own(values, columns):
            return [], False
    sure = sure and all(_in_line(values, column) for column in columns)
    words = [[piece for piece in row if not _holds_value(piece)] for row in cells]
    return _with_words(columns, words, len(rows)), sure


def _holds_value(piece: Piece) -> bool:
    text = text_of(piece)
    return is_value(text) or is_empty(text)


def _clusters(pieces: Sequence[Piece]) -> list[Column]:
    """Pieces above each other, as columns from the left."""
    columns: list[Column] = []
    for piece in sorted(pieces, key=lambda piece: piece[0].x0):
        if columns and piece[0].x0 <= columns[-1].x1 + 0.5:
            columns[-1].x1 = max(columns[-1].x1, piece[-1].x1)
        else:
            columns.append(Column(piece[0].x0, piece[-1].x1))
    return columns


def _by_right_edge(pieces: Sequence[Piece]) -> list[Column]:
    """Columns whose wide numbers reach in under their neighbours': they end in line."""
    columns: list[Column] = []
    for piece in sorted(pieces, key=lambda piece: piece[-1].x1):
        if columns and piece[-1].x1 - columns[-1].x1 <= ALIGNED:
            columns[-1].x0 = min(columns[-1].x0, piece[0].x0)
        else:
            columns.append(Column(piece[0].x0, piece[-1].x1))
    for before, after in pairwise(columns):
        after.x0 = max(after.x0, before.x1 + 0.5)
    return columns


def _each_its_own(rows: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> bool:
    """Whether no line has two numbers in one column."""
    for row in rows:
        places = Counter(_nearest(piece, columns) for piece in row)
        if any(count > 1 for count in places.values()):
            return False
    return bool(columns)


def _nearest(piece: Piece, columns: Sequence[Column]) -> int:
    overlaps = [min(piece[-1].x1, column.x1) - max(piece[0].x0, column.x0) for column in columns]
    return max(range(len(columns)), key=overlaps.__getitem__) if columns else -1


def _in_line(rows: Sequence[Sequence[Piece]], column: Column) -> bool:
    """Whether most numbers of a column begin, end or have their middle in line."""
    here = [piece for row in rows for piece in row if column.x0 <= piece[-1].x1 <= column.x1 + 0.1]
    here = [piece for piece in here if piece[-1].x1 > column.x0 and not is_empty(text_of(piece))]
    for edge in (
        [piece[-1].x1 for piece in here],
        [piece[0].x0 for piece in here],
        [(piece[0].x0 + piece[-1].x1) / 2 for piece in here],
    ):
        if not edge or max(_near(edge, at) for at in edge) >= MOST * len(edge):
            return True
    return False


def _near(edges: Sequence[float], at: float) -> int:
    return sum(abs(edge - at) <= ALIGNED for edge in edges)


def _with_words(columns: list[Column], words: Sequence[Sequence[Piece]], rows: int) -> list[Column]:
    """Add the columns with words in at least a third of the lines: grades, comments, units."""
    loose = [
        piece
        for row in words
        for piece in row
        if all(piece[-1].x1 < column.x0 or piece[0].x0 > column.x1 for column in columns)
    ]
    extra = [column for column in _clusters(loose) if _count(loose, column) >= min(rows, max(2, rows / 3))]
    return sorted([*columns, *extra], key=lambda column: column.x0)


def _count(pieces: Sequence[Piece], column: Column) -> int:
    return sum(column.x0 <= piece[0].x0 <= column.x1 for piece in pieces)
