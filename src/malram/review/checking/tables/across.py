# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums across: a total column against the columns beside it, learnt from the rows.

Two columns and their total are learnt among the relations of columns; here are three or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from malram.review.checking.tables.cells import (
    DEVIATION,
    TOTAL,
    Cell,
    Grid,
    lines_of,
    printed,
    quoted,
    spelled,
)
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document
from malram.review.relations import Sum

_BAR = 0.7
_BITS, _BITS_HEADED = 12.0, 6.0
_FIRM_ROWS, _FIRM_SHARE = 4, 0.75


@dataclass(frozen=True)
class Across:
    """Column `total` as the sum of `items` in the rows `held`, but not in the rows `missed`."""

    total: int
    items: tuple[int, ...]
    held: tuple[int, ...]
    missed: tuple[int, ...]
    bits: float

    @property
    def share(self) -> float:
        return len(self.held) / (len(self.held) + len(self.missed))


def across_claims(document: Document, grid: Grid) -> Iterator[Claim]:
    """Every column that is the sum of its neighbours, row by row."""
    used: set[int] = set()
    for total in grid.numeric:
        found = [one for one in _candidates(grid, total) if not used & set(one.items)]
        if found:
            best = max(found, key=lambda one: (one.share, len(one.items)))
            used.update((total, *best.items))
            yield from _claims(document, grid, best)


def _candidates(grid: Grid, total: int) -> Iterator[Across]:
    """Runs of three columns or more that end, or begin, beside the total."""
    left = [at for at in grid.numeric if at < total]
    right = [at for at in grid.numeric if at > total]
    runs = [tuple(left[-length:]) for length in range(3, len(left) + 1)]
    runs += [tuple(right[:length]) for length in range(3, len(right) + 1)]
    for items in runs:
        found = _tested(grid, total, items)
        if found is not None:
            yield found


def _tested(grid: Grid, total: int, items: tuple[int, ...]) -> Across | None:
    headed = bool(TOTAL.search(grid.heading(total)))
    if not headed and any(DEVIATION.search(grid.heading(at)) for at in items):
        return None  # budget is deviation + last year + change by how these are made, and only with one sign
    held, missed, bits, telling = [], [], 0.0, 0
    for row, cells in enumerate(grid.cells):
        goal, parts = cells[total], _complete(grid, row, items)
        if goal is None or parts is None:
            continue
        room = goal.half + sum(cell.half for cell in parts) + 1e-7
        if abs(sum(cell.value for cell in parts) - goal.value) > room:
            missed.append(row)
            continue
        held.append(row)
        told = abs(goal.value) / (2 * room)
        if told > 2 and sum(cell.value != 0 for cell in parts) > 2:
            bits, telling = bits + min(7.0, log2(told)), telling + 1
    found = Across(total, items, tuple(held), tuple(missed), bits)
    enough = telling >= (2 if headed else 3) and bits >= (_BITS_HEADED if headed else _BITS)
    return found if enough and found.share >= _BAR else None


def _complete(grid: Grid, row: int, items: tuple[int, ...]) -> list[Cell] | None:
    """The cells of a row, leaving out dashes; None when one is missing or most are."""
    cells = [grid.cells[row][at] for at in items]
    if any(cell is None and not grid.dash(row, at) for cell, at in zip(cells, items, strict=True)):
        return None
    found = [cell for cell in cells if cell is not None]
    return found if len(found) > 1 else None


def _claims(document: Document, grid: Grid, across: Across) -> Iterator[Claim]:
    headed = bool(TOTAL.search(grid.heading(across.total)))
    firm = len(across.held) >= _FIRM_ROWS - headed and across.share >= _FIRM_SHARE
    for row in sorted((*across.held, *across.missed)):
        cells, total = _complete(grid, row, across.items), grid.cells[row][across.total]
        if cells is None or total is None:
            continue
        relation = Sum((*(1 for _ in cells), -1))
        numbers = (*(cell.number for cell in cells), total.number)
        known = [one.interval for one in numbers if one.interval is not None]
        start, end = lines_of(grid.table, [row], row)
        texts = " + ".join(printed(cell.number) for cell in cells)
        yield Claim(
            Kind.SUM,
            start,
            end,
            quoted(document, grid.table, [row]),
            f"{grid.labelled(row)}: {texts} blir {printed(total.number)} i {grid.named(across.total)}",
            relation.holds(known),
            numbers,
            relation,
            spelled(relation.solve(len(known) - 1, known), total.decimals),
            grid.cap(Severity.ERROR if firm else Severity.QUESTION, *cells, total),
            "sum.across",
        )
