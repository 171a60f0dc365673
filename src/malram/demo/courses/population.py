# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inhabitants at every month-end by sex and five-year age group, from December to December."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import Ints, spread
from malram.demo.courses.common import months_between
from malram.demo.courses.setting import Setting
from malram.demo.reading import Sex, Unit

FIVE = 5


@dataclass(frozen=True)
class Ages:
    """A sex from an age and on: how many each December, and the weights of five years at a time."""

    sex: Sex
    from_age: int
    december: dict[int, int]
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Population:
    """The content of population.yaml: the Decembers of all groups are those of the same years in a row."""

    system: str
    unit: Unit
    groups: tuple[Ages, ...]


def write_population(plan: Population, setting: Setting, out: Path) -> list[Path]:
    """Write folkmangd-ÅÅÅÅ-ÅÅÅÅ.csv."""
    first, last = min(plan.groups[0].december), max(plan.groups[0].december)
    months = tuple(months_between(first * 100 + 12, last * 100 + 12))
    frames = [
        _group(plan.unit, month, ages, spread(int(total), ages.weights))
        for ages in plan.groups
        for month, total in zip(months, _monthly(ages, len(months)), strict=True)
    ]
    frame = pl.concat(frames).sort("Månad", "Kön", "Ålder från")
    path = out / plan.system / f"folkmangd-{first}-{last}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.with_row_index("Rad-id", 1).write_csv(path, separator=";")
    return [path]


def _monthly(ages: Ages, months: int) -> Ints:
    """From December to December in a straight line."""
    known = np.arange(len(ages.december)) * 12
    return np.rint(np.interp(np.arange(months), known, list(ages.december.values()))).astype(np.int64)


def _group(unit: str, month: int, ages: Ages, persons: Ints) -> pl.DataFrame:
    text = f"{month // 100:04d}-{month % 100:02d}"
    from_age = np.arange(len(persons)) * FIVE + ages.from_age
    return pl.DataFrame(
        {"Enhet": unit, "Månad": text, "Kön": ages.sex, "Ålder från": from_age, "Antal": persons}
    )
