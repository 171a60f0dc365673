# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was loaded before and is no longer in a region's files: it stays in the database, and is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from malram.control.actions import id_when_carried
from malram.control.models import ControlPlan, ControlPoint, Risk
from malram.facts.authored import read_authored
from malram.frames.models import Account
from malram.steering.definitions import Definitions
from malram.steering.load import read_folder
from malram.steering.models import Goal, GoalIndicator, Indicator, Target
from malram.work.models import (
    Activity,
    Area,
    Assignment,
    EffectMeasure,
    Investment,
    ResponsibleRole,
    StateGrant,
)

ENDED = "Är det slut, avsluta det med läget 'ended'."
PERIOD = "Är det slut, säger 'period' när."
STAYS = "Det som står i databasen tas inte bort."
LINK, TARGET = "koppling mellan mål och indikator", "målvärde"
# What has rows with ids of their own in a file: its word, its rows, the file, and how it is ended there.
FILES: tuple[tuple[str, Any, str, str], ...] = (
    ("ramkonto", Account, "frames/accounts.yaml", "Ska det inte ha några medel, besluta om att flytta dem."),
    ("roll", ResponsibleRole, "work/roles.yaml", STAYS),
    ("område", Area, "work/areas.yaml", STAYS),
    ("uppdrag", Assignment, "work/assignments.yaml", ENDED),
    ("aktivitet", Activity, "work/activities.yaml", ENDED),
    ("effekt", EffectMeasure, "work/effects.yaml", PERIOD),
    ("statsbidrag", StateGrant, "work/grants.yaml", PERIOD),
    ("investering", Investment, "work/investments.yaml", "Är det slut, avsluta det med händelsen 'closed'."),
    ("internkontrollplan", ControlPlan, "control/plans.yaml", STAYS),
    ("risk", Risk, "control/risks.yaml", STAYS),
    ("kontrollmoment", ControlPoint, "control/points.yaml", STAYS),
)


@dataclass(frozen=True)
class Gone:
    """Something that the files no longer have: what it is, its id, and what to do about it."""

    kind: str
    id: str
    advice: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}: {self.advice}"


@dataclass(frozen=True)
class Uses:
    """Which goals follow which indicators, and which have targets; named as they are told."""

    links: frozenset[str]
    targets: frozenset[str]


def uses_stored() -> Uses:
    links = GoalIndicator.objects.values_list("goal__board", "goal__year", "goal__slug", "indicator__slug")
    targets = Target.objects.values_list("board", "year", "indicator__slug")
    return Uses(frozenset(_named(*one) for one in links), frozenset(_named(*one) for one in targets))


def gone_from(folder: Path, before: Uses) -> list[Gone]:
    """Return what the database has and the files have not, and the uses that loading them took away.

    `before` is what was used before the files were loaded. The files have been found to be right.
    """
    definitions = read_folder(folder)[1]
    found = list(_goals(definitions))
    found += _uses(definitions, before, uses_stored())
    for kind, model, file, ending in FILES:
        advice = f"Lägg tillbaka raden i {file}. {ending}"
        found += _listed(kind, model.objects.values_list("pk", flat=True), _ids(folder / file, model), advice)
    return found


def _goals(definitions: Definitions) -> Iterator[Gone]:
    stored = Goal.objects.values_list("board", "year", "slug")
    goals = {_named(*goal.key) for goal in definitions.goals}
    yield from _listed(
        "mål", (_named(*one) for one in stored), goals, f"Lägg tillbaka raden i goals.csv. {STAYS}"
    )
    slugs = Indicator.objects.values_list("slug", flat=True)
    advice = f"Lägg tillbaka den i indicators.yaml. {STAYS}"
    yield from _listed("indikator", slugs, {row.id for row in definitions.indicators}, advice)


def _uses(definitions: Definitions, before: Uses, after: Uses) -> Iterator[Gone]:
    used = [(row.id, one) for row in definitions.indicators for one in row.followed]
    links = {_named(one.board, one.year, one.goal, id) for id, one in used}
    targets = {_named(one.board, one.year, id) for id, one in used if one.operator != "none"}
    where = "under indikatorn i indicators.yaml"
    for kind, old, new, wanted in (
        (LINK, before.links, after.links, links),
        (TARGET, before.targets, after.targets, targets),
    ):
        yield from _listed(
            kind, old, new, f"Är borttagen. Var det inte meningen, lägg tillbaka raden {where}."
        )
        yield from _listed(kind, new, wanted, f"Lägg tillbaka raden {where}. {STAYS}")


def _listed(kind: str, stored: Iterable[str], wanted: Iterable[str], advice: str) -> Iterator[Gone]:
    there = set(wanted)
    return (Gone(kind, id, advice) for id in sorted(stored) if id not in there)


def _ids(path: Path, model: Any) -> set[str]:
    """The ids that a file has; of control points also those that were carried over on the pages."""
    ids = {entry["id"] for entry in read_authored(path).content or ()} if path.exists() else set()
    if model is ControlPoint:
        carried = ControlPoint.objects.filter(carried_from__isnull=False).select_related("plan")
        ids |= {id_when_carried(str(one.carried_from_id), one.plan.year) for one in carried}
    return ids


def _named(board: str, year: int, *rest: str) -> str:
    return " ".join((board, str(year), *rest))
