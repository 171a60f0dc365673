# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clearing out what was computed and nobody reads any more: snapshots and all that belongs to them."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from malram.facts.disk import lock_if_free, sweep, unfinished
from malram.measures.snapshots.snapshot import Snapshot, hidden_of, lock_of, opened_of, pool_of, results_of


class ComputingNow(Exception):
    """Somebody computes in the home, and may be about to use what would be removed."""

    def __str__(self) -> str:
        return "En beräkning pågår, så inget togs bort. Kör kommandot igen när den är klar."


@dataclass(frozen=True)
class Unused:
    """Folders that nothing refers to, and the bytes they take."""

    snapshots: tuple[Path, ...]
    segments: tuple[Path, ...]
    stages: tuple[Path, ...]
    hidden: tuple[Path, ...]
    opened: tuple[Path, ...]

    @property
    def folders(self) -> tuple[Path, ...]:
        """In the order they may be removed: what refers to something before what it refers to."""
        return (*self.snapshots, *self.segments, *self.stages, *self.hidden, *self.opened)

    @property
    def size(self) -> int:
        files = (path for folder in self.folders for path in folder.rglob("*") if path.is_file())
        return sum(path.stat().st_size for path in files)


def unused(home: Path, pinned: Collection[str]) -> Unused:
    """What neither the current snapshot nor a pinned one consists of.

    Raises `DamagedResult` where one of those cannot say what it consists of.
    """
    newest = Snapshot.newest(home)
    kept = {home / "snapshots" / name for name in {*pinned, *([newest.id] if newest else [])}}
    for folder in list(kept):
        kept |= {hidden_of(home) / folder.name, opened_of(home) / folder.name}
        if folder.is_dir():
            index = Snapshot(folder).index
            names = [name for years in index.get("segments", {}).values() for name in years.values()]
            kept |= {pool_of(home) / name for name in names}
            kept |= {home / name for name in index.get("stages", {}).values()}
    left = (sorted(path for path in folder.glob("[!.]*") if path.is_dir()) for folder in results_of(home))
    return Unused(*(tuple(path for path in paths if path not in kept) for paths in left))


def clear(home: Path, pinned: Collection[str]) -> tuple[Unused, int]:
    """Remove it; return what it was and how many bytes it took. Raises `ComputingNow`."""
    with lock_if_free(lock_of(home)) as free:
        if not free:
            raise ComputingNow
        found = unused(home, pinned)
        size = found.size
        sweep(results_of(home))
        for folder in found.folders:
            # Out of sight in one step: cut off here, the rest goes when something is computed next.
            shutil.rmtree(folder.rename(unfinished(folder)))
        return found, size
