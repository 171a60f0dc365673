# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leaf cells over arrays: rows are counted once by class, and every part is a sum of classes.

All conditions on a column divide its values into a few classes; rows that fall in the same classes of all
columns are alike to every measure. So each row is looked up and added once, however many measures there are,
and the sums are whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from malram.measures.catalogue.definitions import SEXES, Condition, Part
from malram.measures.computing.columns import Columns, is_number
from malram.measures.computing.tables import columns_of, stored_columns, types_of
from malram.measures.computing.wanted import Wanted
from malram.measures.tree import Tree

CLASSES = 256  # about how many classes a block of parts may have before it is better read in two
CELLS = 1 << 22  # the widest table of (class, unit, sex) that is counted in one go


@dataclass
class Spread:
    """Every value of a column with how often it stands, by unit and sex: rows of an array each."""

    place: np.ndarray
    group: np.ndarray
    value: np.ndarray
    count: np.ndarray


@dataclass(frozen=True)
class Block:
    """Parts whose conditions are on the same few columns, and those columns."""

    columns: tuple[str, ...]
    parts: tuple[Part, ...]


class Leaf:
    """What one month of a fact table adds to every unit.

    `sums` is [row, unit, sex] of whole numbers, a row for every pair in `wanted.sums`; `spreads` has a list
    for every pair in `wanted.spreads`. Rows of units that count nowhere are left out.
    """

    def __init__(self, wanted: Wanted, tree: Tree, groups: int):
        self._wanted, self._tree, self._groups = wanted, tree, groups
        self.sums = np.zeros((len(wanted.sums), len(tree.order), len(wanted.sexes)), dtype=np.int64)
        self.spreads: dict[tuple[Part, bool], list[Spread]] = {pair: [] for pair in wanted.spreads}
        self._rows: dict[Part, list[tuple[int, bool]]] = {}
        for i, (part, own) in enumerate(wanted.sums):
            self._rows.setdefault(part, []).append((i, own))
        self._blocks = blocks_of(tuple(self._rows))
        self._owns = {own for _, own in wanted.pairs}
        self._tests = {condition for part, _ in wanted.pairs for condition in part.where}

    def add(self, path: Path) -> None:
        """Take the rows of one file, a batch at a time."""
        for batch in batches(path, self._wanted.fact, needed_columns(self._wanted), self._groups):
            columns = Columns(self._wanted.fact, batch, self._tests)
            cells = Cells.of(columns, self._wanted.unit_column, len(self._wanted.sexes))
            at = {own: cells.places(self._tree.counted_at[own]) for own in self._owns}
            steps = {own: Placed.of(places[:-1]) for own, places in at.items()}
            for block in self._blocks:
                for part, amounts in _count(block, columns, cells):
                    for row, own in self._rows[part]:
                        steps[own].add(amounts, self.sums[row])
            for (part, own), found in self.spreads.items():
                found.append(_spread(part, columns, cells, at[own]))


@dataclass(frozen=True)
class Cells:
    """For every row the number of its (unit, sex); the last number is for rows without a unit."""

    units: list[str]
    numbers: np.ndarray
    width: int

    @classmethod
    def of(cls, columns: Columns, unit_column: str, sexes: int) -> Cells:
        unit = columns.coded(unit_column)
        numbers = unit.codes.astype(np.int64) * sexes
        if sexes > 1:
            sex = columns.coded("sex")
            names = [*sex.domain, "unknown"]  # an empty cell is of unknown sex
            look = np.array([SEXES.index(name) for name in names], dtype=np.int64)
            numbers += look[sex.codes]
        return cls(list(unit.domain), numbers, len(unit.domain) * sexes + sexes)

    @property
    def sexes(self) -> int:
        return self.width // (len(self.units) + 1)

    def places(self, places: dict[str, int]) -> np.ndarray:
        """Where each unit of the batch counts, and last the rows without one; −1 is nowhere."""
        return np.array([*(places.get(unit, -1) for unit in self.units), -1], dtype=np.int64)

    def inside(self, amounts: np.ndarray) -> np.ndarray:
        """Without the rows that have no unit: [unit, sex]."""
        return amounts.reshape(-1, self.sexes)[:-1]


