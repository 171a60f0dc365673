# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole follow-up in one pass over the facts and two array products: R · cells · W.

A pure function of definitions, facts and tree. Integers from file to snapshot: öre, minutes, thousandths.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from malram.facts.contracts import CONTRACTS
from malram.facts.store import Store
from malram.measures.definitions import Catalogue, Measure, Part
from malram.measures.leaf import DEFAULT_ENGINE, leaf_cells, scatter
from malram.measures.snapshot import FORMAT, Snapshot, compact, key_text, part_key, point_at, write_snapshot
from malram.measures.stages import STAGES
from malram.measures.tree import Tree

# What the result depends on besides its inputs: a change in any of these gives snapshots new names.
ENGINE_PARTS = ("engine", "leaf", "snapshot", "stages", "tables")
# Facts dated when something began, not when it was delivered: they do not tell which months are covered.
UNDATED = frozenset({"employments", "register_entries", "reported_values"})
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, of: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of one fact table by one unit column: the distinct parts of all measures."""

    fact: str
    unit_column: str
    parts: tuple[Part, ...]


def wanted_parts(catalogue: Catalogue) -> list[Wanted]:
    """Group the parts of all measures by table and unit column; equal parts are computed once."""
    groups: dict[tuple[str, str], dict[str, Part]] = defaultdict(dict)
    for measure in catalogue:
        for part in needed_parts(measure):
            # By the text and not the key: 1, 1.0 and true are equal, but are looked up as they are written.
            groups[part.fact, part.unit_column].setdefault(key_text(part_key(part, False)), part)
    return [Wanted(fact, column, tuple(parts.values())) for (fact, column), parts in sorted(groups.items())]


def needed_parts(measure: Measure) -> list[Part]:
    """The parts of a measure and, for each, how many rows it rests on and how many its table has at all."""
    return [needed for part in measure.parts for needed in (part, rows_of(part), presence_of(part))]


def rows_of(part: Part) -> Part:
    """The number of fact rows behind a part."""
    return Part(part.fact, part.unit_column, None, part.where, part.over)


def presence_of(part: Part) -> Part:
    """All rows of the part's table: where there are none, nobody has measured, and nothing is not zero."""
    return Part(part.fact, part.unit_column, None, (), part.over)


def snapshot_name(catalogue: Catalogue, store: Store, tree: Tree, months: range) -> str:
    """A name from everything the result depends on; the engine used is not among them."""
    basis = [engine_version(), catalogue.fingerprint, store.fingerprint(), tree.fingerprint, str(months)]
    return hashlib.sha256("|".join(basis).encode()).hexdigest()[:16]


@cache
def engine_version() -> str:
    """A hash of the engine's own code, so that nobody has to remember to raise a number."""
    code = b"".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in ENGINE_PARTS)
    return hashlib.sha256(code).hexdigest()[:16]


def month_axis(store: Store) -> range:
    """From the first to the last month any dated fact covers."""
    covered = {month for name in CONTRACTS if name not in UNDATED for month in store.coverage(name)}
    return range(min(covered), max(covered) + 1) if covered else range(0)


def compute(
    home: Path,
    store: Store,
    catalogue: Catalogue,
    tree: Tree,
    *,
    inputs: Sequence[Path] = (),
    engine: str = DEFAULT_ENGINE,
    progress: Progress = silent,
) -> Snapshot:
    """Compute every measure for every unit, month and sex; return the snapshot, found or made.

    `inputs` are the files the definitions and the tree were read from; the snapshot keeps a copy.
    Raises `NothingToCompute` when the store has no facts.
    """
    months = month_axis(store)
    if not months:
        raise NothingToCompute
    name = snapshot_name(catalogue, store, tree, months)
    snapshots, groups = home / "snapshots", wanted_parts(catalogue)
    if (snapshots / name).exists():
        point_at(home, name)
        return Snapshot(snapshots / name)
    snapshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=snapshots, prefix=".stages-") as scratch:
        files = fact_files(store, groups, Path(scratch), progress)
        dense, texts = _roll_up(groups, files, tree, months, catalogue, engine, progress)
        found = {"parts": texts, "coverage": _coverage(store, files, months)}
        index = _index(store, catalogue, tree, months) | found
        return write_snapshot(home, name, index, *compact(dense), sorted(Path(scratch).iterdir()), inputs)


