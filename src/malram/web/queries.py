# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the start page and the board page say, put together from goals, measurements and comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from malram.accounts.models import Person
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.occasions.access import comments_for, occasions_for
from malram.occasions.models import Occasion
from malram.organisation.models import Unit
from malram.steering.catalogue import model_of, models
from malram.steering.model import SteeringModel
from malram.steering.models import Goal
from malram.steering.queries import (
    EffektmalView,
    GoalView,
    board_goals,
    indicator_view,
    links_of,
    summary,
    targets_of,
)
from malram.steering.targets import SIGNS
from malram.values import Period, year_of
from malram.web import places
from malram.web.comments import read_out
from malram.web.indicators import IndicatorRow, in_unit, row_of, target_in
from malram.web.links import measure_href
from malram.web.measurements import NothingComputed

STANDOUTS = 5
SHORT_UNIT = 4  # letters: %, kr and mnkr are said with every number
LEAST = 0.05  # a gap or change below five percent of the number itself is not worth the reader's time


def goals_of(m: Measurements | None, board: Unit, period: Period) -> list[EffektmalView]:
    """The board's goals with grades and indicators; before anything is computed, without values."""
    if board.id not in models():
        return []
    return board_goals(board.id, year_of(period.last), m or NothingComputed(), period)


def verdict(board: Unit, period: Period, views: list[EffektmalView]) -> str:
    """How the goals go, in a sentence.

    A year is told as decided. A part of it is told as the rule suggests: nobody decides about April, and
    what was decided about the year is not how it went in April.
    """
    if board.id not in models():
        return ""
    model = model_of(board.id)
    decided = period.kind == "year"
    if decided:
        found = dict(summary(board.id, year_of(period.last)).counts)
    else:
        found = Counter(view.suggested or model.scale.none for top in views for view in top.children)
    counts = {grade.id: count for grade, count in found.items()}
    if not sum(counts.values()):
        return ""
    return told(model, counts, decided) + _unjudged(counts.get(model.scale.none.id, 0), period)


def told(model: SteeringModel, counts: Mapping[str, int], decided: bool) -> str:
    """'2 av 10 resultatmål uppnås, 5 delvis, 3 inte.', or as the model has it said."""
    rule = model.indicator_rule
    level = next((level for level in model.levels if level.parent), model.top)
    said = {
        "met": counts.get(rule.met, 0),
        "near": counts.get(rule.near, 0),
        "missed": counts.get(rule.missed, 0),
        "total": sum(counts.values()),
        "goals": level.plural.lower() if level.plural else _("mål"),
    }
    if model.counted_as:
        numbers = {grade.id: counts.get(grade.id, 0) for grade in model.scale.grades}
        own = model.counted_as.format_map(numbers | {"total": said["total"]})
        return f"{own}." if decided else _("Enligt regeln: %(said)s") % {"said": f"{own}."}
    if decided:
        return _("%(met)s av %(total)s %(goals)s uppnås, %(near)s delvis, %(missed)s inte.") % said
    return _("Enligt regeln uppnås %(met)s av %(total)s %(goals)s, %(near)s delvis, %(missed)s inte.") % said


def _unjudged(count: int, period: Period) -> str:
    if not count:
        return ""
    if period.kind == "year":
        said = ngettext("%(n)s är inte bedömt.", "%(n)s är inte bedömda.", count)
    else:
        said = ngettext("För %(n)s ger regeln inget förslag.", "För %(n)s ger regeln inga förslag.", count)
    return " " + said % {"n": count}


@dataclass(frozen=True)
class GoalRow:
    """A goal in the board's table."""

    view: GoalView
    href: str


@dataclass(frozen=True)
class GoalGroup:
    name: str
    goals: tuple[GoalRow, ...]


def goal_groups(views: list[EffektmalView], board: Unit, period: Period) -> list[GoalGroup]:
    """The goal table: the top level as heads, the board's own goals under them."""
    return [
        GoalGroup(
            top.goal.name, tuple(GoalRow(view, goal_href(board, period, view.goal)) for view in top.children)
        )
        for top in views
        if top.children
    ]


def goal_href(board: Unit, period: Period, goal: Goal) -> str:
    return reverse("goal", args=[board.id, places.written(period), goal.slug])


@dataclass(frozen=True)
class Standout:
    """An indicator far from its target or from last year, as a sentence with its figure."""

    name: str
    value: Measurement
    href: str
    change: Measurement | None
    direction: str
    beside: str
    weight: float


