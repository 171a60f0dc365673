# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which a goal or an indicator is assessed, for who may."""

from __future__ import annotations

from typing import Any

from malram.occasions.queries import period_is_closed
from malram.steering.catalogue import model_of
from malram.steering.models import Decided
from malram.steering.queries import IndicatorView, graded, verdict_on
from malram.values import Period
from malram.web.forms import GradeForm, IndicatorGradeForm


def grade_form(
    board_id: str,
    year: int,
    href: str,
    decision: Decided | None,
    suggested: str = "",
    kind: type[GradeForm] = GradeForm,
) -> dict[str, Any]:
    """The form with what is decided, or else what the rule suggests. A closed year is no longer assessed."""
    if period_is_closed(board_id, Period.year(year)):
        return {"grades_closed": True}
    initial = {"grade": decision.grade, "reason": decision.reason} if decision else {"grade": suggested}
    return {"grade_href": href, "grade_form": kind(model_of(board_id), initial=initial)}


def of_indicator(view: IndicatorView, period: Period, href: str, may_assess: bool) -> dict[str, Any]:
    """What is decided about an indicator in the year, and the form for who may decide it."""
    link, decision = view.link, verdict_on(view.link)
    board, year = link.goal.board_id, link.goal.year
    found: dict[str, Any] = {"decision": decision, "decided": graded(model_of(board), decision)}
    if may_assess:
        suggested = view.suggested.id if view.suggested and period.kind == "year" else ""
        found |= grade_form(board, year, href, decision, suggested, IndicatorGradeForm)
    return found
