# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of every home at every moment, and what a home holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from malram.facts.manifest import Part
from malram.facts.quarantine import listed
from malram.facts.store import Store, hash_of
from malram.measures.reading.query import Measurements
from malram.measures.region import open_measurements, store_of
from malram.values import Period
from tests.faults.linking import identity

Question = tuple[str, str, str]  # measure, unit and period
Answers = list[int | None]
UNLIKE = {"received.json", "lock", "computing.lock"}  # when it came, and who is at work


def served(home: Path, questions: Sequence[Question]) -> Answers:
    """What the pages say when they are asked."""
    return _answers(_measurements(home), questions)


def broken(home: Path, questions: Sequence[Question], before: Answers, after: Answers) -> list[str]:
    """Everything that is not as it must be, whenever the work between two answers was cut off."""
    found, store = [], store_of(home)
    for delivery in store.deliveries():
        if delivery.landed != delivery.committed + delivery.quarantined:
            found.append(f"{delivery.name}: rows were lost")
        if sum(part.rows for part in delivery.parts) != delivery.committed:
            found.append(f"{delivery.name}: parts do not hold the rows")
        found += [f"{part.path} is not whole" for part in delivery.parts if not _whole(store, part)]
        if delivery.corrects is None and len(listed(store, delivery)) != delivery.quarantined:
            found.append(f"{delivery.name}: the quarantine list is not whole")
        if hash_of(store.landed(delivery.file).path) != delivery.file:
            found.append(f"{delivery.name}: the landed file is not whole")
    m = _measurements(home)
    said = _answers(m, questions)
    if said not in (before, after):
        found.append(f"the pages say {said}")
    if said == after and m.snapshot.index["facts"] != store.fingerprint():
        found.append("computed from facts that were not there")
    return found


def written(home: Path) -> dict[str, str]:
    """Every file of a home with the hash of its content, hidden ones too; linked files by what they are."""
    paths = [path for path in home.rglob("*") if path.is_file() and path.name not in UNLIKE]
    return {
        str(path.relative_to(home)): identity(path) or hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def _measurements(home: Path) -> Measurements:
    m = open_measurements(home)
    assert m is not None
    return m


def _answers(m: Measurements, questions: Sequence[Question]) -> Answers:
    found = [m.value(measure, unit, Period.parse(period)).numerator for measure, unit, period in questions]
    return [None if value is None else int(value) for value in found]


def _whole(store: Store, part: Part) -> bool:
    """A linked file is looked at where all that was written is compared."""
    path = store.root / part.path
    return bool(identity(path)) or (
        hash_of(path) == part.sha256 and pl.read_parquet(path).height == part.rows
    )
