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
from malram.facts.unit_rows import UnitRow, read_units
from malram.measures.catalogue.definitions import Catalogue
from malram.measures.catalogue.loader import load_measures
from malram.measures.computing.engine import Progress, compute, silent
from malram.measures.computing.memory import USUAL, Memory
from malram.measures.computing.months import DEFAULT_ENGINE
from malram.measures.reading.query import Measurements
from malram.measures.snapshots.snapshot import Snapshot
from malram.measures.tracing.by_account import AccountSums
from malram.measures.tree import Tree

REGIONS = Path(__file__).parents[1] / "regions"
CHOSEN = "region"
DEFAULT = "default"


class DefinitionsError(Exception):
    """Definitions that cannot be computed; `problems` says everything that is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class UnknownRegionError(Exception):
    """No such region folder."""

    def __init__(self, name: str) -> None:
        if Path(name).is_dir():
            super().__init__(f"Katalogen '{name}' har ingen fil region.yaml. Skriv den först.")
            return
        known = ", ".join(sorted(path.name for path in REGIONS.iterdir() if (path / "region.yaml").exists()))
        super().__init__(f"Regionen '{name}' finns inte. Det finns: {known}.")


def region_folder(name: str) -> Path:
    """The folder of a region that comes with the program, or any folder that holds a region's files."""
    for folder in (REGIONS / name, Path(name)):
        if (folder / "region.yaml").exists():
            return folder
    raise UnknownRegionError(name)


def choose_region(home: Path, name: str) -> Path:
    """Remember which region a home belongs to: by name, or by the whole path of a folder of one's own."""
    folder = region_folder(name)
    home.mkdir(parents=True, exist_ok=True)
    known = folder.name if folder.parent == REGIONS else str(folder.resolve())
    (home / CHOSEN).write_text(known, encoding="utf-8")
    return folder


def chosen_region(home: Path) -> Path:
    """The region of a home; without a choice, the one that the regions' own file `default` names."""
    chosen = home / CHOSEN
    named = chosen if chosen.exists() else REGIONS / DEFAULT
    return region_folder(named.read_text(encoding="utf-8").strip())


def shipped_regions() -> list[str]:
    """The regions that come with the program, the one that is there without a choice first."""
    first = (REGIONS / DEFAULT).read_text(encoding="utf-8").strip()
    return sorted(
        (path.parent.name for path in REGIONS.glob("*/region.yaml")), key=lambda name: (name != first, name)
    )


def home_of(home: Path, name: str) -> Path:
    """Where a region lives: in the home itself when that is its region, or else below it."""
    chosen = home / CHOSEN
    mine = not chosen.exists() or chosen.read_text(encoding="utf-8").strip() == name
    return home if mine else home / "regions" / name


def catalogue_of(region: Path) -> Catalogue:
    """The measures of a region. Raises `DefinitionsError` with all problems."""
    return definitions_in(region / "measures")


def definitions_in(folder: Path) -> Catalogue:
    """The measures of every file in a folder. Raises `DefinitionsError` with all problems."""
    catalogue, problems = load_measures(folder)
    if problems:
        raise DefinitionsError(problems)
    return catalogue


def units_in(folder: Path) -> list[UnitRow]:
    """The rows of a folder's organisation file. Raises `DefinitionsError` with all problems."""
    rows, problems = read_units(folder / "organisation.csv")
    if problems:
        raise DefinitionsError(problems)
    return rows


def tree_of(folder: Path, day: date, known_at: date | None = None) -> Tree:
    """The units of a folder's organisation file on one day, as known on another or now."""
    return Tree(units_in(folder), day, known_at)


def store_of(home: Path) -> Store:
    return Store(home / "facts")


def compute_region(
    home: Path,
    region: Path,
    *,
    engine: str = DEFAULT_ENGINE,
    progress: Progress = silent,
    memory: Memory = USUAL,
) -> Measurements:
    """Compute a region's measures over the facts in force, with the units of today.

    A reorganisation that is decided and known shows from its first day and not before.
    """
    catalogue = catalogue_of(region)
    tree = tree_of(region, date.today())
    inputs = [*sorted((region / "measures").glob("*.yaml")), region / "organisation.csv"]
    facts = store_of(home)
    snapshot = compute(
        home, facts, catalogue, tree, inputs=inputs, engine=engine, progress=progress, memory=memory
    )
    found = open_snapshot(snapshot)
    found.disclosure.decide_all()
    AccountSums(snapshot, tree).add_all()
    return found


def open_measurements(home: Path) -> Measurements | None:
    """The newest snapshot of a home, or None when nothing has been computed."""
    snapshot = Snapshot.newest(home)
    return open_snapshot(snapshot) if snapshot else None


@lru_cache(maxsize=4)
def open_snapshot(snapshot: Snapshot) -> Measurements:
    """A snapshot with the definitions and units it was computed from."""
    inputs = snapshot.folder / "inputs"
    return Measurements(snapshot, definitions_in(inputs), tree_of(inputs, *days_of(snapshot)))


def days_of(snapshot: Snapshot) -> tuple[date, date | None]:
    """The day whose organisation a snapshot has, and the day as known on which; None when it was computed."""
    kept = snapshot.index["tree"]
    known_at = kept.get("known_at")
    return date.fromisoformat(kept["day"]), date.fromisoformat(known_at) if known_at else None
