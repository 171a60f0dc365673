# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Öre and rows per account, unit and month: what stands between a line of a statement and its rows.

A measure is a sum over accounts and has forgotten which. Here every file of the ledger and the budget is
added up once per account and place in the tree, and kept as running sums in the order of the tree, so that
any unit's sum of any account is a difference of two numbers. A file is read again only where its facts or
the shape of the tree are new.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from malram.facts.damage import DamagedFacts
from malram.facts.disk import make_folder, write_whole
from malram.facts.store import SHORT
from malram.measures.snapshots.snapshot import Snapshot, opened_of
from malram.measures.tree import Tree
from malram.values import Period

TABLES = ("ledger", "budget")
FORMAT = 1  # raise it when the files of before can no longer be read as they are
ABOUT = b"about"
Accounts = Collection[str] | None  # some accounts, or all


@dataclass(frozen=True)
class Sum:
    """An amount in öre, and how many rows it is the sum of."""

    ore: int = 0
    rows: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.ore + other.ore, self.rows + other.rows)


NOTHING = Sum()


class AccountSums:
    """The ledger and the budget of one snapshot by account. `facts` is the folder of the store."""

    def __init__(self, snapshot: Snapshot, tree: Tree, facts: Path | None = None):
        self._snapshot, self._tree, self._folder = snapshot, tree, facts
        self._tables: dict[str, dict[int, list[FileSums]]] = {}

    def add_all(self) -> None:
        """Add up and keep every file, so that no reader has to wait for it."""
        for table in TABLES:
            self._months(table)

    def months(self, table: str) -> set[int]:
        """The months that have any row."""
        return set(self._months(table))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every account that any row of the ledger or the budget names."""
        files = (file for table in TABLES for files in self._months(table).values() for file in files)
        return frozenset(account for file in files for account in file.accounts)

    def accounts(
        self, table: str, unit: str, period: Period, among: Accounts = None, alone: bool = False
    ) -> dict[str, Sum]:
        """By account, what a unit and all below it have, or the unit `alone`. Without rows there is none."""
        found: dict[str, Sum] = {}
        first, end = self._tree.span(unit)
        for file in self.files(table, period):
            for account, one in file.by_account(first, first + 1 if alone else end, among):
                found[account] = found.get(account, NOTHING) + one
        return dict(sorted(found.items()))

    def units(self, table: str, accounts: Collection[str], unit: str, period: Period) -> dict[str, Sum]:
        """By the unit where rows count (cost centre), what the accounts add up to in and below a unit."""
        first, end = self._tree.span(unit)
        sums = np.zeros((2, end - first), dtype=np.int64)
        for file in self.files(table, period):
            file.add_places(sums, accounts, first, end)
        there = np.flatnonzero(sums[1])
        return {self._tree.order[first + i]: Sum(*map(int, sums[:, i])) for i in there}

    def total(self, table: str, unit: str, period: Period, among: Accounts = None) -> Sum:
        """What all accounts, or some, add up to."""
        return sum(self.accounts(table, unit, period, among).values(), NOTHING)

    def files(self, table: str, period: Period) -> Iterator[FileSums]:
        """The files with rows in a period."""
        months = self._months(table)
        for month in period.months:
            yield from months.get(month, ())

    def _months(self, table: str) -> dict[int, list[FileSums]]:
        if table not in self._tables:
            found: dict[int, list[FileSums]] = {}
            for name in self._snapshot.index.get("files", {}).get(table, ()):
                file = FileSums(self._kept(table, name), self._facts() / name)
                if not file.whole:
                    write_whole(file.path, added_up(file.facts, self._tree))
                    file = FileSums(file.path, file.facts)
                found.setdefault(file.month, []).append(file)
            self._tables[table] = found
        return self._tables[table]

    def _facts(self) -> Path:
        """In a home the facts lie beside the snapshots."""
        return self._folder or self._snapshot.folder.parents[1] / "facts"

    def _kept(self, table: str, name: str) -> Path:
        """The sums of a file: kept before, taken over from another snapshot, or added up now."""
        said = f"{FORMAT} {self._tree.shape} {table} {name}"
        key = hashlib.sha256(said.encode()).hexdigest()[:SHORT] + ".arrow"
        folder = opened_of(self._snapshot.folder.parents[1]) / self._snapshot.id
        path = folder / key
        if path.exists():
            return path
        make_folder(folder)
        for other in folder.parent.glob(f"[!.]*/{key}"):
            try:
                os.link(other, path)
                return path
            except OSError:  # cleared away, or made by somebody else, in the meantime
                continue
        write_whole(path, added_up(self._facts() / name, self._tree))
        return path


def added_up(path: Path, tree: Tree) -> bytes:
    """The running sums of a file's rows by account and place, as an Arrow file. Raises `DamagedFacts`."""
    rows = _grouped(path, tree)
    accounts = rows["account"].unique().sort().to_list()
    codes = {account: i for i, account in enumerate(accounts)}
    keys = rows["account"].replace_strict(codes, return_dtype=pl.Int64) * len(tree.order) + rows["place"]
    about = {"accounts": accounts, "month": rows["month"][0] if len(rows) else 0, "units": len(tree.order)}
    running = {"key": np.append(keys.to_numpy(), np.iinfo(np.int64).max)}
    running |= {name: np.append(0, np.cumsum(rows[name].to_numpy())) for name in ("ore", "rows")}
    table = pa.table(running).replace_schema_metadata({ABOUT: json.dumps(about)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _grouped(path: Path, tree: Tree) -> pl.DataFrame:
    """Öre and rows by account and place, in that order. Codes group three times as fast as words."""
    places = tree.counted_at[False]
    try:
        rows = (
            pl.scan_parquet(path)
            .select(pl.col("unit", "account").cast(pl.Categorical), "amount", "month")
            .group_by("unit", "account", "month")
            .agg(ore=pl.col("amount").sum(), rows=pl.len().cast(pl.Int64))
            .collect()
        )
    except (pl.exceptions.ComputeError, FileNotFoundError):
        raise DamagedFacts(path, "") from None
    known = pl.DataFrame(
        {"unit": list(places), "place": list(places.values())}, {"unit": pl.String, "place": pl.Int64}
    )
    return (
        rows.with_columns(pl.col("unit", "account").cast(pl.String))
        .join(known, on="unit")
        .group_by("account", "place")
        .agg(pl.col("ore", "rows").sum(), pl.col("month").first())
        .sort("account", "place")
    )


@dataclass(frozen=True)
class FileSums:
    """The sums of one file of facts, memory-mapped: opened, it costs next to nothing."""

    path: Path
    facts: Path

    @cached_property
    def _table(self) -> pa.Table:
        return pa.ipc.open_file(pa.memory_map(str(self.path))).read_all()

    @cached_property
    def _about(self) -> dict[str, Any]:
        return json.loads(self._table.schema.metadata[ABOUT])

    @property
    def whole(self) -> bool:
        """Whether it can be read: a damaged file is no file, and is made again."""
        try:
            return self.month >= 0
        except (OSError, pa.ArrowInvalid, KeyError):
            return False

    @property
    def month(self) -> int:
        return self._about["month"]

    @property
    def accounts(self) -> list[str]:
        return self._about["accounts"]

    @cached_property
    def _arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        key, ore, rows = (self._table[name].chunk(0).to_numpy() for name in ("key", "ore", "rows"))
        return key, ore, rows

    def by_account(self, first: int, end: int, among: Accounts) -> Iterator[tuple[str, Sum]]:
        """Every account, or those asked for, with rows at the places from `first` up to `end`."""
        key, ore, rows = self._arrays
        starts = self._starts(among)
        low, high = np.searchsorted(key, starts + first), np.searchsorted(key, starts + end)
        for i in np.flatnonzero(high > low):
            account = self.accounts[starts[i] // self._about["units"]]
            yield account, Sum(int(ore[high[i]] - ore[low[i]]), int(rows[high[i]] - rows[low[i]]))

    def add_places(self, sums: np.ndarray, accounts: Collection[str], first: int, end: int) -> None:
        """Add öre and rows of the accounts at the places from `first` up to `end` to [2, place]."""
        key, ore, rows = self._arrays
        for start in self._starts(accounts):
            low, high = np.searchsorted(key, (start + first, start + end))
            there = key[low:high] - (start + first)
            sums[0, there] += np.diff(ore[low : high + 1])
            sums[1, there] += np.diff(rows[low : high + 1])

    def _starts(self, among: Accounts) -> np.ndarray:
        """The keys at which accounts begin."""
        chosen = [i for i, account in enumerate(self.accounts) if among is None or account in among]
        return np.array(chosen, dtype=np.int64) * self._about["units"]
