# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forecast of a unit's year: the page that shows it, and the form where the manager gives theirs."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from malram.economy.actions import DECEMBER, ForecastRefused, give_forecast
from malram.economy.books import Books, books_of
from malram.economy.definitions import Layout
from malram.economy.forecasts.expected import expected_of
from malram.economy.forecasts.given import MANAGER
from malram.facts.forecasting import given_for
from malram.facts.forms import ReportRefused
from malram.facts.units import UnitRegister
from malram.measures.region import store_of
from malram.occasions.actions import OccasionClosed
from malram.organisation.access import unit_for, units_for, units_to_read
from malram.organisation.models import Unit
from malram.steering.catalogue import region_folder
from malram.values import Period, month_text, year_of
from malram.values import unit as unit_of
from malram.web import money
from malram.web.forecast_form import ForecastForm
from malram.web.forecast_page import ForecastView, accurate_below, drawn, main_layout
from malram.web.measurements import measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import period_of, written
from malram.web.region import name_of
from malram.web.shell import Step, shell

Found = tuple[Books, Layout]


@require_safe
@readable_period
def forecast(request: Asked, unit_id: str, period: str) -> HttpResponse:
    """The year as it is expected to end, and how earlier forecasts turned out."""
    unit, when = unit_for(request.user, unit_id), period_of(period)
    context = {"unit": unit, "name": name_of(unit), "period": when, "year": year_of(when.last)}
    found = _books(unit)
    if found is not None:
        context |= _shown(request, found, unit, when)
    giving = found is not None and when.last % 12 != DECEMBER  # an ended year is known
    if giving and unit.id in units_for(request.user, may="report"):
        context["give"] = written(when)
    around = shell(request.user, "forecast", Step(_("Prognos")), unit=unit, period=when)
    return render(request, "web/forecast.html", context | around)


def _shown(request: Asked, found: Found, unit: Unit, when: Period) -> dict[str, object]:
    books, layout = found
    view = ForecastView(books, layout, unit.id, when)
    names = {one.id: name_of(one) for one in units_to_read(request.user)}
    under = set(books.m.tree.below(unit.id)) & set(names) - {unit.id}
    rows, turned = view.rows(), view.turnouts()
    return {
        "rows": rows,
        "reasons": [row for row in rows if row.reason],
        "sentence": _sentence(view),
        "symbol": unit_of(books.m.catalogue[layout.lines[0].outcome].unit).symbol,
        "so_far": Period(view.year.first, view.month),
        "total": view.total,
        "follow_ups": view.follow_ups(),
        "turnouts": turned,
        "chart": drawn(turned),
        "accurate": view.accurate() if turned else None,
        "below": accurate_below(books, layout, under, when, names.__getitem__),
    }


def _sentence(view: ForecastView) -> str:
    """'Chefens prognos för nettokostnaden är 8 916,0 mnkr, 487,9 mnkr sämre än budget.'"""
    row = next((row for row in view.rows() if row.line == view.total), None)
    if row is None or row.manager is None or not row.manager.figure.shown:
        return ""
    said = _("Prognosen är %(amount)s") % {"amount": row.manager.figure.text()}
    if row.deviation is None or row.deviation.value is None:
        return f"{said}."
    return f"{said}, {money.against_budget(row.deviation)}."


@require_http_methods(["GET", "HEAD", "POST"])
@readable_period
def give(request: Asked, unit_id: str, period: str) -> HttpResponse:
    """The manager's forecast of the year, line by line, at the follow-up that ends with the period."""
    unit, when = unit_for(request.user, unit_id, may="report"), period_of(period)
    found = _books(unit)
    if found is None:
        return _form_page(request, unit, when, None)
    if request.method != "POST":
        return _form_page(request, unit, when, _form(found, unit, when))
    form = _form(found, unit, when, request.POST)
    if form.is_valid() and _given(request, found, unit, when, form):
        return redirect("forecast", unit.id, written(when))
    return _form_page(request, unit, when, form, 422)


def _books(unit: Unit) -> Found | None:
    """What the unit's board has declared; None before anything is computed, or without a layout."""
    m = measurements()
    layout = main_layout(money.layouts_for(m, unit))
    return (books_of(m, region_folder()), layout) if m is not None and layout is not None else None


def _form(found: Found, unit: Unit, when: Period, data: object = None) -> ForecastForm:
    books, layout = found
    first = books.m.catalogue[layout.lines[0].outcome]
    expected = expected_of(books, layout, unit.id, when.last)
    former = given_for(store_of(Path(settings.MALRAM_HOME)), unit.id, when.last, MANAGER)
    return ForecastForm(layout, when.last, unit_of(first.unit), first.decimals, expected, former, data)


def _given(request: Asked, found: Found, unit: Unit, when: Period, form: ForecastForm) -> bool:
    """Do what the form asks, and say so; or put beside the lines why it cannot be done."""
    books, layout = found
    try:
        new = give_forecast(
            actor=request.user,
            store=store_of(Path(settings.MALRAM_HOME)),
            units=UnitRegister.read(region_folder() / "organisation.csv"),
            books=books,
            layout=layout,
            unit_id=unit.id,
            month=when.last,
            said=form.said(),
            certain=form.cleaned_data["certain"],
        )
    except ForecastRefused as error:
        form.refuse(error.doubts)
        return False
    except OccasionClosed as error:
        form.add_error(None, str(error))
        return False
    except ReportRefused as error:
        for problem in error.problems:
            form.add_error(None, f"{problem.message} {problem.hint}".strip())
        return False
    done = _("Prognosen är lämnad. Den syns på sidorna när måtten har räknats om.")
    messages.success(request, done if new else _("Prognosen var redan lämnad så."))
    return True


def _form_page(
    request: Asked, unit: Unit, when: Period, form: ForecastForm | None, status: int = 200
) -> HttpResponse:
    context = {
        "unit": unit,
        "name": name_of(unit),
        "period": when,
        "written": written(when),
        "month": month_text(when.last),
        "year": year_of(when.last),
        "form": form,
    }
    back = reverse("forecast", args=[unit.id, written(when)])
    steps = (Step(_("Prognos"), back), Step(_("Lämna prognos")))
    around = shell(request.user, "forecast", *steps, unit=unit, period=when)
    return render(request, "web/forecast_form.html", context | around, status=status)
