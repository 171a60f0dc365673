# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines of a PDF as they are written down, each with the boxes its characters have on the page."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from malram.review.document import Line
from malram.review.reading.pdf.cells import Piece
from malram.review.reading.pdf.words import Turn

Box = tuple[float, float, float, float]  # left, bottom, right, top in the page's own coordinates


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """Where a line stands on its page: for each character its left and right edge, top and bottom."""

    page: int  # from 1
    turn: Turn
    edges: array[float]

    def box(self, start: int, end: int) -> Box | None:
        """The box round characters `start` to `end`, in the page's own coordinates; None for spaces alone."""
        cells = [self.edges[4 * at : 4 * at + 4] for at in range(start, min(end, len(self.edges) // 4))]
        cells = [cell for cell in cells if cell[1] > cell[0]]
        if not cells:
            return None
        left, right = min(cell[0] for cell in cells), max(cell[1] for cell in cells)
        top, bottom = min(cell[2] for cell in cells), max(cell[3] for cell in cells)
        (a, b), (c, d) = self.turn.back(left, top), self.turn.back(right, bottom)
        return min(a, c), min(b, d), max(a, c), max(b, d)


@dataclass(slots=True)
class Sheet:
    """Collects the lines of a document and what of them is taken by tables."""

    lines: list[Line] = field(default_factory=list)
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def next(self) -> int:
        return len(self.lines) + 1

    def blank(self, page: int) -> None:
        """An empty line, where the page has a gap between two texts."""
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(self.next, "", page))

    def write(self, page: int, turn: Turn, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Write one line, its pieces parted by tabs; return where each of them stands in its text."""
        text: list[str] = []
        edges: array[float] = array("f")
        spans = []
        length = 0
        for at, piece in enumerate(pieces):
            if at:
                text.append("\t")
                edges.extend((0.0, 0.0, 0.0, 0.0))
                length += 1
            start = length
            for place, word in enumerate(piece):
                if place:
                    text.append(word.space or " ")
                    edges.extend((0.0, 0.0, 0.0, 0.0))
                    length += 1
                for letter, x0, x1 in word.glyphs:
                    text.append(letter)
                    edges.extend((x0, x1, word.top, word.bottom))
                    length += len(letter)
            spans.append((start, length))
        line = Line(self.next, "".join(text).rstrip("\t"), page, PdfPlace(page, turn, edges))
        self.lines.append(line)
        return spans

    def take(self, line: int, start: int, end: int) -> None:
        """Keep characters of a line from being read as prose."""
        if end > start:
            self.taken.setdefault(line, []).append((start, end))
