# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sign a learnt relation has in each row, and which rows have the wrong one.

A deviation may be printed 'better or worse': income above budget is plus, costs above budget are minus. The
sign may therefore change from one section to the next, or for one row of another nature. A total that holds
with a row's sign turned, and not as it stands, settles the matter; else a single row that has the other sign
among rows of its own nature has the wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from malram.review.checking.tables.cells import Cell, Grid, is_income
from malram.review.checking.tables.learning import Learnt
from malram.review.checking.tables.parts import Support

_MANY = 4  # rows that agree, for one that does not to be plainly wrong
_SOME = 2
_TOTAL = re.compile(r"summa|total|resultat|netto|saldo|\bdiff", re.IGNORECASE)
_RESULT = re.compile(r"resultat|netto|saldo|överskott|underskott", re.IGNORECASE)
_ACCOUNT = re.compile(r"kostnad|intäkt|bidrag|avgift|ersättning|skatt|personal|netto|resultat", re.IGNORECASE)
_AGAINST = re.compile(r"budget|\bbud\b|\bavv|plan|ram\b|prognos", re.IGNORECASE)


class Doubt(IntEnum):
    """How sure it is that a row has the wrong sign."""

    LIKELY = 1
    PLAIN = 2


@dataclass(frozen=True)
class Signs:
    """For each row that agrees with a relation its sign; and the rows whose sign is wrong."""

    of: dict[int, int]
    wrong: dict[int, Doubt]
    decided: dict[int, int]

    @property
    def both(self) -> bool:
        return len(set(self.of.values())) > 1

    def expected(self, row: int) -> int:
        """The sign a row should have: not the wrong one it has, or that of the nearest row that agrees."""
        if row in self.wrong:
            return -self.decided[row]
        nearest = min(self.of, key=lambda other: (abs(other - row), other), default=None)
        return 1 if nearest is None else self.of[nearest]


def signs(grid: Grid, learnt: Learnt, totals: list[Support]) -> Signs:
    """Settle the sign of every row that agrees with a relation."""
    decided = {fit.row: 1 if fit.straight else -1 for fit in learnt.holding if fit.straight != fit.turned}
    usual = 1 if 2 * sum(sign > 0 for sign in decided.values()) >= len(decided) else -1
    wrong = {}
    natures = {row: _nature(grid, learnt, row) for row in decided}
    for row, sign in decided.items():
        like = [decided[other] for other in decided if other != row and natures[other] == natures[row]]
        odd = sign != usual or bool(like and sign not in like)
        doubt = _doubt(grid, learnt, decided, row, like, totals, odd) if learnt.form.turns else None
        if doubt is not None:
            wrong[row] = doubt
    if len(wrong) > max(1, len(decided) // 8):
        wrong = {}
    of = {fit.row: decided.get(fit.row, usual) for fit in learnt.holding if fit.row not in wrong}
    return Signs(of, wrong, decided)


def _doubt(
    grid: Grid,
    learnt: Learnt,
    decided: dict[int, int],
    row: int,
    like: list[int],
    totals: list[Support],
    odd: bool,
) -> Doubt | None:
    """How sure it is that a row of unusual sign is wrong, given the signs of rows like it."""
    told = None if learnt.form.percent else _told_by_totals(grid, learnt.c, row, totals)
    if told is not None:
        return Doubt.PLAIN if told else None
    if not odd or _in_section(grid, learnt, decided, row):
        return None
    agreeing = sum(sign != decided[row] for sign in like)
    if agreeing < len(like) or agreeing < _SOME:
        return None
    over_years = learnt.form.percent and not _AGAINST.search(grid.heading(learnt.c))
    if _RESULT.search(grid.row(row).label):
        return None  # a smaller deficit may be called a growth or a fall
    if not over_years and (_TOTAL.search(grid.row(row).label) or not grid.row(row).label.strip()):
        return Doubt.LIKELY if agreeing >= _MANY else None
    plain = over_years or not any(_ACCOUNT.search(line.label) for line in grid.table.rows)
    return Doubt.PLAIN if plain and agreeing >= _MANY else Doubt.LIKELY


def _told_by_totals(grid: Grid, column: int, row: int, totals: list[Support]) -> bool | None:
    """Whether a total holds only with the row's sign turned (True) or as it stands (False)."""
    found: bool | None = None
    for support in totals:
        parts = support.parts
        if row not in parts.rows or not support.telling:
            continue
        cells = [grid.cells[at][column] for at in parts.rows]
        if any(cell is None for cell in cells):
            continue
        read = [cell for cell in cells if cell is not None]
        own = read[parts.rows.index(row)]
        room = sum(cell.half for cell in read) * (1 + 1e-9) + 1e-7
        if abs(own.value) <= 2 * room:
            continue
        both = {(1,) * len(parts.items), parts.weights}  # better-or-worse adds where amounts are drawn off
        if any(abs(_sum(read, weights, None)) <= room for weights in both):
            return False
        found = any(abs(_sum(read, weights, own)) <= room for weights in both) or found
    return found


def _sum(cells: list[Cell], weights: tuple[int, ...], flipped: Cell | None) -> float:
    total = zip(cells, (*weights, -1), strict=True)
    return sum(weight * (-cell.value if cell is flipped else cell.value) for cell, weight in total)


def _in_section(grid: Grid, learnt: Learnt, decided: dict[int, int], row: int) -> bool:
    """Tell whether a neighbour of the same nature has the same unusual sign."""
    rows = list(decided)
    at = rows.index(row)
    return any(
        decided[near] == decided[row] and _nature(grid, learnt, near) == _nature(grid, learnt, row)
        for near in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2])
    )


def _nature(grid: Grid, learnt: Learnt, row: int) -> tuple[bool, bool]:
    """What sets rows apart that may follow different conventions: income or not, plus or minus."""
    base = grid.cells[row][learnt.b]
    income = is_income(grid.row(row).label) and not learnt.form.percent
    return income, base is not None and base.value < 0
