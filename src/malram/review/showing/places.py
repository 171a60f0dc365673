# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where in the document something stands, as people say it: page, line, heading, table, row and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from malram.review.claims import Claim, Finding
from malram.review.document import Document, Heading, Paragraph, Spot, Table


@dataclass(frozen=True)
class Place:
    """A place in a document. `table` and `paragraph` count from 1 over the whole document."""

    line: int
    page: int | None = None
    heading: str = ""
    table: int | None = None
    title: str = ""
    row: str = ""
    column: str = ""
    paragraph: int | None = None

    @property
    def short(self) -> str:
        """'sid 7, rad 312'."""
        return f"sid {self.page}, rad {self.line}" if self.page else f"rad {self.line}"

    @property
    def around(self) -> str:
        """'tabellen ”Resultaträkning”, raden ”Utfall”, kolumnen ”Avvikelse”', or the heading above prose."""
        if self.table is None:
            return f"under ”{self.heading}”" if self.heading else ""
        named = (("raden", self.row), ("kolumnen", self.column))
        table = f"tabellen ”{self.title}”" if self.title else f"tabell {self.table}"
        return ", ".join([table, *(f"{what} ”{name}”" for what, name in named if name)])


class Places:
    """Answers where a spot of one document stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: dict[int, Place] = {}
        self._cells: dict[Spot, Place] = {}
        heading, tables, paragraphs = "", 0, 0
        for block in document.blocks:
            match block:
                case Heading():
                    heading = block.text
                    self._lines[block.line] = Place(block.line, heading=heading)
                case Paragraph():
                    paragraphs += 1
                    for line in _lines_of(block):
                        self._lines[line] = Place(line, heading=heading, paragraph=paragraphs)
                case Table():
                    tables += 1
                    self._take(block, Place(block.line_start, None, heading, tables, block.title))

    def _take(self, table: Table, at: Place) -> None:
        for line in range(table.line_start, table.line_end + 1):
            self._lines.setdefault(line, at)
        for row in table.rows:
            here = replace(at, row=row.label)
            self._lines |= dict.fromkeys(range(row.line_start, row.line_end + 1), here)
            for column, cell in zip(table.columns, row.cells, strict=False):
                if cell is not None:
                    self._cells[cell.spot] = replace(here, column=column.heading)

    def at(self, spot: Spot) -> Place:
        """Where `spot` stands."""
        found = self._cells.get(spot) or self._lines.get(spot.line) or Place(spot.line)
        pages, lines = self._document.pages, self._document.lines
        page = lines[spot.line - 1].page if pages > 1 and 0 < spot.line <= len(lines) else None
        return replace(found, line=spot.line, page=page)

    def advice(self, finding: Finding) -> str:
        """What would make it true, and where that is when it is not where the quote stands."""
        told = finding.repair or finding.claim.advice
        if not told or finding.suspect is None or not elsewhere(finding):
            return told
        return f"{told} Talet står på {self.at(finding.suspect.spot).short}."

    def of(self, item: Claim | Finding) -> Place:
        """Where a claim or a finding is to be looked up."""
        return self.at(anchor(item))


def anchor(item: Claim | Finding) -> Spot:
    """The spot to look at first: the number to change, else the first of those the claim is about."""
    if isinstance(item, Finding):
        return item.suspect.spot if item.suspect and not elsewhere(item) else anchor(item.claim)
    spots = [*(one.spot for one in item.numbers), *item.spots]
    near = [spot for spot in spots if item.line_start <= spot.line <= item.line_end]
    return min(near, default=Spot(item.line_start, 0, 0))


def elsewhere(finding: Finding) -> bool:
    """Whether the number to change stands outside the lines that are quoted."""
    claim, suspect = finding.claim, finding.suspect
    return suspect is not None and not claim.line_start <= suspect.spot.line <= claim.line_end


def _lines_of(paragraph: Paragraph) -> Iterator[int]:
    for sentence in paragraph.sentences:
        yield from range(sentence.line_start, sentence.line_end + 1)
