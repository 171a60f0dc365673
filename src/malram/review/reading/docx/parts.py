# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paragraphs and tables as a Word file has them, every character with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from malram.review.reading.docx.package import Node


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of a line stand in text element `node` of the part, from `offset` on."""

    start: int
    end: int
    node: int
    offset: int


@dataclass(frozen=True)
class Origin:
    """Where a line stands in the file.

    `host` is the paragraph of the document's text that holds it, or that refers to the note or box it stands
    in; `markable` is False there, since Word has no comments in boxes and notes.
    """

    part: str
    spans: tuple[Span, ...]
    host: int
    markable: bool = True


@dataclass
class Text:
    """Characters with their places. `breaks` are the offsets where a line is broken by hand."""

    words: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(self.words)

    def add(self, text: str, node: int = -1, offset: int = 0) -> None:
        if not text:
            return
        if node >= 0:
            self.spans.append(Span(self.length, self.length + len(text), node, offset))
        self.words.append(text)
        self.length += len(text)

    def add_break(self) -> None:
        """End a line here. After a digit two spaces, or two figures would become one."""
        self.add("  " if self.last.isdigit() else " ")
        self.breaks.append(self.length)

    def extend(self, other: Text, *, flat: bool = False) -> None:
        """Add all of `other`; `flat` turns its tabs to spaces: in a cell they would be borders."""
        self.spans += [
            Span(one.start + self.length, one.end + self.length, one.node, one.offset) for one in other.spans
        ]
        self.breaks += [at + self.length for at in other.breaks]
        self.words += [word.replace("\t", " ") for word in other.words] if flat else other.words
        self.length += other.length

    @property
    def last(self) -> str:
        """The last character; '' when there is none."""
        return self.words[-1][-1] if self.words else ""

    @property
    def blank(self) -> bool:
        return all(not word or word.isspace() for word in self.words)


@dataclass
class WordParagraph:
    """A paragraph as read: what it says, and what its style and place say of it."""

    style: str
    host: int
    page: int
    content: Text = field(default_factory=Text)
    level: int | None = None  # of a heading; 0 when the level is not told
    item: bool = False
    list_level: int = 0
    caption: bool = False
    contents: bool = False
    indent: int = 0
    strong: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)  # part's relationship, note's id
    boxes: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.content.text


@dataclass
class WordCell:
    """A cell. `span` is how many columns it covers; `goes_on` that it continues the cell above it."""

    items: list[WordParagraph | WordTable] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False

    @property
    def paragraphs(self) -> list[WordParagraph]:
        return [item for item in self.items if isinstance(item, WordParagraph)]

    @property
    def tables(self) -> list[WordTable]:
        return [item for item in self.items if isinstance(item, WordTable)]


@dataclass
class WordRow:
    """A row, with its cells from left to right."""

    cells: list[WordCell]
    header: bool = False
    page: int = 0


@dataclass
class WordTable:
    """A table as read; `caption` is what its properties call it."""

    rows: list[WordRow]
    caption: str = ""

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Every paragraph of its cells, those of tables inside them left out."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs


Item = WordParagraph | WordTable
