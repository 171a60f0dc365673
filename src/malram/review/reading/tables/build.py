# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a group of rows to a table: how many columns, which cell in which column, what each row is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from malram.review.document import UNSURE_COLUMN, Column, Line, Number, Row, Spot, Table
from malram.review.reading.tables.atoms import Atom
from malram.review.reading.tables.cells import Cell, Cut, Model, counts, cut, joins
from malram.review.reading.tables.groups import (
    Draft,
    Group,
    complete,
    late_grades,
    mend_glued,
    trailing_rows,
    weak_rows,
)
from malram.review.reading.tables.heads import Head, read_head
from malram.review.reading.tables.labels import carry_on, label_of, section_rows
from malram.review.reading.tables.lines import Shape
from malram.review.reading.tables.marks import marked
from malram.review.reading.tables.places import Zones, read_placed_head, set_widely, zones_of
from malram.review.reading.tables.relations import learn, settle_totals, spread, values_of
from malram.review.reading.tables.units import unit_of
from malram.review.reading.tables.words import grade_at_start
from malram.values import NumberError, parse_number

RIVAL = 0.5  # a number of columns that costs a row this little more leaves doubt
GOOD = 1.2  # a number of columns that costs no row more than this is not doubted


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


def build(group: Group, lines: Sequence[Line], remembered: Head | None = None) -> Built | None:
    """The table of a group of rows, or None when they have nothing in common."""
    wide = _wide(group.drafts)
    above = _above(group, lines)
    ways = [counts(draft.run, wide) for draft in group.drafts]
    trials: list[_Trial] = []
    for number in _candidates(ways):
        trials.append(_trial(group, number, wide, above))
        if trials[-1].worst < GOOD and len(group.drafts) > 1 and any(len(way) == 1 for way in ways):
            break
    if (
        remembered
        and _alone_under(remembered, group.drafts)
        and not any(trial.head.plain for trial in trials)
    ):
        trials = [_trial(group, len(remembered.columns), wide, above, remembered)]
    if len(group.drafts) == 1:
        trials = [trial for trial in trials if trial.head.plain and trial.placed]
    if not trials:
        return None
    best = min(trials, key=lambda trial: trial.cost)
    strong = [one for one in best.placed if not one.draft.weak]
    if len(strong) < 2 and not (strong and best.head.plain):
        return None
    rivals = [one for one in trials if one is not best and one.head.known == best.head.known]
    if len(group.drafts) > 1 and any(one.cost - best.cost < RIVAL for one in rivals):
        best = replace(best, placed=[replace(one, cut=replace(one.cut, sure=False)) for one in best.placed])
    return _finish(group, best, lines)


def build_list(group: Group, lines: Sequence[Line]) -> Built | None:
    """The table of rows with one number each: 'Läkemedel  78', 'Summa  353'."""
    head = read_head(_above(group, lines), 1)
    if not head.plain:
        head = Head(("",), title=head.title)
    trial = _Trial(1, place(group.drafts, 1, wide=True)[0], head, 0.0)
    if len(trial.placed) < len(group.drafts):
        return None
    return _finish(group, trial, lines)


def build_stack(group: Group, columns: int, lines: Sequence[Line]) -> Built | None:
    """The table of rows with one cell on each line."""
    placed, _ = place(group.drafts, columns, wide=True)
    if len(placed) < 2:
        return None
    head = _stack_head(group, columns, lines)
    return _finish(group, _Trial(columns, placed, head, 0.0), lines)


def _stack_head(group: Group, columns: int, lines: Sequence[Line]) -> Head:
    """The headings over a stack; with no empty line above the first label they end where they fit."""
    head = read_head(_above(group, lines), columns)
    first = group.drafts[0]
    for own in (1, 2) if not head.known else ():
        tight = read_head([*group.head, *first.above[:-own]], columns)
        if tight.known and tight.lines and tight.lines[-1] is first.above[:-own][-1]:
            first.above = first.above[-own:]
            return tight
    return head


def _alone_under(head: Head, drafts: Sequence[Draft]) -> bool:
    """Whether rows without a name on their line can stand under headings seen further up."""
    low = max(min(counts(draft.run), default=99) for draft in drafts)
    return low <= len(head.columns) and not any(draft.label or draft.glued for draft in drafts)


@dataclass(frozen=True)
class _Trial:
    columns: int
    placed: list[Placed]
    head: Head
    cost: float
    worst: float = 0.0  # of a single row


