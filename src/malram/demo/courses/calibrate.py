# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find integer counts per cell whose ratios print as the published figures.

A generator starts from denominators per cell (month, unit, sex) and a plausible rate for each. The
constraints say between which bounds the ratio over some of the cells must lie: half a unit of the
last printed decimal on either side, or strictly between two other units for a ranking. The rates are
moved as little as possible on the logit scale until every constraint holds, rounded to whole events
in a controlled way, and verified with exact arithmetic. What cannot be met raises an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from malram.demo.errors import CalibrationError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

ROUNDS = 2000
INSET = 0.2  # how far inside its interval a ratio is aimed, so that rounding to whole events fits


@dataclass(frozen=True, eq=False)
class Constraint:
    """The ratio over the cells in `mask` must be at least `low` and less than `high`."""

    mask: Mask
    low: Fraction
    high: Fraction
    name: str

    def counts(self, denominators: Ints) -> tuple[int, int]:
        """The whole numbers of events that meet the constraint, as lowest and highest."""
        total = int(denominators[self.mask].sum())
        lowest, highest = ceil(self.low * total), ceil(self.high * total) - 1
        if lowest > highest:
            raise CalibrationError(f"{self.name}: inget helt antal av {total} ger talet.")
        return lowest, highest


def printed(mask: Mask, figure: str, scale: int = 100) -> Constraint:
    """The ratio times `scale` rounds to `figure`, halves away from zero: '35.9' is 35.85 up to 35.95."""
    value, half = Fraction(figure), Fraction(1, 2 * 10 ** _decimals(figure))
    return Constraint(mask, (value - half) / scale, (value + half) / scale, f"tryckt {figure}")


def between(mask: Mask, low: str, high: str) -> Constraint:
    """The ratio prints strictly between two percentages, as for units that are neither best nor worst."""
    half = Fraction(1, 2 * 10 ** _decimals(low))
    return Constraint(
        mask, (Fraction(low) + half) / 100, (Fraction(high) - half) / 100, f"mellan {low} och {high}"
    )


def _decimals(figure: str) -> int:
    return len(figure.partition(".")[2])


def events(denominators: Ints, rates: Floats, constraints: Sequence[Constraint]) -> Ints:
    """Return how many of each cell's cases have the property, so that every constraint holds exactly."""
    wanted = denominators * _rake(denominators, rates, constraints)
    found = _round_in_groups(denominators, wanted, constraints)
    for constraint in constraints:
        lowest, highest = constraint.counts(denominators)
        got = int(found[constraint.mask].sum())
        if not lowest <= got <= highest:
            raise CalibrationError(f"{constraint.name}: det blev {got}, och {lowest}–{highest} behövdes.")
    return found


def _rake(denominators: Ints, rates: Floats, constraints: Sequence[Constraint]) -> Floats:
    """Move the rates on the logit scale until every constraint's ratio is well inside its interval."""
    logits = np.log(np.clip(rates, 1e-4, 1 - 1e-4))
    logits -= np.log1p(-np.exp(logits))
    for _ in range(ROUNDS):
        moved = False
        for constraint in constraints:
            weights = denominators[constraint.mask]
            current = float((weights * _share(logits[constraint.mask])).sum() / weights.sum())
            target = _inside(current, constraint)
            if abs(target - current) > 1e-9:
                moved = True
                logits[constraint.mask] = _shift(logits[constraint.mask], weights, target)
        if not moved:
            return _share(logits)
    raise CalibrationError("Talen går inte ihop: " + ", ".join(c.name for c in constraints) + ".")


def _inside(ratio: float, constraint: Constraint) -> float:
    """The nearest ratio inside the interval, a little from its ends; the ratio itself when it is there."""
    low, high = float(constraint.low), float(constraint.high)
    inset = (high - low) * INSET
    if low + inset * 0.5 <= ratio <= high - inset * 0.5:
        return ratio
    return min(max(ratio, low + inset), high - inset)


def _share(logits: Floats) -> Floats:
    return 1 / (1 + np.exp(-logits))


