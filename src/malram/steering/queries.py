# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's goals with what is measured, what the rule suggests and what the board decided."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import QuerySet

from malram.steering.catalogue import model_of
from malram.steering.model import Grade, SteeringModel
from malram.steering.models import (
    Assessment,
    Decided,
    Goal,
    GoalIndicator,
    Indicator,
    IndicatorAssessment,
    Target,
)
from malram.steering.rules import (
    GoalSuggestion,
    IndicatorVerdict,
    assess_indicator,
    assess_target,
    suggest_goal,
)
from malram.steering.steered import Steered, steered
from malram.values import Period, Window


class Measurements(Protocol):
    """The part of the query object that is used here."""

    catalogue: Any

    def value(self, measure: str, unit: str, period: Period, sex: str = "total") -> Any: ...
    def benchmark(self, measure: str, period: Period) -> Any: ...


class SideBySide(ABC):
    """What the rule suggests beside what a person decided."""

    decision: Decided | None
    decided: Grade | None

    @property
    @abstractmethod
    def suggested(self) -> Grade | None:
        """The rule's grade; None where it has none to suggest."""

    @property
    def reason(self) -> str:
        return self.decision.reason if self.decision else ""

    @property
    def differs(self) -> bool:
        """Whether both exist and say different things: then the reader is shown both."""
        return None not in (self.suggested, self.decided) and self.suggested != self.decided


@dataclass(frozen=True)
class IndicatorView(SideBySide):
    """An indicator as a row of the report, with last year, the sexes, Sweden, the rule's verdict and the
    one a person decided about the period.
    """

    indicator: Indicator
    link: GoalIndicator
    target: Target | None
    measurement: Any
    previous: Any
    women: Any
    men: Any
    benchmark: Any
    verdict: IndicatorVerdict
    target_verdict: IndicatorVerdict | None = None  # where the model assesses development and target apart
    decision: IndicatorAssessment | None = None
    decided: Grade | None = None

    @property
    def name(self) -> str:
        return self.link.name or self.indicator.name

    @property
    def suggested(self) -> Grade | None:
        return self.verdict.grade

    @property
    def in_force(self) -> IndicatorVerdict:
        """The decided verdict, or the rule's where nobody has decided one."""
        if self.decided is None:
            return self.verdict
        confirmed = self.decided == self.suggested
        return IndicatorVerdict(self.decided, self.reason or (self.verdict.reason if confirmed else ""))


@dataclass(frozen=True)
class GoalView(SideBySide):
    """A goal with its suggested grade beside the decided one."""

    goal: Goal
    suggestion: GoalSuggestion
    decision: Assessment | None
    decided: Grade | None
    indicators: tuple[IndicatorView, ...]

    @property
    def suggested(self) -> Grade | None:
        return self.suggestion.grade


@dataclass(frozen=True)
class EffektmalView:
    """A goal of the top level with the board's goals under it."""

    goal: Goal
    children: tuple[GoalView, ...]


@dataclass(frozen=True)
class SummaryRow:
    """A row of the table Effektmål / Resultatmål / Bedömning; undecided: the grade for none."""

    top: Goal
    goal: Goal
    grade: Grade
    decided: bool


@dataclass(frozen=True)
class Summary:
    rows: tuple[SummaryRow, ...]
    counts: tuple[tuple[Grade, int], ...]

    @property
    def total(self) -> int:
        return len(self.rows)


def decisions(board_id: str, year: int) -> dict[int, Assessment]:
    """Return the decision in force for each goal: the latest one."""
    made = Assessment.objects.filter(goal__board_id=board_id, goal__year=year).order_by("at", "id")
    return {assessment.goal_id: assessment for assessment in made}


def tops_with_goals(board_id: str, year: int) -> list[tuple[Goal, list[Goal]]]:
    """Return the top goals in printed order, each with the board's goals under it."""
    goals = list(Goal.objects.filter(board_id=board_id, year=year).order_by("order", "id"))
    below: dict[int | None, list[Goal]] = {}
    for goal in goals:
        below.setdefault(goal.parent_id, []).append(goal)
    return [(top, below.get(top.pk, [])) for top in below.get(None, [])]


def summary(board_id: str, year: int) -> Summary:
    """Return the decided grades in table order, and how many goals got each grade."""
    model = model_of(board_id)
    made = decisions(board_id, year)
    rows = tuple(
        SummaryRow(top, goal, graded(model, made.get(goal.pk)) or model.scale.none, goal.pk in made)
        for top, goals in tops_with_goals(board_id, year)
        for goal in goals
    )
    found = Counter(row.grade for row in rows)
    return Summary(rows, tuple((grade, found[grade]) for grade in model.scale.grades))


def board_goals(board_id: str, year: int, measurements: Measurements, period: Period) -> list[EffektmalView]:
    """Return everything a board's goal pages and reports show for a period."""
    return goal_views(steered(model_of(board_id), board_id, year), measurements, period)


