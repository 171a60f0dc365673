# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From loose lines to blocks: tables first, prose from what they leave."""

from __future__ import annotations

from collections.abc import Sequence

from malram.review.document import Block, Heading, Line, Paragraph
from malram.review.reading.prose import find_prose
from malram.review.reading.tables import find_tables


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The headings, paragraphs and tables of loose lines, in the order they are printed."""
    tables, taken = find_tables(lines)
    return tuple(sorted([*tables, *find_prose(lines, taken)], key=first_line))


def first_line(block: Block) -> int:
    """The line a block begins on."""
    match block:
        case Heading(line=line):
            return line
        case Paragraph(sentences=(first, *_)):
            return first.line_start
    return block.line_start if not isinstance(block, Paragraph) else 0
