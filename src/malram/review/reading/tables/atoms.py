# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest pieces of a line: '301', '-1,1%', '-', 'Öka', 'Läkarbesök'."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from malram.review.reading.tables.words import words_of

DASHES = "-\N{EN DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EM DASH}"
HARD = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"  # never between two cells
WIDE = 2  # this many spaces part two cells, where the text has them at all
TAB = 100  # counted as this many spaces

_COMPARED = r"(?:[<>≤≥]|[<>]=)"
_DIGITS = rf"(?:[1-9]\d{{0,2}}(?:[{HARD}]\d{{3}})+|\d+)"
NUMBER = re.compile(
    rf"(?P<open>\()?(?:(?P<cmp>{_COMPARED})[{HARD}]?)?(?P<sign>[{DASHES}+])?(?P<whole>{_DIGITS}|\d{{1,3}}(?:\.\d{{3}})+(?=$|,))"
    rf"(?P<decimals>[.,]\d+)?[{HARD}]?(?P<percent>%)?(?P<mark>\*{{1,3}}|[¹²³]\)?)?(?P<close>\))?"
)
CLOCK = re.compile(r"\d{1,3}:[0-5]\d")
YEAR = re.compile(r"(?:19|20)\d\d")
_GLUED = re.compile(
    rf"(?P<number>(?:{_COMPARED})?[{DASHES}+]?\d[\d.,]*%?)"
    rf"(?P<rest>[{DASHES}]?[^\W\d_].*|[{DASHES}]|[{DASHES}]\d.*)"
)
_PIECE = re.compile(r"[^ \t\r\n\f]+")
_HARD_SPACE = re.compile(f"[{HARD}]")
_BETWEEN_HARD = re.compile(f"[^{HARD}]+")
_AFTER_PERCENT = re.compile(r"%[A-ZÅÄÖ][a-zåäö]")  # '12,4 %Personalomsättning'
UNIT_WORDS = words_of(
    """min min. minuter sek sekunder tim timmar h dagar dgr dygn mån månader st st. kr kronor tkr mnkr
    mkr msek mdkr procent procentenheter %-enheter p.e. poäng"""
)
AIMS = words_of(  # a target said in one word
    """öka ökar ökad ökat ökning minska minskar minskad minskat minskning högre lägre fler färre
    bibehålla bibehållen behålla bättre sämre oförändrad oförändrat sänka höja"""
)
LIMITS = words_of("minst lägst högst max")
MISSING = words_of("saknas .. ... n/a i.u. e.m. u.s.")


class Sort(Enum):
    """What a piece is."""

    NUMBER = "number"
    DASH = "dash"  # alone: an empty cell, or the sign of what follows
    SIGN = "sign"  # '≥', '+' alone: belongs to what follows
    PERCENT = "percent"  # '%' alone: belongs to what stands before
    UNIT = "unit"
    AIM = "aim"
    CLOCK = "clock"
    WORD = "word"


class Atom(NamedTuple):
    """A piece of a line: `text` is the line's [start:end]; `gap` the spaces before it, TAB for a tab."""

    text: str
    line: int
    start: int
    end: int
    gap: int
    sort: Sort

    @property
    def numeric(self) -> bool:
        return self.sort in (Sort.NUMBER, Sort.CLOCK)

    @property
    def year(self) -> bool:
        return YEAR.fullmatch(self.text) is not None


def atoms_of(text: str, line: int) -> tuple[Atom, ...]:
    """Cut a line into its pieces."""
    found: list[Atom] = []
    last = 0
    for match in _PIECE.finditer(text):
        between = text[last : match.start()]
        gap = TAB if "\t" in between else match.start() - last
        last = match.end()
        for start, end in _pieces(match[0], text[last:]):
            piece, at = match[0][start:end], match.start()
            found.append(Atom(piece, line, at + start, at + end, gap, sort_of(piece)))
            gap = 0
    return tuple(_limits(found))


def _limits(atoms: list[Atom]) -> list[Atom]:
    """'84,2 minst 87': between two numbers the word belongs to the second, after a label perhaps to that."""
    for at in range(1, len(atoms) - 1):
        before, after = atoms[at - 1], atoms[at + 1]
        between = before.sort in (Sort.NUMBER, Sort.PERCENT) and after.sort is Sort.NUMBER and after.gap == 1
        if between and atoms[at].text.lower() in LIMITS:
            atoms[at] = atoms[at]._replace(sort=Sort.SIGN)
    return atoms


@lru_cache(maxsize=1 << 14)
def sort_of(text: str) -> Sort:
    """Tell what a piece without spaces is."""
    if text in DASHES:
        return Sort.DASH
    if text in ("+", "≥", "≤", "<", ">", ">=", "<="):
        return Sort.SIGN
    if text == "%":
        return Sort.PERCENT
    if is_number(text):
        return Sort.NUMBER
    if CLOCK.fullmatch(text):
        return Sort.CLOCK
    low = text.lower()
    if low in UNIT_WORDS:
        return Sort.UNIT
    return Sort.AIM if low in AIMS or low in MISSING else Sort.WORD


def is_number(text: str) -> bool:
    match = NUMBER.fullmatch(text)
    return match is not None and bool(match["open"]) == bool(match["close"])


def _pieces(word: str, after: str) -> list[tuple[int, int]]:
    """Cut what a converter glued together: '603Läkarbesök', '329-' before ' Varav', '-100,00-25'."""
    if word.isalpha() or sort_of(word) is not Sort.WORD:
        return [(0, len(word))]
    if _HARD_SPACE.search(word):  # round what is not one number
        parts = [match.span() for match in _BETWEEN_HARD.finditer(word)]
        return [(start + a, start + b) for start, end in parts for a, b in _pieces(word[start:end], after)]
    if word[0] == "%" and _AFTER_PERCENT.match(word):
        return [(0, 1), (1, len(word))]
    match = _GLUED.fullmatch(word)
    if match is None or not is_number(match["number"]):
        return [(0, len(word))]
    if not _worth_cutting(match["number"], match["rest"], after):
        return [(0, len(word))]
    cut = match.end("number")
    return [(0, cut), *((cut + a, cut + b) for a, b in _pieces(word[cut:], after))]


def _worth_cutting(number: str, rest: str, after: str) -> bool:
    ends_clearly = "," in number or "%" in number
    if re.fullmatch(rf"[{DASHES}]\d.*", rest):  # '3,53-148', never '15-90' or '2024-12'
        return ends_clearly and is_number(rest)
    if rest in DASHES:  # '329- Varav somatisk vård': the dash belongs to a label after the number
        return re.match(r" ?[^\W\d_]{4}", after) is not None
    if not ends_clearly and len(number.lstrip(DASHES + "+")) < 3 and not re.match(r"[^\W\d_]{3}", rest):
        return False
    if len(number.lstrip(DASHES + "+")) == 3 and re.match(r"[A-ZÅÄÖ]{2,5}-[a-zåäö]", rest):
        return True  # '372DRG-poäng'
    return (rest[:1].isupper() and rest[1:2].islower()) or re.match(r"(?:var|där)av\b", rest) is not None