def _shift(logits: Floats, weights: Ints, target: float) -> Floats:
    """Add one number to all logits so that the weighted ratio becomes the target (bisection)."""
    low, high, total = -15.0, 15.0, weights.sum()
    for _ in range(50):
        middle = (low + high) / 2
        if (weights * _share(logits + middle)).sum() / total < target:
            low = middle
        else:
            high = middle
    return logits + (low + high) / 2


def _round_in_groups(denominators: Ints, wanted: Floats, constraints: Sequence[Constraint]) -> Ints:
    """Cells under the same constraints form a group; groups get whole sums that fit, then cells do."""
    signature = np.array([c.mask for c in constraints], dtype=np.bool_)
    if not constraints:
        signature = np.zeros((1, len(wanted)), dtype=np.bool_)
    groups, member = np.unique(signature, axis=1, return_inverse=True)
    member = member.reshape(-1)
    count = groups.shape[1]
    room = np.bincount(member, denominators, count).astype(np.int64)
    sums = np.rint(np.bincount(member, wanted, count)).astype(np.int64)
    if constraints:
        ranges = np.array([c.counts(denominators) for c in constraints], dtype=np.int64)
        sums = _fit(sums, room, groups.astype(np.int64), ranges)
    result = np.zeros(len(wanted), dtype=np.int64)
    for group in range(count):
        cells = np.flatnonzero(member == group)
        result[cells] = _shared_out(int(sums[group]), wanted[cells], denominators[cells])
    return result


def _fit(sums: Ints, room: Ints, groups: Ints, ranges: Ints) -> Ints:
    """Change group sums by ones, singly or in pairs, until every constraint's sum is in its range."""

    def misses(candidate: Ints) -> NDArray[np.int64]:
        totals = candidate @ groups.T
        below, above = np.maximum(ranges[:, 0] - totals, 0), np.maximum(totals - ranges[:, 1], 0)
        return np.asarray((below + above).sum(axis=-1))

    steps = np.concatenate([np.eye(len(sums), dtype=np.int64), -np.eye(len(sums), dtype=np.int64)])
    current = int(misses(sums))
    while current:
        singles = sums + steps
        allowed = ((singles >= 0) & (singles <= room)).all(axis=1)
        scores = np.where(allowed, misses(singles), np.iinfo(np.int64).max)
        best = int(scores.argmin())
        if scores[best] >= current:
            sums, score = _best_pair(sums, room, steps[allowed], misses)
        else:
            sums, score = singles[best], int(scores[best])
        if score >= current:
            raise CalibrationError("Inga hela antal ger alla tal på en gång.")
        current = score
    return sums


def _best_pair(sums: Ints, room: Ints, steps: Ints, misses) -> tuple[Ints, int]:
    best, score = sums, np.iinfo(np.int64).max
    for step in steps:
        pairs = sums + step + steps
        allowed = ((pairs >= 0) & (pairs <= room)).all(axis=1)
        scores = np.where(allowed, misses(pairs), np.iinfo(np.int64).max)
        if scores.min() < score:
            best, score = pairs[scores.argmin()], int(scores.min())
    return best, int(score)


def _shared_out(total: int, wanted: Floats, room: Ints) -> Ints:
    """Whole numbers near `wanted` that add up to `total`, none above its cell's room."""
    shares = np.minimum(np.floor(wanted).astype(np.int64), room)
    missing = total - int(shares.sum())
    order = np.argsort(-(wanted - np.floor(wanted)), kind="stable")
    while missing:
        sign = 1 if missing > 0 else -1
        for cell in order if sign > 0 else order[::-1]:
            if missing and 0 <= shares[cell] + sign <= room[cell]:
                shares[cell] += sign
                missing -= sign
    return shares


def spread(total: int, weights: Sequence[float] | Floats) -> Ints:
    """Split a whole number over weights so that the parts add up to it (largest remainder)."""
    exact = np.asarray(weights, dtype=np.float64)
    exact = exact / exact.sum() * total
    parts = np.floor(exact).astype(np.int64)
    largest = np.argsort(-(exact - parts), kind="stable")[: total - int(parts.sum())]
    parts[largest] += 1
    return parts
