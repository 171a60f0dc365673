# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's files as the engine needs them, and how a finished snapshot is opened.

A snapshot keeps a copy of the definitions and units it was computed from, so that it can be read as it
was after both have changed.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from malram.facts.problems import Problem
from malram.facts.store import Store
from malram.facts.unit_rows import read_units
from malram.measures.definitions import Catalogue
from malram.measures.engine import Progress, compute, silent
from malram.measures.leaf import DEFAULT_ENGINE
from malram.measures.loader import load_measures
from malram.measures.query import Measurements
from malram.measures.snapshot import Snapshot
from malram.measures.tree import Tree

REGIONS = Path(__file__).parents[1] / "regions"
CHOSEN = "region"


class DefinitionsError(Exception):
    """Definitions that cannot be computed; `problems` says everything that is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class UnknownRegionError(Exception):
    """No such region folder."""

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(path.name for path in REGIONS.iterdir() if (path / "region.yaml").exists()))
        super().__init__(f"Regionen '{name}' finns inte. Det finns: {known}.")


def region_folder(name: str) -> Path:
    """The folder of a region that comes with the program, or any folder that holds a region's files."""
    for folder in (REGIONS / name, Path(name)):
        if (folder / "region.yaml").exists():
            return folder
    raise UnknownRegionError(name)


def choose_region(home: Path, name: str) -> Path:
    """Remember which region a home belongs to."""
    folder = region_folder(name)
    home.mkdir(parents=True, exist_ok=True)
    (home / CHOSEN).write_text(name, encoding="utf-8")
    return folder


def chosen_region(home: Path) -> Path:
    """The region of a home; without a choice, the only one there is."""
    chosen = home / CHOSEN
    if chosen.exists():
        return region_folder(chosen.read_text(encoding="utf-8").strip())
    found = sorted(path.parent for path in REGIONS.glob("*/region.yaml"))
    if len(found) == 1:
        return found[0]
    raise UnknownRegionError("")


def catalogue_of(region: Path) -> Catalogue:
    """The measures of a region. Raises `DefinitionsError` with all problems."""
    catalogue, problems = load_measures(region / "measures")
    if problems:
        raise DefinitionsError(problems)
    return catalogue


def tree_of(folder: Path, day: date) -> Tree:
    """The units of a folder's organisation file on one day. Raises `DefinitionsError` with all problems."""
    rows, problems = read_units(folder / "organisation.csv")
    if problems:
        raise DefinitionsError(problems)
    return Tree(rows, day)


def store_of(home: Path) -> Store:
    return Store(home / "facts")


def compute_region(
    home: Path, region: Path, *, engine: str = DEFAULT_ENGINE, progress: Progress = silent
) -> Measurements:
    """Compute a region's measures over the facts in force, with the units of the last month."""
    catalogue = catalogue_of(region)
    tree = tree_of(region, date.max)
    inputs = [*sorted((region / "measures").glob("*.yaml")), region / "organisation.csv"]
    snapshot = compute(home, store_of(home), catalogue, tree, inputs=inputs, engine=engine, progress=progress)
    return open_snapshot(snapshot)


def open_measurements(home: Path) -> Measurements | None:
    """The newest snapshot of a home, or None when nothing has been computed."""
    snapshot = Snapshot.newest(home)
    return open_snapshot(snapshot) if snapshot else None


@lru_cache(maxsize=4)
def open_snapshot(snapshot: Snapshot) -> Measurements:
    """A snapshot with the definitions and units it was computed from."""
    catalogue, problems = load_measures(snapshot.folder / "inputs")
    if problems:
        raise DefinitionsError(problems)
    day = date.fromisoformat(snapshot.index["tree"]["day"])
    return Measurements(snapshot, catalogue, tree_of(snapshot.folder / "inputs", day))
