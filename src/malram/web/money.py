# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The economy of a unit: its statements, the sentence that sums them up, and the year month by month."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from malram.charts import svg, trend
from malram.economy.books import books_of
from malram.economy.definitions import Layout, Line
from malram.economy.layouts import load_layouts
from malram.economy.statements import Statement, StatementRow, of_lines, statement
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.organisation.models import Unit
from malram.values import Figure, Period, month_text, number, year_of
from malram.web import places
from malram.web.indicators import Drawn
from malram.web.links import Cell
from malram.web.region import region_folder


@lru_cache(maxsize=4)
def _layouts(folder: Path, measures: frozenset[str]) -> tuple[Layout, ...]:
    """The region's layouts without problems; `malram check` lists what is wrong with the others."""
    return tuple(load_layouts(folder / "statements", measures)[0])


def layouts_of(m: Measurements, board: Unit | None) -> list[Layout]:
    """The layouts a board has declared."""
    known = _layouts(region_folder(), frozenset(m.catalogue.ids))
    return [layout for layout in known if board is not None and layout.board == board.id]


def statements(m: Measurements | None, board: Unit | None, unit: Unit, period: Period) -> list[Statement]:
    """The board's statements computed for the unit, without those that have no figure at all."""
    if m is None:
        return []
    found = [
        statement(books_of(m, region_folder()), layout, unit.id, period) for layout in layouts_of(m, board)
    ]
    return [one for one in found if any(cell and cell.figure.shown for row in one.rows for cell in row.cells)]


def spans(period: Period) -> list[Period]:
    """The period asked for, then its last month or, for a month, the year so far."""
    month = Period.month(period.last)
    so_far = Period(period.last - period.last % 12, period.last)
    return list(dict.fromkeys((period, so_far if period == month else month)))


def sentence(m: Measurements | None, board: Unit | None, unit: Unit, period: Period) -> str:
    """'Nettokostnad 9 149,7 mnkr, 721,6 mnkr sämre än budget.' Only the total line is computed for it."""
    layout, line = _total_line(m, board)
    if m is None or layout is None or line is None:
        return ""
    found = of_lines(books_of(m, region_folder()), layout, (line,), unit.id, period)
    outcome, gap = found.cell(line.id, "outcome"), found.cell(line.id, "deviation")
    if outcome is None or not outcome.figure.shown:
        return ""
    said = f"{line.label} {outcome.figure.text()}"
    return f"{said}, {against_budget(gap.figure)}." if gap is not None and gap.figure.shown else f"{said}."


def against_budget(gap: Figure) -> str:
    """'721,6 mnkr sämre än budget': size and direction in words. Minus is worse."""
    assert gap.value is not None
    size = Figure(abs(gap.value), gap.unit, gap.decimals)
    if not size.rounded():
        return _("enligt budget")
    return (_("%(size)s sämre än budget") if gap.value < 0 else _("%(size)s bättre än budget")) % {
        "size": size.text()
    }


@dataclass(frozen=True)
class StatementView:
    """A statement whose figures lead to how they were computed."""

    statement: Statement
    rows: tuple[tuple[StatementRow, tuple[Cell, ...]], ...]


def linked(found: Statement) -> StatementView:
    def cell(key: str, value: Measurement | None) -> Cell:
        if value is None or key in found.compared:
            return Cell(value)
        if any(leaf.reported for leaf in value.leaves):  # said by somebody, not booked
            return Cell(value, reverse("forecast", args=[found.unit, places.written(found.period)]))
        return Cell(value, reverse("measure", args=[found.unit, places.written(value.period), value.measure]))

    return StatementView(
        found,
        tuple((row, tuple(map(cell, found.keys, row.cells))) for row in found.rows),
    )


@dataclass(frozen=True)
class MonthRow:
    month: int
    outcome: Measurement
    budget: Measurement | None
    previous: Measurement


def chart(m: Measurements | None, board: Unit | None, unit: Unit, period: Period) -> Drawn | None:
    """The period's year month by month: outcome, budget and the year before, for the total line."""
    _layout, line = _total_line(m, board)
    if m is None or line is None:
        return None
    rows = [_month(m, line, unit, month) for month in Period.year(year_of(period.last)).months]
    points = [(row.month, _value(row.outcome, line)) for row in rows if row.month <= period.last]
    if sum(value is not None for _month, value in points) < 2:
        return None
    shown = rows[0].outcome.figure
    drawn = trend(
        points,
        _("%(line)s per månad") % {"line": line.label},
        shown.unit.symbol,
        shown.decimals,
        previous=[(row.month - 12, _value(row.previous, line)) for row in rows],
        benchmark=[(row.month, _value(row.budget, line)) for row in rows],
        benchmark_name=_("budget"),
        id="manader",
    )
    return Drawn(svg(drawn), drawn.title, drawn.alt, _table(rows, line, shown))


def _total_line(m: Measurements | None, board: Unit | None) -> tuple[Layout | None, Line | None]:
    """The last total of the board's first statement that has one."""
    for layout in layouts_of(m, board) if m is not None else ():
        for line in reversed(layout.lines):
            if line.role == "total":
                return layout, line
    return None, None


def _month(m: Measurements, line: Line, unit: Unit, month: int) -> MonthRow:
    def value(measure: str, at: int) -> Measurement:
        return m.value(measure, unit.id, Period.month(at))

    budget = value(line.budget, month) if line.budget else None
    return MonthRow(month, value(line.outcome, month), budget, value(line.outcome, month - 12))


def _value(found: Measurement | None, line: Line) -> Fraction | None:
    value = found.figure.value if found is not None else None
    return None if value is None else line.sign * value


def _table(rows: list[MonthRow], line: Line, shown: Figure) -> tuple[tuple[str, ...], ...]:
    unit = shown.unit.symbol
    head = (_("Månad"), _("Utfall (%s)") % unit, _("Budget (%s)") % unit, _("Föregående år (%s)") % unit)
    body = (
        (
            month_text(row.month),
            *(_digits(_value(cell, line), shown) for cell in (row.outcome, row.budget, row.previous)),
        )
        for row in rows
    )
    return (head, *body)


def _digits(value: Fraction | None, shown: Figure) -> str:
    return number(value, shown.decimals)
