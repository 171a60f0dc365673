# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first half of the demo, without a database: source files → intake → measures.

Every step finds what an earlier run finished and goes on from there, so it can be interrupted anywhere
and a second run costs little. A source file somebody has edited is taken in as a new delivery.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from malram.demo.cells.atoms import FOLDER
from malram.demo.cells.write import write_cells
from malram.demo.courses.care import write_care
from malram.demo.courses.forecasts import write_forecasts
from malram.demo.courses.ledger import write_money
from malram.demo.courses.ledger_earlier import write_earlier
from malram.demo.courses.other import write_other
from malram.demo.courses.staff import write_staff
from malram.economy.layouts import lines_of
from malram.facts.checking import Closed
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.problems import Problem
from malram.facts.units import UnitRegister
from malram.measures.computing.engine import Progress
from malram.measures.reading.query import Measurements
from malram.measures.region import choose_region, compute_region, store_of

REGION = "varmland"
DELIVERED = datetime(2025, 1, 20, 6, 0, tzinfo=UTC)
WRITERS: tuple[Callable[[Path, Progress], list[Path]], ...] = (
    write_care,
    write_money,
    write_earlier,
    write_forecasts,  # from the ledger files, so after them
    write_staff,
    write_other,
)


class DemoError(Exception):
    """A step that could not be finished; the text says which and why."""


@dataclass(frozen=True)
class Taken:
    """What intake made of all files."""

    files: int
    new: int
    rows: int
    committed: int
    quarantined: int


def write_sources(home: Path, region: Path, progress: Progress) -> Path:
    """Write the source files unless this generator has written them before."""
    folder = home / "source-files"
    done, generator = folder / ".generator", generator_hash(region)
    if done.exists() and done.read_text() == generator:
        return folder
    if (region / FOLDER).exists():
        write_cells(region, folder, progress)
    else:
        for write in WRITERS:
            write(folder, progress)
    done.write_text(generator)
    return folder


def deliver_diary(region: Path, folder: Path) -> None:
    """Put the diary's exports, which are among the region's files, with what the generators wrote."""
    (folder / "diarium").mkdir(exist_ok=True)
    for path in sorted((region / "matters").glob("*.csv")):
        shutil.copyfile(path, folder / "diarium" / path.name)


def generator_hash(region: Path) -> str:
    """Changes when the generators' own code or the region's figures do: then the files are written anew."""
    here = Path(__file__).parent
    paths = [*here.glob("*.py"), *here.glob("c*/*.py"), *region.glob(f"{FOLDER}/*.yaml")]
    if (region / FOLDER).exists():
        paths += [*region.glob("reference/**/*.*"), *region.glob("measures/*.yaml")]
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
        mapping = next((mapping for mapping in mappings if mapping.is_for(path)), None)
        if mapping is None:
            raise DemoError(
                f"Ingen mappning gäller filen {path.name}. Ange 'files' i den mappning som ska gälla."
            )
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


def build_facts(
    home: Path, progress: Progress, closed: Closed = frozenset(), name: str = REGION
) -> tuple[Taken, Measurements]:
    """Everything up to and including the snapshot; needs no database, and is handed the closed periods."""
    region = choose_region(home, name)
    folder = write_sources(home, region, progress)
    deliver_diary(region, folder)
    taken = take_in(home, region, folder, progress, closed)
    return taken, compute_region(home, region, progress=progress)
