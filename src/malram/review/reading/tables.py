# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in loose lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from malram.review.document import Column, Line, Number, Row, Table
from malram.review.numbers import cell_number
from malram.review.reading.table_atoms import Atom
from malram.review.reading.table_cells import Cell, Cut, Model, counts, cut, joins
from malram.review.reading.table_groups import Draft, Group, groups_of
from malram.review.reading.table_lines import Shape, shape_of
from malram.review.reading.table_words import grade_at_start

Taken = dict[int, list[tuple[int, int]]]  # line -> ranges of characters that belong to a table


def find_tables(lines: Sequence[Line]) -> tuple[list[Table], Taken]:
    """The tables among `lines`, and which characters of which lines they took."""
    shapes = [shape_of(line) for line in lines]
    tables: list[Table] = []
    taken: Taken = {}
    for group in groups_of(shapes):
        table = _table(group, taken)
        if table is not None:
            tables.append(table)
    return tables, taken


def _table(group: Group, taken: Taken) -> Table | None:
    wide = _wide(group.drafts)
    columns = _columns(group.drafts, wide)
    if columns is None or len(group.drafts) < 2:
        return None
    usual = _usual_gap(group.drafts, columns, wide)
    model = Model.unknown(columns, usual, wide)
    for _ in range(3):
        cuts = [_cut(draft.shape, columns, model) for draft in group.drafts]
        whole = [one for one in cuts if one and one.sure and None not in one.cells]
        model = Model.of(whole, columns, usual, wide) if whole else model
    rows = [_row(draft, one, taken) for draft, one in zip(group.drafts, cuts, strict=True) if one is not None]
    if len(rows) < 2:
        return None
    return Table(
        columns=(Column(""),) * columns,
        rows=tuple(rows),
        line_start=rows[0].line_start,
        line_end=rows[-1].line_end,
        sure=all(one is not None and one.sure for one in cuts),
        page=group.drafts[0].shape.line.page,
    )


def _cut(shape: Shape, columns: int, model: Model) -> Cut | None:
    may_skip = min(2, len(shape.run) - 1) if shape.label else 0
    return cut(shape.run, columns, model, may_skip)


def _wide(drafts: Sequence[Draft]) -> bool:
    """Whether cells are always parted by two spaces or more, so that a single space never parts them."""
    gaps = [
        right.gap
        for draft in drafts
        for left, right in pairwise(draft.shape.run)
        if left.numeric and right.numeric and len(counts((left, right))) == 1
    ]
    return bool(gaps) and sum(gap >= 2 for gap in gaps) >= 0.9 * len(gaps)


def _usual_gap(drafts: Sequence[Draft], columns: int, wide: bool) -> int:
    """The spaces between two cells of full rows; 0 when they vary, and a wide gap then tells nothing."""
    gaps: Counter[int] = Counter()
    for draft in drafts:
        run = draft.shape.run
        if columns in counts(run, wide):
            gaps.update(
                right.gap for left, right in pairwise(run) if right.numeric and not joins(left, right)
            )
    usual, seen = gaps.most_common(1)[0] if gaps else (0, 0)
    return usual if gaps and seen >= 0.9 * gaps.total() else 0


def _columns(drafts: Sequence[Draft], wide: bool) -> int | None:
    """The number of columns: the most cells that several rows cannot do without, and most rows can have."""
    ways = [counts(draft.shape.run, wide) for draft in drafts]
    lows = [min(way, default=0) for way in ways]
    enough = 1 if len(ways) <= 3 else max(2, round(0.2 * len(ways)))
    for number in sorted(set(lows), reverse=True):
        needed, possible = sum(low >= number for low in lows), sum(number in way for way in ways)
        if needed >= enough and 2 * possible >= len(ways):
            return number
    return Counter(lows).most_common(1)[0][0] or None


def _row(draft: Draft, one: Cut, taken: Taken) -> Row:
    shape = draft.shape
    run = shape.run[one.skipped :]
    label, above = _label(draft, one)
    cells: list[Number | None] = []
    words: list[str] = []
    for cell in one.cells:
        number, word = _cell(shape, shape.run, cell)
        cells.append(replace(number, doubt="otydlig kolumn") if number and not one.sure else number)
        words.append(word)
    glued = bool(shape.tail) and shape.atoms[shape.last].gap == 0
    grade = "" if glued else grade_at_start(shape.tail)
    end = run[-1].end
    if grade:
        end = shape.atoms[shape.last].start + len(grade)
    for other in above:
        taken.setdefault(other.number, []).append((0, len(other.line.text)))
    taken.setdefault(shape.number, []).append((0, end))
    first = above[0].number if above else shape.number
    return Row(label, tuple(cells), tuple(words), first, shape.number)


def _label(draft: Draft, one: Cut) -> tuple[str, list[Shape]]:
    shape = draft.shape
    start = shape.run[one.skipped].start
    own = shape.line.text[:start].strip()
    if own:
        return own, []
    if shape.tail and shape.atoms[shape.last].gap == 0:
        return shape.tail, []
    above: list[Shape] = []
    for other in reversed(draft.above):
        if above and above[0].number - other.number > 1:
            break
        above.insert(0, other)
    return " ".join(other.text for other in above), above


def _cell(shape: Shape, run: Sequence[Atom], cell: Cell | None) -> tuple[Number | None, str]:
    if cell is None:
        return None, ""
    start, end = run[cell.first].start, run[cell.last - 1].end
    text = shape.line.text[start:end]
    return (cell_number(text, shape.number, start) if cell.kind not in "-w" else None), text
