# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The budget that was delivered as facts, per unit and year, to hold against the frames."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from malram.facts.opening import stored_rows
from malram.facts.store import Store
from malram.measures.tree import Tree
from malram.values import month_index


def budget_by_unit(store: Store, tree: Tree, year: int) -> dict[str, int]:
    """Return öre by unit, everything below it included; nothing where no budget is delivered for the year."""
    months = range(month_index(year, 1), month_index(year, 12) + 1)
    files = [
        file.path for month, found in store.by_month("budget").items() if month in months for file in found
    ]
    if not files:
        return {}
    rows = stored_rows("budget", files).group_by("unit").agg(pl.col("amount").sum()).collect()
    found: dict[str, int] = defaultdict(int)
    for unit, ore in rows.iter_rows():
        place = tree.places.get(unit)
        for above in tree.path(place) if place is not None and place in tree else ():
            found[above] += ore
    return dict(found)
