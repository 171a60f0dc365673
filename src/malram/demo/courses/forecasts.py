# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic forecasts: what managers would have said each month, and the year's plan, made up throughout.

Each starts a little too hopeful and comes closer to the outcome as the year goes; the outcomes are read
from the ledger files that are written before.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.cost_centres import REGION
from malram.demo.csvfiles import kronor, write_rows
from malram.measures.computing.engine import Progress, silent

SEED = 20240504
YEARS = (2022, 2023, 2024)
MONTHS = range(2, 12)  # in January too little is known, in December the year has ended
ROUNDED = 1_000_000  # öre: forecasts are said in tens of thousands of kronor
PRINTED = 10 * ROUNDED  # the documents print tenths of millions; no row of a file may hold one of them
UNITS = {
    "halso-och-sjukvardsnamnden": (
        "halso-och-sjukvardsnamnden", "centralsjukhuset-karlstad", "sjukhuset-arvika", "sjukhuset-torsby",
        "primarvarden", "folktandvarden", "vuxenpsykiatrin",
    ),
    "regionstyrelsen": ("regionstyrelsen", "region-it", "regionfastigheter"),
}  # fmt: skip
# Of each line what its accounts begin with, and how many per mille too hopeful it is said at New Year.
LINES = {
    "halso-och-sjukvardsnamnden": {
        "intakter-huvudbok": (("3",), 40), "kostnad-personal": (("4",), -30),
        "kostnad-sociala-avgifter": (("45",), -45), "kostnad-ovrig-personal": (("46",), 60),
        "kostnad-kop-av-verksamhet": (("50",), -50),
        "kostnad-tjanster-och-inhyrd-personal": (("52", "53"), -140),
        "kostnad-inhyrd-personal": (("53",), -260), "kostnad-lakemedel": (("56",), -25),
        "kostnad-rekvisitionslakemedel": (("562",), -20), "kostnad-material": (("57",), -35),
        "kostnad-bidrag": (("58",), 20), "kostnad-ovrig-verksamhet": (("6",), 55),
        "kostnad-avskrivningar": (("79",), 0),
    },
    "regionstyrelsen": {
        "intakter-huvudbok": (("3",), -30), "kostnad-personal": (("4",), 25),
        "kostnad-kop-av-verksamhet": (("50",), -200), "kostnad-it-tjanster": (("54",), -30),
        "kostnad-lakemedel": (("56",), 0), "kostnad-sjukvardsartiklar": (("571",), -200),
        "kostnad-ovrigt-material": (("572", "573", "574", "575"), 30), "kostnad-bidrag": (("58",), -40),
        "kostnad-ovrig-verksamhet": (("6",), 15), "kostnad-avskrivningar": (("79",), 0),
        "finansiella-poster": (("8",), 100),
    },
}  # fmt: skip
REASONS = {
    "intakter-huvudbok": "Riktade statsbidrag betalas ut senare på året än i fjol.",
    "kostnad-personal": "Vakanser tillsätts efter sommaren och övertiden väntas minska.",
    "kostnad-kop-av-verksamhet": "Köerna till andra regioner kortas, så mer vård köps under våren.",
    "kostnad-tjanster-och-inhyrd-personal": "Avropen av hyrpersonal väntas minska efter sommaren.",
    "kostnad-inhyrd-personal": "Avropen av hyrpersonal väntas minska efter sommaren.",
    "kostnad-material": "Nya avtal väntas sänka priserna från andra halvåret.",
    "finansiella-poster": "Räntorna är osäkra.",
}
PLAN_BIAS = 1.3  # a plan is more hopeful than the first forecast


@dataclass(frozen=True)
class Said:
    """A line of a unit with its outcome in öre, and how far off the first word of it is."""

    unit: str
    line: str
    outcome: int
    bias: float


