# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pieces of a row make which cell, when the digits are grouped by the same spaces that part the cells.

A row is cut in every admissible way into the table's number of columns, and the cheapest way wins: kinds as
in the rest of the column, magnitudes as in the rest of the row. `Cut.sure` tells that no other came near.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from malram.review.reading.table_atoms import NUMBER, TAB, WIDE, Atom, Sort

MOST_COLUMNS = 24
NEAR = 0.8  # a way that costs at most this much more than the cheapest leaves doubt
_EMPTY, _KIND, _WORDS = 2.0, 2.5, 1.2


@dataclass(frozen=True)
class Cell:
    """A cell: pieces `first` to before `last` of a run; `kind` is '%', 'd1', 'd2', 'n', '-', 'w' or ':'."""

    first: int
    last: int
    kind: str
    size: float | None = None  # log10 of the value, for whole and decimal numbers


@dataclass(frozen=True)
class Cut:
    """A way to cut a run: a cell or None for each column; `skipped` pieces at the left are the label's."""

    cells: tuple[Cell | None, ...]
    skipped: int
    cost: float
    sure: bool = True


@dataclass(frozen=True)
class Model:
    """What the columns hold: for each its kinds with their shares, and the median and spread of its size."""

    kinds: tuple[dict[str, float], ...]
    sizes: tuple[tuple[float, float] | None, ...]
    usual_gap: int = 1
    wide: bool = False

    @classmethod
    def unknown(cls, columns: int, usual_gap: int = 1, wide: bool = False) -> Model:
        return cls(({},) * columns, (None,) * columns, usual_gap, wide)

    @classmethod
    def of(cls, cuts: Sequence[Cut], columns: int, usual_gap: int = 1, wide: bool = False) -> Model:
        kinds: list[dict[str, float]] = []
        sizes: list[tuple[float, float] | None] = []
        for column in range(columns):
            cells = [cell for cut in cuts if (cell := cut.cells[column]) is not None]
            counted = dict.fromkeys((cell.kind for cell in cells), 0.0)
            for cell in cells:
                counted[cell.kind] += 1 / len(cells)
            kinds.append(counted)
            its = [cell.size for cell in cells if cell.size is not None]
            middle = median(its) if its else 0.0
            spread = median([abs(size - middle) for size in its]) if its else 0.0
            sizes.append((middle, spread) if its else None)
        return cls(tuple(kinds), tuple(sizes), usual_gap, wide)

    def kind_cost(self, column: int, kind: str) -> float:
        known = self.kinds[column]
        if not known or kind in known:
            return 0.0 if not known else 0.4 * (1 - known[kind])
        if kind == "-" or set(known) == {"-"}:
            return 0.3
        if "w" in (kind, *known) and (kind == "w" or set(known) == {"w"}):
            return 2 * _KIND
        if {kind, *known} <= {"n", "d1", "d2", "d3", "-"}:
            return 0.8 if kind == "n" else 1.5
        return _KIND


def joins(left: Atom, right: Atom) -> bool:
    """Whether two numbers' pieces can be one grouped number: '301' and '758'."""
    if right.gap != 1 or right.sort is not Sort.NUMBER or left.sort is not Sort.NUMBER:
        return False
    a, b = NUMBER.fullmatch(left.text), NUMBER.fullmatch(right.text)
    if a is None or b is None or a["decimals"] or a["percent"] or a["mark"] or a["close"]:
        return False
    if b["sign"] or b["cmp"] or b["open"] or len(b["whole"]) != 3:
        return False
    return 0 < len(a["whole"]) <= 3 and a["whole"] != "0" and a["whole"].isdigit()


def cells_from(run: Sequence[Atom], first: int, wide: bool = False) -> Iterator[Cell]:
    """Every cell that can begin with piece `first`; in a `wide` table single spaces never part two cells."""
    at, sort = first, run[first].sort
    if sort in (Sort.AIM, Sort.CLOCK):
        yield Cell(first, first + 1, "w" if sort is Sort.AIM else ":")
        return
    if sort in (Sort.DASH, Sort.SIGN):
        at += 1
        follows = at < len(run) and run[at].sort is Sort.NUMBER and run[at].gap == 1
        signed = follows and not run[at].text[0].isdigit()
        if sort is Sort.DASH and (signed or not follows or not wide):
            yield Cell(first, first + 1, "-")
        if signed or not follows:
            return
    if run[at].sort is Sort.NUMBER and not _middle(run[at].text):
        yield from _numbers_from(run, first, at, wide)


def _middle(text: str) -> bool:
    """'045' is the later part of a number, never a number of its own."""
    return len(text) == 3 and text.isdigit() and text.startswith("0")


