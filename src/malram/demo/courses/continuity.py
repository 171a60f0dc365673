# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Visits to doctors in primary care, with the doctor's pseudonym.

The doctors of single visits are changed until the index of continuity, a mean over patients with at least
three visits in a window, prints as it did. Windows that share months are each changed in months of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints
from malram.demo.courses.common import (
    birth_years,
    contact_frame,
    days_in,
    generator,
    months_between,
    patient_ids,
)
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Wave
from malram.demo.errors import CalibrationError
from malram.demo.reading import Group, Month, Unit

EXACT = 0.0001  # a tenth of the last printed decimal
OTHERS = 14  # doctors at a health centre besides the patient's own, hired ones included
TRIES = 1_000_000
FEWEST = 3  # visits in a window for a patient to be counted


@dataclass(frozen=True)
class Window:
    """The months of an index, its mean, the months whose visits may change, and centres' own means."""

    first: Month
    last: Month
    change_from: Month
    change_to: Month
    mean: float
    at: dict[Unit, float] = field(default_factory=dict)


@dataclass(frozen=True)
class DoctorVisits:
    """Patients who visit doctors from a month to another, the share of men, and the printed indexes."""

    units: Group
    kind: str
    patients: int
    men: float
    first: Month
    last: Month
    volume: Wave
    physical: float
    windows: tuple[Window, ...]


def doctor_visits(plan: DoctorVisits, setting: Setting) -> pl.DataFrame:
    rng = generator("läkarbesök")
    centres = setting.group(plan.units)
    visits = _visits(plan, rng, len(centres))
    for window in plan.windows:
        _calibrate(rng, visits, window, centres)
    number = visits["patient"] * 3 + visits["sex"]
    month = visits["month"]
    unit = np.array(centres)[visits["unit"]]
    return contact_frame({
        "_month": month, "Enhet": unit, "Patient": patient_ids("L", number),
        "Kön": np.where(visits["sex"] == 1, "M", "K"), "Födelseår": birth_years(number, 1930, 2018),
        "Kontakttyp": np.repeat(plan.kind, len(month)),
        "Kontaktform": np.where(visits["physical"], "Fysiskt", "Distans"),
        "Yrkeskategori": np.repeat("Läkare", len(month)),
        "Vårdgivare": _staff(visits), "Datum": days_in(rng, month, weekend=0.0),
    })  # fmt: skip


def _visits(plan: DoctorVisits, rng: np.random.Generator, centres: int) -> dict[str, NDArray]:
    """Visits per patient and month; the own doctor (0) is met more or less often depending on the centre."""
    months = np.array(tuple(months_between(plan.first, plan.last)))
    size = rng.uniform(0.6, 1.5, centres)
    home = rng.choice(centres, plan.patients, p=size / size.sum())
    sex = (rng.random(plan.patients) < plan.men).astype(np.int64)
    frequency = rng.gamma(2.5, 0.1, plan.patients)
    counts = rng.poisson(frequency[:, None] * plan.volume.over(months)[None, :])
    patient, month = np.nonzero(counts)
    repeat = counts[patient, month]
    patient, month = np.repeat(patient, repeat), np.repeat(month, repeat)
    loyalty = rng.uniform(0.38, 0.62, centres)
    own = rng.random(len(patient)) < loyalty[home[patient]]
    return {
        "patient": patient,
        "month": months[month],
        "unit": home[patient],
        "sex": sex[patient],
        "physical": rng.random(len(patient)) < plan.physical,
        "doctor": np.where(own, 0, rng.integers(1, OTHERS + 1, len(patient))),
    }


def _staff(visits: dict[str, NDArray]) -> pl.Series:
    """The own doctor is one of eight at the centre; the others are numbered after them."""
    own = visits["patient"] % 8
    doctor = np.where(visits["doctor"] == 0, own, 8 + visits["doctor"])
    return patient_ids("V", visits["unit"] * 100 + doctor)


def _calibrate(
    rng: np.random.Generator, visits: dict[str, NDArray], window: Window, centres: tuple[str, ...]
) -> None:
    """Move the centres with means of their own first, then the others together."""
    patients = _Patients(visits, window)
    rest = patients.everyone
    for unit, aim in window.at.items():
        here = patients.of_unit(centres.index(unit))
        patients.move(rng, here, here, aim)
        rest = rest - here
    patients.move(rng, rest, patients.everyone, window.mean)


class _Patients:
    """The patients with visits enough in a window, and the doctors they met."""

    def __init__(self, visits: dict[str, NDArray], window: Window):
        self.visits = visits
        month, patient = visits["month"], visits["patient"]
        inside = visits["physical"] & (month >= window.first) & (month <= window.last)
        self.free = inside & (month >= window.change_from) & (month <= window.change_to)
        rows = np.flatnonzero(inside)
        rows = rows[np.argsort(patient[rows], kind="stable")]
        people, starts = np.unique(patient[rows], return_index=True)
        groups = np.split(rows, starts[1:])
        self.rows = {int(p): g for p, g in zip(people, groups, strict=True) if len(g) >= FEWEST}
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
    ) -> None:
        """Change one visit at a time until the mean over patients is within a tenth of the last decimal."""
        total, wanted = sum(self.index[p] for p in mean_over), aim * len(mean_over)
        tolerance = EXACT * len(mean_over)
        candidates = sorted(may_change)
        for _ in range(TRIES):
            if abs(total - wanted) <= tolerance:
                return
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
        raise CalibrationError(f"Kontinuitetsindex {aim} går inte att nå med besöken som får ändras.")
