# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A snapshot: the immutable result of one computation, a folder named by what it was computed from.

It holds an index and the definitions; the numbers stand in segments that snapshots share, see
`segments.py`. The folder is written beside its final name and renamed, so that a reader sees a whole
snapshot or none.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from malram.facts.damage import Damaged
from malram.facts.disk import make_folder, put_in_place, shared_lock, sweep, unfinished, write_whole
from malram.facts.store import hash_of
from malram.measures.catalogue.definitions import SEXES
from malram.measures.computing.segments import INDEX, MONTHS, DamagedResult, Segment, read_index
from malram.measures.computing.sources import kept_in
from malram.measures.computing.spreads import Values, values_of

CURRENT = "current"
NAME = re.compile(r"[0-9a-f]{16}")
FORMAT = 3  # raise it when older folders can no longer be read as they are
TOTAL = "total"
COLUMNS = (*SEXES, TOTAL)
REMEMBERED = 5_000  # series of 36 months and 4 sexes: some 30 MB


def pool_of(home: Path) -> Path:
    """Where the segments of a home's snapshots are."""
    return home / "segments"


def results_of(home: Path) -> tuple[Path, ...]:
    """The folders of a home that hold what has been computed."""
    return home / "snapshots", pool_of(home), home / "stages", hidden_of(home), opened_of(home)


def hidden_of(home: Path) -> Path:
    """Where it is kept which figures of the snapshots are hidden, a folder for each of them."""
    return home / "suppression"


def opened_of(home: Path) -> Path:
    """Where the sums that figures of the snapshots open to are kept, a folder for each of them."""
    return home / "opened"


def lock_of(home: Path) -> Path:
    """Held by all that compute in a home, beside each other, and alone by who removes something."""
    return home / "computing.lock"


@contextmanager
def computing(home: Path) -> Iterator[None]:
    """Held while something is computed. What a process that died left half done is removed first."""
    with shared_lock(lock_of(home), alone=lambda: sweep(results_of(home))):
        yield


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
    contract: str = "reported_values"


