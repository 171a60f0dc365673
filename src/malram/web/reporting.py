# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page where somebody reports the values of a unit and period that no system delivers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from malram.facts.forms import ReportRefused
from malram.facts.reporting import ReportedValue, reported_for
from malram.facts.units import UnitRegister
from malram.measures.catalogue.definitions import Measure
from malram.measures.region import catalogue_of, store_of
from malram.occasions.actions import OccasionClosed
from malram.occasions.reporting import report_value
from malram.organisation.access import unit_for
from malram.organisation.models import Unit
from malram.steering.catalogue import region_folder
from malram.values import Period
from malram.web.measurements import measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import period_of, written
from malram.web.region import name_of
from malram.web.reporting_form import REASONS, ValueForm
from malram.web.shell import Step, shell


@dataclass(frozen=True)
class Reported:
    """What is reported for the unit and period, as it is read."""

    label: str
    value: str
    row: ReportedValue


@require_http_methods(["GET", "HEAD", "POST"])
@readable_period
def report(request: Asked, unit_id: str, period: str) -> HttpResponse:
    unit, when = unit_for(request.user, unit_id, may="report"), period_of(period)
    measures = reported_measures()
    if request.method != "POST":
        return _page(request, unit, when, measures, ValueForm(measures))
    form = ValueForm(measures, request.POST)
    if form.is_valid() and _reported(request, unit, when, form):
        return redirect("report-value", unit.id, written(when))
    return _page(request, unit, when, measures, form, 422)


def reported_measures() -> dict[str, Measure]:
    """The measures whose values somebody reports, by series."""
    m = measurements()
    catalogue = m.catalogue if m else catalogue_of(region_folder())
    return {one.series or one.id: one for one in catalogue if one.kind == "reported"}


def _reported(request: Asked, unit: Unit, when: Period, form: ValueForm) -> bool:
    """Do what the form asks, and say so; or put beside the form why it cannot be done."""
    try:
        new = report_value(
            actor=request.user,
            store=store_of(Path(settings.MALRAM_HOME)),
            units=UnitRegister.read(region_folder() / "organisation.csv"),
            unit_id=unit.id,
            period=when,
            **form.cleaned_data,
        )
    except OccasionClosed as error:
        form.add_error(None, str(error))
        return False
    except ReportRefused as error:
        for problem in error.problems:
            form.add_error(None, f"{problem.message} {problem.hint}".strip())
        return False
    done = _("Värdet är rapporterat. Det syns på sidorna när måtten har räknats om.")
    messages.success(request, done if new else _("Det var redan rapporterat så."))
    return True


def _page(
    request: Asked, unit: Unit, when: Period, measures: dict[str, Measure], form: ValueForm, status: int = 200
) -> HttpResponse:
    known = reported_for(store_of(Path(settings.MALRAM_HOME)), unit.id, when)
    context = {
        "unit": unit,
        "name": name_of(unit),
        "period": when,
        "form": form,
        "measures": measures,
        "rows": [
            Reported(
                measures[series].label,
                row.value.replace(".", ",") or REASONS.get(row.reason, row.reason),
                row,
            )
            for series, row in sorted(known.items())
            if series in measures
        ],
    }
    around = shell(request.user, "board", Step(_("Rapportera värden")), unit=unit, period=when)
    return render(request, "web/report_value.html", context | around, status=status)
