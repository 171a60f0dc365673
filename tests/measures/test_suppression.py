# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is hidden can be worked out from nothing that is shown, and what need not be hidden is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from malram.measures.suppression.grouping import Forest
from malram.measures.suppression.pattern import Pattern, decide
from malram.measures.suppression.rows import DISTINCT, LEVELS, SUMS, Counts
from tests.measures.attack import Attacker, windows

JANUARY = 2023 * 12
THRESHOLD = 5
SEX = "sex"


@dataclass(frozen=True)
class World:
    """Persons by [unit, sex, month], of each unit itself; `parents` by position, -1 at the top."""

    parents: tuple[int, ...]
    own: np.ndarray
    first: int = JANUARY

    @property
    def months(self) -> range:
        return range(self.first, self.first + self.own.shape[2])

    def below(self, unit: int) -> list[int]:
        """The unit and all under it."""
        return [one for one in range(len(self.parents)) if unit in self._path(one)]

    def _path(self, unit: int) -> list[int]:
        path = []
        while unit >= 0:
            path.append(unit)
            unit = self.parents[unit]
        return path

    def rolled(self) -> np.ndarray:
        return np.stack([self.own[self.below(unit)].sum(axis=0) for unit in range(len(self.parents))])


def decided(world: World, *, by_sex: bool = True, kind: str = SUMS) -> Pattern:
    rolled = world.rolled()
    totals = rolled.sum(axis=1)
    divided = {SEX: rolled[None]} if by_sex else {}
    counts = Counts(totals[None], totals, divided, world.months, kind)
    return decide(Forest(world.parents), counts, THRESHOLD)


def attack(world: World, rng: np.random.Generator, most: int, *, by_sex: bool = True) -> int:
    """Publish all that is shown, try `most` of the hidden figures, small ones first; how many were hidden."""
    pattern, attacker, hidden = decided(world, by_sex=by_sex), Attacker(world.own.shape), []
    sexes = range(world.own.shape[1])
    for unit in range(len(world.parents)):
        for first, last in windows(world.months):
            months = [month - world.first for month in range(first, last + 1)]
            for sex in (None, *sexes) if by_sex else (None,):
                cells = attacker.cells(world.below(unit), sexes if sex is None else [sex], months)
                value = int(world.own.ravel()[cells].sum())
                asked = ("", 0) if sex is None else (SEX, sex)
                if pattern.shows(unit, range(first, last + 1), *asked):
                    assert value >= THRESHOLD or value == 0, "a small count is shown"
                    attacker.learn(cells, value)
                else:
                    hidden.append((value, unit, sex, first, last, cells))
    order = rng.permutation(len(hidden))
    tried = sorted((hidden[i] for i in order[: 3 * most]), key=lambda one: one[0] >= THRESHOLD)[:most]
    for value, unit, sex, first, last, cells in tried:
        low, high = attacker.bounds(cells)
        assert low <= value <= high
        assert high - low >= THRESHOLD, (unit, sex, first, last, value, low, high)
    return len(hidden)


def region(seed: int) -> World:
    """Up to fifteen units of very different size; some without persons, some opened or closed on the way."""
    rng = np.random.default_rng(seed)
    units, months = int(rng.integers(3, 16)), int(rng.choice([5, 12, 15, 24]))
    parents = [-1, *(int(rng.integers(max(0, unit - 5), unit)) for unit in range(1, units))]
    size = rng.lognormal(rng.choice([0.5, 1.5, 2.5]), 1.2, units)
    own = rng.poisson(size[:, None, None] * np.array([0.6, 0.38, 0.02])[:, None], (units, 3, months))
    for unit in range(units):
        fate = rng.random()
        if fate < 0.15 or (unit in parents and fate < 0.7):
            own[unit] = 0
        elif fate < 0.25:
            opened, closed = sorted(rng.integers(0, months + 1, 2))
            own[unit, :, :opened] = own[unit, :, closed:] = 0
    return World(tuple(parents), own.astype(np.int64), JANUARY + int(rng.choice([0, 0, 3, 7])))


def women(*months: int) -> list[list[int]]:
    return [list(months), [0] * len(months), [0] * len(months)]


def steady(women_: int, men: int, unknown: int = 0) -> list[list[int]]:
    return [[women_] * 12, [men] * 12, [unknown] * 12]


