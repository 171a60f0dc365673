# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import re
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor, label_of
from malram.accounts.models import Person
from malram.audit.actions import record
from malram.occasions.access import occasion_for
from malram.occasions.models import Comment, Occasion
from malram.occasions.queries import is_closed, named
from malram.organisation.access import unit_for
from malram.values import Period, year_of

KINDS = ("manad", "tertial", "delar", "ar")
ABOUT = re.compile(r"(goal|indicator|section):[a-z0-9]+(-[a-z0-9]+)*")


class OccasionClosed(ValueError):
    """Somebody tried to change what is closed."""


class CommentConflict(ValueError):
    """Somebody else has saved since the writer read. `current` is what stands now."""

    def __init__(self, message: str, current: Comment):
        super().__init__(message)
        self.current = current


def kind_for(period: Period) -> str | None:
    """Return the kind of follow-up a period has; rolling years and spans inside a year have none."""
    named = {"month": "manad", "tertial": "tertial", "year": "ar"}.get(period.kind)
    in_one_year = period.first % 12 == 0 and year_of(period.first) == year_of(period.last)
    return named or ("delar" if in_one_year else None)


@transaction.atomic
def open_occasion(*, actor: Actor, board_id: str, kind: str, period: str, reason: str = "") -> Occasion:
    """Open a board's follow-up of a period; one that was closed is opened again."""
    board = unit_for(actor, board_id, may="close")
    if kind not in KINDS:
        raise ValueError(_("Uppföljningstillfället '%(kind)s' finns inte.") % {"kind": kind})
    code = Period.parse(period).code
    occasion, created = Occasion.objects.get_or_create(board=board, kind=kind, period=code)
    if created:
        entry = {"after": Occasion.OPEN, "reason": reason, "unit": board.id}
        record(label_of(actor), "occasion.opened", named(occasion), **entry)
        return occasion
    return _set_state(actor, occasion, Occasion.OPEN, "occasion.reopened", reason)


@transaction.atomic
def close_occasion(*, actor: Actor, occasion_id: int, reason: str = "") -> Occasion:
    """Close a follow-up: no comment changes and no facts come in for its months."""
    occasion = occasion_for(actor, occasion_id, may="close")
    return _set_state(actor, occasion, Occasion.CLOSED, "occasion.closed", reason)


def _set_state(actor: Actor, occasion: Occasion, state: str, action: str, reason: str) -> Occasion:
    occasion = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if occasion.state != state:
        before, occasion.state = occasion.state, state
        occasion.save(update_fields=["state"])
        entry = {"before": before, "after": state, "reason": reason, "unit": occasion.board_id}
        record(label_of(actor), action, named(occasion), **entry)
    return occasion


def require_open(board_id: str, period: Period) -> None:
    """Refuse when the period's follow-up is closed. Nobody closes it before the caller's transaction ends."""
    of_period = Occasion.objects.select_for_update().filter(board_id=board_id, period=period.code)
    if is_closed([occasion.state for occasion in of_period]):
        raise OccasionClosed(_("Uppföljningen är stängd. Öppna den igen för att ändra bedömningen."))


@transaction.atomic
def write_comment(*, actor: Actor, occasion_id: int, about: str, body: str, version: int) -> Comment:
    """Save a comment. `version` is the one the writer read: 0 when there was none.

    When somebody else has saved in between, nothing is written and the writer is shown both texts.
    """
    occasion = occasion_for(actor, occasion_id, may="comment")
    occasion = Occasion.objects.select_for_update().get(pk=occasion.pk)
    if occasion.state == Occasion.CLOSED:
        raise OccasionClosed(_("Uppföljningen är stängd. Öppna den igen för att ändra kommentaren."))
    if not ABOUT.fullmatch(about):
        raise ValueError(_("'%(about)s' går inte att kommentera.") % {"about": about})
    before = Comment.objects.filter(occasion=occasion, about=about).first()
    if before is not None and before.version == version and before.body == body:
        return before
    comment = _save(occasion, about, body, version, actor if isinstance(actor, Person) else None)
    record(
        label_of(actor),
        "comment.written",
        f"{named(occasion)} {about}",
        before=before.body if before else None,
        after=body,
        unit=occasion.board_id,
    )
    return comment


def _save(occasion: Occasion, about: str, body: str, version: int, author: Person | None) -> Comment:
    """Write only over the version that was read. The database decides: two at once cannot both win."""
    written = {"body": body, "author": author, "at": timezone.now(), "version": version + 1}
    there = Comment.objects.filter(occasion=occasion, about=about)
    if version:
        if there.filter(version=version).update(**written):
            return there.get()
    elif not there.exists():
        # Somebody may make it between the look and the write: a conflict like any other.
        with suppress(IntegrityError), transaction.atomic():
            return Comment.objects.create(occasion=occasion, about=about, **written)
    current = there.select_related("author").first()
    if current is None:
        raise ValueError(_("Kommentaren finns inte längre. Ladda om sidan."))
    who = current.author or _("systemet")
    message = _("%(who)s har ändrat kommentaren sedan du öppnade den. Jämför texterna och spara igen.")
    raise CommentConflict(message % {"who": who}, current)
