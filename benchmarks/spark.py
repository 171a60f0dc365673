# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same measures by three engines, one of them Spark with two workers: equal bytes, and what each costs.

Only measures that are sums are computed: what reads rows on the machine itself whatever the engine
would be the same time three times over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow.parquet as pq

from benchmarks.scale.homes import Opened, TemporaryBeside
from benchmarks.scale.process import Sample, measured
from benchmarks.table import Took, show
from malram.facts.contracts import CONTRACTS
from malram.measures.computing.engine import compute
from malram.measures.computing.spark import Spark, is_spark

BASELINE = "bare scan"
ENGINES = ("arrays", "duckdb", "local-cluster")


class DifferentError(Exception):
    """Two engines do not agree: nothing that was measured counts."""


def run(home: Path) -> None:
    samples = {BASELINE: measured("scan", home), **by_each(home)}
    if different(samples):
        raise DifferentError(str({engine: samples[engine].said["written"] for engine in ENGINES}))
    rows = {name: Took(sample.wall, sample.cpu) for name, sample in samples.items()}
    rows["- of which Spark's start and stop"] = Took(samples[ENGINES[-1]].said["around_s"], 0)
    opened = Opened.of(home)
    files = [path for name in CONTRACTS for path in opened.store.files(name)]
    facts = sum(pq.read_metadata(path).num_rows for path in files)
    show(f"{facts:,} rows, {len(opened.additive())} measures, by engine", rows, BASELINE, {})
    print(f"  All three wrote the same bytes. Memory: {_memory(samples)}.", flush=True)


def by_each(home: Path) -> dict[str, Sample]:
    """Everything anew by each engine, in a process of its own."""
    return {engine: measured("by_engine", home, engine=engine) for engine in ENGINES}


def different(samples: dict[str, Sample]) -> int:
    """How many engines wrote other bytes than the first."""
    found = [samples[engine].said["written"] for engine in ENGINES]
    return sum(written != found[0] for written in found)


def _memory(samples: dict[str, Sample]) -> str:
    return ", ".join(f"{name} {sample.mib:,.0f} MiB" for name, sample in samples.items())


def by_engine(home: Path, engine: str) -> Callable[[], dict[str, Any]]:
    """A job: everything anew by one engine, with a hash of all that was written."""
    opened = Opened.of(home)

    def work() -> dict[str, Any]:
        around = -perf_counter()
        if is_spark(engine):
            Spark.of(engine)
        around += perf_counter()
        with TemporaryBeside(home) as empty:
            compute(empty, opened.store, opened.additive(), opened.tree, engine=engine)
            written = _hash(empty)
        around -= perf_counter()
        Spark.end()
        return {"around_s": around + perf_counter(), "written": written}

    return work


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
