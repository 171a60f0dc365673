# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leaf cells on Spark with two workers of their own: the same bytes as every other engine.

One session serves all tests that a process runs of this file: starting Java and two workers costs more than
all that is asked of them.
"""

from __future__ import annotations

import tempfile
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings

from malram.demo.scale.build import build_scale
from malram.demo.scale.sizes import MONTHS, Scale
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.computing.engine import compute
from malram.measures.computing.spark import Spark, SparkError
from malram.measures.reading.query import Measurements
from malram.measures.region import catalogue_of, chosen_region, store_of, tree_of
from tests.measures.brute import worlds
from tests.measures.test_engine_properties import few, measured, with_facts
from tests.measures.test_later_columns import DEFINITIONS, fill
from tests.needs import need_spark
from tests.small import written

ENGINE = "local-cluster"
TINY = Scale("tiny", 0.0001, (1, 2, 3, 5, 10, 20), months=MONTHS[-13:])
ADDITIVE = ("share", "rate", "mean", "sum", "count", "quantile")
EVERY = 6  # of the region's measures: how many cost Spark time, how many kinds there are does not

pytestmark = pytest.mark.real


@pytest.fixture(scope="module", autouse=True)
def one_session():
    """Java is told to compile quickly and not well: it is not in use long enough for more."""
    need_spark()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield
        Spark.end()


@settings(few, max_examples=2)
@given(worlds().map(with_facts))
def test_small_worlds_give_the_same_bytes_as_arrays_and_duckdb(world):
    with tempfile.TemporaryDirectory() as folder:
        ours = written(measured(world, Path(folder) / "arrays"))
        assert written(measured(world, Path(folder) / "duckdb", "duckdb")) == ours
        assert written(measured(world, Path(folder) / "[spark] {1}*", ENGINE)) == ours


def test_a_made_up_region_gives_the_same_bytes(tmp_path):
    build_scale(tmp_path, TINY, lambda step, done, of: None)
    region = chosen_region(tmp_path)
    tree, whole = tree_of(region, date.max), catalogue_of(region)
    catalogue = Catalogue([m for m in whole if m.kind in ADDITIVE][::EVERY], whole.breakdowns.values())
    found = {}
    for engine in ("arrays", "duckdb", ENGINE):
        home = tmp_path / engine
        snapshot = compute(home, store_of(tmp_path), catalogue, tree, engine=engine)
        found[engine] = written(Measurements(snapshot, catalogue, tree))
    assert sum(len(content) for content in found["arrays"].values()) > 100_000
    assert found[ENGINE] == found["duckdb"] == found["arrays"]


def test_a_column_of_later_is_empty_in_the_files_from_before(store, computed):
    fill(store)
    assert written(computed(DEFINITIONS, ENGINE)) == written(computed(DEFINITIONS, "arrays", "arrays"))


def test_facts_that_the_workers_cannot_read_are_answered_in_one_sentence(tmp_path):
    """As when the home lies on a disk of this machine alone."""
    with pytest.raises(SparkError) as refused:
        Spark.of(ENGINE).rows_of("calls", [tmp_path / "borta.parquet"])
    assert str(refused.value).startswith("Spark kunde inte räkna på 'calls': ")
    assert str(refused.value).endswith("Varje arbetare måste nå hemmets filer på samma sökväg som här.")
    assert "\n" not in str(refused.value)


def test_nothing_is_written_outside_a_temporary_folder_that_goes_with_the_session(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    programs = Path(next(iter(find_spec("pyspark").submodule_search_locations)))
    folder = Spark.of(ENGINE).folder
    assert folder.parent == Path(tempfile.gettempdir())
    assert len(list((folder / "home" / "work").glob("app-*/*"))) == 2  # what each worker was started with
    assert not (programs / "work").exists()
    Spark.end()
    assert not folder.exists()
    assert not list(tmp_path.iterdir())
