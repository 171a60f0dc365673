# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Care contacts: assessments in primary care, the young, yearly checks and visits to doctors."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import Ints, events, spread
from malram.demo.courses.common import (
    SEXES,
    birth_years,
    contact_frame,
    days_in,
    drawn,
    generator,
    patient_ids,
    unfold,
    write_monthly,
    yearly,
)
from malram.demo.courses.continuity import DoctorVisits, doctor_visits
from malram.demo.courses.setting import Setting
from malram.demo.courses.targets import Cells, Target, Wave, constraints, grid
from malram.demo.reading import BySex, ByYear, Group, Month, Shares, Unit, Whole

AnySex = Literal["K", "M", "O"]


@dataclass(frozen=True)
class Assessments:
    """Assessments in primary care: how many a year, and what share comes within the first few days."""

    units: Group
    kind: str
    contacts: ByYear[int]
    sexes: dict[AnySex, float]
    volume: Wave
    soon: float
    soon_wave: Wave
    days: Annotated[tuple[float, ...], Whole()]  # of those that come soon: after none, one and so on
    forms: Shares
    professions: Shares
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Young:
    """Contacts with young people, each a patient of its own, of whom a share comes within a limit.

    The number of contacts is given by year, or as a wave over the months.
    """

    kind: str
    pseudonym: str  # two letters that patients' pseudonyms begin with
    units: dict[Unit, float]
    sexes: BySex[float]
    in_time: ByYear[float]
    limit: Literal["days", "month"]
    professions: Shares
    targets: tuple[Target, ...]
    contacts: dict[int, int] = field(default_factory=dict)
    volume: Wave = field(default_factory=Wave)
    at_most: int = 0
    at: dict[Month, int] = field(default_factory=dict)  # months with a number of their own


@dataclass(frozen=True)
class Checks:
    """A yearly check of each patient, and what share of the results is at the limit or lower."""

    units: Group
    kind: str
    contacts: ByYear[int]
    sexes: BySex[float]
    volume: Wave
    lowest: int
    limit: int
    low: float
    profession: str
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Contacts:
    """The content of contacts.yaml."""

    system: str
    assessments: Assessments
    young: dict[str, Young]
    checks: Checks
    doctor_visits: DoctorVisits


def write_contacts(plan: Contacts, setting: Setting, out: Path) -> list[Path]:
    """Write kontakter-ÅÅÅÅ-MM.csv."""
    young = (_young(name, kind, setting) for name, kind in plan.young.items())
    visits = doctor_visits(plan.doctor_visits, setting)
    parts = [_assessments(plan.assessments, setting), *young, _checks(plan.checks, setting), visits]
    frame = pl.concat(parts).sort("Datum", "Enhet", maintain_order=True)
    return write_monthly(frame, out / plan.system, "kontakter", "Kontakt-id", "C")


def _assessments(plan: Assessments, setting: Setting) -> pl.DataFrame:
    rng = generator("bedömningar")
    centres = setting.group(plan.units)
    cells = grid(month=setting.months, unit=centres, sex=tuple(plan.sexes))
    size = dict(zip(centres, rng.uniform(0.5, 1.6, len(centres)), strict=True))
    level = dict(zip(centres, rng.normal(plan.soon, 0.07, len(centres)), strict=True))
    weights = cells.of("unit", size) * cells.of("sex", plan.sexes)
    weights = weights * plan.volume.over(cells["month"]) * rng.normal(1, 0.05, len(cells))
    rates = cells.of("unit", level) + plan.soon_wave.over(cells["month"])
    counts = yearly(cells, plan.contacts, weights)
    targets = constraints(plan.targets, cells, counts, setting)
    cell, soon = unfold(counts, events(counts, np.clip(rates, 0.4, 0.95), targets))
    limit = len(plan.days)
    days = np.where(soon, rng.choice(limit, len(cell), p=plan.days), limit + rng.geometric(0.2, len(cell)))
    number = _listed_patient(rng, cells, cell, centres)
    day = days_in(rng, cells["month"][cell], weekend=0.03)
    return contact_frame({
        "_month": cells["month"][cell], "Enhet": cells["unit"][cell], "Patient": patient_ids("P", number),
        "Kön": cells["sex"][cell], "Födelseår": birth_years(number, 1930, 2022),
        "Kontakttyp": np.repeat(plan.kind, len(cell)),
        "Kontaktform": drawn(rng, plan.forms, len(cell)),
        "Yrkeskategori": drawn(rng, plan.professions, len(cell)),
        "Begäran": day - days.astype("timedelta64[D]"), "Datum": day,
    })  # fmt: skip


