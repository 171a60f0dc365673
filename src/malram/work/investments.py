# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Investments by their events: budget with what was carried over, outcome, what open objects have left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from malram.values import Period
from malram.work.models import Investment, InvestmentEvent
from malram.work.words import CARRIED, CLOSED, GRANTED, LAPSED, SPENT, TRANSFERRED

YEARS = 2  # means that have lain longer than this are looked at: the two-year rule


@dataclass(frozen=True)
class Object:
    """An object in a period, in öre. What is left counts while it is open; the rest lapsed or was closed."""

    id: str
    category: str
    title: str
    number: str
    case_number: str
    budget: int  # what was left when the period began, and what came since
    outcome: int
    gone: int  # lapsed, or left in it when it was closed
    left: int
    granted_on: date | None
    closed_on: date | None

    @property
    def open(self) -> bool:
        return self.closed_on is None


def objects_of(board_id: str, period: Period) -> list[Object]:
    """Return a board's objects that had means in a period, or were granted some, as they stood at its end."""
    found = Investment.objects.filter(board_id=board_id).prefetch_related("events", "received")
    every = [in_period(one, period) for one in found]
    return [one for one in every if one.budget or one.outcome or one.gone]


def in_period(one: Investment, period: Period) -> Object:
    first, last = period.days
    events = [event for event in one.events.all() if event.date <= last]
    incoming = [event for event in one.received.all() if event.date <= last]
    before = first - timedelta(days=1)
    closed = next((event.date for event in events if event.kind == CLOSED), None)
    had = 0 if closed and closed <= before else balance(events, incoming, before)
    came = sum(
        event.amount for event in events if event.date >= first and event.kind in (GRANTED, CARRIED)
    ) + sum(event.amount for event in incoming if event.date >= first)
    went = sum(event.amount for event in events if event.date >= first and event.kind == TRANSFERRED)
    spent = sum(event.amount for event in events if event.date >= first and event.kind == SPENT)
    lapsed = sum(event.amount for event in events if event.date >= first and event.kind == LAPSED)
    rest = had + came - went - spent - lapsed
    granted = [event.granted_on or event.date for event in events if event.kind in (GRANTED, CARRIED)]
    granted += [event.date for event in incoming]  # means that another object passed on
    return Object(
        id=one.pk,
        category=one.category,
        title=one.title,
        number=one.number,
        case_number=one.case_number,
        budget=had + came - went,
        outcome=spent,
        gone=lapsed + (rest if closed else 0),
        left=0 if closed else rest,
        granted_on=min(granted, default=None),
        closed_on=closed,
    )


def balance(events: Iterable[InvestmentEvent], incoming: Iterable[InvestmentEvent], day: date) -> int:
    """Return what an object has on a day: granted, carried over and got, less spent, passed on and lapsed."""
    signs = {GRANTED: 1, CARRIED: 1, SPENT: -1, TRANSFERRED: -1, LAPSED: -1}
    own = sum(signs.get(event.kind, 0) * event.amount for event in events if event.date <= day)
    return own + sum(event.amount for event in incoming if event.date <= day)


def lowest(events: Iterable[InvestmentEvent], incoming: Iterable[InvestmentEvent], day: date) -> int:
    """Return the least that an object has on a day or any later one: what can be taken out that day."""
    events, incoming = list(events), list(incoming)
    days = {day} | {event.date for event in (*events, *incoming) if event.date > day}
    return min(balance(events, incoming, each) for each in days)


@dataclass(frozen=True)
class Category:
    """The objects of a category added up; what is left is the sum of the open ones' balances."""

    name: str
    budget: int
    outcome: int
    gone: int
    left: int


def by_category(objects: Sequence[Object]) -> list[Category]:
    names = dict.fromkeys(one.category for one in objects)
    return [summed(name, [one for one in objects if one.category == name]) for name in names]


def summed(name: str, objects: Sequence[Object]) -> Category:
    return Category(
        name,
        sum(one.budget for one in objects),
        sum(one.outcome for one in objects),
        sum(one.gone for one in objects),
        sum(one.left for one in objects if one.open),
    )


def old(objects: Iterable[Object], day: date, years: int = YEARS) -> list[Object]:
    """Return the open objects with means left that were first granted more than some years before a day."""
    limit = (day.year - years, day.month, day.day)
    return [
        one
        for one in objects
        if one.open and one.left > 0 and one.granted_on and one.granted_on.timetuple()[:3] < limit
    ]
