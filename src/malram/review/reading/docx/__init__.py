# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files: the text in the order it is printed, its headings, sentences and tables.

A paragraph is a line, and so is a row of a table, with a tab between its cells. Notes and boxes come after
the paragraph or table they belong to. Headers and footers are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from malram.review.document import Block, Document, Heading, Line, Paragraph, Sentence
from malram.review.numbers import numbers_in
from malram.review.reading.docx.grid import GridRow, grid_of, is_figure, is_layout
from malram.review.reading.docx.package import Node, Package
from malram.review.reading.docx.parts import Item, Origin, Text, WordCell, WordParagraph, WordTable
from malram.review.reading.docx.story import Story
from malram.review.reading.docx.styles import Styles, attribute, child
from malram.review.reading.docx.tables import Caption, parts_of, table_of, unit_in
from malram.review.reading.limits import Deadline, check_text
from malram.review.reading.prose.sentences import sentences_of
from malram.review.reading.tables import find_tables

SECONDS = 60.0
_BULLET = re.compile(r"\s*(?:[•●▪◦‣○■□➢➤✓✔❖·\uf0b7\uf0a7]\s*|[-–—]\s+|[oO]\t)(?=[^\W\d_])")
_MOST_WORDS = 25  # of a heading
_NUMBERED = re.compile(r"(?:tabell|diagram|figur|bild)\s*\d", re.IGNORECASE)  # the title of what follows
_LEAST_ROWS, _MOST_ROWS = 2, 200  # of figures behind tabs, to be read as a table
_LONGEST_TITLE = 200  # characters of a caption
_LONGEST_HEADING = 100  # characters of a paragraph in bold that is taken for a heading


def read_docx(path: Path) -> Document:
    """Read a Word file, or raise `Unreadable`."""
    path = Path(path)
    package = Package(path)
    deadline = Deadline(path.name, SECONDS)
    name = package.related("styles")
    styles = Styles(package.tree(name) if name else None)
    story = Story(package, package.main, styles, deadline)
    body = child(story.root, "body")
    if body is None:
        raise package.damaged()
    assembly = _Assembly(package, story, styles, deadline)
    assembly.add(story.items(body))
    check_text(path.name, [len(line.text) for line in assembly.lines])
    return assembly.document()


class _Assembly:
    """Puts the lines and blocks of a document together from its paragraphs and tables."""

    def __init__(self, package: Package, story: Story, styles: Styles, deadline: Deadline) -> None:
        self.package, self.story, self.styles, self.deadline = package, story, styles, deadline
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.pages: list[int] = []
        self._stories: dict[str, Story | None] = {}
        self._told: set[tuple[str, str]] = set()  # notes already printed
        self._here = story  # whose paragraphs these are
        self._host: int | None = None  # of a note or a box
        self._listed: int | None = None  # how deep the list is that the last block is an item of

    def document(self) -> Document:
        unread = self.story.unread + sum(
            (one.unread for one in self._stories.values() if one is not None), Counter[str]()
        )
        paged = self.story.paged
        lines = self.lines if paged else [Line(one.number, one.text, None, one.origin) for one in self.lines]
        return Document(
            self.package.file,
            tuple(lines),
            tuple(self.blocks),
            self.story.page if paged else 0,
            tuple(sorted(unread.items())),
        )

    def add(self, items: Sequence[Item]) -> None:
        """Add paragraphs and tables in order."""
        tabbed = 0
        for index, item in enumerate(items):
            self.deadline.check()
            if tabbed:
                tabbed -= 1
            elif run := _tabbed(items, index):
                self._columns(run)
                tabbed = len(run) - 1
            elif isinstance(item, WordParagraph):
                self._paragraph(item)
                self._attached([item])
            elif is_layout(item):
                self._layout(item)
            else:
                self._table(item, _caption(items, index))

    # -- paragraphs ----------------------------------------------------------------------------------

    def _paragraph(self, paragraph: WordParagraph) -> None:
        if paragraph.content.blank:
            return
        self._block(paragraph, self._line(paragraph.content, paragraph.host, paragraph.page))

    def _block(self, paragraph: WordParagraph, line: int) -> None:
        """What a paragraph printed on `line` is: a heading, an item of a list, or sentences."""
        listed, self._listed = self._listed, None
        if paragraph.contents:
            return
        text = " ".join(paragraph.text.split())
        level = _level(paragraph, text)
        if level is not None:
            self.blocks.append(Heading(text, line, level))
            return
        mark = _BULLET.match(paragraph.text)
        start = mark.end() if mark else 0
        paragraph.item = paragraph.item or mark is not None
        sentences = sentences_of([(line, start, paragraph.text[start:])], item=paragraph.item)
        last = self.blocks[-1] if self.blocks else None
        below = paragraph.item and listed is not None and paragraph.list_level > listed
        if below and isinstance(last, Paragraph):  # an item under an item is part of what it says
            self.blocks[-1] = Paragraph(last.sentences + sentences)
        elif sentences:
            self.blocks.append(Paragraph(sentences))
        if paragraph.item:
            self._listed = listed if below else paragraph.list_level

    def _line(self, content: Text, host: int, page: int) -> int:
        number = len(self.lines) + 1
        outside = self._host is not None
        origin = Origin(
            self._here.part, tuple(content.spans), self._host if self._host is not None else host, not outside
        )
        self.lines.append(Line(number, content.text, page if not outside else self.story.page, origin))
        return number

    def _attached(self, paragraphs: Sequence[WordParagraph]) -> None:
        """The boxes and notes that belong to paragraphs already printed."""
        for paragraph in paragraphs:
            host = paragraph.host if self._host is None else self._host
            for box in paragraph.boxes:
                self._apart(self._here, box, host)
            for kind, key in paragraph.notes:
                self._note(kind, key, host)

    def _note(self, kind: str, key: str, host: int) -> None:
        if (kind, key) in self._told:
            return
        self._told.add((kind, key))
        if kind not in self._stories:
            part = self.package.related(kind)
            self._stories[kind] = Story(self.package, part, self.styles, self.deadline) if part else None
        story = self._stories[kind]
        if story is None:
            return
        for note in story.root:
            if attribute(note, "id") == key:
                self._apart(story, note, host)
                return

    def _apart(self, story: Story, element: Node, host: int) -> None:
        """A note or a box: text of its own that belongs to paragraph `host` of the document."""
        before = self._here, self._host
        self._here, self._host, self._listed = story, host, None
        page = story.page
        self.add(story.items(element, depth=10))
        story.page = page
        self._here, self._host = before
        self._listed = None

    # -- tables --------------------------------------------------------------------------------------

    def _columns(self, paragraphs: Sequence[WordParagraph]) -> None:
        """Paragraphs with tabs between figures: a table without a grid, which nobody can be sure of."""
        self._listed = None
        numbers = [self._line(one.content, one.host, one.page) for one in paragraphs]
        lines = [self.lines[number - 1] for number in numbers]
        tables, taken = find_tables(lines)
        tables = [replace(table, sure=False) for table in tables]
        for number, paragraph in zip(numbers, paragraphs, strict=True):
            self.blocks += [table for table in tables if table.line_start == number]
            if number not in taken:
                self._block(paragraph, number)
        self._attached(paragraphs)

    def _layout(self, table: WordTable) -> None:
        for row in table.rows:
            for cell in row.cells:
                self._listed = None
                self.add(cell.items)
        self._listed = None

    def _table(self, table: WordTable, caption: Caption) -> None:
        self._listed = None
        rows = grid_of(table, len(self.lines) + 1)
        filled = [row for row in table.rows if any(not one.content.blank for one in _paragraphs(row.cells))]
        for placed, source in zip(rows, filled, strict=True):
            hosts = [one.host for one in _paragraphs(source.cells)]
            self._line(placed.content, min(hosts), source.page)
        if rows:
            about = (*caption.about, table.caption)
            named = Caption(caption.title or table.caption, about)
            for part in parts_of(rows):
                page = self.lines[part[0].line - 1].page if self.story.paged else None
                self.blocks.append(table_of(part, named, page))
                self._prose(part)
        for row in table.rows:
            for cell in row.cells:
                self._attached(cell.paragraphs)
                for inner in cell.tables:
                    self.add([inner])

    def _prose(self, rows: Sequence[GridRow]) -> None:
        """What the cells of a table say in sentences."""
        for row in rows:
            for cell in row.filled:
                sentences: tuple[Sentence, ...] = ()
                if cell.is_prose or cell.tells:
                    for part in cell.lines():
                        sentences += sentences_of([(row.line, part.start, part.text)])
                if sentences:
                    self.blocks.append(Paragraph(sentences))


