# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in loose lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from malram.review.document import Line, Table
from malram.review.reading.tables.build import Built, build, build_list, build_stack
from malram.review.reading.tables.grades import grades_of
from malram.review.reading.tables.groups import Group, groups_of
from malram.review.reading.tables.heads import Head, head_on_line
from malram.review.reading.tables.lines import shape_of
from malram.review.reading.tables.lists import lists_of
from malram.review.reading.tables.notes import without_notes
from malram.review.reading.tables.stacks import stacks_of

REMEMBERED = 120  # lines
PAGE_BREAK = 25  # lines between the halves of a table
Taken = dict[int, list[tuple[int, int]]]  # line -> ranges of characters that belong to a table


def find_tables(lines: Sequence[Line]) -> tuple[list[Table], Taken]:
    """The tables among `lines`, and which characters of which lines they took."""
    lines, notes = without_notes(lines)
    shapes = [shape_of(line) for line in lines]
    built: list[Built] = []
    heads = [(shape.number, head) for shape in shapes if (head := head_on_line(shape))]
    for group in groups_of(shapes):
        one = build(group, lines, _above(heads, group))
        if one is not None:
            built.append(one)
    used = {line for one in built for line, _, _ in one.taken}
    built += [one for group in lists_of(shapes, used) if (one := build_list(group, lines))]
    used |= {line for one in built for line, _, _ in one.taken}
    stacks = stacks_of(shapes, used)
    built += [one for group, columns in stacks if (one := build_stack(group, columns, lines))]
    used |= {line for one in built for line, _, _ in one.taken}
    found = [(one.table, one.taken) for one in built]
    found += [(table, tuple(spans)) for table, spans in grades_of(shapes, used)]
    taken: Taken = {}
    for spans in [*(spans for _, spans in found), notes]:
        for line, start, end in spans:
            taken.setdefault(line, []).append((start, end))
    tables = sorted((table for table, _ in found), key=lambda table: table.line_start)
    return joined(tables, _page_headers(lines)), taken


def _page_headers(lines: Sequence[Line]) -> set[str]:
    """Short lines that come back on page after page."""
    pages: dict[str, set[int | None]] = {}
    for line in lines:
        if 0 < len(line.text) < 90:
            pages.setdefault(line.text.strip(), set()).add(line.page)
    return {text for text, seen in pages.items() if len(seen) > 2}


def _above(heads: Sequence[tuple[int, Head]], group: Group) -> Head | None:
    """Headings on one line, 'Indikator Resultat Mål Kvinnor Män', hold for the rows alone further down."""
    first = group.drafts[0].shapes[0].number
    near = [head for line, head in heads if 0 < first - line < REMEMBERED]
    return near[-1] if near else None


def joined(tables: Sequence[Table], page_headers: set[str]) -> list[Table]:
    """The tables with those that a page's end cut in two put together again."""
    found: list[Table] = []
    for table in tables:
        if found and _carries_on(found[-1], table, page_headers):
            before = found.pop()
            sure = before.sure and table.sure
            table = replace(before, rows=(*before.rows, *table.rows), line_end=table.line_end, sure=sure)
        found.append(table)
    return found


def _carries_on(one: Table, other: Table, page_headers: set[str]) -> bool:
    """Whether a table repeats the headings of the one on the page before, with nothing but that between."""
    headed = len(one.columns) > 1 and all(column.heading for column in one.columns)
    if not headed or one.columns != other.columns or one.page == other.page or one.corner != other.corner:
        return False
    near = 0 < other.line_start - one.line_end <= PAGE_BREAK
    titled = other.title in {"", one.title, *page_headers} or "forts" in other.title.lower()
    return near and titled and min(len(one.rows), len(other.rows)) > 1
