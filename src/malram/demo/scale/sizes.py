# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large the made-up region is: rows by contract, units by level, and how rows fall on the months."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from malram.values.periods import month_index

FIRST_MONTH = month_index(2022, 1)
MONTHS = range(FIRST_MONTH, FIRST_MONTH + 36)
LEVELS = ("region", "forvaltning", "omrade", "verksamhet", "enhet", "avdelning")
MANY_UNITS = (1, 8, 41, 250, 650, 1550)
FEW_UNITS = (1, 3, 8, 25, 58, 155)
FULL = {
    "ledger": 50_000_000,
    "budget": 1_500_000,
    "worked_hours": 13_000_000,
    "absence": 7_000_000,
    "contacts": 12_000_000,
    "episodes": 400_000,
    "waits": 3_000_000,
    "calls": 5_000_000,
    "employments": 100_000,
}
VISITS_EACH = 24  # contacts per patient over the three years
POSTS_EACH = 3  # rows of worked hours per person and month
# January to December; a region is quiet in July and busiest before Christmas.
SEASON = (1.02, 0.98, 1.06, 1.0, 1.0, 0.98, 0.72, 0.88, 1.05, 1.1, 1.08, 1.13)


@dataclass(frozen=True)
class Scale:
    """One size of the region. `part` is how much of the full number of rows it has."""

    name: str
    part: float
    units: tuple[int, ...] = MANY_UNITS
    months: range = MONTHS

    def rows(self, contract: str) -> int:
        """All rows of a contract."""
        return round(FULL[contract] * self.part)

    @cached_property
    def patients(self) -> int:
        return max(self.rows("contacts") // VISITS_EACH, 100)

    @cached_property
    def persons(self) -> int:
        """So many that everybody's posts in a busy month have somebody of their own."""
        return max(self.by_month("worked_hours")) // POSTS_EACH + 1

    def by_month(self, contract: str) -> list[int]:
        """The rows of a contract in each month; together exactly `rows`."""
        flat = contract in ("budget", "waits")
        weights = np.array([1.0 if flat else SEASON[month % 12] for month in self.months])
        ends = np.rint(np.cumsum(weights) / weights.sum() * self.rows(contract)).astype(int)
        return np.diff(ends, prepend=0).tolist()


SCALES = {
    scale.name: scale
    for scale in (Scale("full", 1), Scale("tenth", 0.1), Scale("hundredth", 0.01, FEW_UNITS))
}
