# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comments on the pages: read with their figures in place, and checked before they are saved."""

from __future__ import annotations

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from malram.facts.problems import Problem
from malram.organisation.models import Unit
from malram.reports.comments import readable
from malram.steering.catalogue import region_folder
from malram.values import Period
from malram.web.links import ledger_links
from malram.web.measurements import measurements


def read_out(board: Unit, period: Period, texts: dict[str, str]) -> dict[str, SafeString]:
    """Comments as they are read: with the figures they ask for, and as they stand before any are computed."""
    m = measurements()
    if m is None or not texts:
        return {name: mark_safe(linebreaks(text, autoescape=True)) for name, text in texts.items()}
    rendered = readable(region_folder(), board.id, m, period, texts, ledger_links(board.id))
    # The report's own writer escapes every text it is given.
    return {name: mark_safe(text.html) for name, text in rendered.items()}


def problems_of(board: Unit, period: Period, text: str) -> list[str]:
    """What the writer of a comment must put right before it can stand in a report."""
    m = measurements()
    if m is None:
        return []
    found = readable(region_folder(), board.id, m, period, {"kommentar": text})["kommentar"].problems
    return [_("Rad %(line)s: %(message)s %(hint)s") % _worded(problem) for problem in found]


def _worded(problem: Problem) -> dict[str, object]:
    return {"line": problem.place.line, "message": problem.message, "hint": problem.hint}