def _trial(
    group: Group, columns: int, wide: bool, above: Sequence[Shape], known: Head | None = None
) -> _Trial:
    """What becomes of the rows with so many columns, under the headings above or ones `known`."""
    drafts = [draft.copy() for draft in group.drafts]
    for draft in drafts:
        complete(draft, columns)
    drafts = [one for draft in drafts for one in (*weak_rows(draft), draft)]
    carry_on(drafts)
    late_grades(drafts, group.below)
    drafts += trailing_rows(drafts[-1], group.below)
    extra = any(draft.tail and not draft.glued for draft in group.drafts)
    placed, zones = place(drafts, columns, wide)
    head = known or _head(above, columns, extra, zones)
    aims = frozenset(at for at, text in enumerate(head.columns) if text.lower().startswith("mål"))
    if aims and len(group.drafts) == 1:
        placed, _ = place(drafts, columns, wide, aims)
    strong = [one for one in placed if not one.draft.weak]
    lost = sum(not draft.weak for draft in drafts) - len(strong)
    cost = (sum(one.cut.cost for one in strong) + 4.0 * lost) / max(1, len(strong) + lost)
    alone = 2 * head.cost if len(drafts) == 1 else min(0.3 * head.cost, 0.7)
    worst = 9.0 if lost else max((one.cut.cost for one in strong), default=9.0)
    return _Trial(columns, placed, head, cost + alone + (0.0 if head.known else 0.8), worst)


def _head(above: Sequence[Shape], columns: int, extra: bool, zones: Zones | None) -> Head:
    if zones and (placed := read_placed_head(above, zones)):
        return placed
    return Head(("",) * columns) if zones and set_widely(above) else read_head(above, columns, extra)


def _candidates(ways: Sequence[set[int]]) -> list[int]:
    """Numbers of columns worth trying: what most rows need, and what most rows can have."""
    usual = _usual_columns(ways)
    if len(ways) == 1:
        return [number for number in range(min(ways[0], default=9), 9) if number >= 2]
    possible = sorted({number for way in ways for number in way if usual < number <= usual + 3})
    return [
        number
        for number in (usual, *possible)
        if number >= 2 and (number == usual or 3 * sum(number in way for way in ways) >= 2 * len(ways))
    ]


def _above(group: Group, lines: Sequence[Line]) -> list[Shape]:
    """The lines over the first row and its label."""
    label = label_of(group.drafts[0], 0, lines)[1]
    first = min(shape.number for shape in (*label, *group.drafts[0].shapes))
    return [one for one in group.head if one.number < first]


def _usual_columns(ways: Sequence[set[int]]) -> int:
    """The most cells that several rows cannot do without, and most rows can have."""
    lows = [min(way, default=0) for way in ways]
    enough = 1 if len(ways) <= 3 else max(2, round(0.2 * len(ways)))
    for number in sorted(set(lows), reverse=True):
        needed, possible = sum(low >= number for low in lows), sum(number in way for way in ways)
        if needed >= enough and 2 * possible >= len(ways):
            return number
    return Counter(lows).most_common(1)[0][0]


def place(
    drafts: Sequence[Draft], columns: int, wide: bool, aims: frozenset[int] = frozenset()
) -> tuple[list[Placed], Zones | None]:
    """Cut every row, learning from the sure ones what the columns hold; rows nothing fits are left out."""
    mend_glued(drafts)
    ways = [counts(draft.run, wide) for draft in drafts]
    model = replace(
        Model.unknown(columns),
        usual_gap=_usual_gap(drafts, columns, wide),
        lead=_lead(drafts),
        wide=wide,
        hollow=any(max(way, default=columns) < columns for way in ways) or _short_rows(drafts),
        aims=aims,
    )
    cuts: list[Cut | None] = []
    zones: Zones | None = None
    for _ in range(3):
        cuts = [_cut(draft, columns, model) for draft in drafts]
        whole = [one for one in cuts if one and one.sure and None not in one.cells]
        if not whole:
            break
        zones = zones_of([(draft.run, one) for draft, one in zip(drafts, cuts, strict=True) if one])
        learnt = model.learnt(whole, zones.spans if zones else ())
        if learnt == model:
            break  # the rows would be cut as they are
        model = learnt
    _spread(drafts, cuts)
    fit = [Placed(draft, one) for draft, one in zip(drafts, cuts, strict=True) if one]
    strong = [one.draft for one in fit if not one.draft.weak]
    named = bool(strong and (strong[-1].label or strong[-1].glued))
    settled = settle_totals([(one.draft.run, one.cut, one.draft.weak) for one in fit], named)
    fit = [replace(one, cut=now) for one, now in zip(fit, settled, strict=True)]
    return [one for one in fit if _worth(one.draft, one.cut, columns, bool(aims))], zones


