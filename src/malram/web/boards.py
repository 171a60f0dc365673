# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board page: goals, what stands out, comments, and whether the period's follow-up is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from malram.accounts.models import Person
from malram.occasions.actions import kind_for
from malram.occasions.models import Occasion
from malram.occasions.queries import Turn, last_turn
from malram.organisation.access import units_for
from malram.organisation.models import Unit
from malram.reports.access import newest_for
from malram.steering.catalogue import model_of, models
from malram.values import Period, year_of
from malram.web import money, queries
from malram.web.forms import ReasonForm
from malram.web.indicators import Columns
from malram.web.measurements import measurements
from malram.web.places import units_below, written
from malram.web.region import name_of
from malram.web.shell import shell

LATEST_REPORTS = 5


def board_context(person: Person, unit: Unit, period: Period) -> dict[str, Any]:
    """Everything the board page shows to this person."""
    m, above = measurements(), queries.board_above(unit)
    goals = queries.goals_of(m, unit, period)
    indicators = [] if goals else queries.indicators_in(m, above, unit, period, units_for(person))
    context = {
        "unit": unit,
        "name": name_of(unit),
        "period": period,
        "year": year_of(period.last),
        "verdict": queries.verdict(unit, period, goals),
        "money": money.sentence(m, unit, period),
        "goals": queries.goal_groups(goals, unit, period),
        "indicators": indicators,
        "model": model_of(above.id) if above else None,
        "columns": Columns.of(indicators),
        "before": period.previous_year(),
        "standouts": queries.standouts(m, goals, unit, period),
        "comments": queries.remarks(person, unit, period, goals),
        "board": _board_link(person, above, unit, period),
        "written": written(period),
        "below": units_below(person, unit),
        "economy_href": reverse("economy", args=[unit.id, written(period)]),
        "report_href": reverse("report-value", args=[unit.id, written(period)])
        if unit.id in units_for(person, may="report")
        else "",
        "reports": newest_for(person).filter(board=unit)[:LATEST_REPORTS],
        "followup": followup_of(person, unit, period),
        "reason_form": ReasonForm(),
    }
    return context | shell(person, "board", unit=unit, period=period)


def _board_link(person: Person, above: Unit | None, unit: Unit, period: Period) -> dict[str, str] | None:
    """The board that sets goals for a unit without its own, where the reader may see it."""
    if above is None or above == unit or above.id not in units_for(person):
        return None
    return {"name": name_of(above), "href": reverse("board", args=[above.id, written(period)])}


@dataclass(frozen=True)
class Followup:
    """The state of a period's follow-up, and for who may change it the way there."""

    occasion: Occasion | None
    turn: Turn | None
    change_href: str

    @property
    def closed(self) -> bool:
        return self.occasion is not None and self.occasion.state == Occasion.CLOSED

    @property
    def open(self) -> bool:
        return self.occasion is not None and not self.closed


def followup_of(person: Person, unit: Unit, period: Period) -> Followup | None:
    """A board's follow-up of the period. Units without own goals are followed up in their board's."""
    if unit.id not in models():
        return None
    occasion = queries.occasion_of(person, unit, period)
    change = ""
    if unit.id in units_for(person, may="close") and (occasion or kind_for(period)):
        closes = occasion is not None and occasion.state == Occasion.OPEN
        name = "occasion-close" if closes else "occasion-open"
        change = reverse(name, args=[unit.id, written(period)])
    return Followup(occasion, last_turn(occasion) if occasion else None, change)
