# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the pieces of a table on a PDF page to a `Table`: lines are written, numbers get their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from malram.review.document import Column, Number, Row, Spot, Table
from malram.review.numbers import cell_number
from malram.review.reading.pdf.cells import (
    DraftRow,
    DraftTable,
    Known,
    Piece,
    Strip,
    is_value,
    joined,
    text_of,
    without_marks,
)
from malram.review.reading.pdf.second import SecondReader
from malram.review.reading.pdf.sheet import Sheet
from malram.review.reading.pdf.words import Turn
from malram.values.units import SPELLINGS

LONG = 70  # characters of a cell's text that is read as prose too
INDENT = 4.0  # points
_UNIT = re.compile(
    r"(?<![\w%])(?:(?:mnkr|mkr|msek|tkr|ksek|mdkr|mdr kr|milj(?:oner|\.)? kr(?:onor)?|tusen(?:tals)? kronor|"
    r"miljoner kronor|miljarder kronor|kronor|kr|procent)(?![\w-])|(?<=\()%(?=\)))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?:not|noter|nr|nummer|sida|sid\.?|diarienummer|dnr)\.?", re.IGNORECASE)
_PART = re.compile(r"(?:[-–•·*]|varav\b|därav\b|- varav)", re.IGNORECASE)


@dataclass(slots=True)
class _Cell:
    """A cell as written: for each printed line its number, where it starts in it, and its text."""

    places: list[tuple[int, int, int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return joined([text for *_, text in self.places])

    @property
    def long(self) -> bool:
        return len(self.text) > LONG and len(self.text.split()) > 8


@dataclass(slots=True)
class TableWriter:
    """Writes the tables of one page."""

    sheet: Sheet
    page: int  # from 1
    turn: Turn
    second: SecondReader
    known: Known = field(default_factory=Known)
    _references: set[int] = field(default_factory=set)  # columns whose numbers are no quantities

    def write(self, draft: DraftTable) -> Table:
        start = self.sheet.next
        for row in draft.head:
            self._write(row, draft.columns)
        headings = [self._heading(draft.headings.get(place, [])) for place in range(draft.columns)]
        left = min(
            (strip.pieces[0][0].x0 for row in draft.rows for strip in row.strips[:1] if 0 in strip.pieces),
            default=draft.left,
        )
        strong = [self._strong(row) for row in draft.rows]
        self._references = {place for place, text in enumerate(headings) if _REFERENCE.fullmatch(text)}
        rows = tuple(
            self._row(row, draft.columns, left, is_strong and not all(strong))
            for row, is_strong in zip(draft.rows, strong, strict=True)
        )
        corner = headings[0]
        unit = next((found for text in (corner, draft.title) if (found := unit_in(text))), "")
        return Table(
            tuple(Column(heading) for heading in headings[1:]),
            rows,
            start,
            self.sheet.next - 1,
            draft.title,
            unit,
            draft.sure,
            corner,
            self.page,
        )

    def _heading(self, texts: Sequence[str]) -> str:
        parts = [without_marks(part) for text in texts for part in text.split("\n")]
        return joined(list(dict.fromkeys(parts)), self.known)

    def _strong(self, row: DraftRow) -> bool:
        words = row.words
        return bool(words) and all(word.bold for word in words)

    def _row(self, row: DraftRow, columns: int, left: float, strong: bool) -> Row:
        start = self.sheet.next
        cells = self._write(row, columns)
        label = without_marks(joined([text for *_, text in cells[0].places], self.known))
        first = next((strip.pieces[0][0].x0 for strip in row.strips if 0 in strip.pieces), left)
        part = _PART.match(label)
        depth = max(int(first - left > INDENT), int(part is not None))
        numbers = tuple(
            None if place in self._references else self._number(cell)
            for place, cell in enumerate(cells[1:], 1)
        )
        words = tuple(
            without_marks(joined([text for *_, text in cell.places], self.known)) for cell in cells[1:]
        )
        if not label and words and re.search(r"[^\W\d_]{2}", words[0]) and numbers[0] is None:
            label = words[0]  # below a label that reaches over several rows
        return Row(label, numbers, words, start, self.sheet.next - 1, depth, strong)

    def _write(self, row: DraftRow, columns: int) -> list[_Cell]:
        """Write the lines of a row. Two long texts side by side are written one after the other."""
        cells = [_Cell() for _ in range(columns)]
        strips = self._apart(row.strips, columns)
        for strip in strips:
            last = max(strip.pieces)
            pieces: list[Piece] = [strip.pieces.get(place, []) for place in range(last + 1)]
            number = self.sheet.next
            spans = self.sheet.write(self.page, self.turn, pieces)
            for place, (start, end) in enumerate(spans):
                if end > start:
                    cells[place].places.append((number, start, end, text_of(pieces[place])))
        valued = any(is_value(text) for cell in cells[1:] for *_, text in cell.places)
        for at, cell in enumerate(cells):
            if not cell.long or (valued and at == 0):
                for number, start, end, _ in cell.places:
                    self.sheet.take(number, start, end)
        return cells

    def _apart(self, strips: list[Strip], columns: int) -> list[Strip]:
        texts = [
            joined([text_of(s.pieces[place]) for s in strips if place in s.pieces])
            for place in range(columns)
        ]
        long = {place for place, text in enumerate(texts) if len(text) > LONG and len(text.split()) > 8}
        if len(long) < 2:
            return strips
        short = [
            Strip(strip.y, {place: piece for place, piece in strip.pieces.items() if place not in long})
            for strip in strips
        ]
        apart = [
            Strip(strip.y, {place: strip.pieces[place]})
            for place in sorted(long)
            for strip in strips
            if place in strip.pieces
        ]
        return [strip for strip in short if strip.pieces] + apart

    def _number(self, cell: _Cell) -> Number | None:
        """The number of a cell; None for an empty one, for words, and when it is not clear which."""
        found = [place for place in cell.places if is_value(place[3])]
        others = [text for *_, text in cell.places if not is_value(text)]
        if len(found) != 1 or any(any(map(str.isdigit, text)) for text in others):
            return None
        line, start, _, text = found[0]
        number = cell_number(without_marks(text), line, start)
        return None if number is None else self._checked(number)

    def _checked(self, number: Number) -> Number:
        """Doubt a number that the second reader reads otherwise."""
        box = _upright(self.sheet, number.spot)
        doubt = self.second.doubt(self.page - 1, self.turn, number.text, box)
        return replace(number, doubt=doubt) if doubt else number


def _upright(sheet: Sheet, spot: Spot) -> tuple[float, float, float, float]:
    edges = sheet.lines[spot.line - 1].origin.edges  # type: ignore[attr-defined]
    cells = [edges[4 * at : 4 * at + 4] for at in range(spot.start, spot.end)]
    cells = [cell for cell in cells if cell[1] > cell[0]]
    return (
        min(cell[0] for cell in cells),
        min(cell[2] for cell in cells),
        max(cell[1] for cell in cells),
        max(cell[3] for cell in cells),
    )


def unit_in(text: str) -> str:
    """The unit that a title or a heading says all values have: 'mnkr'; '' when it says none or two."""
    spelt = {match.lower().replace("milj. ", "milj. ") for match in _UNIT.findall(text)}
    codes = {str(SPELLINGS[one]) for one in spelt if one in SPELLINGS}
    return codes.pop() if len(codes) == 1 else ""
