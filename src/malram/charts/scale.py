# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Axes with round numbers, and labels that do not stand on each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10


def axis(values: Sequence[float], from_zero: bool, steps: int = 4) -> tuple[float, float, list[float]]:
    """Lowest, highest and the ticks of an axis that holds the values.

    A curve starts from zero too unless that would flatten it: when its lowest value is above 75 % of
    its highest, the axis starts a step below.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    if from_zero or 0 <= low <= 0.75 * high or low < 0 < high or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1
    step = _round_step((high - low) / steps)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    if low != 0 and first * step >= low:  # nothing should lie on the axis itself
        first -= 1
    ticks = [round(step * n, 10) for n in range(first, last + 1)]
    return ticks[0], ticks[-1], ticks


def _round_step(raw: float) -> float:
    power = 10.0 ** floor(log10(raw))
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw * 0.999)


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Move label positions as little as needed so that neighbours are at least `apart` from each other."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [wanted[i] for i in order]
    for _ in range(50):
        moved = False
        for i in range(1, len(placed)):
            gap = placed[i] - placed[i - 1]
            if gap < apart - 1e-9:
                shift = (apart - gap) / 2
                placed[i - 1], placed[i] = placed[i - 1] - shift, placed[i] + shift
                moved = True
        if not moved:
            break
    result = [0.0] * len(wanted)
    for position, i in zip(placed, order, strict=True):
        result[i] = position
    return result
