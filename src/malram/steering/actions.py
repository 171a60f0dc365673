# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, System, label_of
from malram.audit.actions import record
from malram.occasions.actions import require_open
from malram.steering.access import goal_for, link_for
from malram.steering.catalogue import model_of
from malram.steering.models import Assessment, Decided, Goal, GoalIndicator, IndicatorAssessment
from malram.steering.queries import Measurements, indicator_view, targets_of
from malram.values import Period

Kind = TypeVar("Kind", bound=Decided)


class NotAGrade(ValueError):
    """A word that is not on the board's scale, or a decision without a reason."""


@transaction.atomic
def decide_goal(
    *,
    actor: Actor,
    board_id: str,
    year: int,
    slug: str,
    grade: str,
    reason: str,
    decided_by: str = "",
    document: str = "",
) -> Assessment:
    """Record what a board decided about a goal, and why. Earlier decisions stay and can be read.

    `decided_by` is who took the decision when that is not who writes it down, and `document` where it was
    published.
    """
    goal = goal_for(actor, board_id, year, slug, may="assess")
    _check_grade(board_id, grade)
    if not reason.strip():
        raise NotAGrade(_("Skriv varför målet bedöms så."))
    said = {"grade": grade, "reason": reason, "decided_by": decided_by or str(actor), "document": document}
    return _decide(Assessment, actor, goal, {"goal": goal}, said, "goal.assessed", f"goal:{_named(goal)}")


@transaction.atomic
def decide_indicator(
    *,
    actor: Actor,
    board_id: str,
    year: int,
    goal: str,
    indicator: str,
    grade: str,
    reason: str = "",
    decided_by: str = "",
    document: str = "",
    measurements: Measurements | None = None,
) -> IndicatorAssessment:
    """Record what was decided about an indicator of a goal in a year, beside what the rule suggests.

    A reason is needed unless the year's suggestion, computed from `measurements`, is confirmed. A region's
    files are loaded before anything is measured: what they leave out is listed by `malram reference check`.
    """
    link = link_for(actor, board_id, year, indicator, goal, may="assess")
    _check_grade(board_id, grade)
    if not reason.strip() and not isinstance(actor, System):
        _require_confirmation(link, grade, measurements)
    said = {"grade": grade, "reason": reason, "decided_by": decided_by or str(actor), "document": document}
    key = {"goal": link.goal, "indicator": link.indicator}
    about = f"indicator:{_named(link.goal)}/{indicator}"
    return _decide(IndicatorAssessment, actor, link.goal, key, said, "indicator.assessed", about)


def _decide(
    kind: type[Kind],
    actor: Actor,
    goal: Goal,
    key: dict[str, Any],
    said: dict[str, str],
    action: str,
    about: str,
) -> Kind:
    """Add the decision to those about the same, unless it is the one in force."""
    if not isinstance(actor, System):  # a region's files say what was published, whenever they load
        require_open(goal.board_id, Period.year(goal.year))
    # The board's goal is the lock: two who decide at once get an order, and both decisions are kept.
    Goal.objects.select_for_update().get(pk=goal.pk)
    made = kind._default_manager
    former = made.filter(**key).first()
    if former is not None and all(
        getattr(former, name) == said[name] for name in ("grade", "reason", "decided_by")
    ):
        return former
    decision = made.create(**key, **said, at=timezone.now())
    record(
        label_of(actor),
        action,
        about,
        before=former.grade if former else None,
        after=said["grade"],
        reason=said["reason"],
        unit=goal.board_id,
    )
    return decision


def _named(goal: Goal) -> str:
    return f"{goal.board_id}/{goal.year}/{goal.slug}"


def _check_grade(board_id: str, grade: str) -> None:
    scale = model_of(board_id).scale
    if grade not in scale:
        words = ", ".join(step.id for step in scale.grades)
        raise NotAGrade(
            _("Bedömningen '%(grade)s' finns inte. Välj %(words)s.") % {"grade": grade, "words": words}
        )


def _require_confirmation(link: GoalIndicator, grade: str, measurements: Measurements | None) -> None:
    """Refuse a verdict without a reason that is not the rule's own."""
    suggested = None
    if measurements is not None:
        board, year = link.goal.board_id, link.goal.year
        target = targets_of(board, year).get(link.indicator_id)
        suggested = indicator_view(model_of(board), link, target, measurements, Period.year(year)).suggested
    if suggested is None:
        raise NotAGrade(_("Skriv varför bedömningen blir så. Regeln ger inget förslag för året."))
    if suggested.id != grade:
        said = {"word": suggested.word.lower()}
        raise NotAGrade(_("Skriv varför bedömningen blir en annan än regelns förslag, %(word)s.") % said)
