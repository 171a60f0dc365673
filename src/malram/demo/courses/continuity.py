# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Physical visits to doctors in primary care from July 2022, with the doctor's pseudonym.

Calibrated to the index of continuity for patients with at least three visits in eighteen months:
27,0 % to December 2024 (vårdcentraler from 14,2 to 47,6) and 26,9 % to December 2023. The doctors of
single visits are changed until the mean over patients prints as that; 2024 is changed for the later
figure and the months before July 2023 for the earlier, because the two windows share half a year.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints
from malram.demo.courses.common import (
    birth_years,
    days_in,
    generator,
    months_between,
    patient_ids,
    season,
    units,
)
from malram.demo.courses.contacts import contact_frame

PATIENTS = 46_000
MONTHS = tuple(months_between(202207, 202412))
WINDOWS = {"2024": (202307, 202412, 202401), "2023": (202207, 202312, 202207)}  # first, last, changed from
CHANGED_UNTIL = {"2024": 202412, "2023": 202306}
LOWEST, HIGHEST = "vardcentral-19", "vardcentral-11"
AIM = {"2024": 0.2700, "2023": 0.2690}
AIM_UNITS = {LOWEST: 0.1420, HIGHEST: 0.4760}
EXACT = 0.0001  # a tenth of the last printed decimal
OTHERS = 14  # doctors at a vårdcentral besides the patient's own, hired ones included


def doctor_visits() -> pl.DataFrame:
    rng = generator("läkarbesök")
    centres = units(level="vardcentral")
    visits = _visits(rng, len(centres))
    _calibrate(rng, visits, centres)
    number = visits["patient"] * 3 + visits["sex"]
    month = visits["month"]
    unit = np.array(centres)[visits["unit"]]
    return contact_frame(rng, {
        "_month": month, "Enhet": unit, "Patient": patient_ids("L", number),
        "Kön": np.where(visits["sex"] == 1, "M", "K"), "Födelseår": birth_years(number, 1930, 2018),
        "Kontakttyp": np.repeat("Läkarbesök", len(month)),
        "Kontaktform": np.where(visits["physical"], "Fysiskt", "Distans"),
        "Yrkeskategori": np.repeat("Läkare", len(month)),
        "Vårdgivare": _staff(visits), "Datum": days_in(rng, month, weekend=0.0),
    })  # fmt: skip


def _visits(rng: np.random.Generator, centres: int) -> dict[str, NDArray]:
    """Visits per patient and month; the own doctor (0) is met more or less often depending on the centre."""
    size = rng.uniform(0.6, 1.5, centres)
    home = rng.choice(centres, PATIENTS, p=size / size.sum())
    sex = (rng.random(PATIENTS) < 0.44).astype(np.int64)
    wave = 1 + season(np.array(MONTHS), 0.06, july=-0.4)
    frequency = rng.gamma(2.5, 0.1, PATIENTS)
    counts = rng.poisson(frequency[:, None] * wave[None, :])
    patient, month = np.nonzero(counts)
    repeat = counts[patient, month]
    patient, month = np.repeat(patient, repeat), np.repeat(month, repeat)
    loyalty = rng.uniform(0.38, 0.62, centres)
    own = rng.random(len(patient)) < loyalty[home[patient]]
    return {
        "patient": patient,
        "month": np.array(MONTHS)[month],
        "unit": home[patient],
        "sex": sex[patient],
        "physical": rng.random(len(patient)) < 0.86,
        "doctor": np.where(own, 0, rng.integers(1, OTHERS + 1, len(patient))),
    }


def _staff(visits: dict[str, NDArray]) -> pl.Series:
    """The own doctor is one of eight at the centre; the others are numbered after them."""
    own = visits["patient"] % 8
    doctor = np.where(visits["doctor"] == 0, own, 8 + visits["doctor"])
    return patient_ids("V", visits["unit"] * 100 + doctor)


def _calibrate(rng: np.random.Generator, visits: dict[str, NDArray], centres: tuple[str, ...]) -> None:
    """Move the centres with printed figures first, then the others together, window by window."""
    for window in WINDOWS:
        patients = _Window(visits, window)
        named = AIM_UNITS if window == "2024" else {}
        rest = patients.everyone
        for unit, aim in named.items():
            here = patients.of_unit(centres.index(unit))
            patients.move(rng, here, here, aim)
            rest = rest - here
        patients.move(rng, rest, patients.everyone, AIM[window])


class _Window:
    """The patients with three visits or more in a window, and the doctors they met."""

    def __init__(self, visits: dict[str, NDArray], name: str):
        first, last, changed_from = WINDOWS[name]
        self.visits = visits
        month, patient = visits["month"], visits["patient"]
        inside = visits["physical"] & (month >= first) & (month <= last)
        free = inside & (month >= changed_from) & (month <= CHANGED_UNTIL[name])
        rows = np.flatnonzero(inside)
        rows = rows[np.argsort(patient[rows], kind="stable")]
        people, starts = np.unique(patient[rows], return_index=True)
        groups = np.split(rows, starts[1:])
        self.rows = {int(p): g for p, g in zip(people, groups, strict=True) if len(g) >= 3}
        self.free = free
        self.index = {p: self._index(g) for p, g in self.rows.items()}
        self.everyone = frozenset(self.rows)

    def _index(self, rows: Ints) -> float:
        n = len(rows)
        seen = Counter(self.visits["doctor"][rows].tolist())
        return (sum(k * k for k in seen.values()) - n) / (n * (n - 1))

    def of_unit(self, unit: int) -> frozenset[int]:
        return frozenset(p for p, rows in self.rows.items() if self.visits["unit"][rows[0]] == unit)

    def move(
        self, rng: np.random.Generator, may_change: frozenset[int], mean_over: frozenset[int], aim: float
    ):
        """Change one visit at a time until the mean over patients is within a tenth of the last decimal."""
        total, wanted = sum(self.index[p] for p in mean_over), aim * len(mean_over)
        tolerance = EXACT * len(mean_over)
        candidates = sorted(may_change)
        while abs(total - wanted) > tolerance:
            patient = candidates[rng.integers(len(candidates))]
            rows = self.rows[patient]
            free = rows[self.free[rows]]
            if len(free) == 0:
                continue
            row = free[rng.integers(len(free))]
            before, doctor = self.index[patient], int(self.visits["doctor"][row])
            self.visits["doctor"][row] = 0 if total < wanted else rng.integers(1, OTHERS + 1)
            after = self._index(rows)
            if abs(total - before + after - wanted) < abs(total - wanted):
                self.index[patient] = after
                total += after - before
            else:
                self.visits["doctor"][row] = doctor
