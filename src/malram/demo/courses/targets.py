# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Printed figures as a course's file names them, waves over the year, and the cells they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malram.demo.courses.calibrate import Constraint, Floats, Ints, Mask, between, printed
from malram.demo.courses.setting import Setting
from malram.demo.reading import Figure, Group, Month, Sex, Unit


class Cells:
    """Columns of equal length, one row per cell; `where` finds the cells a printed figure speaks of."""

    def __init__(self, **columns: Sequence | NDArray):
        self.columns = {name: np.asarray(values) for name, values in columns.items()}
        if "month" in self.columns:
            self.columns["year"] = self.columns["month"] // 100

    def __getitem__(self, name: str) -> NDArray:
        return self.columns[name]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def where(self, **wanted: object) -> Mask:
        mask = np.ones(len(self), dtype=np.bool_)
        for name, value in wanted.items():
            options = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
            mask &= np.isin(self.columns[name], options)
        return mask

    def of(self, column: str, values: dict) -> Floats:
        """For every cell the value that stands for what it has in a column."""
        return np.array([values[one] for one in self.columns[column].tolist()])


def grid(**axes: Sequence) -> Cells:
    """Every combination of the axes' values."""
    values = [np.asarray(axis) for axis in axes.values()]
    meshes = np.meshgrid(*(np.arange(len(v)) for v in values), indexing="ij")
    return Cells(**{name: v[mesh.ravel()] for name, v, mesh in zip(axes, values, meshes, strict=True)})


@dataclass(frozen=True)
class Wave:
    """A level with a yearly wave, highest in February or lowest when `winter` is negative, and July's own."""

    level: float = 1.0
    winter: float = 0.0
    july: float = 0.0

    def over(self, months: NDArray) -> Floats:
        """The value in each of some months like 202403."""
        number = months % 100
        return self.level + (self.winter * np.cos((number - 2) / 12 * 2 * np.pi) + self.july * (number == 7))


@dataclass(frozen=True)
class Target:
    """What must come out over the cells of a year or month, sex, unit or units.

    `printed` is a ratio in per cent as it was printed, `events` a number to the person, and `between` two
    printed ratios that every unit must print strictly between, save those with a target of their own.
    """

    printed: Figure | None = None
    events: int = 0
    between: tuple[Figure, Figure] | None = None
    year: int = 0
    month: Month | None = None
    sex: Sex | None = None
    unit: Unit | None = None
    units: Group | None = None

    def mask(self, cells: Cells, setting: Setting) -> Mask:
        unit = setting.group(self.units) if self.units else self.unit
        said = {"year": self.year, "month": self.month, "sex": self.sex, "unit": unit}
        return cells.where(**{name: value for name, value in said.items() if value})


def constraints(targets: Sequence[Target], cells: Cells, counts: Ints, setting: Setting) -> list[Constraint]:
    """The targets as constraints on the events among so many cases in each cell."""
    named = {target.unit for target in targets if target.unit}
    return [one for target in targets for one in _constraints(target, cells, counts, setting, named)]


def _constraints(
    target: Target, cells: Cells, counts: Ints, setting: Setting, named: set[Unit]
) -> Iterator[Constraint]:
    mask = target.mask(cells, setting)
    if target.printed:
        yield printed(mask, target.printed)
    if target.events:
        yield printed(mask, str(target.events), scale=int(counts[mask].sum()))
    if target.between:
        low, high = target.between
        for unit in dict.fromkeys(cells["unit"].tolist()):
            if unit not in named:
                yield between(mask & cells.where(unit=unit), low, high)
