# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of economy: a unit's statement, what a line of it consists of, and the statement as a file."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.economy.columns import SCALES, Scale
from malram.economy.definitions import Layout, Line
from malram.economy.drill import opened
from malram.economy.export import as_csv, as_xlsx
from malram.economy.notes import with_notes
from malram.economy.rest import completed
from malram.economy.statements import statement
from malram.frames.queries import account_of
from malram.measures.reading.query import Measurements
from malram.organisation.access import unit_for
from malram.organisation.models import Unit
from malram.values import Period, year_of
from malram.web import drilling, money, money_charts
from malram.web.measurements import measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import period_of, written
from malram.web.region import name_of
from malram.web.shell import Step, shell

FILES = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


@dataclass(frozen=True)
class Shown:
    """How a reader wants amounts shown; nothing is the way the layout's measures are."""

    scale: str

    @classmethod
    def of(cls, request: Asked) -> Shown:
        asked = request.GET.get("skala", "")
        if asked and asked not in SCALES:
            raise Http404(_("Belopp visas i mnkr, tkr eller kr."))
        return cls(asked)

    @property
    def as_scale(self) -> Scale | None:
        return Scale.of(self.scale) if self.scale else None

    @property
    def query(self) -> str:
        return f"?{urlencode({'skala': self.scale})}" if self.scale else ""


@require_safe
@readable_period
def economy(request: Asked, unit_id: str, period: str) -> HttpResponse:
    """The statement of the period and of the month or the year so far beside it, and the pictures of it."""
    unit, when = unit_for(request.user, unit_id), period_of(period)
    m, shown = measurements(), Shown.of(request)
    layouts = money.layouts_for(m, unit)
    context = {
        "unit": unit,
        "name": name_of(unit),
        "period": when,
        "money": money.sentence(m, unit, when),
        "frame": account_of(unit.id, year_of(when.last)),
        "year": year_of(when.last),
        "forecast_period": written(when),
        "scale": shown.scale,
        "scales": list(SCALES),
        "layouts": layouts,
    }
    if m is not None and layouts:
        chosen = _chosen(layouts, request.GET.get("uppstallning", "") or layouts[0].id)
        found = money.statements(m, chosen, unit, when, shown.as_scale)
        context |= {
            "layout": chosen,
            "statements": [money.linked(m, chosen, one, shown.query) for one in found],
            "chart": money_charts.months(m, chosen, unit, when),
            "growth": money_charts.growth(m, chosen, unit, when),
            "bridges": money_charts.bridges(found[0]) if found else [],
        }
    around = shell(request.user, "economy", Step(_("Ekonomi")), unit=unit, period=when)
    return render(request, "web/economy.html", context | around)


def _chosen(layouts: list[Layout], id: str) -> Layout:
    found = next((one for one in layouts if one.id == id), None)
    if found is None:
        raise Http404(_("Uppställningen finns inte för enheten."))
    return found


def _asked(
    request: Asked, unit_id: str, period: str, layout_id: str
) -> tuple[Measurements, Layout, Unit, Period]:
    """The layout an address asks for, in a unit it serves."""
    unit, when, m = unit_for(request.user, unit_id), period_of(period), measurements()
    layouts = money.layouts_for(m, unit)
    chosen = _chosen(layouts, layout_id)
    assert m is not None  # else there are no layouts
    return m, chosen, unit, when


@require_safe
@readable_period
def line(request: Asked, unit_id: str, period: str, layout_id: str, line_id: str) -> HttpResponse:
    """What a line consists of: accounts, cost centres, months and rows, as far as the reader has gone."""
    m, layout, unit, when = _asked(request, unit_id, period, layout_id)
    books, shown = money.books(m), Shown.of(request)
    found = next((one for one in completed(books, layout, unit.id, when) if one.id == line_id), None)
    whole = opened(books, found, unit.id, when) if found is not None else None
    if found is None or whole is None:
        raise Http404(_("Raden finns inte i uppställningen, eller är ingen summa av konton."))
    here = reverse("economy-line", args=[unit.id, written(when), layout.id, found.id])
    level = drilling.level_of(request, books, whole, unit)
    scale, rows_open = _scale_of(m, layout, found, shown), drilling.rows_open(request, level)
    context = {
        "unit": unit,
        "name": name_of(unit),
        "period": when,
        "line": found,
        "layout": layout,
        "level": drilling.shown(level, found, scale, here, shown.scale, rows_open=rows_open),
        "rows": drilling.rows(request, m, level),
        "scale": shown.scale,
        "scales": list(SCALES),
    }
    back = reverse("economy", args=[unit.id, written(when)]) + shown.query
    steps = (Step(_("Ekonomi"), back), Step(found.label))
    around = shell(request.user, "economy", *steps, unit=unit, period=when)
    return render(request, "web/economy_line.html", context | around)


def _scale_of(m: Measurements, layout: Layout, line: Line, shown: Shown) -> Scale:
    """As asked for, else as the statement shows the line."""
    measure = m.catalogue[line.outcome or layout.lines[0].outcome]
    return shown.as_scale or Scale.of(measure.unit)


@require_safe
@readable_period
def as_file(request: Asked, unit_id: str, period: str, layout_id: str, kind: str) -> HttpResponse:
    """The statement as a workbook or as text."""
    m, layout, unit, when = _asked(request, unit_id, period, layout_id)
    if kind not in FILES:
        raise Http404(_("Uppställningen finns som xlsx och csv."))
    made = statement(money.books(m), layout, unit.id, when, Shown.of(request).as_scale)
    write, content_type = FILES[kind]
    content = write(with_notes(made), f"{name_of(unit)}, {when.text()}")
    name = f"{layout.id}-{unit.id}-{written(when)}.{kind}"
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
