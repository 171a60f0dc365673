# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables written as text with a bar between the columns, for the tests of what is checked in tables."""

from __future__ import annotations

import re

from malram.review.checking.tables import check_tables
from malram.review.claims import Claim, Finding
from malram.review.document import Column, Document, Line, Number, Row, Spot, Table
from malram.review.judging import judge
from malram.values import NumberError, parse_number

_PART = re.compile(r"varav|därav|[-–] ", re.IGNORECASE)


def table(text: str, title: str = "", unit: str = "", sure: bool = True, first: int = 1) -> Document:
    """A document of one table. The first line of `text` has the headings, '' for the corner."""
    lines = text.strip("\n").split("\n")
    heads = [head.strip() for head in lines[0].split("|")]
    rows = [_row(line, number) for number, line in enumerate(lines[1:], first + 1)]
    last = first + len(lines) - 1
    made = Table(tuple(map(Column, heads[1:])), tuple(rows), first, last, title, unit, sure, heads[0])
    return Document("tabell.txt", tuple(Line(at, line) for at, line in enumerate(lines, first)), (made,))


def _row(line: str, number: int) -> Row:
    label, *cells = line.split("|")
    at, numbers = len(label) + 1, []
    for cell in cells:
        numbers.append(_number(cell, number, at))
        at += len(cell) + 1
    depth = int(bool(_PART.match(label.strip())) or label.startswith("  "))
    return Row(label.strip(), tuple(numbers), tuple(cell.strip() for cell in cells), number, number, depth)


def _number(text: str, line: int, at: int) -> Number | None:
    if not any(character.isdigit() for character in text):
        return None
    clean = text.strip()
    at += len(text) - len(text.lstrip())
    try:
        printed = parse_number(clean)
    except NumberError:
        printed = None
    return Number(clean, Spot(line, at, at + len(clean)), printed)


def table_claims(document: Document) -> list[Claim]:
    return list(check_tables(document))


def findings(document: Document) -> list[Finding]:
    return judge(table_claims(document))


def failing(document: Document) -> list[Claim]:
    return [claim for claim in table_claims(document) if claim.holds is False]
