# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines of headings above a table that only gaps make, and which column each word stands above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from malram.review.reading.pdf.cells import BETWEEN_HEADINGS, Piece, segments, text_of
from malram.review.reading.pdf.columns import Column
from malram.review.reading.pdf.groups import reaches
from malram.review.reading.pdf.rules import Rules

MOST_LINES = 7
NEAREST, FARTHEST = 2.0, 3.2  # line heights from one line to the next, without and with a line between
Headings = dict[int, list[str]]


class Lined(Protocol):
    """A printed line in its pieces."""

    y: float
    size: float
    pieces: list[Piece]
    values: int

    @property
    def x0(self) -> float: ...

    @property
    def x1(self) -> float: ...

    @property
    def text(self) -> str: ...


def find_head(
    rows: Sequence[Lined], first: int, free: int, columns: list[Column], rules: Rules
) -> tuple[int, Headings, bool]:
    """Where the headings above line `first` begin, what each column has above it, whether that is sure.

    A column that has a heading and no number in any row is added to `columns`.
    """
    start = first
    while start > max(free, first - MOST_LINES) and _belongs(rows, start - 1, columns, rules):
        start -= 1
    while start < first and not _above_values(rows[start], columns):
        start += 1  # what stands above the labels alone at the top is the table's title
    lines = [
        segments([word for piece in row.pieces for word in piece], (), BETWEEN_HEADINGS)
        for row in rows[start:first]
    ]
    columns[:] = with_headed(columns, lines)
    headings, sure = _assigned(lines, columns)
    names = [" ".join(headings[place + 1]) for place in range(len(columns))]
    named = [name for name in names if name]
    if len(set(named)) < len(named):  # two columns of one name: what stands above must tell them apart
        grouped = _grouped(lines, columns)
        return (start, grouped, True) if grouped else (start, headings, False)
    return start, headings, sure


def _assigned(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> tuple[Headings, bool]:
    headings: Headings = {place: [] for place in range(len(columns) + 1)}
    sure = True
    for line in lines:
        sure = _assign(line, columns, headings) and sure
    return headings, sure


def _grouped(lines: Sequence[Sequence[Piece]], columns: Sequence[Column]) -> Headings | None:
    """The headings when the first line names groups of columns; None when it cannot be told which."""
    own = next((at for at, line in enumerate(lines) if len(_over(line, columns)) >= len(columns)), None)
    if own != 1:
        return None
    headings, _ = _assigned(lines[1:], columns)
    names = [" ".join(headings[place + 1]) for place in range(len(columns))]
    upper = _over(lines[0], columns)
    wide = [_widened(column, lines[1]) for column in columns]
    nearest = [_covered(piece, wide)[0] for piece in upper]
    found = reaches(upper, wide, names, nearest)
    for piece, (first, last) in zip(upper, found or [], strict=False):
        for place in range(first, last + 1):
            headings[place + 1].insert(0, text_of(piece))
    headings[0] = [text_of(piece) for line in lines for piece in line if piece not in _over(line, columns)]
    return headings if found else None


def _over(line: Sequence[Piece], columns: Sequence[Column]) -> list[Piece]:
    return [piece for piece in line if not _is_corner(piece, columns)]


def _widened(column: Column, line: Sequence[Piece]) -> Column:
    """A column with its own heading."""
    piece = line[_best(line, column)]
    return Column(min(column.x0, piece[0].x0), max(column.x1, piece[-1].x1))


def with_headed(columns: Sequence[Column], lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """The columns, and those that only a heading tells of: all their cells are empty."""
    line = max((_over(line, columns) for line in lines), key=len, default=[])
    if len(line) <= len(columns):
        return list(columns)
    owners = {place: _best(line, column) for place, column in enumerate(columns)}
    if len(set(owners.values())) < len(columns):
        return list(columns)
    extra = [piece for at, piece in enumerate(line) if at not in owners.values()]
    made = [Column(piece[0].x0, piece[-1].x1) for piece in extra]
    if any(new.x0 <= old.x1 and new.x1 >= old.x0 for new in made for old in columns):
        return list(columns)
    return sorted([*columns, *made], key=lambda column: column.x0)


def _best(line: Sequence[Piece], column: Column) -> int:
    """The heading that overlaps a column most, or is nearest."""
    return max(
        range(len(line)), key=lambda at: min(line[at][-1].x1, column.x1) - max(line[at][0].x0, column.x0)
    )


def _belongs(rows: Sequence[Lined], at: int, columns: Sequence[Column], rules: Rules) -> bool:
    row, below = rows[at], rows[at + 1]
    gap = below.y - row.y
    ruled = any(row.y < rule.at < below.y and rule.end > columns[0].x0 for rule in rules.lying)
    if row.values or gap > (FARTHEST if ruled else NEAREST) * max(row.size, below.size):
        return False
    return not _is_text(row, columns)


def _is_text(row: Lined, columns: Sequence[Column]) -> bool:
    """Whether a line is a sentence or a title rather than headings."""
    start = columns[0].x0
    across = [piece for piece in row.pieces if piece[0].x0 < start - 15 and piece[-1].x1 > start + 10]
    if across and len(row.pieces) == 1:
        return True
    return any(len(piece) >= 6 for piece in across) or row.text.rstrip().endswith((".", ":"))


def _above_values(row: Lined, columns: Sequence[Column]) -> bool:
    return any(piece[-1].x1 > columns[0].x0 - 2 for piece in row.pieces)


def _assign(pieces: Sequence[Piece], columns: Sequence[Column], headings: Headings) -> bool:
    """Give every piece to the columns it stands above; False when that is a guess."""
    above = _over(pieces, columns)
    for piece in pieces:
        if piece not in above:
            headings[0].append(text_of(piece))
    places = [_covered(piece, columns) for piece in above]
    groups = len(above) > 1 and len(above) < len(columns) and any(len(place) > 1 for place in places)
    for piece, covered in zip(above, places, strict=True):
        for place in covered:
            headings[place + 1].append(text_of(piece))
    return not groups and all(places)


def _is_corner(piece: Piece, columns: Sequence[Column]) -> bool:
    right = piece[-1].x1
    return right < columns[0].x0 - 2 and (len(columns) == 1 or columns[0].x0 - right > 0.5 * piece[0].size)


def _covered(piece: Piece, columns: Sequence[Column]) -> list[int]:
    """The columns a heading stands above: those whose middle it covers, or the one it overlaps most."""
    left, right = piece[0].x0, piece[-1].x1
    inside = [at for at, column in enumerate(columns) if left - 1 <= column.middle <= right + 1]
    if len(inside) > 1:
        return inside
    overlaps = [min(right, column.x1) - max(left, column.x0) for column in columns]
    best = max(range(len(columns)), key=overlaps.__getitem__)
    if overlaps[best] > 0:
        return [best]
    middle = (left + right) / 2
    return [min(range(len(columns)), key=lambda at: abs(middle - columns[at].middle))]