def _numbers_from(run: Sequence[Atom], first: int, at: int, wide: bool) -> Iterator[Cell]:
    """Numbers of one group of digits, of two, of three: '2', '2 210', '2 210 456'."""
    while True:
        after = run[at + 1] if at + 1 < len(run) else None
        more = after is not None and joins(run[at], after)
        if after and after.sort in (Sort.PERCENT, Sort.UNIT) and after.gap <= WIDE:
            yield _number(run, first, at + 2, after.sort is Sort.PERCENT)
        elif not (more and wide):
            yield _number(run, first, at + 1, False)
        if not more:
            return
        at += 1


def _number(run: Sequence[Atom], first: int, last: int, percent: bool) -> Cell:
    digits = "".join(atom.text for atom in run[first:last] if atom.sort is Sort.NUMBER)
    match = NUMBER.fullmatch(digits)
    if match is None:
        return Cell(first, last, "n")
    decimals = len(match["decimals"] or " ") - 1
    kind = "%" if percent or match["percent"] else f"d{min(decimals, 3)}" if decimals else "n"
    whole = "".join(c for c in match["whole"] if c.isdigit())
    value = float(whole + (match["decimals"] or "").replace(",", "."))
    return Cell(first, last, kind, None if kind == "%" or value == 0 else math.log10(value))


def counts(run: Sequence[Atom], wide: bool = False, skip: int = 0) -> set[int]:
    """How many cells the run can be cut into, empty ones not counted."""
    ways: list[set[int]] = [set() for _ in range(len(run) + 1)]
    ways[skip] = {0}
    for at in range(skip, len(run)):
        if ways[at]:
            for cell in cells_from(run, at, wide):
                ways[cell.last] |= {n + 1 for n in ways[at] if n < MOST_COLUMNS}
    return ways[-1]


@dataclass(frozen=True)
class _Way:
    cost: float
    cells: tuple[Cell | None, ...]
    skipped: int


def cut(run: Sequence[Atom], columns: int, model: Model, may_skip: int = 0) -> Cut | None:
    """The cheapest way to cut a run into `columns`, some perhaps empty; None when there is none."""
    states: dict[tuple[int, int], list[_Way]] = {}
    for skipped in range(may_skip + 1):
        states[(skipped, 0)] = [_Way(2.5 * skipped, (), skipped)]
    for at in range(len(run) + 1):
        for column in range(columns):
            for way in states.get((at, column), ()):
                _put(states, (at, column + 1), _empty(way, run, at, column, model))
                if at < len(run):
                    for cell in cells_from(run, at, model.wide):
                        _put(states, (cell.last, column + 1), _filled(way, cell, run, column, model))
    ways = states.get((len(run), columns), [])
    if not ways:
        return None
    best = ways[0]
    sure = len(ways) == 1 or ways[1].cost - best.cost > NEAR
    return Cut(best.cells, best.skipped, best.cost, sure)


def _put(states: dict[tuple[int, int], list[_Way]], key: tuple[int, int], way: _Way) -> None:
    ways = states.setdefault(key, [])
    ways.append(way)
    ways.sort(key=lambda one: one.cost)
    del ways[6:]


def _empty(way: _Way, run: Sequence[Atom], at: int, column: int, model: Model) -> _Way:
    """Leave a column empty: cheap where the gap to the next cell is wider than usual, or at the row's end."""
    inside = 0 < at < len(run) and bool(way.cells)
    hollow = 0
    for cell in reversed(way.cells):
        if cell is not None:
            break
        hollow += 1
    cost = _EMPTY
    if inside:
        cost = 0.3 if model.usual_gap and run[at].gap - model.usual_gap > hollow else _EMPTY
    return _Way(way.cost + cost, (*way.cells, None), way.skipped)


def _filled(way: _Way, cell: Cell, run: Sequence[Atom], column: int, model: Model) -> _Way:
    cost = way.cost + model.kind_cost(column, cell.kind)
    before = next(((i, c) for i, c in reversed(list(enumerate(way.cells))) if c and c.size is not None), None)
    if cell.size is not None and before is not None and before[1].size is not None:
        cost += _odd_size(before[0], before[1].size, column, cell.size, model)
    hollow = 0
    for one in reversed(way.cells):
        if one is not None:
            break
        hollow += 1
    if model.usual_gap and hollow != len(way.cells) and run[cell.first].gap < TAB:
        extra = run[cell.first].gap - model.usual_gap - hollow
        cost += 0.6 * max(0, extra) if extra < 6 else 0.0
    if any(atom.gap >= WIDE for atom in run[cell.first + 1 : cell.last] if atom.sort is Sort.NUMBER):
        cost += 4
    return _Way(cost, (*way.cells, cell), way.skipped)


def _odd_size(left: int, left_size: float, right: int, size: float, model: Model) -> float:
    """How odd the step in magnitude between two cells is, against the same step in the other rows."""
    a, b = model.sizes[left], model.sizes[right]
    if model.kinds[left] and model.kinds[right] and (a is None or b is None):
        return 0.0
    expected, spread = (b[0] - a[0], a[1] + b[1]) if a and b else (0.0, 0.3)
    return min(3.0, abs(size - left_size - expected) / (0.5 + spread))
