# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first half of the demo, without a database: source files → intake → measures.

Every step finds what an earlier run finished and goes on from there, so it can be interrupted anywhere
and a second run costs little. A source file somebody has edited is taken in as a new delivery.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from malram.demo.cells.atoms import FOLDER as CELLS
from malram.demo.cells.write import write_cells
from malram.demo.courses.write import FOLDER as COURSES
from malram.demo.courses.write import write_courses
from malram.demo.errors import DemoError
from malram.economy.layouts import lines_of
from malram.facts.checking import Closed
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.problems import Problem
from malram.facts.units import UnitRegister
from malram.measures.computing.engine import Progress
from malram.measures.reading.query import Measurements
from malram.measures.region import choose_region, compute_region, store_of

DELIVERED = datetime(2025, 1, 20, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Taken:
    """What intake made of all files."""

    files: int
    new: int
    rows: int
    committed: int
    quarantined: int


def write_sources(home: Path, region: Path, progress: Progress) -> Path:
    """Write the source files unless the same generators have written them from the same files before.

    What a region has in `demo/cells/` is fitted to its printed figures, and what it has in `demo/courses/`
    is made of linked events. Raises `DemoError` where neither is, or where they cannot be used.
    """
    folder = home / "source-files"
    done, generator = folder / ".generator", generator_hash(region)
    if done.exists() and done.read_text() == generator:
        return folder
    written = write_cells(region, folder, progress) if (region / CELLS).exists() else []
    written += write_courses(region, folder, progress)
    if not written:
        raise DemoError(f"Regionen {region.name} har ingen demo. Lägg filer i {CELLS}/ eller {COURSES}/.")
    done.write_text(generator)
    return folder


def deliver_diary(region: Path, folder: Path) -> None:
    """Put the diary's exports, which are among the region's files, with what the generators wrote."""
    (folder / "diarium").mkdir(exist_ok=True)
    for path in sorted((region / "matters").glob("*.csv")):
        shutil.copyfile(path, folder / "diarium" / path.name)


def generator_hash(region: Path) -> str:
    """Changes when the generators or what they read of the region do: then all is written anew."""
    here = Path(__file__).parent
    paths = [*here.glob("*.py"), *here.glob("c*/*.py"), *region.glob("demo/**/*.yaml")]
    paths += region.glob("organisation.csv")
    if (region / CELLS).exists():
        paths += [
            *region.glob("reference/**/*.*"),
            *region.glob("measures/*.yaml"),
            *region.glob("mappings/*"),
        ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(paths))).hexdigest()[:16]


def take_in(
    home: Path, region: Path, folder: Path, progress: Progress, closed: Closed = frozenset()
) -> Taken:
    """Take every source file through intake. Raises `DemoError` when any row is refused."""
    store, units = store_of(home), UnitRegister.read(region / "organisation.csv")
    lines = lines_of(region)
    mappings = [Mapping.load(path) for path in sorted((region / "mappings").glob("*.yaml"))]
    files = sorted(folder.rglob("*.csv"))
    receipts, problems = [], list[Problem]()
    for i, path in enumerate(files):
        progress("Läser in filer", i, len(files))
        mapping = _mapping_for(path, mappings)
        known_at = None if store.standings(mapping.contract.name).get(path.stem) else DELIVERED
        receipt = intake(store, path, mapping, units, closed, known_at=known_at, lines=lines)
        receipts.append(receipt)
        problems += receipt.problems if receipt.state in ("refused", "partly") else ()
    progress("Läser in filer", len(files), len(files))
    if problems:
        raise DemoError("\n".join(map(str, problems[:20])))
    new = [receipt for receipt in receipts if receipt.state == "committed"]
    return Taken(
        len(files),
        len(new),
        sum(receipt.landed for receipt in new),
        sum(receipt.committed for receipt in new),
        sum(receipt.quarantined for receipt in new),
    )


def _mapping_for(path: Path, mappings: list[Mapping]) -> Mapping:
    for mapping in mappings:
        if mapping.is_for(path):
            return mapping
    raise DemoError(f"Ingen mappning gäller filen {path.name}. Ange 'files' i den mappning som ska gälla.")


def build_facts(
    home: Path, name: str, progress: Progress, closed: Closed = frozenset()
) -> tuple[Taken, Measurements]:
    """Everything up to and including the snapshot; needs no database, and is handed the closed periods."""
    region = choose_region(home, name)
    folder = write_sources(home, region, progress)
    deliver_diary(region, folder)
    taken = take_in(home, region, folder, progress, closed)
    return taken, compute_region(home, region, progress=progress)