@dataclass(frozen=True)
class Forecast:
    """What somebody has said that a measure of money will come to in a year, kept as it came.

    `amount` is in öre with the ledger's sign. `month` is the last one of the follow-up it was given at and
    `date` the day it was given, as ISO text.
    """

    line: str
    unit: str
    year: int
    kind: str
    month: int
    amount: int
    reason: str
    given_by: str
    date: str
    file: str
    row: int


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
        name = pointer.read_text(errors="replace").strip()
        if not NAME.fullmatch(name):
            raise DamagedResult(pointer)
        found = cls(pointer.parent / name)
        return found if found.index.get("format") == FORMAT else None

    @property
    def id(self) -> str:
        return self.folder.name

    @cached_property
    def index(self) -> dict[str, Any]:
        path = self.folder / INDEX
        return _index_of(self.folder, path.stat().st_mtime_ns if path.exists() else 0)

    def whole(self) -> bool:
        """Whether every file it consists of is as it was written."""
        if not self.own_files_whole():
            return False
        stages = (self.folder.parents[1] / name for name in self.index["stages"].values())
        return all(kept_in(folder) is not None for folder in stages) and not any(
            segment.damaged(thorough=True) for years in self._tables.values() for segment in years.values()
        )

    def own_files_whole(self) -> bool:
        """Whether its index and the copies of its definitions are as they were written."""
        try:
            inputs = self.index["inputs"].items()
        except (Damaged, KeyError):
            return False
        return all(hash_of(self.folder / "inputs" / name) == said for name, said in inputs)

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

    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        """Forecasts by the follow-up they were given at, the oldest first; those of one by their day."""
        return tuple(Forecast(*row) for row in self.index.get("forecasts", ()))

    def stage_files(self, table: str) -> list[Path]:
        """The rows of a step per person, as they were when it was computed."""
        name = self.index["stages"].get(table)
        if name is None:
            return []
        folder = self.folder.parents[1] / name
        if (found := kept_in(folder)) is None:
            raise DamagedResult(folder)
        return [file.path for month in sorted(found) for file in found[month]]

    def segment(self, table: str, year: int) -> Segment | None:
        """What a table gives for a year; `table` as `Wanted.id` names it."""
        return self._tables.get(table, {}).get(year)

    @cached_property
    def _tables(self) -> dict[str, dict[int, Segment]]:
        pool = pool_of(self.folder.parents[1])
        return {
            table: {int(year): Segment(pool / name) for year, name in years.items()}
            for table, years in self.index["segments"].items()
        }

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        return {
            unit: (i, end)
            for i, (unit, end) in enumerate(zip(self.index["units"], self.index["spans"], strict=True))
        }

    def _rows(self, kind: str) -> dict[str, tuple[str, int]]:
        """For every part the table it is in and its row there."""
        first = ((table, next(iter(years.values()))) for table, years in self._tables.items() if years)
        return {text: (table, row) for table, one in first for row, text in enumerate(one.index[kind])}

    @cached_property
    def _parts(self) -> dict[str, tuple[str, int]]:
        return self._rows("parts")

    @cached_property
    def _spreads(self) -> dict[str, tuple[str, int]]:
        return self._rows("spreads")

    @cached_property
    def _running(self) -> dict[tuple[str, str], list[list[int]]]:
        return {}

    def running(self, part: str, unit: str) -> list[list[int]]:
        """By sex and last the total: the sums of all months before each month, and last of all."""
        key = (part, unit)
        found = self._running.get(key)
        if found is None:
            if len(self._running) >= REMEMBERED:
                self._running.clear()
            monthly = self.series(part, unit)
            found = self._running[key] = [[0, *row] for row in np.cumsum(monthly, axis=1).tolist()]
        return found

    def series(self, part: str, unit: str) -> np.ndarray:
        """[women, men, unknown and total, month] of a part, for all months of the snapshot."""
        start = self.months.start // MONTHS * MONTHS
        found = np.zeros((len(COLUMNS), -(-(self.months.stop - start) // MONTHS) * MONTHS), dtype=np.int64)
        if part in self._parts and unit in self._spans:
            table, row = self._parts[part]
            for year, segment in self._tables[table].items():
                at = year * MONTHS - start
                monthly = segment.monthly(row, self._spans[unit])
                rows = [COLUMNS.index(sex) for sex in segment.sexes]
                found[rows, at : at + MONTHS] = monthly
                if TOTAL not in segment.sexes:
                    found[-1, at : at + MONTHS] = monthly.sum(axis=0)
        return found[:, self.months.start - start : self.months.stop - start]

    def total(self, part: str, unit: str, first: int, last: int, sex: str) -> int:
        """The sum of a part over months and, for sex 'total', over women, men and unknown alike."""
        start, stop = self.index["months"]
        first, last = max(first, start), min(last, stop - 1)
        if first > last:
            return 0
        row = self.running(part, unit)[COLUMNS.index(sex)]
        return row[last + 1 - start] - row[first - start]

    def months_with(self, part: str, unit: str) -> set[int]:
        """The months in which a part is anything but nothing."""
        return {self.months.start + int(i) for i in np.flatnonzero(self.series(part, unit)[-1])}

    def spread(self, part: str, unit: str) -> np.ndarray:
        """[month, sex, value and count, row] of all months at a unit and below it; sexes as in `SEXES`."""
        table, row = self._spreads.get(part, ("", -1))
        found = [np.zeros((4, 0), dtype=np.int64)]
        if unit in self._spans:
            for year, segment in self._tables.get(table, {}).items():
                found.append(segment.months_of(row, self._spans[unit][0], year * MONTHS))
        return np.concatenate(found, axis=1)

    def values(self, part: str, unit: str, first: int, last: int, sex: str) -> Values:
        """How often every value stands at a unit and below it, in a span of months."""
        table, row = self._spreads.get(part, ("", -1))
        place = self._spans[unit][0] if unit in self._spans else -1
        found = [np.zeros((2, 0), dtype=np.int64)]
        for year, segment in self._tables.get(table, {}).items() if place >= 0 else ():
            low, high = max(first - year * MONTHS, 0), min(last - year * MONTHS, MONTHS - 1)
            if low <= high:
                found.append(segment.values(row, place, low, high, sex))
        return values_of(np.concatenate(found, axis=1))


@lru_cache(maxsize=4)
def _index_of(folder: Path, written: int) -> dict[str, Any]:
    """Read an index once and not each time a page asks for the newest snapshot: a large one takes long.

    `written` is when the file was last written, so that one that is damaged afterwards is found out.
    """
    return read_index(folder)


def write_snapshot(home: Path, name: str, index: dict[str, Any], inputs: Iterable[Path]) -> None:
    """Write the folder beside its name, and rename it."""
    folder = home / "snapshots" / name
    if Snapshot(folder).own_files_whole():
        return
    shutil.rmtree(folder, ignore_errors=True)
    half = unfinished(folder)
    make_folder(folder.parent)
    (half / "inputs").mkdir(parents=True)
    copies = [shutil.copyfile(path, half / "inputs" / path.name) for path in inputs]
    said = index | {"inputs": {path.name: hash_of(path) for path in copies}}
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    (half / INDEX).write_text(text, encoding="utf-8")
    put_in_place(half, folder)


def point_at(home: Path, name: str) -> None:
    """Make one snapshot the current one, in a single step."""
    pointer = home / "snapshots" / CURRENT
    if not pointer.exists() or pointer.read_bytes() != name.encode():
        write_whole(pointer, name.encode())
