# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the benchmarks promise besides seconds: all methods compute the same, and a missed target says no."""

from __future__ import annotations

import polars as pl
import pytest

from benchmarks.scale import plain_pandas, plain_polars, sql
from benchmarks.scale.agree import agree
from benchmarks.scale.asked import asked_of
from benchmarks.scale.homes import Opened
from benchmarks.scale.ours import late
from benchmarks.scale.proofs import killed
from benchmarks.scale.targets import verdicts
from malram.demo.scale.build import build_scale
from malram.demo.scale.sizes import MONTHS, Scale
from malram.measures.region import compute_region

TINY = Scale("tiny", 0.0001, (1, 2, 3, 5, 10, 20), months=MONTHS[-13:])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("benchmarks") / "home"
    build_scale(home, TINY, lambda step, done, of: None)
    return home


def test_all_methods_compute_the_same(home, tmp_path):
    opened = Opened.of(home)
    asked = asked_of(opened.additive(60))
    found = {}
    for method in (sql, plain_polars, plain_pandas):
        folder = tmp_path / method.__name__
        folder.mkdir()
        method.chain(opened.store, opened.tree, asked, folder)
        found[method] = {fact: ordered(pl.read_parquet(folder / f"{fact}.parquet")) for fact in asked}
    for fact in asked:
        assert found[sql][fact].height > 0
        assert found[plain_polars][fact].equals(found[sql][fact])
        assert found[plain_pandas][fact].equals(found[sql][fact])


def ordered(table: pl.DataFrame) -> pl.DataFrame:
    words = {"unit": pl.String, "sex": pl.String}
    return (
        table.cast({name: words.get(name, pl.Int64) for name in table.columns})
        .select(sorted(table.columns))
        .sort("unit", "sex", "month")
    )


def test_the_snapshot_agrees_with_the_hand_written_sql(home):
    told = agree(home, cells=150)()
    assert told["compared"] >= 150
    assert told["filled"] > 50


def test_a_late_month_is_delivered_to_a_copy_and_leaves_the_home_as_it_was(home):
    before = compute_region(home, Opened.of(home).region).snapshot.id
    assert late(home, back=1, times=1)()["rows"] > 100
    assert compute_region(home, Opened.of(home).region).snapshot.id == before


def test_a_late_month_that_is_killed_is_taken_in_and_computed_as_if_nothing_had_happened(home):
    found = killed(home, moments=2)
    assert found.wrong == {}
    assert found.steps > 100


def test_a_target_is_missed_when_its_figure_is_beyond_the_limit_or_was_not_measured():
    def missed(scale: str, **figures: float) -> set[str]:
        return {one.target.name for one in verdicts(scale, figures) if one.missed}

    met = {"lookup_p95_us": 1000.0, "page_p95_ms": 30.0, "memory_gib": 4.0, "tiles_to_recompute": 1000.0}
    assert missed("tenth", **met) == {"moments_wrong", "engines_different"}  # not measured
    met |= {"moments_wrong": 0.0, "engines_different": 0.0}
    assert missed("tenth", **met) == set()
    assert missed("tenth", **met | {"moments_wrong": 1.0}) == {"moments_wrong"}
    assert missed("tenth", **met | {"lookup_p95_us": 1000.1}) == {"lookup_p95_us"}
    assert missed("tenth", **met | {"tiles_to_recompute": 999.0}) == {"tiles_to_recompute"}
    assert missed("hundredth", **met | {"tiles_to_recompute": 999.0}) == set()
    assert "late_month_share" in missed("full", **met)
