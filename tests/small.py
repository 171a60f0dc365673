# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts small enough to add by head, written as the store writes them."""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from malram.facts.contracts import CONTRACTS
from malram.facts.manifest import Delivery
from malram.facts.store import LandedFile, StoredFile
from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.loader import load_measures
from malram.measures.computing.engine import compute
from malram.measures.reading.query import Measurements
from malram.measures.tree import Tree
from malram.values.periods import month_index

KINDS = {"bool": pl.Boolean, "date": pl.Date, "int": pl.Int64, "ore": pl.Int64, "milli": pl.Int64}


class SmallStore:
    """A store of rows held in tables: what the engine asks of the real one, and nothing more."""

    def __init__(self, root: Path):
        self.root = root
        self.tables: dict[str, list[dict]] = {}
        self.later: dict[str, int] = {}  # columns the contracts got later, and the first month that has them

    def add(self, contract: str, *rows: dict) -> None:
        self.tables.setdefault(contract, []).extend(rows)

    def by_month(self, contract: str) -> dict[int, list[StoredFile]]:
        """A file for every month, named by its content as in a store nothing is overwritten."""
        found = {}
        if contract in self.tables:
            frame = self.frame(contract)
            for (month,), rows in sorted(frame.partition_by("month", as_dict=True).items()):
                buffer = io.BytesIO()
                rows.drop(c for c, first in self.later.items() if month < first).write_parquet(buffer)
                sha256 = hashlib.sha256(buffer.getvalue()).hexdigest()
                path = self.root / f"{contract}-{month}-{sha256[:8]}.parquet"
                path.write_bytes(buffer.getvalue())
                found[int(month)] = [StoredFile(path, sha256)]
        return found

    def files(self, contract: str) -> list[Path]:
        return [file.path for files in self.by_month(contract).values() for file in files]

    def frame(self, contract: str) -> pl.DataFrame:
        """Rows may name their own `_file` and `_line`; others stand one after the other in file f1."""
        definition = CONTRACTS[contract]
        schema = {c.name: KINDS.get(c.kind, pl.String) for c in definition.columns}
        schema |= {"_file": pl.String, "_line": pl.Int32, "month": pl.Int32}
        rows = [
            {"_file": "f1", "_line": i + 2, **row, "month": month_index(day.year, day.month)}
            for i, row in enumerate(self.tables[contract])
            if (day := row[definition.date])
        ]
        return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)

    def coverage(self, contract: str) -> set[int]:
        return set(self.frame(contract)["month"]) if contract in self.tables else set()

    def deliveries(self) -> tuple[Delivery, ...]:
        return ()  # rows in tables were never delivered

    def fingerprint(self) -> str:
        return str(sorted((name, str(rows)) for name, rows in self.tables.items()))

    def landed(self, file_hash: str) -> LandedFile:
        return LandedFile(f"{file_hash}.csv", self.root / file_hash, datetime(2025, 1, 1), file_hash)


UNITS = [
    UnitRow("regionen", "", "Regionen", "region"),
    UnitRow("namnd", "regionen", "Nämnden", "namnd"),
    UnitRow("norr", "namnd", "Norr", "enhet"),
    UnitRow("soder", "namnd", "Söder", "enhet"),
    UnitRow("privat", "namnd", "Privat", "enhet", regi="private"),
    UnitRow("riket", "", "Riket", "riket"),
]


def small_tree() -> Tree:
    return Tree(UNITS, date(2024, 12, 31))


def small_store(folder: Path) -> SmallStore:
    (folder / "facts").mkdir()
    return SmallStore(folder / "facts")


def measured(
    folder: Path, store: SmallStore, tree: Tree, definitions: str, engine: str = "arrays", home: str = "home"
) -> Measurements:
    """Compute the definitions of a YAML text over a small store."""
    measures = folder / "measures"
    measures.mkdir(exist_ok=True)
    (measures / "test.yaml").write_text(definitions, encoding="utf-8")
    catalogue, problems = load_measures(measures)
    assert problems == []
    return Measurements(compute(folder / home, store, catalogue, tree, engine=engine), catalogue, tree)


def written(m: Measurements) -> dict[str, bytes]:
    """Every file a snapshot consists of, by its path below the home."""
    home = m.snapshot.folder.parents[1]
    paths = [*home.glob("segments/*/*"), *m.snapshot.folder.rglob("*")]
    return {str(path.relative_to(home)): path.read_bytes() for path in paths if path.is_file()}


@pytest.fixture
def tree() -> Tree:
    return small_tree()


@pytest.fixture
def store(tmp_path: Path) -> SmallStore:
    return small_store(tmp_path)


@pytest.fixture
def computed(tmp_path: Path, store: SmallStore, tree: Tree):
    """Compute the definitions of a YAML text over the test's small store."""

    def run(definitions: str, engine: str = "arrays", home: str = "home") -> Measurements:
        return measured(tmp_path, store, tree, definitions, engine, home)

    return run