NONE = steady(0, 0)
SHAPES = {
    "a chain of only children": World((-1, 0, 1, 2), np.array([NONE, NONE, NONE, steady(3, 1)])),
    "a chain with persons all the way": World(
        (-1, 0, 1), np.array([steady(9, 8), steady(1, 1), steady(6, 7)])
    ),
    "one small sibling": World((-1, 0, 0, 0), np.array([NONE, steady(40, 30), steady(20, 9), steady(1, 1)])),
    "all small but the total large": World((-1, 0, 0, 0, 0), np.array([NONE] + [steady(1, 1)] * 4)),
    "a single sex": World((-1, 0, 0, 0), np.array([NONE, *(women(*[n] * 12) for n in (2, 7, 9))])),
    "a small month in a large year": World(
        (-1, 0, 0), np.array([NONE, women(*[20] * 6, 2, *[20] * 5), women(*[30] * 12)])
    ),
    "months that differ between rolling years": World(
        (-1, 0, 0), np.array([women(*[0] * 24), women(*[3, 9] * 12), women(*[8] * 24)])
    ),
    "a unit present one month": World(
        (-1, 0, 0), np.array([NONE, women(*[0] * 6, 3, *[0] * 5), women(*[25] * 12)])
    ),
    "a unit opened in the last month": World(
        (-1, 0, 0, 0), np.array([NONE, women(*[0] * 11, 30), women(*[4] * 12), women(*[25] * 12)])
    ),
    "persons on the parent itself": World((-1, 0, 0), np.array([steady(1, 1), steady(12, 9), steady(8, 7)])),
    "one person of unknown sex": World((-1, 0, 0), np.array([NONE, steady(20, 12, 1), steady(15, 10)])),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_no_shape_of_a_region_gives_a_small_count_away(shape):
    assert attack(SHAPES[shape], np.random.default_rng(0), 6) > 0


@pytest.mark.parametrize("seed", range(6))
def test_nobody_can_work_out_what_is_hidden_by_sex(seed):
    attack(region(seed), np.random.default_rng(seed), 6)


@pytest.mark.parametrize("seed", range(100, 104))
def test_nobody_can_work_out_what_is_hidden_in_all(seed):
    attack(region(seed), np.random.default_rng(seed), 6, by_sex=False)


def test_the_smallest_sibling_is_hidden_with_a_small_one():
    """40 + 20 + 3 = 63 a month: shown beside 63 and 40, twenty would give three away; 23 tells neither."""
    pattern = decided(
        World((-1, 0, 0, 0), np.array([NONE, women(*[40] * 12), women(*[20] * 12), women(*[3] * 12)]))
    )
    month, year = [JANUARY], range(JANUARY, JANUARY + 12)
    assert [pattern.shows(unit, month) for unit in range(4)] == [True, True, False, False]
    assert [pattern.shows(unit, year) for unit in range(4)] == [True] * 4


def test_months_are_hidden_together_with_those_they_could_be_worked_out_from():
    """Two in July alone are too few; with them May to August are hidden, 62 in all."""
    pattern = decided(
        World((-1, 0, 0), np.array([NONE, women(*[20] * 6, 2, *[20] * 5), women(*[30] * 12)])), by_sex=False
    )
    shown = [pattern.shows(1, [month]) for month in range(JANUARY, JANUARY + 12)]
    assert shown == [True] * 4 + [False] * 4 + [True] * 4
    so_far = [pattern.shows(1, range(JANUARY, month + 1)) for month in range(JANUARY, JANUARY + 12)]
    assert so_far == [True] * 4 + [False] * 3 + [True] * 5
    assert all(pattern.shows(0, [month]) for month in range(JANUARY, JANUARY + 12))


def test_a_sex_is_hidden_and_the_total_shown():
    """Three men in the year at the one, six a month at the other: both sexes of both are hidden, no total."""
    few = [[20] * 12, [1, 1, 1, *[0] * 9], [0] * 12]
    pattern = decided(World((-1, 0, 0), np.array([NONE, few, steady(40, 6)])))
    for months in ([JANUARY + 5], range(JANUARY, JANUARY + 12)):
        shown = [[pattern.shows(unit, months, SEX, sex) for sex in (0, 1)] for unit in range(3)]
        assert shown == [[True, True], [False, False], [False, False]]
        assert all(pattern.shows(unit, months) for unit in range(3))


def test_sexes_are_shown_for_the_blocks_that_let_most_be_shown():
    """Two and four men a month are eight and sixteen a tertial: there, not only the sum is shown."""
    pattern = decided(World((-1, 0, 0), np.array([NONE, steady(20, 2), steady(40, 4)])))
    for months, told in (([JANUARY], False), (range(JANUARY, JANUARY + 4), True)):
        assert {pattern.shows(unit, months, SEX, sex) for unit in range(3) for sex in (0, 1)} == {told}
    assert all(pattern.shows(unit, [JANUARY]) for unit in range(3))


def test_a_large_region_hides_nothing():
    pattern = decided(World((-1, 0, 0), np.array([NONE, steady(90, 80), steady(70, 60)])))
    assert all(cells.all() for cells in pattern.totals.values())
    assert all(pattern.shows(unit, [JANUARY], SEX, sex) for unit in range(3) for sex in range(3))


def test_a_level_is_decided_month_by_month():
    """Eight, two and eight at three month-ends: only the middle one is too few."""
    world = World((-1, 0, 0), np.array([women(0, 0, 0), women(8, 2, 8), women(9, 9, 9)]))
    pattern = decided(world, by_sex=False, kind=LEVELS)
    assert [pattern.shows(1, [JANUARY + i]) for i in range(3)] == [True, False, True]
    assert not pattern.shows(1, range(JANUARY, JANUARY + 3))


def test_different_persons_are_shown_all_the_year_or_not_at_all():
    """Four different persons in one month of twenty a month: no window of that year may tell of another."""
    world = World((-1, 0, 0, 0), np.array([NONE, women(4, *[20] * 11), *[women(*[30] * 12)] * 2]))
    pattern = decided(world, by_sex=False, kind=DISTINCT)
    assert [[pattern.shows(unit, [JANUARY + i]) for i in (0, 7)] for unit in range(4)] == [
        [True, True],
        [False, False],
        [False, False],
        [True, True],
    ]
