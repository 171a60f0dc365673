# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF: words with their places become lines, and tables are rebuilt from where the words stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of


def read_pdf(path: Path, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read a PDF."""
    import pypdfium2

    lines: list[Line] = []
    with pypdfium2.PdfDocument(path) as pdf:
        pages = len(pdf)
        for page in range(pages):
            for text in pdf[page].get_textpage().get_text_range().splitlines():
                lines.append(Line(len(lines) + 1, text, page + 1))
            if progress:
                progress(page + 1, pages)
    return Document(path.name, tuple(lines), blocks_of(lines), pages)