@dataclass(frozen=True)
class Placed:
    """Which units of a batch count anywhere, at which places, and whether each has a place of its own."""

    known: np.ndarray
    places: np.ndarray
    apart: bool

    @classmethod
    def of(cls, places: np.ndarray) -> Placed:
        known = np.flatnonzero(places >= 0)
        return cls(known, places[known], len(np.unique(places[known])) == len(known))

    def add(self, amounts: np.ndarray, sums: np.ndarray) -> None:
        """Add [unit of the batch, sex] to [place, sex]; adding one by one is dear, and seldom needed."""
        if self.apart:
            sums[self.places] += amounts[self.known]
        else:
            np.add.at(sums, self.places, amounts[self.known])


def needed_columns(wanted: Wanted) -> list[str]:
    """What has to be read of a table: units, sex, what is tested and what is added up."""
    named = {wanted.unit_column}
    if "sex" in columns_of(wanted.fact):
        named.add("sex")
    for part, _ in (*wanted.sums, *wanted.spreads):
        named |= {c.column for c in part.where} | ({part.column} if part.column else set())
    return stored_columns(wanted.fact, named)


def batches(path: Path, fact: str, columns: Sequence[str], groups: int) -> Iterator[pa.Table]:
    """A file's rows, so many row groups at a time, with texts as codes into a dictionary.

    What the contract got after the file was written is empty.
    """
    schema = pq.read_schema(path)
    there = [name for name in columns if name in schema.names]
    later = {name: types_of(fact)[name] for name in columns if name not in schema.names}
    texts = [name for name in there if not is_number(schema.field(name).type)]
    with pq.ParquetFile(path, read_dictionary=texts) as file:
        for first in range(0, file.num_row_groups, groups):
            now = range(first, min(first + groups, file.num_row_groups))
            rows = file.read_row_groups(now, columns=there, use_threads=False)
            for name, kind in later.items():
                rows = rows.append_column(name, pa.nulls(rows.num_rows, kind))
            yield rows


def blocks_of(parts: Sequence[Part]) -> list[Block]:
    """Put parts together while the columns they test have few classes together."""
    blocks: list[tuple[dict[str, set[Condition]], list[Part]]] = []
    for part in sorted(parts, key=lambda part: -len(part.where)):
        tests: dict[str, set[Condition]] = {}
        for condition in part.where:
            tests.setdefault(condition.column, set()).add(condition)
        for conditions, inside in blocks:
            both = {c: conditions.get(c, set()) | tests.get(c, set()) for c in {*conditions, *tests}}
            if _about(both) <= max(CLASSES, _about(conditions)):
                conditions |= both
                inside.append(part)
                break
        else:
            blocks.append((tests, [part]))
    return [Block(tuple(sorted(conditions)), tuple(inside)) for conditions, inside in blocks]


def _about(tests: dict[str, set[Condition]]) -> int:
    """How many classes the conditions make, if each cuts off one more."""
    return reduce(lambda product, conditions: product * (len(conditions) + 1), tests.values(), 1)


def _count(block: Block, columns: Columns, cells: Cells) -> Iterator[tuple[Part, np.ndarray]]:
    """The sums of every part in a block, as [unit of the batch, sex]."""
    classes = [_classes(columns, name, block) for name in block.columns]
    width = reduce(lambda product, found: product * found.count, classes, 1)
    if width * cells.width > CELLS:
        yield from ((part, _count_one(part, columns, cells)) for part in block.parts)
        return
    keys, stride = cells.numbers, cells.width
    for found in classes:
        keys = keys + (found.of_code * stride)[found.codes]
        stride *= found.count
    tables: dict[str | None, np.ndarray] = {}
    for part in block.parts:
        if part.column not in tables:
            tables[part.column] = _added(columns, part.column, keys, stride).reshape(width, cells.width)
        yield part, cells.inside(tables[part.column][_chosen(part, classes)].sum(axis=0))


