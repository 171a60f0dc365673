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
from numpy.typing import NDArray

from malram.demo.courses.cost_centres import CostCentre, cost_centres
from malram.demo.courses.ledger_accounts import BOOKINGS, SEASONS, Booking, weight
from malram.demo.courses.ledger_plan import YEARS, Post, posts
from malram.demo.csvfiles import kronor, write_rows
from malram.measures.computing.engine import Progress, silent

SEED = 20240501
ORE = 100
CORRECTED = 0.012  # share of voucher rows that take back part of an earlier one
ACTIVITIES = {
    "vardcentral": "100", "vardavdelning": "201", "mottagning": "202", "klinik": "301", "verksamhet": "401",
    "enhet": "203", "kostnadsstalle": "900",
}  # fmt: skip
COUNTERPARTIES = {"LON": "intern", "BOK": "intern", "LEV": "extern", "KUN": "extern", "KAS": "extern"}

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def write_money(out: Path, progress: Progress = silent) -> list[Path]:
    """Write raindance/huvudbok-ÅÅÅÅ-MM.csv and raindance/budget-ÅÅÅÅ.csv below `out`."""
    rng = np.random.default_rng(SEED)
    centres = cost_centres()
    paths = []
    for year in YEARS:
        progress(f"Huvudbok {year}", year - YEARS[0], len(YEARS))
        ledger = _with_vouchers(_ledger_rows(year, centres, rng), rng, year)
        for month, rows in ledger.group_by("month", maintain_order=True):
            paths.append(
                write_rows(out / "raindance" / f"huvudbok-{year}-{month[0]:02d}.csv", ledger_file(rows))
            )
        paths.append(write_rows(out / "raindance" / f"budget-{year}.csv", _budget_file(year, centres, rng)))
    progress("Huvudbok och budget", len(YEARS), len(YEARS))
    return paths


def split(total: int, weights: Floats) -> Ints:
    """Whole parts in proportion to the weights that add up to the total (largest remainder)."""
    exact = weights / weights.sum() * abs(total)
    parts = np.floor(exact).astype(np.int64)
    missing = abs(total) - int(parts.sum())
    parts[np.argsort(-(exact - parts), kind="stable")[:missing]] += 1
    return parts if total >= 0 else -parts


def accounts_of(total: int, post: Post) -> Iterator[tuple[Booking, int]]:
    """A post's sum in kronor over its accounts, in öre."""
    bookings = BOOKINGS[post.name]
    parts = split(total * ORE, np.array([booking.share for booking in bookings], dtype=float))
    yield from zip(bookings, map(int, parts), strict=True)


def roughness(booking: Booking) -> float:
    """How much months differ beyond the season; salaries hardly do."""
    return 0.02 if booking.season in ("salary", "steady") else 0.13


def cells_of(
    total: int,
    booking: Booking,
    post: Post,
    centres: tuple[CostCentre, ...],
    rng: np.random.Generator,
    rough: float,
) -> tuple[list[CostCentre], Ints]:
    """The account's year as a table of cost centres and months, every month a little different."""
    own = [
        c for c in centres if c.board == post.board and c.group == post.group and weight(c, booking.spread)
    ]
    sizes = np.array([weight(centre, booking.spread) for centre in own]) * rng.lognormal(0, 0.12, len(own))
    season = np.array(SEASONS[booking.season], dtype=float) * rng.lognormal(0, rough / 3, 12)
    weights = sizes[:, None] * season * rng.lognormal(0, rough, (len(own), 12))
    return own, split(total, weights.ravel()).reshape(len(own), 12)


def _ledger_rows(year: int, centres: tuple[CostCentre, ...], rng: np.random.Generator) -> pl.DataFrame:
    """One row per account, cost centre, month and voucher of the year."""
    frames = []
    for post in posts():
        if not post.outcome(year):
            continue
        for booking, total in accounts_of(post.outcome(year), post):
            own, cells = cells_of(total, booking, post, centres, rng, roughness(booking))
            frames.append(_vouchers(booking, own, cells, rng))
    return pl.concat(frames)


def _vouchers(booking: Booking, own: list[CostCentre], cells: Ints, rng: np.random.Generator) -> pl.DataFrame:
    """Split every cell over its vouchers; now and then one takes back a part of the others."""
    flat = cells.ravel()
    counts = np.maximum(1, rng.poisson(booking.vouchers, len(flat)))
    cell = np.repeat(np.arange(len(flat)), counts)
    first = np.cumsum(counts) - counts
    number = np.arange(len(cell)) - first[cell]
    sizes = rng.gamma(1.6, 1.0, len(cell)) + 0.05
    sizes[(rng.random(len(cell)) < CORRECTED) & (number > 0)] *= -0.2
    sums = np.add.reduceat(sizes, first)
    sizes[first[sums <= 0.5]] += 2.0
    sums = np.add.reduceat(sizes, first)
    amounts = np.trunc(flat[cell] * sizes / sums[cell]).astype(np.int64)
    amounts[first] += flat - np.add.reduceat(amounts, first)
    centre, month = cell // 12, cell % 12 + 1
    return pl.DataFrame(
        {
            "unit": np.array([c.id for c in own])[centre],
            "activity": np.array([ACTIVITIES[c.level] for c in own])[centre],
            "month": month.astype(np.int32),
            "account": np.full(len(cell), booking.account),
            "kind": np.full(len(cell), booking.kind),
            "number": number.astype(np.int32),
            "amount": amounts,
        }
    ).filter(pl.col("amount") != 0)


def _with_vouchers(rows: pl.DataFrame, rng: np.random.Generator, year: int) -> pl.DataFrame:
    """Number vouchers per month; the rows of one voucher share unit, kind and day."""
    group = ["month", "unit", "kind", "number"]
    heads = rows.select(group).unique(maintain_order=True)
    days = rng.integers(1, 29, heads.height)
    days = np.where(heads["kind"] == "LON", 25 + days % 3, days)
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


def ledger_file(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows under the headings of the ledger's own export."""
    project = (
        pl.when(pl.col("account") == "3510").then(pl.lit("STB") + pl.col("activity")).otherwise(pl.lit(""))
    )
    return rows.select(
        pl.col("date").alias("Bokföringsdatum"),
        pl.col("unit").alias("Ansvar"),
        pl.col("account").alias("Konto"),
        pl.col("activity").alias("Verksamhet"),
        pl.col("kind").replace_strict(COUNTERPARTIES).alias("Motpart"),
        project.alias("Projekt"),
        pl.col("voucher").alias("Verifikation"),
        pl.col("row").alias("Rad"),
        kronor("amount").alias("Belopp"),
    )


def _budget_file(year: int, centres: tuple[CostCentre, ...], rng: np.random.Generator) -> pl.DataFrame:
    """The year's budget per month, cost centre and account, in a calmer season than the outcome's."""
    frames = []
    for post in posts():
        if not post.budget(year):
            continue
        for booking, total in accounts_of(post.budget(year), post):
            own, cells = cells_of(total, booking, post, centres, rng, 0.004)
            frames.append(
                pl.DataFrame(
                    {
                        "Månad": np.tile([f"{year}-{month:02d}" for month in range(1, 13)], len(own)),
                        "Ansvar": np.repeat([centre.id for centre in own], 12),
                        "Konto": np.full(len(own) * 12, booking.account),
                        "Belopp": cells.ravel(),
                    }
                )
            )
    table = pl.concat(frames).group_by("Månad", "Ansvar", "Konto").agg(pl.col("Belopp").sum())
    return table.sort("Månad", "Ansvar", "Konto").with_columns(kronor("Belopp").alias("Belopp"))
