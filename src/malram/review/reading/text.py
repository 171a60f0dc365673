# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text, as people write it and as converters from PDF leave it.

Lines are numbered as an editor numbers them: a form feed begins a page and never a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from malram.review.document import Document, Line
from malram.review.reading.glyphs import repaired
from malram.review.reading.layout import blocks_of
from malram.review.reading.limits import Unreadable, check_text

BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
CONTROLS = frozenset(map(chr, (*range(0, 9), *range(14, 32), *range(127, 160))))
MOST_CONTROLS = 0.01  # share of characters that a text may have by accident


def read_text(path: Path) -> Document:
    """Read a text file."""
    return document_of(decoded(path.read_bytes(), path.name), path.name)


def document_of(text: str, name: str) -> Document:
    """The document that a text is."""
    rows = split_lines(text)
    check_text(name, [len(row) for row in rows])
    lines = list(lines_of(rows))
    return Document(name, tuple(lines), blocks_of(lines), lines[-1].page or 1)


def decoded(content: bytes, name: str) -> str:
    """The text of a file in the encodings that Swedish offices leave behind."""
    for bom, encoding in BOMS.items():
        if content.startswith(bom):
            return _checked(content.decode(encoding, errors="replace"), name)
    for encoding in ("utf-8", "cp1252"):
        try:
            return _checked(content.decode(encoding), name)
        except UnicodeDecodeError:
            continue
    return _checked(content.decode("latin-1"), name)


def _checked(text: str, name: str) -> str:
    if sum(map(text.count, CONTROLS)) > MOST_CONTROLS * len(text):
        raise Unreadable(
            name,
            "Filen är inte text, utan något annat program har skrivit den.",
            "Spara rapporten som .docx, .pdf eller .txt.",
        )
    return text


def split_lines(text: str) -> list[str]:
    """The lines of a text; old Mac files end theirs with a carriage return alone."""
    if "\n" not in text:
        return text.split("\r")
    return [row.removesuffix("\r").replace("\r", " ") for row in text.split("\n")]


def lines_of(rows: list[str]) -> Iterator[Line]:
    """The lines with their pages."""
    page = 1
    for number, row in enumerate(rows, 1):
        page += row.count("\f")
        yield Line(number, repaired(row.replace("\f", "")), page)
