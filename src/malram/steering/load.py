# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a region's files into the database: units, goals, indicators, targets and published decisions."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from malram.accounts.actions import require_system
from malram.accounts.actors import Actor, label_of
from malram.audit.actions import record
from malram.facts.authored import nearest
from malram.facts.problems import Problem
from malram.facts.unit_rows import UnitRow, read_units
from malram.organisation.actions import load_units
from malram.organisation.problems import LoadRefused
from malram.organisation.storing import store
from malram.steering.actions import decide_goal, decide_indicator
from malram.steering.definitions import Definitions, Followed, GoalRow, IndicatorRow, read_definitions
from malram.steering.models import Goal, GoalIndicator, Indicator, IndicatorAssessment, Target
from malram.steering.parse import load_models
from malram.steering.parse import load_region as read_region


@dataclass(frozen=True)
class Loaded:
    """How many of each were new or changed; a second run of the same files gives zeros."""

    units: int
    goals: int
    indicators: int
    links: int
    targets: int
    decisions: int


@transaction.atomic
def load_region(*, actor: Actor, folder: Path) -> Loaded:
    """Make the database say what the region's files say, or raise every problem and store nothing.

    What people have decided since is left alone, and goals are never removed.
    """
    require_system(actor)
    units, definitions = read_folder(folder)
    loaded = Loaded(
        units=load_units(actor=actor, rows=units),
        goals=sum(_store_goal(order, goal) for order, goal in enumerate(definitions.goals)),
        indicators=sum(_store_indicator(row) for row in definitions.indicators),
        links=_store_links(definitions),
        targets=_store_targets(definitions),
        decisions=sum(_decide(actor, goal, definitions.printed) for goal in definitions.goals if goal.grade)
        + sum(
            _decide_indicator(actor, row.id, use, definitions.printed)
            for row in definitions.indicators
            for use in row.followed
        ),
    )
    if any(asdict(loaded).values()):
        record(label_of(actor), "steering.loaded", f"region:{folder.name}", after=asdict(loaded))
    return loaded


def read_folder(folder: Path) -> tuple[list[UnitRow], Definitions]:
    """Read and check a region's folder without a database. Raises LoadRefused with all that is wrong."""
    region, problems = read_region(folder / "region.yaml")
    units, found = read_units(folder / "organisation.csv")
    problems += found
    if region is None:
        raise LoadRefused(problems)
    models, found = load_models(folder, region)
    problems += found
    definitions, found = read_definitions(folder, region, models)
    problems += found + _unknown_units(definitions, {row.unit for row in units})
    if problems:
        raise LoadRefused(problems)
    return units, definitions


def status_words(folder: Path) -> dict[str, list[str] | None]:
    """Return the ids of the status words by board; None where its steering model cannot be read."""
    region, _ = read_region(folder / "region.yaml")
    if region is None:
        return {}
    models, _ = load_models(folder, region)
    words = {board: [one.id for one in model.status_words] for board, model in models.items()}
    return {board.unit: words.get(board.unit) for board in region.boards}


def _unknown_units(definitions: Definitions, units: set[str]) -> list[Problem]:
    """List indicators that are measured in, or followed by, a unit the organisation does not have."""
    return [
        Problem(
            "S031", followed.written.at(key), f"{row.id}: enheten '{name}' finns inte.", nearest(name, units)
        )
        for row in definitions.indicators
        for followed in row.followed
        for key, name in (("of", followed.of), ("board", followed.board))
        if name not in units
    ]


def _store_goal(order: int, goal: GoalRow) -> bool:
    parent = Goal.objects.filter(board_id=goal.board, year=goal.year, slug=goal.parent).first()
    return store(
        Goal,
        {"board_id": goal.board, "year": goal.year, "slug": goal.slug},
        {
            "level": goal.level,
            "parent_id": parent.pk if parent else None,
            "name": goal.name,
            "agenda2030": list(goal.agenda2030),
            "strategy": list(goal.strategy),
            "common": goal.common,
            "order": order,
        },
    )


