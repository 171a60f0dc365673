# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which lines make one table: rows that follow each other, and the lines of words between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from malram.review.reading.tables.atoms import TAB, Atom, Sort
from malram.review.reading.tables.cells import counts
from malram.review.reading.tables.lines import Shape, is_row, is_weak_row, may_be_row, trimmed
from malram.review.reading.tables.words import (
    closes_table,
    ends_table,
    grade_at_start,
    heading_like,
    sentence_like,
)

FARTHEST = 9  # lines of words between two rows of one table
MENDED = 5  # numbers with the same decimals that show what is usual
DECIMAL = re.compile(r"[-–−+]?\d{1,3},\d+")
BLANKS = 5  # empty lines between two lines of one table


@dataclass
class Draft:
    """A row being put together: its cells, perhaps from several lines, and the lines of words round it."""

    shapes: list[Shape]  # the lines its cells stand on
    run: tuple[Atom, ...]
    label: str = ""  # what stands before the cells on their line
    tail: str = ""  # what stands after them
    glued: bool = False  # the tail is glued to the last cell
    above: list[Shape] = field(default_factory=list)  # lines of words between the row before and this
    under: list[Shape] = field(default_factory=list)  # lines under it that carry its label on
    comment: list[Shape] = field(default_factory=list)  # lines right under it that carry its tail on
    weak: bool = False
    stacked: bool = False  # one cell on each line, the name on lines above
    graded_on: Shape | None = None  # the line its grade stands on, when that is a later one

    @classmethod
    def of(cls, shape: Shape, above: Sequence[Shape] = (), weak: bool = False) -> Draft:
        glued = bool(shape.tail) and shape.atoms[shape.last].gap == 0
        return cls([shape], shape.run, shape.label, shape.tail, glued, list(above), weak=weak)

    def copy(self) -> Draft:
        """A row to try things on."""
        return replace(
            self,
            shapes=list(self.shapes),
            above=list(self.above),
            under=list(self.under),
            comment=list(self.comment),
        )

    @property
    def last(self) -> Shape:
        return self.shapes[-1]

    def prepend(self, shape: Shape) -> None:
        """Put the cells of an earlier line before this row's own."""
        first = self.run[0]._replace(gap=TAB)
        self.run = (*shape.run, first, *self.run[1:])
        self.label = shape.label
        self.shapes.insert(0, shape)


@dataclass
class Group:
    """Rows under each other, the lines above the first of them and the lines below the last."""

    drafts: list[Draft]
    head: list[Shape]
    below: list[Shape] = field(default_factory=list)


def groups_of(shapes: Sequence[Shape]) -> list[Group]:
    """Gather rows that show by themselves into groups."""
    found: list[Group] = []
    last = -1
    for at, given in enumerate(shapes):
        shape = trimmed(given, found[-1].drafts[-1].last.low) if found and not is_row(given) else given
        if not (is_row(shape) or (found and _fits(shape, found[-1], shapes[last + 1 : at]))):
            continue
        between = list(shapes[last + 1 : at])
        draft = Draft.of(shape)
        before = found[-1].drafts[-1] if found else None
        rest = _after_comment(before, between) if before else between
        if before and same_table(rest):
            before.comment = between[: len(between) - len(rest)]
            draft.above = [one for one in rest if not one.blank]
            found[-1].drafts.append(draft)
        else:
            if found:
                found[-1].below = between
            draft.above = [one for one in between if not one.blank][-FARTHEST:]
            found.append(Group([draft], head=between))
        last = at
    if found:
        found[-1].below = list(shapes[last + 1 :])
    return found


def _fits(shape: Shape, group: Group, between: Sequence[Shape]) -> bool:
    """Whether a line that shows a row only among others stands among them."""
    low = group.drafts[-1].last.low
    return may_be_row(shape) and low >= 2 and shape.low <= low <= shape.high and len(between) < 3 * FARTHEST


def _after_comment(before: Draft, between: Sequence[Shape]) -> list[Shape]:
    """What is left of the lines under a row when the lines that carry on its comment are gone."""
    tail = before.tail
    grade = grade_at_start(tail)
    if before.glued or not tail or (tail == grade and not _carries_on(between)):
        return list(between)
    count = 0
    while count < len(between) and not between[count].blank:
        count += 1
    return list(between[count:])


def _carries_on(between: Sequence[Shape]) -> bool:
    return bool(between) and not between[0].blank and between[0].text[:1].islower()


def same_table(between: Sequence[Shape]) -> bool:
    """Whether the lines between two rows let them be rows of one table."""
    words = [shape for shape in between if not shape.blank]
    if len(words) > FARTHEST or longest_gap(between) > BLANKS:
        return False
    return not any(_breaks(shape) for shape in words)


