# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF: words with their places become lines, and tables are rebuilt from where the words stand.

PDFium reads every page; pdfminer reads the pages with tables once more, and a number the two do not agree on
carries a doubt. Scanned pages have no words and are counted as unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from malram.review.document import Block, Document, Number, Table
from malram.review.reading.layout import first_line
from malram.review.reading.limits import Deadline, Unreadable, check_pages, check_text
from malram.review.reading.opening import damaged, encrypted
from malram.review.reading.pdf.cells import DraftTable, Known, Piece, segments, text_of
from malram.review.reading.pdf.gaps import gap_tables
from malram.review.reading.pdf.grid import ruled_table
from malram.review.reading.pdf.order import Item, in_order, line_item
from malram.review.reading.pdf.paths import Box, charts, page_paths
from malram.review.reading.pdf.rules import Rules, grids, page_rules
from malram.review.reading.pdf.second import SecondReader
from malram.review.reading.pdf.sheet import Sheet
from malram.review.reading.pdf.tables import TableWriter
from malram.review.reading.pdf.words import PageWords, Word, in_lines, page_words
from malram.review.reading.prose import find_prose

Progress = Callable[[int, int], None]

KEPT = 120  # pages whose words are kept from the survey; the rest are read twice, to spare memory
LONGEST_LABEL = 24  # characters of a text in a chart that is not read as prose
EDGE = 0.11  # of the page's height at its top and bottom, where what is repeated is a header or a footer
GUESSED = "texten är tolkad ur en bild"
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
Margins = set[tuple[str, int]]


