# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report prints from the registers and the books, fetched once and kept with its other parts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone

from malram.frames.queries import Books, account_of
from malram.frames.tables import TABLES, FrameRow, FrameTable
from malram.matters.queries import Happened, happened_in
from malram.planning.models import Reprioritisation
from malram.planning.queries import reprioritisations_of
from malram.values import Figure, Period, unit, year_of


@dataclass(frozen=True)
class Freed:
    """A decided reprioritisation, in öre; what became of it is empty until somebody has reported it."""

    id: int
    source: str
    target: str
    amount: int
    effect: str
    status: str = ""
    freed: int | None = None
    outcome: str = ""
    reported_on: date | None = None


@dataclass(frozen=True)
class Registers:
    """A board's lists for a period, in the order they are printed; `posted` tells which books these were."""

    matters: tuple[Happened, ...] = ()
    frames: tuple[FrameTable, ...] = ()
    posted: str = ""
    reprioritisations: tuple[Freed, ...] = ()

    def table(self, name: str) -> FrameTable | None:
        """Return one of the tables of frames, or None where the board has none of that name."""
        return next((one for one in self.frames if one.id == name), None)


def registers_of(board_id: str, period: Period) -> Registers:
    year = year_of(period.last)
    account = account_of(board_id, year)
    matters = tuple(happened_in(board_id, period))
    if account is None:
        return Registers(matters)
    books = Books([year - 1, year])
    tables = tuple(table(books, account.id, year) for table in TABLES.values())
    freed = tuple(map(_freed, reprioritisations_of(account.id, year)))
    return Registers(matters, tables, books.fingerprint(), freed)


def _freed(row: Reprioritisation) -> Freed:
    said = Freed(row.pk, row.source.name, row.target.name, row.amount, row.effect)
    latest = next(reversed(row.reports.all()), None)
    if latest is None:
        return said
    day = timezone.localdate(latest.reported_at)
    return replace(said, status=latest.status, freed=latest.amount, outcome=latest.text, reported_on=day)


def to_json(registers: Registers) -> str:
    return json.dumps(asdict(registers), ensure_ascii=False, indent=1, default=str)


def from_json(text: str) -> Registers:
    raw = json.loads(text)
    return Registers(
        tuple(Happened(**{**one, "date": _day(one["date"])}) for one in raw["matters"]),
        tuple(map(_table, raw["frames"])),
        raw["posted"],
        tuple(Freed(**{**one, "reported_on": _day(one["reported_on"])}) for one in raw["reprioritisations"]),
    )


def _table(raw: dict[str, Any]) -> FrameTable:
    rows = tuple(
        FrameRow(**{**row, "cells": {k: _figure(c) for k, c in row["cells"].items()}}) for row in raw["rows"]
    )
    return FrameTable(**{**raw, "columns": tuple((id_, head) for id_, head in raw["columns"]), "rows": rows})


def _figure(raw: dict[str, Any]) -> Figure:
    return Figure(Fraction(raw["value"]), unit(raw["unit"]["code"]), raw["decimals"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
