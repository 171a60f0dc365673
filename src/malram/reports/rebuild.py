# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build a report again as it was: from its own inputs, its own definitions and units, its own facts."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from malram.measures.computing.engine import compute
from malram.measures.reading.query import Measurements
from malram.measures.region import days_of, definitions_in, open_snapshot, store_of, tree_of
from malram.measures.snapshots.pinned import known_when, snapshot_named
from malram.measures.snapshots.snapshot import FORMAT, Snapshot
from malram.reports.files import INPUTS, contents
from malram.reports.inputs import build_from, other_tools
from malram.reports.pinned import Pinned, pinned_report


class CannotRebuild(Exception):
    """What a report was built from is not there any more; the text says what is missing."""


@dataclass(frozen=True)
class Rebuilt:
    """The files made anew, whether each is what was kept, and what else is not as it was then."""

    pinned: Pinned
    files: dict[str, bytes]
    same: dict[str, bool]
    snapshot: str
    tools: list[str]

    @property
    def as_it_was(self) -> bool:
        return all(self.same.values())


def rebuild(home: Path, name: str, *, recompute: bool = False) -> Rebuilt:
    """Build a report again and compare every file with the one that was kept.

    The pinned snapshot is read as it lies. With `recompute` it is computed once more from the facts as they
    were known then. Raises `CannotRebuild`, and `UnknownBuild` for a report that was never built.
    """
    pinned = pinned_report(home, name)
    inputs = pinned.folder / INPUTS
    if not inputs.is_dir():
        said = "byggdes innan underlagen sparades tillsammans med rapporten. De färdiga filerna finns kvar i"
        raise CannotRebuild(f"{pinned.folder.name} {said} {pinned.folder}.")
    snapshot = snapshot_named(home, pinned.snapshot)
    with tempfile.TemporaryDirectory(prefix="malram-") as scratch:
        m = _recomputed(home, snapshot, Path(scratch)) if recompute else _as_it_lies(snapshot)
        built = build_from(inputs, m)
    files = contents(built.document, built.ledger)
    same = {name: _kept(pinned.folder / name) == content for name, content in files.items()}
    return Rebuilt(pinned, files, same, m.snapshot.id, other_tools(inputs))


def _as_it_lies(snapshot: Snapshot) -> Measurements:
    if snapshot.index.get("format") != FORMAT:
        said = "är skriven i ett äldre format. Kör kommandot igen med --recompute"
        raise CannotRebuild(f"Ögonblicksbilden {snapshot.id} {said}, så räknas den om på samma fakta.")
    return open_snapshot(snapshot)


def _recomputed(home: Path, snapshot: Snapshot, scratch: Path) -> Measurements:
    """The snapshot computed once more: the same facts, definitions and units, whatever has come since."""
    store, kept = store_of(home), snapshot.folder / "inputs"
    facts = store.as_known_at(known_when(snapshot, store))
    catalogue, tree = definitions_in(kept), tree_of(kept, *days_of(snapshot))
    return Measurements(compute(scratch, facts, catalogue, tree), catalogue, tree)


def _kept(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
