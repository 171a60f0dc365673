# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The grid of a Word table: which cell stands in which column, and where its text is in the row's line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from malram.review.document import Number
from malram.review.numbers import cell_number, numbers_in
from malram.review.reading.docx.parts import Text, WordCell, WordRow, WordTable
from malram.values import NumberError, Printed, parse_number

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_WORDY = re.compile(r"[\W_]*[^\W\d_]{2}")
_NOTE_SIGN = re.compile(r"(?<=[^\W\d_]{4})[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?(?=[\s,.]|$)")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,])")
_PROSE_WORDS = 12  # a cell with so many words says something in sentences


@dataclass(frozen=True)
class GridCell:
    """A cell at its place: `text` begins at `start` of the row's line."""

    text: str = ""
    start: int = 0
    first: int = 0  # the leftmost of the columns it covers
    span: int = 1
    goes_on: bool = False  # continues the cell above
    indent: int = 0
    strong: bool = False
    breaks: tuple[int, ...] = ()  # offsets in `text` where a new paragraph or line begins

    @property
    def clean(self) -> str:
        """Its text with single spaces, the signs of notes left out: 'Läkemedel²', but not 'm²'."""
        return _NOTE_SIGN.sub("", " ".join(self.text.split()))

    @property
    def is_prose(self) -> bool:
        return len(self.text.split()) >= _PROSE_WORDS

    @property
    def tells(self) -> bool:
        """Whether a few words say something with figures: 'ökade från 12 till 15 procent'."""
        return len(self.text.split()) >= 4 and len(numbers_in(self.text)) > 1

    def number(self, line: int) -> Number | None:
        """The one number in it; the sign of a note after it is no part of it."""
        if self.is_prose:
            return None
        bare = self.text.rstrip()
        marked = bare.rstrip(f"{_RAISED})")
        if any(character in _RAISED for character in bare[len(marked) :]):
            bare = marked
        return None if _is_wordy(bare) else cell_number(bare, line, self.start)

    def lines(self) -> list[GridCell]:
        """Its paragraphs and broken lines, each as a cell of its own."""
        ends = [*self.breaks, len(self.text)]
        starts = [0, *self.breaks]
        return [
            GridCell(self.text[a:b], self.start + a, self.first, self.span, False, self.indent, self.strong)
            for a, b in zip(starts, ends, strict=True)
            if self.text[a:b].strip()
        ]


@dataclass
class GridRow:
    """A row with one entry for each column of the grid; a cell over two columns stands in both."""

    cells: list[GridCell]
    line: int
    header: bool = False
    content: Text = field(default_factory=Text)

    def at(self, column: int) -> GridCell:
        """The cell that begins in `column`, an empty one where none does."""
        cell = self.over(column)
        return cell if cell.first == column else GridCell(first=column, goes_on=cell.goes_on)

    def over(self, column: int) -> GridCell:
        """The cell that covers `column`."""
        return self.cells[column] if column < len(self.cells) else GridCell(first=column)

    def own(self) -> Iterator[GridCell]:
        """Its cells, each once."""
        return (cell for column, cell in enumerate(self.cells) if cell.first == column)

    @property
    def filled(self) -> list[GridCell]:
        return [cell for cell in self.own() if cell.text.strip()]


def grid_of(table: WordTable, line: int) -> list[GridRow]:
    """The rows of a table printed from `line` on; rows without any text have no line and are left out."""
    rows: list[GridRow] = []
    for row in table.rows:
        made = _row(row, line + len(rows))
        if not made.content.blank:
            rows.append(made)
    return rows


def _row(row: WordRow, line: int) -> GridRow:
    made = GridRow([], line, row.header)
    for index, cell in enumerate(row.cells):
        if index:
            made.content.add("\t")
        text = _text(cell)
        start, first = made.content.length, len(made.cells)
        paragraphs = [one for one in cell.paragraphs if not one.content.blank]
        placed = GridCell(
            text.text,
            start,
            first,
            cell.span,
            cell.goes_on,
            paragraphs[0].indent if paragraphs else 0,
            bool(paragraphs) and all(one.strong for one in paragraphs),
            tuple(text.breaks),
        )
        made.content.extend(text)
        made.cells += [placed] * cell.span
    return made


def _text(cell: WordCell) -> Text:
    """The text of a cell on one line: its paragraphs joined by a space."""
    joined = Text()
    for paragraph in cell.paragraphs:
        if paragraph.content.blank:
            continue
        if joined.length:
            joined.add_break()
        joined.extend(paragraph.content, flat=True)
    return joined


def is_figure(text: str, *, heading: bool = False) -> bool:
    """Whether a cell's text is a quantity, not a year or words: what a heading never is.

    Asked of a `heading`, ages and times ('18–24 år', 'högst 90 dagar') are none either.
    """
    number = None if _is_wordy(text) else cell_number(text, 1, 0)
    if number is None or number.printed is None or is_year(number.printed):
        return False
    if heading and (_YEAR.match(number.text) or not _is_whole(text)):  # '2024 mnkr', '12 månaders prognos'
        return False
    unit, span = number.printed.unit, number.printed.high is not None
    return not (heading and (span or (unit is not None and unit.kind == "time")))


def _is_wordy(text: str) -> bool:
    """Whether words come first: 'Konto 79' and 'Utfall 2' are words, 'minst 79' and '1O2' are figures."""
    return bool(_WORDY.match(text)) and not _is_whole(text)


def _is_whole(text: str) -> bool:
    """Whether the whole text is one number, with at most a qualifier and a unit."""
    try:
        parse_number(text)
    except NumberError:
        return False
    return True


def is_year(printed: Printed) -> bool:
    return printed.unit is None and printed.decimals == 0 and 1950 <= printed.value <= 2100


def is_layout(table: WordTable) -> bool:
    """Whether a table only places text on the page: one cell, one column, or nothing but prose."""
    rows = [[cell for cell in row.cells if cell.items and not cell.goes_on] for row in table.rows]
    texts = [" ".join(one.text for one in cell.paragraphs).strip() for row in rows for cell in row]
    filled = [text for text in texts if text]
    if len(filled) <= 1 or all(len(row) <= 1 for row in rows):
        return True
    if any(is_figure(text) for text in filled):
        return False
    if any(cell.tables for row in rows for cell in row):
        return True
    prose = sum(len(text.split()) >= _PROSE_WORDS for text in filled)
    return 2 * prose >= len(filled) or len(table.rows) == 1
