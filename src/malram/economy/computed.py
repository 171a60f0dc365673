# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A computed statement: what pages, reports and exports are written from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from malram.economy.definitions import MEASURED, WHOLE_YEAR, Column
from malram.measures.reading.measurement import Measurement
from malram.values import Period, Unit, month_code
from malram.values.totals import Term

FORECAST = "prognos"  # begins the derivation of what is said of a whole year


@dataclass(frozen=True)
class StatementRow:
    """One line with a measurement, or None for an empty cell, per column.

    `parts` are the lines that a sum is the sum of, by id. `sign` is how an amount of the ledger is printed.
    """

    id: str
    label: str
    role: str
    cells: tuple[Measurement | None, ...]
    notes: tuple[str, ...] = ()
    sign: int = 1
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """What an entry of comparability does: in words, what is `done`, at which lines, and öre by column."""

    said: str
    done: str
    lines: tuple[str, ...]
    amounts: Mapping[str, int]


@dataclass(frozen=True)
class Statement:
    """A computed statement; `keys` name the columns, `columns` are their Swedish heads.

    `defined` says what each column is; `notes` are printed below the table.
    """

    title: str
    unit: str
    period: Period
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[StatementRow, ...]
    notes: tuple[str, ...] = ()
    defined: tuple[Column, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def money(self) -> tuple[Unit, int]:
        """The unit of its amounts, and their decimals."""
        figures = (cell.figure for row in self.rows for cell in row.cells if cell is not None)
        return next((one.unit, one.decimals) for one in figures if one.unit.kind == "money")

    @property
    def compared(self) -> frozenset[str]:
        """The columns that show no measure of their own but how two others differ."""
        return frozenset(column.id for column in self.defined if column.compares)

    def derivation(self, row_id: str, key: str) -> str:
        """How a cell comes about where it is no measure's own value: 'prognos 2024-04: netto forecast'."""
        column = self._column(key)
        if column is None or column.kind in MEASURED:
            return ""
        about = f"{row_id} {key}"
        if column.kind not in WHOLE_YEAR:
            return about
        year = column.about(self.period)
        month = year.first + column.occasion - 1 if column.occasion else min(self.period.last, year.last)
        return f"{FORECAST} {month_code(month)}: {about}"

    def only(self, keys: Collection[str], rows: Collection[str] | None = None) -> Statement:
        """Some columns, and some rows or all. What is left out cannot be added up by a reader."""
        kept = [i for i, key in enumerate(self.keys) if key in keys]
        shown = [row for row in self.rows if rows is None or row.id in rows]
        ids = {row.id for row in shown}
        return replace(
            self,
            keys=tuple(self.keys[i] for i in kept),
            columns=tuple(self.columns[i] for i in kept),
            rows=tuple(
                replace(
                    row,
                    cells=tuple(row.cells[i] for i in kept),
                    parts=row.parts if ids.issuperset(row.parts) else (),
                )
                for row in shown
            ),
        )

    def row(self, row_id: str) -> StatementRow:
        return next(row for row in self.rows if row.id == row_id)

    def cell(self, row_id: str, key: str) -> Measurement | None:
        """One cell by line and column; None in a column that this layout does not show."""
        return self.row(row_id).cells[self.keys.index(key)] if key in self.keys else None

    def terms(self, row: StatementRow, key: str) -> list[Term]:
        """The printed items that a cell of a sum adds up, with their signs; nothing for other cells."""
        column = self._column(key)
        if column is None or column.kind == "percent":
            return []
        in_ledger = column.sign == "ledger"
        return [
            (1 if in_ledger else row.sign * one.sign, cell.figure)
            for one in self.added(row, key)
            if (cell := self.cell(one.id, key)) is not None
        ]

    def added(self, row: StatementRow, key: str) -> list[StatementRow]:
        """The items of a sum that have a cell in the column; an empty one adds nothing."""
        return [one for one in map(self.row, row.parts) if self.cell(one.id, key) is not None]

    def difference(self, row: StatementRow, key: str) -> list[Term]:
        """The two printed columns that a cell is the difference of; nothing for other cells."""
        column = self._column(key)
        if column is None or column.kind != "difference" or not set(column.of) <= set(self.keys):
            return []
        sign = row.sign if column.sign == "ledger" else 1
        first, second = (self.cell(row.id, name) for name in column.of)
        return [(sign, first.figure), (-sign, second.figure)] if first and second else []

    def _column(self, key: str) -> Column | None:
        return next((one for one in self.defined if one.id == key), None)
