# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up region for benchmarks, at a ten-thousandth of its size: some nine thousand rows."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from malram.demo.scale.build import ScaleError, build_scale, planned, rows_of
from malram.demo.scale.measures import all_measures
from malram.demo.scale.sizes import FULL, MONTHS, SCALES, Scale
from malram.demo.scale.world import World
from malram.facts.contracts import CONTRACTS
from malram.facts.converting import schema
from malram.facts.units import UnitRegister
from malram.measures.catalogue.definitions import COUNTED_KINDS, OPERATORS
from malram.measures.computing.stages import STAGES, long_sick, readmissions
from malram.measures.region import chosen_region, compute_region, store_of
from malram.values import Period

TINY = Scale("tiny", 0.0001, (1, 2, 3, 5, 10, 20), months=MONTHS[-13:])


def silent(step: str, done: int, of: int) -> None:
    pass


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("scale")
    build_scale(home, TINY, silent)
    return home


def bytes_below(folder: Path) -> dict[str, bytes]:
    """Every file of the facts but the time at which something was received."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "received.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_full_region_has_the_rows_that_the_issue_names():
    """50 M in the ledger, 13 + 7 M hours and absence, 12 + 3 + 5 M contacts, waits and calls; 2,500 units.

    With 0.4 M inpatient episodes, 1.5 M of budget and 0.1 M employments that is 92 M."""
    full = SCALES["full"]
    assert {name: sum(full.by_month(name)) for name in FULL} == FULL
    assert FULL["worked_hours"] + FULL["absence"] == 20_000_000
    assert FULL["contacts"] + FULL["waits"] + FULL["calls"] == 20_000_000
    assert sum(FULL.values()) == 92_000_000
    assert sum(full.units) == sum(SCALES["tenth"].units) == 2500
    assert sum(SCALES["hundredth"].units) == 250


@pytest.mark.parametrize("contract", [*FULL, "population"])
def test_every_row_is_one_that_intake_would_have_written(home, contract):
    store, definition = store_of(home), CONTRACTS[contract]
    for file in store.files(contract):
        assert pl.read_parquet_schema(file) == schema(definition)
    rows = pl.read_parquet(store.files(contract))
    assert not rows.select(pl.struct(definition.key).is_duplicated().any()).item()
    needed = [column.name for column in definition.columns if column.required]
    assert rows.select(needed).null_count().sum_horizontal().item() == 0
    for column in (column for column in definition.columns if column.codes):
        assert set(rows[column.name].drop_nulls()) <= set(column.codes)
    day = pl.date(pl.col("month") // 12, pl.col("month") % 12 + 1, 1)
    units = UnitRegister.read(chosen_region(home) / "organisation.csv")
    assert not units.unknown(rows.with_columns(day.alias("_day")), definition.unit, "_day").any()
    if definition.column(definition.date).kind == "date":
        in_month = pl.col(definition.date).dt.year() * 12 + pl.col(definition.date).dt.month() - 1
        assert (rows.select(in_month).to_series() == rows["month"]).all()


def test_what_landed_is_what_was_committed(home):
    store = store_of(home)
    for contract, rows in FULL.items():
        told = [delivery for delivery in store.deliveries() if delivery.contract == contract]
        assert sum(delivery.landed for delivery in told) == round(rows * TINY.part)
        assert all(delivery.landed == delivery.committed for delivery in told)
        assert pl.read_parquet(store.files(contract)).height == round(rows * TINY.part)
    first = told[0]
    assert "Påhittade rader" in store.landed(first.file).path.read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_bytes_also_after_an_interruption(home, tmp_path):
    def interrupt(step: str, done: int, of: int) -> None:
        if done == 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_scale(tmp_path, TINY, interrupt)
    store = store_of(tmp_path)
    half = sum(pl.read_parquet(file).height for name in FULL for file in store.files(name))
    assert half == sum(delivery.landed for delivery in store.deliveries() if delivery.contract in FULL)
    again = build_scale(tmp_path, TINY, silent)
    assert 0 < again.new < again.rows
    assert bytes_below(tmp_path / "facts") == bytes_below(home / "facts")
    assert build_scale(tmp_path, TINY, silent).new == 0


def test_a_few_units_have_most_of_the_rows(home):
    """Twenty units: the three largest have 1, 0.54 and 0.37 of about 4.6, which is two fifths."""
    counts = pl.read_parquet(store_of(home).files("ledger")).group_by("unit").len().sort("len")["len"]
    assert 0.36 < counts.tail(3).sum() / counts.sum() < 0.48


def test_a_stay_is_seldom_long_and_some_patients_are_moved_or_come_back():
    """A tenth of 400,000 a year: some are moved the same day, some come back within 30 days, unplanned."""
    world = World(SCALES["tenth"])
    of_2022 = [one for one in planned(world) if one.contract == "episodes"][:12]
    rows = pl.concat([rows_of(world, one) for one in of_2022])
    days = (rows["date"] - rows["admitted"]).dt.total_days()
    assert days.min() == 0
    assert 1 <= days.median() < days.mean() < 7 < days.quantile(0.95) < 30
    assert not rows.select(pl.col("episode").is_duplicated().any()).item()
    assert rows.group_by("patient").agg(pl.col("birth_year").n_unique())["birth_year"].max() == 1
    moved = rows.join(rows, left_on=["patient", "date"], right_on=["patient", "admitted"], suffix="_next")
    assert 0.02 < moved.filter(pl.col("episode") != pl.col("episode_next")).height / rows.height < 0.08
    assert 0.1 < readmissions({"episodes": rows.lazy()})["readmitted"].mean() < 0.25


def test_some_persons_are_sick_for_months():
    """One in sixty is away three months on end, in a third of the cases sick all the time."""
    world = World(SCALES["hundredth"])
    year = [one for one in planned(world) if one.month // 12 == 2024]
    facts = {
        name: pl.concat([rows_of(world, one) for one in year if one.contract == name]).lazy()
        for name in ("employments", "absence", "worked_hours")
    }
    assert 0.001 < long_sick(facts)["long_sick"].mean() < 0.02


def test_the_definitions_compute_and_ask_every_kind_of_question(home):
    m = compute_region(home, chosen_region(home))
    assert len(m.catalogue) == sum(map(len, all_measures().values()))
    asked = {test.operator for measure in m.catalogue for part in measure.parts for test in part.where}
    assert asked == OPERATORS
    kinds = {measure.kind for measure in m.catalogue}
    assert COUNTED_KINDS - kinds <= {"ratio", "index"}  # which are computed as a mean is
    assert {part.fact for measure in m.catalogue for part in measure.parts} > set(STAGES)
    assert {breakdown for measure in m.catalogue for breakdown in measure.breakdowns} > {"sex"}
    ledger = pl.read_parquet(store_of(home).files("ledger"))
    staff = ledger.filter(pl.col("account").str.starts_with("4") & (pl.col("month") // 12 == 2024))
    found = m.value("personal-utfall", "region-0000", Period.parse("2024")).numerator
    assert found == staff["amount"].sum() > 0


def test_other_facts_are_left_alone(home):
    before = bytes_below(home)
    with pytest.raises(ScaleError, match="där finns redan andra fakta"):
        build_scale(home, SCALES["hundredth"], silent)
    assert bytes_below(home) == before
