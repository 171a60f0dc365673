# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A late or corrected file: only its months are read again, and the snapshot is that of a full recompute."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from malram.measures.catalogue.definitions import Catalogue, Measure, Part
from malram.measures.computing.engine import compute
from malram.measures.reading.query import Measurements
from malram.measures.tree import Tree
from tests.measures.brute import MONTHS, World, fact_rows, month_of, worlds
from tests.measures.test_engine_properties import fewer, with_facts
from tests.small import SmallStore, small_tree

PERSONS = Measure(
    "persons", "p", "distinct", "st", 0, Part("contacts", "unit", "patient", (), how="distinct")
)
MIDDLE = Measure(
    "middle", "m", "quantile", "dagar", 0, Part("waits", "unit", "days", (), how="spread"),
    quantile=Fraction(1, 2),
)  # fmt: skip


def computed(home: Path, store: SmallStore, world: World) -> Measurements:
    catalogue = Catalogue([*world.measures, PERSONS, MIDDLE])
    tree = Tree(world.units, date(2024, 12, 31))
    return Measurements(compute(home, store, catalogue, tree), catalogue, tree)


def consists_of(m: Measurements) -> dict[str, bytes]:
    """Every file a snapshot names, by its path below the home."""
    home = m.snapshot.folder.parents[1]
    folders = [m.snapshot.folder.relative_to(home)]
    for years in m.snapshot.index["segments"].values():
        folders += [Path("segments") / name for name in years.values()]
    paths = [path for folder in folders for path in (home / folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(home)): path.read_bytes() for path in paths}


@fewer
@given(worlds().map(with_facts), st.data())
def test_what_comes_late_gives_the_same_snapshot_as_all_at_once(world, data):
    """Rows are added to, taken from and changed in some months of one table, once or twice."""
    with tempfile.TemporaryDirectory() as folder:
        home, fresh = Path(folder) / "home", Path(folder) / "fresh"
        root = Path(folder) / "facts"
        root.mkdir()
        store = SmallStore(root)
        store.tables = {table: list(rows) for table, rows in world.rows.items() if rows}
        computed(home, store, world)
        for _ in range(data.draw(st.integers(1, 2))):
            table = data.draw(st.sampled_from(sorted(world.rows)))
            month = data.draw(st.sampled_from(list(MONTHS)))
            others = [row for row in store.tables.get(table, []) if month_of(row) != month]
            fresh_rows = data.draw(st.lists(fact_rows(table, world.units), max_size=3))
            store.tables[table] = others + fresh_rows
            if not store.tables[table]:
                del store.tables[table]
            assume(store.tables)
            late = computed(home, store, world)
        assert consists_of(late) == consists_of(computed(fresh, store, world))


def call(number: int, unit: str, day: date) -> dict:
    return {"call": str(number), "unit": unit, "date": day, "service": "1177", "answered": True,
            "wait_seconds": 60, "contact_on": day}  # fmt: skip


CALLS = Measure("calls", "Samtal", "count", "st", 0, Part("calls", "unit", None, ()))
VISITS = Measure("visits", "Besök", "count", "st", 0, Part("contacts", "unit", None, ()))


def test_months_that_nobody_touched_are_not_read_again(tmp_path):
    """Their files are gone when the late one comes; what they gave is still there: 12 calls and one more."""
    root = tmp_path / "facts"
    root.mkdir()
    store, tree, catalogue = SmallStore(root), small_tree(), Catalogue([CALLS, VISITS])
    for month in range(1, 13):
        store.add("calls", call(month, "norr", date(2024, month, 1)))
        store.add("contacts", {"contact": str(month), "unit": "norr", "date": date(2024, month, 1)})
    compute(tmp_path, store, catalogue, tree)
    store.add("calls", call(13, "soder", date(2024, 6, 1)))
    kept = store.by_month

    def without_the_others(contract: str):
        months = kept(contract)
        for month, files in months.items():
            if (contract, month) != ("calls", 2024 * 12 + 5):
                files[0].path.unlink()
        return months

    store.by_month = without_the_others
    m = Measurements(compute(tmp_path, store, catalogue, tree), catalogue, tree)
    totals = m.snapshot.running("calls|unit|None||False", "namnd")[-1]
    assert (totals[-1], totals[6] - totals[5]) == (13, 2)
    shutil.rmtree(root)