def _store_indicator(row: IndicatorRow) -> bool:
    return store(
        Indicator,
        {"slug": row.id},
        {
            "name": row.name,
            "measure": row.measure,
            "method": row.method,
            "source": row.source,
            "owner": row.owner,
            "periodicity": row.periodicity,
            "direction": row.direction,
            "value_unit": row.unit,
            "decimals": row.decimals,
            "window": row.window,
            "lag_months": row.lag_months,
            "base_year": row.base_year or None,
        },
    )


def _uses(definitions: Definitions) -> list[tuple[int, Followed]]:
    """Return every use of an indicator with the indicator's key in the database."""
    keys = dict(Indicator.objects.values_list("slug", "pk"))
    return [(keys[row.id], followed) for row in definitions.indicators for followed in row.followed]


def _store_links(definitions: Definitions) -> int:
    goals = {(goal.board_id, goal.year, goal.slug): goal.pk for goal in Goal.objects.all()}
    changed, kept = 0, set()
    for indicator, followed in _uses(definitions):
        goal = goals[followed.board, followed.year, followed.goal]
        kept.add((goal, indicator))
        values = {
            "unit_id": followed.of,
            "name": followed.name,
            "baseline": followed.baseline,
            "order": followed.order,
        }
        changed += store(GoalIndicator, {"goal_id": goal, "indicator_id": indicator}, values)
    loaded = {goals[goal.key] for goal in definitions.goals}
    for link in GoalIndicator.objects.filter(goal_id__in=loaded):
        if (link.goal_id, link.indicator_id) not in kept:
            link.delete()
            changed += 1
    return changed


def _store_targets(definitions: Definitions) -> int:
    changed, kept = 0, set()
    for indicator, followed in _uses(definitions):
        if followed.operator == "none":
            continue
        kept.add((indicator, followed.board, followed.year))
        key = {"indicator_id": indicator, "board_id": followed.board, "year": followed.year}
        values = {"operator": followed.operator, "value": followed.value, "text": followed.text}
        changed += store(Target, key, values)
    years = {(goal.board, goal.year) for goal in definitions.goals}
    for target in Target.objects.all():
        there = (target.indicator_id, target.board_id, target.year)
        if there not in kept and there[1:] in years:
            target.delete()
            changed += 1
    return changed


def _decide(actor: Actor, goal: GoalRow, printed: dict[tuple[str, int], str]) -> bool:
    """Record a published decision once; what a person has decided after it stays in force."""
    stored = Goal.objects.get(board_id=goal.board, year=goal.year, slug=goal.slug)
    said = {"grade": goal.grade, "reason": goal.reason, "decided_by": goal.decided_by}
    document = printed.get((goal.board, goal.year), "")
    there = stored.assessments.filter(**said)
    if there.exists():
        # An installation that loaded the decision before documents were kept learns where it was printed.
        return bool(document and there.filter(document="").update(document=document))
    decide_goal(actor=actor, board_id=goal.board, year=goal.year, slug=goal.slug, document=document, **said)
    return True


def _decide_indicator(
    actor: Actor, indicator: str, use: Followed, printed: dict[tuple[str, int], str]
) -> bool:
    """Record a published verdict once; what a person has decided after it stays in force."""
    if use.decided is None:
        return False
    said: dict[str, Any] = {
        "grade": use.decided.grade,
        "reason": use.decided.reason,
        "decided_by": use.decided.by,
    }
    about = {"goal__board": use.board, "goal__year": use.year, "goal__slug": use.goal}
    if IndicatorAssessment.objects.filter(**about, indicator__slug=indicator, **said).exists():
        return False
    decide_indicator(
        actor=actor,
        board_id=use.board,
        year=use.year,
        goal=use.goal,
        indicator=indicator,
        document=printed.get((use.board, use.year), ""),
        **said,
    )
    return True
