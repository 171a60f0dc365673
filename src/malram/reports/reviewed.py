# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own report as the reviewer reads it: its lines, and the ledger's figures at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from malram.reports import blocks
from malram.reports.blocks import Ledger, Runs, plain
from malram.review import document as read
from malram.review import review_document
from malram.review.claims import Review
from malram.review.ledger import LedgerFigure
from malram.review.numbers import cell_number
from malram.review.reading.docx.tables import unit_in
from malram.review.reading.prose.sentences import sentences_of


def review_report(document: blocks.Document, ledger: Ledger) -> Review:
    """Review a report of ours: its text against itself, and every printed figure against the ledger."""
    reading = _Reading(ledger)
    for block in document.blocks:
        reading.block(block)
    lines, found = tuple(reading.lines), tuple(reading.found)
    return review_document(read.Document(document.title, lines, found), reading.figures)


@dataclass
class _Reading:
    ledger: Ledger
    lines: list[read.Line] = field(default_factory=list)
    found: list[read.Block] = field(default_factory=list)
    figures: list[LedgerFigure] = field(default_factory=list)

    def block(self, block: blocks.Block) -> None:
        match block:
            case blocks.Heading(level=level, text=text):
                self.found.append(read.Heading(text, self.line(((blocks.Text(text),),)), level))
            case blocks.Paragraph(runs=runs) | blocks.Callout(runs=runs):
                self.paragraph(runs)
            case blocks.List(items=items):
                for item in items:
                    self.paragraph(item, item=True)
            case blocks.FactList(facts=facts):
                for fact in facts:
                    self.paragraph((blocks.Text(f"{fact.label}: "), *fact.runs))
            case blocks.Table():
                self.table(block)

    def line(self, cells: Sequence[Runs]) -> int:
        """Print cells on a new line with a tab between them, and note where each figure came to stand."""
        number, text = len(self.lines) + 1, ""
        for place, runs in enumerate(cells):
            text += "\t" if place else ""
            for run in runs:
                start, text = len(text), text + plain((run,))
                if isinstance(run, blocks.FigureRun):
                    entry = self.ledger[run.entry]
                    exact = Fraction(entry.exact) if entry.exact else None
                    self.figures.append(LedgerFigure(read.Spot(number, start, len(text)), exact, entry.id))
        self.lines.append(read.Line(number, text))
        return number

    def paragraph(self, runs: Runs, *, item: bool = False) -> None:
        number = self.line((runs,))
        text = self.lines[number - 1].text
        if text.strip():
            self.found.append(read.Paragraph(sentences_of([(number, 0, text)], item=item)))

    def table(self, table: blocks.Table) -> None:
        first = self.line(((blocks.Text(table.caption),),))
        head = self.line(tuple((blocks.Text(column.label),) for column in table.columns))
        rows = tuple(self.row(row) for row in table.rows if len(row.cells) == len(table.columns))
        if not rows:
            return
        headings = [column.label for column in table.columns]
        self.found.append(
            read.Table(
                columns=tuple(read.Column(label) for label in headings[1:]),
                rows=rows,
                line_start=first,
                line_end=len(self.lines),
                title=table.caption,
                unit=unit_in([table.caption, *headings]),
                corner=headings[0] if head and headings else "",
            )
        )

    def row(self, row: blocks.Row) -> read.Row:
        number = self.line(row.cells)
        text, start = self.lines[number - 1].text, 0
        words, cells = [], []
        for cell in text.split("\t"):
            words.append(cell)
            cells.append(cell_number(cell, number, start))
            start += len(cell) + 1
        depth, strong = int(row.role == "of-which"), row.role in ("total", "subtotal")
        return read.Row(words[0].strip(), tuple(cells[1:]), tuple(words[1:]), number, number, depth, strong)
