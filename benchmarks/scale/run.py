# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The measurements of one scale, in turns, so that what else the machine does falls on all methods alike."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import time

import numpy as np

from benchmarks.scale import proofs
from benchmarks.scale.homes import BY_UNITS, Opened, home_of
from benchmarks.scale.process import Sample, Started, measured, middle
from malram.demo.scale.sizes import SCALES
from malram.facts.contracts import CONTRACTS

ROUNDS = 3
READERS = 4
METHODS = {  # in the order of a round: what it is called, the job, what is asked of it
    "bare scan": ("scan", {}),
    "Målram": ("recompute", {}),
    "hand-written SQL": ("chain", {"how": "sql"}),
    "plain Polars": ("chain", {"how": "plain_polars"}),
}
# How many months back: what comes after an old one must change too.
LATE = {"one late month, the last": 0, "one late month, two years old": 24}
WHOLE = "Målram, the whole catalogue"
OURS = ("Målram", "distinct patients", "linked measures", WHOLE, *LATE)
PROVEN = "tenth"  # where it is also proven that nothing is lost and every engine gives the same
SMALLER = {"full": ("hundredth", "tenth"), "tenth": ("hundredth",), "hundredth": ()}


@dataclass(frozen=True)
class Point:
    """One dot of the plot: seconds of a method against something that grows."""

    along: str
    size: int
    method: str
    seconds: float


@dataclass
class Results:
    """What one run came to."""

    scale: str
    rows: int
    samples: dict[str, Sample] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)

    def seconds(self, name: str) -> float:
        return self.samples[name].wall


def tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def run(scale: str) -> Results:
    """Everything that is measured at a scale."""
    home = home_of(SCALES[scale])
    results = Results(scale, rows_of(home))
    agreed = measured("agree", home).said
    tell(f"{agreed['compared']:,} cells are the same in SQL and in our snapshot, {agreed['filled']:,} not 0.")
    _methods(results, home)
    _tiles(results, home)
    _pandas(results, home)
    _distinct(results, home)
    _linked(results, home)
    _everything(results, home)
    _late(results, home)
    _lookups(results, home)
    _growth(results, home)
    if scale != "hundredth":
        _costs(results)
    if scale == PROVEN:
        _proofs(results, home)
    return results


def rows_of(home: Path) -> int:
    """The rows in force: a home that was written twice keeps what came first as well."""
    store = Opened.of(home).store
    standings = (one for contract in CONTRACTS for one in store.standings(contract).values())
    return sum(part.rows for one in standings for parts in one.parts.values() for _, part in parts)


def _median(name: str, job: str, home: Path, times: int = ROUNDS, **asked: object) -> Sample:
    found = middle([measured(job, home, **asked) for _ in range(times)])
    tell(f"{name}: {found.wall:.2f} s, {found.cpu:.2f} cpu s, {found.mib:,.0f} MiB")
    return found


def _methods(results: Results, home: Path) -> None:
    taken: dict[str, list[Sample]] = {name: [] for name in METHODS}
    for turn in range(ROUNDS):
        for name, (job, asked) in METHODS.items():
            taken[name].append(measured(job, home, **asked))
            tell(f"{name}, {turn + 1} of {ROUNDS}: {taken[name][-1].wall:.2f} s")
    results.samples |= {name: middle(samples) for name, samples in taken.items()}
    ours = results.seconds("Målram")
    results.figures["recompute_to_scan"] = ours / results.seconds("bare scan")
    results.figures["sql_to_recompute"] = results.seconds("hand-written SQL") / ours
    results.figures["polars_to_recompute"] = results.seconds("plain Polars") / ours
    busy = {name: sample.cpu for name, sample in results.samples.items()}
    results.figures["scan_cpu"] = busy["Målram"] / busy["bare scan"]
    results.figures["sql_cpu"] = busy["hand-written SQL"] / busy["Målram"]
    results.figures["polars_cpu"] = busy["plain Polars"] / busy["Målram"]


def _tiles(results: Results, home: Path) -> None:
    found = measured("tiles", home)
    whole = found.said["all_s"]
    tell(f"query per tile: {found.said['each_s']:.3f} s each, {whole / 3600:.1f} h for all of them")
    results.samples["query per tile, all of them by a sample"] = Sample(whole, 0, found.mib, found.said)
    results.figures["tiles_to_recompute"] = whole / results.seconds("Målram")


def _pandas(results: Results, home: Path) -> None:
    """Everything at once does not fit at full scale: measured at the tenth, and multiplied by the rows."""
    small = home if results.scale == "hundredth" else home_of(SCALES["tenth"])
    found = _median("plain pandas", "chain", small, 1, how="plain_pandas")
    times = results.rows / rows_of(small)
    name = "plain pandas" if times == 1 else f"plain pandas, a tenth times {times:.1f}"
    results.samples[name] = Sample(found.wall * times, found.cpu * times, found.mib * times)
    results.figures["pandas_to_recompute"] = found.wall * times / results.seconds("Målram")


