# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shares down a column: each row's percentage of the total row, learnt from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.checking.tables.cells import Cell, Grid, lines_of, printed, quoted, spelled
from malram.review.checking.tables.forms import SHARE
from malram.review.checking.tables.learning import Learnt
from malram.review.checking.tables.parts import Support
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document

_BAR = 0.7
_ROWS = 3


@dataclass(frozen=True)
class Down:
    """Column `share` as percentages of `whole` in column `amount`; the rows, and which of them agree."""

    share: int
    amount: int
    total: int
    rows: tuple[int, ...]
    held: int


def share_claims(
    document: Document, grid: Grid, relations: list[Learnt], totals: list[Support]
) -> Iterator[Claim]:
    """Every row's share of a total, where the rows show that a column of percentages gives it."""
    derived = {one.c for one in relations}
    for share in grid.percents - derived:
        amounts = sorted(
            (at for at in grid.numeric if at not in grid.percents), key=lambda at: abs(share - at)
        )
        found = [one for at in amounts for support in totals for one in _learnt(grid, share, at, support)]
        if found:
            yield from _claims(document, grid, max(found, key=lambda one: one.held))


def _learnt(grid: Grid, share: int, amount: int, support: Support) -> Iterator[Down]:
    whole = grid.cells[support.parts.total][amount]
    if whole is None or not support.telling:
        return
    rows, held, telling = [], 0, set()
    for row in support.parts.items:
        part, percent = grid.cells[row][amount], grid.cells[row][share]
        fits = SHARE.fits(part, whole, percent) if part and percent else None
        if fits is None or percent is None:
            continue
        rows.append(row)
        held += fits[0]
        if fits[0] and fits[2] > 2:
            telling.add(percent.value)
    if len(telling) >= _ROWS and held >= _BAR * len(rows):
        yield Down(share, amount, support.parts.total, tuple(rows), held)


def _claims(document: Document, grid: Grid, down: Down) -> Iterator[Claim]:
    firm = down.held > _ROWS and len(down.rows) - down.held < 2
    whole = grid.cells[down.total][down.amount]
    for row in down.rows:
        part, percent = grid.cells[row][down.amount], grid.cells[row][down.share]
        if part is not None and whole is not None and percent is not None:
            yield _claim(document, grid, down, row, (part, whole, percent), firm)


def _claim(
    document: Document, grid: Grid, down: Down, row: int, cells: tuple[Cell, Cell, Cell], firm: bool
) -> Claim:
    part, whole, percent = cells
    numbers = tuple(cell.number for cell in cells)
    at = [one.interval for one in numbers if one.interval is not None]
    start, end = lines_of(grid.table, [row], row)
    of = f"{printed(whole.number)} ({grid.labelled(down.total)})"
    return Claim(
        Kind.ROW,
        start,
        end,
        quoted(document, grid.table, [row]),
        f"{grid.labelled(row)}: {printed(part.number)} är {printed(percent.number)} av {of}",
        SHARE.relation.holds(at),
        numbers,
        SHARE.relation,
        spelled(SHARE.relation.solve(2, at), percent.decimals) + " %",
        grid.cap(Severity.ERROR if firm else Severity.QUESTION, *cells),
        "row.share_of_total",
    )
