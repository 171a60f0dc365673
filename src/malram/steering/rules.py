# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outcome is worth against its target, and what that suggests for the goal. Pure functions.

Both rules compare what is printed: the outcome rounded to its decimals. A reader
who sees 80 % beside the target ≥ 80 % must not find a red mark because the exact
value is 79.96. The rules and a worked table: docs/algorithms/indicator-rule.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from malram.steering.model import DEVELOPMENT, Grade, IndicatorRule, SteeringModel
from malram.steering.targets import Wanted, target_text
from malram.values import Figure, number

COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": lambda outcome, target: outcome >= target,
    ">": lambda outcome, target: outcome > target,
    "<=": lambda outcome, target: outcome <= target,
    "<": lambda outcome, target: outcome < target,
    "=": lambda outcome, target: outcome == target,
}
IN_WORDS = {">=": "minst", ">": "över", "<=": "högst", "<": "under"}
TRENDS = {"increase": 1, "decrease": -1, "keep": 0}
OPERATORS = {*COMPARISONS, *TRENDS, "none"}
NO_BAND_FOR = {"money"}  # a signed amount has no "almost"


class Measured(Protocol):
    """What the query object answers: a figure, or the word of a yes-or-no."""

    @property
    def figure(self) -> Figure: ...
    @property
    def word(self) -> str | None: ...


@dataclass(frozen=True)
class IndicatorVerdict:
    """The rule's word on an indicator. Without a grade the reason says why there is none."""

    grade: Grade | None
    reason: str
    attainment: Fraction | None = None


@dataclass(frozen=True)
class GoalSuggestion:
    """What the rule suggests for a goal; `assumed` when the board has not decided the rule itself."""

    grade: Grade | None
    reason: str
    assumed: bool = False


def assess_indicator(
    model: SteeringModel,
    target: Wanted | None,
    outcome: Measured | None,
    previous: Measured | None = None,
    baseline: bool = False,
    direction: str = "none",
) -> IndicatorVerdict:
    """Return the verdict by the model's rule on the printed outcome. `previous` is the year before."""
    if model.indicator_rule.name == DEVELOPMENT:
        return _by_development(model, _wanted_direction(target, direction), outcome, previous)
    if target is None or target.operator == "none":
        return IndicatorVerdict(None, "Inget målvärde är satt.")
    if baseline:
        return IndicatorVerdict(None, "Basmätning: den första mätningen bedöms inte.")
    if outcome is not None and outcome.word:
        return _by_word(model, target, outcome.word)
    if outcome is None or not outcome.figure.shown:
        return IndicatorVerdict(None, _why_nothing(outcome))
    if target.operator in TRENDS:
        return _by_trend(model, target, outcome.figure, previous)
    if target.value is None:
        return IndicatorVerdict(None, f"Målvärdet ”{target.text}” går inte att jämföra med ett tal.")
    wanted = Fraction(target.value)
    if COMPARISONS[target.operator](_printed(outcome.figure), wanted):
        return _verdict(model, "met", f"{outcome.figure.text()} når målet {_named(target, outcome.figure)}.")
    if model.indicator_rule.name == "trend":
        return _missed_but_moving(model, target, outcome.figure, wanted, previous)
    return _by_attainment(model, target, outcome.figure, wanted)


def assess_target(
    model: SteeringModel, target: Wanted | None, outcome: Measured | None, previous: Measured | None = None
) -> IndicatorVerdict | None:
    """Return whether the target is met, where the model assesses that beside the development."""
    if model.target_rule is None or model.target_scale is None:
        return None
    if target is None or target.operator == "none":
        return IndicatorVerdict(None, "Inget målvärde är satt.")
    if outcome is None or not outcome.figure.shown:
        return IndicatorVerdict(None, _why_nothing(outcome))
    if target.operator in TRENDS:
        if previous is None or not previous.figure.shown:
            return IndicatorVerdict(None, "Föregående år saknas, så utvecklingen kan inte bedömas.")
        met = _sign(_printed(outcome.figure) - _printed(previous.figure)) == TRENDS[target.operator]
    elif target.value is None:
        return IndicatorVerdict(None, f"Målvärdet ”{target.text}” går inte att jämföra med ett tal.")
    else:
        met = COMPARISONS[target.operator](_printed(outcome.figure), Fraction(target.value))
    grade = model.target_scale[model.target_rule.met if met else model.target_rule.missed]
    said = "når" if met else "når inte"
    return IndicatorVerdict(grade, f"{outcome.figure.text()} {said} målet {_named(target, outcome.figure)}.")


