# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landing, parse, check, then commit or quarantine. Landed = committed + quarantined, always."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from malram.facts.checking import Checked, Closed, Lines, check_against, check_rows, is_closed
from malram.facts.contracts import Contract
from malram.facts.converting import schema
from malram.facts.manifest import Delivery, State
from malram.facts.mapping import Mapping
from malram.facts.problems import Place, Problem
from malram.facts.quarantine import QuarantinedRow, to_lines
from malram.facts.reading import RefusedError, Sheet, decode
from malram.facts.rules import problem
from malram.facts.store import SHORT, LandedFile, Store
from malram.facts.units import UnitRegister

LIMIT_MB = 512  # a file is held in memory while it is read
LISTED = 1000  # problems in a receipt; the quarantine list holds them all


@dataclass(frozen=True)
class Receipt:
    """What became of one file. `file` is the short hash under which it was landed."""

    state: State | Literal["duplicate"]
    landed: int
    committed: int
    quarantined: int
    problems: tuple[Problem, ...]
    file: str

    def text(self) -> str:
        """One line for a person."""
        word = {
            "committed": "inläst",
            "duplicate": "redan inläst",
            "refused": "avvisad",
            "partly": "delvis inläst",
        }
        rows = "rad" if self.landed == 1 else "rader"
        taken = "inläst" if self.committed == 1 else "inlästa"
        rows = f"{self.landed} {rows}: {self.committed} {taken}, {self.quarantined} i karantän"
        return f"{word[self.state].capitalize()}. {rows}."


def intake(
    store: Store,
    path: Path,
    mapping: Mapping,
    units: UnitRegister,
    closed: Closed = frozenset(),
    known_at: datetime | None = None,
    source: str | None = None,
    lines: Lines = None,
) -> Receipt:
    """Take one file into the store.

    A file with the same `source` as an earlier one (by default its name without ending) replaces it from
    `known_at` on, except in closed months.
    """
    path = Path(path)
    if not path.is_file():
        return Receipt("refused", 0, 0, 0, (problem("F001", Place(str(path))),), "")
    landed = store.land(path)
    source = source or path.stem
    if same := _in_force(store, landed, mapping):
        return _duplicate(path.name, landed, same)
    try:
        checked = read(landed, path.name, mapping)
    except RefusedError as refusal:
        return Receipt("refused", 0, 0, 0, refusal.problems, landed.short)
    check_rows(checked, units, closed, lines)
    with store.writing():
        if same := _in_force(store, landed, mapping):
            return _duplicate(path.name, landed, same)
        check_against(checked, store, without=source)
        shut = closed_months(store, checked, source, closed)
        return commit(store, checked, landed, source, known_at, closed=shut)


def read(landed: LandedFile, name: str, mapping: Mapping) -> Checked:
    """Parse and convert a landed file, or refuse it whole."""
    size = landed.path.stat().st_size
    if size > LIMIT_MB * 1_000_000:
        raise RefusedError(problem("F002", Place(name), size=size // 1_000_000, limit=LIMIT_MB))
    sheet = Sheet(decode(landed.path.read_bytes(), name, mapping), name, mapping)
    checked = Checked(name, mapping)
    for batch in sheet.batches():
        checked.add(batch, sheet.header)
    if not checked.frames or (checked.rows().is_empty() and not checked.unread):
        raise RefusedError(problem("F009", Place(name)))
    return checked


def closed_months(store: Store, checked: Checked, source: str, closed: Closed) -> tuple[int, ...]:
    """Months of this or the former delivery that are closed: there the former one stays in force."""
    months = set(checked.rows()["month"].drop_nulls().unique())
    former = store.standings(checked.contract.name).get(source)
    months |= set(former.parts) if former else set()
    return tuple(sorted(m for m in months if is_closed(closed, checked.contract.name, m)))


def commit(
    store: Store,
    checked: Checked,
    landed: LandedFile,
    source: str,
    known_at: datetime | None,
    closed: tuple[int, ...] = (),
    corrects: Delivery | None = None,
    record: list[QuarantinedRow] | None = None,
) -> Receipt:
    """Write what is good, list what is not. `record` is a fuller quarantine list than the broken rows."""
    rows = as_stored(checked.good(), checked.contract, landed)
    broken = checked.quarantine()
    known = (known_at or datetime.now(UTC)).astimezone(UTC)
    delivery = Delivery(
        number=0,  # the store numbers it when it writes
        contract=checked.contract.name,
        source=source,
        file=landed.sha256,
        name=checked.name,
        known_at=(max(known, corrects.known) if corrects else known).isoformat(),
        state="refused" if rows.is_empty() else "partly" if broken else "committed",
        landed=rows.height + len(broken),
        committed=rows.height,
        quarantined=len(broken),
        mapping=checked.mapping.fingerprint,
        closed=closed,
        corrects=corrects.number if corrects else None,
    )
    return _receipt(store.commit(delivery, rows, to_lines(broken if record is None else record)), broken)


def as_stored(rows: pl.DataFrame, contract: Contract, landed: LandedFile) -> pl.DataFrame:
    """Checked rows with the file they came in, in the order of a stored file's columns."""
    return rows.with_columns(pl.lit(landed.short).alias("_file")).select(list(schema(contract)))


def _receipt(delivery: Delivery, broken: list[QuarantinedRow]) -> Receipt:
    problems = [found for row in broken for found in row.problems]
    if delivery.state == "refused" and delivery.corrects is None:
        problems.insert(0, problem("F011", Place(delivery.name), landed=delivery.landed))
    return Receipt(
        delivery.state,
        delivery.landed,
        delivery.committed,
        delivery.quarantined,
        _shortened(problems, delivery.name),
        delivery.file[:SHORT],
    )


def _shortened(problems: list[Problem], name: str) -> tuple[Problem, ...]:
    if len(problems) <= LISTED:
        return tuple(problems)
    return (*problems[:LISTED], problem("F039", Place(name), count=len(problems) - LISTED))


def _in_force(store: Store, landed: LandedFile, mapping: Mapping) -> Delivery | None:
    """The delivery in force with the same content, read in the same way."""
    for standing in store.standings(mapping.contract.name).values():
        former = standing.delivery
        if former.file == landed.sha256 and former.mapping == mapping.fingerprint:
            return former
    return None


def _duplicate(name: str, landed: LandedFile, former: Delivery) -> Receipt:
    received = landed.received.astimezone().strftime("%Y-%m-%d kl. %H.%M")
    found = problem("F010", Place(name), received=received, name=former.name)
    return Receipt("duplicate", 0, 0, 0, (found,), landed.short)
