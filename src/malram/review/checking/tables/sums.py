# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sum claims: totals, subtotals, results and of-which rows, column by column.

Where the label and the layout propose a sum, and other columns bear it out, a column that does not agree is
wrong. Where nothing bears it out, parts may be missing from the table and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from malram.review.checking.tables.cells import Cell, Grid, lines_of, printed, quoted, spelled
from malram.review.checking.tables.labels import closes, is_mixed, is_strong_total, is_total
from malram.review.checking.tables.parts import Column, Parts, Support, supported
from malram.review.checking.tables.slips import slips_within
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import UNSURE_COLUMN, Document
from malram.review.relations import Sum

_SMALL = 0.05
_SHARE = 0.7
_CONFIRMED = 3  # columns
_MANY = 9  # parts named one by one in what is said
SIGNS = "+-\N{MINUS SIGN}\N{EN DASH}\N{NO-BREAK SPACE}"
PLUS_MINUS = ("\N{MINUS SIGN}", "+")


def sum_claims(
    document: Document, grid: Grid, totals: list[Support], two_signed: set[int], misread: set[int]
) -> Iterator[Claim]:
    """Every total of a table, column by column. `two_signed` columns say better or worse."""
    for support in totals:
        plain = replace(support.parts, weights=(1,) * len(support.parts.items))
        unread = bool(misread & set(support.parts.rows))
        for column in support.columns:
            used = support
            if column.at in two_signed and not column.holds:
                used = supported(grid, plain, [column.at])
                column = used.columns[0]
                if not column.holds:
                    continue
            claim = _claim(document, grid, used, column)
            if claim:
                yield replace(claim, holds=None) if unread and claim.holds is False else claim


def _claim(document: Document, grid: Grid, support: Support, column: Column) -> Claim | None:
    parts, at = support.parts, column.at
    used = [
        (grid.cells[row][at], weight)
        for row, weight in zip(parts.items, parts.weights, strict=True)
        if grid.cells[row][at] is not None
    ]
    cells = [cell for cell, _ in used if cell]
    total = grid.cells[parts.total][at]
    if total is None or (not column.holds and not column.complete):
        return None
    relation = Sum((*(weight for _, weight in used), -1))
    read = [cell.number.interval for cell in (*cells, total)]
    known = [one for one in read if one is not None]
    holds = relation.holds(known)
    solved = relation.solve(len(known) - 1, known)
    decided, severity = (
        (True, Severity.ERROR) if holds else _judged(grid, support, column, (*cells, total), relation)
    )
    start, end = lines_of(grid.table, parts.rows, parts.total)
    return Claim(
        Kind.SUM,
        start,
        end,
        quoted(document, grid.table, [parts.total]),
        _said(grid, parts, at, total, cells, [weight for _, weight in used]),
        decided,
        (*(cell.number for cell in cells), total.number),
        relation,
        spelled(solved, total.decimals),
        grid.cap(severity, *cells, total),
        "sum.of_which" if parts.of_which else "sum.total",
    )


def _judged(
    grid: Grid, support: Support, column: Column, cells: tuple[Cell, ...], relation: Sum
) -> tuple[bool | None, Severity]:
    """How grave a miss is: by what the other columns say and by how small and how typical it is."""
    parts = support.parts
    meant = _meant(cells, len(cells) - 1, relation)
    slip = meant or _left_out(cells, column)
    small = column.miss <= _SMALL * abs(column.value)
    confirmed = len(support.telling)
    if any(cell.number.doubt == UNSURE_COLUMN for cell in cells):
        return None, Severity.QUESTION
    if _mixed(grid, support) or (confirmed < 2 and any(cell.percent for cell in cells)):
        return None, Severity.QUESTION
    if confirmed == 0:
        first, last = grid.row(parts.items[0]), grid.row(parts.total)
        strong = (is_strong_total(last) or closes(first, last)) and len(cells) > 3
        decided = False if strong and (slip or small) else None
        return decided, Severity.ERROR if meant and not small else Severity.QUESTION
    if parts.of_which:
        return False, Severity.QUESTION
    slip = slip or any(_meant(cells, place, relation) for place in range(len(cells)))
    if support.share >= _SHARE and confirmed >= 2:
        return False, Severity.ERROR if small or slip else Severity.QUESTION
    if is_total(grid.row(parts.total)) and parts.natural and (small or slip):
        sure = support.bits >= 8 and is_strong_total(grid.row(parts.total))
        return False, Severity.ERROR if sure else Severity.QUESTION
    return None, Severity.QUESTION


def _left_out(cells: tuple[Cell, ...], column: Column) -> bool:
    """Tell whether one part left out, or taken with the wrong sign, explains the miss."""
    room = sum(cell.half for cell in cells)
    return any(
        abs(column.miss - times * abs(cell.value)) <= room
        for cell in cells[:-1]
        for times in (1, 2)
        if abs(cell.value) > 4 * room
    )


def _meant(cells: tuple[Cell, ...], place: int, relation: Sum) -> bool:
    """Tell whether one typical slip in one number explains the miss."""
    read = [cell.number.interval for cell in cells]
    wanted = relation.solve(place, [one for one in read if one is not None])
    return wanted is not None and bool(slips_within(cells[place].number, wanted))


def _mixed(grid: Grid, support: Support) -> bool:
    """Whether parts may be set off against each other. Several columns that add up tell that they are not:
    'koncern' then only says whose columns these are, 'inklusive' what a row holds."""
    parts = support.parts
    between = range(min(parts.rows), max(parts.rows) + 1)
    if len(support.telling) >= _CONFIRMED and support.share >= _SHARE:
        return False
    return is_mixed(grid.table.title) or any(is_mixed(grid.row(at).label) for at in between)


def _said(grid: Grid, parts: Parts, at: int, total: Cell, cells: list[Cell], weights: list[int]) -> str:
    label, column = grid.labelled(parts.total), grid.heading(at)
    where = f" i {grid.named(at)}" if column else ""
    if len(cells) > _MANY:
        texts = f"de {len(cells)} raderna"
    else:
        texts = printed(cells[0].number)
        for cell, weight in zip(cells[1:], weights[1:], strict=True):
            sign = PLUS_MINUS[(weight > 0) == (cell.value >= 0)]
            texts += f" {sign} {printed(cell.number).lstrip(SIGNS)}"
    if parts.of_which:
        return f"{label}: delarna {texts} blir {printed(total.number)}{where}"
    return f"{label}: {texts} blir {printed(total.number)}{where}"
