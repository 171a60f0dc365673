# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a group of rows to a table: how many columns, which cell in which column, what each row is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from malram.review.document import Column, Line, Number, Row, Spot, Table
from malram.review.reading.table_atoms import Atom, Sort
from malram.review.reading.table_cells import Cell, Cut, Model, counts, cut, joins
from malram.review.reading.table_groups import Draft, Group, complete, weak_rows
from malram.review.reading.table_heads import Head, read_head
from malram.review.reading.table_labels import label_of, section_rows
from malram.review.reading.table_units import unit_of
from malram.review.reading.table_words import grade_at_start
from malram.values import NumberError, parse_number

UNSURE_COLUMN = "otydligt vilken kolumn talet hör till"
MAYBE_THOUSANDS = "kommatecknet kan stå för tusental"


@dataclass(frozen=True)
class Built:
    """A table and the characters it took, as (line, start, end)."""

    table: Table
    taken: tuple[tuple[int, int, int], ...]
    head: Head


@dataclass(frozen=True)
class Placed:
    """A row whose cells have found their columns."""

    draft: Draft
    cut: Cut


def build(group: Group, lines: Sequence[Line]) -> Built | None:
    """The table of a group of rows, or None when they have nothing in common."""
    wide = _wide(group.drafts)
    columns, head = _columns(group, wide)
    if columns < 2:
        return None
    for draft in group.drafts:
        complete(draft, columns)
    drafts = [one for draft in group.drafts for one in (*weak_rows(draft), draft)]
    placed = place(drafts, columns, wide)
    if len([one for one in placed if not one.draft.weak]) < (1 if head.known else 2):
        return None
    return _finish(group, placed, columns, head, lines)


def _columns(group: Group, wide: bool) -> tuple[int, Head]:
    """The number of columns, and their headings: the headings decide where the rows leave a choice."""
    extra = any(draft.tail and not draft.glued for draft in group.drafts)
    above = [one for one in group.head if one not in _labels_above(group.drafts[0])]
    ways = [counts(draft.run, wide) for draft in group.drafts]
    usual = _usual_columns(ways)
    head = read_head(above, usual, extra)
    if head.known or len(ways) < 2:
        return usual, head
    for number in sorted({n for way in ways for n in way if n > usual}):
        if 3 * sum(number in way for way in ways) < 2 * len(ways):
            continue
        other = read_head(above, number, extra)
        if other.known:
            return number, other
    return usual, head


def _labels_above(draft: Draft) -> Sequence[object]:
    return [] if draft.label or draft.glued else draft.above[-1:]


def _usual_columns(ways: Sequence[set[int]]) -> int:
    """The most cells that several rows cannot do without, and most rows can have."""
    lows = [min(way, default=0) for way in ways]
    enough = 1 if len(ways) <= 3 else max(2, round(0.2 * len(ways)))
    for number in sorted(set(lows), reverse=True):
        needed, possible = sum(low >= number for low in lows), sum(number in way for way in ways)
        if needed >= enough and 2 * possible >= len(ways):
            return number
    return Counter(lows).most_common(1)[0][0]


def place(drafts: Sequence[Draft], columns: int, wide: bool) -> list[Placed]:
    """Cut every row, learning from the sure ones what the columns hold; rows nothing fits are left out."""
    usual = _usual_gap(drafts, columns, wide)
    model = Model.unknown(columns, usual, wide)
    cuts: list[Cut | None] = []
    for _ in range(3):
        cuts = [_cut(draft, columns, model) for draft in drafts]
        whole = [one for one in cuts if one and one.sure and None not in one.cells]
        if not whole:
            break
        model = Model.of(whole, columns, usual, wide)
    return [
        Placed(draft, one)
        for draft, one in zip(drafts, cuts, strict=True)
        if one and _worth(draft, one, columns)
    ]


def _worth(draft: Draft, one: Cut, columns: int) -> bool:
    """A row that fits badly, or has no name and cells to guess, is left out rather than guessed."""
    filled = sum(cell is not None for cell in one.cells)
    if draft.weak:
        return filled * 3 >= columns or filled == columns - 1 or columns <= 3
    return one.sure or bool(draft.label or draft.glued) or filled * 2 > columns


def _cut(draft: Draft, columns: int, model: Model) -> Cut | None:
    may_skip = min(2, len(draft.run) - 1) if draft.label else 0
    return cut(draft.run, columns, model, may_skip)


