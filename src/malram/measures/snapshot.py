# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A snapshot: the immutable result of one computation, a folder named by what it was computed from.

`cells.npy` holds one row for every (part, unit) that has any fact: int64 sums, cumulative over the
months, per sex. `where.npy` finds the row. Any window is a difference of two columns. The folder is
written beside its final name and renamed, so that a reader sees a whole snapshot or none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from malram.measures.definitions import SEXES, Condition, Part

CURRENT = "current"
FORMAT = 2  # raise it when older folders can no longer be read as they are
PartKey = tuple[str, str, str | None, tuple[Condition, ...], bool]


def part_key(part: Part, own_only: bool) -> PartKey:
    """What identifies a row of cells: the part, and whether private providers are left out."""
    return (*part.key, own_only)


def key_text(key: PartKey) -> str:
    fact, unit_column, column, where, own_only = key
    conditions = ";".join(f"{c.column} {c.operator} {c.value!r}" for c in where)
    return f"{fact}|{unit_column}|{column}|{conditions}|{own_only}"


@dataclass(frozen=True)
class Reported:
    """A value somebody reported, or published statistics, kept as it came."""

    series: str
    unit: str
    period: str
    sex: str
    value: str
    reason: str
    reported_by: str
    source: str
    file: str
    line: int


@dataclass(frozen=True)
class Snapshot:
    """A finished snapshot on disk. Arrays are memory-mapped, so opening one costs next to nothing."""

    folder: Path

    @classmethod
    def newest(cls, home: Path) -> Snapshot | None:
        """The snapshot that `current` points at, or None when nothing has been computed.

        One written in an older format counts as nothing: read as it is now, its figures would be missing.
        """
        pointer = home / "snapshots" / CURRENT
        if not pointer.exists():
            return None
        found = cls(pointer.parent / pointer.read_text().strip())
        return found if found.index.get("format") == FORMAT else None

    @property
    def id(self) -> str:
        return self.folder.name

    @cached_property
    def index(self) -> dict[str, Any]:
        return json.loads((self.folder / "index.json").read_text(encoding="utf-8"))

    @cached_property
    def _cells(self) -> np.ndarray:
        return np.load(self.folder / "cells.npy", mmap_mode="r")

    @cached_property
    def _where(self) -> np.ndarray:
        return np.load(self.folder / "where.npy", mmap_mode="r")

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {text: i for i, text in enumerate(self.index["parts"])}

    @cached_property
    def _units(self) -> dict[str, int]:
        return {unit: i for i, unit in enumerate(self.index["units"])}

    @property
    def months(self) -> range:
        return range(*self.index["months"])

    def coverage(self, fact: str) -> set[int]:
        """The months that have any row of a fact table, anywhere."""
        return self._coverage.get(fact, set())

    @cached_property
    def _coverage(self) -> dict[str, set[int]]:
        return {fact: set(months) for fact, months in self.index["coverage"].items()}

    @cached_property
    def reported(self) -> tuple[Reported, ...]:
        return tuple(Reported(*row) for row in self.index["reported"])

    def total(self, key: PartKey, unit: str, first: int, last: int, sex: str) -> int:
        """The sum of a part over months and, for sex 'total', over women, men and unknown alike."""
        row = self._row(key, unit)
        first, last = max(first, self.months.start), min(last, self.months.stop - 1)
        if row < 0 or first > last:
            return 0
        low, high = first - self.months.start, last - self.months.start + 1
        block = self._cells[row]
        if sex == "total":
            return int(block[:, high].sum() - block[:, low].sum())
        return int(block[SEXES.index(sex), high] - block[SEXES.index(sex), low])

    def _row(self, key: PartKey, unit: str) -> int:
        part, place = self._rows.get(key_text(key), -1), self._units.get(unit, -1)
        return int(self._where[part, place]) if part >= 0 and place >= 0 else -1

    def months_with(self, key: PartKey, unit: str) -> set[int]:
        """The months in which a part is anything but nothing."""
        row = self._row(key, unit)
        if row < 0:
            return set()
        monthly = np.diff(self._cells[row].sum(axis=0))
        return {self.months.start + int(i) for i in np.flatnonzero(monthly)}


def compact(dense: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[part, unit, sex, month] to the rows that are not all zero, cumulative, and where they are."""
    filled = dense.any(axis=(2, 3))
    where = np.full(filled.shape, -1, dtype=np.int32)
    where[filled] = np.arange(filled.sum(), dtype=np.int32)
    monthly = dense[filled]
    cumulative = np.zeros((*monthly.shape[:2], monthly.shape[2] + 1), dtype=np.int64)
    np.cumsum(monthly, axis=2, out=cumulative[:, :, 1:])
    return cumulative, where


def write_snapshot(
    home: Path,
    name: str,
    index: dict[str, Any],
    cells: np.ndarray,
    where: np.ndarray,
    stages: Iterable[Path],
    inputs: Iterable[Path],
) -> Snapshot:
    """Write the folder beside its name, rename it, and point `current` at it."""
    folder = home / "snapshots" / name
    half = folder.with_name(f".{name}-{os.getpid()}")
    if not folder.exists():
        shutil.rmtree(half, ignore_errors=True)
        (half / "inputs").mkdir(parents=True)
        for path in inputs:
            shutil.copyfile(path, half / "inputs" / path.name)
        for stage in stages:
            shutil.move(stage, half / stage.name)
        np.save(half / "cells.npy", cells)
        np.save(half / "where.npy", where)
        text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True)
        (half / "index.json").write_text(text, encoding="utf-8")
        half.rename(folder)
    point_at(home, name)
    return Snapshot(folder)


def point_at(home: Path, name: str) -> None:
    """Make one snapshot the current one, in a single step."""
    pointer = home / "snapshots" / CURRENT
    half = pointer.with_name(f".{CURRENT}-{os.getpid()}")
    half.write_text(name)
    half.replace(pointer)
