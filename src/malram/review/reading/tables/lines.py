# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a line looks like to whoever rebuilds tables: a label, a run of cells, and what stands after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from malram.review.document import Line
from malram.review.reading.tables.atoms import WIDE, Atom, Sort, atoms_of
from malram.review.reading.tables.cells import counts
from malram.review.reading.tables.words import is_bullet, starts_with_grade

LONGEST_LABEL = 110
_IN_RUN = (Sort.NUMBER, Sort.DASH, Sort.SIGN, Sort.PERCENT, Sort.UNIT, Sort.CLOCK)


@dataclass(frozen=True)
class Shape:
    """A line cut into label, run and tail; `low` and `high` are how few and how many cells it can have."""

    line: Line
    atoms: tuple[Atom, ...]
    first: int
    last: int
    low: int = 0
    high: int = 0
    remarked: bool = False  # what follows the cells is a remark, though it begins with a number

    @property
    def run(self) -> tuple[Atom, ...]:
        return self.atoms[self.first : self.last]

    @property
    def blank(self) -> bool:
        return not self.atoms

    @property
    def text(self) -> str:
        return self.line.text.strip()

    @property
    def label(self) -> str:
        return self.line.text[: self.run[0].start].strip() if self.run else self.text

    @property
    def tail(self) -> str:
        return self.line.text[self.run[-1].end :].strip() if self.run else ""

    def span_of(self, words: str) -> tuple[int, int]:
        """Where the words the line begins with stand."""
        start = len(self.line.text) - len(self.line.text.lstrip())
        return start, start + len(words)

    @property
    def years(self) -> bool:
        """A run of years alone is a heading, not a row."""
        return bool(self.run) and all(atom.year for atom in self.run)

    @property
    def number(self) -> int:
        return self.line.number


def shape_of(line: Line) -> Shape:
    """Choose the run of cells on a line."""
    atoms = atoms_of(line.text, line.number)
    runs = _runs(atoms)
    best = max(runs, key=lambda run: _weight(atoms, run)) if len(runs) > 1 else runs[0] if runs else (0, 0)
    best = _without_year(atoms, *best)
    ways = counts(atoms[best[0] : best[1]]) if best[1] else set()
    if not ways:
        return Shape(line, atoms, len(atoms), len(atoms))
    return Shape(line, atoms, *best, min(ways), max(ways))


def _without_year(atoms: Sequence[Atom], first: int, last: int) -> tuple[int, int]:
    """'Budget 2026  9 396': a year that stands nearer the label than the numbers belongs to the label."""
    if (
        first
        and last - first > 1
        and atoms[first].year
        and atoms[first].gap == 1
        and atoms[first + 1].gap >= WIDE
    ):
        return first + 1, last
    run = atoms[first:last]
    share = first and len(run) > 2 and run[1].sort is Sort.PERCENT and run[0].gap == 1 and run[2].gap >= WIDE
    if share and all(atom.gap == 1 and atom.sort is not Sort.PERCENT for atom in run[3:]):
        return first + 2, last  # 'Effektivisering 1 %  -99'
    return first, last