def _index(store: Store, catalogue: Catalogue, tree: Tree, months: range) -> dict[str, Any]:
    """What a snapshot was computed from, and what is read from it as it is."""
    return {
        "format": FORMAT,
        "engine": engine_version(),
        "definitions": catalogue.fingerprint,
        "facts": store.fingerprint(),
        "tree": {"day": tree.day.isoformat(), "fingerprint": tree.fingerprint},
        "months": [months.start, months.stop],
        "units": list(tree.order),
        "reported": _reported(store),
        "files": _files_in_force(store),
    }


class NothingToCompute(Exception):
    """There are no facts. The message is for the person at the keyboard."""

    def __str__(self) -> str:
        return "Det finns inga fakta att räkna på. Läs in filer med 'malram import' eller kör 'malram demo'."


def fact_files(
    store: Store, groups: Iterable[Wanted], scratch: Path, progress: Progress
) -> dict[str, list[Path]]:
    """The parquet files of every table asked for; stages are computed and written to `scratch` first."""
    names = sorted({group.fact for group in groups})
    files: dict[str, list[Path]] = {}
    for i, name in enumerate(names):
        progress("Steg per person", i, len(names))
        if name in STAGES:
            origins = {origin: store.files(origin) for origin in STAGES[name].origins}
            if all(origins.values()):
                facts = {origin: pl.scan_parquet(paths) for origin, paths in origins.items()}
                target = scratch / f"{name}.parquet"
                STAGES[name].compute(facts).write_parquet(target)
                files[name] = [target]
        elif paths := store.files(name):
            files[name] = list(paths)
    progress("Steg per person", len(names), len(names))
    return files


def _roll_up(
    groups: list[Wanted],
    files: dict[str, list[Path]],
    tree: Tree,
    months: range,
    catalogue: Catalogue,
    engine: str,
    progress: Progress,
) -> tuple[np.ndarray, list[str]]:
    """Leaf cells of every group, summed up the tree by one sparse product per part."""
    closures = {own: tree.closure(own_only=own) for own in (False, True)}
    wanted_by = _own_or_all(catalogue)
    blocks, texts = [], []
    for i, group in enumerate(groups):
        progress("Räknar", i, len(groups))
        if group.fact not in files:
            continue
        table = leaf_cells(engine, group.fact, group.unit_column, files[group.fact], group.parts, months)
        leaves = scatter(table, len(group.parts), tree.index, months)
        for part, leaf in zip(group.parts, leaves, strict=True):
            flat = leaf.reshape(len(tree.order), -1)
            for own in sorted(wanted_by[key_text(part_key(part, False))]):
                blocks.append((closures[own] @ flat).reshape(leaf.shape))
                texts.append(key_text(part_key(part, own)))
    progress("Räknar", len(groups), len(groups))
    shape = (0, len(tree.order), 3, len(months))
    return (np.stack(blocks) if blocks else np.zeros(shape, dtype=np.int64)), texts


def _own_or_all(catalogue: Catalogue) -> dict[str, set[bool]]:
    """For each part, whether it is asked for with own providers only, with all, or both."""
    found: dict[str, set[bool]] = defaultdict(set)
    for measure in catalogue:
        for part in needed_parts(measure):
            found[key_text(part_key(part, False))].add(measure.regi == "own")
    return found


def _coverage(store: Store, files: dict[str, list[Path]], months: range) -> dict[str, list[int]]:
    """The months each table has rows for. What lies outside the snapshot's months has no cells there."""
    covered = {name: {int(month) for month in store.coverage(name)} for name in CONTRACTS}
    for name in set(files) & set(STAGES):
        covered[name] = set(pl.read_parquet(files[name], columns=["month"])["month"].to_list())
    return {name: sorted(found & set(months)) for name, found in covered.items()}


def _files_in_force(store: Store) -> dict[str, list[str]]:
    return {
        name: sorted(str(path.relative_to(store.root)) for path in store.files(name)) for name in CONTRACTS
    }


def _reported(store: Store) -> list[list]:
    """The reported values in force, in the order they were reported."""
    paths = store.files("reported_values")
    if not paths:
        return []
    rows = (
        pl.read_parquet(paths).with_columns(pl.col("sex").fill_null("total")).sort("date", "_file", "_line")
    )
    columns = (
        "series",
        "unit",
        "period",
        "sex",
        "value",
        "reason",
        "reported_by",
        "source",
        "_file",
        "_line",
    )
    return [[("" if cell is None else cell) for cell in row] for row in rows.select(columns).rows()]
