# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who knows everything that is published and tries to work out what is not.

The persons of each unit itself, by group and month, are the unknowns: whole numbers, at least nought. Every
published sum is an equation. The least and the greatest that a hidden sum can be are found by integer
programming (HiGHS). Nothing here knows by what rule the figures were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

MOST = 10_000  # more persons than there are in any world of these tests


class Attacker:
    """What is known about unknowns that stand in a box: [unit, group, month]."""

    def __init__(self, shape: tuple[int, int, int]):
        self._place = np.arange(int(np.prod(shape))).reshape(shape)
        self._known: dict[bytes, tuple[np.ndarray, int]] = {}

    def cells(self, units: Sequence[int], groups: Sequence[int], months: Sequence[int]) -> np.ndarray:
        """The unknowns that a figure is the sum of."""
        return self._place[np.ix_(units, groups, months)].ravel()

    def learn(self, cells: np.ndarray, value: int) -> None:
        """A published sum. Two that contradict each other would be an error of the world, not of the rule."""
        before = self._known.setdefault(cells.tobytes(), (cells, value))
        assert before[1] == value

    def bounds(self, cells: np.ndarray) -> tuple[int, int]:
        """The least and the greatest that the sum of the cells can be; MOST when nothing holds it down."""
        asked = np.zeros(self._place.size)
        asked[cells] = 1
        rows = [(i, cell) for i, (known, _) in enumerate(self._known.values()) for cell in known]
        places = tuple(zip(*rows, strict=True)) if rows else ((), ())
        sums = sparse.csr_matrix((np.ones(len(rows)), places), shape=(len(self._known), self._place.size))
        values = np.array([value for _, value in self._known.values()], dtype=float)
        found = []
        for sign in (1, -1):
            solved = milp(
                sign * asked,
                constraints=[LinearConstraint(sums, values, values)] if self._known else [],
                integrality=np.ones(self._place.size),
                bounds=Bounds(0, MOST),
            )
            assert solved.status == 0, solved.message
            found.append(round(sign * solved.fun))
        return min(found[0], MOST), min(found[1], MOST)


def windows(months: range) -> Iterable[tuple[int, int]]:
    """The spans people ask for: months, the year so far, twelve months, tertials, quarters, half-years."""
    asked = set()
    for last in months:
        firsts = [last, last - last % 12, last - 11]
        firsts += [last - size + 1 for size in (3, 4, 6) if (last + 1) % size == 0]
        asked |= {(first, last) for first in firsts if first >= months.start}
    return sorted(asked)
