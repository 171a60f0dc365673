# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which units exist on which day: all that intake needs to know of the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from malram.facts.unit_rows import known_rows, read_units

EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 31)


class UnitRegister:
    """Units with the days they are valid, both ends included. A unit may have several spells."""

    def __init__(self, spells: list[tuple[str, date, date]]) -> None:
        self._spells: dict[str, list[tuple[date, date]]] = {}
        for unit, first, last in spells:
            self._spells.setdefault(unit, []).append((first, last))
        schema = {"_unit": pl.String(), "_from": pl.Date(), "_to": pl.Date()}
        self._frame = pl.DataFrame(spells, schema=schema, orient="row")

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> UnitRegister:
        """From rows with unit, valid_from and valid_to; an empty end is open."""
        return cls(
            [
                (str(row["unit"]), _day(row.get("valid_from"), EARLIEST), _day(row.get("valid_to"), LATEST))
                for row in rows
            ]
        )

    @classmethod
    def read(cls, path: Path) -> UnitRegister:
        """From a region's organisation.csv, as it is known now: a fact is checked against what is so."""
        rows = known_rows(read_units(path)[0])
        return cls([(row.unit, row.valid_from, row.valid_to or LATEST) for row in rows])

    def known(self, unit: str, day: date) -> bool:
        return any(first <= day <= last for first, last in self._spells.get(unit, ()))

    def unknown(self, frame: pl.DataFrame, unit: str, first: str, last: str | None = None) -> pl.Series:
        """A mask of the rows whose unit is known on no day from `first` to `last`.

        Without `last` the day is `first` alone; an empty `last` is an open end. Rows without unit or first
        day are not marked: what they lack is another rule's business.
        """
        end = pl.col(first) if last is None else pl.col(last).fill_null(LATEST)
        asked = frame.select(pl.col(unit).alias("_unit"), pl.col(first).alias("_first"), end.alias("_last"))
        joined = asked.unique().join(self._frame, on="_unit", how="inner")
        meets = joined.filter((pl.col("_from") <= pl.col("_last")) & (pl.col("_to") >= pl.col("_first")))
        known = meets.select("_unit", "_first", "_last", pl.lit(True).alias("_known")).unique()
        found = asked.join(known, on=["_unit", "_first", "_last"], how="left", maintain_order="left")
        missing = pl.col("_known").is_null() & pl.col("_unit").is_not_null() & pl.col("_first").is_not_null()
        return found.select(missing).to_series()


def _day(value: Any, default: date) -> date:
    if value is None or value == "":
        return default
    return value if isinstance(value, date) else date.fromisoformat(str(value))
