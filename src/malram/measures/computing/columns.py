# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of a batch of fact rows as arrays: whole numbers with a mask, or codes into a small domain.

A condition is put to the few values of the domain and looked up for the rows, whatever it asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from malram.measures.catalogue.definitions import Condition
from malram.measures.computing.tables import COMPUTED, Computed

EPOCH = date(1970, 1, 1).toordinal()
WIDEST = 1 << 16  # whole numbers further apart than this are coded by the tests put to them


@dataclass(frozen=True)
class Numbers:
    """One whole number a row; `filled` marks the rows that have one, None when all have."""

    values: np.ndarray
    filled: np.ndarray | None

    def or_nought(self) -> np.ndarray:
        """As terms of a sum: an empty cell adds nothing."""
        return self.values if self.filled is None else np.where(self.filled, self.values, 0)


@dataclass(frozen=True)
class Coded:
    """`codes[i]` is the place of row i's value in `domain`, or len(domain) where the cell is empty.

    Of whole numbers far apart the domain has one for each stretch in which every test has one answer.
    """

    codes: np.ndarray
    domain: Sequence[str] | np.ndarray

    def answers(self, condition: Condition) -> np.ndarray:
        """Whether each value of the domain, and last the empty cell, meets a condition."""
        found = np.empty(len(self.domain) + 1, dtype=bool)
        found[:-1] = _meets(self.domain, condition)
        found[-1] = condition.operator == "not" or (condition.operator == "empty" and condition.value)
        return found


class Columns:
    """The columns of one batch of a fact table, each made once; `tests` are all that will be asked of it."""

    def __init__(self, fact: str, batch: pa.Table, tests: Iterable[Condition]):
        self._batch, self._computed = batch, COMPUTED.get(fact, {})
        self._tests = tuple(tests)
        self._coded: dict[str, Coded] = {}

    def __len__(self) -> int:
        return self._batch.num_rows

    def __contains__(self, name: str) -> bool:
        return name in self._batch.column_names

    def coded(self, name: str) -> Coded:
        if name not in self._coded:
            stored = name in self._batch.column_names
            texts = stored and not is_number(self._batch.schema.field(name).type)
            self._coded[name] = _texts(self._batch[name]) if texts else self._counted(name)
        return self._coded[name]

    def _counted(self, name: str) -> Coded:
        """Whole numbers as their distance from the least of them, or by the stretch they lie in."""
        numbers = self.numbers(name)
        values = numbers.values if numbers.filled is None else numbers.values[numbers.filled]
        low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
        if high - low < WIDEST:
            domain = np.arange(low, high + 1)
            codes = numbers.values - low
        else:
            domain = np.append(low, cuts_of(name, self._tests))
            codes = np.searchsorted(domain[1:], numbers.values, side="right")
        if numbers.filled is not None:
            codes = np.where(numbers.filled, codes, len(domain))
        return Coded(codes, domain)

    def names(self, name: str) -> tuple[pa.Array, np.ndarray]:
        """A column of texts of which nearly every one is different: see `dictionary_of`."""
        return dictionary_of(self._batch[name])

    def numbers(self, name: str) -> Numbers:
        if name in self._computed:
            computed = self._computed[name]
            return _compute(computed, [self.numbers(one) for one in computed.of])
        return _numbers(self._batch[name])


def cuts_of(name: str, tests: Iterable[Condition]) -> np.ndarray:
    """The whole numbers at which the answer to some test on a column may change, ascending."""
    asked = (test.value for test in tests if test.column == name and test.operator != "empty")
    values = [value for one in asked for value in (one if isinstance(one, tuple) else (one,))]
    wanted = [_as_number(value) for value in values]
    return np.unique(np.array([cut for v in wanted for cut in (ceil(v), floor(v) + 1)], dtype=np.int64))


def is_number(kind: pa.DataType) -> bool:
    return pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_date(kind)


def _texts(column: pa.ChunkedArray) -> Coded:
    names, codes = dictionary_of(column)
    return Coded(codes, names.to_pylist())


