# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the courses of care share: the unfolding of counts to rows, days, people and monthly files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Floats, Ints, Mask, spread
from malram.demo.courses.targets import Cells

SEED = 20241231
SEXES = ("K", "M")


def generator(part: str) -> np.random.Generator:
    """A random stream of its own for every part, so that changing one part leaves the others as they were."""
    return np.random.default_rng([SEED, *part.encode()])


def unfold(counts: Ints, hits: Ints) -> tuple[Ints, Mask]:
    """One row per case: its cell, and whether it is among the cell's hits."""
    cell = np.repeat(np.arange(len(counts)), counts)
    position = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts)
    return cell, position < hits[cell]


def yearly(cells: Cells, totals: dict[int, int], weights: Floats) -> Ints:
    """Split each year's cases over its cells."""
    counts = np.zeros(len(cells), dtype=np.int64)
    for year, total in totals.items():
        mask = cells.where(year=year)
        counts[mask] = spread(total, weights[mask])
    return counts


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


def drawn(rng: np.random.Generator, shares: dict[str, float], rows: int) -> NDArray:
    """A word for every row, drawn by shares that add up to one."""
    return rng.choice(list(shares), rows, p=list(shares.values()))


COLUMNS = [
    "_month", "Enhet", "Patient", "Kön", "Födelseår", "Kontakttyp", "Kontaktform", "Yrkeskategori",
    "Vårdgivare", "Begäran", "Datum", "Resultat",
]  # fmt: skip


def contact_frame(columns: dict) -> pl.DataFrame:
    """Fill in what a kind of contact does not have, and order the columns as the file has them."""
    rows = len(columns["_month"])
    empty = {"Vårdgivare": pl.Series([None] * rows, dtype=pl.String)}
    empty["Resultat"] = pl.Series([None] * rows, dtype=pl.Int64)
    empty["Begäran"] = pl.Series([None] * rows, dtype=pl.Date)
    frame = pl.DataFrame(empty | columns)
    return frame.with_columns(pl.col("Begäran").cast(pl.Date), pl.col("Datum").cast(pl.Date)).select(COLUMNS)


def ja_nej(flags: NDArray) -> NDArray:
    return np.where(flags, "Ja", "Nej")


def next_month(month: int) -> int:
    return month + 1 if month % 100 < 12 else month + 89


def months_between(first: int, last: int) -> Iterable[int]:
    while first <= last:
        yield first
        first = next_month(first)
