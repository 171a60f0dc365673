# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of a PDF that only gaps (and perhaps lying lines) make: columns are where numbers stand in line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from malram.review.reading.pdf.cells import (
    DraftRow,
    DraftTable,
    Piece,
    Strip,
    is_empty,
    is_period,
    is_value,
    segments,
    text_of,
)
from malram.review.reading.pdf.columns import Column, columns_of
from malram.review.reading.pdf.heads import find_head
from malram.review.reading.pdf.rows import rows_of
from malram.review.reading.pdf.rules import Rules
from malram.review.reading.pdf.words import Word

FARTHEST = 6.5  # line heights between two rows with values; a label is seldom wrapped over more lines
_LEADERS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")


@dataclass(slots=True)
class Row:
    """A printed line in its pieces."""

    y: float
    size: float
    pieces: list[Piece]
    values: int = 0
    labelled: bool = False

    @property
    def x0(self) -> float:
        return self.pieces[0][0].x0

    @property
    def x1(self) -> float:
        return self.pieces[-1][-1].x1

    @property
    def text(self) -> str:
        return " ".join(text_of(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """A table, and which of the lines given it took: from `first` to before `end`."""

    table: DraftTable
    first: int
    end: int


def gap_tables(lines: Sequence[Sequence[Word]], rules: Rules) -> list[Found]:
    """The tables among the printed lines of a text column."""
    rows = [_row(line, rules) for line in lines]
    found: list[Found] = []
    free = 0
    for run in _runs(rows, rules):
        table = _table(rows, run, free, rules)
        if table is not None:
            found.append(table)
            free = table.end
    return found


def _row(line: Sequence[Word], rules: Rules) -> Row:
    y, size = line[0].y, max(word.size for word in line)
    middle = (line[0].top + line[0].bottom) / 2
    borders = [rule.at for rule in rules.standing if rule.start <= middle <= rule.end]
    pieces = segments(line, borders)
    texts = [text_of(piece) for piece in pieces]
    labelled = (re.search(r"[^\W\d_]", texts[0]) and not is_value(texts[0])) or is_period(texts[0])
    values = [text for text in texts[1 if labelled else 0 :] if is_value(text) or is_empty(text)]
    numbers = [text for text in values if is_value(text) and not is_period(text)]
    dotted = any(_LEADERS.search(text) for text in texts)
    told = bool(numbers) or (labelled and len(values) > 1 and all(map(is_empty, values)))
    enough = told and (labelled or len(values) > 1) and not dotted
    return Row(y, size, pieces, len(values) if enough else 0, bool(labelled))


def _runs(rows: Sequence[Row], rules: Rules) -> Iterator[list[int]]:
    """Lines with values that follow each other with nothing but short lines between."""
    run: list[int] = []
    for at, row in enumerate(rows):
        if not row.values:
            continue
        if run and not _same_run(rows, run, at, rules):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _same_run(rows: Sequence[Row], run: Sequence[int], at: int, rules: Rules) -> bool:
    last = run[-1]
    if rows[at].y - rows[last].y > FARTHEST * rows[at].size:
        return False
    start = min(text_start(rows[one]) for one in (*run, at))
    between = rows[last + 1 : at]
    return not any((is_prose(row, start) and not is_group(row, rules)) or _is_head(row) for row in between)


def text_start(row: Row) -> float:
    """Where the first value of a line begins."""
    for piece in row.pieces[1 if row.labelled else 0 :]:
        if is_value(text_of(piece)):
            return piece[0].x0
    return row.x1


def is_prose(row: Row, start: float) -> bool:
    """Whether a line is running text that goes on into the columns of values, which begin at `start`."""
    across = [piece for piece in row.pieces if piece[0].x0 < start - 6 and piece[-1].x1 > start + 12]
    return any(len(piece) >= 5 for piece in across)


def is_group(row: Row, rules: Rules) -> bool:
    """Whether a long line is the name of a group of rows: bold, or set off by a lying line."""
    if len(row.pieces) != 1 or row.text.endswith("."):
        return False
    bold = all(word.bold for word in row.pieces[0])
    return bold or ruled_between(rules, row.y, row.y + 1.2 * row.size, row.x0 + 1)


def _is_head(row: Row) -> bool:
    """Whether a line has only periods in its columns: another table begins."""
    texts = [text_of(piece) for piece in row.pieces[1 if row.labelled else 0 :]]
    return len(texts) >= 2 and all(is_period(text) for text in texts)


def _table(rows: Sequence[Row], run: Sequence[int], free: int, rules: Rules) -> Found | None:
    data = [rows[at] for at in run]
    numbers = any(is_value(text_of(piece)) for row in data for piece in row.pieces[1:])
    if not numbers or sum(row.labelled for row in data) < 0.6 * len(data):
        return None
    columns, sure = columns_of([(row.pieces, row.labelled) for row in data])
    if not columns or (len(columns) == 1 and (len(data) < 3 or not sure)) or _is_contents(data, columns):
        return None
    first, end = run[0], _end(rows, run, columns, rules)
    while first > free and _is_first_group(rows, first - 1, columns, rules):
        first -= 1
    head_from, headings, head_sure = find_head(rows, first, free, columns, rules)
    if len(data) == 1 and not all(headings[place + 1] for place in range(len(columns))):
        return None
    strips = [_strip(row, columns) for row in rows[first:end]]
    body = [row for band in _bands(strips, rules, rows[first:end]) for row in rows_of(band)]
    head = [DraftRow([_strip(row, columns)]) for row in rows[head_from:first]]
    taken = rows[head_from:end]
    left, right = min(row.x0 for row in taken), max(row.x1 for row in taken)
    edges = [left, *(column.x0 for column in columns)]
    top, bottom = taken[0].y - taken[0].size, taken[-1].y + 0.3 * taken[-1].size
    table = DraftTable(edges, head, body, headings, top, bottom, left, right, sure and head_sure)
    return Found(table, head_from, end)


def _is_first_group(rows: Sequence[Row], at: int, columns: Sequence[Column], rules: Rules) -> bool:
    """Whether a line above the first values names a group of rows, and the headings stand above it."""
    row, above = rows[at], rows[at - 1] if at else None
    if above is None or not is_group(row, rules) or row.x0 > columns[0].x0 - 6:
        return False
    over = sum(piece[-1].x1 > columns[0].x0 for piece in above.pieces)
    near = row.y - above.y < 2.5 * row.size and rows[at + 1].y - row.y < 2.5 * row.size
    return near and len(columns) > 1 and 2 * over > len(columns) and not is_prose(above, columns[0].x0)


def _is_contents(data: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether this is a list of contents: one column of whole numbers that never fall."""
    texts = [text_of(row.pieces[-1]) for row in data]
    if len(columns) > 1 or not all(text.isdigit() for text in texts):
        return False
    pages = [int(text) for text in texts]
    return len(pages) >= 5 and all(before <= after for before, after in pairwise(pages)) and pages[-1] < 2000


def _end(rows: Sequence[Row], run: Sequence[int], columns: Sequence[Column], rules: Rules) -> int:
    """Where the table ends: after the last line with values and what is wrapped of its label."""
    end = run[-1] + 1
    while end < len(rows):
        row, before = rows[end], rows[end - 1]
        within = row.x1 < columns[0].x0 and not row.values
        label = row.text
        goes_on = label[:1].islower() or before.text.endswith(("-", ",")) or before.x1 < columns[0].x0 - 20
        near = row.y - before.y < 1.45 * row.size
        parted = ruled_between(rules, before.y, row.y, columns[0].x0)
        closed = ruled_between(rules, row.y, row.y + 1.6 * row.size, columns[0].x0)
        if not (
            within and near and not parted and (goes_on or closed) and abs(row.x0 - rows[run[-1]].x0) < 40
        ):
            return end
        end += 1
    return end


def ruled_between(rules: Rules, above: float, below: float, x: float) -> bool:
    """Whether a lying line parts two baselines at `x`."""
    return any(above < rule.at < below and rule.start - 2 <= x <= rule.end + 2 for rule in rules.lying)


def _strip(row: Row, columns: Sequence[Column]) -> Strip:
    """The pieces of a line in their columns; 0 has the label."""
    pieces: dict[int, Piece] = {}
    for at, piece in enumerate(row.pieces):
        is_label = at == 0 and piece[0].x0 < columns[0].x0 - 6 and not is_value(text_of(piece))
        place = 0 if is_label else _column(piece, columns)
        pieces.setdefault(place, []).extend(piece)
    return Strip(row.y, pieces)


def _column(piece: Piece, columns: Sequence[Column]) -> int:
    left, right = piece[0].x0, piece[-1].x1
    overlaps = [min(right, column.x1) - max(left, column.x0) for column in columns]
    best = max(range(len(columns)), key=lambda at: overlaps[at])
    middle = (left + right) / 2
    if overlaps[best] > 0:
        return best + 1
    if middle < columns[0].x0:
        return 0
    return 1 + min(range(len(columns)), key=lambda at: abs(middle - columns[at].middle))


def _bands(strips: Sequence[Strip], rules: Rules, rows: Sequence[Row]) -> list[list[Strip]]:
    """The printed lines between lying lines."""
    bands: list[list[Strip]] = []
    for at, strip in enumerate(strips):
        x = rows[at].x0 + 1
        if at and not ruled_between(rules, strips[at - 1].y, strip.y, x):
            bands[-1].append(strip)
        else:
            bands.append([strip])
    return bands
