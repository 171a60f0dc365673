# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How internal control stands: points with their latest check, the risk matrix, and each board's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from malram.audit.append_only import latest
from malram.control.models import ControlAction, ControlPlan, ControlPoint, Risk
from malram.control.words import RESULTS
from malram.organisation.models import Unit
from malram.values import Period, day_text, year_of


@dataclass(frozen=True)
class Point:
    """A control point as it stands on a day. `actions` and `done` are what waits and not, as sentences.

    Actions that came with the point from an earlier year's plan say from which.
    """

    id: str
    scope: str
    kind: str
    title: str
    owner: str
    result: str
    finding: str
    date: date | None
    measures: str
    actions: tuple[str, ...]
    done: tuple[str, ...] = ()


@dataclass(frozen=True)
class RiskLine:
    id: str
    title: str
    likelihood: int
    consequence: int
    note: str

    @property
    def value(self) -> int:
        return self.likelihood * self.consequence


def points_of(board_id: str, period: Period) -> list[Point]:
    """Return what a board's plan of the year checks, as it stood on the period's last day."""
    year, day = year_of(period.last), period.days[1]
    found = ControlPoint.objects.filter(plan__board_id=board_id, plan__year=year)
    return [point_on(one, day) for one in with_actions(found)]


def with_actions(points: QuerySet[ControlPoint]) -> QuerySet[ControlPoint]:
    """Points with what `point_on` asks of each, fetched for all at once."""
    points = points.select_related("owner", "plan", "carried_from__plan")
    return points.prefetch_related("checks", "actions__owner", "carried_from__actions__owner")


@dataclass(frozen=True)
class Followed:
    """An action of a point; `origin` is the year of the plan it came from, None for the point's own."""

    action: ControlAction
    origin: int | None = None


def actions_of(one: ControlPoint) -> list[Followed]:
    """Return a point's own actions, and those that came with it: not done when the year of its plan began."""
    found, source = [Followed(action) for action in one.actions.all()], one.carried_from
    while source is not None:
        open_then = [
            action
            for action in source.actions.all()
            if action.done_on is None or action.done_on.year >= one.plan.year
        ]
        found += [Followed(action, source.plan.year) for action in open_then]
        source = source.carried_from
    return found


def point_on(one: ControlPoint, day: date | None = None) -> Point:
    check = latest(one.checks.all(), day)
    known = [
        each
        for each in actions_of(one)
        if not (day and each.action.written_on and each.action.written_on > day)
    ]
    done = [each for each in known if each.action.done_on and not (day and each.action.done_on > day)]
    return Point(
        id=one.pk,
        scope=one.scope,
        kind=one.kind,
        title=one.title,
        owner=one.owner.name if one.owner else "",
        result=check.result if check else "",
        finding=check.finding if check else "",
        date=check.date if check else None,
        measures=one.measures,
        actions=tuple(_waits(each) for each in known if each not in done),
        done=tuple(_is_done(each) for each in done),
    )


def _waits(one: Followed) -> str:
    came = f", från {one.origin}" if one.origin else ""
    return f"{one.action.title} ({one.action.owner.name}, senast {day_text(one.action.due)}{came})"


def _is_done(one: Followed) -> str:
    day = day_text(one.action.done_on) if one.action.done_on else ""
    return f"{one.action.title} (klart {day})"


def risks_of(board_id: str, period: Period) -> list[RiskLine]:
    """Return the risks of a board's plan of the year, the greatest first."""
    found = Risk.objects.filter(plan__board_id=board_id, plan__year=year_of(period.last))
    return greatest_first(
        RiskLine(one.pk, one.title, one.likelihood, one.consequence, one.note) for one in found
    )


def greatest_first(risks: Iterable[RiskLine]) -> list[RiskLine]:
    """By likelihood times consequence; of two with the same, the one of graver consequence."""
    return sorted(risks, key=lambda one: (-one.value, -one.consequence, one.title))


@dataclass(frozen=True)
class BoardState:
    """How a board's internal control stands for a year, for who oversees it."""

    board: Unit
    plan: ControlPlan | None
    results: dict[str, int]  # points by their latest result, in the order of the words; "" for unchecked
    overdue: int

    @property
    def points(self) -> int:
        return sum(self.results.values())


def board_states(boards: Iterable[Unit], year: int, today: date) -> list[BoardState]:
    """Return every board's state; one without a plan has none, and that is what should be seen."""
    boards = list(boards)
    plans = ControlPlan.objects.filter(board__in=boards, year=year)
    points = Prefetch("points", with_actions(ControlPoint.objects.all()))
    by_board = {plan.board_id: plan for plan in plans.prefetch_related(points)}
    return [_state(board, by_board.get(board.pk), today) for board in boards]


def _state(board: Unit, plan: ControlPlan | None, today: date) -> BoardState:
    points = list(plan.points.all()) if plan else []
    counted = Counter((check.result if (check := latest(one.checks.all())) else "") for one in points)
    actions = [each.action for one in points for each in actions_of(one)]
    overdue = sum(action.done_on is None and action.due < today for action in actions)
    return BoardState(board, plan, {word: counted.get(word, 0) for word in (*RESULTS, "")}, overdue)


def years(boards: Iterable[Unit]) -> list[int]:
    """Return the years that any of the boards has a plan for, newest first."""
    plans = ControlPlan.objects.filter(board__in=list(boards))
    return list(plans.order_by("-year").values_list("year", flat=True).distinct())
