# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people have given: values and forecasts in force, kept in a snapshot as they came."""

from __future__ import annotations

import polars as pl

from malram.facts.opening import stored_rows
from malram.facts.store import Store

REPORTED = ("series", "unit", "period", "sex", "value", "reason", "reported_by", "source", "_file", "_line")
FORECASTS = (
    "line", "unit", "year", "kind", "month", "amount", "reason", "given_by", "date", "_file", "_line"
)  # fmt: skip


def reported(store: Store) -> list[list]:
    """The reported values in force, in the order they were reported."""
    return _given(store, "reported_values", REPORTED, ("date", "_file", "_line"))


def forecasts(store: Store) -> list[list]:
    """The forecasts in force, by the follow-up they were given at and then in the order they were given."""
    return _given(store, "forecast", FORECASTS, ("month", "date", "_file", "_line"))


def _given(store: Store, contract: str, columns: tuple[str, ...], order: tuple[str, ...]) -> list[list]:
    files = store.by_month(contract).values()
    paths = [file.checked() for of_month in files for file in of_month]
    if not paths:
        return []
    rows = stored_rows(contract, paths).sort(order).collect()
    if "sex" in columns:
        rows = rows.with_columns(pl.col("sex").fill_null("total"))
    return [
        ["" if cell is None else cell for cell in row]
        for row in rows.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d")).select(columns).rows()
    ]
