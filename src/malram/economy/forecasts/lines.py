# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which lines a total is the sum of, so that a total of forecasts is the sum of its lines'."""

from __future__ import annotations

from functools import lru_cache

from malram.economy.claims import items, samples, taken
from malram.economy.definitions import Layout, Line
from malram.measures.catalogue.definitions import Catalogue

SUMS = ("subtotal", "total")


@lru_cache(maxsize=256)
def summed(layout: Layout, line: Line, catalogue: Catalogue) -> tuple[Line, ...]:
    """The item lines whose every account a total counts; of any other line nothing."""
    if line.role not in SUMS or not line.outcome:
        return ()
    accounts = samples(catalogue, [layout])
    whole = taken(catalogue, line.outcome, accounts)
    parts = [(one, taken(catalogue, one.outcome, accounts)) for one in items(layout)]
    return tuple(one for one, accounts in parts if accounts and accounts <= whole)