def _runs(atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(atoms):
        if atoms[at].sort not in _IN_RUN or _of_label(atoms, at):
            at += 1
            continue
        end = at
        while end < len(atoms) and _continues(atoms, at, end):
            end += 1
        while end > at and atoms[end - 1].sort is Sort.SIGN:
            end -= 1
        if end > at and any(atom.numeric for atom in atoms[at:end]):
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _continues(atoms: Sequence[Atom], first: int, at: int) -> bool:
    atom = atoms[at]
    after = atoms[at + 1] if at + 1 < len(atoms) else None
    if atom.sort is Sort.AIM:
        return at > first and after is not None and after.sort in _IN_RUN
    if atom.sort is Sort.UNIT:
        return at > first and atoms[at - 1].sort is Sort.NUMBER
    if atom.sort is Sort.PERCENT:
        return at > first and atoms[at - 1].sort is Sort.NUMBER
    if atom.sort is Sort.DASH and atom.gap == 0 and at > first:  # '329- Varav': the label that follows
        return False
    return atom.sort in _IN_RUN


def _of_label(atoms: Sequence[Atom], at: int) -> bool:
    """A dash before words begins a label; a unit or percent sign without its number is a word."""
    if atoms[at].sort in (Sort.UNIT, Sort.PERCENT):
        return True
    if atoms[at].sort is Sort.DASH and at + 1 < len(atoms):
        return atoms[at + 1].sort is Sort.WORD
    return False


def _weight(atoms: Sequence[Atom], run: tuple[int, int]) -> tuple[int, int, int]:
    first, last = run
    ways = counts(atoms[first:last])
    low = min(ways, default=0)
    at_end = last == len(atoms)
    return (min(low, 2), int(at_end), low)


def is_row(shape: Shape) -> bool:
    """A row that shows by itself: at least two cells, and nothing of a sentence round them."""
    if shape.high < 2 or shape.years or is_bullet(shape.text) or _dated(shape):
        return False
    if shape.low < 2 and not _widely_set(shape):
        return False
    if sum(atom.numeric for atom in shape.run) < 2 and shape.label and not _widely_set(shape):
        return False
    return _label_like(shape.label, finished=shape.low < 3) and _tail_like(shape)


def may_be_row(shape: Shape) -> bool:
    """A row among others whose cells could as well be one number: '151 250 155 Negativ'."""
    if shape.high < 2 or shape.years or is_bullet(shape.text) or not _label_like(shape.label):
        return False
    return not shape.tail or starts_with_grade(shape.tail)


def trimmed(shape: Shape, cells: int) -> Shape:
    """The line with the number its remark begins with left to the remark: '30 25,6 86 % av plan'."""
    if cells < 2 or shape.low <= cells or not shape.label or not shape.tail[:1].islower():
        return shape
    if is_bullet(shape.text) or not _label_like(shape.label):
        return shape
    for last in range(shape.last - 1, shape.first, -1):
        run = shape.atoms[shape.first : last]
        ways = counts(run)
        whole = shape.atoms[last].sort is Sort.NUMBER
        if whole and ways and min(ways) == cells == max(ways):
            return replace(shape, last=last, low=cells, high=cells, remarked=True)
    return shape


def is_weak_row(shape: Shape) -> bool:
    """A label and one number that stands apart from it."""
    if shape.low != 1 or shape.years or is_bullet(shape.text) or shape.tail or not shape.label:
        return False
    return shape.run[0].gap >= WIDE and _label_like(shape.label)


def _dated(shape: Shape) -> bool:
    """'Halvår 1 2026' and '12 (26)' are no cells."""
    texts = [atom.text for atom in shape.run]
    if len(texts) != 2 or not texts[0].isdigit() or len(texts[0]) > 3:
        return False
    return shape.run[1].year or re.fullmatch(r"\(\d{1,3}\)", texts[1]) is not None


def _widely_set(shape: Shape) -> bool:
    return any(atom.gap >= WIDE for atom in shape.run[1:])


def _label_like(label: str, finished: bool = True) -> bool:
    if len(label) > LONGEST_LABEL or re.search(r"[.!?] [A-ZÅÄÖ]|[a-zåäö]{3}\.$", label):
        return False
    unfinished = r"(?:^| )(?:var|är|blev|till|från|mellan|på|med|om|och|uppgick|cirka|ca)$"
    return not (finished and re.search(unfinished, label, re.IGNORECASE))


def _tail_like(shape: Shape) -> bool:
    tail = shape.tail
    if not tail or shape.remarked:
        return True
    if not shape.label and shape.atoms[shape.last].gap == 0:  # '306 603Läkarbesök'
        return True
    return (
        starts_with_grade(tail)
        or (tail[0].isupper() and shape.low >= 2)
        or (shape.atoms[shape.last].gap >= WIDE and shape.low >= 2)
    )
