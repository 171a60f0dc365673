# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small numbers of different persons against an attacker who knows how such numbers hang together.

A unit has no fewer than any unit below it and no more than all of them; the year so far no fewer than the
year so far a month ago, and no more than that and the month together.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from malram.measures.suppression.grouping import Forest
from malram.measures.suppression.pattern import decide
from malram.measures.suppression.rows import DISTINCT, Counts

THRESHOLD, MONTHS, MOST = 5, range(2024 * 12, 2025 * 12), 5_000
MONTH, SO_FAR = 0, 1
SEEDS = (0, 1, 2, 3, 7)  # regions in which something small is hidden


def region(seed: int) -> tuple[list[int], np.ndarray]:
    """Parents, and how many different persons: [unit, month or year so far, month]."""
    rng = np.random.default_rng(seed)
    units, people = int(rng.integers(4, 12)), int(rng.integers(30, 200))
    parents = [-1, *(int(rng.integers(max(0, unit - 4), unit)) for unit in range(1, units))]
    wards = [unit for unit in range(units) if unit not in parents]
    size = rng.lognormal(0, 1.3, len(wards))
    seen = np.zeros((units, 12, people), dtype=bool)
    for person in range(people):
        home = rng.choice(wards, p=size / size.sum())
        for month in np.flatnonzero(rng.random(12) < rng.choice([0.2, 0.6])):
            unit = home if rng.random() < 0.8 else rng.choice(wards)
            while unit >= 0:
                seen[unit, month, person] = True
                unit = parents[unit]
    so_far = np.logical_or.accumulate(seen, axis=1)
    return parents, np.stack([seen.sum(axis=2), so_far.sum(axis=2)], axis=1)


def orders(parents: list[int], place: np.ndarray) -> list[dict[int, int]]:
    """What holds for all numbers of different persons: signed sums of unknowns that are at least nought."""
    found: list[dict[int, int]] = []
    for unit in range(len(parents)):
        below = [one for one, parent in enumerate(parents) if parent == unit]
        for window, month in np.ndindex(2, 12):
            above, children = place[unit, window, month], [place[one, window, month] for one in below]
            found += [{above: 1, child: -1} for child in children]
            found += [dict.fromkeys(children, 1) | {above: -1}] if children else []
        for month in range(12):
            alone, now = place[unit, :, month]
            found.append({now: 1, alone: -1})
            if month:
                before = place[unit, SO_FAR, month - 1]
                found += [{now: 1, before: -1}, {before: 1, alone: 1, now: -1}]
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_can_work_out_a_small_number_of_different_persons(seed):
    parents, persons = region(seed)
    place = np.arange(persons.size).reshape(persons.shape)
    months = persons[:, MONTH]
    pattern = decide(Forest(parents), Counts(months[None], months, {}, MONTHS, DISTINCT), THRESHOLD)
    rows, small = orders(parents, place), []
    low, high = np.zeros(persons.size), np.full(persons.size, MOST)
    for (unit, window, month), value in np.ndenumerate(persons):
        cell = place[unit, window, month]
        if pattern.shows(unit, [MONTHS[month]] if window == MONTH else MONTHS[: month + 1]):
            low[cell] = high[cell] = value
        elif value < THRESHOLD:
            small.append(cell)
    assert small
    at = [(i, cell) for i, signs in enumerate(rows) for cell in signs]
    signs = [sign for row in rows for sign in row.values()]
    sums = sparse.csr_matrix((signs, tuple(zip(*at, strict=True))), shape=(len(rows), persons.size))
    for cell in np.random.default_rng(seed).permutation(small)[:6]:
        ends = []
        for sign in (1, -1):
            asked = sign * np.eye(1, persons.size, cell)[0]
            whole = np.ones(persons.size)
            held = LinearConstraint(sums, 0, np.inf)
            solved = milp(asked, constraints=held, integrality=whole, bounds=Bounds(low, high))
            assert solved.status == 0
            ends.append(round(sign * solved.fun))
        assert ends[1] - ends[0] >= THRESHOLD
