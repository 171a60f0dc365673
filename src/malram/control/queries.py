# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How internal control stands: points with their latest check, the risk matrix, and each board's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from malram.audit.append_only import latest
from malram.control.models import ControlPlan, ControlPoint, Risk
from malram.control.words import RESULTS
from malram.organisation.models import Unit
from malram.values import Period, day_text, year_of


@dataclass(frozen=True)
class Point:
    """A control point as it stands on a day. `actions` and `done` are what waits and not, as sentences."""

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
    found = ControlPoint.objects.filter(plan__board_id=board_id, plan__year=year).select_related("owner")
    return [point_on(one, day) for one in found.prefetch_related("checks", "actions__owner")]


def point_on(one: ControlPoint, day: date | None = None) -> Point:
    check = latest(one.checks.all(), day)
    waiting = [
        action for action in one.actions.all() if action.done_on is None or (day and action.done_on > day)
    ]
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
        actions=tuple(
            f"{action.title} ({action.owner.name}, senast {day_text(action.due)})" for action in waiting
        ),
        done=tuple(
            f"{action.title} (klart {day_text(action.done_on)})"
            for action in one.actions.all()
            if action.done_on and action not in waiting
        ),
    )


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
    by_board = {plan.board_id: plan for plan in plans.prefetch_related("points__checks", "points__actions")}
    return [_state(board, by_board.get(board.pk), today) for board in boards]


def _state(board: Unit, plan: ControlPlan | None, today: date) -> BoardState:
    points = list(plan.points.all()) if plan else []
    counted = Counter((check.result if (check := latest(one.checks.all())) else "") for one in points)
    actions = [action for one in points for action in one.actions.all()]
    overdue = sum(action.done_on is None and action.due < today for action in actions)
    return BoardState(board, plan, {word: counted.get(word, 0) for word in (*RESULTS, "")}, overdue)


def years(boards: Iterable[Unit]) -> list[int]:
    """Return the years that any of the boards has a plan for, newest first."""
    plans = ControlPlan.objects.filter(board__in=list(boards))
    return list(plans.order_by("-year").values_list("year", flat=True).distinct())
