# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way back from a figure: which files it rests on, and which rows in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from malram.facts.store import Store
from malram.measures.definitions import Measure, Part
from malram.measures.leaf import meets, open_table, sex_of
from malram.measures.query import Measurement, Measurements
from malram.measures.stages import STAGES


@dataclass(frozen=True)
class TracedFile:
    """A landed file and how many of its rows a figure rests on."""

    table: str
    name: str
    hash: str
    rows: int


@dataclass(frozen=True)
class TracedRow:
    """One fact row: where it stands, and what it says."""

    file: str
    line: int
    cells: dict[str, Any]


class Tracer:
    """Reads the facts of the snapshot, as they were when it was computed."""

    def __init__(self, measurements: Measurements, store: Store):
        self._m, self._store = measurements, store

    def files(self, found: Measurement) -> list[TracedFile]:
        """Every landed file with rows behind the value, with the number of rows."""
        if found.reported is not None:
            return [TracedFile("reported_values", self._name(found.reported.file), found.reported.file, 1)]
        traced = []
        for fact, table, rows in self._behind(found):
            counted = rows.group_by("_file").aggregate(rows=rows.count()).order_by("_file")
            for record in table.to_pyarrow(counted).to_pylist():
                name = self._name(record["_file"])
                traced.append(TracedFile(fact, name, record["_file"], record["rows"]))
        return _merged(traced)

    def rows(self, found: Measurement, limit: int = 20) -> list[TracedRow]:
        """The first rows behind the value, in file order."""
        if found.reported is not None:
            row = found.reported
            return [TracedRow(self._name(row.file), row.line, {"value": row.value, "source": row.source})]
        traced: list[TracedRow] = []
        for _, table, rows in self._behind(found):
            first = rows.order_by("_file", "_line").limit(limit)
            for record in table.to_pyarrow(first).to_pylist():
                cells = {
                    key: value for key, value in record.items() if not key.startswith("_") and key != "month"
                }
                traced.append(TracedRow(self._name(record["_file"]), record["_line"], cells))
        return traced[:limit]

    def _behind(self, found: Measurement) -> Iterator[tuple[str, Any, ir.Table]]:
        """For each table the value rests on: its name, its backend and the rows that count."""
        for definition, period in self._definitions(found):
            for fact, parts in _by_table(definition).items():
                paths = self._paths(fact)
                if not paths:
                    continue
                backend, table = open_table("duckdb", fact, paths)
                yield fact, backend, table.filter(self._counts(table, definition, parts, found, period))

    def _definitions(self, found: Measurement) -> Iterator[tuple[Measure, Any]]:
        """The additive measures a value is built of."""
        definition = self._m.catalogue[found.measure]
        names = [name for name, _ in definition.terms] or ([definition.of] if definition.of else [])
        if not names:
            yield definition, found.period
        for name in names:
            yield from self._definitions(self._m.value(name, found.unit, found.period, found.sex))

    def _counts(
        self, table: ir.Table, measure: Measure, parts: list[Part], found: Measurement, period: Any
    ) -> Any:
        tests = []
        for part in parts:
            first, last = period.first, period.last
            if part.over == "last":
                covered = self._m.snapshot.coverage(part.fact)
                first = last = max((month for month in covered if last - 12 < month <= last), default=last)
            units = [u for u in self._m.tree.below(found.unit) if self._in_regi(u, measure)]
            test = (
                meets(table, part.where)
                & table.month.between(first, last)
                & table[part.unit_column].isin(units)
            )
            tests.append(test & (sex_of(table) == found.sex) if found.sex != "total" else test)
        return reduce(or_, tests)

    def _in_regi(self, unit: str, measure: Measure) -> bool:
        return measure.regi != "own" or self._m.tree.units[unit].regi == "own"

    def _paths(self, fact: str) -> list[Path]:
        if fact in STAGES:
            path = self._m.snapshot.folder / f"{fact}.parquet"
            return [path] if path.exists() else []
        return [self._store.root / name for name in self._m.snapshot.index["files"].get(fact, [])]

    def _name(self, file_hash: str) -> str:
        return self._store.landed(file_hash).name


def _by_table(measure: Measure) -> dict[str, list[Part]]:
    tables: dict[str, list[Part]] = {}
    for part in measure.parts:
        tables.setdefault(part.fact, []).append(part)
    return tables


def _merged(files: list[TracedFile]) -> list[TracedFile]:
    counted: dict[tuple[str, str, str], int] = {}
    for file in files:
        key = (file.table, file.name, file.hash)
        counted[key] = counted.get(key, 0) + file.rows
    return [TracedFile(*key, rows) for key, rows in sorted(counted.items())]
