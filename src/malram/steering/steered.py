# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's goals of a year with all that steers them, as the database has them or as they were kept.

A report is built from a kept copy, so that it can be built again after goals, targets and decisions have
changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.core import serializers
from django.db.models import ForeignKey, Model

from malram.steering.model import SteeringModel
from malram.steering.models import Assessment, Goal, GoalIndicator, Indicator, IndicatorAssessment, Target

Kind = TypeVar("Kind", bound=Model)


@dataclass(frozen=True)
class Steered:
    """Goals and links in printed order; of the decisions on a goal or an indicator the last is in force."""

    model: SteeringModel
    goals: tuple[Goal, ...]
    links: tuple[GoalIndicator, ...]
    targets: tuple[Target, ...]
    assessments: tuple[Assessment, ...]
    indicator_assessments: tuple[IndicatorAssessment, ...] = ()

    def below(self, parent: Goal | None) -> list[Goal]:
        """The goals under one, or the top ones, in printed order."""
        wanted = parent.pk if parent is not None else None
        return [goal for goal in self.goals if goal.parent_id == wanted]

    def decision(self, goal: Goal) -> Assessment | None:
        made = [assessment for assessment in self.assessments if assessment.goal_id == goal.pk]
        return made[-1] if made else None

    def verdict_on(self, link: GoalIndicator) -> IndicatorAssessment | None:
        wanted = link.goal_id, link.indicator_id
        made = [one for one in self.indicator_assessments if (one.goal_id, one.indicator_id) == wanted]
        return made[-1] if made else None

    def links_of(self, goal: Goal) -> list[GoalIndicator]:
        return [link for link in self.links if link.goal_id == goal.pk]

    def target(self, indicator: Indicator) -> Target | None:
        return next((target for target in self.targets if target.indicator_id == indicator.pk), None)


def steered(model: SteeringModel, board_id: str, year: int) -> Steered:
    """What the database says now."""
    links = GoalIndicator.objects.filter(goal__board_id=board_id, goal__year=year)
    return Steered(
        model,
        tuple(Goal.objects.filter(board_id=board_id, year=year).order_by("order", "id")),
        tuple(links.select_related("goal", "indicator", "unit").order_by("goal__order", "order")),
        tuple(Target.objects.filter(board_id=board_id, year=year)),
        tuple(Assessment.objects.filter(goal__board_id=board_id, goal__year=year).order_by("at", "id")),
        tuple(
            IndicatorAssessment.objects.filter(goal__board_id=board_id, goal__year=year).order_by("at", "id")
        ),
    )


def to_json(found: Steered) -> str:
    """Everything that is steered but the model, which is a file of its own."""
    indicators = {link.indicator_id: link.indicator for link in found.links}
    units = {link.unit_id: link.unit for link in found.links}
    rows = [*units.values(), *indicators.values(), *found.goals, *found.links, *found.targets]
    decided = [*found.assessments, *found.indicator_assessments]
    return serializers.serialize("json", [*rows, *decided], indent=1)


def from_json(text: str, model: SteeringModel) -> Steered:
    """What `to_json` kept. The database is neither asked nor changed."""
    rows = [row.object for row in serializers.deserialize("json", text)]
    _join(rows)
    return Steered(
        model,
        _of(Goal, rows),
        _of(GoalIndicator, rows),
        _of(Target, rows),
        _of(Assessment, rows),
        _of(IndicatorAssessment, rows),
    )


def _of(kind: type[Kind], rows: Iterable[Model]) -> tuple[Kind, ...]:
    return tuple(row for row in rows if isinstance(row, kind))


def _join(rows: Iterable[Model]) -> None:
    """Let every row point at the kept rows, so that following it does not read the database of today."""
    rows = list(rows)
    known = {(type(row), row.pk): row for row in rows}
    for row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                other = known.get((field.related_model, getattr(row, field.attname)))
                if other is not None:
                    setattr(row, field.name, other)
