# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is interrupted in a home of a whole region's kind: a month comes again, and everything is computed.

The home starts with all its facts computed. The work takes in one month's contacts, episodes and absence
anew, as files that differ from what was there and with one row that is quarantined: sums, medians,
different persons and steps per person all change. `tests/faults` kills it; its module `work` is the same
for a home of a few rows.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from malram.facts.contracts import CONTRACTS, Column
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.units import UnitRegister
from malram.measures.region import chosen_region, compute_region, store_of
from malram.values import month_code
from malram.values.periods import month_index
from tests.faults.linking import linked_copy

MONTH = month_index(2024, 11)
LATE = ("contacts", "episodes", "absence")
KNOWN_AT = datetime(2025, 2, 1, tzinfo=UTC)
FROM = "from"  # a link in the trial's folder to the home that everything starts from
QUESTIONS = tuple(
    (measure, "region-0000", period)
    for measure in (
        "lakarbesok-antal",
        "patienter",
        "vardtillfallen-antal",
        "aterinskrivna",
        "sjuka-medarbetare",
    )
    for period in (month_code(MONTH - 1), month_code(MONTH))
)


def prepare(folder: Path, home: Path) -> None:
    """The files of the late month, each without every hundredth row and with a word for a date."""
    (folder / FROM).symlink_to(home)
    for name in LATE:
        contract = CONTRACTS[name]
        rows = pl.read_parquet(store_of(home).by_month(name)[MONTH][-1].path)
        rows = rows.filter(pl.col("_line") % 100 != 0)
        texts = rows.select(_as_text(column).alias(column.name) for column in contract.columns)
        spoilt = texts.tail(1).with_columns(pl.lit("i går").alias(contract.date))
        pl.concat([texts.head(-1), spoilt]).write_csv(
            folder / f"{name}-{month_code(MONTH)}.csv", separator=";"
        )


def _as_text(column: Column) -> pl.Expr:
    """A column as a file has it; none of the tables has amounts or months."""
    value = pl.col(column.name)
    if column.kind == "bool":
        return pl.when(value).then(pl.lit("ja")).when(~value).then(pl.lit("nej"))
    return value.cast(pl.String)


def before(folder: Path, home: Path) -> None:
    start = (folder / FROM).resolve()
    linked_copy(start / "facts", home / "facts")
    compute_region(home, chosen_region(start))


def work(folder: Path, home: Path) -> None:
    region = chosen_region((folder / FROM).resolve())
    units = UnitRegister.read(region / "organisation.csv")
    for name in LATE:
        contract = CONTRACTS[name]
        mapping = Mapping(name, contract, {column: column for column in contract.names})
        path = folder / f"{name}-{month_code(MONTH)}.csv"
        intake(store_of(home), path, mapping, units, known_at=KNOWN_AT)
    compute_region(home, region)