def _spread(drafts: Sequence[Draft], cuts: list[Cut | None]) -> None:
    """Let what holds between the columns tell where the cells of unsure rows belong."""
    unsure = [at for at, one in enumerate(cuts) if one and not one.sure and None in one.cells]
    if not unsure:
        return
    pairs = zip(drafts, cuts, strict=True)
    full = [
        values_of(draft.run, one.cells) for draft, one in pairs if one and one.sure and None not in one.cells
    ]
    relations = learn(full)
    for at in unsure:
        one = cuts[at]
        cuts[at] = spread(drafts[at].run, one, relations) if one else None


def _worth(draft: Draft, one: Cut, columns: int, aimed: bool) -> bool:
    """A row that fits badly, or has no name and cells to guess, is left out rather than guessed."""
    filled = sum(cell is not None for cell in one.cells)
    if draft.weak:
        return filled * 3 >= columns or filled == columns - 1 or columns <= 3
    numbered = bool(draft.above and draft.above[-1].run)
    if numbered and not aimed and not draft.label and not draft.glued and None in one.cells:
        return False
    return one.sure or bool(draft.label or draft.glued or draft.stacked) or filled * 2 > columns


def _cut(draft: Draft, columns: int, model: Model) -> Cut | None:
    may_skip = min(2, len(draft.run) - 1) if draft.label else 0
    return cut(draft.run, columns, model, may_skip)


def _wide(drafts: Sequence[Draft]) -> bool:
    """Whether cells are always parted by two spaces or more, so that a single space never parts them."""
    gaps = [
        right.gap
        for draft in drafts
        for left, right in pairwise(draft.run)
        if left.numeric and right.numeric and counts((left, right)) == {2}
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


def _short_rows(drafts: Sequence[Draft]) -> bool:
    """Whether lines with a label and one number stand among the rows: rows with empty cells."""
    if any(draft.tail and not draft.glued for draft in drafts):
        return False  # lines of words there carry labels and remarks
    return any(shape.low == 1 and shape.label and not shape.tail for draft in drafts for shape in draft.above)


def _lead(drafts: Sequence[Draft]) -> int:
    """The spaces between label and first cell; 0 when they vary."""
    gaps = Counter(draft.run[0].gap for draft in drafts if draft.label)
    usual, seen = gaps.most_common(1)[0] if gaps else (0, 0)
    return usual if gaps and seen >= 0.75 * gaps.total() else 0


def _finish(group: Group, trial: _Trial, lines: Sequence[Line]) -> Built:
    placed, head = trial.placed, trial.head
    graded = any(_grade(one.draft) for one in placed)
    remarks = any(one.draft.tail and not one.draft.glued for one in placed)
    under_head = head.lines[-1].number if head.lines else 0
    own_head = bool(head.lines) and head.lines[0] in group.head
    taken = [(shape.number, 0, len(shape.line.text)) for shape in head.lines if own_head]
    rows: list[Row] = []
    for one in placed:
        row, spots = _row(one, lines, graded)
        if not remarks and (rows or head.known):
            sections = [shape for shape in section_rows(one.draft) if shape.number > under_head]
            rows.extend(_section(shape.text, shape.number, len(row.cells)) for shape in sections)
            taken += [(shape.number, 0, len(shape.line.text)) for shape in sections]
        rows.append(row)
        taken += spots
    names = [*head.columns, head.extra[0] if head.extra else ""][: trial.columns + int(graded)]
    unit = unit_of(head, [shape for shape in group.head if not shape.blank])
    near = [shape.number for shape in head.lines if own_head]
    table = Table(
        columns=tuple(Column(name) for name in names),
        rows=tuple(rows),
        line_start=min([*near, rows[0].line_start]),
        line_end=max(row.line_end for row in rows),
        title=head.title,
        unit=unit,
        sure=all(one.cut.sure or one.draft.stacked for one in placed),
        corner=head.corner,
        page=placed[0].draft.last.line.page,
    )
    return Built(marked(table), tuple(taken), head)


def _section(text: str, line: int, columns: int) -> Row:
    return Row(text, (None,) * columns, ("",) * columns, line, line)


def _row(one: Placed, lines: Sequence[Line], graded: bool) -> tuple[Row, list[tuple[int, int, int]]]:
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
    taken = [(shape.number, 0, len(shape.line.text)) for shape in (*above, *draft.under)]
    for shape in draft.shapes:
        end = shape.run[-1].end if shape.run else len(shape.line.text)
        if draft.graded_on is not None:
            taken.append((draft.graded_on.number, *draft.graded_on.span_of(grade)))
        elif shape is draft.last and draft.glued:
            end = len(shape.line.text)
        elif shape is draft.last and grade:
            end = shape.atoms[shape.last].start + len(grade)
        taken.append((shape.number, 0, end))
    start = min(shape.number for shape in (*above, *draft.shapes))
    end = max(shape.number for shape in (*draft.shapes, *draft.under))
    return Row(label, tuple(cells), tuple(words), start, end, depth), taken


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
