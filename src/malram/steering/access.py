# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals and indicators on behalf of somebody. A board's goals are reached through the board."""

from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.organisation.access import unit_for
from malram.steering.models import Goal, GoalIndicator


def goal_for(person: Actor, board_id: str, year: int, slug: str, may: str = "read") -> Goal:
    """Return a goal; who may `assess` it is who has that right in its board."""
    board = unit_for(person, board_id, may)
    goal = Goal.objects.filter(board=board, year=year, slug=slug).select_related("parent", "board").first()
    if goal is None:
        raise Http404(_("Målet finns inte."))
    return goal


def link_for(
    person: Actor, board_id: str, year: int, indicator_slug: str, goal: str = "", may: str = "read"
) -> GoalIndicator:
    """Return a board's use of an indicator in a year, for a goal or for any, with goal and unit."""
    board = unit_for(person, board_id, may)
    links = GoalIndicator.objects.filter(goal__board=board, goal__year=year, indicator__slug=indicator_slug)
    links = links.filter(goal__slug=goal) if goal else links
    link = links.select_related("goal__board", "indicator", "unit").first()
    if link is None:
        raise Http404(_("Indikatorn finns inte."))
    return link
