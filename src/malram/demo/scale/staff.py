# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked hours and absence of one month, all employments, and the population of a year."""

from __future__ import annotations

import numpy as np
import polars as pl

from malram.demo.scale.sizes import MONTHS, POSTS_EACH
from malram.demo.scale.skew import (
    Draw,
    Ints,
    Random,
    dates,
    days_of,
    exponential,
    first_day,
    ids,
    last_day,
    pick,
    where,
)
from malram.demo.scale.world import SEX_WORDS, World, some
from malram.facts.contracts import CONTRACTS

GROUPS = pl.Series(
    [
        *("läkare", "sjuksköterska", "undersköterska", "administration", "rehabilitering"),
        *("ledning", "teknik", "tandvård", "psykolog", "övriga"),
    ]
)
CAUSES = pl.Series(CONTRACTS["absence"].column("cause").codes)
FORMS = pl.Series(CONTRACTS["employments"].column("form").codes)
AGES = range(0, 90, 5)
SERVED = 3  # every third unit is responsible for people who live near it
FULL_TIME = 9_600  # minutes a month
WORKDAY = 480
LONGEST = 15 * 365
LONG_MONTHS, LONG_EVERY = 3, 60  # how long a long absence is, and of how many persons one has it

draw_cause = Draw([70, 30])
draw_form = Draw([85, 15])


def worked_hours(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    """A person has up to three posts, each in another staff group; a month has the first `size` of them."""
    post = np.arange(size)
    person = post // POSTS_EACH
    return {
        "unit": pick(world.units, world.post_unit[:size]),
        "person": pick(world.persons.names, person),
        "sex": world.persons.sexes(person),
        "staff_group": pick(GROUPS, (person + post % POSTS_EACH) % len(GROUPS)),
        "scheduled_minutes": FULL_TIME * world.post_degree[:size] // 1000 // POSTS_EACH
        + 60 * random.integers(-5, 6, size),
    }


def absence(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    post = random.integers(0, len(world.post_unit), size)
    day, end = days_of(month, 0.3, random, size), last_day(month)
    until = np.minimum(day + exponential(random, size, 4), end)
    away = _away_all_month(world, month)[: size // 10]
    post[: len(away)], day[: len(away)], until[: len(away)] = away * POSTS_EACH, first_day(month), end
    person = post // POSTS_EACH
    return {
        "row": ids(f"f{month}-", size),
        "unit": pick(world.units, world.post_unit[post]),
        "person": pick(world.persons.names, person),
        "sex": world.persons.sexes(person),
        "cause": pick(CAUSES, draw_cause(random, size)),
        "first_day": dates(day),
        "date": dates(until),
        "minutes": (until - day + 1) * WORKDAY,
    }


def _away_all_month(world: World, month: int) -> Ints:
    """One person in sixty, the same for three months: what makes long sick spells."""
    return np.arange(month // LONG_MONTHS % LONG_EVERY, world.scale.persons, LONG_EVERY)


def employments(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    """All of them at once: they began long ago, and are few. `month` is the last they may begin in."""
    end = last_day(month)
    began = np.sort(end - random.integers(0, LONGEST, size))
    person = np.arange(size) % world.scale.persons
    left = dates(began + exponential(random, size, 1500))
    post = person * POSTS_EACH % len(world.post_unit)
    return {
        "employment": ids("a", size),
        "unit": pick(world.units, world.post_unit[post]),
        "person": pick(world.persons.names, person),
        "sex": world.persons.sexes(person),
        "form": pick(FORMS, draw_form(random, size)),
        "date": dates(began),
        "end": where(some(random, size, 0.3), left),
        "degree": world.post_degree[post],
        "group": pick(GROUPS, person % len(GROUPS)),
    }


def population(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    """One row per unit with people of its own, sex and age group; `size` is how many that makes."""
    number = np.arange(size)
    age = number % len(AGES)
    sex = number // len(AGES) % 2
    unit = number // (2 * len(AGES)) * SERVED
    return {
        "unit": pick(world.units, unit),
        "sex": SEX_WORDS.gather(sex),
        "age_from": age * 5,
        "persons": 20 + (MONTHS.stop - month) // 12 + exponential(random, size, 60),
    }


def population_rows(world: World) -> int:
    return -(-len(world.units) // SERVED) * 2 * len(AGES)
