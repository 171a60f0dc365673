# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Built reports on behalf of somebody: they belong to their board."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from malram.accounts.actors import Actor
from malram.organisation.access import unit_for, units_for
from malram.reports.models import ReportBuild


def builds_for(person: Actor) -> QuerySet[ReportBuild]:
    """Return the reports of the boards the person may read, the latest first."""
    return ReportBuild.objects.filter(board_id__in=units_for(person)).select_related("board")


def newest_for(person: Actor) -> QuerySet[ReportBuild]:
    """Return the latest build of every report: of one template, board and period."""
    same = {name: OuterRef(name) for name in ("template", "board", "period")}
    return builds_for(person).filter(~Exists(ReportBuild.objects.filter(**same, id__gt=OuterRef("id"))))


def build_for(person: Actor, folder: str, may: str = "read") -> ReportBuild:
    """Return one built report; outside the person's boards it does not exist."""
    # A NUL in an address is more than some databases take; nothing is called so.
    found = builds_for(person).filter(folder=folder).first() if folder.isprintable() else None
    if found is None:
        raise Http404(_("Rapporten finns inte."))
    unit_for(person, found.board_id, may)
    return found
