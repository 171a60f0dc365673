# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of a PDF page with their places, as PDFium sees them.

Places are turned so that the text of the page runs from left to right and y grows downward, also on pages
that lie on their side. `Turn` leads back to the page's own coordinates, for marks.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize

import pypdfium2
import pypdfium2.raw as pdfium

from malram.review.reading.glyphs import repaired

INVISIBLE = 3  # how text over a scanned picture is painted
MOST_GLYPHS = 60_000  # on one page
LIGATURE = -0.6  # ems that the letters of a ligature lie over each other
SPACE_WITHIN = 0.16  # ems between the letters of a word at most
RAISED_FROM = 0.2  # ems above the baseline
RAISED = str.maketrans("0123456789abcdefghijklmnoprst", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗ")
MARKS = frozenset("0123456789abcdefghi")
Glyph = tuple[str, float, float]  # a character, its left and its right edge


@dataclass(frozen=True, slots=True)
class Turn:
    """From the page's coordinates to upright ones: `quarters` turns clockwise."""

    quarters: int = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Upright coordinates, y downward."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.quarters]

    def back(self, x: float, y: float) -> tuple[float, float]:
        """The page's own coordinates of an upright point."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.quarters]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The upright box (left, top, right, bottom) of two corners."""
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


@dataclass(slots=True)
class Word:
    """Letters without a space between them, on one baseline `y`."""

    glyphs: list[Glyph]
    y: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    unseen: bool = False  # painted invisibly, over a scanned picture
    space: str = ""  # the space that was printed before it; '' where the gap alone parts it

    @property
    def text(self) -> str:
        return "".join(glyph[0] for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        return self.glyphs[0][1]

    @property
    def x1(self) -> float:
        return self.glyphs[-1][2]


@dataclass(slots=True)
class PageWords:
    """The upright words of one page."""

    words: list[Word]
    turn: Turn
    left: float
    top: float
    right: float
    bottom: float
    strays: int = 0  # characters of text that is turned against the page's


@dataclass(slots=True)
class _Style:
    size: float
    quarters: int  # -1 for slanting lines of text
    bold: bool
    unseen: bool


@dataclass(slots=True)
class _Char:
    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    style: _Style


@dataclass(slots=True)
class _Reader:
    """Reads the characters of one page; styles are asked once for each piece of text the file has."""

    page: Any
    text: Any
    styles: dict[int, _Style] = field(default_factory=dict)
    edges: list[Any] = field(default_factory=lambda: [ctypes.c_double() for _ in range(4)])

    def chars(self) -> Iterator[_Char]:
        raw = self.text.raw
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(min(self.text.count_chars(), MOST_GLYPHS)):
            letter = letter_of(pdfium.FPDFText_GetUnicode(raw, index))
            if not letter or (letter.isspace() and pdfium.FPDFText_IsGenerated(raw, index) == 1):
                continue
            if not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
                continue
            pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
            style = self.style(raw, index)
            if letter in MARKS and self._raised(raw, index, (x.value, y.value), style):
                letter = letter.translate(RAISED)
            yield _Char(letter, (box.left, box.bottom, box.right, box.top), (x.value, y.value), style)

    def _raised(self, raw: Any, index: int, origin: tuple[float, float], style: _Style) -> bool:
        """Whether a letter or digit hangs above its baseline, as fonts have them for the marks of notes."""
        left, right, bottom, top = self.edges
        pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
        if right.value <= left.value or style.quarters < 0:
            return False
        x, y = origin
        above = (bottom.value - y, x - right.value, y - top.value, left.value - x)[style.quarters]
        return RAISED_FROM * style.size < above < style.size

    def style(self, raw: Any, index: int) -> _Style:
        piece = pdfium.FPDFText_GetTextObject(raw, index)
        key = ctypes.addressof(piece.contents) if piece else 0
        if key not in self.styles:
            self.styles[key] = self._style(raw, index, piece)
        return self.styles[key]

    def _style(self, raw: Any, index: int, piece: Any) -> _Style:
        matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
        pdfium.FPDFText_GetMatrix(raw, index, matrix)
        length = math.hypot(matrix.c, matrix.d)
        size = pdfium.FPDFText_GetFontSize(raw, index) * (length or 1)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        quarters = round(angle / 90)
        name = ctypes.create_string_buffer(100)
        pdfium.FPDFText_GetFontInfo(raw, index, name, 100, flags)
        heavy = pdfium.FPDFText_GetFontWeight(raw, index) >= 600 or b"bold" in name.value.lower()
        unseen = bool(piece) and pdfium.FPDFTextObj_GetTextRenderMode(piece) == INVISIBLE
        straight = abs(angle - 90 * quarters) < 3
        return _Style(max(abs(size), 0.1), quarters % 4 if straight else -1, heavy, unseen)


@lru_cache(maxsize=4096)
def letter_of(code: int) -> str:
    """The character of a code, repaired; '' for what is no character."""
    if code in (2, 0xFFFE, 0xAD):  # a hyphen that PDFium takes for the end of a line's word
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    return repaired(chr(code))


def page_words(page: pypdfium2.PdfPage) -> PageWords:
    """Every upright word of a page, in the order the file has them."""
    text = page.get_textpage()
    try:
        chars = list(_Reader(page, text).chars())
    finally:
        text.close()
    counts = Counter(char.style.quarters for char in chars if char.style.quarters >= 0)
    quarters = counts.most_common(1)[0][0] if counts else 0
    turn = Turn(quarters)
    left, top, right, bottom = turn.box(*page.get_cropbox())
    seen = [char for char in chars if char.style.quarters == quarters]
    words = [
        word
        for word in _words(seen, turn)
        if left <= word.x0 <= right and top <= word.y <= bottom  # text outside the page is not printed
    ]
    return PageWords(words, turn, left, top, right, bottom, len(chars) - len(seen))


def _words(chars: list[_Char], turn: Turn) -> Iterator[Word]:
    """Join letters that follow each other on a baseline; a printed space always ends a word."""
    word: Word | None = None
    space = ""
    for char in chars:
        if char.text.isspace():
            space = char.text
            continue
        x0, top, x1, bottom = turn.box(*char.box)
        y = turn.point(*char.origin)[1]
        if word is not None and not space and _goes_on(word, char, x0, y):
            _add(word, char.text, x0, x1)
            continue
        if word is not None:
            yield word
        word = Word([], y, top, bottom, char.style.size, char.style.bold, char.style.unseen, space)
        _add(word, char.text, x0, x1)
        space = ""
    if word is not None:
        yield word


def _goes_on(word: Word, char: _Char, x0: float, y: float) -> bool:
    same_line = abs(word.y - y) < 0.1 * word.size and abs(word.size - char.style.size) < 0.1 * word.size
    back = -1.2 if abs(x0 - word.glyphs[-1][1]) < 0.01 else LIGATURE  # the letters may share one box
    return same_line and back * word.size < x0 - word.x1 < SPACE_WITHIN * word.size


def _add(word: Word, text: str, x0: float, x1: float) -> None:
    if word.glyphs and len(text) == 1:
        last, start, end = word.glyphs[-1]
        if combining(text):
            word.glyphs[-1] = (normalize("NFC", last + text)[:1], start, end)
            return
    if len(text) == 1:
        word.glyphs.append((text, x0, x1))
        return
    width = (x1 - x0) / len(text)
    word.glyphs += [(letter, x0 + at * width, x0 + (at + 1) * width) for at, letter in enumerate(text)]


def in_lines(words: list[Word]) -> list[list[Word]]:
    """Words of one baseline together, from the top of the page, each line from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.y):
        if lines and word.y - lines[-1][0].y <= 0.25 * min(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [join_words(sorted(line, key=lambda word: word.x0)) for line in _with_raised(lines)]


def _with_raised(lines: list[list[Word]]) -> list[list[Word]]:
    """Small letters above or below a baseline stand with the word before them: 'm²', a note's mark."""
    kept: list[list[Word]] = []
    sizes = [word.size for line in lines for word in line]
    if not sizes or min(sizes) > 0.8 * max(sizes):
        return lines
    for at, line in enumerate(lines):
        near = [other for other in lines[max(at - 2, 0) : at + 3] if other is not line]
        largest = max((word.size for other in near for word in other), default=0.0)
        left = [
            word
            for word in line
            if word.size > 0.8 * largest or not any(_raise(word, other) for other in near)
        ]
        if left:
            kept.append(left)
    return kept


def _raise(small: Word, line: list[Word]) -> bool:
    """Move a raised mark to the word it stands beside; False when there is none."""
    for word in line:
        beside = -0.2 * word.size < small.x0 - word.x1 < 0.3 * word.size
        within = word.top - 0.3 * word.size < (small.top + small.bottom) / 2 < word.bottom
        if small is not word and small.size < 0.8 * word.size and beside and within and len(small.text) <= 4:
            raised = small.y < word.y - 0.1 * word.size
            word.glyphs += [
                (letter.translate(RAISED) if raised else letter, x0, x1) for letter, x0, x1 in small.glyphs
            ]
            return True
    return False


def join_words(line: list[Word]) -> list[Word]:
    """Join pieces that the file holds apart and that are printed as one word."""
    joined = line[:1]
    for word in line[1:]:
        last = joined[-1]
        if abs(word.x0 - last.x0) < 0.15 * word.size and word.text == last.text:
            continue  # printed twice to look bold
        gap = word.x0 - last.x1
        if not word.space and LIGATURE * word.size < gap < 0.08 * word.size and word.bold == last.bold:
            last.glyphs += word.glyphs
        else:
            joined.append(word)
    return joined
