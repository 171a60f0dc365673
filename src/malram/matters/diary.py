# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The diary as it was delivered: the rows in force of contract `diary`, in the order they happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from malram.facts.opening import stored_rows
from malram.facts.store import Store

CONTRACT = "diary"
_COLUMNS = (
    *("case_number", "kind", "title", "party", "unit", "forum", "event", "date", "about"),
    *("_file", "_line"),
)


@dataclass(frozen=True)
class DiaryRow:
    case_number: str
    kind: str
    title: str
    party: str
    unit: str
    forum: str
    event: str
    date: date
    about: str
    file: str
    line: int


def diary_rows(store: Store) -> list[DiaryRow]:
    """Return every row in force by day; rows of the same day in the order of their file."""
    files = [one.checked() for stored in store.by_month(CONTRACT).values() for one in stored]
    if not files:
        return []
    rows = stored_rows(CONTRACT, files).sort("date", "_file", "_line").collect()
    texts = rows.with_columns(pl.col(pl.String).fill_null(""))
    return [DiaryRow(*row) for row in texts.select(_COLUMNS).iter_rows()]


def titled(rows: Sequence[DiaryRow]) -> dict[str, DiaryRow]:
    """Return by case number the row that says what the matter is: the latest, for titles are made clearer."""
    return {row.case_number: row for row in rows}
