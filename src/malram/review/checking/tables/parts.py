# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows of a table a row may be the sum of, and how far the figures bear it out.

Labels propose, parallel columns confirm: a decomposition that holds exactly in several columns of large
figures cannot be chance, whatever the label says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from malram.review.checking.tables.cells import Grid
from malram.review.checking.tables.labels import is_dashed, is_net, is_part, is_total, says_of_which

_FAR = 60  # rows above that are tried
_MOST_BITS = 14.0


@dataclass(frozen=True)
class Parts:
    """Row `total` as the weighted sum of `items`. `natural` when they are the whole block by the layout."""

    total: int
    items: tuple[int, ...]
    weights: tuple[int, ...]
    natural: bool
    of_which: bool = False

    @property
    def rows(self) -> list[int]:
        return [*self.items, self.total]


@dataclass(frozen=True)
class Column:
    """How one column meets a decomposition. `complete` when every part has a number or a dash there."""

    at: int
    holds: bool
    complete: bool
    bits: float
    miss: float
    value: float


@dataclass(frozen=True)
class Support:
    """A decomposition with what each column says of it."""

    parts: Parts
    columns: tuple[Column, ...]

    @property
    def telling(self) -> list[Column]:
        """The columns that hold and would not by chance, each figure once."""
        seen: dict[float, Column] = {}
        for column in self.columns:
            if column.holds and column.bits >= 2:
                seen.setdefault(column.value, column)
        return list(seen.values())

    @property
    def bits(self) -> float:
        return sum(column.bits for column in self.telling)

    @property
    def share(self) -> float:
        complete = [column for column in self.columns if column.complete or column.holds]
        return sum(column.holds for column in complete) / len(complete) if complete else 0.0

    @property
    def explained(self) -> float:
        """The share of all columns that hold: an empty cell explains nothing."""
        return sum(column.holds for column in self.columns) / len(self.columns) if self.columns else 0.0


def proposals(grid: Grid, total: int, inside: set[int]) -> Iterator[Parts]:
    """Every decomposition of a row worth trying. `inside` are the rows that known subtotals add up."""
    yield from _below(grid, total)
    if is_part(grid.row(total)):
        return
    yield from _listed(grid, total)
    yield from _above(grid, total, inside)
    yield from _drawn_off(grid, total, inside)
    if is_net(grid.row(total)):
        yield from _differences(grid, total, inside)


def _filled(grid: Grid, at: int) -> bool:
    return grid.filled[at]


def _below(grid: Grid, total: int) -> Iterator[Parts]:
    """Of-which rows under their parent; or all rows under a total printed first."""
    depth, rows = grid.row(total).depth, len(grid.table.rows)
    under = []
    for at in range(total + 1, rows):
        row = grid.row(at)
        if row.depth <= depth and not (says_of_which(row) and not says_of_which(grid.row(total))):
            break
        if _filled(grid, at):
            under.append(at)
    if under:
        level = min(grid.row(at).depth for at in under)
        children = tuple(at for at in under if grid.row(at).depth == level)
        if len(children) > 1:
            yield Parts(total, children, (1,) * len(children), True, True)
    elif is_total(grid.row(total)) and not any(_filled(grid, at) for at in range(total)):
        after = [at for at in range(total + 1, rows) if _filled(grid, at) and not is_part(grid.row(at))]
        stop = next((n for n, at in enumerate(after) if is_total(grid.row(at))), len(after))
        if stop > 1:
            yield Parts(total, tuple(after[:stop]), (1,) * stop, True)


def _listed(grid: Grid, total: int) -> Iterator[Parts]:
    """The rows right above a total when all of them begin with a dash, under a heading or another total: a
    list, and not parts of a row."""
    start = total
    while start and _filled(grid, start - 1) and is_dashed(grid.row(start - 1)):
        start -= 1
    alone = start == 0 or not _filled(grid, start - 1) or is_total(grid.row(start - 1))
    if total - start > 1 and alone and is_total(grid.row(total)):
        yield Parts(total, tuple(range(start, total)), (1,) * (total - start), True)


