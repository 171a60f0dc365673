# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around every page: where you are, what you may choose, how fresh the data are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from malram.accounts.models import Person
from malram.organisation.access import rights_of
from malram.organisation.models import Unit
from malram.steering.catalogue import region
from malram.values import Period, month_text, year_of
from malram.web import places
from malram.web.measurements import Freshness, freshness, months
from malram.web.region import name_of


@dataclass(frozen=True)
class Step:
    """One step of the trail; the last one, the page itself, has no address."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class Choice:
    code: str
    label: str


@dataclass(frozen=True)
class Choices:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Shell:
    page: str
    region: str
    trail: tuple[Step, ...]
    fresh: Freshness | None
    unit: str = ""
    period: str = ""
    subject: str = ""
    units: tuple[Choice, ...] = ()
    periods: tuple[Choices, ...] = ()
    made_up: bool = False
    rights: frozenset[str] = frozenset()


def shell(
    person: Person,
    page: str,
    *steps: Step,
    unit: Unit | None = None,
    period: Period | None = None,
    subject: str = "",
) -> dict[str, Any]:
    """The context every template needs. Start and the board come first in the trail by themselves."""
    name = region().name
    trail = [Step(name, reverse("home"))]
    if unit is not None and period is not None:
        here = reverse("board", args=[unit.id, places.written(period)])
        trail += [Step(name_of(unit), here), Step(places.sentence(period.text()), here)]
    trail += steps
    trail[-1] = Step(trail[-1].label)
    return {
        "shell": Shell(
            page,
            name,
            tuple(trail),
            freshness(),
            unit.id if unit else "",
            period.code if period else "",
            subject,
            tuple(Choice(one.id, name_of(one)) for one in places.choosable_units(person, unit))
            if unit
            else (),
            periods(period) if period else (),
            person.made_up,
            rights_of(person),
        )
    }


def periods(chosen: Period) -> tuple[Choices, ...]:
    """Whole years, then the months of the chosen year alone and counted from January."""
    span = months() or range(chosen.first, chosen.last + 1)
    years = [Period.year(year) for year in range(year_of(span.stop - 1), year_of(span.start) - 1, -1)]
    whole = [year for year in years if year.first >= span.start and year.last < span.stop]
    year = year_of(chosen.last)
    inside = [month for month in range(year * 12 + 11, year * 12 - 1, -1) if month in span]
    so_far = [Period(year * 12, month) for month in inside if 0 < month % 12 < 11]
    groups = [
        Choices(_("Helår"), _choices(whole)),
        Choices(_("Från årets början"), _choices(so_far)),
        Choices(_("Månad"), tuple(Choice(Period.month(month).code, month_text(month)) for month in inside)),
    ]
    listed = {choice.code for group in groups for choice in group.choices}
    if chosen.code not in listed:
        groups.insert(0, Choices(_("Vald period"), _choices([chosen])))
    return tuple(group for group in groups if group.choices)


def _choices(found: list[Period]) -> tuple[Choice, ...]:
    return tuple(Choice(period.code, period.text()) for period in found)
