# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the personnel system's files: employments, scheduled time per month, absence per year."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.setting import Setting
from malram.demo.courses.staff_people import OPEN, Staff, make_staff
from malram.demo.courses.staff_plan import StaffPlan
from malram.demo.courses.staff_time import make_absences, make_hours
from malram.demo.csvfiles import sex_letter, thousandths, write_rows

SEED = 20240502


def write_staff(plan: StaffPlan, setting: Setting, out: Path) -> list[Path]:
    """Write anstallningar.csv, tid-ÅÅÅÅ-MM.csv and franvaro-ÅÅÅÅ.csv of the personnel system."""
    rng = np.random.default_rng(SEED)
    staff = make_staff(plan, setting, rng)
    groups = _groups(plan, staff, rng)
    folder = out / plan.system
    paths = [write_rows(folder / "anstallningar.csv", _employment_file(staff, groups))]
    hours = _hours_file(staff, make_hours(staff, groups))
    for month, rows in hours.group_by("Månad", maintain_order=True):
        paths.append(write_rows(folder / f"tid-{month[0]}.csv", rows))
    absences = _absence_file(staff, make_absences(staff, rng))
    for year, rows in absences.group_by(pl.col("Till").dt.year(), maintain_order=True):
        paths.append(write_rows(folder / f"franvaro-{year[0]}.csv", rows))
    return paths


def _groups(plan: StaffPlan, staff: Staff, rng: np.random.Generator) -> NDArray[np.str_]:
    """A staff group for every person, after the unit of the first employment."""
    groups = np.empty(len(staff.person), dtype="U32")
    for number, unit in enumerate(staff.units):
        shares = plan.groups.of(unit)
        odds = np.array(list(shares.values()))
        here = np.flatnonzero(staff.unit == number)
        groups[here] = rng.choice(np.array(list(shares)), size=len(here), p=odds / sum(odds))
    _, first, back = np.unique(staff.person, return_index=True, return_inverse=True)
    return groups[first][back]


def _named(staff: Staff, rows: pl.DataFrame) -> pl.DataFrame:
    """Unit ids, person pseudonyms and sex letters instead of numbers."""
    sexes = np.array([people.sex for people in staff.plan.people])
    units = np.array([unit.id for unit in staff.units])
    return rows.with_columns(
        unit=pl.Series(units[rows["unit"].to_numpy()]),
        sex=pl.Series(sexes[rows["people"].to_numpy()]),
        person=pl.format("M{}", "person"),
    )


def _employment_file(staff: Staff, groups: NDArray[np.str_]) -> pl.DataFrame:
    rows = pl.DataFrame(
        {
            "unit": staff.unit, "people": staff.people, "person": staff.person, "permanent": staff.permanent,
            "start": staff.start, "end": staff.end, "degree": staff.degree, "group": groups,
        }
    )  # fmt: skip
    form = pl.when("permanent").then(pl.lit("Tillsvidare")).otherwise(pl.lit("Visstid"))
    end = pl.when(pl.col("end") == pl.lit(OPEN.astype(object))).then(None).otherwise(pl.col("end"))
    return (
        _named(staff, rows)
        .with_row_index("number", offset=1)
        .select(
            pl.format("A{}", pl.col("number").cast(pl.String).str.zfill(6)).alias("Anställningsnummer"),
            pl.col("unit").alias("Enhet"),
            pl.col("person").alias("Person"),
            sex_letter("sex").alias("Kön"),
            form.alias("Anställningsform"),
            pl.col("start").alias("Från"),
            end.alias("Till"),
            thousandths("degree").alias("Sysselsättningsgrad"),
            pl.col("group").alias("Personalgrupp"),
        )
    )


def _hours_file(staff: Staff, hours: pl.DataFrame) -> pl.DataFrame:
    year, month = pl.col("month") // 12, pl.col("month") % 12 + 1
    return _named(staff, hours).select(
        pl.format("{}-{}", year, month.cast(pl.String).str.zfill(2)).alias("Månad"),
        pl.col("unit").alias("Enhet"),
        pl.col("person").alias("Person"),
        sex_letter("sex").alias("Kön"),
        pl.col("group").alias("Personalgrupp"),
        pl.col("minutes").alias("Schemalagda minuter"),
    )


def _absence_file(staff: Staff, rows: pl.DataFrame) -> pl.DataFrame:
    employment = rows["employment"].to_numpy()
    named = rows.with_columns(
        unit=pl.Series(staff.unit[employment]),
        people=pl.Series(staff.people[employment]),
        person=pl.Series(staff.person[employment]),
    )
    cause = pl.when("sick").then(pl.lit("Sjuk")).otherwise(pl.lit("Övrigt"))
    return (
        _named(staff, named)
        .with_row_index("number", offset=1)
        .select(
            pl.format("F{}", pl.col("number").cast(pl.String).str.zfill(7)).alias("Rad"),
            pl.col("unit").alias("Enhet"),
            pl.col("person").alias("Person"),
            sex_letter("sex").alias("Kön"),
            cause.alias("Orsak"),
            pl.col("first").alias("Från"),
            pl.col("last").alias("Till"),
            pl.col("minutes").alias("Minuter"),
        )
    )
