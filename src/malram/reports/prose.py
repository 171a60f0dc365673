# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts of a report: small markdown files in which every figure is asked for, never typed.

Paragraphs, lists with '-', headings with '###', **strong** words, and placeholders in double braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from malram.facts.problems import Place, Problem
from malram.reports.blocks import Block, Heading, List, Paragraph, Run, Runs, Text

PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.S)
STRONG = re.compile(r"\*\*(.+?)\*\*", re.S)
# Digits that are not figures: years, dates, parts of documents, the number to call, names with digits.
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
NOT_FIGURES = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?\b|\b1177\b"
    r"|(?:avsnitt|kapitel|bilaga|paragraf|§|tabell|diagram|[Mm]ål) ?\d+(?:\.\d+)*"
    r"|\w*[^\W\d]\w*[/-]?\d[\w/-]*",
)
DIGITS = re.compile(r"[−-]?\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)*(?:[ \u00a0]?%)?")

Resolve = Callable[[str, Place], Runs]


class Unresolved(ValueError):
    """A placeholder that names something that does not exist."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class Piece:
    kind: str  # heading, item or paragraph
    line: int
    text: str


def pieces(text: str) -> list[Piece]:
    """Cut a text into headings, list items and paragraphs, each with its first line."""
    found: list[Piece] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.rstrip()
        if not line or line.startswith("<!--"):
            found.append(Piece("blank", number, ""))
        elif line.startswith("### "):
            found.append(Piece("heading", number, line[4:]))
        elif line.startswith("- "):
            found.append(Piece("item", number, line[2:]))
        elif found and found[-1].kind in ("paragraph", "item"):
            found[-1] = Piece(found[-1].kind, found[-1].line, f"{found[-1].text}\n{line.strip()}")
        else:
            found.append(Piece("paragraph", number, line))
    return [piece for piece in found if piece.kind != "blank"]


def prose_blocks(
    text: str, file: str, id: str, level: int, resolve: Resolve, problems: list[Problem]
) -> list[Block]:
    """The blocks of a text, with headings one level below `level`. Problems are added, all at once."""
    blocks: list[Block] = []
    items: list[Runs] = []

    def close_list() -> None:
        if items:
            blocks.append(List(f"{id}-{len(blocks) + 1}", tuple(items)))
            items.clear()

    for piece in pieces(text):
        runs = _runs(piece, file, resolve, problems)
        if piece.kind == "item":
            items.append(runs)
            continue
        close_list()
        name = f"{id}-{len(blocks) + 1}"
        if piece.kind == "heading":
            blocks.append(Heading(name, min(level + 1, 4), piece.text))
        else:
            blocks.append(Paragraph(name, runs))
    close_list()
    return blocks


def _runs(piece: Piece, file: str, resolve: Resolve, problems: list[Problem]) -> Runs:
    runs: list[Run] = []
    strong = False
    position = 0
    for match in [*PLACEHOLDER.finditer(piece.text), None]:
        plain = piece.text[position : match.start() if match else None]
        _lint(piece, position, plain, file, problems)
        for index, part in enumerate(plain.split("**")):
            strong = not strong if index else strong
            if part:
                runs.append(Text(part.replace("\n", " "), strong=strong))
        if match is None:
            break
        place = _place(piece, match.start(), file)
        try:
            runs += resolve(" ".join(match[1].split()), place)
        except Unresolved as error:
            problems.append(Problem("R010", place, error.message, error.hint))
        position = match.end()
    if strong:
        problems.append(
            Problem("R012", Place(file, piece.line), "'**' öppnas men stängs inte.", "Skriv två par.")
        )
    return tuple(runs)


def _lint(piece: Piece, offset: int, plain: str, file: str, problems: list[Problem]) -> None:
    """Report typed figures. What is covered by a date, a year or a name is blanked out first."""
    rest = NOT_FIGURES.sub(lambda found: " " * len(found[0]), plain)
    for match in DIGITS.finditer(rest):
        message = f"Talet '{match[0].strip()}' är inskrivet för hand."
        hint = "Hämta det med {{ mått enhet period }}, eller skriv {{ plain … }} om det inte är ett mätvärde."
        problems.append(Problem("R011", _place(piece, offset + match.start(), file), message, hint))


def _place(piece: Piece, offset: int, file: str) -> Place:
    return Place(file, piece.line + piece.text[:offset].count("\n"))
