# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many different persons, exactly, at every unit: in the month, the year so far and twelve months.

Persons cannot be added: who was at two clinics is one person to the board above. So each (person, unit) keeps
the months it was seen in as bits of one number, climbs the tree a level at a time with equal pairs merged,
and is counted where the bits of a window begin and end. What is kept is each unit's count less its
children's, which may be negative, and makes the counts of a subtree add up like all other cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from malram.facts.store import StoredFile
from malram.measures.catalogue.definitions import SEX, SEXES
from malram.measures.computing.arrays import batches, rows_that_meet
from malram.measures.computing.columns import Columns
from malram.measures.computing.memory import Memory
from malram.measures.computing.tables import columns_of, stored_columns
from malram.measures.computing.wanted import Pair
from malram.measures.tree import Tree

WINDOWS = ("month", "ytd", "r12")
BACK = 12  # months before the year that a rolling year reaches into
COUNTED = (*SEXES, "total")


@dataclass(frozen=True)
class Seen:
    """Who was seen where in a month, for several parts that count the same persons.

    `people` is one key for each different (person, sex, place) of each part; persons are places in `names`.
    """

    names: pa.Array
    people: list[np.ndarray]


def seen_in(pairs: Sequence[Pair], tree: Tree, groups: int, files: Sequence[StoredFile]) -> Seen:
    """The rows of a month that meet each part's conditions. All parts are of one table and one column."""
    part = pairs[0][0]
    assert part.column is not None
    tests = {condition for one, _ in pairs for condition in one.where}
    named = {part.unit_column, part.column, *(test.column for test in tests)}
    named |= {SEX} & set(columns_of(part.fact))
    found: list[list[np.ndarray]] = [[] for _ in pairs]
    names, before = list[pa.Array](), 0
    for file in files:
        for batch in batches(file.checked(), part.fact, stored_columns(part.fact, named), groups):
            columns = Columns(part.fact, batch, tests)
            known, person = columns.names(part.column)
            somebody = person < len(known)
            whole = (person.astype(np.int64) + before) * len(SEXES) + _sexes(columns)
            for (one, own), there in zip(pairs, found, strict=True):
                place = _places(columns, one.unit_column, tree.counted_at[own])
                rows = rows_that_meet(one, columns) & somebody & (place >= 0)
                there.append(different(whole[rows] * len(tree.order) + place[rows]))
            names.append(known.cast(pa.string()))
            before += len(known)
    whole_names = pa.concat_arrays(names) if names else pa.array([], pa.string())
    return Seen(whole_names, [np.concatenate([*there, np.zeros(0, np.int64)]) for there in found])


def _sexes(columns: Columns) -> np.ndarray:
    """The number of each row's sex. An empty cell, or a table without the column, is of unknown sex."""
    if SEX not in columns:
        return np.full(len(columns), len(SEXES) - 1)
    coded = columns.coded(SEX)
    return np.array([SEXES.index(name) for name in [*coded.domain, SEXES[-1]]])[coded.codes]


def _places(columns: Columns, unit_column: str, places: Mapping[str, int]) -> np.ndarray:
    unit = columns.coded(unit_column)
    return np.array([*(places.get(name, -1) for name in unit.domain), -1])[unit.codes]


