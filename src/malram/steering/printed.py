# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region has printed about its goals, beside what the model holds and the rule suggests.

Numbers are compared by `measures.reference`. Here are the words: verdicts, how many goals got which, and
the indicators of a plan with their targets.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from malram.measures.reading.query import Measurements
from malram.steering.definitions import Definitions, Followed
from malram.steering.model import Document, Region
from malram.steering.queries import GoalView, board_goals
from malram.values import Period


@dataclass
class Compared:
    """How many printed things there are, how many agree, and a line for each that does not."""

    printed: int = 0
    agree: int = 0
    wrong: list[dict[str, str]] = field(default_factory=list)

    def add(self, place: str, printed: str, ours: str) -> None:
        self.printed += 1
        if printed == ours:
            self.agree += 1
        else:
            self.wrong.append({"row": place, "printed": printed, "computed": ours})


def compare_targets(folder: Path, region: Region, definitions: Definitions) -> Compared:
    """Every printed indicator list: the indicator is followed, for that goal, with that target."""
    compared = Compared()
    for document, rows in _printed(folder, region, "indicators.csv"):
        for row in (row for row in rows if row["goal_id"]):  # an indicator of no goal is a value only
            ours = _followed(definitions, document, row["indicator_id"])
            place = f"{document.id}/indicators.csv: {row['indicator_id']}"
            compared.add(place, _target_of(row), "finns inte" if ours is None else _target(ours))
    return compared


def _followed(definitions: Definitions, document: Document, indicator: str) -> Followed | None:
    uses = (use for row in definitions.indicators if row.id == indicator for use in row.followed)
    return next((use for use in uses if (use.board, use.year) == (document.board, document.year)), None)


def _target(use: Followed) -> str:
    value = "" if use.value is None else f"{use.value.normalize():f}"
    return f"{use.goal} {use.operator} {value} {use.text}"


def _target_of(row: dict[str, str]) -> str:
    value = f"{Decimal(row['target_value']).normalize():f}" if row["target_value"] else ""
    return f"{row['goal_id']} {row['target_operator']} {value} {row['target_text']}"


def compare_verdicts(folder: Path, region: Region, m: Measurements) -> dict[str, Any]:
    """Printed verdicts against those decided in the database, with what the rule suggests beside them."""
    decided, suggested = Compared(), Compared()
    without: list[str] = []
    counts: dict[str, dict[str, int]] = {}
    for document, rows in _printed(folder, region, "goals.csv"):
        views = _views(document, m)
        verdicts = [row for row in rows if row["assessment"]]
        for row in verdicts:
            view, place = views.get(row["goal_id"]), f"{document.id}/goals.csv: {row['goal_id']}"
            if view is None:
                decided.add(place, row["assessment"], "målet finns inte")
                continue
            decided.add(place, row["assessment"], view.decided.id if view.decided else "")
            if view.suggested is None:
                without.append(place)
            else:
                suggested.add(place, row["assessment"], view.suggested.id)
                if view.differs:
                    suggested.wrong[-1]["reason"] = view.reason
        counts[document.id] = dict(Counter(row["assessment"] for row in verdicts))
    return {
        "printed": decided.printed,
        "agree": decided.agree,
        "wrong": decided.wrong,
        "counts": counts,
        "rule_agrees": suggested.agree,
        "rule_differs": suggested.wrong,
        "rule_suggests_nothing": without,
    }


def compare_statuses(folder: Path, region: Region, m: Measurements) -> dict[str, Any]:
    """Printed verdicts on indicators against those decided, with what the rule suggests beside them."""
    decided, suggested, without = Compared(), Compared(), list[str]()
    for document, rows in _printed(folder, region, "indicators.csv"):
        views = {
            view.indicator.slug: view for goal in _views(document, m).values() for view in goal.indicators
        }
        for row in (row for row in rows if row["printed_status"]):
            place, view = (
                f"{document.id}/indicators.csv: {row['indicator_id']}",
                views.get(row["indicator_id"]),
            )
            printed = row["printed_status"]
            decided.add(place, printed, view.decided.id if view and view.decided else "")
            if view is None or view.suggested is None:
                without.append(place)
                continue
            suggested.add(place, printed, view.suggested.id)
            if printed != view.suggested.id:
                suggested.wrong[-1] |= {"rule": view.verdict.reason, "reason": view.reason}
    return {
        "printed": decided.printed,
        "agree": decided.agree,
        "wrong": decided.wrong,
        "rule_agrees": suggested.agree,
        "rule_differs": suggested.wrong,
        "rule_suggests_nothing": without,
    }


def _views(document: Document, m: Measurements) -> dict[str, GoalView]:
    tops = board_goals(document.board, document.year, m, Period.parse(document.period))
    return {view.goal.slug: view for top in tops for view in top.children}


def _printed(folder: Path, region: Region, name: str) -> Iterable[tuple[Document, list[dict[str, str]]]]:
    for document in region.documents:
        path = folder / document.id / name
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                yield document, list(csv.DictReader(file))
