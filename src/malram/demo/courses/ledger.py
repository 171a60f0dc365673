# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic ledger and budget files: every year's sum spread over cost centres, months and vouchers.

Amounts are whole öre and always split without remainder, so that the rows add up to the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.calibrate import Floats, Ints, spread
from malram.demo.courses.ledger_plan import Booking, Ledger, Post
from malram.demo.courses.setting import CostCentre, Setting
from malram.demo.csvfiles import kronor, write_rows
from malram.demo.reading import Level

SEED = 20240501
ORE = 100
CALM = 0.004  # how much a budget's months differ beyond the season


def write_ledger(plan: Ledger, setting: Setting, out: Path) -> list[Path]:
    """Write huvudbok-ÅÅÅÅ-MM.csv and budget-ÅÅÅÅ.csv, and huvudbok-ÅÅÅÅ.csv of each earlier year."""
    rng = np.random.default_rng(SEED)
    folder, paths = out / plan.system, []
    books = Books(plan, setting.centres, rng)
    for year in setting.years:
        for month, rows in books.ledger(year).group_by("month", maintain_order=True):
            paths.append(write_rows(folder / f"huvudbok-{year}-{month[0]:02d}.csv", ledger_file(plan, rows)))
        paths.append(write_rows(folder / f"budget-{year}.csv", books.budget(year)))
    for year in plan.earlier.years:
        own = np.random.default_rng(SEED + year)  # so that the printed years stay as they are
        rows = Books(plan, setting.centres, own).earlier(year)
        paths.append(write_rows(folder / f"huvudbok-{year}.csv", ledger_file(plan, rows)))
    return paths


def split(total: int, weights: Floats) -> Ints:
    """Whole parts in proportion to the weights that add up to the total, which may be negative."""
    parts = spread(abs(total), weights)
    return parts if total >= 0 else -parts