def different(values: np.ndarray) -> np.ndarray:
    """The different values, ascending. Sorting whole numbers is several times faster than hashing them."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


@dataclass(frozen=True)
class Pairs:
    """Every (person, sex, place) in that order, with the months it was seen in as bits."""

    person: np.ndarray
    sex: np.ndarray
    place: np.ndarray
    bits: np.ndarray

    def of(self, chosen: np.ndarray) -> Pairs:
        return Pairs(self.person[chosen], self.sex[chosen], self.place[chosen], self.bits[chosen])

    def merged(self) -> Pairs:
        """Equal neighbours as one."""
        if not len(self.person):
            return self
        new = np.ones(len(self.person), dtype=bool)
        new[1:] = self.person[1:] != self.person[:-1]
        new[1:] |= (self.sex[1:] != self.sex[:-1]) | (self.place[1:] != self.place[:-1])
        starts = np.flatnonzero(new)
        bits = np.bitwise_or.reduceat(self.bits, starts)
        return Pairs(self.person[starts], self.sex[starts], self.place[starts], bits)


def pairs_of(months: Mapping[int, np.ndarray], first: int, units: int) -> Pairs:
    """All months together; `first` is the month of bit 0. `months` are the keys of `numbered`."""
    keys = [key << 6 | (month - first) for month, key in months.items()]
    key = np.sort(np.concatenate([*keys, np.zeros(0, dtype=np.int64)]))
    bits = np.left_shift(np.int64(1), key & 63)
    whole, place = np.divmod(key >> 6, units)
    return Pairs(*np.divmod(whole, len(SEXES)), place, bits).merged()


def numbered(months: Mapping[int, Seen], units: int) -> list[dict[int, np.ndarray]]:
    """For each part and month the keys again, with one number a person in all months."""
    if not months:
        return []
    # One dictionary over the months' names tells who is the same.
    names = pa.chunked_array([seen.names for seen in months.values()], pa.string())
    chunks = names.dictionary_encode().unify_dictionaries().chunks
    found: list[dict[int, np.ndarray]] = [{} for _ in next(iter(months.values())).people]
    for (month, seen), chunk in zip(months.items(), chunks, strict=True):
        number = chunk.indices.to_numpy().astype(np.int64)
        for part, keys in enumerate(seen.people):
            person, rest = np.divmod(keys, len(SEXES) * units)
            found[part][month] = number[person] * (len(SEXES) * units) + rest
    return found


def count(pairs: Pairs, tree: Tree, first: int, year: range) -> np.ndarray:
    """[window, unit, sex and total, month of the year] for every unit of the tree, exact.

    `first` is the month of bit 0, a year before the year that is counted or less.
    """
    shape = (len(WINDOWS), len(tree.order), len(COUNTED), len(year))
    found = np.zeros(shape, dtype=np.int64)
    found[:, :, : len(SEXES)] = _by_sex(pairs, tree, first, year, len(SEXES))
    found[:, :, -1] = found[:, :, : len(SEXES)].sum(axis=2)
    # A person with two sexes in the rows is one person to the total.
    twice = _of_two_sexes(pairs)
    if len(twice.person):
        apart = _by_sex(twice, tree, first, year, len(SEXES)).sum(axis=2)
        order = np.lexsort((twice.place, twice.person))
        together = twice.of(order)
        one = Pairs(together.person, np.zeros_like(together.sex), together.place, together.bits).merged()
        found[:, :, -1] += _by_sex(one, tree, first, year, 1)[:, :, 0] - apart
    return found


def _of_two_sexes(pairs: Pairs) -> Pairs:
    same = pairs.person[1:] == pairs.person[:-1]
    persons = np.unique(pairs.person[1:][same & (pairs.sex[1:] != pairs.sex[:-1])])
    return pairs.of(np.isin(pairs.person, persons))


def _by_sex(pairs: Pairs, tree: Tree, first: int, year: range, sexes: int) -> np.ndarray:
    """Climb the tree; at each level count the units that stand there."""
    depth, parent = tree.depths, tree.parents
    found = np.zeros((len(WINDOWS), len(tree.order), sexes, len(year)), dtype=np.int64)
    flat = found.reshape(len(WINDOWS), len(tree.order) * sexes, len(year))
    for level in range(int(depth.max(initial=0)), -1, -1):
        here = pairs.of(depth[pairs.place] == level)
        for window, counted in enumerate(_windows(here, sexes, first, year, len(tree.order))):
            flat[window] += counted
        # In depth-first order parents come in the order of their children, so equal pairs are neighbours.
        climbs = (depth[pairs.place] == level) & (parent[pairs.place] >= 0)
        stays = depth[pairs.place] < level
        place = np.where(climbs, parent[pairs.place], pairs.place)
        kept = climbs | stays
        pairs = Pairs(pairs.person, pairs.sex, place, pairs.bits).of(kept).merged()
    return found


def _windows(pairs: Pairs, sexes: int, first: int, year: range, units: int) -> Iterator[np.ndarray]:
    """How many pairs are seen in the month, so far in the year and within twelve months, by (place, sex)."""
    cell, width = pairs.place * sexes + pairs.sex, units * sexes
    offset = year.start - first
    this = (pairs.bits >> offset) & ((1 << len(year)) - 1)
    yield _tally(this, cell, width, len(year))
    yield np.cumsum(_tally(this & -this, cell, width, len(year)), axis=1)
    within = pairs.bits
    for shift in (1, 2, 4, 4):  # 1 + 1 + 2 + 4 + 4 = 12 months
        within = within | (within << shift)
    within = (within >> offset) & ((1 << len(year)) - 1)
    begins, ends = within & ~(within << 1), ~within & (within << 1) & ((1 << len(year)) - 1)
    changes = _tally(begins, cell, width, len(year)) - _tally(ends, cell, width, len(year))
    yield np.cumsum(changes, axis=1)


def _tally(bits: np.ndarray, cell: np.ndarray, width: int, months: int) -> np.ndarray:
    """How many of each cell have each bit set: [cell, month], a bit of all at a time."""
    found = np.zeros(width * months, dtype=np.int64)
    while len(bits := bits[keep := bits != 0]):
        cell = cell[keep]
        lowest = bits & -bits
        month = np.bitwise_count(lowest - 1).astype(np.int64)
        found += np.bincount(cell * months + month, minlength=width * months)
        bits = bits ^ lowest
    return found.reshape(width, months)


class DistinctCounts:
    """The different persons of one table in some months, each read once whatever years need it."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        files: Mapping[int, Sequence[StoredFile]],
        tree: Tree,
        months: Sequence[int],
        memory: Memory,
    ):
        self._tree = tree
        self._keys: list[dict[int, np.ndarray]] = [{} for _ in pairs]
        for column in dict.fromkeys(part.column for part, _ in pairs):
            alike = [i for i, (part, _) in enumerate(pairs) if part.column == column]
            with ThreadPoolExecutor(memory.hands) as hands:
                read = partial(seen_in, [pairs[i] for i in alike], tree, memory.groups)
                each = hands.map(read, (files[month] for month in months))
                seen = dict(zip(months, each, strict=True))
            for i, keys in zip(alike, numbered(seen, len(tree.order)), strict=False):
                self._keys[i] = keys

    def of_year(self, year: range) -> np.ndarray:
        """[pair and window, unit, sex and total, month of the year], to be added up along the tree."""
        first = year.start - BACK
        found = []
        for keys in self._keys:
            there = {month: key for month, key in keys.items() if first <= month < year.stop}
            pairs = pairs_of(there, first, len(self._tree.order))
            found.append(to_add_up(count(pairs, self._tree, first, year), self._tree))
        return np.concatenate(found)


def to_add_up(counted: np.ndarray, tree: Tree) -> np.ndarray:
    """Each unit's count less its children's: what makes a subtree's sum the unit's own count."""
    placed = counted.copy()
    for child, parent in enumerate(tree.parents):
        if parent >= 0:
            placed[:, parent] -= counted[:, child]
    return placed
