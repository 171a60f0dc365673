# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement: a layout computed for a unit and a period.

Every deviation is budget minus outcome in the ledger's own sign (costs positive, income negative), so
that minus is worse on every line, whatever the line's printed sign.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from malram.economy.layouts import Layout, Line
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.values import Figure, Period, Reason, year_of

COLUMNS = {
    "outcome": "Utfall",
    "budget": "Budget",
    "deviation": "Avvikelse mot budget",
    "deviation_percent": "Avvikelse, %",
    "previous": "Föregående år",
    "change": "Förändring",
    "change_percent": "Förändring, %",
    "year_budget": "Helårsbudget",
}


@dataclass(frozen=True)
class StatementRow:
    """One line with a measurement, or None for an empty cell, per column."""

    id: str
    label: str
    role: str
    cells: tuple[Measurement | None, ...]
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """A computed statement; `keys` name the columns, `columns` are their Swedish heads."""

    title: str
    unit: str
    period: Period
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[StatementRow, ...]
    note: str = ""

    def cell(self, row_id: str, key: str) -> Measurement | None:
        """One cell by line and column."""
        row = next(row for row in self.rows if row.id == row_id)
        return row.cells[self.keys.index(key)]


def statement(m: Measurements, layout: Layout, unit: str, period: Period) -> Statement:
    """Compute a layout. A period that is not a whole year also shows the budget of the whole year."""
    keys = tuple(key for key in COLUMNS if key != "year_budget" or period.kind != "year")
    rows = tuple(
        StatementRow(line.id, line.label, line.role, tuple(_cells(m, line, unit, period, keys)), line.note)
        for line in layout.lines
    )
    heads = tuple(_head(key, period) for key in keys)
    return Statement(layout.title, unit, period, keys, heads, rows, layout.note)


def _head(key: str, period: Period) -> str:
    """Column heads name their year, so that a table can be read by itself."""
    if key == "year_budget":
        return f"{COLUMNS[key]} {year_of(period.last)}"
    if key == "previous":
        return f"Utfall {period.previous_year().text()}"
    return f"{COLUMNS[key]} {period.text()}" if key in ("outcome", "budget") else COLUMNS[key]


def _cells(
    m: Measurements, line: Line, unit: str, period: Period, keys: tuple[str, ...]
) -> list[Measurement | None]:
    outcome = m.value(line.outcome, unit, period)
    cells: dict[str, Measurement | None] = {
        "outcome": _signed(outcome, line.sign),
        "previous": _signed(m.value(line.outcome, unit, period.previous_year()), line.sign),
        "change": _signed(m.change(line.outcome, unit, period, period.previous_year()), line.sign),
        "change_percent": _change_percent(m, line, unit, period),
    }
    if line.budget is not None:
        year = Period.year(year_of(period.last))
        cells["budget"] = _signed(m.value(line.budget, unit, period), line.sign)
        cells["year_budget"] = _signed(m.value(line.budget, unit, year), line.sign)
        for key, form in (("deviation", "difference"), ("deviation_percent", "percent")):
            cells[key] = _blank_base(m, line, unit, period, form)
    return [cells.get(key) for key in keys]


def _signed(found: Measurement, sign: int) -> Measurement:
    value = found.figure.value
    return (
        found
        if sign == 1 or value is None
        else replace(found, figure=replace(found.figure, value=sign * value))
    )


def _change_percent(m: Measurements, line: Line, unit: str, period: Period) -> Measurement:
    """Change in percent of last year's size, in the sign the line is printed with."""
    return _signed(m.change(line.outcome, unit, period, period.previous_year(), as_="percent"), line.sign)


def _blank_base(m: Measurements, line: Line, unit: str, period: Period, form: str) -> Measurement:
    """Budget minus outcome; a budget of 0 gives no percentage and prints an en dash."""
    assert line.budget is not None
    found = m.deviation(line.outcome, line.budget, unit, period, form, sign=-1)
    base = m.value(line.budget, unit, period).figure
    if form == "percent" and base.value is not None and base.rounded() == 0:
        missing = Figure.missing(found.figure.unit, found.figure.decimals, Reason.NO_DENOMINATOR)
        return replace(found, figure=missing)
    return found
