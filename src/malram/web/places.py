# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the text of an address to a unit and a period, for the person who asks."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from malram.accounts.models import Person
from malram.organisation import access
from malram.organisation.models import Unit
from malram.steering.queries import boards_with_goals
from malram.values import Period, PeriodError
from malram.web.measurements import months

# A span of months holds a slash in its code, and an address would read that as a new folder.
SPAN, WRITTEN_SPAN = "/", "--"
LONGEST = 60  # months; every month is a look-up, and an address can ask for ten thousand years


class UnreadablePeriod(Exception):
    """A period nobody can show: what is wrong, and what to do instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


def written(period: Period) -> str:
    """The period as it stands in an address."""
    return period.code.replace(SPAN, WRITTEN_SPAN)


def covered(period: Period) -> bool:
    """Whether there are facts for some month of a period: otherwise it has no pages."""
    span = months()
    return span is None or (period.last >= span.start and period.first < span.stop)


def period_of(text: str) -> Period:
    """The period an address names, or what the reader must be told."""
    try:
        period = Period.parse(text.replace(WRITTEN_SPAN, SPAN))
    except PeriodError as error:
        remedy = _("Rätta perioden i adressen, eller välj en period i listan på enhetens sida.")
        raise UnreadablePeriod(str(error), remedy) from error
    span = months()
    if span is not None and not covered(period):
        first, last = Period.month(span.start).text(), Period.month(span.stop - 1).text()
        raise UnreadablePeriod(
            _("Det finns inga uppgifter för %(period)s.") % {"period": period.text()},
            _("Välj en period från %(first)s till %(last)s.") % {"first": first, "last": last},
        )
    if len(period) > LONGEST:
        raise UnreadablePeriod(
            _("%(period)s är för lång att visa.") % {"period": sentence(period.text())},
            _("Välj en period på högst %(months)s månader.") % {"months": LONGEST},
        )
    return period


def newest_period() -> Period | None:
    """What to show somebody who has not chosen: the newest whole year, else the newest months of a year."""
    span = months()
    if span is None:
        return None
    year = span.stop // 12 - 1
    return (
        Period.year(year)
        if year * 12 >= span.start
        else Period(max(span.start, span.stop // 12 * 12), span.stop - 1)
    )


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def choosable_units(person: Person, unit: Unit) -> tuple[Unit, ...]:
    """The chooser offers the boards with goals, the unit itself, the one above and those right below."""
    allowed = access.units_to_read(person)
    below = unit.child_placements.filter(valid_to=None).values("unit")
    above = unit.placements.filter(valid_to=None).values("parent")
    near = Q(id=unit.id) | Q(id__in=below) | Q(id__in=above) | Q(id__in=boards_with_goals())
    return tuple(allowed.filter(near).order_by("name"))


def units_below(person: Person, unit: Unit) -> tuple[Unit, ...]:
    """The units right below that the person may read, by name."""
    below = unit.child_placements.filter(valid_to=None).values("unit")
    return tuple(access.units_to_read(person).filter(id__in=below).order_by("name"))
