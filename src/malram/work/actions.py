# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an assignment or an activity goes, told at a follow-up or brought by the region's files."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.audit.append_only import signed
from malram.occasions.access import occasion_for
from malram.occasions.actions import OccasionClosed
from malram.occasions.models import Occasion
from malram.organisation.access import below, children_at
from malram.steering.catalogue import models
from malram.values import Period
from malram.work.access import activity_for, assignment_for
from malram.work.models import Activity, Assignment, Status
from malram.work.words import ASSIGNMENT, COMPLETION


class StatusRefused(ValueError):
    """A status that the region's model does not have, or that has nobody's follow-up to stand in."""


@transaction.atomic
def report_status(
    *,
    actor: Actor,
    kind: str,
    id: str,
    occasion_id: int,
    word: str,
    completion: str,
    comment: str = "",
) -> Status:
    """Say how something goes, at a follow-up of its board or of one that it was given to.

    It is dated the last day of the follow-up's period. What was said before stays in the history. Raises
    `StatusRefused` or `OccasionClosed`.
    """
    about = assignment_for(actor, id, "comment") if kind == ASSIGNMENT else activity_for(actor, id, "comment")
    occasion = Occasion.objects.select_for_update().get(pk=occasion_for(actor, occasion_id).pk)
    if occasion.state == Occasion.CLOSED:
        raise OccasionClosed(_("Uppföljningen är stängd. Öppna den igen för att ange läget."))
    if concerned(about).isdisjoint(below([occasion.board_id], children_at(timezone.localdate()))):
        raise StatusRefused(_("Uppföljningen hör till en annan nämnd."))
    _require_words(about.board_id, word, completion)
    return add_status(
        actor=actor,
        about=about,
        day=Period.parse(occasion.period).days[1],
        word=word,
        completion=completion,
        comment=comment.strip(),
        occasion=occasion,
    )


def concerned(about: Assignment | Activity) -> set[str]:
    """Return the units whose follow-ups may tell how it goes: the board that keeps it, and who got it."""
    got = about.recipients.values_list("id", flat=True) if isinstance(about, Assignment) else ()
    return {about.board_id, *got}


def _require_words(board_id: str, word: str, completion: str) -> None:
    model = models().get(board_id)
    known = [one.id for one in model.status_words] if model else []
    if word not in known:
        said = _("'%(word)s' är inget av styrmodellens lägen: %(known)s.")
        raise StatusRefused(said % {"word": word, "known": ", ".join(known)})
    if completion not in COMPLETION:
        raise StatusRefused(_("Välj hur långt det har kommit."))


def add_status(
    *,
    actor: Actor,
    about: Assignment | Activity,
    day: date,
    word: str,
    completion: str,
    comment: str,
    occasion: Occasion | None = None,
) -> Status:
    """Write a status whose words have been checked, with its entry in the trail."""
    before = about.statuses.order_by("date", "id").last()
    of = {"assignment": about} if isinstance(about, Assignment) else {"activity": about}
    made = Status.objects.create(
        **of,
        date=day,
        occasion=occasion,
        word=word,
        completion=completion,
        comment=comment,
        **signed(actor),
    )
    record(
        label_of(actor),
        "work.status",
        f"{'assignment' if 'assignment' in of else 'activity'}:{about.pk}",
        before=_as_said(before) if before else None,
        after=_as_said(made),
        unit=about.board_id,
    )
    return made


def _as_said(status: Status) -> dict[str, str]:
    return {
        "date": status.date.isoformat(),
        "word": status.word,
        "completion": status.completion,
        "comment": status.comment,
    }