def _listed_patient(rng: np.random.Generator, cells: Cells, cell: Ints, centres: tuple[str, ...]) -> Ints:
    """A person number that tells sex and health centre, so that nobody changes either between rows."""
    unit = cells.of("unit", {unit: index for index, unit in enumerate(centres)})[cell]
    sex = cells.of("sex", {"K": 0, "M": 1, "O": 2})[cell]
    pool = np.where(sex == 2, 60, 4_200)
    return (rng.integers(0, 1 << 30, len(cell)) % pool * len(centres) + unit) * 3 + sex


def _young(name: str, plan: Young, setting: Setting) -> pl.DataFrame:
    rng = generator(name)
    cells = grid(month=setting.months, unit=tuple(plan.units), sex=SEXES)
    weights = cells.of("unit", plan.units) * cells.of("sex", plan.sexes)
    if plan.contacts:
        counts = yearly(cells, plan.contacts, weights * plan.volume.over(cells["month"]))
        noise = 0.03
    else:
        counts, noise = _by_month(rng, plan, cells, weights), 0.04
    rates = cells.of("year", plan.in_time) + rng.normal(0, noise, len(cells))
    cell, soon = unfold(counts, events(counts, rates, constraints(plan.targets, cells, counts, setting)))
    if plan.limit == "days":
        days = np.where(soon, rng.integers(0, 4, len(cell)), 4 + rng.geometric(0.15, len(cell)))
    else:
        days = np.where(soon, rng.integers(1, 31, len(cell)), 31 + rng.gamma(2, 22, len(cell)).astype(int))
    number = (np.arange(len(cell)) * 7 + 11) * 3 + (cells["sex"][cell] == "M")
    day = days_in(rng, cells["month"][cell], weekend=0.0)
    return contact_frame({
        "_month": cells["month"][cell], "Enhet": cells["unit"][cell],
        "Patient": patient_ids(plan.pseudonym, number), "Kön": cells["sex"][cell],
        "Födelseår": birth_years(number, 2007, 2017), "Kontakttyp": np.repeat(plan.kind, len(cell)),
        "Kontaktform": np.repeat("Fysiskt", len(cell)),
        "Yrkeskategori": drawn(rng, plan.professions, len(cell)),
        "Begäran": day - days.astype("timedelta64[D]"), "Datum": day,
    })  # fmt: skip


def _by_month(rng: np.random.Generator, plan: Young, cells: Cells, weights) -> Ints:
    """Contacts around the wave, none above the most, and as they are said where a month has a number."""
    months = np.unique(cells["month"])
    totals = (plan.volume.over(months) + rng.normal(0, 3, len(months))).astype(int)
    totals = np.minimum(totals, plan.at_most) if plan.at_most else totals
    parts = []
    for month, total in zip(months.tolist(), totals, strict=True):
        parts.append(spread(int(plan.at.get(Month(month), total)), weights[cells.where(month=month)]))
    return np.concatenate(parts)


def _checks(plan: Checks, setting: Setting) -> pl.DataFrame:
    rng = generator("hba1c")
    centres = setting.group(plan.units)
    cells = grid(year=setting.years, unit=centres, sex=SEXES)
    size = dict(zip(centres, rng.uniform(0.5, 1.6, len(centres)), strict=True))
    counts = yearly(cells, plan.contacts, cells.of("unit", size) * cells.of("sex", plan.sexes))
    rates = plan.low + rng.normal(0, 0.05, len(cells))
    cell, low = unfold(counts, events(counts, rates, constraints(plan.targets, cells, counts, setting)))
    order = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts)
    unit = cells.of("unit", {unit: index for index, unit in enumerate(centres)})[cell]
    number = (order * len(centres) + unit) * 3 + (cells["sex"][cell] == "M")
    low = low[np.lexsort((rng.random(len(cell)), cell))]  # else the same people would be low every year
    below = rng.integers(plan.lowest, plan.limit + 1, len(cell))
    result = np.where(low, below, plan.limit + 1 + rng.gamma(2, 7, len(cell)).astype(int))
    monthly = plan.volume.over(np.arange(1, 13))
    month = cells["year"][cell] * 100 + rng.choice(12, len(cell), p=monthly / monthly.sum()) + 1
    return contact_frame({
        "_month": month, "Enhet": cells["unit"][cell], "Patient": patient_ids("D", number),
        "Kön": cells["sex"][cell], "Födelseår": birth_years(number, 1935, 1980),
        "Kontakttyp": np.repeat(plan.kind, len(cell)), "Kontaktform": np.repeat("Fysiskt", len(cell)),
        "Yrkeskategori": np.repeat(plan.profession, len(cell)),
        "Datum": days_in(rng, month, weekend=0.0), "Resultat": result,
    })  # fmt: skip
