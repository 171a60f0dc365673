# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a dashboard does: a query over the facts for every indicator of every unit, by a random sample."""

from __future__ import annotations

from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter
from typing import Any

from benchmarks.scale import sql
from benchmarks.scale.asked import Asked, AskedPart, asked_of, find
from benchmarks.scale.homes import Opened
from malram.measures.catalogue.definitions import Measure

TOP = 10  # indicators of the topmost unit, which has all rows below it


def tiles(home: Path, pairs: int = 40) -> Any:
    """Times `pairs` random (unit, indicator) and some of the top unit; tells what all of them would take."""
    opened, random = Opened.of(home), Random(20260101)
    catalogue = opened.additive()
    asked, measures = asked_of(catalogue), [measure for measure in catalogue if measure.parts]
    top, *others = opened.tree.order
    connection = sql.connect(opened.store, opened.tree, asked)

    def seconds(unit: str, measure: Measure) -> float:
        since = perf_counter()
        for fact, parts in _by_fact(asked, measure).items():
            connection.execute(sql.tile(fact, parts, list(opened.tree.below(unit)))).fetchall()
        return perf_counter() - since

    def work() -> dict[str, Any]:
        some = [seconds(random.choice(others), random.choice(measures)) for _ in range(pairs)]
        highest = [seconds(top, random.choice(measures)) for _ in range(TOP)]
        whole = (mean(some) * len(others) + mean(highest)) * len(catalogue)
        return {"all_s": whole, "each_s": mean(some), "top_s": mean(highest), "pairs": pairs + TOP}

    return work


def _by_fact(asked: Asked, measure: Measure) -> dict[str, list[AskedPart]]:
    found: dict[str, list[AskedPart]] = {}
    for part in measure.parts:
        one = find(asked[part.fact], measure, part)
        if one is not None:
            found.setdefault(part.fact, []).append(one)
    return found
