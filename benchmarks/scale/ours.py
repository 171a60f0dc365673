# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work of our own engine: everything anew, one late month, and looking up what is finished."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, thread_time, time
from typing import Any

import polars as pl

from benchmarks.scale.homes import Opened, TemporaryBeside, linked
from malram.facts.contracts import CONTRACTS
from malram.facts.store import Store
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.computing.engine import compute
from malram.measures.computing.stages import STAGES
from malram.measures.reading.query import Measurements
from malram.measures.region import compute_region

MICRO = 1_000_000
PAGE = 40  # indicators on a unit's page


def recompute(home: Path, only: str = "additive", measures: int = 0) -> Any:
    """Every measure asked for, into an empty home: `only` is a case of `_chosen`."""
    opened = Opened.of(home)
    catalogue = _chosen(opened, only, measures)

    def work() -> dict[str, Any]:
        with TemporaryBeside(home) as empty:
            compute(empty, opened.store, catalogue, opened.tree)
            size = sum(file.stat().st_size for file in empty.rglob("*") if file.is_file())
        return {"measures": len(catalogue), "written_mb": size / 1e6}

    return work


def _chosen(opened: Opened, only: str, measures: int) -> Catalogue:
    match only:
        case "additive":
            return opened.additive(measures)
        case "contacts":
            return opened.over("contacts")
        case "distinct":
            return opened.of_kind("distinct", "contacts")
        case "linked":
            return opened.linked()
        case "below linked":
            return opened.over(*{name for stage in STAGES.values() for name in stage.origins})
        case "all":
            return opened.catalogue
    raise ValueError(only)


def late(home: Path, back: int = 0, times: int = 3) -> Any:
    """Corrected deliveries of one month, `back` months before the last, on top of what is computed."""
    opened, stack = Opened.of(home), ExitStack()
    copy = stack.enter_context(linked(home))
    store, catalogue = Store(copy / "facts"), opened.additive()
    compute(copy, store, catalogue, opened.tree)
    month = max(store.coverage("ledger")) - back

    def work() -> dict[str, Any]:
        took = []
        with stack:
            for _ in range(times):
                rows = sum(_deliver_again(store, contract, month) for contract in CONTRACTS)
                since = perf_counter()
                compute(copy, store, catalogue, opened.tree)
                took.append(perf_counter() - since)
        return {"rows": rows, "each_s": median(took)}

    return work


def _deliver_again(store: Store, contract: str, month: int) -> int:
    """A month's file but for its last row: a correction. Returns how many rows it has."""
    for standing in store.standings(contract).values():
        if set(standing.parts) == {month}:
            ((former, part),) = standing.parts[month]
            rows = pl.read_parquet(store.root / part.path).head(-1)
            size = {"landed": rows.height, "committed": rows.height, "parts": ()}
            with store.writing():
                store.commit(replace(former, number=0, **size), rows, "")
            return rows.height
    return 0


def lookup(home: Path, until: float = 0, pages: int = 40) -> Any:
    """Random look-ups in the finished snapshot: `pages` units' pages, or as many as fit before `until`."""
    m = compute_region(home, Opened.of(home).region)
    random = Random(20260101)
    units, measures = list(m.tree.order), list(m.catalogue.ids)
    random.shuffle(measures)

    def work() -> dict[str, Any]:
        one, busy, whole = [], [], []
        while len(whole) < pages or time() < until:
            unit, began = random.choice(units), perf_counter()
            for measure in random.sample(measures, PAGE):
                since, used = perf_counter(), thread_time()
                _series(m, measure, unit)
                one.append(perf_counter() - since)
                busy.append(thread_time() - used)
            whole.append(perf_counter() - began)
        spreads = {"one_us": one, "one_cpu_us": busy, "page_us": whole}
        return {name: _spread(seconds) for name, seconds in spreads.items()}

    return work


def _series(m: Measurements, measure: str, unit: str) -> None:
    """All months by every breakdown the measure has, and the total."""
    m.trend(measure, unit)


def _spread(seconds: list[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=100)
    return {"p50": cuts[49] * MICRO, "p95": cuts[94] * MICRO}
