# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in loose lines."""

from __future__ import annotations

from collections.abc import Sequence

from malram.review.document import Line, Table
from malram.review.reading.table_build import Built, build, build_list, build_stack
from malram.review.reading.table_grades import grades_of
from malram.review.reading.table_groups import Group, groups_of
from malram.review.reading.table_heads import Head
from malram.review.reading.table_lines import shape_of
from malram.review.reading.table_lists import lists_of
from malram.review.reading.table_stacks import stacks_of

REMEMBERED = 120  # lines
Taken = dict[int, list[tuple[int, int]]]  # line -> ranges of characters that belong to a table


def find_tables(lines: Sequence[Line]) -> tuple[list[Table], Taken]:
    """The tables among `lines`, and which characters of which lines they took."""
    shapes = [shape_of(line) for line in lines]
    built: list[Built] = []
    last: Head | None = None
    for group in groups_of(shapes):
        one = build(group, lines, _remembered(last, group))
        if one is not None:
            built.append(one)
            last = one.head if one.head.known else last
    used = {line for one in built for line, _, _ in one.taken}
    built += [one for group in lists_of(shapes, used) if (one := build_list(group, lines))]
    used |= {line for one in built for line, _, _ in one.taken}
    stacks = stacks_of(shapes, used)
    built += [one for group, columns in stacks if (one := build_stack(group, columns, lines))]
    used |= {line for one in built for line, _, _ in one.taken}
    found = [(one.table, one.taken) for one in built]
    found += [(table, tuple(spans)) for table, spans in grades_of(shapes, used)]
    taken: Taken = {}
    for _, spans in found:
        for line, start, end in spans:
            taken.setdefault(line, []).append((start, end))
    return sorted((table for table, _ in found), key=lambda table: table.line_start), taken


def _remembered(head: Head | None, group: Group) -> Head | None:
    """Headings on one line, 'Indikator Resultat Mål Kvinnor Män', hold for the rows alone further down."""
    if head is None or len(head.lines) != 1 or not head.plain:
        return None
    below = group.drafts[0].last.number - head.lines[0].number
    return head if 0 < below < REMEMBERED else None
