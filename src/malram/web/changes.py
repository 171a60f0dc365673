# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two things an editor changes on a goal's page. Each calls one action and goes back to the page."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from malram.occasions.actions import CommentConflict, OccasionClosed, write_comment
from malram.steering.access import goal_for
from malram.steering.actions import NotAGrade, decide_goal
from malram.steering.catalogue import model_of
from malram.steering.models import Goal
from malram.values import Period, year_of
from malram.web import queries
from malram.web.comments import problems_of
from malram.web.forms import CommentForm, GradeForm
from malram.web.goals import about, goal_context
from malram.web.pages import Asked, View, readable_period
from malram.web.places import period_of, written


def posted(view: View) -> View:
    """Who comes here by address, as after signing in again, is led to the page with the form."""

    @wraps(view)
    def answered(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("goal", unit_id, period, slug)
        return view(request, unit_id, period, slug)

    return answered


@readable_period
@posted
def comment(request: Asked, unit_id: str, period: str, slug: str) -> HttpResponse:
    when = period_of(period)
    goal = goal_for(request.user, unit_id, year_of(when.last), slug, may="edit")
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
@posted
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
    messages.success(request, _("Bedömningen är beslutad."))
    return redirect("goal", goal.board_id, written(when), goal.slug)


def _again(request: Asked, goal: Goal, when: Period, status: int = 422, **said: object) -> HttpResponse:
    """The page once more with what the editor wrote and what is wrong with it."""
    context = goal_context(request.user, goal.board_id, when, goal.slug) | said
    return render(request, "web/goal.html", context, status=status)
