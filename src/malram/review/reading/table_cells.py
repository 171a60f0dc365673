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
from typing import NamedTuple

from malram.review.reading.table_atoms import NUMBER, TAB, WIDE, Atom, Sort

MOST_COLUMNS = 24
KEPT = 4  # ways kept at each place of a row
NEAR = 0.8  # a way that costs at most this much more than the cheapest leaves doubt
_EMPTY, _KIND, _WORDS = 2.0, 2.5, 1.2


@dataclass(frozen=True)
class Cell:
    """A cell: pieces `first` to before `last` of a run; `kind` is '%', 'd1', 'd2', 'n', '-', 'w' or ':'."""

    first: int
    last: int
    kind: str
    size: float | None = None  # log10 of the value, for whole and decimal numbers
    compared: bool = False  # '≥ 80 %': a target


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
    aims: frozenset[int] = frozenset()  # the columns that hold targets
    spans: tuple[tuple[int, int], ...] = ()  # where each column's cells stand on the line, where that tells

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

    def cost(self, column: int, cell: Cell) -> float:
        """How ill a cell fits a column."""
        astray = cell.compared and self.aims and column not in self.aims
        return self.kind_cost(column, cell.kind) + (4.0 if astray else 0.0)

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
    compared = bool(match["cmp"]) or run[first].sort is Sort.SIGN
    decimals = len(match["decimals"] or " ") - 1
    kind = "%" if percent or match["percent"] else f"d{min(decimals, 3)}" if decimals else "n"
    whole = "".join(c for c in match["whole"] if c.isdigit())
    value = float(whole + (match["decimals"] or "").replace(",", "."))
    return Cell(first, last, kind, None if kind == "%" or value == 0 else math.log10(value), compared)


def counts(run: Sequence[Atom], wide: bool = False, skip: int = 0) -> set[int]:
    """How many cells the run can be cut into, empty ones not counted."""
    ways: list[set[int]] = [set() for _ in range(len(run) + 1)]
    ways[skip] = {0}
    for at in range(skip, len(run)):
        if ways[at]:
            for cell in cells_from(run, at, wide):
                ways[cell.last] |= {n + 1 for n in ways[at] if n < MOST_COLUMNS}
    return ways[-1]


class _Way(NamedTuple):
    """The first columns of a row, filled; `hollow` of them at the end are empty, and `sized` had a size."""

    cost: float
    cells: tuple[Cell | None, ...]
    skipped: int
    hollow: int = 0
    sized: int = -1


def cut(run: Sequence[Atom], columns: int, model: Model, may_skip: int = 0) -> Cut | None:
    """The cheapest way to cut a run into `columns`, some perhaps empty; None when there is none."""
    starts = [list(cells_from(run, at, model.wide)) for at in range(len(run))]
    if len(run) >= columns and (only := _only_way(starts, columns)):
        cost = sum(model.cost(column, cell) for column, cell in enumerate(only))
        cost += sum(_astray(run, cell, column, model) for column, cell in enumerate(only))
        if cost < 2:
            return Cut(only, 0, cost)
    states: dict[int, list[_Way]] = {}
    for skipped in range(may_skip + 1):
        states[skipped] = [_Way(sum(map(_skip_cost, run[:skipped])), (), skipped)]
    for _ in range(columns):
        states = _one_column_more(states, run, starts, model)
    ways = states.get(len(run), [])
    if not ways:
        return None
    best = ways[0]
    sure = len(ways) == 1 or ways[1].cost - best.cost > NEAR
    return Cut(best.cells, best.skipped, best.cost, sure)


def _only_way(starts: Sequence[Sequence[Cell]], columns: int) -> tuple[Cell, ...] | None:
    """The cells of a run that can be cut in one way only, when they are as many as the columns."""
    at, cells = 0, []
    while at < len(starts):
        if len(starts[at]) != 1 or len(cells) == columns:
            return None
        cells.append(starts[at][0])
        at = starts[at][0].last
    return tuple(cells) if len(cells) == columns else None


def _one_column_more(
    states: dict[int, list[_Way]], run: Sequence[Atom], starts: Sequence[Sequence[Cell]], model: Model
) -> dict[int, list[_Way]]:
    after: dict[int, list[_Way]] = {}
    for at, ways in states.items():
        for way in ways:
            after.setdefault(at, []).append(_empty(way, run, at, model))
            for cell in starts[at] if at < len(run) else ():
                after.setdefault(cell.last, []).append(_filled(way, cell, run, model))
    return {at: sorted(ways, key=_cost)[:KEPT] for at, ways in after.items()}


def _cost(way: _Way) -> float:
    return way.cost


def _skip_cost(atom: Atom) -> float:
    """What it costs to read a piece as the end of the label."""
    if atom.sort is Sort.CLOCK or atom.year:
        return 0.5
    return 2.5 if atom.text.isdigit() else 5.0


def _empty(way: _Way, run: Sequence[Atom], at: int, model: Model) -> _Way:
    """Leave a column empty: cheap where the gap to the next cell is wider than usual, or at the row's end."""
    cost = _EMPTY / 2 if model.aims and at == len(run) else _EMPTY
    cost = 0.3 if model.spans else cost
    if 0 < at < len(run) and way.cells and model.usual_gap and run[at].gap - model.usual_gap > way.hollow:
        cost = 0.3
    return _Way(way.cost + cost, (*way.cells, None), way.skipped, way.hollow + 1, way.sized)


def _filled(way: _Way, cell: Cell, run: Sequence[Atom], model: Model) -> _Way:
    column = len(way.cells)
    cost = way.cost + model.cost(column, cell)
    sized = way.sized
    if cell.size is not None:
        before = way.cells[sized] if sized >= 0 else None
        if before is not None and before.size is not None:
            cost += _odd_size(sized, before.size, column, cell.size, model)
        sized = column
    cost += _astray(run, cell, column, model)
    if model.usual_gap and not model.spans and way.hollow != len(way.cells) and run[cell.first].gap < TAB:
        extra = run[cell.first].gap - model.usual_gap - way.hollow
        cost += 0.6 * max(0, extra) if extra < 6 else 0.0
    return _Way(cost, (*way.cells, cell), way.skipped, 0, sized)


def _astray(run: Sequence[Atom], cell: Cell, column: int, model: Model) -> float:
    """How far from its column's place on the line a cell stands."""
    if not model.spans:
        return 0.0
    start, end = model.spans[column]
    return 0.0 if run[cell.first].start <= end + 1 and run[cell.last - 1].end >= start - 1 else 5.0


def _odd_size(left: int, left_size: float, right: int, size: float, model: Model) -> float:
    """How odd the step in magnitude between two cells is, against the same step in the other rows."""
    a, b = model.sizes[left], model.sizes[right]
    if model.kinds[left] and model.kinds[right] and (a is None or b is None):
        return 0.0
    expected, spread = (b[0] - a[0], a[1] + b[1]) if a and b else (0.0, 0.3)
    return min(3.0, abs(size - left_size - expected) / (0.5 + spread))
