# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Medians and other quantiles, exact: how often every value stands, for each unit and month.

Waits are whole days, so a unit's spread is a short list that adds up over units and months as sums do.
It is kept for every unit of the tree, so that no unit has to gather those below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from malram.measures.computing.arrays import Spread
from malram.measures.tree import Tree


def climbed(found: Iterable[Spread], tree: Tree) -> np.ndarray:
    """The spreads of a month's rows at their units and at every unit above: [place, sex, value, count]."""
    spreads = list(found)
    if not spreads:
        return np.zeros((4, 0), dtype=np.int64)
    columns = [
        np.concatenate([getattr(one, name) for one in spreads])
        for name in ("place", "group", "value", "count")
    ]
    rows = np.stack([column.astype(np.int64) for column in columns])
    parent = tree.parents
    levels = []
    while rows.shape[1]:
        rows = _added_up(rows)
        levels.append(rows)
        rows = np.concatenate([parent[rows[0]][None], rows[1:]])
        rows = rows[:, rows[0] >= 0]
    return _added_up(np.concatenate(levels, axis=1)) if levels else rows


def _added_up(rows: np.ndarray) -> np.ndarray:
    """Rows of the same place, sex and value as one, in that order."""
    if not rows.shape[1]:
        return rows
    rows = rows[:, np.lexsort((rows[2], rows[1], rows[0]))]
    new = np.ones(rows.shape[1], dtype=bool)
    new[1:] = (rows[:3, 1:] != rows[:3, :-1]).any(axis=0)
    starts = np.flatnonzero(new)
    return np.concatenate([rows[:3, starts], np.add.reduceat(rows[3], starts)[None]])


@dataclass(frozen=True)
class Values:
    """A spread of values in ascending order, each with how often it stands."""

    value: np.ndarray
    count: np.ndarray

    @property
    def rows(self) -> int:
        return int(self.count.sum())

    def quantile(self, share: Fraction) -> Fraction | None:
        """The value that `share` of the rows do not exceed; between two, the middle of them.

        Of 1, 2, 4 and 9 the median is 3. Nothing has no quantile.
        """
        if not self.rows:
            return None
        reached = np.cumsum(self.count)
        at = self.rows * share
        whole = at.denominator == 1
        low = int(self.value[np.searchsorted(reached, int(at) if whole else int(at) + 1)])
        if not whole or at in (0, self.rows):
            return Fraction(low)
        high = int(self.value[np.searchsorted(reached, int(at) + 1)])
        return Fraction(low + high, 2)


def quantiles(
    month: np.ndarray, value: np.ndarray, count: np.ndarray, share: Fraction, months: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`Values.quantile` for every month at once, as numerators, denominators and whether there are rows."""
    order = np.lexsort((value, month))
    month, value, reached = month[order], value[order], np.cumsum(count[order])
    before = np.append(0, reached)[np.searchsorted(month, np.arange(months + 1))]
    rows = np.diff(before)
    at, rest = np.divmod(rows * share.numerator, share.denominator)
    between = (rest == 0) & (at > 0) & (at < rows)
    low = before[:-1] + np.where(rest == 0, np.maximum(at, 1), at + 1)
    found = np.append(value, 0)
    top = found[np.searchsorted(reached, low)]
    next_one = found[np.searchsorted(reached, before[:-1] + at + 1)]
    return np.where(between, top + next_one, top), np.where(between, 2, 1), rows > 0


def values_of(rows: np.ndarray) -> Values:
    """Rows [value, count] of any months and sexes as one spread."""
    value, back = np.unique(rows[0], return_inverse=True)
    count = np.zeros(len(value), dtype=np.int64)
    np.add.at(count, back, rows[1])
    return Values(value, count)
