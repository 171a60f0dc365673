# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The economy of a unit: its layouts, its statements, and the sentence that sums them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from malram.economy.books import Books, books_of
from malram.economy.columns import Scale
from malram.economy.definitions import MEASURED, WHOLE_YEAR, Layout, Line
from malram.economy.drill import is_sum_of_accounts
from malram.economy.layouts import load_layouts
from malram.economy.notes import with_notes
from malram.economy.statements import Statement, StatementRow, of_lines, statement
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.organisation.models import Unit
from malram.steering.catalogue import region_folder
from malram.values import Figure, Period
from malram.web import places
from malram.web.links import Cell


@lru_cache(maxsize=4)
def _layouts(folder: Path, measures: frozenset[str]) -> tuple[Layout, ...]:
    """The region's layouts without problems; `malram check` lists what is wrong with the others."""
    return tuple(load_layouts(folder / "statements", measures)[0])


def books(m: Measurements) -> Books:
    return books_of(m, region_folder())


def layouts_for(m: Measurements | None, unit: Unit) -> list[Layout]:
    """The layouts of the unit and of those above it, the nearest first."""
    if m is None or unit.id not in m.tree:
        return []
    path = m.tree.path(unit.id)
    known = _layouts(region_folder(), frozenset(m.catalogue.ids))
    return sorted((one for one in known if one.board in path), key=lambda one: -path.index(one.board))


def statements(
    m: Measurements, layout: Layout, unit: Unit, period: Period, scale: Scale | None
) -> list[Statement]:
    """The statement of the period and of the span beside it; one without any figure is left out."""
    found = [statement(books(m), layout, unit.id, span, scale) for span in spans(period)]
    shown = [one for one in found if any(c and c.figure.shown for row in one.rows for c in row.cells)]
    return [with_notes(one) for one in shown]


def spans(period: Period) -> list[Period]:
    """The period asked for, then its last month or, for a month, the year so far."""
    month = Period.month(period.last)
    so_far = Period(period.last - period.last % 12, period.last)
    return list(dict.fromkeys((period, so_far if period == month else month)))


def sentence(m: Measurements | None, unit: Unit, period: Period) -> str:
    """'Nettokostnad 9 149,7 mnkr, 721,6 mnkr sämre än budget.' Only the total line is computed for it."""
    layouts = layouts_for(m, unit)
    layout = next((one for one in layouts if total_line(one)), None)
    line = total_line(layout) if layout else None
    if m is None or layout is None or line is None:
        return ""
    found = of_lines(books(m), layout, (line,), unit.id, period)
    outcome, gap = (
        found.cell(line.id, key) if key in found.keys else None for key in ("outcome", "deviation")
    )
    if outcome is None or not outcome.figure.shown:
        return ""
    said = f"{line.label} {outcome.figure.text()}"
    return f"{said}, {against_budget(gap.figure)}." if gap is not None and gap.figure.shown else f"{said}."


def total_line(layout: Layout) -> Line | None:
    """The last total of a layout."""
    return next((line for line in reversed(layout.lines) if line.role == "total"), None)


def against_budget(gap: Figure) -> str:
    """'721,6 mnkr sämre än budget': size and direction in words. Minus is worse."""
    assert gap.value is not None
    size = Figure(abs(gap.value), gap.unit, gap.decimals)
    if not size.rounded():
        return _("enligt budget")
    return (_("%(size)s sämre än budget") if gap.value < 0 else _("%(size)s bättre än budget")) % {
        "size": size.text()
    }


FILES = ("xlsx", "csv")


@dataclass(frozen=True)
class RowView:
    """A line with the address of what it consists of, and the numbers of its notes."""

    row: StatementRow
    cells: tuple[Cell, ...]
    href: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class StatementView:
    """A statement whose figures lead to how they were computed, and its lines to their accounts."""

    statement: Statement
    rows: tuple[RowView, ...]
    notes: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


def linked(m: Measurements, layout: Layout, found: Statement, query: str = "") -> StatementView:
    """`query` is kept in every address: how amounts are shown."""
    where = [found.unit, places.written(found.period), layout.id]
    kinds = {column.id: column.kind for column in found.defined}
    notes = list(dict.fromkeys(note for row in found.rows for note in row.notes))

    def cell(key: str, value: Measurement | None) -> Cell:
        if value is not None and kinds[key] in WHOLE_YEAR and value.figure.shown:  # not booked
            return Cell(value, reverse("forecast", args=[found.unit, places.written(found.period)]))
        own = value is not None and kinds[key] in MEASURED and value.measure in m.catalogue
        if not own or value is None:
            return Cell(value)
        return Cell(value, reverse("measure", args=[found.unit, places.written(value.period), value.measure]))

    def href(row: StatementRow) -> str:
        line = next((one for one in layout.lines if one.id == row.id), None)
        opens = line is None or is_sum_of_accounts(m.catalogue, line.outcome)
        return reverse("economy-line", args=[*where, row.id]) + query if opens else ""

    return StatementView(
        found,
        tuple(
            RowView(
                row,
                tuple(map(cell, found.keys, row.cells)),
                href(row),
                tuple(notes.index(note) + 1 for note in row.notes),
            )
            for row in found.rows
        ),
        tuple(notes),
        tuple(
            (kind, reverse("economy-file", args=[*where, kind.lower()]) + query) for kind in ("XLSX", "CSV")
        ),
    )