def _wide(drafts: Sequence[Draft]) -> bool:
    """Whether cells are always parted by two spaces or more, so that a single space never parts them."""
    gaps = [
        right.gap
        for draft in drafts
        for left, right in pairwise(draft.run)
        if left.numeric and right.numeric and len(counts((left, right))) == 1
    ]
    return bool(gaps) and sum(gap >= 2 for gap in gaps) >= 0.9 * len(gaps)


def _usual_gap(drafts: Sequence[Draft], columns: int, wide: bool) -> int:
    """The spaces between two cells of full rows; 0 when they vary, and a wide gap then tells nothing."""
    gaps: Counter[int] = Counter()
    for draft in drafts:
        if columns in counts(draft.run, wide):
            pairs = pairwise(draft.run)
            gaps.update(right.gap for left, right in pairs if right.numeric and not joins(left, right))
    usual, seen = gaps.most_common(1)[0] if gaps else (0, 0)
    return usual if gaps and seen >= 0.9 * gaps.total() else 0


def _finish(group: Group, placed: Sequence[Placed], columns: int, head: Head, lines: Sequence[Line]) -> Built:
    graded = any(_grade(one.draft) for one in placed)
    taken = [(shape.number, 0, len(shape.line.text)) for shape in head.lines]
    rows: list[Row] = []
    for one in placed:
        sections = section_rows(one.draft) if not any(other.draft.tail for other in placed) else []
        row, spots = _row(one, lines, graded, first=one is placed[0])
        if rows or head.known:
            rows.extend(_section(shape.text, shape.number, len(row.cells)) for shape in sections)
            taken += [(shape.number, 0, len(shape.line.text)) for shape in sections]
        rows.append(row)
        taken += spots
    names = [*head.columns, head.extra[0] if head.extra else ""][: columns + int(graded)]
    unit = unit_of(head, [shape for shape in group.head if not shape.blank])
    table = Table(
        columns=tuple(Column(name) for name in names),
        rows=tuple(_marked(rows, unit)),
        line_start=min([*(shape.number for shape in head.lines), rows[0].line_start]),
        line_end=max(row.line_end for row in rows),
        title=head.title,
        unit=unit,
        sure=all(one.cut.sure for one in placed),
        corner=head.corner,
        page=placed[0].draft.last.line.page,
    )
    return Built(table, tuple(taken), head)


def _section(text: str, line: int, columns: int) -> Row:
    return Row(text, (None,) * columns, ("",) * columns, line, line)


def _row(
    one: Placed, lines: Sequence[Line], graded: bool, first: bool
) -> tuple[Row, list[tuple[int, int, int]]]:
    draft, run = one.draft, one.draft.run
    label, above, depth = label_of(draft, one.cut.skipped, lines)
    cells: list[Number | None] = []
    words: list[str] = []
    for cell in one.cut.cells:
        number, word = _cell(lines, run, cell, one.cut.sure)
        cells.append(number)
        words.append(word)
    grade = _grade(draft)
    if graded:
        cells.append(None)
        words.append(grade)
    taken = [(shape.number, 0, len(shape.line.text)) for shape in above]
    for shape in draft.shapes:
        end = shape.run[-1].end
        if shape is draft.last and draft.glued:
            end = len(shape.line.text)
        elif shape is draft.last and grade:
            end = shape.atoms[shape.last].start + len(grade)
        taken.append((shape.number, 0, end))
    start = min(shape.number for shape in (*above, *draft.shapes))
    return Row(label, tuple(cells), tuple(words), start, draft.last.number, depth), taken


def _grade(draft: Draft) -> str:
    return "" if draft.glued else grade_at_start(draft.tail)


def _cell(
    lines: Sequence[Line], run: Sequence[Atom], cell: Cell | None, sure: bool
) -> tuple[Number | None, str]:
    if cell is None:
        return None, ""
    first, last = run[cell.first], run[cell.last - 1]
    text = lines[first.line - lines[0].number].text[first.start : last.end]
    if not any(atom.numeric for atom in run[cell.first : cell.last]):
        return None, text
    try:
        printed = parse_number(text)
    except NumberError:
        printed = None
    spot = Spot(first.line, first.start, last.end)
    return Number(text, spot, printed, doubt="" if sure else UNSURE_COLUMN), text


def _marked(rows: Sequence[Row], unit: str) -> list[Row]:
    return list(rows)


__all__ = ["Built", "Sort", "build"]
