# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beds at midnight per ward and day: how many were available and how many patients were too many."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, spread
from malram.demo.courses.common import days_of, generator, write_monthly
from malram.demo.courses.setting import Setting
from malram.demo.reading import ByYear, Group

SUMMER = (7, 8)
OPEN_IN_SUMMER, CROWDED_IN_SUMMER = 0.93, 2.2


@dataclass(frozen=True)
class Wards:
    """The wards of a kind of care: beds on average a year, and patients beyond them per available bed."""

    units: Group
    beds: ByYear[int]
    over: ByYear[float]


@dataclass(frozen=True)
class Beds:
    """The content of beds.yaml."""

    system: str
    care: dict[str, Wards]


def write_beds(plan: Beds, setting: Setting, out: Path) -> list[Path]:
    """Write vardplatser-ÅÅÅÅ-MM.csv."""
    frames = [_census(care, wards, setting) for care, wards in plan.care.items()]
    frame = pl.concat(frames).sort("Datum", "Enhet", maintain_order=True)
    return write_monthly(frame, out / plan.system, "vardplatser", "Rad-id", "B")


def _census(care: str, plan: Wards, setting: Setting) -> pl.DataFrame:
    rng = generator(f"vårdplatser {care}")
    wards = setting.group(plan.units)
    days = np.concatenate([days_of(month) for month in setting.months])
    year = days.astype("datetime64[Y]").astype(int) + 1970
    number = days.astype("datetime64[M]").astype(int) % 12 + 1
    size = rng.uniform(0.7, 1.4, len(wards))
    available = np.zeros((len(days), len(wards)), dtype=np.int64)
    over = np.zeros_like(available)
    for each, mean in plan.beds.items():
        rows = np.flatnonzero(year == each)
        summer = np.isin(number[rows], SUMMER)
        beds = mean * np.where(summer, OPEN_IN_SUMMER, 1.0)[:, None] * size[None, :] / size.sum()
        available[rows] = _beds(rng, beds, mean * len(rows))
        crowd = rng.gamma(0.35, 1.0, beds.shape) * np.where(summer, CROWDED_IN_SUMMER, 1.0)[:, None]
        total = round(plan.over[each] * int(available[rows].sum()))
        over[rows] = spread(total, (crowd * available[rows]).ravel()).reshape(beds.shape)
    return pl.DataFrame(
        {
            "_month": np.repeat((year * 100 + number), len(wards)),
            "Datum": np.repeat(days, len(wards)),
            "Enhet": np.tile(np.array(wards), len(days)),
            "Vårdform": care,
            "Disponibla": available.ravel(),
            "Överbelagda": over.ravel(),
        }
    )


def _beds(rng: np.random.Generator, wanted: NDArray, total: int) -> Ints:
    """Whole beds near the wanted number, now and then one more or less, that add up to the year's total."""
    beds = np.maximum(np.rint(wanted + rng.choice([-1, 0, 1], wanted.shape, p=[0.08, 0.84, 0.08])), 1)
    beds = beds.astype(np.int64)
    missing = total - int(beds.sum())
    while missing:
        places = rng.choice(beds.size, min(abs(missing), beds.size), replace=False)
        beds.ravel()[places] += np.sign(missing)
        missing = total - int(beds.sum())
    return beds
