# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inpatient episodes of one month, by the day of discharge: most are short, and some patients come again."""

from __future__ import annotations

import numpy as np
import polars as pl

from malram.demo.scale.skew import Draw, Ints, Random, dates, days_of, exponential, ids, pick, where, zipf
from malram.demo.scale.world import World, some
from malram.facts.contracts import CONTRACTS

CARE = pl.Series(CONTRACTS["episodes"].column("care").codes)
DIAGNOSES = pl.Series([f"{letter}{number}" for letter in "ACEFGIJKMNRS" for number in range(10, 60, 2)])
FRAIL_EACH = 7  # every seventh patient is frail, and they have most of the episodes
OF_FRAIL = 0.6
AGAIN = 0.12  # of the discharges of a month, those whose patient was discharged earlier in it
MOVED = 0.3  # of them, those moved from one ward to another the same day
STAY, LONG_STAY, LONG = 3.5, 22, 0.06  # mean days of a stay, of a long one, and the share of these

draw_care = Draw([92, 8])
draw_diagnosis = Draw(zipf(len(DIAGNOSES), 0.9))


def episodes(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    day = days_of(month, 0.5, random, size)
    patient = _patients(world, size, random)
    long = some(random, size, LONG)
    admitted = day - np.where(long, exponential(random, size, LONG_STAY), exponential(random, size, STAY))
    before, again = _discharged_before(size, random)
    moved = again & some(random, size, MOVED)
    patient = np.where(again, patient[before], patient)
    since = (random.random(size) * (day - day[before] + 1)).astype(np.int64)
    admitted = np.where(again, day[before] + np.where(moved, 0, since), admitted)
    return {
        "episode": ids(f"v{month}-", size),
        "unit": pick(world.units, world.draw_unit(random, size)),
        "patient": pick(world.patients.names, patient),
        "sex": world.patients.sexes(patient),
        "birth_year": world.patients.born[patient],
        "admitted": dates(admitted),
        "date": dates(day),
        "planned": moved | (~again & some(random, size, 0.3)),
        "diagnosis": where(some(random, size, 0.98), pick(DIAGNOSES, draw_diagnosis(random, size))),
        "care": pick(CARE, draw_care(random, size)),
        "municipal_support": some(random, size, 0.08) | (patient % FRAIL_EACH == 0) & (patient % 2 == 0),
        "home_unit": where(some(random, size, 0.95), pick(world.units, patient % len(world.units))),
        "fall_assessed": some(random, size, 0.7),
        "ulcer_assessed": some(random, size, 0.65),
        "nutrition_assessed": some(random, size, 0.55),
    }


def _patients(world: World, size: int, random: Random) -> Ints:
    """The same patients as have contacts; the frail come several times in three years."""
    among = world.scale.patients
    frail = random.integers(0, -(-among // FRAIL_EACH), size) * FRAIL_EACH
    return np.where(some(random, size, OF_FRAIL), frail, random.integers(0, among, size))


def _discharged_before(size: int, random: Random) -> tuple[Ints, np.ndarray]:
    """For each discharge an earlier one that did not come so itself, and whether it is the same patient's."""
    again = some(random, size, AGAIN)
    again[:1] = False
    first = np.flatnonzero(~again)
    earlier = np.searchsorted(first, np.arange(size))  # how many of `first` lie before each
    chosen = (random.random(size) * earlier).astype(np.int64)
    return first[np.where(again, chosen, 0)], again
