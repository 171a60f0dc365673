# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables with one cell on each line: the columns show as a period that comes back after every label."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from malram.review.reading.tables.atoms import TAB, Atom, Sort
from malram.review.reading.tables.groups import BLANKS, Draft, Group
from malram.review.reading.tables.lines import Shape
from malram.review.reading.tables.words import ends_table, page_number, sentence_like

FEWEST = 2  # rows of the same length that make a table
MOST = 14  # columns
ABOVE = 60  # lines that can hold the headings


@dataclass
class _Entry:
    """A block of words, and the lines of one cell each that follow it."""

    words: list[Shape] = field(default_factory=list)
    cells: list[Shape] = field(default_factory=list)


def stacks_of(shapes: Sequence[Shape], used: Collection[int]) -> list[tuple[Group, int]]:
    """Groups of rows with one cell on each line, and their number of columns."""
    found = []
    for region in _regions(shapes, used):
        lengths = Counter(
            len(entry.cells) for entry in region if entry.words and 2 <= len(entry.cells) <= MOST
        )
        if not lengths:
            continue
        columns, rows = max(lengths.items(), key=lambda item: (item[1], item[0]))
        if rows < FEWEST or 2 * rows < sum(lengths.values()):
            continue
        drafts = _all_drafts(region, columns)
        first = next(entry for entry in region if _drafts(entry, columns))
        at = next(at for at, shape in enumerate(shapes) if shape is (first.words or first.cells)[0])
        found.append((Group(drafts, list(shapes[max(0, at - ABOVE) : at])), columns))
    return found


def _regions(shapes: Sequence[Shape], used: Collection[int]) -> Iterator[list[_Entry]]:
    """Stretches of short lines, cut where running text, another table or a wide gap parts them."""
    region: list[_Entry] = [_Entry()]
    blanks, last = 0, 0
    for shape in shapes:
        if shape.blank or page_number(shape.text):
            blanks += 1
            continue
        if (
            shape.number in used
            or ends_table(shape.text)
            or sentence_like(shape.text)
            or blanks > _far(shape)
        ):
            yield region
            region = [_Entry()]
            if shape.number in used or sentence_like(shape.text):
                blanks = 0
                continue
        _add(region, shape, shape.number - last > 1)
        blanks, last = 0, shape.number
    yield region


def _far(shape: Shape) -> int:
    """How many empty lines may stand above a line: empty cells leave them before the next cell."""
    return 3 * BLANKS if is_cell(shape) else BLANKS


def _add(region: list[_Entry], shape: Shape, apart: bool) -> None:
    entry = region[-1]
    if is_cell(shape):
        if not (shape.text.startswith("(") and entry.cells):  # '(-2%)' under a cell is a remark on it
            entry.cells.append(shape)
    elif entry.cells or (apart and entry.words):
        region.append(_Entry([shape]))
    else:
        entry.words.append(shape)


def is_cell(shape: Shape) -> bool:
    """Whether a line is one cell and nothing else. A year alone is a part of a heading."""
    if len(shape.atoms) == 1 and shape.atoms[0].sort in (Sort.DASH, Sort.AIM):
        return True
    return bool(shape.run) and shape.low == 1 and not shape.label and not shape.tail and not shape.years


def _drafts(entry: _Entry, columns: int) -> list[Draft]:
    """The rows of an entry: as many as its cells fill, the later ones without a name."""
    count = len(entry.cells)
    if count < 2 or count % columns or _axis(entry.cells) or (not entry.words and count == columns):
        return []
    drafts = []
    for at in range(0, count, columns):
        lines = entry.cells[at : at + columns]
        run = [atom for line in lines for atom in _set_apart(line)]
        drafts.append(Draft(lines, tuple(run), above=[] if at else list(entry.words)))
    return drafts


def _all_drafts(region: Sequence[_Entry], columns: int) -> list[Draft]:
    """The rows of a region; between whole ones those with empty cells too, in columns that nobody knows."""
    drafts = [_drafts(entry, columns) for entry in region]
    whole = [at for at, its in enumerate(drafts) if its]
    for at in range(whole[0], whole[-1]):
        entry = region[at]
        if not drafts[at] and entry.words and 0 < len(entry.cells) < columns:
            run = [atom for line in entry.cells for atom in _set_apart(line)]
            drafts[at] = [Draft(entry.cells, tuple(run), above=list(entry.words), stacked=True)]
    return [draft for its in drafts for draft in its]


def _set_apart(shape: Shape) -> list[Atom]:
    first, *rest = shape.atoms
    return [first._replace(gap=TAB), *rest]


def _axis(cells: Sequence[Shape]) -> bool:
    """0, 20, 40, 60: the axis of a chart, not a row."""
    texts = [shape.text.replace(" ", "").rstrip("%") for shape in cells]
    if len(texts) < 4 or not all(text.isdigit() for text in texts):
        return False
    steps = {int(b) - int(a) for a, b in itertools.pairwise(texts)}
    return len(steps) == 1 and steps != {0}
