# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the care generators share: cells, the unfolding of counts to rows, days, people and monthly files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Ints, Mask

SEED = 20241231
YEARS = (2023, 2024)
MONTHS = tuple(year * 100 + month for year in YEARS for month in range(1, 13))
SEXES = ("K", "M")

Progress = Callable[[str, int, int], None]


def generator(part: str) -> np.random.Generator:
    """A random stream of its own for every part, so that changing one part leaves the others as they were."""
    return np.random.default_rng([SEED, *part.encode()])


@cache
def units(parent: str | None = None, level: str | None = None) -> tuple[str, ...]:
    """Ids in the organisation file, directly under a parent or on a level, in file order."""
    source = files("malram") / "regions" / "varmland" / "organisation.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    wanted = (r["unit"] for r in rows if parent in (None, r["parent"]) and level in (None, r["level"]))
    return tuple(dict.fromkeys(wanted))


class Cells:
    """Columns of equal length, one row per cell; `where` finds the cells a printed figure speaks of."""

    def __init__(self, **columns: Sequence | NDArray):
        self.columns = {name: np.asarray(values) for name, values in columns.items()}
        if "month" in self.columns:
            self.columns["year"] = self.columns["month"] // 100

    def __getitem__(self, name: str) -> NDArray:
        return self.columns[name]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def where(self, **wanted: object) -> Mask:
        mask = np.ones(len(self), dtype=np.bool_)
        for name, value in wanted.items():
            options = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
            mask &= np.isin(self.columns[name], options)
        return mask


def grid(**axes: Sequence) -> Cells:
    """Every combination of the axes' values."""
    values = [np.asarray(axis) for axis in axes.values()]
    meshes = np.meshgrid(*(np.arange(len(v)) for v in values), indexing="ij")
    return Cells(**{name: v[mesh.ravel()] for name, v, mesh in zip(axes, values, meshes, strict=True)})


def unfold(counts: Ints, hits: Ints) -> tuple[Ints, Mask]:
    """One row per case: its cell, and whether it is among the cell's hits."""
    cell = np.repeat(np.arange(len(counts)), counts)
    position = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts)
    return cell, position < hits[cell]


def season(months: NDArray, winter: float, july: float = 0.0) -> NDArray[np.float64]:
    """A yearly wave that is highest in February, with an extra term for July; `months` are like 202403."""
    number = months % 100
    return winter * np.cos((number - 2) / 12 * 2 * np.pi) + july * (number == 7)


@cache
def days_of(month: int) -> NDArray[np.datetime64]:
    """All days of a month like 202403."""
    first = np.datetime64(f"{month // 100:04d}-{month % 100:02d}")
    return np.arange(first.astype("datetime64[D]"), (first + 1).astype("datetime64[D]"))


def month_end(month: int) -> np.datetime64:
    return days_of(month)[-1]


def days_in(rng: np.random.Generator, months: NDArray, weekend: float) -> NDArray[np.datetime64]:
    """A day in each row's month; Saturdays and Sundays weigh `weekend` of a weekday."""
    result = np.empty(len(months), dtype="datetime64[D]")
    for month in np.unique(months):
        days = days_of(int(month))
        weights = np.where(np.is_busday(days), 1.0, weekend)
        rows = np.flatnonzero(months == month)
        result[rows] = rng.choice(days, len(rows), p=weights / weights.sum())
    return result


def patient_ids(prefix: str, numbers: NDArray) -> pl.Series:
    """Pseudonyms like P0012345."""
    return (
        pl.Series(numbers)
        .cast(pl.Int64)
        .cast(pl.String)
        .str.zfill(7)
        .rename("p")
        .to_frame()
        .select(pl.lit(prefix) + pl.col("p"))
        .to_series()
    )


def birth_years(numbers: NDArray, oldest: int, youngest: int) -> Ints:
    """A birth year that always is the same for the same person number."""
    return oldest + (numbers * 2654435761 % 1000003) % (youngest - oldest + 1)


def write_monthly(frame: pl.DataFrame, folder: Path, name: str, id_column: str, prefix: str) -> list[Path]:
    """Write one semicolon file per month of `_month`, rows by day, each with an id of its own first."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for (month,), rows in frame.partition_by("_month", as_dict=True, maintain_order=True).items():
        numbered = pl.format("{}{}-{}", pl.lit(prefix), pl.lit(str(month)), pl.int_range(1, pl.len() + 1))
        path = folder / f"{name}-{int(month) // 100:04d}-{int(month) % 100:02d}.csv"
        rows.drop("_month").select(numbered.alias(id_column), pl.all()).write_csv(path, separator=";")
        paths.append(path)
    return paths


def ja_nej(flags: NDArray) -> NDArray:
    return np.where(flags, "Ja", "Nej")


def next_month(month: int) -> int:
    return month + 1 if month % 100 < 12 else month + 89


def months_between(first: int, last: int) -> Iterable[int]:
    while first <= last:
        yield first
        first = next_month(first)
