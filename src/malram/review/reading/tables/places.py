# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns by where they stand on the line, in texts that keep the layout of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from malram.review.reading.tables.atoms import WIDE, Atom
from malram.review.reading.tables.cells import Cut
from malram.review.reading.tables.heads import Head, head_lines, joined_words, title_of
from malram.review.reading.tables.lines import Shape
from malram.review.reading.tables.words import QUALIFIERS

SLACK = 3  # characters that the ends of one column's cells may differ


@dataclass(frozen=True)
class Zones:
    """Where each column's cells begin and end, and where the labels end."""

    spans: tuple[tuple[int, int], ...]
    labels: int

    def border(self, column: int) -> float:
        """The left border of a column, halfway to what stands before it."""
        before = self.spans[column - 1][1] if column else self.labels
        return (before + self.spans[column][0]) / 2


def zones_of(cuts: Sequence[tuple[Sequence[Atom], Cut]]) -> Zones | None:
    """The zones of a table whose cells stand under each other; None when they do not."""
    full = [(run, cut) for run, cut in cuts if cut.sure and None not in cut.cells]
    full = [(run, cut) for run, cut in full if len({atom.line for atom in run}) == 1]
    if len(full) < 2:
        return None
    placed = [
        [(run[cell.first].start, run[cell.last - 1].end) for cell in cut.cells if cell is not None]
        for run, cut in full
    ]
    gaps = [b[0] - a[1] for row in placed for a, b in pairwise(row)]
    if sum(gap >= WIDE for gap in gaps) < 0.9 * len(gaps):
        return None
    spans = []
    for cells in zip(*placed, strict=True):
        starts, ends = [start for start, _ in cells], [end for _, end in cells]
        if min(max(starts) - min(starts), max(ends) - min(ends)) > SLACK:
            return None
        spans.append((min(starts), max(ends)))
    if any(left[1] >= right[0] for left, right in pairwise(spans)):
        return None
    labels = max((cut_start(run, cut) for run, cut in full), default=0)
    return Zones(tuple(spans), min(labels, spans[0][0]))


def cut_start(run: Sequence[Atom], cut: Cut) -> int:
    """Where the label before a row's cells ends."""
    first = run[cut.skipped]
    return first.start - first.gap


@dataclass(frozen=True)
class _Chunk:
    text: str
    start: int
    end: int


def read_placed_head(above: Sequence[Shape], zones: Zones) -> Head | None:
    """The headings right over the columns; None when a column has none."""
    texts: list[list[str]] = [[] for _ in zones.spans]
    corner: list[str] = []
    extra: list[str] = []
    read: list[Shape] = []
    extents = _extents(above, zones)
    for shape, chunks in _set_lines(above, zones):
        if all(texts) and len(chunks) == 1 and chunks[0].start <= zones.labels / 2:
            break
        placed = _over(chunks, zones, extents)
        read.insert(0, shape)
        if all(texts) and _spans(chunks, zones):
            placed = [(-1, chunk) for column, chunk in placed if column < 0]
        for column, chunk in placed:
            target = corner if column < 0 else extra if column >= len(texts) else texts[column]
            target.insert(0, chunk.text)
    if not read or not all(texts):
        return None
    return Head(
        columns=tuple(joined_words(parts) for parts in texts),
        extra=(joined_words(extra),) if extra else (),
        corner=joined_words(corner),
        title=title_of([shape for shape in head_lines(above) if shape.number < read[0].number]),
        lines=tuple(read),
        known=True,
    )


def _set_lines(above: Sequence[Shape], zones: Zones) -> list[tuple[Shape, list[_Chunk]]]:
    """The lines right over the rows, the nearest first, up to one that runs across the columns."""
    found = []
    for shape in reversed(_nearest_block(head_lines(above))):
        chunks = _chunks(shape)
        if any(
            sum(chunk.start < end and start < chunk.end for start, end in zones.spans) > 1 for chunk in chunks
        ):
            break
        found.append((shape, chunks))
    return found


def _extents(above: Sequence[Shape], zones: Zones) -> list[tuple[int, int]]:
    """How far each column's headings reach, from the lines that have one for every column."""
    extents = list(zones.spans)
    for _, chunks in _set_lines(above, zones):
        over = [chunk for chunk in chunks if (chunk.start + chunk.end) / 2 >= zones.border(0)]
        if len(over) == len(extents):
            extents = [(min(a, c.start), max(b, c.end)) for (a, b), c in zip(extents, over, strict=True)]
    return extents


def set_widely(above: Sequence[Shape]) -> bool:
    """Whether the lines over a table are themselves set in columns."""
    return any(len(_chunks(shape)) >= 2 for shape in _nearest_block(head_lines(above)))


def _nearest_block(lines: Sequence[Shape]) -> list[Shape]:
    block: list[Shape] = []
    for shape in reversed(lines):
        if block and block[0].number - shape.number > 1:
            break
        block.insert(0, shape)
    return block


def _chunks(shape: Shape) -> list[_Chunk]:
    found: list[_Chunk] = []
    for atom in shape.atoms:
        if found and atom.gap < WIDE:
            last = found.pop()
            found.append(_Chunk(shape.line.text[last.start : atom.end], last.start, atom.end))
        else:
            found.append(_Chunk(atom.text, atom.start, atom.end))
    return found


def _qualifies(text: str) -> bool:
    return all(word.lower().strip("(),:.") in QUALIFIERS for word in text.split())


def _spans(chunks: Sequence[_Chunk], zones: Zones) -> bool:
    """'Period … Helår' on top: words over several columns, and the layout does not tell which."""
    texts = [chunk.text for chunk in chunks if (chunk.start + chunk.end) / 2 >= zones.border(0)]
    return 0 < len(texts) == len(set(texts)) < len(zones.spans) and all(map(_qualifies, texts))


def _over(
    chunks: Sequence[_Chunk], zones: Zones, extents: Sequence[tuple[int, int]]
) -> list[tuple[int, _Chunk]]:
    """Which column each chunk stands over: -1 for the labels, the number of columns for what stands after."""
    found = []
    for chunk in chunks:
        shared = [min(chunk.end, end) - max(chunk.start, start) for start, end in extents]
        best = max(range(len(extents)), key=lambda column: shared[column])
        if shared[best] <= 0:
            middle = (chunk.start + chunk.end) / 2
            best = sum(middle >= zones.border(at) for at in range(len(extents))) - 1
            best = len(extents) if chunk.start > extents[-1][1] else best
        found.append((best, chunk))
    return found
