# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is every stored file as it was written? What is not is made again from the file that was delivered."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from malram.facts.disk import write_whole
from malram.facts.intake import as_stored, read
from malram.facts.manifest import Delivery, Part
from malram.facts.mapping import Mapping
from malram.facts.quarantine import listed
from malram.facts.reading import RefusedError
from malram.facts.replaying import sent_again
from malram.facts.store import SHORT, LandedFile, Store, as_parquet, by_months, hash_of


class CannotRepair(Exception):
    """Why a damaged file cannot be made again; the text says what is left to do."""


@dataclass(frozen=True)
class Fault:
    """A stored file that is missing or not as it was written, and whose it is."""

    path: Path
    delivery: Delivery
    part: Part | None = None

    def __str__(self) -> str:
        of = f"hör till leveransen {self.delivery.name} ({self.delivery.contract}, nr {self.delivery.number})"
        return f"{self.path}: filen saknas eller är skadad. Den {of}."


def faults(store: Store) -> Iterator[Fault]:
    """Every damaged file of every delivery, whether or not it is in force."""
    for delivery in store.deliveries():
        original = store.root / "landing" / delivery.file[:SHORT] / "content"
        if hash_of(original) != delivery.file:
            yield Fault(original, delivery)
        for part in delivery.parts:
            if hash_of(store.root / part.path) != part.sha256:
                yield Fault(store.root / part.path, delivery, part)
        if _lost(store, delivery):
            yield Fault(store.root / delivery.quarantine, delivery)


def _lost(store: Store, delivery: Delivery) -> bool:
    """Whether the quarantine list is not the one that was written."""
    try:
        rows = listed(store, delivery)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return True
    return sum(1 for row in rows if row.problems) != delivery.quarantined


def repair(store: Store, fault: Fault, mappings: Collection[Mapping]) -> None:
    """Write a part again, to the byte as it was. Raises `CannotRepair`."""
    if fault.part is None:
        what = "originalet" if fault.path.name == "content" else "karantänlistan"
        again = " eller läs in samma fil en gång till med 'malram import'" if what == "originalet" else ""
        raise CannotRepair(f"Återställ {what} från en säkerhetskopia{again}.")
    rows = by_months(_rows(store, fault.delivery, mappings)).get(fault.part.month)
    data = b"" if rows is None else as_parquet(rows)
    if hashlib.sha256(data).hexdigest() != fault.part.sha256:
        raise CannotRepair(
            "Originalet ger inte samma fil med den här versionen av Målram. Återställ filen från en "
            "säkerhetskopia, eller kör kommandot med den version som läste in den."
        )
    write_whole(fault.path, data)


def _rows(store: Store, delivery: Delivery, mappings: Collection[Mapping]) -> pl.DataFrame:
    """The rows a delivery gave: those of its file that are not in its quarantine list, or what mended it."""
    landed = _original(store, delivery)
    mapping = next((one for one in mappings if one.fingerprint == delivery.mapping), None)
    if mapping is None:
        raise CannotRepair(
            f"Mappningen för {delivery.contract} har ändrats sedan filen lästes in. Återställ filen från en "
            "säkerhetskopia, eller mappningen som den var."
        )
    if _lost(store, delivery):
        raise CannotRepair("Dess karantänlista är också skadad. Återställ båda från en säkerhetskopia.")
    record = listed(store, delivery)
    if delivery.corrects is not None:
        texts = {row.line: row.raw for row in record if not row.problems}
        rows = sent_again(landed, delivery, mapping, texts).rows()
    else:
        try:
            rows = read(landed, delivery.name, mapping).rows()
        except RefusedError as refusal:
            raise CannotRepair(str(refusal)) from None
        if record:
            rows = rows.filter(~pl.col("_line").is_in([row.line for row in record]))
    return as_stored(rows, mapping.contract, landed)


def _original(store: Store, delivery: Delivery) -> LandedFile:
    try:
        landed = store.landed(delivery.file)
    except KeyError:
        landed = None
    if landed is None or hash_of(landed.path) != delivery.file:
        raise CannotRepair(
            "Originalet är också skadat. Läs in samma fil en gång till med 'malram import', så läggs det "
            "tillbaka, och kör sedan kommandot igen."
        )
    return landed
