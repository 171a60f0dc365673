# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The source files hold events. What was printed stands in none of them, save what somebody reported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl

from malram.measures.reference import check, measured
from malram.measures.region import open_measurements, region_folder
from tests.demo_home import REGION

DIGITS = 4  # shorter numbers turn up by chance among 3.7 million rows
# What a column could give away: amounts in kronor what is printed in millions, the others what is printed.
TIMES = {"Belopp": 10**6, "Värde": 1, "Antal": 1}
CHANCE = {"Värde": 10_000, "Antal": 10_000}  # a count below this is met by chance


def printed_and_computed(home: Path) -> set[Decimal]:
    m = open_measurements(home)
    assert m is not None
    outcomes = check(region_folder(REGION) / "reference", {"measure": measured(m)})
    found = {
        Decimal(o.row.value)
        for o in outcomes
        if o.state == "agrees" and o.kind != "reported" and not o.row.is_word and o.row.value
    }
    return {abs(value) for value in found if len(value.as_tuple().digits) >= DIGITS}


def test_no_row_of_a_source_file_holds_a_printed_figure(demo_home: Path):
    """Amounts in kronor are compared with the millions printed, counts as they are."""
    printed = printed_and_computed(demo_home)
    assert len(printed) > 20
    found = []
    for path in sorted((demo_home / "source-files").rglob("*.csv")):
        if path.parent.name == "rapporterat":
            continue
        rows = pl.read_csv(path, separator=";", infer_schema=False)
        for column in set(TIMES) & set(rows.columns):
            answers = [float(v * TIMES[column]) for v in printed if v >= CHANCE.get(column, 0)]
            value = pl.col(column).str.replace(",", ".").cast(pl.Float64, strict=False).abs()
            found += [f"{path.name} {column} {text}" for text in rows.filter(value.is_in(answers))[column]]
    assert found == []
