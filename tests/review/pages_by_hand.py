# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages written as text: '#' heads, bars between columns, '-' before items, anything else is prose.

The blocks are made here and not by the readers, so that what is tested is what is checked.
"""

from __future__ import annotations

from malram.review.document import Block, Column, Document, Heading, Line, Paragraph, Row, Spot, Table
from malram.review.numbers import cell_number
from malram.review.reading.prose.sentences import sentences_of


def page(text: str, unit: str = "", sure: bool = True) -> Document:
    """A document; the first line of each table has its headings, the corner first."""
    lines = text.strip("\n").split("\n")
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if "|" in line:
            while end < len(lines) and "|" in lines[end]:
                end += 1
            blocks.append(_table(lines[at:end], at + 1, unit, sure))
        elif line.startswith("#"):
            title = line.lstrip("#")
            blocks.append(Heading(title.strip(), at + 1, len(line) - len(title)))
        elif line.startswith("- "):
            blocks.append(Paragraph(sentences_of([(at + 1, 2, line[2:])], item=True)))
        elif line.strip():
            while (
                end < len(lines)
                and lines[end].strip()
                and lines[end][0] not in "#-"
                and "|" not in lines[end]
            ):
                end += 1
            pieces = [(number + 1, 0, lines[number]) for number in range(at, end)]
            blocks.append(Paragraph(sentences_of(pieces)))
        at = end
    plain = (line.lstrip("# ") if line.startswith("#") else line for line in lines)
    return Document("sida.txt", tuple(Line(at, line) for at, line in enumerate(plain, 1)), tuple(blocks))


def _table(lines: list[str], first: int, unit: str, sure: bool) -> Table:
    corner, *heads = (head.strip() for head in lines[0].split("|"))
    rows = tuple(_row(line, number) for number, line in enumerate(lines[1:], first + 1))
    last = first + len(lines) - 1
    return Table(tuple(map(Column, heads)), rows, first, last, unit=unit, sure=sure, corner=corner)


def _row(line: str, number: int) -> Row:
    label, *cells = line.split("|")
    at, numbers = len(label) + 1, []
    for cell in cells:
        numbers.append(cell_number(cell, number, at))
        at += len(cell) + 1
    depth = int(label.strip().lower().startswith(("varav", "- ")))
    return Row(label.strip(), tuple(numbers), tuple(map(str.strip, cells)), number, number, depth)


def spot_text(document: Document, spot: Spot) -> str:
    return document.line(spot.line).text[spot.start : spot.end]
