# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic statistics from suppliers, authorities and the region's own systems, per month and category."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import spread
from malram.demo.courses.common import months_between
from malram.demo.courses.setting import Setting
from malram.demo.csvfiles import thousandths, write_rows
from malram.demo.errors import CalibrationError
from malram.demo.reading import Key, Length, Month, Unit

SEED = [20240503, 1]
MILLI = 1000

Categories = Annotated[str, Key("categories")]


@dataclass(frozen=True)
class Year:
    """A year's total over categories and months; in whole numbers, or in thousandths where it is not `whole`.

    The categories are weights by name, or the items of a stock earlier in the same file, after their size.
    """

    source: str
    series: str
    unit: Unit
    year: int
    total: float
    season: Annotated[str, Key("seasons")]
    categories: Categories | None = None
    of_stock: str | None = None
    whole: bool = True
    rough: float = 0.06


@dataclass(frozen=True)
class Once:
    """A month's total over categories, each in the same parts."""

    source: str
    series: str
    unit: Unit
    month: Month
    total: int
    categories: Categories
    parts: tuple[str, ...]
    rough: float


@dataclass(frozen=True)
class Leaving:
    """An item that is gone from a month on."""

    size: int
    month: Month


@dataclass(frozen=True)
class Stock:
    """Items with a size that is the same every month: so many of a total size, and those that leave."""

    source: str
    series: str
    unit: Unit
    first: Month
    last: Month
    total: int
    items: int
    named: str  # what the names begin with, before a number of so many digits
    digits: int
    shape: float  # of the gamma distribution of sizes: the smaller, the more unlike
    leaving_series: str
    least: float = 0.0
    leaving: dict[str, Leaving] = field(default_factory=dict)


@dataclass(frozen=True)
class Value:
    """One value of one month."""

    source: str
    series: str
    unit: Unit
    month: Month
    category: str
    value: int


@dataclass(frozen=True)
class Step:
    """One of the ways rows come about."""

    year: Year | None = None
    once: Once | None = None
    stock: Stock | None = None
    value: Value | None = None


@dataclass(frozen=True)
class Statistics:
    """The content of statistics.yaml: the steps of each file, and what they have in common."""

    system: str
    seasons: dict[str, Annotated[tuple[float, ...], Length(12)]]
    categories: dict[str, dict[str, float]]
    files: dict[str, tuple[Step, ...]]


def write_statistics(plan: Statistics, setting: Setting, out: Path) -> list[Path]:
    """Write statistik-<name>.csv, one per file of the plan."""
    rng, paths = np.random.default_rng(SEED), []
    for name, steps in plan.files.items():
        rows = Rows(plan, rng)
        for step in steps:
            rows.add(step)
        paths.append(write_rows(out / plan.system / f"statistik-{name}.csv", rows.table()))
    return paths


class Rows:
    """The rows of one file: source, series, unit, month, category and value in thousandths."""

    def __init__(self, plan: Statistics, rng: np.random.Generator) -> None:
        self.plan, self.rng = plan, rng
        self.rows: list[tuple[str, str, str, str, str, int]] = []
        self.stocks: dict[str, dict[str, float]] = {}

    def table(self) -> pl.DataFrame:
        heads = ["Källa", "Serie", "Enhet", "Månad", "Kategori", "Värde"]
        table = pl.DataFrame(self.rows, schema=heads, orient="row")
        return table.with_columns(thousandths("Värde").alias("Värde"))

    def add(self, step: Step) -> None:
        if step.year:
            self._year(step.year)
        if step.once:
            self._once(step.once)
        if step.stock:
            self._stock(step.stock)
        if value := step.value:
            self._row(value, value.series, value.month, value.category, value.value * MILLI)

    def _row(
        self, of: Year | Once | Stock | Value, series: str, month: int, category: str, milli: int
    ) -> None:
        text = f"{month // 100}-{month % 100:02d}"
        self.rows.append((of.source, series, of.unit, text, category, milli))

    def _year(self, year: Year) -> None:
        sizes = self.plan.categories.get(year.categories or "") or self.stocks.get(year.of_stock or "")
        if not sizes:
            raise CalibrationError(f"{year.series}: inget bestånd '{year.of_stock}' står före i samma fil.")
        grain = MILLI if year.whole else 1
        rough = self.rng.lognormal(0, year.rough, (len(sizes), 12))
        weights = np.outer(list(sizes.values()), self.plan.seasons[year.season]) * rough
        parts = spread(round(year.total * MILLI / grain), weights.ravel()).reshape(weights.shape)
        for category, months in zip(sizes, parts, strict=True):
            for month, value in enumerate(months, start=1):
                self._row(year, year.series, year.year * 100 + month, category, int(value) * grain)

    def _once(self, once: Once) -> None:
        sizes = self.plan.categories[once.categories]
        names = [f"{name}, {part}" for name in sizes for part in once.parts]
        rough = self.rng.lognormal(0, once.rough, len(names))
        weights = np.repeat(list(sizes.values()), len(once.parts)) * rough
        for name, value in zip(names, spread(once.total, weights), strict=True):
            self._row(once, once.series, once.month, name, int(value) * MILLI)

    def _stock(self, stock: Stock) -> None:
        sizes = self.rng.gamma(stock.shape, 1, stock.items) + stock.least
        parts = spread(stock.total, sizes)
        items = {
            f"{stock.named} {number:0{stock.digits}d}": int(size)
            for number, size in enumerate(parts, start=1)
        }
        self.stocks[stock.series] = {name: float(size) for name, size in items.items()}
        for name, gone in stock.leaving.items():
            self._row(stock, stock.leaving_series, gone.month, name, gone.size * MILLI)
        months = tuple(months_between(stock.first, stock.last))
        for name, size in (items | {name: gone.size for name, gone in stock.leaving.items()}).items():
            for month in months:
                if size and (name not in stock.leaving or month < stock.leaving[name].month):
                    self._row(stock, stock.series, month, name, size * MILLI)
