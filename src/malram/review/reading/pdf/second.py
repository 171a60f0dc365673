# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second reader of PDF: a number in a table counts when pdfminer sees the same digits in the same place."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from pathlib import Path
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from malram.review.reading.limits import Deadline, Unreadable
from malram.review.reading.pdf.words import Turn

DISAGREE = "två läsare är oense om siffrorna"
ALONE = "bara en läsare kunde läsa sidan"
_DIGITS = re.compile(r"[\d,]")

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class _Device(PDFTextDevice):
    """Notes every character with where it stands."""

    def __init__(self, manager: PDFResourceManager, deadline: Deadline) -> None:
        super().__init__(manager)
        self.deadline = deadline
        self.glyphs: list[tuple[float, float, str]] = []

    def render_char(self, matrix: Any, font: Any, fontsize: float, scaling: float, *rest: Any) -> float:
        cid = rest[1]
        try:
            text = font.to_unichr(cid)
        except Exception:
            text = "\ufffd"
        if len(self.glyphs) % 2000 == 0:
            self.deadline.check()
        self.glyphs.append((matrix[5], matrix[4], text))
        return float(font.char_width(cid) * fontsize * scaling)


class SecondReader:
    """Reads pages one by one when asked, and keeps the last."""

    def __init__(self, path: Path, deadline: Deadline) -> None:
        self._file = path.open("rb")
        self._manager = PDFResourceManager()
        self._deadline = deadline
        self._pages: list[Any] | None = None
        self._here = -1
        self._glyphs: list[tuple[float, float, str]] | None = None

    def close(self) -> None:
        self._file.close()

    def doubt(self, page: int, turn: Turn, text: str, box: tuple[float, float, float, float]) -> str:
        """Why the digits of a `text` in an upright `box` (left, top, right, bottom) are not to be built on.

        '' when both readers see the same. Pages count from 0.
        """
        glyphs = self._read(page, turn)
        if glyphs is None:
            return ALONE
        left, top, right, bottom = box
        height = bottom - top
        first = bisect_left(glyphs, (bottom - 0.45 * height, -1e9, ""))
        inside = []
        for y, x, letter in glyphs[first:]:
            if y > bottom + 0.05 * height:
                break
            if left - 0.6 <= x < right - 0.4:
                inside.append((x, letter))
        seen = "".join(letter for _, letter in sorted(inside))
        return "" if _digits(seen) == _digits(text) else DISAGREE

    def _read(self, page: int, turn: Turn) -> list[tuple[float, float, str]] | None:
        if self._here != page:
            self._here = page
            try:
                upright = [(*turn.point(x, y)[::-1], letter) for y, x, letter in self._glyphs_of(page)]
                self._glyphs = sorted(upright)
            except Unreadable:
                raise
            except Exception:  # whatever a damaged file makes of pdfminer: it has then not read the page
                self._glyphs = None
        return self._glyphs

    def _glyphs_of(self, page: int) -> list[tuple[float, float, str]]:
        if self._pages is None:
            self._pages = list(PDFPage.create_pages(PDFDocument(PDFParser(self._file))))
        device = _Device(self._manager, self._deadline)
        interpreter = PDFPageInterpreter(self._manager, device)
        one = self._pages[page]
        interpreter.render_contents(one.resources, one.contents)
        return device.glyphs


def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text))
