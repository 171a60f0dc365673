# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A segment: what one fact table gives for one calendar year, a folder named by what it was computed from.

`cells.npy` is [part, unit, sex, month] of whole numbers, running along the units in the order of the tree,
where everything below a unit stands in a row: the sum of a unit is one difference, whatever its size. A
segment holds only units that have rows. `spread.npy` holds the spreads of values, see `spreads.py`. A
segment is written beside its name and renamed, never changed, and shared by all snapshots that need the same.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

from malram.facts.damage import Damaged
from malram.facts.disk import make_folder, put_in_place, unfinished
from malram.facts.store import hash_of
from malram.measures.catalogue.definitions import SEXES

MONTHS = 12
NARROW = np.iinfo(np.int32)
SPREAD = ("place and month", "sex", "value", "count")
INDEX, CELLS, VALUES = "index.json", "cells.npy", "spread.npy"


class DamagedResult(Damaged):
    """A file of something computed. It can always be computed again."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: filen saknas eller är skadad. Kör 'malram compute', så görs den om av samma fakta."
        )


def read_index(folder: Path) -> dict[str, Any]:
    """What a finished folder says of itself. Raises `DamagedResult`."""
    path = folder / INDEX
    try:
        return dict(json.loads(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        raise DamagedResult(path) from None


@dataclass(frozen=True)
class Month:
    """What a month adds: the places with rows, running sums [part, place + 1, sex], and spreads by part."""

    places: np.ndarray
    running: np.ndarray
    spreads: tuple[np.ndarray, ...] = ()

    @classmethod
    def of(cls, sums: np.ndarray, spreads: Sequence[np.ndarray] = ()) -> Month:
        """From sums as [part, unit, sex]."""
        places = np.flatnonzero(sums.any(axis=(0, 2)))
        running = np.zeros((sums.shape[0], len(places) + 1, sums.shape[2]), dtype=np.int64)
        np.cumsum(sums[:, places], axis=1, out=running[:, 1:])
        return cls(places, running, tuple(spreads))


@dataclass(frozen=True)
class Made:
    """What a segment is made of: the parts, for each month the content of its files, and all else that
    decides the result."""

    table: str
    year: int
    parts: tuple[str, ...]
    spreads: tuple[str, ...]
    sexes: tuple[str, ...]
    units: int
    inputs: Mapping[int, tuple[str, ...]]
    basis: tuple[str, ...]

    @property
    def months(self) -> range:
        return range(self.year * MONTHS, self.year * MONTHS + MONTHS)

    @cached_property
    def name(self) -> str:
        said = [*self.basis, self.table, str(self.year), *self.parts, "", *self.spreads]
        said.append(str(sorted(self.inputs.items())))
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Segment:
    """A finished segment on disk, memory-mapped."""

    folder: Path

    @cached_property
    def index(self) -> dict[str, Any]:
        return read_index(self.folder)

    @cached_property
    def cells(self) -> np.ndarray:
        return self._array(CELLS)

    @cached_property
    def spread(self) -> np.ndarray:
        return self._array(VALUES)

    def _array(self, name: str) -> np.ndarray:
        try:
            # A plain view: every slice of a memmap would be one too, at many times the price.
            return np.load(self.folder / name, mmap_mode="r").view(np.ndarray)
        except (FileNotFoundError, ValueError, EOFError):
            raise DamagedResult(self.folder / name) from None

    def damaged(self, thorough: bool = False) -> list[Path]:
        """Files that are not as they were written: by their size or, `thorough`, by all they hold."""
        try:
            kept = {name: tuple(said) for name, said in self.index["files"].items()}
        except (Damaged, KeyError):
            return [self.folder / INDEX]
        paths = {name: self.folder / name for name in kept}
        return [
            path
            for name, path in paths.items()
            if not path.is_file()
            or path.stat().st_size != kept[name][0]
            or (thorough and hash_of(path) != kept[name][1])
        ]

    @cached_property
    def places(self) -> np.ndarray:
        """Where in the tree its units stand, ascending."""
        return np.array(self.index["places"], dtype=np.int64)

    @cached_property
    def sexes(self) -> list[str]:
        return self.index["sexes"]

    def monthly(self, row: int, span: tuple[int, int]) -> np.ndarray:
        """[sex, month] of a part for the units in a span of the tree."""
        low, high = np.searchsorted(self.places, span)
        block = self.cells[row]
        return block[high].astype(np.int64) - block[low]

    def values(self, part: int, place: int, first: int, last: int, sex: str) -> np.ndarray:
        """[value and count, row] of a part at a unit from a month to another of the year, 0 to 11."""
        start = (part * self.index["units"] + place) * MONTHS
        low, high = np.searchsorted(self.spread[0], (start + first, start + last + 1))
        rows = self.spread[1:, low:high]
        return rows[1:] if sex == "total" else rows[1:, rows[0] == self.sexes.index(sex)]

    def months_of(self, part: int, place: int, january: int) -> np.ndarray:
        """[month, sex, value and count, row] of a part at a unit; the sexes as places in `SEXES`."""
        start = (part * self.index["units"] + place) * MONTHS
        low, high = np.searchsorted(self.spread[0], (start, start + MONTHS))
        rows = np.array(self.spread[:, low:high])
        sexes = np.array([SEXES.index(sex) for sex in self.sexes])
        return np.stack([rows[0] - start + january, sexes[rows[1]], rows[2], rows[3]])


@dataclass(frozen=True)
class Kept:
    """Months of a former segment that would be made of the same again, 0 to 11."""

    former: Segment
    months: tuple[int, ...]

    @classmethod
    def of(cls, former: Segment, made: Made) -> Kept:
        inputs = former.index["inputs"]
        same = [month for month, files in made.inputs.items() if inputs.get(str(month)) == list(files)]
        return cls(former, tuple(month - made.months.start for month in sorted(same)))

    @cached_property
    def places(self) -> np.ndarray:
        """The units that have rows in one of the months; those of other months are left out."""
        changed = np.zeros((len(self.former.places), MONTHS), dtype=bool)
        for part in self.former.cells:
            changed |= (part[1:] != part[:-1]).any(axis=1)
        return self.former.places[changed[:, self.months].any(axis=1)]

    def cells(self, places: np.ndarray) -> Iterator[np.ndarray]:
        """The running sums at other places, part by part, nought in the other months."""
        steps = _steps(self.former.places, places)
        others = [month for month in range(MONTHS) if month not in self.months]
        for part in self.former.cells:
            cells = part[steps]
            cells[:, :, others] = 0
            yield cells

    def narrow(self, places: np.ndarray) -> bool:
        """Whether 32 bits hold all of these running sums."""
        return self.former.cells.dtype == np.int32 or all(map(_is_narrow, self.cells(places)))

    @property
    def spread(self) -> np.ndarray:
        rows = self.former.spread
        return rows[:, np.isin(rows[0] % MONTHS, self.months)]


def write_segment(pool: Path, made: Made, months: Mapping[int, Month], kept: Kept | None = None) -> Segment:
    """Write what the months give as one segment, with those that are kept; other months are nought."""
    found = [month.places for month in months.values()] + ([kept.places] if kept else [])
    places = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    index = {
        "table": made.table,
        "year": made.year,
        "parts": list(made.parts),
        "spreads": list(made.spreads),
        "sexes": list(made.sexes),
        "units": made.units,
        "places": places.tolist(),
        "inputs": {str(month): list(files) for month, files in made.inputs.items()},
        "basis": list(made.basis),
    }
    folder = pool / made.name
    make_folder(pool)
    half = unfinished(folder)
    half.mkdir()
    spread = _spread(made, months, kept)
    index["files"] = {
        CELLS: _save(half / CELLS, *_cells(made, places, months, kept)),
        VALUES: _save(half / VALUES, spread.shape, spread.dtype, [spread]),
    }
    (half / INDEX).write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")
    put_in_place(half, folder)
    return Segment(folder)


class Pen:
    """Writes segments while the next ones are computed, with two hands: no more than three are held."""

    HANDS = 2

    def __init__(self, pool: Path):
        self._pool, self._hands = pool, ThreadPoolExecutor(self.HANDS)
        self._writing: deque[Future[Segment]] = deque()

    def write(self, made: Made, months: Mapping[int, Month], kept: Kept | None = None) -> None:
        """Begin to write when a hand is free. Raises what an earlier segment failed with."""
        self._finish(self.HANDS - 1)
        self._writing.append(self._hands.submit(write_segment, self._pool, made, months, kept))

    def _finish(self, but: int = 0) -> None:
        while len(self._writing) > but:
            self._writing.popleft().result()

    def __enter__(self) -> Pen:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._hands.shutdown()
        if kind is None:
            self._finish()


class _Hashed:
    """A file that is written, with the size and hash of what was written."""

    def __init__(self, file: BinaryIO):
        self._file, self._digest, self._size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self._size += len(data)
        return self._file.write(data)

    @property
    def said(self) -> tuple[int, str]:
        return self._size, self._digest.hexdigest()


def _save(
    path: Path, shape: tuple[int, ...], dtype: np.dtype, blocks: Iterable[np.ndarray]
) -> tuple[int, str]:
    """Write an array block by block, as `np.save` would whole; return its size in bytes and its hash.

    A full disk is an `OSError` that says so.
    """
    said = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": shape}
    with path.open("wb") as file:
        hashed = _Hashed(file)
        np.lib.format.write_array_header_1_0(cast(Any, hashed), said)
        for block in blocks:
            hashed.write(block.tobytes())
    return hashed.said


def _cells(
    made: Made, places: np.ndarray, months: Mapping[int, Month], kept: Kept | None
) -> tuple[tuple[int, ...], np.dtype, Iterator[np.ndarray]]:
    """Shape and type of the running sums, and these part by part, since small blocks stay in the cache."""
    narrow = all(_is_narrow(month.running) for month in months.values())
    dtype = np.dtype(np.int32 if narrow and (kept is None or kept.narrow(places)) else np.int64)
    shape = (len(places) + 1, len(made.sexes), MONTHS)
    fresh = [
        (at - made.months.start, _steps(month.places, places), month.running) for at, month in months.items()
    ]
    old = kept.cells(places) if kept else (np.zeros(shape, dtype) for _ in made.parts)

    def blocks() -> Iterator[np.ndarray]:
        for part, cells in enumerate(old):
            cells = cells.astype(dtype, copy=False)
            for at, steps, running in fresh:
                cells[:, :, at] = running[part, steps]
            yield cells

    return (len(made.parts), *shape), dtype, blocks()


def _steps(held: np.ndarray, places: np.ndarray) -> np.ndarray:
    """For every place the running sum up to it: without rows, that of the last one before it that has."""
    return np.append(0, np.searchsorted(held, places, side="right"))


def _is_narrow(numbers: np.ndarray) -> bool:
    """Whether 32 bits hold them all."""
    if numbers.dtype == np.int32 or not numbers.size:
        return True
    return bool(numbers.min() >= NARROW.min and numbers.max() <= NARROW.max)


def _spread(made: Made, months: Mapping[int, Month], kept: Kept | None) -> np.ndarray:
    """All spreads by (part, place, month): rows of `SPREAD`, the first ascending."""
    parts = [kept.spread if kept else np.zeros((len(SPREAD), 0), dtype=np.int64)]
    for at, month in months.items():
        for part, rows in enumerate(month.spreads):
            key = (part * made.units + rows[:1]) * MONTHS + at - made.months.start
            parts.append(np.concatenate([key, rows[1:]]))
    whole = np.concatenate(parts, axis=1)
    return whole[:, np.argsort(whole[0], kind="stable")]
