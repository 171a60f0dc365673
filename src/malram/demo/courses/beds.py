# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beds at midnight per ward and day: how many were available and how many patients were too many.

Calibrated to: 428 somatic beds on average in 2024, 12 more than in 2023; patients beyond the beds per
100 available beds 1,2 in somatic care (2,5 in 2023, most in summer) and 0,2 in psychiatric (1,1).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, spread
from malram.demo.courses.common import MONTHS, days_of, generator, units, write_monthly

MEAN_BEDS = {"Somatik": {2023: 416, 2024: 428}, "Psykiatri": {2023: 71, 2024: 72}}
OVER_PER_BED = {"Somatik": {2023: 0.025, 2024: 0.012}, "Psykiatri": {2023: 0.011, 2024: 0.002}}


def psychiatric_wards() -> tuple[str, ...]:
    """Adult and child psychiatry; forensic psychiatry is counted elsewhere."""
    return (*units("vuxenpsykiatrisk-slutenvard"), *units("bup", "vardavdelning"))


def somatic_wards() -> tuple[str, ...]:
    return tuple(ward for area in units("somatisk-slutenvard") for ward in units(area))


def write_beds(out: Path) -> list[Path]:
    frames = [_census("Somatik", somatic_wards()), _census("Psykiatri", psychiatric_wards())]
    frame = pl.concat(frames).sort("Datum", "Enhet", maintain_order=True)
    return write_monthly(frame, out / "cosmic", "vardplatser", "Rad-id", "B")


def _census(care: str, wards: tuple[str, ...]) -> pl.DataFrame:
    rng = generator(f"vårdplatser {care}")
    days = np.concatenate([days_of(month) for month in MONTHS])
    year = days.astype("datetime64[Y]").astype(int) + 1970
    number = days.astype("datetime64[M]").astype(int) % 12 + 1
    size = rng.uniform(0.7, 1.4, len(wards))
    available = np.zeros((len(days), len(wards)), dtype=np.int64)
    over = np.zeros_like(available)
    for each, mean in MEAN_BEDS[care].items():
        rows = np.flatnonzero(year == each)
        summer = np.isin(number[rows], (7, 8))
        beds = mean * np.where(summer, 0.93, 1.0)[:, None] * size[None, :] / size.sum()
        available[rows] = _beds(rng, beds, mean * len(rows))
        crowd = rng.gamma(0.35, 1.0, beds.shape) * np.where(summer, 2.2, 1.0)[:, None]
        total = round(OVER_PER_BED[care][each] * int(available[rows].sum()))
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
