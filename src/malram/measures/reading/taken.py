# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which months a part takes, for every month of a snapshot at once: `Amounts.months_of` in arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from malram.measures.catalogue.definitions import Measure, Part
from malram.measures.reading.amounts import OCCASIONAL, PERIODIC, comes_monthly
from malram.measures.reading.periods import AS_ASKED, ROLLING

BACK = {"month": 0, "point": 0, "r12": 11, "r18": 17}
LOOKED_BACK = 12  # months in which the last value of an occasional table still counts


@dataclass(frozen=True)
class Taken:
    """For each month of the axis the first and last month taken, how many, and whether none is lacking.

    Places on the axis, which begins with the snapshot's first month. `only` marks the months that count,
    None when all between the first and the last do.
    """

    first: np.ndarray
    last: np.ndarray
    count: np.ndarray
    whole: np.ndarray
    only: np.ndarray | None = None

    def sums(self, monthly: np.ndarray) -> np.ndarray:
        """[slice, month] of a part added up over the months taken; nought where any is lacking."""
        running = np.zeros((len(monthly), monthly.shape[1] + 1), dtype=np.int64)
        np.cumsum(monthly if self.only is None else monthly * self.only, axis=1, out=running[:, 1:])
        return np.where(self.whole, running[:, self.last + 1] - running[:, self.first], 0)


def spans_of(measure: Measure, window: str, months: range) -> tuple[np.ndarray, np.ndarray]:
    """The first and last month of the window that ends at each month, or of the measure's own window."""
    last = np.arange(months.start, months.stop)
    own = next((one for one in measure.windows if one not in AS_ASKED), None)
    if own in (*ROLLING, "point") and not AS_ASKED & set(measure.windows):
        window = str(own)
    return (last - BACK[window] if window in BACK else last - last % 12), last


def taken(
    measure: Measure, part: Part, telling: Part, covered: set[int], window: str, months: range
) -> Taken:
    """The months of a part, by its time rule and by the months its telling table has."""
    first, last = spans_of(measure, window, months)
    there = np.fromiter((month in covered for month in months), bool, len(months))
    low, high = np.maximum(first - months.start, 0), last - months.start
    found = _count(there, low, high)
    if part.over == "last":
        return _last(telling, there, high)
    if part.over == "mean" and telling.fact in OCCASIONAL:
        return Taken(low, high, found, found > 0, there)
    every = telling.fact not in OCCASIONAL or (telling.fact in PERIODIC and comes_monthly(covered))
    length = last - first + 1
    return Taken(low, high, length, found == length if every else found > 0)


def touched(measure: Measure, covered: set[int], window: str, months: range) -> np.ndarray:
    """For each month whether its window has any month that is covered."""
    first, last = spans_of(measure, window, months)
    there = np.fromiter((month in covered for month in months), bool, len(months))
    return _count(there, np.maximum(first - months.start, 0), last - months.start) > 0


def _count(there: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    counted = np.concatenate([[0], np.cumsum(there)])
    return counted[high + 1] - counted[low]


def _last(telling: Part, there: np.ndarray, high: np.ndarray) -> Taken:
    """The month itself, or of an occasional table the latest within a year that has a value."""
    at = high
    if telling.fact in OCCASIONAL:
        at = np.maximum.accumulate(np.where(there, np.arange(len(there)), -1))
    whole = (at >= 0) & (high - at < LOOKED_BACK) & there[at]
    return Taken(np.maximum(at, 0), np.maximum(at, 0), np.ones(len(at), dtype=np.int64), whole)
