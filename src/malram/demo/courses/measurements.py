# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Point measurements of pressure ulcers and reviews of patient records, one row per patient.

Patients admitted less than 24 hours ago are in the file of a measurement too: the measure leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import events, printed, spread
from malram.demo.courses.common import days_in, generator, months_between, patient_ids, write_monthly
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Cells
from malram.demo.reading import BySex, Figure, Group, Month

SHORT_STAYS = 22  # patients admitted less than a day before a measurement, beside those on their own wards
CATEGORIES = [0.5, 0.34, 0.11, 0.05]  # of an ulcer's severity


@dataclass(frozen=True)
class Rated:
    """A measurement of which the share of patients with an ulcer is printed."""

    day: date
    patients: int
    printed: Figure


@dataclass(frozen=True)
class Counted:
    """A measurement of which patients and patients with an ulcer are known on every ward that had any."""

    day: date
    patients: int
    women: int
    women_with_ulcer: int
    with_ulcers: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Ulcers:
    """The measurements; the wards with short stays only have nobody who is measured."""

    wards: Group
    short_stay_wards: Group
    rated: tuple[Rated, ...]
    counted: tuple[Counted, ...]


@dataclass(frozen=True)
class Reviews:
    """Records reviewed of the discharges from a month to another, by sex, and the share with an injury."""

    first: Month
    last: Month
    records: BySex[int]
    injured: BySex[Figure]


@dataclass(frozen=True)
class Measurements:
    """The content of measurements.yaml."""

    system: str
    ulcers: Ulcers
    reviewed_wards: Group
    reviews: tuple[Reviews, ...]


def write_measurements(plan: Measurements, setting: Setting, out: Path) -> list[Path]:
    """Write trycksar-ÅÅÅÅ-MM.csv and journalgranskning-ÅÅÅÅ-MM.csv."""
    folder = out / plan.system
    ulcers = write_monthly(_Ulcers(plan.ulcers, setting).all(), folder, "trycksar", "Svars-id", "T")
    reviews = _reviews(plan.reviews, setting.group(plan.reviewed_wards))
    return ulcers + write_monthly(reviews, folder, "journalgranskning", "Svars-id", "J")


class _Ulcers:
    """One stream of chance through the measurements."""

    def __init__(self, plan: Ulcers, setting: Setting) -> None:
        self.plan, self.rng = plan, generator("trycksår")
        self.all_wards, self.short = setting.group(plan.wards), setting.group(plan.short_stay_wards)
        self.wards = [ward for ward in self.all_wards if ward not in self.short]

    def all(self) -> pl.DataFrame:
        rated = [self._rated(one) for one in self.plan.rated]
        return pl.concat([*rated, *(self._counted(one) for one in self.plan.counted)])

    def _counted(self, one: Counted) -> pl.DataFrame:
        rng, known = self.rng, one.with_ulcers
        wards = np.array(self.wards)[rng.permutation(len(self.wards))]
        rest = one.patients - sum(n for n, _ in known)
        without = spread(rest, rng.uniform(0.7, 1.4, len(wards) - len(known)))
        patients = np.array([n for n, _ in known] + without.tolist())
        ill = np.array([k for _, k in known] + [0] * len(without))
        unit = np.repeat(wards, patients)
        ulcer = np.concatenate([np.arange(n) < k for n, k in zip(patients, ill, strict=True)])
        sex = np.repeat("M", len(unit))
        sex[ulcer] = self._letters(int(ulcer.sum()), one.women_with_ulcer)
        sex[~ulcer] = self._letters(int((~ulcer).sum()), one.women - one.women_with_ulcer)
        return self._rows(np.datetime64(one.day), unit, sex, ulcer)

    def _letters(self, total: int, women: int) -> NDArray:
        return self.rng.permutation(np.repeat(["K", "M"], [women, total - women]))

    def _rated(self, one: Rated) -> pl.DataFrame:
        rng, cells = self.rng, Cells(unit=self.wards)
        patients = spread(one.patients, rng.uniform(0.7, 1.4, len(cells)))
        found = events(patients, rng.uniform(0.02, 0.16, len(cells)), [printed(cells.where(), one.printed)])
        ulcer = np.concatenate([np.arange(n) < k for n, k in zip(patients, found, strict=True)])
        unit = np.repeat(np.array(self.wards), patients)
        sex = np.where(rng.random(len(unit)) < 0.5, "K", "M")
        return self._rows(np.datetime64(one.day), unit, sex, ulcer)

    def _rows(self, day: np.datetime64, unit: NDArray, sex: NDArray, ulcer: NDArray) -> pl.DataFrame:
        """The measured patients and, beside them, those admitted less than a day before."""
        rng = self.rng
        short = rng.choice(np.array([*self.short, *self.all_wards[:8]]), SHORT_STAYS)
        short = np.concatenate([short, self.short])
        long = 24 + rng.gamma(1.4, 90, len(unit)).astype(int)
        hours = np.concatenate([long, rng.integers(1, 24, len(short))])
        category = np.where(ulcer, rng.choice([1, 2, 3, 4], len(unit), p=CATEGORIES), 0)
        number = int(day.astype(int)) * 500 + rng.permutation(500)[: len(hours)]
        month = int(str(day)[:7].replace("-", ""))
        return pl.DataFrame(
            {
                "_month": np.full(len(hours), month),
                "Datum": np.full(len(hours), day),
                "Mätning": np.full(len(hours), "Trycksår"),
                "Enhet": np.concatenate([unit, short]),
                "Patient": patient_ids("R", number),
                "Kön": np.concatenate([sex, rng.choice(["K", "M"], len(short))]),
                "Inskrivningstid timmar": hours,
                "Kategori": np.concatenate([category, np.zeros(len(short), dtype=np.int64)]),
            }
        )


def _reviews(plan: tuple[Reviews, ...], wards: tuple[str, ...]) -> pl.DataFrame:
    """Records drawn at random from discharges."""
    rng = generator("journalgranskning")
    frames = []
    for sex in plan[0].records:
        for reviews in plan:
            months = tuple(months_between(reviews.first, reviews.last))
            counts = spread(reviews.records[sex], rng.uniform(0.9, 1.1, len(months)))
            everything = np.ones(len(months), dtype=np.bool_)
            target = [printed(everything, reviews.injured[sex])]
            harmed = events(counts, rng.uniform(0.02, 0.09, len(months)), target)
            month = np.repeat(months, counts)
            harm = np.concatenate([np.arange(n) < k for n, k in zip(counts, harmed, strict=True)])
            frames.append(_review_rows(rng, month, harm, sex, wards))
    return pl.concat(frames).sort("_month", "Datum", maintain_order=True)


def _review_rows(rng, month: NDArray, harm: NDArray, sex: str, wards: tuple[str, ...]) -> pl.DataFrame:
    rows = len(month)
    number = rng.permutation(90_000)[:rows] * 2 + (sex == "M")
    return pl.DataFrame(
        {
            "_month": month,
            "Datum": days_in(rng, month, weekend=0.6),
            "Mätning": np.repeat("Journalgranskning", rows),
            "Enhet": rng.choice(np.array(wards), rows),
            "Patient": patient_ids("G", number),
            "Kön": np.repeat(sex, rows),
            "Inskrivningstid timmar": pl.Series([None] * rows, dtype=pl.Int64),
            "Kategori": np.where(harm, rng.choice([1, 2], rows, p=[0.8, 0.2]), 0),
        }
    )
