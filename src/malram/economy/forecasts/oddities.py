# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts in a delivered file that may have been written in another unit of money than kronor."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from malram.economy.forecasts.entry import is_odd
from malram.facts.forecasting import CONTRACT
from malram.facts.opening import stored_rows
from malram.facts.store import Store
from malram.measures.reading.query import Measurements
from malram.values import Period, number


def odd_amounts(store: Store, m: Measurements, file: str) -> Iterator[str]:
    """A warning for each forecast of a landed file that is a hundred times off the year before it."""
    files = [one.checked() for of_month in store.by_month(CONTRACT.name).values() for one in of_month]
    if not files:
        return
    rows = stored_rows(CONTRACT.name, files).filter(pl.col("_file") == file).sort("_line").collect()
    for row in rows.iter_rows(named=True):
        before = _ore(m, row["line"], row["unit"], row["year"] - 1)
        if is_odd(row["amount"], before):
            said, known = (number(Fraction(ore or 0, 100), 0) for ore in (row["amount"], before))
            yield (
                f"rad {row['_line']}: {said} kronor för {row['line']} i {row['unit']}, där utfallet "
                f"{row['year'] - 1} var {known} kronor. Är beloppet skrivet i kronor?"
            )


def _ore(m: Measurements, measure: str, unit_id: str, year: int) -> int | None:
    if measure not in m.catalogue or unit_id not in m.tree:
        return None
    figure = m.value(measure, unit_id, Period.year(year)).figure
    return None if figure.value is None else int(figure.value * figure.unit.scale)