def indicators_in(
    m: Measurements | None, board: Unit | None, unit: Unit, period: Period, allowed: set[str]
) -> list[IndicatorRow]:
    """What the board follows, measured in a unit below that sets no goals: only what has a value there."""
    if m is None or board is None or board == unit:
        return []
    year, model = year_of(period.last), model_of(board.id)
    targets, found = targets_of(board.id, year), []
    seen = set[tuple[str, str]]()  # what is followed for several goals is measured once here
    for link in links_of(board.id, year):
        followed, target = in_unit(link, unit), targets.get(link.indicator_id)
        if unit.id != link.unit_id:
            target = target_in(target, m.catalogue.get(link.indicator.measure))
        view = indicator_view(model, followed, target, m, period)
        if view.measurement is None or not (view.measurement.figure.shown or view.measurement.word):
            continue
        row = row_of(m, view, board, period, allowed=allowed, elsewhere=unit.id != link.unit_id)
        same = view.indicator.measure, row.target_text
        if same in seen:
            continue
        seen.add(same)
        # The indicator's page belongs to the board; who reads only the unit is led to the measure.
        own = row.href if board.id in allowed else measure_href(m, view.measurement, allowed)
        found.append(replace(row, href=own))
    return found


def standouts(
    m: Measurements | None, views: list[EffektmalView], board: Unit, period: Period
) -> list[Standout]:
    """The indicators that stand out, the largest first.

    The rule: take the distance to a target that is missed and the change since the year before, each as a
    share of the larger of the two numbers compared, and let the greater of them be the indicator's weight.
    The five heaviest of at least five percent are shown, in the goals' order when they weigh the same.
    """
    rows = [
        row_of(m, view, board, period, curved=False)
        for top in views
        for goal in top.children
        for view in goal.indicators
    ]
    found = [item for item in map(_standout, rows) if item is not None and item.weight >= LEAST]
    return sorted(found, key=lambda item: -item.weight)[:STANDOUTS]


def _standout(row: IndicatorRow) -> Standout | None:
    view = row.view
    value, before, target = view.measurement, view.previous, view.target
    if value is None or not value.figure.shown:
        return None
    said, weight = [], 0.0
    if before is not None and before.figure.shown:
        weight = relative(value.figure.value, before.figure.value)
        # A long unit is said once, beside the value itself.
        text = before.figure.text(unit=len(before.figure.unit.symbol) <= SHORT_UNIT)
        said.append(f"{text} {before.period.text().removeprefix('helår ')}")
    # Of a target that is a change, such as a hundred fewer, there is no distance to the value itself.
    if _missed(row) and target is not None and target.value is not None and target.operator in SIGNS:
        weight = max(weight, relative(value.figure.value, target.value))
    if row.target_text:
        said.append(
            _("mål %(target)s") % {"target": lowered(row.target_text).replace(" ", "\N{NO-BREAK SPACE}")}
        )
    return Standout(view.name, value, row.href, row.change, row.direction, ", ".join(said), weight)


def lowered(text: str) -> str:
    """Words in the middle of a sentence: 'Färre' as 'färre', and an abbreviation as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _missed(row: IndicatorRow) -> bool:
    """Whether the target is missed, by the verdict on it where the development is judged beside it."""
    model = model_of(row.view.link.goal.board_id)
    if row.view.target_verdict is not None and model.target_rule is not None:
        said = row.view.target_verdict.grade
        return said is not None and said.id == model.target_rule.missed
    grade = row.view.in_force.grade
    return grade is not None and grade.id != model.indicator_rule.met


def relative(one: object, other: object) -> float:
    """How far two numbers are from each other, as a share of the larger: 44 and 62 give 0.29."""
    first, second = float(one), float(other)  # type: ignore[arg-type]
    larger = max(abs(first), abs(second))
    return abs(first - second) / larger if larger else 0.0


@dataclass(frozen=True)
class Remark:
    """A comment as it is read: about what, by whom, when."""

    title: str
    href: str
    body: str
    author: str
    at: datetime


def occasion_of(person: Person, board: Unit, period: Period) -> Occasion | None:
    """The board's follow-up of exactly this period; an open one before a closed one."""
    found = occasions_for(person).filter(board=board, period=period.code)
    return found.order_by("-state", "id").first()


def remarks(person: Person, board: Unit, period: Period, views: list[EffektmalView]) -> list[Remark]:
    """The comments of the period: on the whole first, then goal by goal in the goals' order."""
    occasion = occasion_of(person, board, period)
    if occasion is None:
        return []
    written = comments_for(person, occasion.pk)
    known = {f"goal:{view.goal.slug}": view.goal for top in views for view in top.children}
    about = [key for key in written if key.startswith("section:sammanfattning")]
    about += [key for key in known if key in written]
    found = []
    for key in about:
        goal, comment = known.get(key), written[key]
        title = goal.name if goal else _("Sammanfattning")
        href = goal_href(board, period, goal) if goal else ""
        author = str(comment.author) if comment.author else _("Systemet")
        found.append(Remark(title, href, comment.body, author, comment.at))
    shown = read_out(board, period, {remark.href: remark.body for remark in found})
    return [replace(remark, body=shown[remark.href]) for remark in found]


def board_above(unit: Unit) -> Unit | None:
    """The nearest unit above that has goals of its own kind."""
    above: Unit | None = unit
    while above is not None and above.id not in models():
        placement = above.placements.filter(valid_to=None).select_related("parent").first()
        above = placement.parent if placement else None
    return above
