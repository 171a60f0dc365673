# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Point measurements of pressure ulcers and reviews of patient records, one row per patient.

Calibrated to: 278 patients on 24 wards in 2024, of whom 9,7 % had an ulcer (women 6,5, men 12,9), 14
wards with none and the others from 4,2 to 40 %; 8,1 % in 2023; 601 records reviewed from November 2023
to October 2024 with 5,2 % injured (women 5,2, men 5,1). Patients admitted less than 24 hours ago are in
the file too: the measure leaves them out.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.beds import somatic_wards
from malram.demo.courses.calibrate import events, printed, spread
from malram.demo.courses.common import Cells, days_in, generator, months_between, patient_ids, write_monthly

ONLY_SHORT_STAYS = ("avd-intensiv-1", "avd-kirurgi-5", "avd-narvard-3")
# Patients, and patients with an ulcer, on the ten wards that had any in October 2024.
WITH_ULCERS = ((24, 1), (5, 2), (14, 3), (12, 2), (15, 4), (13, 3), (16, 2), (14, 4), (12, 3), (11, 3))
PATIENTS_2024, WOMEN_2024, WOMEN_WITH_ULCER_2024 = 278, 139, 9
DAY_2024 = np.datetime64("2024-10-09")
DAYS_2023 = (np.datetime64("2023-03-08"), np.datetime64("2023-10-11"))
REVIEWS = {"K": (308, "5.2"), "M": (293, "5.1")}  # November 2023 to October 2024


def adult_wards() -> tuple[str, ...]:
    """All somatic wards but those for women and children, where the measurements are not made."""
    return tuple(ward for ward in somatic_wards() if not ward.startswith("avd-kvinna"))


def write_prevalence(out: Path) -> list[Path]:
    ulcers = write_monthly(_ulcers(), out / "forms", "trycksar", "Svars-id", "T")
    return ulcers + write_monthly(_reviews(), out / "forms", "journalgranskning", "Svars-id", "J")


def _ulcers() -> pl.DataFrame:
    rng = generator("trycksår")
    return pl.concat([*(_measurement_2023(rng, day) for day in DAYS_2023), _measurement_2024(rng)])


def _measurement_2024(rng: np.random.Generator) -> pl.DataFrame:
    measured = [ward for ward in adult_wards() if ward not in ONLY_SHORT_STAYS]
    wards = np.array(measured)[rng.permutation(len(measured))]
    rest = PATIENTS_2024 - sum(n for n, _ in WITH_ULCERS)
    without = spread(rest, rng.uniform(0.7, 1.4, len(wards) - len(WITH_ULCERS)))
    patients = np.array([n for n, _ in WITH_ULCERS] + without.tolist())
    ill = np.array([k for _, k in WITH_ULCERS] + [0] * len(without))
    unit = np.repeat(wards, patients)
    ulcer = np.concatenate([np.arange(n) < k for n, k in zip(patients, ill, strict=True)])
    sex = np.repeat("M", len(unit))
    sex[ulcer] = _letters(rng, int(ulcer.sum()), WOMEN_WITH_ULCER_2024)
    sex[~ulcer] = _letters(rng, int((~ulcer).sum()), WOMEN_2024 - WOMEN_WITH_ULCER_2024)
    return _rows(rng, DAY_2024, unit, sex, ulcer)


def _letters(rng: np.random.Generator, total: int, women: int) -> NDArray:
    return rng.permutation(np.repeat(["K", "M"], [women, total - women]))


def _measurement_2023(rng: np.random.Generator, day: np.datetime64) -> pl.DataFrame:
    """Each of the two measurements of 2023 gives 8,1 % on its own, and so do both together."""
    wards = [ward for ward in adult_wards() if ward not in ONLY_SHORT_STAYS]
    cells = Cells(unit=wards)
    patients = spread(284, rng.uniform(0.7, 1.4, len(wards)))
    found = events(patients, rng.uniform(0.02, 0.16, len(wards)), [printed(cells.where(), "8.1")])
    ulcer = np.concatenate([np.arange(n) < k for n, k in zip(patients, found, strict=True)])
    unit = np.repeat(np.array(wards), patients)
    return _rows(rng, day, unit, np.where(rng.random(len(unit)) < 0.5, "K", "M"), ulcer)


def _rows(rng, day: np.datetime64, unit: NDArray, sex: NDArray, ulcer: NDArray) -> pl.DataFrame:
    """The measured patients and, beside them, those admitted less than a day before."""
    short = rng.choice(np.array([*ONLY_SHORT_STAYS, *adult_wards()[:8]]), 22)
    short = np.concatenate([short, ONLY_SHORT_STAYS])
    hours = np.concatenate([24 + rng.gamma(1.4, 90, len(unit)).astype(int), rng.integers(1, 24, len(short))])
    category = np.where(ulcer, rng.choice([1, 2, 3, 4], len(unit), p=[0.5, 0.34, 0.11, 0.05]), 0)
    number = int(day.astype(int)) * 500 + rng.permutation(500)[: len(hours)]
    frame = pl.DataFrame(
        {
            "Enhet": np.concatenate([unit, short]),
            "Patient": patient_ids("R", number),
            "Kön": np.concatenate([sex, rng.choice(["K", "M"], len(short))]),
            "Inskrivningstid timmar": hours,
            "Kategori": np.concatenate([category, np.zeros(len(short), dtype=np.int64)]),
        }
    )
    month = int(str(day)[:7].replace("-", ""))
    first = [pl.lit(month).alias("_month"), pl.lit(day.astype(object)).alias("Datum")]
    return frame.select(*first, pl.lit("Trycksår").alias("Mätning"), pl.all())


def _reviews() -> pl.DataFrame:
    """Records drawn at random from discharges; the last reviewed discharge is in October 2024."""
    rng = generator("journalgranskning")
    early, late = tuple(months_between(202211, 202310)), tuple(months_between(202311, 202410))
    frames = []
    for sex, (total, figure) in REVIEWS.items():
        for months, reviewed, share in ((early, total - 6, "6.3"), (late, total, figure)):
            counts = spread(reviewed, rng.uniform(0.9, 1.1, len(months)))
            everything = np.ones(len(months), dtype=np.bool_)
            target = [printed(everything, share)]
            harmed = events(counts, rng.uniform(0.02, 0.09, len(months)), target)
            month = np.repeat(months, counts)
            harm = np.concatenate([np.arange(n) < k for n, k in zip(counts, harmed, strict=True)])
            frames.append(_review_rows(rng, month, harm, sex))
    return pl.concat(frames).sort("_month", "Datum", maintain_order=True)


def _review_rows(rng, month: NDArray, harm: NDArray, sex: str) -> pl.DataFrame:
    rows = len(month)
    number = rng.permutation(90_000)[:rows] * 2 + (sex == "M")
    return pl.DataFrame(
        {
            "_month": month,
            "Datum": days_in(rng, month, weekend=0.6),
            "Mätning": np.repeat("Journalgranskning", rows),
            "Enhet": rng.choice(np.array(adult_wards()), rows),
            "Patient": patient_ids("G", number),
            "Kön": np.repeat(sex, rows),
            "Inskrivningstid timmar": pl.Series([None] * rows, dtype=pl.Int64),
            "Kategori": np.where(harm, rng.choice([1, 2], rows, p=[0.8, 0.2]), 0),
        }
    )
