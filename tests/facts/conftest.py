# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region with two units, and a folder that files are delivered to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from malram.facts.contracts import CONTRACTS
from malram.facts.intake import Receipt, intake
from malram.facts.mapping import Mapping
from malram.facts.store import Store
from malram.facts.units import UnitRegister

HEADER = "Datum;Ansvar;Konto;Ver;Rad;Belopp;Text\n"
COLUMNS = {
    "Datum": "date",
    "Ansvar": "unit",
    "Konto": "account",
    "Ver": "voucher",
    "Rad": "row",
    "Belopp": "amount",
}
LEDGER = Mapping("ledger", CONTRACTS["ledger"], COLUMNS)
UNITS = UnitRegister.of(
    [
        {"unit": "norr", "valid_from": "2021-01-01", "valid_to": ""},
        {"unit": "syd", "valid_from": "2021-01-01", "valid_to": "2024-06-30"},
    ]
)
GOOD = "2024-01-15;norr;5010;A1;1;100,50;lön\n2024-02-15;syd;5010;A2;1;-7;lön\n"


def day(number: int) -> datetime:
    return datetime(2025, 1, number, tzinfo=UTC)


class Desk(SimpleNamespace):
    """Delivers text as a file and answers what the store then holds."""

    root: Path
    store: Store

    def send(self, rows: str | bytes, name: str = "bok.csv", header: str = HEADER, **options: Any) -> Receipt:
        path = self.root / name
        path.write_bytes(rows if isinstance(rows, bytes) else (header + rows).encode())
        options = {"mapping": LEDGER, "units": UNITS, "known_at": day(1), **options}
        return intake(self.store, path, **options)

    def rows(self, **options: Any) -> list[tuple[Any, ...]]:
        """Voucher, amount in öre and line of every row in force."""
        frames = [pl.read_parquet(file) for file in self.store.files("ledger", **options)]
        return [row for f in frames for row in f.select("voucher", "amount", "_line").iter_rows()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(root=tmp_path, store=Store(tmp_path / "facts"))


@pytest.fixture
def state(desk: Desk) -> Callable[[], dict[str, bytes]]:
    """Every byte of the store except the landed copies, which are kept whatever happens."""

    def read() -> dict[str, bytes]:
        kept = [f for f in desk.store.root.rglob("*") if f.is_file() and f.name != "lock"]
        kept = [f for f in kept if "landing" not in f.parts]
        return {str(f.relative_to(desk.store.root)): f.read_bytes() for f in kept}

    return read
