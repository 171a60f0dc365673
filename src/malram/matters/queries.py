# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of matters. Each is a question about events, so one matter may stand in several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from malram.matters.models import MatterEvent
from malram.organisation.access import below, children_at
from malram.values import Period


@dataclass(frozen=True)
class Happened:
    """An event as a report lists it. `event` is one of `facts.contracts.DIARY_EVENTS`."""

    case_number: str
    kind: str
    title: str
    party: str
    forum: str
    event: str
    date: date


def happened_in(board_id: str, period: Period) -> list[Happened]:
    """Return what happened in a period to the matters of a board and the units below it, in order of time."""
    first, last = period.days
    units = below([board_id], children_at(last))
    events = MatterEvent.objects.filter(unit__in=units, date__range=(first, last)).select_related("matter")
    return [
        Happened(
            event.matter.case_number,
            event.matter.kind,
            event.text,
            event.matter.party,
            event.forum,
            event.kind,
            event.date,
        )
        for event in events
    ]
