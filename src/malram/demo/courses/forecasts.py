# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic forecasts: what managers would have said each month, and the year's plan, made up throughout.

Each starts a little too hopeful and comes closer to the outcome as the year goes; the outcomes are read
from the ledger files that are written before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.setting import Setting
from malram.demo.csvfiles import kronor, write_rows
from malram.demo.reading import Unit

SEED = 20240504
ROUNDED = 1_000_000  # öre: forecasts are said in tens of thousands of kronor
PRINTED = 10 * ROUNDED  # the documents print tenths of millions; no row of a file may hold one of them


@dataclass(frozen=True)
class Line:
    """What the accounts of a line begin with, and how many per mille too hopeful it is said at New Year."""

    accounts: tuple[str, ...]
    per_mille: int


@dataclass(frozen=True)
class Sayers:
    """A board, first, and units below it that say the same lines."""

    units: tuple[Unit, ...]
    lines: dict[str, Line]


@dataclass(frozen=True)
class Forecasts:
    """The content of forecasts.yaml; `ledger` is the system whose files hold the outcomes."""

    system: str
    ledger: str
    years: tuple[int, ...]
    months: tuple[int, ...]
    boards: tuple[Sayers, ...]
    reasons: dict[str, str]
    plan_hope: float  # how much more hopeful a plan is than the first forecast


@dataclass(frozen=True)
class Said:
    """A line of a unit with its outcome in öre, and how far off the first word of it is."""

    unit: str
    line: str
    outcome: int
    bias: float
    by: str


def write_forecasts(plan: Forecasts, setting: Setting, out: Path) -> list[Path]:
    """Write prognos-ÅÅÅÅ-MM.csv and forvaltningsplan-ÅÅÅÅ.csv below `out`, where the ledger is."""
    cells, paths = _outcomes(out / plan.ledger), []
    for year in plan.years:
        rng = np.random.default_rng([SEED, year])
        lines = list(_lines(plan, setting, cells.filter(pl.col("year") == year), rng))
        for month in plan.months:
            rows = [_forecast(plan, one, year, month, _amount(one, month, rng)) for one in lines]
            paths.append(_write(out / plan.system / f"prognos-{year}-{month:02d}.csv", rows))
        rows = [_plan(one, year, _amount(one, 0, rng, plan.plan_hope)) for one in lines]
        paths.append(_write(out / plan.system / f"forvaltningsplan-{year}.csv", rows))
    return paths


def _outcomes(ledger: Path) -> pl.DataFrame:
    """Öre by cost centre, account and year."""
    table = pl.read_csv(ledger / "huvudbok-*.csv", separator=";", infer_schema=False)
    ore = pl.col("Belopp").str.replace(",", "", literal=True).cast(pl.Int64)
    year = pl.col("Bokföringsdatum").str.slice(0, 4).cast(pl.Int32)
    return table.select("Ansvar", "Konto", year.alias("year"), ore.alias("ore")).group_by(
        "Ansvar", "Konto", "year"
    ).agg(pl.col("ore").sum())  # fmt: skip


def _lines(
    plan: Forecasts, setting: Setting, of_year: pl.DataFrame, rng: np.random.Generator
) -> Iterator[Said]:
    """The lines that have any outcome in the year, each unit a little more or less hopeful."""
    for board in plan.boards:
        for unit in board.units:
            below = [one for one in setting.parents if unit in setting.above(one)]
            own = of_year.filter(pl.col("Ansvar").is_in(below))
            mood = rng.normal(1, 0.35)
            by = "controller" if unit == board.units[0] else "verksamhetschef"
            for name, line in board.lines.items():
                begins = pl.any_horizontal(pl.col("Konto").str.starts_with(text) for text in line.accounts)
                if outcome := int(own.filter(begins)["ore"].sum()):
                    yield Said(unit, name, outcome, mood * line.per_mille / 1000, by)


def _amount(one: Said, month: int, rng: np.random.Generator, hope: float = 1.0) -> int:
    """What is said after so many months: the bias and the doubt shrink with what remains of the year."""
    remains = (12 - month) / 12
    said = one.outcome * (1 + remains * (hope * one.bias + rng.normal(0, 0.012)))
    amount = round(said / ROUNDED) * ROUNDED
    return amount if amount % PRINTED else amount + ROUNDED


def _forecast(plan: Forecasts, one: Said, year: int, month: int, amount: int) -> dict[str, object]:
    reason, day = plan.reasons.get(one.line, ""), f"{year}-{month + 1:02d}-15"
    return _row(one, year, month, amount) | {"Slag": "chef", "Skäl": reason, "Datum": day}


def _plan(one: Said, year: int, amount: int) -> dict[str, object]:
    return _row(one, year, 1, amount) | {"Slag": "forvaltningsplan", "Skäl": "", "Datum": f"{year}-01-15"}


def _row(one: Said, year: int, month: int, amount: int) -> dict[str, object]:
    return {
        "År": year,
        "Uppföljning": f"{year}-{month:02d}",
        "Enhet": one.unit,
        "Rad": one.line,
        "Slag": "",
        "Belopp": amount,
        "Skäl": "",
        "Lämnad av": one.by,
        "Datum": "",
    }


def _write(path: Path, rows: list[dict[str, object]]) -> Path:
    return write_rows(path, pl.DataFrame(rows).with_columns(kronor("Belopp").alias("Belopp")))
