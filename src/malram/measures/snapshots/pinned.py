# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Snapshots that reports are pinned to, and the moment whose facts each of them was computed from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from malram.facts.authored import nearest
from malram.facts.store import Store
from malram.measures.snapshots.snapshot import Snapshot


class UnknownSnapshot(Exception):
    """No snapshot of that name."""

    def __init__(self, name: str, known: set[str]) -> None:
        super().__init__(f"Ögonblicksbilden '{name}' finns inte. {nearest(name, known)}".rstrip())


class FactsNotFound(Exception):
    """The store does not hold the facts a snapshot was computed from, and never did."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(
            f"De fakta som ögonblicksbilden {snapshot.id} räknades på finns inte i lagret. "
            "Återställ lagret från en säkerhetskopia som är tagen efter att den räknades."
        )


def snapshot_named(home: Path, name: str) -> Snapshot:
    """A snapshot by its id, whether or not it is the current one."""
    snapshots = {path.parent.name for path in (home / "snapshots").glob("[!.]*/index.json")}
    if name not in snapshots:
        raise UnknownSnapshot(name, snapshots)
    return Snapshot(home / "snapshots" / name)


def known_when(snapshot: Snapshot, store: Store) -> datetime:
    """The moment whose facts a snapshot was computed from. Raises `FactsNotFound`.

    The snapshot says when they were known; that the store then held just these is tried, and not believed.
    """
    facts, said = snapshot.index["facts"], snapshot.index.get("known_at")
    if said and store.fingerprint(datetime.fromisoformat(said)) == facts:
        return datetime.fromisoformat(said)
    moment = store.known_when(facts)
    if moment is None:
        raise FactsNotFound(snapshot)
    return moment