class Books:
    """One stream of chance through the books of a region."""

    def __init__(self, plan: Ledger, centres: tuple[CostCentre, ...], rng: np.random.Generator) -> None:
        self.plan, self.centres, self.rng = plan, centres, rng

    def _accounts(self, post: Post, total: int) -> Iterator[tuple[Booking, int]]:
        """A post's sum in kronor over its accounts, in öre."""
        bookings = list(self.plan.booked(post.post))
        parts = split(total * ORE, np.array([booking.share for booking in bookings], dtype=float))
        yield from zip(bookings, map(int, parts), strict=True)

    def _cells(self, total: int, booking: Booking, post: Post, rough: float) -> tuple[list[CostCentre], Ints]:
        """The account's year as a table of cost centres and months, every month a little different."""
        rng, weight = self.rng, booking.spread.weight
        own = [c for c in self.centres if c.board == post.board and c.part == (post.part or "") and weight(c)]
        sizes = np.array([weight(centre) for centre in own]) * rng.lognormal(0, 0.12, len(own))
        season = np.array(booking.season.months, dtype=float) * rng.lognormal(0, rough / 3, 12)
        weights = sizes[:, None] * season * rng.lognormal(0, rough, (len(own), 12))
        return own, split(total, weights.ravel()).reshape(len(own), 12)

    def ledger(self, year: int) -> pl.DataFrame:
        """One row per account, cost centre, month and voucher of the year."""
        frames = []
        for post in self.plan.posts:
            if total := self.plan.outcome(post, year):
                for booking, part in self._accounts(post, total):
                    own, cells = self._cells(part, booking, post, booking.season.rough)
                    frames.append(self._vouchers(booking, own, cells))
        return self._numbered(pl.concat(frames), year)

    def _vouchers(self, booking: Booking, own: list[CostCentre], cells: Ints) -> pl.DataFrame:
        """Split every cell over its vouchers; now and then one takes back a part of the others."""
        rng, flat = self.rng, cells.ravel()
        counts = np.maximum(1, rng.poisson(booking.vouchers, len(flat)))
        cell = np.repeat(np.arange(len(flat)), counts)
        first = np.cumsum(counts) - counts
        number = np.arange(len(cell)) - first[cell]
        sizes = rng.gamma(1.6, 1.0, len(cell)) + 0.05
        sizes[(rng.random(len(cell)) < self.plan.corrected) & (number > 0)] *= -0.2
        sums = np.add.reduceat(sizes, first)
        sizes[first[sums <= 0.5]] += 2.0
        sums = np.add.reduceat(sizes, first)
        amounts = np.trunc(flat[cell] * sizes / sums[cell]).astype(np.int64)
        amounts[first] += flat - np.add.reduceat(amounts, first)
        rows = self._rows(booking, own, cell // 12, cell % 12 + 1, amounts)
        return rows.with_columns(number=pl.Series(number.astype(np.int32))).filter(pl.col("amount") != 0)

    def _rows(
        self, booking: Booking, own: list[CostCentre], centre: Ints, month: Ints, amounts: Ints
    ) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "unit": np.array([c.id for c in own])[centre],
                "activity": np.array([self.plan.activities[Level(c.level)] for c in own])[centre],
                "month": month.astype(np.int32),
                "account": np.full(len(month), booking.account),
                "kind": np.full(len(month), booking.kind),
                "amount": amounts,
            }
        )

    def _numbered(self, rows: pl.DataFrame, year: int) -> pl.DataFrame:
        """Number vouchers per month; the rows of one voucher share unit, kind and day."""
        group = ["month", "unit", "kind", "number"]
        heads = rows.select(group).unique(maintain_order=True)
        days = self.rng.integers(1, 29, heads.height)
        for kind, of in self.plan.vouchers.items():
            if of.from_day:
                days = np.where(heads["kind"] == kind, of.from_day + days % 3, days)
        heads = heads.with_columns(day=pl.Series(days)).sort("month", "day", "kind", "unit", "number")
        heads = heads.with_columns(serial=pl.int_range(1, pl.len() + 1).over("month"))
        voucher = pl.format(
            "{}-{}{}-{}", "kind", pl.lit(year % 100), pl.col("month").cast(pl.String).str.zfill(2),
            pl.col("serial").cast(pl.String).str.zfill(6),
        )  # fmt: skip
        named = rows.join(heads.with_columns(voucher=voucher), on=group).sort("month", "serial", "account")
        return named.with_columns(
            row=pl.int_range(1, pl.len() + 1).over("month", "serial"),
            date=pl.date(pl.lit(year), pl.col("month"), pl.col("day")),
        )

    def budget(self, year: int) -> pl.DataFrame:
        """The year's budget per month, cost centre and account, in a calmer season than the outcome's."""
        frames = []
        for post in self.plan.posts:
            if total := self.plan.budget(post, year):
                for booking, part in self._accounts(post, total):
                    frames.append(self._whole_year(booking, *self._cells(part, booking, post, CALM)))
        month = pl.format("{}-{}", pl.lit(year), pl.col("month").cast(pl.String).str.zfill(2))
        named = pl.concat(frames).select(
            month.alias("Månad"),
            pl.col("unit").alias("Ansvar"),
            pl.col("account").alias("Konto"),
            pl.col("amount").alias("Belopp"),
        )
        table = named.group_by("Månad", "Ansvar", "Konto").agg(pl.col("Belopp").sum())
        return table.sort("Månad", "Ansvar", "Konto").with_columns(kronor("Belopp").alias("Belopp"))

    def _whole_year(self, booking: Booking, own: list[CostCentre], cells: Ints) -> pl.DataFrame:
        """One row per cost centre and month."""
        centre, month = np.divmod(np.arange(cells.size), 12)
        return self._rows(booking, own, centre, month + 1, cells.ravel())

    def earlier(self, year: int) -> pl.DataFrame:
        """A year as an older system hands it over: one row a month, cost centre and account."""
        frames = [
            self._whole_year(booking, *self._cells(part, booking, post, booking.season.rough))
            for post in self.plan.posts
            if (total := self.plan.outcome(post, year))
            for booking, part in self._accounts(post, total)
        ]
        rows = pl.concat(frames).filter(pl.col("amount") != 0).sort("month", "unit", "account")
        month = pl.col("month").cast(pl.String).str.zfill(2)
        return rows.with_columns(
            row=pl.int_range(1, pl.len() + 1).over("month"),
            date=pl.date(year, pl.col("month"), 1).dt.month_end(),
            voucher=pl.format("SUM-{}{}", pl.lit(year % 100), month),
        )


def ledger_file(plan: Ledger, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows under the headings of the ledger's own export."""
    project = pl.lit("")
    for account, begins in plan.projects.items():
        named = pl.lit(begins) + pl.col("activity")
        project = pl.when(pl.col("account") == account).then(named).otherwise(project)
    sides = {kind: of.counterparty for kind, of in plan.vouchers.items()}
    return rows.select(
        pl.col("date").alias("Bokföringsdatum"),
        pl.col("unit").alias("Ansvar"),
        pl.col("account").alias("Konto"),
        pl.col("activity").alias("Verksamhet"),
        pl.col("kind").replace_strict(sides).alias("Motpart"),
        project.alias("Projekt"),
        pl.col("voucher").alias("Verifikation"),
        pl.col("row").alias("Rad"),
        kronor("amount").alias("Belopp"),
    )
