# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The totals of a table that its labels propose and its figures bear out."""

from __future__ import annotations

from math import log2

from malram.review.checking.tables.cells import Grid
from malram.review.checking.tables.labels import closes, is_total, unit_named
from malram.review.checking.tables.learning import Learnt
from malram.review.checking.tables.parts import Parts, Support, proposals, supported

_SHARE = 0.7
_TRIED = 20  # starts of a block that chance may pick among


def totals(grid: Grid, relations: list[Learnt]) -> list[Support]:
    """For each row that is a total its best decomposition, from the top down."""
    columns = additive(grid, relations)
    inside: set[int] = set()
    found = []
    for total in range(len(grid.table.rows)) if columns else ():
        best = _best(grid, total, inside, columns)
        if best is not None:
            found.append(best)
            if not best.parts.of_which:
                inside.update(best.parts.items)
    return found


def additive(grid: Grid, relations: list[Learnt]) -> list[int]:
    """The columns whose rows may be added: not shares, percentages, means or years."""
    derived = {one.c for one in relations if one.form.percent}
    plain = [at for at in grid.numeric if at not in derived and not _years(grid, at)]
    amounts = [at for at in plain if at not in grid.percents]
    return amounts or plain


def _years(grid: Grid, at: int) -> bool:
    values = [cell.value for cell in grid.column(at) if cell]
    return len(values) > 1 and all(1900 <= value <= 2100 and value == int(value) for value in values)


def _best(grid: Grid, total: int, inside: set[int], columns: list[int]) -> Support | None:
    tried = [
        supported(grid, parts, columns) for parts in proposals(grid, total, inside) if _one_unit(grid, parts)
    ]
    tried = [one for one in tried if one.columns]
    chance = log2(3 * min(total, _TRIED) + 1)
    good = [one for one in tried if _accepted(grid, one, chance)]
    if good:
        return max(
            good, key=lambda one: (one.explained, one.parts.natural, round(one.bits), -len(one.parts.items))
        )
    named = is_total(grid.row(total))
    alone = [
        one
        for one in tried
        if ((named and one.parts.natural) or closes(grid.row(one.parts.items[0]), grid.row(total)))
        and not one.parts.of_which
        and _alone(one)
    ]
    return min(alone, key=lambda one: one.columns[0].miss / (abs(one.columns[0].value) or 1), default=None)


def _one_unit(grid: Grid, parts: Parts) -> bool:
    """Whether no two rows say that they are counted in different units: ', %' and ', mnkr'."""
    return len({unit for at in parts.rows if (unit := unit_named(grid.row(at)))}) < 2


def _accepted(grid: Grid, one: Support, chance: float) -> bool:
    """Tell whether the figures bear a decomposition out, given what its label and its place say."""
    row, parts = grid.row(one.parts.total), one.parts
    if parts.of_which:
        several = one.bits >= 7 and len(one.telling) > 1 and one.share >= 0.6
        return several or (one.bits >= 12 and one.share >= 0.5) or (one.bits >= 5 and one.share == 1)
    if is_total(row):
        needed = 4.0 + chance / 4 if parts.natural else 6.0 + chance / 2
        return one.bits >= needed and one.share >= 0.5
    return one.bits >= (9 + chance / 4 if parts.natural else 9 + chance) and one.share >= _SHARE


def _alone(one: Support) -> bool:
    """Tell whether the only column of a labelled total is the one that misses, and misses by little."""
    complete = [column for column in one.columns if column.complete]
    return len(one.columns) == 1 == len(complete) and not complete[0].holds
