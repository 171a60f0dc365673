# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in loose lines."""

from __future__ import annotations

from collections.abc import Sequence

from malram.review.document import Line, Table
from malram.review.reading.table_build import build
from malram.review.reading.table_groups import groups_of
from malram.review.reading.table_lines import shape_of

Taken = dict[int, list[tuple[int, int]]]  # line -> ranges of characters that belong to a table


def find_tables(lines: Sequence[Line]) -> tuple[list[Table], Taken]:
    """The tables among `lines`, and which characters of which lines they took."""
    shapes = [shape_of(line) for line in lines]
    tables: list[Table] = []
    taken: Taken = {}
    for group in groups_of(shapes):
        built = build(group, lines)
        if built is None:
            continue
        tables.append(built.table)
        for line, start, end in built.taken:
            taken.setdefault(line, []).append((start, end))
    return tables, taken
