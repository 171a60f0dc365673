# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Skewed random numbers, fast: a few things stand for most of the rows, as everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

SEED = 20260101
SLOTS = 1 << 16
THURSDAY, FRIDAY = 3, 4  # 1 January 1970 was a Thursday; the week begins with 0

Random = np.random.Generator
Ints = NDArray[np.int64]


def generator(*parts: str | int) -> Random:
    """A random stream of its own for every part, whatever the others draw and in whatever order."""
    key = [byte for part in parts for byte in str(part).encode()]
    return np.random.Generator(np.random.SFC64([SEED, *key]))


def zipf(size: int, exponent: float) -> NDArray[np.float64]:
    """Weights where the k-th weighs 1 / k to the exponent."""
    return 1 / np.arange(1, size + 1) ** exponent


class Draw:
    """Draws positions by weight: a table with a slot for every 1/65,536 of the weight, at least one each."""

    def __init__(self, weights: NDArray[np.float64] | Sequence[float], shuffle: Random | None = None) -> None:
        weights = np.asarray(weights, dtype=np.float64)
        order = np.arange(len(weights)) if shuffle is None else shuffle.permutation(len(weights))
        slots = np.maximum(np.rint(weights / weights.sum() * SLOTS), 1).astype(int)
        slots[0] += SLOTS - slots.sum()  # the heaviest takes what the rounding left or took
        self._table = np.repeat(order, slots)

    def __call__(self, random: Random, size: int) -> Ints:
        return self._table[random.integers(0, SLOTS, size, dtype=np.uint16)]


def towards_few(random: Random, size: int, among: int) -> Ints:
    """Positions below `among`, dense at the low end; for more things than a `Draw` has slots."""
    share = random.random(size, dtype=np.float32).astype(np.float64)
    return (share * share * share * among).astype(np.int64)


def exponential(random: Random, size: int, mean: float) -> Ints:
    """Whole numbers from 0, most of them small."""
    return (random.standard_exponential(size, dtype=np.float32) * np.float32(mean)).astype(np.int64)


def first_day(month: int) -> int:
    """The first day of a month, in days since 1970 as everywhere here."""
    return (date(month // 12, month % 12 + 1, 1) - date(1970, 1, 1)).days


def last_day(month: int) -> int:
    return first_day(month + 1) - 1


def days_of(month: int, weekend: float, random: Random, size: int) -> Ints:
    """Days of a month, in order; `weekend` is how much a day of it weighs against a working day."""
    first, last = first_day(month), last_day(month)
    weights = [weekend if (day + THURSDAY) % 7 > FRIDAY else 1.0 for day in range(first, last + 1)]
    return np.sort(Draw(weights)(random, size)) + first


def dates(days: Ints) -> pl.Series:
    return pl.Series(days.astype(np.int32)).cast(pl.Date)


def where(keep: NDArray[np.bool_], values: pl.Series) -> pl.Series:
    """The values, empty where `keep` does not hold."""
    return pl.select(pl.when(pl.Series(keep)).then(values)).to_series()


def ids(prefix: str, size: int) -> pl.Series:
    """`prefix` with a running number: different in every row."""
    return pl.select(pl.lit(prefix) + pl.int_range(size).cast(pl.String)).to_series()


def pick(words: pl.Series, positions: Ints) -> pl.Series:
    return words.gather(positions)