def _count_one(part: Part, columns: Columns, cells: Cells) -> np.ndarray:
    """One part alone, by the rows that meet it: however many classes, the table stays narrow."""
    rows = rows_that_meet(part, columns)
    numbers = cells.numbers[rows]
    if part.column is None:
        return cells.inside(np.bincount(numbers, minlength=cells.width))
    sums = np.zeros(cells.width, dtype=np.int64)
    np.add.at(sums, numbers, columns.numbers(part.column).or_nought()[rows])
    return cells.inside(sums)


@dataclass(frozen=True)
class Classes:
    """The classes of one column: the class of each code, and which conditions each class meets."""

    codes: np.ndarray
    of_code: np.ndarray
    count: int
    meets: dict[Condition, np.ndarray]


def _classes(columns: Columns, name: str, block: Block) -> Classes:
    asked = list(dict.fromkeys(c for part in block.parts for c in part.where if c.column == name))
    coded = columns.coded(name)
    if not asked:
        return Classes(coded.codes, np.zeros(len(coded.domain) + 1, dtype=np.int64), 1, {})
    answers = np.stack([coded.answers(condition) for condition in asked])
    # Neighbours in a domain are often alike: only where an answer changes is there anything to compare.
    starts = np.flatnonzero(np.append(True, (answers[:, 1:] != answers[:, :-1]).any(axis=0)))
    kinds, of_stretch = np.unique(answers[:, starts], axis=1, return_inverse=True)
    of_code = np.repeat(of_stretch.reshape(-1), np.diff(np.append(starts, answers.shape[1])))
    return Classes(coded.codes, of_code, kinds.shape[1], dict(zip(asked, kinds, strict=True)))


def _chosen(part: Part, classes: Sequence[Classes]) -> np.ndarray:
    """Which of the joint classes a part takes; the first column runs fastest, as the keys do."""
    chosen = np.ones(1, dtype=bool)
    for found in classes:
        met = np.ones(found.count, dtype=bool)
        for condition in part.where:
            if condition in found.meets:
                met &= found.meets[condition]
        chosen = (met[:, None] & chosen[None, :]).reshape(-1)
    return chosen


def _added(columns: Columns, column: str | None, keys: np.ndarray, width: int) -> np.ndarray:
    if column is None:
        return np.bincount(keys, minlength=width)
    sums = np.zeros(width, dtype=np.int64)
    np.add.at(sums, keys, columns.numbers(column).or_nought())
    return sums


def rows_that_meet(part: Part, columns: Columns) -> np.ndarray:
    """A mask of the rows that meet every condition of a part."""
    rows = np.ones(len(columns), dtype=bool)
    for condition in part.where:
        coded = columns.coded(condition.column)
        rows &= coded.answers(condition)[coded.codes]
    return rows


def _spread(part: Part, columns: Columns, cells: Cells, places: np.ndarray) -> Spread:
    """How often each value stands among the rows of a part; `places` as `Cells.places` gives them."""
    assert part.column is not None
    numbers = columns.numbers(part.column)
    at = places[cells.numbers // cells.sexes]
    rows = rows_that_meet(part, columns) & (at >= 0)
    if numbers.filled is not None:
        rows &= numbers.filled
    values = numbers.values[rows]
    low = int(values.min()) if len(values) else 0
    width = int(values.max()) - low + 1 if len(values) else 1
    cell = at[rows] * cells.sexes + cells.numbers[rows] % cells.sexes
    keys, count = np.unique(cell * width + values - low, return_counts=True)
    cell, value = np.divmod(keys, width)
    return Spread(cell // cells.sexes, cell % cells.sexes, value + low, count)
