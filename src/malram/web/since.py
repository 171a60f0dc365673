# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a number differs from the one in a built report, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from malram.accounts.actors import Actor
from malram.charts import svg, waterfall
from malram.measures.region import DefinitionsError, store_of
from malram.measures.snapshots.pinned import FactsNotFound, UnknownSnapshot, snapshot_named
from malram.measures.tracing.explaining import KINDS, Explanation, Pinned, bases_of, explain_change, signed
from malram.organisation.access import unit_for, units_for
from malram.organisation.models import Unit
from malram.reports.access import build_for, newest_for
from malram.values import Period
from malram.web.indicators import Drawn
from malram.web.measurements import measurements
from malram.web.pages import Asked, readable_period
from malram.web.places import period_of, written
from malram.web.region import name_of
from malram.web.shell import Step, shell

MOST_REPORTS = 5


@dataclass(frozen=True)
class ReportLink:
    label: str
    href: str


def reports_to_compare(person: Actor, unit: Unit, period: Period, measure: str) -> list[ReportLink]:
    """The newest reports that the reader may read, each with the page that explains the difference to it.

    A board may follow an indicator in a unit above it, whose own pages the reader may not have.
    """
    if unit.id not in units_for(person):
        return []
    return [
        ReportLink(
            found.title, reverse("measure-since", args=[unit.id, written(period), measure, found.folder])
        )
        for found in newest_for(person)[:MOST_REPORTS]
    ]


@require_safe
@readable_period
def measure_since(request: Asked, unit_id: str, period: str, measure_id: str, folder: str) -> HttpResponse:
    """The difference between a built report's value and the one that is computed now."""
    unit, when, m = unit_for(request.user, unit_id), period_of(period), measurements()
    report = build_for(request.user, folder)
    if m is None or measure_id not in m.catalogue:
        raise Http404(_("Måttet finns inte."))
    now = (m.snapshot, when)
    try:
        then = (snapshot_named(Path(settings.MALRAM_HOME), report.snapshot), Period.parse(report.period))
        found = explained(measure_id, unit.id, then, now)
    except (UnknownSnapshot, FactsNotFound, DefinitionsError):
        raise Http404(_("Det som rapporten räknades på går inte att läsa.")) from None
    label = m.catalogue[measure_id].label
    href = reverse("measure", args=[unit.id, written(when), measure_id])
    context = {
        "label": label,
        "href": href,
        "name": name_of(unit),
        "period": when,
        "report": report,
        "found": found,
        "chart": chart(found, label),
        "same": found.difference is not None and found.difference.value == 0,
        "difference": signed(found.difference),
        "steps": [(step, signed(step.difference)) for step in found.steps],
        "order": ", ".join(kind.label.lower() for kind in KINDS),
    }
    steps = (Step(label, href), Step(_("Sedan rapporten")))
    around = shell(request.user, "measure", *steps, unit=unit, period=when, subject=measure_id)
    return render(request, "web/since.html", context | around)


def chart(found: Explanation, label: str) -> Drawn | None:
    """The steps as a waterfall; nothing when a value is missing or nothing has changed."""
    changes = [(step.kind.label, step.difference) for step in found.steps if step.difference is not None]
    largest = max(changes, key=lambda change: abs(Fraction(change[1].value or 0)), default=None)
    first, last = found.first, found.last
    if largest is None or not largest[1].value or first.exact is None or last.exact is None:
        return None
    steps = [(step.kind.label, step.difference.value if step.difference else None) for step in found.steps]
    named = {"step": largest[0].lower(), "change": signed(largest[1])}
    drawn = waterfall(
        (_("I rapporten"), first.exact),
        steps,
        (_("Nu"), last.exact),
        label,
        last.figure.unit.symbol if last.figure else "",
        max(figure.decimals for _label, figure in changes),
        step_unit=largest[1].unit.symbol,
        id="steg",
        saying=_("Mest beror på %(step)s, %(change)s") % named,
    )
    return Drawn(svg(drawn), drawn.title, drawn.alt)  # the page has a table of its own


@lru_cache(maxsize=64)
def explained(measure: str, unit: str, then: Pinned, now: Pinned) -> Explanation:
    """Four small computations; what two snapshots give never changes."""
    store = store_of(Path(settings.MALRAM_HOME))
    return explain_change(measure, unit, *bases_of(then, now, store))
