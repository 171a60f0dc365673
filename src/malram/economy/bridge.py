# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How one column of a statement's total became another, line by line: what a waterfall draws."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from malram.economy.computed import Statement, StatementRow
from malram.values import Figure

MOST = 8  # lines that are steps of their own; the others are one step together
OTHERS = "Övriga rader"
Step = tuple[str, Fraction]


@dataclass(frozen=True)
class Bridge:
    """From one total to another over steps that add up exactly, with the sign the total is printed with."""

    line: str
    start: Figure
    steps: tuple[Step, ...]
    end: Figure


def bridge(found: Statement, start: str, end: str, most: int = MOST) -> Bridge | None:
    """From a column to another, the longest steps first; None where an amount is missing on the way."""
    total = next((row for row in reversed(found.rows) if row.parts), None)
    if total is None or not {start, end} <= set(found.keys):
        return None
    ends = [cell.figure for key in (start, end) if (cell := found.cell(total.id, key)) is not None]
    before, after = (_amounts(found, total, key) for key in (start, end))
    if len(ends) < 2 or before is None or after is None or not all(one.shown for one in ends):
        return None
    changes = [(found.row(id).label, after[id] - before[id]) for id in total.parts]
    known = sorted((one for one in changes if one[1]), key=lambda step: -abs(step[1]))
    others = sum((change for _, change in known[most:]), Fraction(0))
    steps = (*known[:most], *([(OTHERS, others)] if known[most:] else []))
    if sum((change for _, change in steps), Fraction(0)) != (ends[1].value or 0) - (ends[0].value or 0):
        return None  # the lines are not all that the total counts
    return Bridge(total.label, ends[0], steps, ends[1])


def _amounts(found: Statement, total: StatementRow, key: str) -> dict[str, Fraction] | None:
    """What each part adds to the total. An empty cell adds nothing: agency staff may have no budget."""
    amounts: dict[str, Fraction] = {}
    for id in total.parts:
        row = found.row(id)
        cell = found.cell(id, key)
        if cell is None:
            amounts[id] = Fraction(0)
        elif cell.figure.value is None:
            return None
        else:
            amounts[id] = total.sign * row.sign * cell.figure.value
    return amounts