def dictionary_of(column: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """The different texts of a column, and each row's place among them: one more where it is empty."""
    whole = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    array = whole.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # nothing at all, or more than one chunk can hold
        array = array.chunk(0) if array.num_chunks else pa.array([], pa.string()).dictionary_encode()
    codes = array.indices if not array.null_count else pc.fill_null(array.indices, len(array.dictionary))
    return array.dictionary, codes.to_numpy(zero_copy_only=False)


def _numbers(column: pa.ChunkedArray) -> Numbers:
    kind = column.type
    plain = column.cast(pa.int32()) if pa.types.is_date(kind) else column
    filled = None
    if plain.null_count:
        filled = plain.is_valid().to_numpy()
        plain = plain.fill_null(False if pa.types.is_boolean(kind) else 0)
    return Numbers(plain.to_numpy().astype(np.int64, copy=False), filled)


def _compute(computed: Computed, of: list[Numbers]) -> Numbers:
    """A computed column; empty where what it is made of is."""
    filled = None
    for one in of:
        if one.filled is not None:
            filled = one.filled if filled is None else filled & one.filled
    first, last = of[0].values, of[-1].values
    match computed.how:
        case "days":
            return Numbers(last - first, filled)
        case "years":
            return Numbers(_years(last) - first, filled)
        case "same":
            return Numbers((first == last).astype(np.int64), filled)
        case "points":
            return Numbers((first - 1) * 25, filled)
        case "all":
            return _all(of)
    raise ValueError(computed.how)


def _all(of: list[Numbers]) -> Numbers:
    """True when all are; false as soon as one is, whatever the empty ones would have said."""
    false = np.zeros(len(of[0].values), dtype=bool)
    empty = np.zeros(len(false), dtype=bool)
    for one in of:
        here = np.ones(len(false), dtype=bool) if one.filled is None else one.filled
        false |= here & (one.values == 0)
        empty |= ~here
    return Numbers((~false & ~empty).astype(np.int64), false | ~empty)


def _years(days: np.ndarray) -> np.ndarray:
    """The year of each day since the epoch, by a table of the days there are."""
    if not len(days):
        return days
    low = int(days.min())
    table = np.arange(low, int(days.max()) + 1).astype("datetime64[D]").astype("datetime64[Y]")
    return (table.astype(np.int64) + 1970)[days - low]


def _meets(domain: Sequence[str] | np.ndarray, condition: Condition) -> np.ndarray:
    """One condition for every value of a domain; see `leaf.test_of` for what each means."""
    wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if condition.operator == "empty":
        return np.full(len(domain), not condition.value)
    if condition.operator == "starts_with":
        return np.array([value.startswith(tuple(map(str, wanted))) for value in domain], dtype=bool)
    if isinstance(domain, np.ndarray):
        return _numbers_meet(domain, condition.operator, [_as_number(value) for value in wanted])
    if condition.operator in ("equals", "in"):
        return np.array([value in wanted for value in domain], dtype=bool)
    if condition.operator == "not":
        return np.array([value not in wanted for value in domain], dtype=bool)
    least = {"at_most": str.__le__, "at_least": str.__ge__, "less_than": str.__lt__, "more_than": str.__gt__}
    return np.array([least[condition.operator](value, wanted[0]) for value in domain], dtype=bool)


def _numbers_meet(domain: np.ndarray, operator: str, wanted: list[Any]) -> np.ndarray:
    match operator:
        case "equals" | "in":
            return np.isin(domain, wanted)
        case "not":
            return ~np.isin(domain, wanted)
        case "at_most":
            return domain <= wanted[0]
        case "at_least":
            return domain >= wanted[0]
        case "less_than":
            return domain < wanted[0]
        case "more_than":
            return domain > wanted[0]
    raise ValueError(operator)


def _as_number(value: Any) -> Any:
    return value.toordinal() - EPOCH if isinstance(value, date) else value
