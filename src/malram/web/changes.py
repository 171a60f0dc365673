# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is changed on a goal's and a board's page. Each calls one action and goes back to the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from malram.occasions.actions import (
    CommentConflict,
    OccasionClosed,
    close_occasion,
    kind_for,
    open_occasion,
    write_comment,
)
from malram.occasions.models import Occasion
from malram.organisation.access import unit_for
from malram.organisation.models import Unit
from malram.steering.access import goal_for, link_for
from malram.steering.actions import NotAGrade, decide_goal, decide_indicator
from malram.steering.catalogue import model_of, models
from malram.steering.models import Goal
from malram.values import Period, year_of
from malram.web import queries
from malram.web.boards import board_context
from malram.web.comments import problems_of
from malram.web.forms import CommentForm, GradeForm, IndicatorGradeForm, ReasonForm
from malram.web.goals import about, goal_context
from malram.web.measurements import NothingComputed, measurements
from malram.web.numbers import indicator_context
from malram.web.pages import Asked, View, readable_period
from malram.web.places import period_of, written


def posted_from(page: str) -> Callable[[View], View]:
    """Who comes here by address, as after signing in again, is led to the page with the form."""

    def decorated(view: View) -> View:
        @wraps(view)
        def answered(request: Asked, unit_id: str, period: str, **subject: str) -> HttpResponse:
            if request.method != "POST":
                return redirect(page, unit_id, period, *subject.values())
            return view(request, unit_id, period, **subject)

        return answered

    return decorated


@readable_period
@posted_from("goal")
def comment(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    when = period_of(period)
    goal = goal_for(request.user, unit_id, year_of(when.last), slug, may="comment")
    occasion = queries.occasion_of(request.user, goal.board, when)
    if occasion is None:
        raise Http404(_("Det finns ingen uppföljning att kommentera för perioden."))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _again(request, goal, when, comment_form=form)
    body, version = form.cleaned_data["body"], form.cleaned_data["version"]
    for problem in problems_of(goal.board, when, body):
        form.add_error("body", problem)
    if form.errors:
        return _again(request, goal, when, comment_form=form)
    try:
        write_comment(
            actor=request.user, occasion_id=occasion.pk, about=about(goal), body=body, version=version
        )
    except OccasionClosed as error:
        return _again(request, goal, when, refused=str(error))
    except CommentConflict as error:
        # Both texts are shown, and saving again is a decision about the version just read.
        newer = CommentForm(initial={"body": body, "version": error.current.version})
        conflict = {"message": str(error), "body": error.current.body}
        return _again(request, goal, when, status=409, comment_form=newer, conflict=conflict)
    messages.success(request, _("Kommentaren är sparad."))
    return redirect("goal", goal.board_id, written(when), goal.slug)


@readable_period
@posted_from("goal")
def decide(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    when = period_of(period)
    goal = goal_for(request.user, unit_id, year_of(when.last), slug, may="assess")
    form = GradeForm(model_of(goal.board_id), request.POST)
    if not form.is_valid():
        return _again(request, goal, when, grade_form=form)
    try:
        decide_goal(
            actor=request.user, board_id=goal.board_id, year=goal.year, slug=goal.slug, **form.cleaned_data
        )
    except NotAGrade as error:
        form.add_error(None, str(error))
        return _again(request, goal, when, grade_form=form)
    except OccasionClosed as error:
        return _again(request, goal, when, grade_refused=str(error))
    messages.success(request, _("Bedömningen är beslutad."))
    return redirect("goal", goal.board_id, written(when), goal.slug)


@readable_period
@posted_from("indicator")
def decide_on_indicator(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    when = period_of(period)
    link = link_for(request.user, unit_id, year_of(when.last), slug, may="assess")
    board, year, goal = link.goal.board_id, link.goal.year, link.goal.slug
    form = IndicatorGradeForm(model_of(board), request.POST)
    said: dict[str, Any] = {"grade_form": form}
    if form.is_valid():
        about: dict[str, Any] = {
            "actor": request.user,
            "board_id": board,
            "year": year,
            "goal": goal,
            "indicator": slug,
        }
        m = measurements() or NothingComputed()
        try:
            decide_indicator(**about, measurements=m, **form.cleaned_data)
        except NotAGrade as error:
            form.add_error("reason", str(error))
        except OccasionClosed as error:
            said = {"grade_refused": str(error)}
        else:
            messages.success(request, _("Bedömningen är beslutad."))
            return redirect("indicator", board, written(when), slug)
    context = indicator_context(request, board, when, slug) | said
    return render(request, "web/indicator.html", context, status=422)


def _again(request: Asked, goal: Goal, when: Period, status: int = 422, **said: object) -> HttpResponse:
    """The page once more with what was written and what is wrong with it."""
    context = goal_context(request.user, goal.board_id, when, goal.slug) | said
    return render(request, "web/goal.html", context, status=status)


@readable_period
@posted_from("board")
def close(request: Asked, unit_id: str, period: str) -> HttpResponse:
    board, when = _followed_up(request, unit_id, period)
    occasion = queries.occasion_of(request.user, board, when)
    if occasion is None:
        raise Http404(_("Det finns ingen uppföljning att stänga för perioden."))
    if occasion.state == Occasion.CLOSED:
        return _board_again(request, board, when, 409, followup_refused=_("Uppföljningen är redan stängd."))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _board_again(request, board, when, reason_form=form)
    close_occasion(actor=request.user, occasion_id=occasion.pk, **form.cleaned_data)
    messages.success(request, _("Uppföljningen är stängd."))
    return redirect("board", board.id, written(when))


@readable_period
@posted_from("board")
def open_again(request: Asked, unit_id: str, period: str) -> HttpResponse:
    """Open the period's follow-up: the one that was closed, or its first."""
    board, when = _followed_up(request, unit_id, period)
    occasion = queries.occasion_of(request.user, board, when)
    kind = occasion.kind if occasion else kind_for(when)
    if kind is None:
        raise Http404(
            _("Perioden följs inte upp för sig. Välj en månad, ett år eller en tid från årets början.")
        )
    if occasion is not None and occasion.state == Occasion.OPEN:
        return _board_again(request, board, when, 409, followup_refused=_("Uppföljningen är redan öppen."))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _board_again(request, board, when, reason_form=form)
    open_occasion(actor=request.user, board_id=board.id, kind=kind, period=when.code, **form.cleaned_data)
    messages.success(request, _("Uppföljningen är öppen."))
    return redirect("board", board.id, written(when))


def _followed_up(request: Asked, unit_id: str, period: str) -> tuple[Unit, Period]:
    """The board and the period, for who may open and close follow-ups."""
    when = period_of(period)
    board = unit_for(request.user, unit_id, may="close")
    if board.id not in models():
        raise Http404(_("Enheten har inga egna mål och följs upp hos sin nämnd."))
    return board, when


def _board_again(
    request: Asked, board: Unit, when: Period, status: int = 422, **said: object
) -> HttpResponse:
    context = board_context(request.user, board, when) | said
    return render(request, "web/board.html", context, status=status)
