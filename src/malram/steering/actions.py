# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, System, label_of
from malram.audit.actions import record
from malram.occasions.actions import require_open
from malram.steering.access import goal_for
from malram.steering.catalogue import model_of
from malram.steering.models import Assessment, Goal
from malram.values import Period


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
    _check_decision(board_id, grade, reason)
    if not isinstance(
        actor, System
    ):  # a region's files say what was decided and published, whenever they load
        require_open(board_id, Period.year(year))
    # The board's goal is the lock: two who decide at once get an order, and both decisions are kept.
    Goal.objects.select_for_update().get(pk=goal.pk)
    former = goal.assessments.first()
    who = decided_by or str(actor)
    if former is not None and (former.grade, former.reason, former.decided_by) == (grade, reason, who):
        return former
    made = Assessment.objects.create(
        goal=goal, grade=grade, reason=reason, decided_by=who, document=document, at=timezone.now()
    )
    record(
        label_of(actor),
        "goal.assessed",
        f"goal:{board_id}/{year}/{slug}",
        before=former.grade if former else None,
        after=grade,
        reason=reason,
        unit=board_id,
    )
    return made


def _check_decision(board_id: str, grade: str, reason: str) -> None:
    scale = model_of(board_id).scale
    if grade not in scale:
        words = ", ".join(step.id for step in scale.grades)
        raise NotAGrade(
            _("Bedömningen '%(grade)s' finns inte. Välj %(words)s.") % {"grade": grade, "words": words}
        )
    if not reason.strip():
        raise NotAGrade(_("Skriv varför målet bedöms så."))