def goal_views(found: Steered, measurements: Measurements, period: Period) -> list[EffektmalView]:
    """Measure and assess what is steered for a period.

    A goal is suggested from the indicators' verdicts in force: what a person has decided about one counts.
    """

    def row(link: GoalIndicator) -> IndicatorView:
        target, decision = found.target(link.indicator), about(found.verdict_on(link), period)
        return indicator_view(found.model, link, target, measurements, period, decision)

    def view(goal: Goal) -> GoalView:
        shown = tuple(map(row, found.links_of(goal)))
        suggestion = suggest_goal(found.model, (one.in_force for one in shown))
        decision = found.decision(goal)
        return GoalView(goal, suggestion, decision, graded(found.model, decision), shown)

    return [EffektmalView(top, tuple(map(view, found.below(top)))) for top in found.below(None)]


def verdict_on(link: GoalIndicator) -> IndicatorAssessment | None:
    """Return the decision in force on an indicator of a goal."""
    return IndicatorAssessment.objects.filter(goal=link.goal_id, indicator=link.indicator_id).first()


def about(decision: IndicatorAssessment | None, period: Period) -> IndicatorAssessment | None:
    """Return the decision where it is about the period: a year is decided, a part of it follows the rule."""
    return decision if period.kind == "year" else None


def links_of(board_id: str, year: int) -> Iterable[GoalIndicator]:
    links = GoalIndicator.objects.filter(goal__board_id=board_id, goal__year=year)
    return links.select_related("goal", "indicator", "unit").order_by("goal__order", "order")


def boards_with_goals() -> QuerySet:
    """Return the ids of the boards that have goals of any year, to be chosen among."""
    return Goal.objects.values("board")


def slugs_of(board_id: str) -> dict[tuple[str, int], str]:
    """Return what the board's indicators are called in an address, by measure and year."""
    links = GoalIndicator.objects.filter(goal__board=board_id).select_related("indicator", "goal")
    return {(link.indicator.measure, link.goal.year): link.indicator.slug for link in links}


def targets_of(board_id: str, year: int) -> dict[int, Target]:
    """Return the targets of a year by indicator."""
    return {target.indicator_id: target for target in Target.objects.filter(board_id=board_id, year=year)}


def indicator_view(
    model: SteeringModel,
    link: GoalIndicator,
    target: Target | None,
    measurements: Measurements,
    period: Period,
    decision: IndicatorAssessment | None = None,
) -> IndicatorView:
    """Measure an indicator in the unit the board follows it in, and assess it; `decision` is of the period.

    The measure knows its own lag and measuring months; here the indicator's are applied.
    """
    measure = link.indicator.measure
    asked = _asked(link.indicator, period)
    known = measure in measurements.catalogue

    def value(when: Period, sex: str = "total") -> Any:
        return measurements.value(measure, link.unit_id, when, sex) if known else None

    outcome, previous = value(asked), value(asked.previous_year())
    before = previous if known and _comparable(measurements.catalogue[measure], previous) else None
    return IndicatorView(
        indicator=link.indicator,
        link=link,
        target=target,
        measurement=_with_its_period(outcome, asked, period),
        previous=previous,
        women=value(asked, "women"),
        men=value(asked, "men"),
        benchmark=measurements.benchmark(measure, asked) if known else None,
        verdict=assess_indicator(model, target, outcome, before, link.baseline, link.indicator.direction),
        target_verdict=assess_target(model, target, outcome, before),
        decision=decision,
        decided=graded(model, decision),
    )


def base_value(link: GoalIndicator, measurements: Measurements) -> Any:
    """Return the value of the year that later ones are compared with; None where no such year is said."""
    indicator = link.indicator
    if indicator.base_year is None or indicator.measure not in measurements.catalogue:
        return None
    asked = _asked(indicator, Period.year(indicator.base_year))
    return measurements.value(indicator.measure, link.unit_id, asked)


def _asked(indicator: Indicator, period: Period) -> Period:
    """Return the months a report on `period` takes: moved back by the lag, cut to the indicator's window."""
    last = period.last - indicator.lag_months
    return Window(indicator.window).span(last, Period(min(period.first, last), last))


def _with_its_period(outcome: Any, asked: Period, period: Period) -> Any:
    """Say which months the outcome is about when they are not the report's; a measure says so of its own."""
    if outcome is None or asked == period or outcome.period != asked:
        return outcome
    return replace(outcome, notes=(f"Avser {asked.text()}.", *outcome.notes))


def _comparable(definition: Any, previous: Any) -> bool:
    """A change of method ends the comparison: a trend across it would be one of methods."""
    since = definition.comparable_from
    return since is None or previous.period.first >= since.month


def graded(model: SteeringModel, decision: Decided | None) -> Grade | None:
    return model.scale[decision.grade] if decision is not None and decision.grade in model.scale else None
