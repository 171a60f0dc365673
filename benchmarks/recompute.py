# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every measure for every unit and month, against reading the columns they need and nothing more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from benchmarks.table import Clock, Took, middle, show, timed
from malram.facts.contracts import CONTRACTS
from malram.facts.store import Store
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.computing.engine import compute
from malram.measures.computing.tables import stored_columns
from malram.measures.computing.wanted import wanted_parts
from malram.measures.region import catalogue_of, chosen_region, store_of, tree_of
from malram.measures.tree import Tree

RUNS = 5
BASELINE, WHOLE, REST = "bare scan", "recompute", "- the rest: names, windows, files"
PHASES = {"Steg per person": "- steps per person", "Räknar": "- facts to segments"}
PLACE = ("_file", "_line")
STEPS = {  # what the steps per person read
    "episodes": (
        "episode",
        "patient",
        "planned",
        "municipal_support",
        "admitted",
        "home_unit",
        "care",
        *PLACE,
    ),
    "contacts": ("kind", "form", "patient", "staff", *PLACE),
    "employments": ("employment", "person", "form", "group", "degree", "end", *PLACE),
    "absence": ("cause", "person", "first_day"),
    "worked_hours": (),
}
SUMS = {"VARCHAR": "sum(strlen({}))", "BOOLEAN": "sum({}::int)", "DATE": "sum(epoch({}))"}


def run(home: Path) -> None:
    region, store = chosen_region(home), store_of(home)
    catalogue, tree = catalogue_of(region), tree_of(region, date.max)
    columns = needed_columns(catalogue)
    scans, phases, wholes = list[Took](), defaultdict[str, list[Took]](list), list[Took]()
    for _ in range(RUNS):  # alternating, so that what else the machine does falls on both
        scans.append(timed(lambda: scan(store, columns))[0])
        clock = recompute(store, catalogue, tree)
        wholes.append(clock.total)
        for name, took in clock.laps.items():
            phases[name].append(took)
    rows = {BASELINE: middle(scans), WHOLE: middle(wholes)} | {n: middle(t) for n, t in phases.items()}
    title = f"Full recompute, {len(catalogue)} measures, {len(tree.order)} units; median of {RUNS} runs"
    show(title, rows, BASELINE, {WHOLE: "ratio 10"})


def recompute(store: Store, catalogue: Catalogue, tree: Tree) -> Clock:
    """Into an empty home, so that no earlier snapshot is found."""
    phase = REST

    def progress(step: str, done: int, of: int) -> None:
        nonlocal phase
        clock.lap(phase)
        phase = REST if done == of else PHASES[step]

    with TemporaryDirectory() as empty:
        clock = Clock()
        compute(Path(empty), store, catalogue, tree, progress=progress)
        clock.lap(phase)
    return clock


def needed_columns(catalogue: Catalogue) -> dict[str, set[str]]:
    """By fact table, every stored column that a measure or a step per person reads."""
    needed: dict[str, set[str]] = {fact: set(columns) for fact, columns in STEPS.items()}
    for group in wanted_parts(catalogue):
        if group.fact in CONTRACTS:
            columns = needed.setdefault(group.fact, set())
            columns.add(group.unit_column)
            for part, _ in group.pairs:
                columns |= {c.column for c in part.where} | ({part.column} if part.column else set())
    for fact, columns in needed.items():
        contract = CONTRACTS[fact]
        columns |= {contract.unit, contract.date, "sex"}
        needed[fact] = set(stored_columns(fact, columns)) & {*contract.names, *PLACE} | {"month"}
    return needed


def scan(store: Store, columns: dict[str, set[str]]) -> None:
    """DuckDB reads every value of the columns once and adds it up: no groups, no conditions."""
    with duckdb.connect() as connection:
        for fact, names in sorted(columns.items()):
            if paths := [str(path) for path in store.files(fact)]:
                rows = connection.read_parquet(paths)
                kinds = {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}
                sums = [SUMS.get(kinds[name], "sum({})").format(f'"{name}"') for name in sorted(names)]
                rows.aggregate(", ".join(sums)).fetchall()
