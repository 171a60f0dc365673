# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.occasions.models import Comment, Occasion
from malram.organisation.access import unit_for, units_for


def occasions_for(person: Actor) -> QuerySet[Occasion]:
    """Return the occasions of the boards the person may read."""
    return Occasion.objects.filter(board_id__in=units_for(person))


def occasion_for(person: Actor, occasion_id: int, may: str = "read") -> Occasion:
    """Return the occasion; the right to it is the right to its board."""
    occasion = Occasion.objects.filter(id=occasion_id).first()
    if occasion is None:
        raise Http404(_("Uppföljningstillfället finns inte."))
    unit_for(person, occasion.board_id, may)
    return occasion


def comments_for(person: Actor, occasion_id: int) -> dict[str, Comment]:
    """Return the comments of an occasion by what they are about."""
    occasion = occasion_for(person, occasion_id)
    return {comment.about: comment for comment in occasion.comments.select_related("author")}
