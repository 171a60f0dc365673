# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telephone calls to a line for advice and to health centres, one row per incoming call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, events
from malram.demo.courses.common import days_in, generator, ja_nej, unfold, write_monthly, yearly
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Cells, Target, Wave, constraints, grid
from malram.demo.reading import ByYear, Group, Unit

SOON = 900  # seconds within which a call for advice is answered in time
LONGEST = 14_000


@dataclass(frozen=True)
class Advice:
    """A line for advice: its calls a year, and what share of them is answered within fifteen minutes."""

    unit: Unit
    service: str
    calls: ByYear[int]
    volume: Wave
    in_time: Wave
    answered_later: float  # share of the others
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Centres:
    """The calls of health centres, and what share of them has contact the same day."""

    units: Group
    service: str
    calls: ByYear[int]
    volume: Wave
    same_day: tuple[float, float]  # centres lie between the two, if not given a share of their own
    same_day_at: dict[Unit, float]
    same_day_wave: Wave
    contact_later: float  # share of the others
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Calls:
    """The content of calls.yaml."""

    system: str
    advice: Advice
    centres: Centres


def write_calls(plan: Calls, setting: Setting, out: Path) -> list[Path]:
    """Write samtal-ÅÅÅÅ-MM.csv."""
    frame = pl.concat([_advice(plan.advice, setting), _centres(plan.centres, setting)])
    frame = frame.sort("Datum", "Enhet", maintain_order=True)
    return write_monthly(frame, out / plan.system, "samtal", "Samtals-id", "T")


def _advice(plan: Advice, setting: Setting) -> pl.DataFrame:
    rng = generator("1177")
    cells = grid(month=setting.months)
    weights = plan.volume.over(cells["month"]) + rng.normal(0, 0.03, len(cells))
    counts = yearly(cells, plan.calls, weights)
    rates = plan.in_time.over(cells["month"]) + rng.normal(0, 0.03, len(cells))
    cell, soon = unfold(counts, events(counts, rates, constraints(plan.targets, cells, counts, setting)))
    answered = soon | (rng.random(len(cell)) < plan.answered_later)
    in_time, late = rng.integers(4, SOON + 1, len(cell)), rng.gamma(2.0, 700, len(cell)).astype(int)
    wait = np.where(soon, in_time, SOON + 1 + late)
    hung_up = ~answered
    wait[hung_up] = rng.gamma(1.6, 420, int(hung_up.sum())).astype(int)
    day = days_in(rng, cells["month"][cell], weekend=1.25)
    contact = np.where(answered, day, np.datetime64("NaT"))
    return _frame(cells, cell, plan.unit, day, plan.service, answered, np.minimum(wait, LONGEST), contact)


def _centres(plan: Centres, setting: Setting) -> pl.DataFrame:
    rng = generator("samtal primärvård")
    centres = setting.group(plan.units)
    cells = grid(month=setting.months, unit=centres)
    size = dict(zip(centres, rng.uniform(0.6, 1.7, len(centres)), strict=True))
    weights = cells.of("unit", size) * plan.volume.over(cells["month"]) * rng.normal(1, 0.04, len(cells))
    counts = yearly(cells, plan.calls, weights)
    level = dict(zip(centres, rng.uniform(*plan.same_day, len(centres)), strict=True)) | plan.same_day_at
    rates = cells.of("unit", level) + plan.same_day_wave.over(cells["month"])
    rates = np.clip(rates + rng.normal(0, 0.02, len(cells)), 0.3, 0.99)
    targets = constraints(plan.targets, cells, counts, setting)
    cell, same_day = unfold(counts, events(counts, rates, targets))
    day = days_in(rng, cells["month"][cell], weekend=0.0)
    later = ~same_day & (rng.random(len(cell)) < plan.contact_later)
    contact = np.where(same_day, day, np.datetime64("NaT"))
    contact[later] = np.busday_offset(day[later], 1 + rng.integers(0, 2, int(later.sum())), roll="forward")
    wait = rng.gamma(1.5, 240, len(cell)).astype(np.int64)
    return _frame(cells, cell, cells["unit"][cell], day, plan.service, same_day | later, wait, contact)


def _frame(
    cells: Cells, cell: Ints, unit: str | NDArray, day: NDArray, service: str, answered: NDArray,
    wait: NDArray, contact: NDArray,
) -> pl.DataFrame:  # fmt: skip
    return pl.DataFrame(
        {
            "_month": cells["month"][cell],
            "Enhet": unit,
            "Datum": day,
            "Tjänst": service,
            "Besvarat": ja_nej(answered),
            "Väntetid sekunder": wait,
            "Kontakt": contact,
        }
    )
