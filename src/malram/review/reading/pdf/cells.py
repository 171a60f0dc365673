# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pieces of a PDF's tables before they are a table: words of a cell, printed lines of a row, rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from malram.review.reading.pdf.words import Word
from malram.review.reading.tables.atoms import Sort, sort_of

Piece = list[Word]  # words beside each other
WITHIN_NUMBER = 0.45  # ems between the groups of one number at most
BETWEEN_CELLS = 0.95  # ems between two cells at least
AFTER_NUMBER = 0.5  # between a whole number and the words of the next cell
BETWEEN_HEADINGS = 0.42  # between two headings; they are set in columns and never stretched

_SIGNS = r"-–−‑‐+±≥≤<>"
_ARROWS = "↑↓→↗↘▲▼△▽"  # beside a number: which way it has gone
_VALUE = re.compile(
    rf"(?:(?:cirka|ca\.?|drygt|knappt|minst|högst|max|över|under) )?[{_SIGNS}(]*\s?\d[\d\s.,:]*"
    rf"(?:\s?[–-]\s?\d[\d\s.,]*)?\s?(?:%|‰|(?:mnkr|tkr|mkr|kr|st|min|tim|dgr|dagar|år|p\.?p\.?|procent"
    rf"|%-enheter|procentenheter|poäng)\.?)?[*)⁰¹²³⁴⁵⁶⁷⁸⁹]*\s?[{_ARROWS}]?",
    re.IGNORECASE,
)
_NOTHING = re.compile(rf"[{_SIGNS}—]|\.\.\.?|i\.?\s?u\.?|e\.?\s?m\.?|u\.?\s?s\.?|x", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d{6}|\d{1,2}/\d{1,2}(?:\s\d{4})?")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗ"
_MARKS = re.compile(rf"(?:(?<=[^\W\d_]{{2}})(?<!\b[kcd]m)|(?<=[\d%)]))[{_RAISED}]+\)?$")


@dataclass(slots=True)
class Strip:
    """A printed line of a row: the words in each of its columns."""

    y: float
    pieces: dict[int, Piece]


@dataclass(slots=True)
class DraftRow:
    """A row of a table: its printed lines, from the top. Column 0 has the labels."""

    strips: list[Strip]

    def texts(self, column: int) -> list[str]:
        """What is printed in a column, line by line."""
        return [text_of(strip.pieces[column]) for strip in self.strips if column in strip.pieces]

    @property
    def words(self) -> list[Word]:
        return [word for strip in self.strips for piece in strip.pieces.values() for word in piece]


@dataclass(slots=True)
class DraftTable:
    """A table as found on a page. `edges` are the left edges of its columns, `head` the rows of headings."""

    edges: list[float]
    head: list[DraftRow]
    rows: list[DraftRow]
    headings: dict[int, list[str]]
    top: float
    bottom: float
    left: float
    right: float
    sure: bool = True
    title: str = ""
    page: int = 0

    @property
    def columns(self) -> int:
        return len(self.edges)


def text_of(words: Sequence[Word]) -> str:
    """Words as they are read: with the spaces they were printed with."""
    return "".join((word.space or " " if at else "") + word.text for at, word in enumerate(words))


def is_value(text: str) -> bool:
    """Whether a cell holds a number and hardly anything else."""
    return _VALUE.fullmatch(text) is not None


def is_empty(text: str) -> bool:
    """Whether a cell says that there is no value."""
    return _NOTHING.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """Whether a value is rather a year or a date, as headings have them."""
    return _YEARS.fullmatch(text) is not None or _DATE.fullmatch(text) is not None


def without_marks(text: str) -> str:
    """A text without the mark of a note raised at its end; m² and CO₂ keep theirs."""
    return _MARKS.sub("", text.rstrip(f" {_ARROWS}") if is_value(text) else text).rstrip()


class Known:
    """The words of a document, to tell a word that a narrow column cut in two from two words."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted(words)

    def cut(self, first: str, second: str) -> bool:
        """Whether two pieces are one word: 'budgetav' and 'vikelse', when the text has 'budgetavvikelsen'."""
        whole = self._count(first + second, "\uffff")
        return whole > 0 and (self._count(first, " ") <= 2 or self._count(second, "\uffff") <= whole + 2)

    def _count(self, start: str, end: str) -> int:
        """How many words come from `start` to `start` and `end`."""
        return bisect_left(self._words, start + end) - bisect_left(self._words, start)


NOTHING_KNOWN = Known()


def joined(parts: Iterable[str], known: Known = NOTHING_KNOWN) -> str:
    """Printed lines of one cell as one text."""
    whole = ""
    for part in parts:
        if not whole:
            whole = part
        elif whole[-1] in "-‐" and len(whole) > 1 and whole[-2].isalpha() and part[:1].islower():
            conjunction = part.split()[0] in ("och", "eller", "samt", "till")
            whole = f"{whole} {part}" if conjunction else whole[:-1] + part
        elif re.search(r"\w–$", whole) or _is_cut(whole, part, known):  # 'januari–' 'augusti'
            whole += part
        else:
            whole = f"{whole} {part}"
    return whole


def _is_cut(before: str, after: str, known: Known) -> bool:
    """Whether a narrow column broke a word without a hyphen."""
    if not (before.split() and after.split()):
        return False
    first, second = before.split()[-1].lower(), after.split()[0].lower().rstrip(".,")
    return first.isalpha() and second.isalpha() and after[0].islower() and known.cut(first, second)


def segments(
    line: Sequence[Word], borders: Sequence[float] = (), between: float = BETWEEN_CELLS
) -> list[Piece]:
    """The words of a printed line in the pieces that gaps and standing lines (`borders`) make."""
    pieces: list[Piece] = []
    for word in line:
        dash = len(pieces) > 1 and is_empty(text_of(pieces[-1])) and _gap(pieces[-1], word) > AFTER_NUMBER
        if pieces and not dash and not _parted(pieces[-1], word, borders, between):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _gap(piece: Piece, word: Word) -> float:
    """The gap before a word in ems."""
    return (word.x0 - piece[-1].x1) / max(word.size, piece[-1].size)


def _parted(piece: Piece, word: Word, borders: Sequence[float], between: float) -> bool:
    last = piece[-1]
    gap, size = word.x0 - last.x1, max(word.size, last.size)
    if any(last.x1 - 1 <= border <= word.x0 + 1 for border in borders):
        return True
    if gap > between * size:
        return True
    left, right = sort_of(last.text), sort_of(word.text)
    if gap > AFTER_NUMBER * size and is_value(text_of(piece)) and right is not Sort.NUMBER:
        return True
    if gap > WITHIN_NUMBER * size and right is Sort.NUMBER and left is Sort.NUMBER:
        return True
    if left is Sort.NUMBER and right is Sort.NUMBER and is_value(text_of(piece)):
        return not _one_number(piece, word)
    return left is Sort.PERCENT and right is Sort.NUMBER


def _one_number(piece: Piece, word: Word) -> bool:
    """Whether a group of three digits goes on with the number before it: '-1' and '550,7'."""
    digits = re.fullmatch(r"\d{3}(?:,\d+)?%?[*)]*", word.text)
    return digits is not None and re.fullmatch(r"[^\d]*\d{1,3}", piece[-1].text) is not None
