# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ledger and budget rows of one month."""

from __future__ import annotations

import numpy as np
import polars as pl

from malram.demo.scale.skew import Draw, Random, dates, days_of, exponential, ids, pick, zipf
from malram.demo.scale.world import World

# Accounts by class: income, staff, bought care, material, other costs, finance.
CLASSES = {"3": 60, "4": 90, "5": 80, "6": 90, "7": 70, "8": 10}
ACCOUNTS = pl.Series(
    [f"{first}{10 + i * 7 % 90:02d}{i % 10}" for first, n in CLASSES.items() for i in range(n)]
)
INCOME = np.array([account.startswith("3") for account in ACCOUNTS])
ACTIVITIES = pl.Series([f"{100 + i * 4}" for i in range(200)])
COUNTERPARTIES = pl.Series([None, *(f"{11 + i % 9}{i:03d}" for i in range(150))], dtype=pl.String)
PROJECTS = pl.Series([None, *(f"P{1000 + i}" for i in range(300))], dtype=pl.String)
ROWS_EACH = 4  # rows in a voucher

draw_account = Draw(zipf(len(ACCOUNTS), 0.8), np.random.Generator(np.random.SFC64(7)))
draw_counterparty = Draw([1.5, *zipf(150, 1) / zipf(150, 1).sum()])
draw_project = Draw([9.0, *zipf(300, 0.8) / zipf(300, 0.8).sum()])


def ledger(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    unit, account = world.draw_unit(random, size), draw_account(random, size)
    amount = 100 + exponential(random, size, 30) * exponential(random, size, 9000)
    number = np.arange(size)
    return {
        "date": dates(days_of(month, 0.1, random, size)),
        "unit": pick(world.units, unit),
        "account": pick(ACCOUNTS, account),
        "activity": pick(ACTIVITIES, world.near_unit(unit, random, len(ACTIVITIES))),
        "counterparty": pick(COUNTERPARTIES, draw_counterparty(random, size)),
        "project": pick(PROJECTS, draw_project(random, size)),
        "voucher": pick(ids(f"V{month}-", size // ROWS_EACH + 1), number // ROWS_EACH),
        "row": number % ROWS_EACH + 1,
        "amount": np.where(INCOME[account], -amount, amount),
    }


def budget(world: World, month: int, size: int, random: Random) -> dict[str, object]:
    """The first accounts for every unit, until there are rows enough."""
    number = np.arange(size)
    unit, account = number % len(world.units), number // len(world.units) * 5 % len(ACCOUNTS)
    amount = 100_000 * (1 + exponential(random, size, 40))
    return {
        "unit": pick(world.units, unit),
        "account": pick(ACCOUNTS, account),
        "amount": np.where(INCOME[account], -amount, amount),
    }
