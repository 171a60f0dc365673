# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger of the years before the printed ones: one summed row a month, as an older system hands over.

A forecast needs years to learn a season from, and to be judged by. Nothing is printed about these years,
so their sums are made up: each post some way below the year after it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.cost_centres import CostCentre, cost_centres
from malram.demo.courses.ledger import ACTIVITIES, SEED, Ints, accounts_of, cells_of, ledger_file, roughness
from malram.demo.courses.ledger_accounts import Booking
from malram.demo.courses.ledger_plan import YEARS, Post, posts
from malram.demo.csvfiles import write_rows
from malram.measures.computing.engine import Progress, silent

EARLIER = tuple(range(YEARS[0] - 2, YEARS[0]))
USUAL = 965  # per mille of the year after
PER_MILLE = {
    "inhyrd-personal": 800, "statsbidrag": 1150, "bidrag-helikopter": 985, "avskrivningar": 985,
    "receptlakemedel": 945, "ovriga-kostnader": 1010, "finansiella-poster": 700,
}  # fmt: skip


def outcome(post: Post, year: int) -> int:
    """A post's sum in kronor in a year before the printed ones."""
    total = post.outcome_2023
    for _ in range(YEARS[0] - year):
        total = total * PER_MILLE.get(post.name, USUAL) // 1000
    return total


def write_earlier(out: Path, progress: Progress = silent) -> list[Path]:
    """Write raindance/huvudbok-ÅÅÅÅ.csv below `out` for each earlier year."""
    centres = cost_centres()
    paths = []
    for year in EARLIER:
        progress(f"Huvudbok {year}", year - EARLIER[0], len(EARLIER))
        paths.append(
            write_rows(out / "raindance" / f"huvudbok-{year}.csv", ledger_file(_rows(year, centres)))
        )
    progress("Huvudbok, tidigare år", len(EARLIER), len(EARLIER))
    return paths


def _rows(year: int, centres: tuple[CostCentre, ...]) -> pl.DataFrame:
    """One row a month, cost centre and account, dated the month's last day."""
    rng = np.random.default_rng(SEED + year)  # its own, so that the printed years stay as they are
    frames = [
        _booked(booking, *cells_of(total, booking, post, centres, rng, roughness(booking)))
        for post in posts()
        if outcome(post, year)
        for booking, total in accounts_of(outcome(post, year), post)
    ]
    rows = pl.concat(frames).filter(pl.col("amount") != 0).sort("month", "unit", "account")
    rows = rows.with_columns(row=pl.int_range(1, pl.len() + 1).over("month"))
    month = pl.col("month").cast(pl.String).str.zfill(2)
    return rows.with_columns(
        date=pl.date(year, pl.col("month"), 1).dt.month_end(),
        voucher=pl.format("SUM-{}{}", pl.lit(year % 100), month),
    )


def _booked(booking: Booking, own: list[CostCentre], cells: Ints) -> pl.DataFrame:
    months = np.tile(np.arange(1, 13), len(own))
    return pl.DataFrame(
        {
            "unit": np.repeat([centre.id for centre in own], 12),
            "activity": np.repeat([ACTIVITIES[centre.level] for centre in own], 12),
            "month": months,
            "account": np.full(len(months), booking.account),
            "kind": np.full(len(months), booking.kind),
            "amount": cells.ravel(),
        }
    )