def read_pdf(path: Path, progress: Progress | None = None) -> Document:
    """Read a PDF."""
    deadline = Deadline(path.name)
    with _opened(path) as pdf:
        check_pages(path.name, len(pdf))
        second = SecondReader(path, deadline)
        try:
            return _Reader(path.name, pdf, second, deadline).read(progress)
        except pypdfium2.PdfiumError:
            raise damaged(path.name) from None
        finally:
            second.close()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as trouble:
        if getattr(trouble, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise encrypted(path.name) from None
        raise damaged(path.name) from None


@dataclass(slots=True)
class _Page:
    number: int  # from 1
    seen: PageWords
    rules: Rules
    charts: list[Box]


@dataclass(slots=True)
class _Reader:
    """Reads the pages of one document, in order."""

    name: str
    pdf: pypdfium2.PdfDocument
    second: SecondReader
    deadline: Deadline
    sheet: Sheet = field(default_factory=Sheet)
    tables: list[Table] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    margins: Margins = field(default_factory=set)
    known: Known = field(default_factory=Known)
    open: tuple[DraftTable, Table] | None = None  # the table the last page ended with
    kept: list[tuple[PageWords, list[Piece]]] = field(default_factory=list)  # pages surveyed, not yet read
    words: int = 0
    guessed: int = 0

    def read(self, progress: Progress | None) -> Document:
        pages = len(self.pdf)
        self._survey(pages, progress)
        for at in range(pages):
            self.deadline.check()
            self._page(at)
            if progress:
                progress(at + 1, pages)
        if not self.words:
            raise _without_text(self.name, pages)
        lines = self.sheet.lines
        check_text(self.name, [len(line.text) for line in lines])
        tables = [_doubted(table) for table in self.tables] if self._is_guessed() else self.tables
        blocks: list[Block] = [*tables, *find_prose(lines, self.sheet.taken)]
        return Document(
            self.name,
            tuple(lines),
            tuple(sorted(blocks, key=first_line)),
            pages,
            tuple(self.unread.items()),
        )

    def _is_guessed(self) -> bool:
        return 2 * self.guessed > self.words

    def _survey(self, pages: int, progress: Progress | None) -> None:
        """Read every page once for what is repeated at its edges, and for the words of the document."""
        places: Counter[tuple[str, int]] = Counter()
        tabular: set[tuple[str, int]] = set()  # may as well be the headings of a table, on each of its pages
        known: Counter[str] = Counter()
        for at in range(pages):
            self.deadline.check()
            if progress:
                progress(0, pages)
            seen = self._words(at)
            lines = in_lines(seen.words)
            if at < KEPT:
                self.kept.append((seen, lines))
            edges = list(_edge_lines(lines, seen))
            places.update({_place(line) for line in edges})
            tabular.update(_place(line) for line in edges if len(segments(line)) > 2)
            known.update(word.lower() for line in lines for word in _WORD.findall(text_of(line)))
        least = max(2, min(pages // 5, 10)) if pages < 12 else max(3, min(pages // 8, 12))
        many = max(4, pages * 2 // 5)
        self.margins = {
            place for place, count in places.items() if count >= (many if place in tabular else least)
        }
        self.known = Known(known.elements())

    def _words(self, at: int) -> PageWords:
        page = self.pdf[at]
        try:
            return page_words(page)
        finally:
            page.close()

    def _page(self, at: int) -> None:
        handle = self.pdf[at]
        try:
            if at < len(self.kept):
                seen, lines = self.kept[at]
                self.kept[at] = (seen, [])
            else:
                seen = page_words(handle)
                lines = in_lines(seen.words)
            paths = page_paths(handle) if seen.words else []
        finally:
            handle.close()
        self.words += len(seen.words)
        self.guessed += sum(word.unseen for word in seen.words)
        if not seen.words:
            self.unread["sidor utan text (tomma eller inskannade)"] += 1
            return
        drawn = charts(paths, seen.turn, seen.right - seen.left, seen.bottom - seen.top)
        page = _Page(at + 1, seen, page_rules(paths, seen.turn), drawn)
        edges = {id(line) for line in _edge_lines(lines, seen) if _place(line) in self.margins}
        body = [line for line in lines if id(line) not in edges]
        middle = (seen.top + seen.bottom) / 2
        self._margin(page, [line for line in lines if id(line) in edges and line[0].y < middle])
        self._body(page, body)
        self._margin(page, [line for line in lines if id(line) in edges and line[0].y >= middle])

    def _margin(self, page: _Page, lines: Sequence[Piece]) -> None:
        for line in lines:
            number = self.sheet.next
            (_, end), *_ = self.sheet.write(page.number, page.seen.turn, [line])
            self.sheet.take(number, 0, end)

    def _body(self, page: _Page, lines: Sequence[Piece]) -> None:
        items, left = self._ruled(page, lines)
        labels, left = _chart_labels(left, page.charts)
        items += [line_item(line) for line in left]
        items += [line_item(line, label=True) for line in labels]
        first = True
        for at, stretch in enumerate(in_order(items)):
            if at:
                self.sheet.blank(page.number)
            for group in _with_gap_tables(stretch, page.rules):
                first = self._item(page, group, first)

    def _ruled(self, page: _Page, lines: Sequence[Piece]) -> tuple[list[Item], list[Piece]]:
        items = []
        words: list[Word] = [word for line in lines for word in line]
        for grid in grids(page.rules):
            draft, taken = ruled_table(grid, words)
            if draft is not None:
                items.append(Item(draft.top, draft.bottom, draft.left, draft.right, [], draft))
                gone = set(map(id, taken))
                words = [word for word in words if id(word) not in gone]
        return items, in_lines(words) if items else list(lines)

    def _item(self, page: _Page, group: list[Item], first: bool) -> bool:
        """Write lines that stand together, or a table; return whether nothing has been written yet."""
        if group[0].label:
            self._margin(page, [item.words for item in group])
            return first
        if group[0].table is None:
            self._lines(page, group)
            self.open = None
            return False
        draft = group[0].table
        draft.title = self._title(page, draft)
        self.sheet.blank(page.number)
        writer = TableWriter(self.sheet, page.number, page.seen.turn, self.second, self.known)
        table = writer.write(draft)
        self.sheet.blank(page.number)
        if first and self.open is not None and _goes_on(*self.open, draft, table):
            before = self.open[1]
            table = replace(before, rows=(*before.rows, *table.rows), line_end=table.line_end)
            self.tables[-1] = table
            self.open = (self.open[0], table)
        else:
            self.tables.append(table)
            self.open = (draft, table)
        return False

    def _lines(self, page: _Page, items: Sequence[Item]) -> None:
        usual = _usual_pitch(items)
        for at, item in enumerate(items):
            if at and _apart(items[at - 1], item, usual):
                self.sheet.blank(page.number)
            self.sheet.write(page.number, page.seen.turn, [item.words])

    def _title(self, page: _Page, draft: DraftTable) -> str:
        """The short line right above a table."""
        for line in reversed(self.sheet.lines[-3:]):
            if line.page != page.number or line.number in self.sheet.taken:
                return ""
            if line.text:
                return line.text if len(line.text) < 160 and not line.text.endswith((".", ":")) else ""
        return ""


def _chart_labels(lines: Sequence[Piece], boxes: Sequence[Box]) -> tuple[list[Piece], list[Piece]]:
    """The short texts that stand in charts, and all other lines."""
    if not boxes:
        return [], list(lines)
    labels: list[Piece] = []
    rest: list[Word] = []
    for line in lines:
        for piece in segments(line):
            x, y = (piece[0].x0 + piece[-1].x1) / 2, (piece[0].top + piece[0].bottom) / 2
            inside = any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)
            if inside and len(text_of(piece)) <= LONGEST_LABEL:
                labels.append(piece)
            else:
                rest += piece
    return labels, in_lines(rest) if labels else list(lines)


def _edge_lines(lines: Sequence[Piece], seen: PageWords) -> Iterator[Piece]:
    """The lines at the top and the bottom of a page."""
    edge = EDGE * (seen.bottom - seen.top)
    return (line for line in lines if line[0].y < seen.top + edge or line[0].y > seen.bottom - edge)


def _place(line: Piece) -> tuple[str, int]:
    return _DIGITS.sub("#", text_of(line)), round(line[0].y / 3)


def _with_gap_tables(stretch: Sequence[Item], rules: Rules) -> Iterator[list[Item]]:
    """The items of a stretch: each table alone, the lines between them together."""
    loose: list[Item] = []
    for item in [*stretch, None]:
        if item is not None and item.table is None and not item.label:
            loose.append(item)
            continue
        at = 0
        for found in gap_tables([one.words for one in loose], rules):
            if found.first > at:
                yield loose[at : found.first]
            table = found.table
            yield [Item(table.top, table.bottom, table.left, table.right, [], table)]
            at = found.end
        if loose[at:]:
            yield loose[at:]
        loose = []
        if item is not None:
            yield [item]


def _usual_pitch(items: Sequence[Item]) -> float:
    """How far lines of the commonest size stand below each other, as far as one paragraph goes."""
    gaps = [
        after.words[0].y - before.words[0].y
        for before, after in pairwise(items)
        if abs(after.words[0].size - before.words[0].size) < 0.5
    ]
    near = [gap for gap in gaps if gap > 0 and gap < 2.2 * items[0].words[0].size]
    return median(sorted(near)[: max(1, (2 * len(near) + 2) // 3)]) if near else 0.0


def _apart(above: Item, below: Item, usual: float) -> bool:
    size, next_size = above.words[0].size, below.words[0].size
    if abs(size - next_size) > 0.08 * size:
        return True
    gap = below.words[0].y - above.words[0].y
    heavy = all(word.bold for word in above.words) != all(word.bold for word in below.words)
    return gap > (1.17 * usual if usual else 1.45 * size) or (heavy and len(above.words) < 12 and gap > 0)


def _goes_on(before: DraftTable, written: Table, draft: DraftTable, table: Table) -> bool:
    """Whether a table at the top of a page is the rest of the one the page before ended with."""
    if draft.columns != before.columns:
        return False
    headings = [column.heading for column in table.columns]
    same = any(headings) and headings == [column.heading for column in written.columns]
    near = 40 if same else 12
    inside = all(abs(a - b) < near for a, b in zip(before.edges[1:], draft.edges[1:], strict=True))
    return inside and (same or not any(headings))


def _doubted(table: Table) -> Table:
    """A table whose numbers were recognised in a picture."""
    rows = tuple(replace(row, cells=tuple(_doubted_number(cell) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=rows, sure=False)


def _doubted_number(number: Number | None) -> Number | None:
    return None if number is None else replace(number, doubt=number.doubt or GUESSED)


def _without_text(name: str, pages: int) -> Unreadable:
    return Unreadable(
        name,
        f"Det finns ingen text på dokumentets {pages} sidor; de är troligen inskannade bilder.",
        "Använd originalet i Word eller PDF, eller låt ett program för texttolkning läsa det först.",
    )