def _distinct(results: Results, home: Path) -> None:
    """Distinct patients against one pass of the additive measures over the same contacts."""
    for name, only in (("one additive pass over contacts", "contacts"), ("distinct patients", "distinct")):
        results.samples[name] = _median(name, "recompute", home, only=only)
    ratio = results.seconds("distinct patients") / results.seconds("one additive pass over contacts")
    results.figures["distinct_to_pass"] = ratio


def _linked(results: Results, home: Path) -> None:
    """Measures with a step per person against the additive ones over the tables that these steps read."""
    below = "one additive pass over the same tables"
    for name, only in ((below, "below linked"), ("linked measures", "linked")):
        results.samples[name] = _median(name, "recompute", home, only=only)
    results.figures["linked_to_pass"] = results.seconds("linked measures") / results.seconds(below)


def _everything(results: Results, home: Path) -> None:
    """The whole catalogue at once: sums, distinct persons, medians and linked measures."""
    results.samples[WHOLE] = _median(WHOLE, "recompute", home, only="all")
    results.figures["all_to_scan"] = results.seconds(WHOLE) / results.seconds("bare scan")


def _late(results: Results, home: Path) -> None:
    for name, back in LATE.items():
        found = measured("late", home, back=back)
        results.samples[name] = Sample(found.said["each_s"], 0, found.mib, found.said)
        tell(f"{name}: {found.said['each_s']:.2f} s")
    late, ours = results.seconds("one late month, the last"), results.seconds("Målram")
    results.figures["late_month_share"] = late / ours
    results.figures["memory_gib"] = max(results.samples[name].mib for name in OURS) / 1024


def _lookups(results: Results, home: Path) -> None:
    """Alone, and then in several processes while another computes."""
    alone = measured("lookup", home).said
    results.figures["lookup_p50_us"] = alone["one_us"]["p50"]
    results.figures["lookup_cpu_us"] = alone["one_cpu_us"]["p95"]
    results.figures["lookup_p95_us"] = alone["one_us"]["p95"]
    results.figures["page_p50_ms"] = alone["page_us"]["p50"] / 1000
    results.figures["page_p95_ms"] = alone["page_us"]["p95"] / 1000
    computing = Started("recompute", home)
    readers = [Started("lookup", home, until=time() + results.seconds("Målram")) for _ in range(READERS)]
    beside = [reader.finish().said for reader in readers]
    computing.finish()
    results.figures["beside_p50_us"] = max(one["one_us"]["p50"] for one in beside)
    results.figures["beside_p95_us"] = max(one["one_us"]["p95"] for one in beside)
    p95 = (results.figures["lookup_p95_us"], results.figures["beside_p95_us"])
    tell(
        f"look-up: p95 {p95[0]:.0f} µs alone, {p95[1]:.0f} µs with {READERS} readers beside one that computes"
    )


def _growth(results: Results, home: Path) -> None:
    """Seconds against rows, here and at the smaller scales; the exponent by least squares of logarithms."""
    if not SMALLER[results.scale]:
        return
    for name in METHODS:
        results.points.append(Point("rows", results.rows, name, results.seconds(name)))
    for scale in SMALLER[results.scale]:
        small = home_of(SCALES[scale])
        for name, (job, asked) in METHODS.items():
            took = _median(f"{name} at {scale}", job, small, ROUNDS if name == "Målram" else 1, **asked)
            results.points.append(Point("rows", rows_of(small), name, took.wall))
    ours = [point for point in results.points if point.method == "Målram"]
    rows, seconds = (np.log([getattr(point, what) for point in ours]) for what in ("size", "seconds"))
    results.figures["growth_exponent"] = float(np.polyfit(rows, seconds, 1)[0])


def _costs(results: Results) -> None:
    """What more units cost with the same rows, and more indicators with the same rows and units."""
    for scale in BY_UNITS:
        for name in ("Målram", "hand-written SQL"):
            job, asked = METHODS[name]
            took = _median(f"{name}, {sum(scale.units)} units", job, home_of(scale), **asked)
            results.points.append(Point("units", sum(scale.units), name, took.wall))
    home = home_of(SCALES["tenth"])
    for measures in (50, 100, 200):
        for name in ("Målram", "hand-written SQL"):
            job, asked = METHODS[name]
            took = _median(f"{name}, {measures} indicators", job, home, measures=measures, **asked)
            results.points.append(Point("indicators", measures, name, took.wall))


def _proofs(results: Results, home: Path) -> None:
    samples, different = proofs.engines(home)
    results.samples |= {f"sums by {engine}": sample for engine, sample in samples.items()}
    if different is not None:
        results.figures["engines_different"] = different
    tell(f"engines: {', '.join(f'{name} {one.wall:.1f} s' for name, one in samples.items())}")
    tried = proofs.killed(home)
    results.figures["moments_wrong"] = len(tried.wrong)
    tell(tried.text)
