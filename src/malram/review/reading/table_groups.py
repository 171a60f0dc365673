# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which lines make one table: rows that follow each other, and the lines of words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from malram.review.reading.table_lines import Shape, is_row
from malram.review.reading.table_words import heading_like, is_bullet

FARTHEST = 9  # lines of words between two rows of one table
BLANKS = 5  # empty lines between two lines of one table


@dataclass
class Draft:
    """A row being put together: its line of cells, and the lines of words that may be its label."""

    shape: Shape
    above: list[Shape] = field(default_factory=list)  # lines of words between the row before and this
    below: list[Shape] = field(default_factory=list)  # lines of words right under it


@dataclass
class Group:
    """Rows under each other, and the lines of words above the first of them."""

    drafts: list[Draft]
    head: list[Shape]


def groups_of(shapes: Sequence[Shape]) -> list[Group]:
    """Gather rows that show by themselves into groups."""
    found: list[Group] = []
    rows = [at for at, shape in enumerate(shapes) if is_row(shape)]
    last = -1
    for at in rows:
        between = list(shapes[last + 1 : at])
        words = [shape for shape in between if not shape.blank]
        if found and last >= 0 and _same_table(between, words):
            found[-1].drafts.append(Draft(shapes[at], above=words))
        else:
            found.append(Group([Draft(shapes[at], above=words[-FARTHEST:])], head=between))
        last = at
    return found


def _same_table(between: Sequence[Shape], words: Sequence[Shape]) -> bool:
    if len(words) > FARTHEST or _longest_gap(between) > BLANKS:
        return False
    return not any(_breaks(shape) for shape in words)


def _longest_gap(between: Sequence[Shape]) -> int:
    longest = run = 0
    for shape in between:
        run = run + 1 if shape.blank else 0
        longest = max(longest, run)
    return longest


def _breaks(shape: Shape) -> bool:
    """A line that ends the table above it: a heading row, a bullet, a heading of its own."""
    text = shape.text
    return is_bullet(text) or heading_like(text) or bool(re.match(r"(?:Analys|Kommentar(?:er)?)\b", text))
