# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sign a learnt relation has in each row, and which rows have the wrong one.

A deviation may be printed 'better or worse': income above budget is plus, costs above budget are minus. The
sign may therefore change from one section to the next, or for one row of another nature. A single row that
has the other sign among rows that agree, and that is of no other nature, has the wrong sign.
"""

from __future__ import annotations

import re

from malram.review.checking.table_cells import INCOME, Grid
from malram.review.checking.table_learning import Learnt

_AROUND = 4
_TOTAL = re.compile(r"summa|total|resultat|netto|saldo|\bdiff", re.IGNORECASE)


def signs(grid: Grid, learnt: Learnt) -> tuple[dict[int, int], dict[int, int]]:
    """For each row that agrees its sign; and the rows of wrong sign, with how many rows around agree."""
    decided = [(fit.row, 1 if fit.straight else -1) for fit in learnt.holding if fit.straight != fit.turned]
    usual = 1 if 2 * sum(sign > 0 for _, sign in decided) >= len(decided) else -1
    found = dict(decided)
    wrong = {}
    for at, (row, sign) in enumerate(decided):
        if sign == usual or _in_section(decided, at) or not learnt.form.turns:
            continue
        around = _agreeing(decided, at)
        if around and not _of_another_nature(grid, decided, at):
            wrong[row] = around
    if len(wrong) > max(1, len(decided) // 8):
        wrong = {}
    signed = {fit.row: found.get(fit.row, usual) for fit in learnt.holding if fit.row not in wrong}
    return signed, wrong


def usual_sign(signed: dict[int, int], row: int) -> int:
    """The sign a row should have: that of the nearest row that agrees."""
    nearest = min(signed, key=lambda other: (abs(other - row), other), default=None)
    return 1 if nearest is None else signed[nearest]


def _in_section(decided: list[tuple[int, int]], at: int) -> bool:
    """Tell whether a neighbour has the same turned sign."""
    sign = decided[at][1]
    return any(0 <= near < len(decided) and decided[near][1] == sign for near in (at - 1, at + 1))


def _agreeing(decided: list[tuple[int, int]], at: int) -> int:
    """How many rows around agree with each other; none where the row stands at an end, as a total does."""
    if at == 0 or at == len(decided) - 1:
        return 0
    sign, count = decided[at][1], 0
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(decided) and decided[near][1] != sign:
            count, near = count + 1, near + step
    return count if count >= _AROUND else min(count, _AROUND - 1)


def _of_another_nature(grid: Grid, decided: list[tuple[int, int]], at: int) -> bool:
    """Tell whether a row may rightly follow another convention than its neighbours."""
    label = grid.row(decided[at][0]).label
    if _TOTAL.search(label) or not label.strip():
        return True
    income = bool(INCOME.search(label))
    near = [grid.row(decided[other][0]).label for other in (at - 1, at + 1)]
    return any(bool(INCOME.search(one)) != income for one in near) or income