def _above(grid: Grid, total: int, inside: set[int]) -> Iterator[Parts]:
    """Rows above: the leaves, the rows no subtotal has taken, or the subtotals alone, from every start.

    Only what one column bears out, or what is the whole block of a total by its label, is worth weighing.
    """
    rows = [at for at in range(max(0, total - _FAR), total) if _filled(grid, at) and not _is_part(grid, at)]
    block, outer = _block_start(grid, total), _first_outer(rows, inside)
    for kind in ("outer", "leaves", "totals"):
        items: list[int] = []
        running = _Running(grid, total)
        for at in reversed(rows):
            labelled = is_total(grid.row(at)) or _sums_up(at, inside)
            left_out = {"outer": at in inside, "leaves": labelled, "totals": not labelled}
            if left_out[kind]:
                continue
            items.append(at)
            running.add(at)
            skipped = kind == "leaves" and len(items) < len(rows) - rows.index(at)
            whole = at == block or (at == rows[0] and not skipped) or (kind == "outer" and at == outer)
            if len(items) > 1 and (whole or running.meets()):
                yield Parts(total, tuple(reversed(items)), (1,) * len(items), whole)


def _is_part(grid: Grid, at: int) -> bool:
    """Tell whether a row is part of a row above that has figures; a list under a mere heading is not."""
    if not is_part(grid.row(at)):
        return False
    above = next((up for up in reversed(range(at)) if not is_part(grid.row(up))), None)
    return above is None or _filled(grid, above) or not is_dashed(grid.row(at))


def _drawn_off(grid: Grid, total: int, inside: set[int]) -> Iterator[Parts]:
    """A subtotal and the of-which rows after it: what others pay is drawn off before the last line."""
    before = next((at for at in range(total - 1, max(-1, total - 6), -1) if _sums_up(at, inside)), None)
    if before is not None and before < total - 1:
        items = tuple(at for at in range(before, total) if _filled(grid, at))
        if any(is_part(grid.row(at)) for at in items):
            yield Parts(total, items, (1,) * len(items), True)


class _Running:
    """Running sums of every column, against the row they may add up to."""

    def __init__(self, grid: Grid, total: int) -> None:
        self._grid = grid
        self._goals = [(at, cell) for at, cell in enumerate(grid.cells[total]) if cell is not None]
        self._sums = [[0.0, cell.half] for _, cell in self._goals]

    def add(self, row: int) -> None:
        cells = self._grid.cells[row]
        for (at, _), running in zip(self._goals, self._sums, strict=True):
            cell = cells[at]
            if cell is not None:
                running[0] += cell.value
                running[1] += cell.half

    def meets(self) -> bool:
        return any(
            abs(value - goal.value) <= room * (1 + 1e-9) + 1e-7
            for (_, goal), (value, room) in zip(self._goals, self._sums, strict=True)
        )


def _first_outer(rows: list[int], inside: set[int]) -> int:
    return next((at for at in rows if at not in inside), -1)


def _sums_up(at: int, inside: set[int]) -> bool:
    """Tell whether a row closes a block: the row before it is inside a subtotal, and it is not."""
    return at - 1 in inside and at not in inside


def _block_start(grid: Grid, total: int) -> int:
    """The first row of the block that ends above `total`: after a total, or after a row of words alone."""
    start = total
    for at in range(total - 1, max(-1, total - _FAR - 1), -1):
        if is_total(grid.row(at)) or not _filled(grid, at):
            break
        if not _is_part(grid, at):
            start = at
    return start


def _differences(grid: Grid, total: int, inside: set[int]) -> Iterator[Parts]:
    """Two totals of which one is drawn from the other: income less costs, costs less income."""
    outer = [
        at for at in range(total) if _filled(grid, at) and at not in inside and not is_part(grid.row(at))
    ][-3:]
    for first in range(len(outer)):
        for second in range(first + 1, len(outer)):
            for weights in ((1, -1), (-1, 1)):
                yield Parts(total, (outer[first], outer[second]), weights, len(outer) == 2)


def supported(grid: Grid, parts: Parts, columns: list[int]) -> Support:
    """What each of `columns` says of a decomposition."""
    found = [_column(grid, parts, at) for at in columns]
    return Support(parts, tuple(one for one in found if one is not None))


def _column(grid: Grid, parts: Parts, at: int) -> Column | None:
    total = grid.cells[parts.total][at]
    if total is None:
        return None
    value, slack, largest, count, blanks = 0.0, total.half, 0.0, 0, 0
    for row, weight in zip(parts.items, parts.weights, strict=True):
        cell = grid.cells[row][at]
        if cell is None:
            blanks += not grid.dash(row, at)
            continue
        value, slack = value + weight * cell.value, slack + cell.half
        largest, count = max(largest, abs(cell.value)), count + (cell.value != 0)
    if count == 0:
        return None
    holds = abs(value - total.value) <= slack * (1 + 1e-9) + 1e-7
    size = max(abs(total.value), largest) / (2 * slack + 1e-9)
    bits = min(_MOST_BITS, log2(size)) if count > 1 and size > 1 and total.value else 0.0
    return Column(at, holds, blanks == 0, bits, abs(value - total.value), total.value)