def write_forecasts(out: Path, progress: Progress = silent) -> list[Path]:
    """Write prognoser/prognos-ÅÅÅÅ-MM.csv and forvaltningsplan-ÅÅÅÅ.csv below `out`, where the ledger is."""
    cells, paths = _outcomes(out), []
    for number, year in enumerate(YEARS):
        progress(f"Prognoser {year}", number, len(YEARS))
        rng = np.random.default_rng([SEED, year])
        lines = list(_lines(cells, year, rng))
        for month in MONTHS:
            rows = [_row(one, year, month, "chef", _amount(one, month, rng)) for one in lines]
            paths.append(_write(out / "prognoser" / f"prognos-{year}-{month:02d}.csv", rows))
        rows = [_row(one, year, 1, "forvaltningsplan", _amount(one, 0, rng, PLAN_BIAS)) for one in lines]
        paths.append(_write(out / "prognoser" / f"forvaltningsplan-{year}.csv", rows))
    progress("Prognoser", len(YEARS), len(YEARS))
    return paths


def _outcomes(out: Path) -> pl.DataFrame:
    """Öre by cost centre, account and year."""
    table = pl.read_csv(out / "raindance" / "huvudbok-*.csv", separator=";", infer_schema=False)
    ore = pl.col("Belopp").str.replace(",", "", literal=True).cast(pl.Int64)
    year = pl.col("Bokföringsdatum").str.slice(0, 4).cast(pl.Int32)
    return table.select("Ansvar", "Konto", year.alias("year"), ore.alias("ore")).group_by(
        "Ansvar", "Konto", "year"
    ).agg(pl.col("ore").sum())  # fmt: skip


def _lines(cells: pl.DataFrame, year: int, rng: np.random.Generator) -> list[Said]:
    """The lines that have any outcome in the year, each unit a little more or less hopeful."""
    below, found = _below(), []
    of_year = cells.filter(pl.col("year") == year)
    for board, units in UNITS.items():
        for unit in units:
            own = of_year.filter(pl.col("Ansvar").is_in(sorted(below[unit])))
            mood = rng.normal(1, 0.35)
            for line, (accounts, per_mille) in LINES[board].items():
                begins = pl.any_horizontal(pl.col("Konto").str.starts_with(text) for text in accounts)
                outcome = int(own.filter(begins)["ore"].sum())
                if outcome:
                    found.append(Said(unit, line, outcome, mood * per_mille / 1000))
    return found


def _below() -> dict[str, set[str]]:
    """Every unit with all that stand under it."""
    with (REGION / "organisation.csv").open(encoding="utf-8", newline="") as file:
        parents = {row["unit"]: row["parent"] for row in csv.DictReader(file)}
    below: dict[str, set[str]] = {unit: set() for unit in parents}
    for unit in parents:
        above = unit
        while above:
            below[above].add(unit)
            above = parents[above]
    return below


def _amount(one: Said, month: int, rng: np.random.Generator, hope: float = 1.0) -> int:
    """What is said after so many months: the bias and the doubt shrink with what remains of the year."""
    remains = (12 - month) / 12
    said = one.outcome * (1 + remains * (hope * one.bias + rng.normal(0, 0.012)))
    amount = round(said / ROUNDED) * ROUNDED
    return amount if amount % PRINTED else amount + ROUNDED


def _row(one: Said, year: int, month: int, kind: str, amount: int) -> dict[str, object]:
    by = "controller" if one.unit in UNITS else "verksamhetschef"
    return {
        "År": year,
        "Uppföljning": f"{year}-{month:02d}",
        "Enhet": one.unit,
        "Rad": one.line,
        "Slag": kind,
        "Belopp": amount,
        "Skäl": REASONS.get(one.line, "") if kind == "chef" else "",
        "Lämnad av": by,
        "Datum": f"{year}-{month + 1:02d}-15" if kind == "chef" else f"{year}-01-15",
    }


def _write(path: Path, rows: list[dict[str, object]]) -> Path:
    return write_rows(path, pl.DataFrame(rows).with_columns(kronor("Belopp").alias("Belopp")))
