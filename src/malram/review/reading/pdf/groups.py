# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings over several columns where no line tells how far they reach: 'Period' over utfall and budget.

They are only looked for when columns share a name: then something above must tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from malram.review.reading.pdf.cells import Piece
from malram.review.reading.pdf.columns import Column

CENTRED = 0.8  # ems that a heading may stand off the middle of its columns
Reach = tuple[int, int]  # first and last column


def reaches(
    upper: Sequence[Piece], columns: Sequence[Column], names: Sequence[str], nearest: Sequence[int]
) -> list[Reach] | None:
    """The columns each heading of `upper` reaches over, or None when that cannot be told.

    `names` are the columns' own headings, `nearest` the column each piece of `upper` stands above.
    """
    for found in (_centred(upper, columns, nearest), _from_the_left(columns, nearest)):
        apart = all(before[1] < after[0] for before, after in pairwise(found))
        if len(found) == len(upper) and apart and _tells_apart(found, names):
            return found
    return None


def _centred(upper: Sequence[Piece], columns: Sequence[Column], nearest: Sequence[int]) -> list[Reach]:
    """For each heading the widest run of columns it stands in the middle of."""
    found: list[Reach] = []
    for at, piece in enumerate(upper):
        low = found[-1][1] + 1 if found else 0
        high = nearest[at + 1] - 1 if at + 1 < len(nearest) else len(columns) - 1
        middle = (piece[0].x0 + piece[-1].x1) / 2
        fits = [
            (first, last)
            for first in range(low, nearest[at] + 1)
            for last in range(nearest[at], high + 1)
            if abs((columns[first].x0 + columns[last].x1) / 2 - middle) <= CENTRED * piece[0].size
        ]
        if not fits:
            return []
        found.append(max(fits, key=lambda reach: reach[1] - reach[0]))
    return found


def _from_the_left(columns: Sequence[Column], nearest: Sequence[int]) -> list[Reach]:
    """For each heading the columns from its own to the next heading's."""
    ends = [*(start - 1 for start in nearest[1:]), len(columns) - 1]
    return list(zip(nearest, ends, strict=True))


def _tells_apart(found: Sequence[Reach], names: Sequence[str]) -> bool:
    """Whether no two columns have the same name any longer."""
    group = {place: at for at, (first, last) in enumerate(found) for place in range(first, last + 1)}
    full = [(group.get(place), name) for place, name in enumerate(names)]
    return len(set(full)) == len(full)
