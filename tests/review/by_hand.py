# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small review made by hand: what the outputs are tested on, whatever readers and checks find."""

from __future__ import annotations

import re

from malram.review.claims import Claim, Finding, Kind, Review, Severity
from malram.review.document import (
    Block,
    Column,
    Document,
    Heading,
    Line,
    Number,
    Paragraph,
    Row,
    Sentence,
    Spot,
    Table,
)
from malram.values import parse_number

TEXT = """\
Nämndens år
Under året gjordes 1 240 besök, vilket är 140 fler än föregående
år (1 110). Två av tre mål nås. Kontoret flyttade till Åsgatan 7.
• Andelen svar inom tre dagar var 84 %.
Ekonomi
Resultat per verksamhet, mnkr
Utfall Budget Avvikelse
Park 61,4 60,0 1,4
Gata 30,2 32,5 2,7
varav vinter 12,1 11,0 1,1
Summa 91,6 92,5 -0,9
Fotnot utan block 17"""
PAGE_TWO = 5  # the first line of page two


def number(line: int, text: str, nth: int = 0, source: str = TEXT) -> Number:
    """The number printed as `text` on a line."""
    whole = source.split("\n")[line - 1]
    start = [found.start() for found in re.finditer(rf"(?<![\d,]){re.escape(text)}", whole)][nth]
    return Number(text, Spot(line, start, start + len(text)), parse_number(text))


def sentence(text: str, line: int, start: int, *numbers: Number, item: bool = False) -> Sentence:
    """A sentence that begins at `start` on `line`; its numbers know their own lines."""
    lines, places, at = TEXT.split("\n"), [], 0
    while at < len(text):
        places.append((at, line, start))
        at += len(lines[line - 1]) - start + 1
        line, start = line + 1, 0
    offsets = []
    for one in numbers:
        offset, _, first = next(place for place in places if place[1] == one.spot.line)
        offsets.append(offset + one.spot.start - first)
    return Sentence(text, tuple(places), numbers, tuple(offsets), item)


def row(line: int, label: str, *cells: str, depth: int = 0, strong: bool = False) -> Row:
    return Row(label, tuple(number(line, cell) for cell in cells), cells, line, line, depth, strong)


VISITS, MORE, BEFORE = number(2, "1 240"), number(2, "140"), number(3, "1 110")
PARAGRAPH = Paragraph(
    (
        sentence(
            "Under året gjordes 1 240 besök, vilket är 140 fler än föregående år (1 110).",
            2,
            0,
            VISITS,
            MORE,
            BEFORE,
        ),
        sentence("Två av tre mål nås.", 3, 12),
        sentence("Kontoret flyttade till Åsgatan 7.", 3, 32, number(3, "7")),
        sentence("• Andelen svar inom tre dagar var 84 %.", 4, 0, number(4, "84 %"), item=True),
    )
)
PARK = row(8, "Park", "61,4", "60,0", "1,4")
STREET = row(9, "Gata", "30,2", "32,5", "2,7")
WINTER = row(10, "varav vinter", "12,1", "11,0", "1,1", depth=1)
TOTAL = row(11, "Summa", "91,6", "92,5", "-0,9", strong=True)
TABLE = Table(
    tuple(map(Column, ("Utfall", "Budget", "Avvikelse"))),
    (PARK, STREET, WINTER, TOTAL),
    7,
    11,
    title="Resultat per verksamhet",
    unit="mnkr",
)
BLOCKS: tuple[Block, ...] = (Heading("Nämndens år", 1, 1), PARAGRAPH, Heading("Ekonomi", 5, 2), TABLE)


def claim(kind: Kind, holds: bool | None, said: str, *numbers: Number, **more: object) -> Claim:
    lines = [one.spot.line for one in numbers]
    first, last = min(lines), max(lines)
    quote = more.pop("quote", " ".join(TEXT.split("\n")[first - 1 : last]))
    return Claim(kind, first, last, str(quote), said, holds, tuple(numbers), **more)  # type: ignore[arg-type]


def cells(line: Row) -> tuple[Number, ...]:
    return tuple(cell for cell in line.cells if cell is not None)


FEWER = claim(
    Kind.ARITHMETIC, False, "1 240 besök är 140 fler än 1 110", VISITS, MORE, BEFORE, found="130 fler"
)
STREETS = claim(
    Kind.ROW, False, "30,2 minus 32,5 är 2,7", *cells(STREET), found="−2,3", rule="row.difference"
)
COLUMN = claim(
    Kind.SUM, False, "Summan av kolumnen Avvikelse är −0,9", *(one.cells[2] for one in (PARK, STREET, TOTAL))
)  # type: ignore[misc]
GOALS = Claim(Kind.COUNT, 3, 3, "Två av tre mål nås.", "Två av tre mål nås, men inga mål räknas upp", False)
ROUNDED = claim(Kind.ROW, False, "12,1 minus 11,0 är 1,1", *cells(WINTER), severity=Severity.NOTE)
TRUE = (
    claim(Kind.ROW, True, "61,4 minus 60,0 är 1,4", *cells(PARK)),
    claim(Kind.ROW, True, "91,6 minus 92,5 är −0,9", *cells(TOTAL)),
)
UNKNOWN = claim(Kind.REPEAT, None, "84 % är detsamma som på sidan 9", number(4, "84 %"))

FINDINGS = (
    Finding(FEWER, Severity.ERROR),
    Finding(GOALS, Severity.QUESTION),
    Finding(
        STREETS,
        Severity.ERROR,
        repair="Skriv −2,3 i stället för 2,7, så stämmer raden och summan.",
        suspect=STREET.cells[2],
        folded=(COLUMN,),
    ),
    Finding(ROUNDED, Severity.NOTE),
)
CLAIMS = (FEWER, GOALS, STREETS, COLUMN, ROUNDED, *TRUE, UNKNOWN)


def document(text: str = TEXT, blocks: tuple[Block, ...] = BLOCKS, name: str = "årsrapport.txt") -> Document:
    lines = [Line(at, line, 1 if at < PAGE_TWO else 2) for at, line in enumerate(text.split("\n"), 1)]
    return Document(name, tuple(lines), blocks, 2, (("otydlig kolumn", 3),))


def small_review() -> Review:
    """Eight claims: two errors, one of them with a consequence, a question, a note, two true, one unknown."""
    made = document()
    return Review(made, CLAIMS, FINDINGS, made.unread)
