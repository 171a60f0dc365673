# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine against a plain computation row by row, in small worlds drawn at random."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from malram.measures.catalogue.definitions import Catalogue
from malram.measures.computing.engine import compute
from malram.measures.computing.wanted import needed_parts, part_text
from malram.measures.reading.measurement import Slice
from malram.measures.reading.query import Measurements
from malram.measures.tree import Tree
from malram.values import Reason, Window
from tests.measures.brute import HAS_SEX, MONTHS, SEXES, World, brute, month_of, path, worlds
from tests.small import SmallStore, written

few = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
fewer = settings(few, max_examples=6)  # these compute every world twice or three times


def measured(world: World, folder: Path, engine: str = "arrays") -> Measurements:
    folder.mkdir()
    store, catalogue = SmallStore(folder), Catalogue(list(world.measures))
    for table, rows in world.rows.items():
        if rows:
            store.add(table, *rows)
    tree = Tree(world.units, date(2024, 12, 31))
    return Measurements(compute(folder, store, catalogue, tree, engine=engine), catalogue, tree)


def with_facts(world: World) -> World:
    assume(any(world.rows.values()))
    return world


@few
@given(worlds().map(with_facts), st.sampled_from(["arrays", "arrays", "duckdb", "polars"]))
def test_every_value_is_what_counting_the_rows_by_hand_gives(world, engine):
    with tempfile.TemporaryDirectory() as folder:
        m = measured(world, Path(folder) / "home", engine)
        for measure in world.measures:
            for unit in m.tree.order:
                for period in world.periods:
                    for sex in ("total", *SEXES):
                        found = m.value(measure.id, unit, period, sex)
                        wanted = brute(world, measure, unit, period, sex)
                        if isinstance(wanted, Reason):
                            assert found.figure.reason is wanted, (measure, unit, period.code, sex)
                        else:
                            got = (found.figure.value, found.numerator, found.denominator, found.rows)
                            assert got == wanted, (measure, unit, period.code, sex)


@few
@given(worlds().map(with_facts), st.sampled_from(["month", "ytd", "r12"]))
def test_a_series_is_its_values_one_by_one(world, window):
    with tempfile.TemporaryDirectory() as folder:
        m = measured(world, Path(folder) / "home")
        for measure in world.measures:
            for unit in m.tree.order:
                for sex in ("total", *SEXES):
                    months = [*MONTHS, MONTHS.stop]
                    one_by_one = [
                        m._value(measure.id, Slice(unit, sex), Window(window).span(month), lagged=False)
                        for month in months
                    ]
                    assert m.series(measure.id, unit, months, window, sex) == one_by_one


@few
@given(worlds().map(with_facts))
def test_the_total_is_all_three_sexes_and_a_unit_all_units_below_it(world):
    """Women and men alone make the total only where nobody is of unknown sex."""
    with tempfile.TemporaryDirectory() as folder:
        m = measured(world, Path(folder) / "home")
        for measure in world.measures:
            for part in needed_parts(measure, m.catalogue):
                key, whole = part_text(part, measure.regi == "own"), (MONTHS.start, MONTHS.stop)
                for unit in m.tree.order:
                    by_sex = [m.snapshot.total(key, unit, *whole, sex) for sex in SEXES]
                    total = m.snapshot.total(key, unit, *whole, "total")
                    assert total == sum(by_sex)
                    assert part.fact in HAS_SEX or by_sex[:2] == [0, 0]
                    children = [
                        m.snapshot.total(key, child, *whole, "total") for child in m.tree.children(unit)
                    ]
                    direct = [row for row in world.rows[part.fact] if row["unit"] == unit]
                    if not direct:
                        assert total == sum(children)


@fewer
@given(worlds().map(with_facts), st.randoms(use_true_random=False))
def test_all_engines_and_any_order_of_rows_give_the_same_bytes(world, random: Random):
    with tempfile.TemporaryDirectory() as folder:
        first = written(measured(world, Path(folder) / "a"))
        for engine in ("duckdb", "polars"):
            assert first == written(measured(world, Path(folder) / engine, engine))
        mixed = World(
            world.units,
            {table: random.sample(rows, len(rows)) for table, rows in world.rows.items()},
            world.measures,
            world.periods,
        )
        shuffled = written(measured(mixed, Path(folder) / "c"))
        arrays = [sorted(c for p, c in found.items() if p.endswith(".npy")) for found in (first, shuffled)]
        assert arrays[0] == arrays[1]


def cells(m: Measurements) -> dict[tuple, int]:
    """Every sum in a snapshot by what it is a sum of."""
    keys = {
        part_text(part, measure.regi == "own")
        for measure in m.catalogue
        for part in needed_parts(measure, m.catalogue)
    }
    return {
        (key, unit, month, sex): m.snapshot.total(key, unit, month, month, sex)
        for key in keys
        for unit in m.tree.order
        for month in MONTHS
        for sex in SEXES
    }


@fewer
@given(worlds().map(with_facts), st.data())
def test_one_row_less_changes_only_its_month_and_the_units_above_it(world, data):
    table = data.draw(st.sampled_from(sorted(name for name, rows in world.rows.items() if rows)))
    row = data.draw(st.sampled_from(world.rows[table]))
    without = list(world.rows[table])
    without.remove(row)
    changed = World(world.units, {**world.rows, table: without}, world.measures, world.periods)
    assume(any(changed.rows.values()))
    with tempfile.TemporaryDirectory() as folder:
        before = cells(measured(world, Path(folder) / "a"))
        after = cells(measured(changed, Path(folder) / "b"))
    different = {place for place in before if before[place] != after[place]}
    above = path(world, row["unit"])
    for key, unit, month, sex in different:
        assert (key.partition("|")[0], month) == (table, month_of(row))
        assert unit in above
        assert sex == row.get("sex", "unknown")
