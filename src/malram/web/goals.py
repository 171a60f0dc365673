# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The goal page: grades, indicators, comment, and the forms of those who may use them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from malram.accounts.models import Person
from malram.occasions.access import comments_for
from malram.occasions.models import Comment, Occasion
from malram.organisation.access import units_for
from malram.steering.access import goal_for
from malram.steering.catalogue import model_of, region
from malram.steering.models import Goal
from malram.values import Period, year_of
from malram.web import places, queries
from malram.web.comments import read_out
from malram.web.forms import CommentForm
from malram.web.indicators import Columns, row_of
from malram.web.measurements import measurements
from malram.web.shell import Step, shell
from malram.web.verdicts import grade_form
from malram.web.work import rows_under


def goal_context(person: Person, unit_id: str, period: Period, slug: str) -> dict[str, Any]:
    """Everything the goal page shows to this person."""
    goal = goal_for(person, unit_id, year_of(period.last), slug)
    board, m, allowed = goal.board, measurements(), units_for(person)
    view = next(
        (one for top in queries.goals_of(m, board, period) for one in top.children if one.goal == goal), None
    )
    occasion = queries.occasion_of(person, board, period)
    comment = comments_for(person, occasion.pk).get(about(goal)) if occasion else None
    names = region().agenda2030
    indicators = [row_of(m, one, board, period, allowed=allowed) for one in (view.indicators if view else ())]
    context = {
        "goal": goal,
        "unit": board,
        "year": goal.year,
        "period": period,
        "before": period.previous_year(),
        "view": view,
        "agenda": [f"{number} {names.get(int(number), '')}".strip() for number in goal.agenda2030],
        "indicators": indicators,
        "model": model_of(board.id),
        "columns": Columns.of(indicators),
        "assignments": rows_under(person, goal.slug, period),
        "comment": comment,
        "comment_read": read_out(board, period, {"text": comment.body})["text"] if comment else "",
    }
    if board.id in units_for(person, may="comment"):
        context |= comment_form(goal, period, occasion, comment)
    if board.id in units_for(person, may="assess"):
        href = reverse("goal-decide", args=[board.id, places.written(period), goal.slug])
        context |= grade_form(board.id, goal.year, href, view.decision if view else None)
    return context | shell(person, "goal", Step(goal.name), unit=board, period=period, subject=goal.slug)


def comment_form(
    goal: Goal, period: Period, occasion: Occasion | None, comment: Comment | None
) -> dict[str, Any]:
    """For who may comment. A comment belongs to an open follow-up; without one there is none to write."""
    found: dict[str, Any] = {
        "comment_href": reverse("goal-comment", args=[goal.board_id, places.written(period), goal.slug]),
        "closed": occasion is not None and occasion.state == Occasion.CLOSED,
        "no_occasion": occasion is None,
    }
    if occasion is not None and occasion.state == Occasion.OPEN:
        initial = {"body": comment.body, "version": comment.version} if comment else {"version": 0}
        found["comment_form"] = CommentForm(initial=initial)
    return found


def about(goal: Goal) -> str:
    """How a comment names the goal it is about."""
    return f"goal:{goal.slug}"
