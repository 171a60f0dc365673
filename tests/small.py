# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts small enough to add by head, written as the store writes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from malram.facts.contracts import CONTRACTS
from malram.facts.unit_rows import UnitRow
from malram.measures.engine import compute
from malram.measures.loader import load_measures
from malram.measures.query import Measurements
from malram.measures.tree import Tree

KINDS = {"text": pl.String, "code": pl.String, "bool": pl.Boolean, "date": pl.Date, "month": pl.Date}


class SmallStore:
    """A store of rows held in tables: what the engine asks of the real one, and nothing more."""

    def __init__(self, root: Path):
        self.root = root
        self.tables: dict[str, list[dict]] = {}

    def add(self, contract: str, *rows: dict) -> None:
        self.tables.setdefault(contract, []).extend(rows)

    def files(self, contract: str) -> list[Path]:
        if contract not in self.tables:
            return []
        path = self.root / f"{contract}.parquet"
        self._frame(contract).write_parquet(path)
        return [path]

    def _frame(self, contract: str) -> pl.DataFrame:
        definition = CONTRACTS[contract]
        schema = {c.name: KINDS.get(c.kind, pl.Int64) for c in definition.columns}
        rows = [
            {**row, "month": row[definition.date].year * 12 + row[definition.date].month - 1}
            for row in self.tables[contract]
        ]
        extra = {"_file": pl.String, "_line": pl.Int32}
        month = pl.Date if "month" in schema else pl.Int32
        frame = pl.DataFrame(
            [
                {
                    **{name: row.get(name) for name in schema},
                    "_file": "f1",
                    "_line": i + 2,
                    "month": row["month"],
                }
                for i, row in enumerate(rows)
            ],
            schema={**schema, **extra, "month": pl.Int32} if month else schema,
        )
        return frame

    def coverage(self, contract: str) -> set[int]:
        return set(self._frame(contract)["month"]) if contract in self.tables else set()

    def fingerprint(self) -> str:
        return str(sorted((name, str(rows)) for name, rows in self.tables.items()))

    def landed(self, file_hash: str):
        return None


UNITS = [
    UnitRow("regionen", "", "Regionen", "region"),
    UnitRow("namnd", "regionen", "Nämnden", "namnd"),
    UnitRow("norr", "namnd", "Norr", "enhet"),
    UnitRow("soder", "namnd", "Söder", "enhet"),
    UnitRow("privat", "namnd", "Privat", "enhet", regi="private"),
    UnitRow("riket", "", "Riket", "riket"),
]


@pytest.fixture
def tree() -> Tree:
    return Tree(UNITS, date(2024, 12, 31))


@pytest.fixture
def store(tmp_path: Path) -> SmallStore:
    (tmp_path / "facts").mkdir()
    return SmallStore(tmp_path / "facts")


@pytest.fixture
def computed(tmp_path: Path, store: SmallStore, tree: Tree):
    """Compute the definitions of a YAML text over the small store."""

    def run(definitions: str, engine: str = "duckdb", home: str = "home") -> Measurements:
        folder = tmp_path / "measures"
        folder.mkdir(exist_ok=True)
        (folder / "test.yaml").write_text(definitions, encoding="utf-8")
        catalogue, problems = load_measures(folder)
        assert problems == []
        snapshot = compute(tmp_path / home, store, catalogue, tree, engine=engine)
        return Measurements(snapshot, catalogue, tree)

    return run
