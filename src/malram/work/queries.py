# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How work goes on a day: one line per assignment or activity, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from malram.audit.append_only import latest
from malram.steering.catalogue import models as steering_models
from malram.steering.model import StatusWord
from malram.values import Period
from malram.work.models import (
    Activity,
    Area,
    Assignment,
    EffectMeasure,
    Investment,
    ResponsibleRole,
    StateGrant,
    Undertaking,
)
from malram.work.words import ACTIVITY, ASSIGNMENT, IN_PARTS, NO_STATUS

# What a line is made of beside the row itself, to be fetched once for all rows.
RELATED = ("responsible", "part_of")
LISTED = ("areas", "statuses", "part_of__areas", "parts__statuses")


@dataclass(frozen=True)
class Line:
    """An assignment or an activity as it stands on a day. `part_of` is the id of what it is a part of."""

    id: str
    what: str
    kind: str
    title: str
    areas: dict[str, str]  # name by id, in the order they are printed
    giver: str
    recipients: tuple[str, ...]
    responsible: str
    period: str
    part_of: str
    case_number: str
    word: StatusWord
    completion: str
    comment: str
    date: date | None


def lines_of(board_id: str, period: Period, what: str) -> list[Line]:
    """Return a board's assignments or activities that run in a period, as they stood on its last day."""
    found: QuerySet[Assignment] | QuerySet[Activity] = Activity.objects.select_related(*RELATED)
    if what == ASSIGNMENT:
        found = Assignment.objects.select_related(*RELATED, "giver").prefetch_related("recipients")
    found = found.filter(board_id=board_id).prefetch_related(*LISTED)
    day = period.days[1]
    return [line_of(one, day) for one in found if runs_in(one, period)]


def runs_in(one: Assignment | Activity, period: Period) -> bool:
    own = Period.parse(one.period)
    return own.first <= period.last and (one.open_ended or own.last >= period.first)


def line_of(one: Assignment | Activity, day: date | None = None) -> Line:
    """Return how one stands on a day, or now."""
    status = latest(one.statuses.all(), day)
    given = isinstance(one, Assignment)
    told_of = any(latest(part.statuses.all(), day) for part in one.parts.all())
    return Line(
        id=one.pk,
        what=ASSIGNMENT if given else ACTIVITY,
        kind=one.kind,
        title=one.title,
        areas={area.pk: area.name for area in areas_of(one)},
        giver=one.giver.name if isinstance(one, Assignment) else "",
        recipients=tuple(unit.name for unit in one.recipients.all()) if isinstance(one, Assignment) else (),
        responsible=one.responsible.name if one.responsible else "",
        period=period_text(one),
        part_of=one.part_of_id or "",
        case_number=one.case_number if isinstance(one, Assignment) else "",
        word=word_of(one.board_id, status.word) if status else IN_PARTS if told_of else NO_STATUS,
        completion=status.completion if status else "",
        comment=status.comment if status else "",
        date=status.date if status else None,
    )


def areas_of(one: Undertaking) -> list[Area]:
    """Return the areas it stands under; a part that names none stands under those of its whole."""
    found = list(one.areas.all())
    return found if found or one.part_of is None else areas_of(one.part_of)


def word_of(board_id: str, word: str) -> StatusWord:
    """Return the model's word; one that the model no longer has is still shown as it was given."""
    model = steering_models().get(board_id)
    known = {one.id: one for one in model.status_words} if model else {}
    return known.get(word, StatusWord(word, word, NO_STATUS.symbol, NO_STATUS.colour))


def period_text(one: Assignment | Activity) -> str:
    text = Period.parse(one.period).text().removeprefix("helår ")
    return f"{text} och framåt" if one.open_ended else text


def roles() -> list[tuple[str, str]]:
    """Return the responsible roles there are to choose among, with their names."""
    return list(ResponsibleRole.objects.values_list("id", "name"))


def registered(board_id: str) -> dict[str, list[str]]:
    """Return the ids of a board's effect measures, grants and investments."""
    return {
        name: list(rows.filter(board_id=board_id).values_list("id", flat=True))
        for name, rows in (
            ("effect", EffectMeasure.objects),
            ("grant", StateGrant.objects),
            ("investment", Investment.objects),
        )
    }


@dataclass(frozen=True)
class Counted:
    """An assignment under three areas is placed three times and is one; under none it is placed once."""

    placements: int
    unique: int


def counted(lines: Sequence[Line], areas: Collection[str] = ()) -> Counted:
    """Count placements and unique ones; with `areas` only the placements under those."""
    placed = [set(line.areas) & set(areas) if areas else line.areas for line in lines]
    unique = {(line.what, line.id) for line in lines}
    return Counted(sum(max(1, len(each)) for each in placed), len(unique))


def by_word(lines: Iterable[Line]) -> Counter[StatusWord]:
    """Return how many unique ones there are of each word."""
    return Counter({(line.what, line.id): line.word for line in lines}.values())
