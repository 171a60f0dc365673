# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as the reviewer sees it: lines, and the headings, sentences and tables found in them.

Every number keeps the line and the characters it was printed on, so that whatever is said about it can be
marked at its place, whichever format the file had.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from malram.values import Interval, Printed

UNSURE_COLUMN = "otydligt vilken kolumn talet hör till"  # a number's doubt


@dataclass(frozen=True)
class Line:
    """One line of the text read. `number` counts from 1 over the whole document.

    A tab in `text` is a certain border between two cells; `origin` is the reader's own note of where the
    line stands in the file (a paragraph, the boxes of its characters), for whoever writes marks back into it.
    """

    number: int
    text: str
    page: int | None = None
    origin: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, order=True)
class Spot:
    """Characters `start` to `end` of one line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Number:
    """A number as printed, at its place. `printed` is None when the digits cannot be read as one number.

    `exact` marks a count, which stands for itself alone; other numbers stand for what rounds to them.
    `doubt` says why a number is not to be built on ('otydlig kolumn'); nothing doubtful becomes an error.
    """

    text: str
    spot: Spot
    printed: Printed | None
    exact: bool = False
    doubt: str = ""

    @cached_property
    def interval(self) -> Interval | None:
        """What the number can stand for; None when it could not be read."""
        if self.printed is None:
            return None
        if self.exact and self.printed.qualifier is None and self.printed.high is None:
            return Interval.exact(self.printed.value)
        return Interval.of(self.printed)


@dataclass(frozen=True)
class Heading:
    """A heading. `level` is 1 for chapters, 2 for '7.4 Kostnader', and 0 where the layout does not tell."""

    text: str
    line: int
    level: int = 0


@dataclass(frozen=True)
class Sentence:
    """One sentence or list item, its lines joined by single spaces, with its numbers in order.

    `at(offset)` gives the line and character that a character of `text` was printed on.
    """

    text: str
    places: tuple[tuple[int, int, int], ...]  # (offset in text, line, offset in line), ascending
    numbers: tuple[Number, ...] = ()
    offsets: tuple[int, ...] = ()  # where each of `numbers` starts in `text`
    item: bool = False  # a bullet of a list

    def at(self, offset: int) -> tuple[int, int]:
        first = max((place for place in self.places if place[0] <= offset), default=self.places[0])
        return first[1], first[2] + offset - first[0]

    @property
    def line_start(self) -> int:
        return self.places[0][1]

    @property
    def line_end(self) -> int:
        return self.places[-1][1]


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together, and the heading they stand under."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading as one text, all lines of it joined by a space; '' when not known."""

    heading: str


@dataclass(frozen=True)
class Row:
    """A row: its label, and one cell for each column, None where the cell is empty or holds only words.

    `words` has the text of each cell, also of those that hold a number. `depth` is how far the row is
    indented, or 1 when a dash or 'varav' stands before its label. A row may be printed over many lines.
    """

    label: str
    cells: tuple[Number | None, ...]
    words: tuple[str, ...]
    line_start: int
    line_end: int
    depth: int = 0
    strong: bool = False  # bold in the file, where the file tells


@dataclass(frozen=True)
class Table:
    """Rows under the same column headings. `unit` is what the caption or heading says: 'mnkr', 'tkr', '%'.

    `sure` is False when rows or columns had to be guessed: then what does not agree is a question at most.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    line_start: int
    line_end: int
    title: str = ""
    unit: str = ""
    sure: bool = True
    corner: str = ""  # heading above the labels
    page: int | None = None


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """What was read: all lines, and the blocks found in them in the order they are printed.

    `unread` counts what the reader saw and could not make out, by reason in Swedish.
    """

    name: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    pages: int = 0
    unread: tuple[tuple[str, int], ...] = ()

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def sentences(self) -> Iterator[Sentence]:
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.sentences

    def headed(self) -> Iterator[tuple[tuple[Heading, ...], Block]]:
        """Every block with the headings it stands under, outermost first."""
        above: list[Heading] = []
        for block in self.blocks:
            if isinstance(block, Heading):
                while above and (block.level == 0 or above[-1].level == 0 or above[-1].level >= block.level):
                    last = above.pop()
                    if block.level == 0 and last.level != 0:
                        above.append(last)
                        break
                above.append(block)
            yield tuple(above), block

    def line(self, number: int) -> Line:
        return self.lines[number - 1]