def _wanted_direction(target: Wanted | None, direction: str) -> int:
    """Return 1 where more is better and -1 where less is; 0 where nobody has said."""
    operator = target.operator if target is not None else "none"
    if operator in TRENDS:
        return TRENDS[operator]
    said = {">=": 1, ">": 1, "<=": -1, "<": -1}.get(operator, 0)
    return said or {"higher": 1, "lower": -1}.get(direction, 0)


def _by_development(
    model: SteeringModel, wanted: int, outcome: Measured | None, previous: Measured | None
) -> IndicatorVerdict:
    """Grade the change since last year: better, worse, or within the one tolerance for all indicators."""
    if outcome is None or not outcome.figure.shown:
        return IndicatorVerdict(None, _why_nothing(outcome))
    if previous is None or not previous.figure.shown:
        return IndicatorVerdict(None, "Föregående år saknas, så utvecklingen kan inte bedömas.")
    now, before = _printed(outcome.figure), _printed(previous.figure)
    said = f"{outcome.figure.text()} mot {previous.figure.text()} föregående år"
    if 100 * abs(now - before) <= model.indicator_rule.tolerance * abs(before):
        return _verdict(model, "near", f"{said}: högst {model.indicator_rule.tolerance} % skillnad.")
    if not wanted:
        return IndicatorVerdict(None, f"{said}. Ingen har sagt vilket håll som är bättre.")
    return _verdict(model, "met" if _sign(now - before) == wanted else "missed", f"{said}.")


def _by_word(model: SteeringModel, target: Wanted, word: str) -> IndicatorVerdict:
    """Grade ja or nej: there is no "almost" between them."""
    if target.operator != "=" or target.value is not None:
        return IndicatorVerdict(None, f"Målvärdet ”{target.text}” går inte att jämföra med ja eller nej.")
    met = word.lower() == target.text.strip().lower()
    return _verdict(model, "met" if met else "missed", f"Utfallet är {word} och målet {target.text}.")


def _by_attainment(
    model: SteeringModel, target: Wanted, figure: Figure, wanted: Fraction
) -> IndicatorVerdict:
    """Grade a missed target by how much of it was attained: yellow from 90 %, red below."""
    said = f"{figure.text()} når inte målet {_named(target, figure)}"
    attained = attainment(target.operator, figure, wanted)
    if attained is None:
        return _verdict(model, "missed", f"{said}.")
    share = f"{number(100 * attained, 1)}\N{NO-BREAK SPACE}%"
    near = 100 * attained >= model.indicator_rule.near_from
    return _verdict(model, "near" if near else "missed", f"{said}, måluppfyllelsen är {share}.", attained)


def attainment(operator: str, figure: Figure, wanted: Fraction) -> Fraction | None:
    """Return outcome/target, or target/outcome where lower is better; None where a share means nothing."""
    outcome = _printed(figure)
    if wanted <= 0 or outcome <= 0 or figure.unit.kind in NO_BAND_FOR:
        return None
    reached, lower = outcome / wanted, wanted / outcome
    if operator == "=":
        return min(reached, lower)
    return lower if operator in ("<", "<=") else reached