def _paragraphs(cells: Sequence[WordCell]) -> list[WordParagraph]:
    return [one for cell in cells for one in cell.paragraphs]


def _tabbed(items: Sequence[Item], index: int) -> list[WordParagraph]:
    """The paragraphs from `index` on that have tabs between figures; none when they are few."""
    found: list[WordParagraph] = []
    for at in range(index, min(index + _MOST_ROWS, len(items))):
        item = items[at]
        if not isinstance(item, WordParagraph) or item.level is not None or item.contents or item.item:
            break
        cells = item.text.strip().split("\t")
        if len(cells) < 2 or not (found or item.text.startswith("\t") or len(cells) > 2):
            break
        found.append(item)
    rows = sum(any(map(is_figure, one.text.split("\t")[1:])) for one in found)
    return found if rows >= _LEAST_ROWS else []


def _level(paragraph: WordParagraph, text: str) -> int | None:
    """The level of a heading, also of one that is only a short line in bold."""
    if paragraph.level is not None:  # a whole paragraph in the form of a heading says something
        return paragraph.level if len(text.split()) <= _MOST_WORDS else None
    plain = paragraph.item or paragraph.caption or not paragraph.strong or _NUMBERED.match(text)
    if plain or len(text) > _LONGEST_HEADING or text[-1] in ".,;!?:" or "\t" in paragraph.text:
        return None
    return None if numbers_in(text) else 0


def _caption(items: Sequence[Item], index: int) -> Caption:
    """The title of the table at `index`: what stands just before it, or a caption just after."""
    before = _near(items, range(index - 1, max(index - 6, -1), -1), 2)
    after = _near(items, range(index + 1, min(index + 4, len(items))), 1)
    about = []
    for paragraph in before:
        text = " ".join(paragraph.text.split())
        about.append(text)
        if paragraph.caption or paragraph.level is not None or not _only_unit(text):
            break
    if not about and after and after[0].caption:
        about.append(" ".join(after[0].text.split()))
    title = next((text for text in reversed(about)), "")
    return Caption(title, tuple(about))


def _near(items: Sequence[Item], order: range, most: int) -> list[WordParagraph]:
    """The nearest paragraphs that could be a title: short, and no sentence."""
    found: list[WordParagraph] = []
    for index in order:
        item = items[index]
        if not isinstance(item, WordParagraph) or len(found) == most:
            break
        text = " ".join(item.text.split())
        if not text:
            continue
        titled = item.caption or item.level is not None
        if item.item or len(text) > _LONGEST_TITLE or (not titled and text[-1] in ".!?:;,"):
            break
        found.append(item)
    return found


def _only_unit(text: str) -> bool:
    """'Belopp i mnkr' says the unit and is not yet a title."""
    return bool(unit_in([text])) and len(text.split()) <= 4
