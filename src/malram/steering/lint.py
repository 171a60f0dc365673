# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a board's goals lack before they can be followed up. Warnings: the model loads all the same."""

from collections import Counter
from collections.abc import Collection

from malram.facts.problems import Place, Problem
from malram.steering.catalogue import model_of
from malram.steering.model import Cardinality
from malram.steering.models import Goal, GoalIndicator, Target
from malram.steering.queries import links_of, targets_of

UPWARD = {">=", ">", "increase"}
DOWNWARD = {"<=", "<", "decrease"}


def lint(board_id: str, year: int, measures: Collection[str] | None = None) -> list[Problem]:
    """List goals nobody can follow up. With the known `measures`, also indicators that measure nothing."""
    model = model_of(board_id)
    goals = list(Goal.objects.filter(board_id=board_id, year=year).order_by("order"))
    links, targets = list(links_of(board_id, year)), targets_of(board_id, year)
    place = Place(f"{board_id} {year}")
    problems = [problem for rule in model.cardinality for problem in _cardinality(rule, goals, place)]
    followed = {link.goal_id for link in links}
    hint = "Koppla minst en indikator till målet."
    problems += [
        Problem("S040", place, f"Målet '{goal.slug}' följs inte av någon indikator.", hint)
        for goal in goals
        if goal.parent_id and goal.pk not in followed
    ]
    for link in links:
        problems += _indicator(link, targets.get(link.indicator_id), measures, place)
    return problems


def _cardinality(rule: Cardinality, goals: list[Goal], place: Place) -> list[Problem]:
    """Count a board's own goals under each goal of the level above; region-common ones come on top."""
    own = Counter(goal.parent_id for goal in goals if goal.level == rule.level and not goal.common)
    hint = f"Det ska vara {rule.at_least}–{rule.at_most}, regiongemensamma mål oräknade."
    return [
        Problem("S041", place, f"'{top.slug}' har {own[top.pk]} egna mål under sig.", hint)
        for top in goals
        if top.level == rule.per and not rule.at_least <= own[top.pk] <= rule.at_most
    ]


def _indicator(
    link: GoalIndicator, target: Target | None, measures: Collection[str] | None, place: Place
) -> list[Problem]:
    indicator = link.indicator
    problems = []
    if not indicator.source:
        hint = "Skriv varifrån uppgiften kommer."
        problems.append(Problem("S042", place, f"Indikatorn '{indicator.slug}' har ingen datakälla.", hint))
    if measures is not None and indicator.measure not in measures:
        message = f"Indikatorn '{indicator.slug}' pekar på måttet '{indicator.measure}' som inte finns."
        problems.append(Problem("S043", place, message, "Skriv måttet i measures/."))
    wrong = {"higher": DOWNWARD, "lower": UPWARD}.get(indicator.direction, set())
    if target is not None and target.operator in wrong:
        message = f"Målvärdet '{target.text}' går emot riktningen för '{indicator.slug}'."
        problems.append(Problem("S044", place, message, "Ändra villkoret eller riktningen."))
    return problems