def _by_trend(
    model: SteeringModel, target: Wanted, figure: Figure, previous: Measured | None
) -> IndicatorVerdict:
    """Grade a wanted direction: met, kept level, or moved the wrong way against last year.

    Without a trend rule in the model a level that was kept is a trend that was missed.
    """
    if previous is None or not previous.figure.shown:
        return IndicatorVerdict(None, "Föregående år saknas, så utvecklingen kan inte bedömas.")
    moved = _sign(_printed(figure) - _printed(previous.figure))
    said = f"{figure.text()} mot {previous.figure.text()} föregående år, målet är {_named(target, figure)}."
    if moved == TRENDS[target.operator]:
        return _verdict(model, "met", said)
    kept = moved == 0 and model.indicator_rule.name == "trend"
    return _verdict(model, "near" if kept else "missed", said)


def _missed_but_moving(
    model: SteeringModel, target: Wanted, figure: Figure, wanted: Fraction, previous: Measured | None
) -> IndicatorVerdict:
    """Grade a missed value under the trend rule: yellow when no further away than last year."""
    said = f"{figure.text()} når inte målet {_named(target, figure)}"
    if previous is None or not previous.figure.shown:
        return _verdict(model, "missed", f"{said}, och föregående år saknas.")
    before = abs(_printed(previous.figure) - wanted)
    nearer = abs(_printed(figure) - wanted) <= before
    how = "inte längre från det" if nearer else "längre från det"
    reason = f"{said} och är {how} än föregående år ({previous.figure.text()})."
    return _verdict(model, "near" if nearer else "missed", reason)


def suggest_goal(model: SteeringModel, verdicts: Iterable[IndicatorVerdict]) -> GoalSuggestion:
    """Suggest a goal's grade from its indicators' verdicts; those without a grade do not count."""
    rule, grades = model.goal_rule, model.indicator_rule
    counted = [verdict.grade.id for verdict in verdicts if verdict.grade and verdict.grade.verdict]
    if not counted:
        reason = f"Inget förslag: inga {model.indicators.lower()} har både utfall och målvärde."
        return GoalSuggestion(None, reason, rule.assumed)
    met, near, missed = (counted.count(grade) for grade in (grades.met, grades.near, grades.missed))
    if met == len(counted):
        grade = rule.all_met
    elif 100 * missed > rule.missed_over * len(counted):
        grade = rule.mostly_missed
    else:
        grade = rule.mixed
    followed = (model.indicator if len(counted) == 1 else model.indicators).lower()
    indicators = f"{followed} med bedömning"
    reason = f"{met} av {len(counted)} {indicators} uppnås, {near} delvis och {missed} inte."
    if grades.name == DEVELOPMENT:  # nothing is met or missed: the scale's own words
        words = (f"{counted.count(g.id)} {g.word.lower()}" for g in model.scale.verdicts if g.id in counted)
        reason = f"{len(counted)} {indicators}: {', '.join(words)}."
    return GoalSuggestion(model.scale[grade], reason, rule.assumed)


def _verdict(
    model: SteeringModel, step: str, reason: str, attained: Fraction | None = None
) -> IndicatorVerdict:
    rule: IndicatorRule = model.indicator_rule
    grade = {"met": rule.met, "near": rule.near, "missed": rule.missed}[step]
    return IndicatorVerdict(model.scale[grade], reason, attained)


def _why_nothing(outcome: Measured | None) -> str:
    if outcome is None or outcome.figure.reason is None:
        return "Uppgift saknas."
    label = outcome.figure.reason.label
    return f"{label[:1].upper()}{label[1:]}."


def _printed(figure: Figure) -> Fraction:
    printed = figure.rounded()
    assert printed is not None, "only figures that are shown are compared"
    return Fraction(printed)


def _named(target: Wanted, figure: Figure) -> str:
    """Return the printed target; where it was printed without a sign the condition is said in words."""
    text = target_text(target, figure.unit.code, figure.decimals)
    in_words = IN_WORDS.get(target.operator, "")
    if target.value is None or not in_words or text[:1] in "<>≤≥":
        return text
    return f"{in_words} {text}"


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
