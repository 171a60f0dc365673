# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which pieces of a row make which cell, when the digits are grouped by the same spaces that part the cells.

A row is cut in every admissible way into the table's number of columns, and the cheapest way wins: kinds as
in the rest of the column, magnitudes as in the rest of the row. `Cut.sure` tells that no other came near.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from malram.review.reading.tables.atoms import NUMBER, TAB, WIDE, Atom, Sort

MOST_COLUMNS = 24
GROUPS = 3  # of three digits after the first, in one number
HUGE = 9.5  # log10 of what reports hardly print
KEPT = 4  # ways kept at each place of a row
NEAR = 0.8  # a way that costs at most this much more than the cheapest leaves doubt
FAR = 1.6  # the same for a way with another number of cells
_EMPTY, _KIND, _SPLIT = 2.5, 2.5, 1.0


class Cell(NamedTuple):
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
    """What is known of the columns: kinds with their shares, and sizes against the rest of a row."""

    kinds: tuple[dict[str, float], ...]
    sizes: tuple[tuple[float, float] | None, ...]  # median and spread
    usual_gap: int = 1  # spaces between cells, 0 where they vary
    lead: int = 0  # spaces before the first cell, 0 where they vary
    wide: bool = False
    hollow: bool = False  # some row must have an empty cell
    aims: frozenset[int] = frozenset()  # the columns that hold targets
    spans: tuple[tuple[int, int], ...] = ()  # where each column's cells stand on the line, where that tells

    @classmethod
    def unknown(cls, columns: int) -> Model:
        return cls(({},) * columns, (None,) * columns)

    def learnt(self, cuts: Sequence[Cut], spans: tuple[tuple[int, int], ...]) -> Model:
        """The same model with what sure rows without empty cells tell of the columns."""
        kinds: list[dict[str, float]] = []
        sizes: list[tuple[float, float] | None] = []
        for column in range(len(self.kinds)):
            cells = [cell for cut in cuts if (cell := cut.cells[column]) is not None]
            kinds.append({kind: times / len(cells) for kind, times in Counter(c.kind for c in cells).items()})
            its = [size for cut in cuts if (size := _against_row(cut, column)) is not None]
            middle = median(its) if its else 0.0
            spread = median([abs(size - middle) for size in its]) if its else 0.0
            sizes.append((middle, spread) if its else None)
        return replace(self, kinds=tuple(kinds), sizes=tuple(sizes), spans=spans)

    def cost(self, column: int, cell: Cell) -> float:
        """How ill a cell fits a column."""
        astray = cell.compared and self.aims and column not in self.aims
        return self._kind_cost(column, cell) + (4.0 if astray else 0.0)

    def _kind_cost(self, column: int, cell: Cell) -> float:
        known, kind = self.kinds[column], cell.kind
        if not known or kind in known:
            return 0.0 if not known else 0.4 * (1 - known[kind])
        if kind == "-" or set(known) == {"-"} or (kind == "n" and cell.size is None):
            return 0.3  # a dash, a lone zero
        if "w" in (kind, *known) and (kind == "w" or set(known) == {"w"}):
            return 2 * _KIND
        return 1.6 if {kind, *known} <= {"n", "d1", "d2", "d3", "-"} else _KIND


def _against_row(cut: Cut, column: int) -> float | None:
    """The size of a cell against the middle of its row."""
    cell = cut.cells[column]
    if cell is None or cell.size is None:
        return None
    return cell.size - median([one.size for one in cut.cells if one is not None and one.size is not None])


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
    """'045' and '045,2' are the later part of a number, never a number of their own."""
    return text.startswith("0") and text[1:2].isdigit()


def _numbers_from(run: Sequence[Atom], first: int, at: int, wide: bool) -> Iterator[Cell]:
    """Numbers of one group of digits, of two, of three: '2', '2 210', '2 210 456'."""
    while True:
        after = run[at + 1] if at + 1 < len(run) else None
        more = after is not None and joins(run[at], after)
        if after and after.sort in (Sort.PERCENT, Sort.UNIT) and after.gap <= WIDE:
            yield _number(run, first, at + 2, after.sort is Sort.PERCENT)
        elif not (more and wide):
            yield _number(run, first, at + 1, False)
        if not more or at - first > GROUPS:
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


@lru_cache(maxsize=1 << 12)  # a row is cut anew for every number of columns that is tried
def starts_of(run: tuple[Atom, ...], wide: bool) -> tuple[tuple[Cell, ...], ...]:
    """For each piece of a run every cell that can begin with it."""
    return tuple(tuple(cells_from(run, at, wide)) for at in range(len(run)))


def counts(run: Sequence[Atom], wide: bool = False, skip: int = 0) -> set[int]:
    """How many cells the run can be cut into, empty ones not counted."""
    starts = starts_of(tuple(run), wide)
    ways: list[set[int]] = [set() for _ in range(len(run) + 1)]
    ways[skip] = {0}
    for at in range(skip, len(run)):
        if ways[at]:
            for cell in starts[at]:
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
    """The cheapest way to cut a run into `columns`, some perhaps empty; None when there is none.

    Where the gaps of the table tell which cells are empty they are believed first.
    """
    starts = starts_of(tuple(run), model.wide)
    if len(run) >= columns and (only := _only_way(starts, columns)):
        cost = sum(model.cost(column, cell) for column, cell in enumerate(only))
        cost += sum(_astray(run, cell, column, model) for column, cell in enumerate(only))
        if cost < 2:
            return Cut(only, 0, cost)
    if model.usual_gap and not model.spans:
        found = _cheapest(run, starts, model, may_skip, by_gaps=True)
        if found and found.cost < 2.5 and (None in found.cells or not model.hollow):
            return found
    found = _cheapest(run, starts, model, may_skip)
    if found is None or not found.sure or None not in found.cells or model.spans:
        return found
    plain = _cheapest(run, starts, replace(model, sizes=(None,) * columns), may_skip)
    return replace(found, sure=plain is not None and plain.sure and plain.cells == found.cells)


