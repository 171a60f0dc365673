# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way back from a figure: which files it rests on, and which rows in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from pathlib import Path
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa

from malram.facts.store import Store
from malram.measures.catalogue.definitions import Measure, Part
from malram.measures.computing.leaf import meets, open_table, sex_of
from malram.measures.computing.stages import STAGES
from malram.measures.computing.wanted import narrowed
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.values import State


@dataclass(frozen=True)
class TracedFile:
    """A landed file and how many of its rows a figure rests on; None where that could point somebody out."""

    table: str
    name: str
    hash: str
    rows: int | None


@dataclass(frozen=True)
class TracedRow:
    """One fact row: where it stands, and what it says."""

    file: str
    line: int
    cells: dict[str, Any]


class Tracer:
    """Reads the facts of the snapshot, as they were when it was computed."""

    def __init__(self, measurements: Measurements, store: Store):
        self.measurements, self._store = measurements, store

    def files(self, found: Measurement) -> list[TracedFile]:
        """Every landed file with rows behind the value, with the number of rows.

        Files come by the month or the clinic. Of a measure with a threshold they would tell what it hides.
        """
        with self._noticing_damage():
            return _merged(list(self._files(found)))

    def _files(self, found: Measurement) -> Iterator[TracedFile]:
        for leaf in _told(found):
            if leaf.reported is not None:
                file = leaf.reported.file
                yield TracedFile(leaf.reported.contract, self._name(file), file, 1)
                continue
            untold = self.measurements.catalogue[leaf.measure].threshold > 0
            for fact, backend, rows in self._behind(leaf):
                counted = rows.group_by("_file").aggregate(rows=rows.count()).order_by("_file")
                for record in backend.to_pyarrow(counted).to_pylist():
                    name = self._name(record["_file"])
                    count = None if untold else record["rows"]
                    yield TracedFile(fact, name, record["_file"], count)

    def rows(self, found: Measurement, limit: int = 20) -> list[TracedRow]:
        """The first rows behind the value, in file order."""
        with self._noticing_damage():
            return list(islice(self._rows(found, limit), limit))

    def _rows(self, found: Measurement, limit: int) -> Iterator[TracedRow]:
        for leaf in _told(found):
            if leaf.reported is not None:
                row = leaf.reported
                cells = {"value": row.value, "source": row.source}
                yield TracedRow(self._name(row.file), row.line, cells)
                continue
            for _, backend, rows in self._behind(leaf):
                first = rows.order_by("_file", "_line").limit(limit)
                yield from map(self._row, backend.to_pyarrow(first).to_pylist())

    def booked(
        self, files: list[Path], accounts: Collection[str], unit: str, first: int, limit: int
    ) -> list[TracedRow]:
        """Rows of the ledger on some accounts that count at the very unit, by day, from a place on."""
        units = [one for one, place in self.measurements.tree.places.items() if place == unit]
        with self._noticing_damage():
            backend, table = open_table("duckdb", "ledger", files)
            chosen = table.filter(table.account.isin(list(accounts)) & table.unit.isin(units))
            page = chosen.order_by("date", "voucher", "row").limit(limit, offset=first)
            return [self._row(record) for record in backend.to_pyarrow(page).to_pylist()]

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        """Where rows cannot be read, say which stored file is damaged. Raises `DamagedFacts`."""
        try:
            yield
        except (duckdb.Error, pa.ArrowInvalid, FileNotFoundError):
            for delivery in self._store.deliveries():
                for part in delivery.parts:
                    self._store.stored(delivery, part).checked()
            raise

    def _row(self, record: dict[str, Any]) -> TracedRow:
        cells = {key: value for key, value in record.items() if not key.startswith("_") and key != "month"}
        return TracedRow(self._name(record["_file"]), record["_line"], cells)

    def _behind(self, found: Measurement) -> Iterator[tuple[str, Any, ir.Table]]:
        """For each table the value rests on: its name, its backend and the rows that count."""
        definition = self.measurements.catalogue[found.measure]
        for fact, parts in _by_table(definition).items():
            paths = self._paths(fact)
            if paths:
                backend, table = open_table("duckdb", fact, paths)
                yield fact, backend, table.filter(self._counts(table, definition, parts, found))

    def _counts(self, table: ir.Table, measure: Measure, parts: list[Part], found: Measurement) -> Any:
        tests = []
        tree = self.measurements.tree
        counted = tree.counted_in(found.unit)
        units = [unit for unit in counted if measure.regi != "own" or tree.regi[unit] == "own"]
        for part in parts:
            months = self.measurements.months_of(measure, part, found.unit, found.period)
            where = narrowed(self.measurements.catalogue, part, found.group).where
            test = meets(table, where) & table.month.isin(months) & table[part.unit_column].isin(units)
            tests.append(test & (sex_of(table) == found.sex) if found.sex != "total" else test)
        return reduce(or_, tests)

    def _paths(self, fact: str) -> list[Path]:
        if fact in STAGES:
            return self.measurements.snapshot.stage_files(fact)
        return [self._store.root / name for name in self.measurements.snapshot.index["files"].get(fact, [])]

    def _name(self, file_hash: str) -> str:
        try:
            return self._store.landed(file_hash).name
        except KeyError:  # only the original is gone, and its rows can still be shown
            return file_hash


def _told(found: Measurement) -> list[Measurement]:
    """The values it rests on whose rows may be told."""
    return [leaf for leaf in found.leaves if leaf.figure.state is not State.SUPPRESSED]


def _by_table(measure: Measure) -> dict[str, list[Part]]:
    tables: dict[str, list[Part]] = {}
    for part in measure.parts:
        tables.setdefault(part.fact, []).append(part)
    return tables


def _merged(files: list[TracedFile]) -> list[TracedFile]:
    counted: dict[tuple[str, str, str], int | None] = {}
    for file in files:
        key = (file.table, file.name, file.hash)
        before = counted.get(key, 0)
        counted[key] = None if before is None or file.rows is None else before + file.rows
    return [TracedFile(*key, rows) for key, rows in sorted(counted.items())]