def longest_gap(between: Sequence[Shape]) -> int:
    """The most empty lines after each other."""
    longest = run = 0
    for shape in between:
        run = run + 1 if shape.blank else 0
        longest = max(longest, run)
    return longest


def _breaks(shape: Shape) -> bool:
    """A line that ends the table above it: a heading row, a bullet, a sentence, a heading of its own."""
    text = shape.text
    return ends_table(text) or sentence_like(text) or (heading_like(text) and text[:1].isupper())


def complete(draft: Draft, columns: int) -> None:
    """Give a row that lacks cells those at the ends of the lines above it, where they fill it up."""
    if draft.label or len(draft.above) == 0:
        return
    low = _cells(draft)
    for at in range(len(draft.above) - 1, -1, -1):
        shape = draft.above[at]
        if not (shape.run and not shape.tail and shape.low and shape.label):
            continue
        if shape.low + low == columns and _alike(shape, draft):
            draft.prepend(shape)
            draft.above = draft.above[:at]
        return


def _alike(shape: Shape, draft: Draft) -> bool:
    """A number that is no percentage does not begin a row of percentages: it belongs to the label."""
    percent = [any("%" in atom.text for atom in run) for run in (shape.run, draft.run)]
    return percent[0] == percent[1]


def _cells(draft: Draft) -> int:
    return min(counts(draft.run), default=0)


def weak_rows(draft: Draft) -> list[Draft]:
    """Rows with too few cells to show by themselves, among the lines above a row."""
    found: list[Draft] = []
    rest: list[Shape] = []
    for shape in draft.above:
        numbered = shape.low >= 1 and shape.label and not shape.tail and not shape.years and _apart(shape)
        if is_weak_row(shape) or numbered:
            found.append(Draft.of(shape, rest, weak=True))
            rest = []
        else:
            rest.append(shape)
    draft.above = rest
    return found


def _apart(shape: Shape) -> bool:
    return bool(shape.run) and shape.run[0].sort is Sort.NUMBER and shape.run[0].gap >= 2


def late_grades(drafts: Sequence[Draft], below: Sequence[Shape]) -> None:
    """Give a row whose grade and comment begin on a later line its grade."""
    if not any(grade_at_start(draft.tail) for draft in drafts):
        return
    last = [shape for shape in below[:6] if not shape.blank]
    for draft, lines in zip(drafts, [*(one.above for one in drafts[1:]), last], strict=True):
        if draft.tail or draft.glued:
            continue
        later = next((shape for shape in lines if not shape.text.startswith("(")), None)
        if later is not None and grade_at_start(later.text) and later.number - draft.last.number <= 5:
            draft.tail, draft.graded_on = later.text, later
            cut = lines.index(later) + 1
            while cut < len(lines) and lines[cut].number == lines[cut - 1].number + 1:
                cut += 1
            del lines[:cut]


def trailing_rows(last: Draft, below: Sequence[Shape]) -> list[Draft]:
    """Totals and parts under the last row that have too few cells to show by themselves."""
    found: list[Draft] = []
    between: list[Shape] = []
    for shape in below[: 2 * FARTHEST]:
        if is_weak_row(shape) and closes_table(shape.label) and same_table(between):
            found.append(Draft.of(shape, weak=True))
            between = []
        elif shape.blank:
            between.append(shape)
        else:
            break
    return found


def mend_glued(drafts: Sequence[Draft]) -> None:
    """Cut '0,388 323 809' into '0,38' and '8 323 809' where all other decimals of the table are two."""
    decimals = Counter(
        len(atom.text.rpartition(",")[2])
        for draft in drafts
        for atom in draft.run
        if DECIMAL.fullmatch(atom.text)
    )
    usual, times = decimals.most_common(1)[0] if decimals else (0, 0)
    if times < MENDED or times < 0.8 * decimals.total():
        return
    for draft in drafts:
        run: list[Atom] = []
        for atom, after in zip_longest(draft.run, draft.run[1:]):
            cut = atom.text.find(",") + 1 + usual
            joined = after is not None and after.gap == 1 and len(after.text) == 3 and after.text.isdigit()
            if DECIMAL.fullmatch(atom.text) and len(atom.text) > cut and joined and atom.text[cut] != "0":
                run.append(atom._replace(text=atom.text[:cut], end=atom.start + cut))
                run.append(atom._replace(text=atom.text[cut:], start=atom.start + cut, gap=TAB))
            else:
                run.append(atom)
        draft.run = tuple(run)
