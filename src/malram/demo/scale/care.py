# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contacts, waits and calls of one month."""

from __future__ import annotations

import numpy as np
import polars as pl

from malram.demo.scale.skew import Draw, Random, dates, days_of, exponential, ids, last_day, pick, where
from malram.demo.scale.world import World, some
from malram.facts.contracts import CONTRACTS

CONTACT_KINDS = pl.Series(CONTRACTS["contacts"].column("kind").codes)
WAIT_KINDS = pl.Series(CONTRACTS["waits"].column("kind").codes)
FORMS = pl.Series(CONTRACTS["contacts"].column("form").codes)
SERVICES = pl.Series(CONTRACTS["calls"].column("service").codes)
PROFESSIONS = pl.Series(
    [
        *("läkare", "sjuksköterska", "fysioterapeut", "psykolog"),
        *("kurator", "arbetsterapeut", "dietist", "logoped"),
    ]
)
HBA1C = CONTACT_KINDS.to_list().index("hba1c")
STAFF_EACH = 12  # people who meet patients at one unit

draw_profession = Draw([40, 32, 8, 6, 5, 4, 3, 2])
draw_form = Draw([78, 22])
draw_service = Draw([35, 65])


def contacts(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    unit = world.draw_unit(random, size)
    patient = world.patients_of(unit, random)
    kind = world.near_unit(unit, random, len(CONTACT_KINDS))
    day = days_of(month, 0.2, random, size)
    asked = dates(day - exponential(random, size, 21))
    result = pl.Series(31_000 + 1000 * exponential(random, size, 18))
    staff = pl.Series([f"s{i}" for i in range(len(world.units) * STAFF_EACH)])
    who = unit * STAFF_EACH + world.draw_small(random, size)
    return {
        "contact": ids(f"k{month}-", size),
        "unit": pick(world.units, unit),
        "patient": pick(world.patients.names, patient),
        "sex": world.patients.sexes(patient),
        "birth_year": world.patients.born[patient],
        "kind": pick(CONTACT_KINDS, kind),
        "form": pick(FORMS, draw_form(random, size)),
        "profession": pick(PROFESSIONS, draw_profession(random, size)),
        "staff": where(some(random, size, 0.9), pick(staff, who)),
        "requested": where(some(random, size, 0.8), asked),
        "date": dates(day),
        "result": where(kind == HBA1C, result),
    }


def waits(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    """Nobody waits twice in a month: a stride that shares no factor with the patients reaches each once."""
    among = world.scale.patients
    stride = next(s for s in range(7919, 7919 + among) if np.gcd(s, among) == 1)
    patient = (np.arange(size) * stride + month) % among
    unit = world.draw_unit(random, size)
    end = last_day(month)
    return {
        "date": dates(np.full(size, end)),
        "unit": pick(world.units, unit),
        "patient": pick(world.patients.names, patient),
        "sex": world.patients.sexes(patient),
        "kind": pick(WAIT_KINDS, world.near_unit(unit, random, len(WAIT_KINDS))),
        "referred": dates(end - exponential(random, size, 55)),
    }


def calls(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    unit = world.draw_unit(random, size)
    day = days_of(month, 0.4, random, size)
    reached = dates(day + exponential(random, size, 0.8))
    return {
        "call": ids(f"c{month}-", size),
        "unit": pick(world.units, unit),
        "date": dates(day),
        "service": pick(SERVICES, draw_service(random, size)),
        "answered": some(random, size, 0.86),
        "wait_seconds": exponential(random, size, 420),
        "contact_on": where(some(random, size, 0.9), reached),
    }
