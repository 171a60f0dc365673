# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From loose lines to blocks: tables first, prose from what they leave."""

from __future__ import annotations

from collections.abc import Sequence

from malram.review.document import Block, Line
from malram.review.reading.prose import find_prose
from malram.review.reading.tables import find_tables


def blocks_of(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The headings, paragraphs and tables of loose lines, in the order they are printed."""
    tables, taken = find_tables(lines)
    blocks: list[Block] = [*tables, *find_prose(lines, taken)]
    return tuple(sorted(blocks, key=_first_line))


def _first_line(block: Block) -> int:
    match block:
        case _ if hasattr(block, "line_start"):
            return int(block.line_start)
        case _ if hasattr(block, "line"):
            return int(block.line)
    return block.sentences[0].line_start  # type: ignore[union-attr]
