# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents of a few sentences, read the way a text file is."""

from __future__ import annotations

from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of


def document(*paragraphs: str) -> Document:
    """A document of these paragraphs, an empty line between them; a line break is a new line of text."""
    texts = "\n\n".join(paragraphs).split("\n")
    lines = tuple(Line(number, text) for number, text in enumerate(texts, 1))
    return Document("prov.txt", lines, blocks_of(lines))