def _cheapest(
    run: Sequence[Atom], starts: Sequence[Sequence[Cell]], model: Model, may_skip: int, by_gaps: bool = False
) -> Cut | None:
    states: dict[int, list[_Way]] = {}
    for skipped in range(may_skip + 1):
        states[skipped] = [_Way(sum(map(_skip_cost, run[:skipped])), (), skipped)]
    longest = max((cell.last - cell.first for cells in starts for cell in cells), default=1)
    for left in reversed(range(len(model.kinds))):
        states = _one_column_more(states, run, starts, model, by_gaps)
        # what the columns left cannot reach the end from is no way
        states = {at: ways for at, ways in states.items() if len(run) - at <= left * longest}
    ways = states.get(len(run), [])
    if not ways:
        return None
    best, filled = ways[0], _filled_columns(ways[0])
    sure = all(way.cost - best.cost > (NEAR if _filled_columns(way) == filled else FAR) for way in ways[1:])
    return Cut(best.cells, best.skipped, best.cost, sure)


def _filled_columns(way: _Way) -> int:
    return sum(cell is not None for cell in way.cells)


def _only_way(starts: Sequence[Sequence[Cell]], columns: int) -> tuple[Cell, ...] | None:
    """The cells of a run that can be cut in one way only, when they are as many as the columns."""
    at = 0
    cells: list[Cell] = []
    while at < len(starts):
        if len(starts[at]) != 1 or len(cells) == columns:
            return None
        cells.append(starts[at][0])
        at = starts[at][0].last
    return tuple(cells) if len(cells) == columns else None


def _one_column_more(
    states: dict[int, list[_Way]],
    run: Sequence[Atom],
    starts: Sequence[Sequence[Cell]],
    model: Model,
    by_gaps: bool,
) -> dict[int, list[_Way]]:
    after: dict[int, list[_Way]] = {}
    for at, ways in states.items():
        surplus = _surplus(run, at, model)
        split = 0 < at < len(run) and joins(run[at - 1], run[at])
        column = len(ways[0].cells)  # the same for all
        fits = [
            (cell, model.cost(column, cell), _astray(run, cell, column, model))
            for cell in (starts[at] if at < len(run) else ())
        ]
        for way in ways:
            if not by_gaps or way.hollow < surplus:
                after.setdefault(at, []).append(_empty(way, run, at, model, surplus))
            if by_gaps and way.hollow != surplus:
                continue
            for cell, odd, astray in fits:
                cost = way.cost + odd + astray
                after.setdefault(cell.last, []).append(_filled(way, cell, cost, model, surplus, split))
    return {at: sorted(ways, key=_cost)[:KEPT] for at, ways in after.items()}


def _surplus(run: Sequence[Atom], at: int, model: Model) -> int:
    """How many spaces too many stand before a piece: as many as there are empty cells, where gaps tell."""
    if at == len(run) or not model.usual_gap or run[at].gap >= TAB:
        return 0
    usual = model.usual_gap if at else model.lead
    return max(0, run[at].gap - usual) if usual else 0


def _cost(way: _Way) -> float:
    return way.cost


def _skip_cost(atom: Atom) -> float:
    """What it costs to read a piece as the end of the label."""
    if atom.sort is Sort.CLOCK or atom.year:
        return 0.5
    return 4.0 if atom.text.isdigit() else 6.0


def _empty(way: _Way, run: Sequence[Atom], at: int, model: Model, surplus: int) -> _Way:
    """Leave a column empty: cheap where the gap to the next cell is wider than usual."""
    cost = _EMPTY if model.hollow or model.aims else 2 * _EMPTY
    if way.hollow < surplus or model.spans:
        cost = 0.1
    elif model.aims and at == len(run):
        cost = _EMPTY / 2
    return _Way(way.cost + cost, (*way.cells, None), way.skipped, way.hollow + 1, way.sized)


def _filled(way: _Way, cell: Cell, cost: float, model: Model, surplus: int, split: bool) -> _Way:
    """Put a cell into the next column; `cost` is the way's and what the cell costs in that column."""
    column, sized = len(way.cells), way.sized
    if cell.size is not None:
        before = way.cells[sized] if sized >= 0 else None
        if before is not None and before.size is not None:
            cost += _odd_size(sized, before.size, column, cell.size, model)
        sized = column
        cost += 1.5 if cell.size > HUGE else 0.0
    if split and way.hollow != len(way.cells):
        cost += _SPLIT if model.hollow else 0.3
    if not model.spans and way.hollow != len(way.cells):
        cost += min(0.6 * max(0, surplus - way.hollow), 3.0)
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
    return min(2.4, abs(size - left_size - expected) / (0.5 + spread))
