# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text, as converters from PDF leave it."""

from __future__ import annotations

from pathlib import Path

from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of


def read_text(path: Path) -> Document:
    """Read a text file: lines as they stand, a form feed begins a page."""
    lines, page = [], 1
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        page += text.count("\f")
        lines.append(Line(number, text.replace("\f", ""), page))
    return Document(path.name, tuple(lines), blocks_of(lines), page)
