# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's statements as reports and comments name them."""

from __future__ import annotations

from pathlib import Path

from malram.economy.layouts import load_layout
from malram.economy.statements import Statement, statement
from malram.facts.problems import Problem
from malram.measures.reading.query import Measurements
from malram.values import Period


class ReportRefused(Exception):
    """A report that cannot be built; `problems` says everything its authors must put right."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def statements_of(region: Path, board: str, m: Measurements, period: Period) -> dict[str, Statement]:
    """A board's statements by the name of their layout."""
    computed: dict[str, Statement] = {}
    problems: list[Problem] = []
    for path in sorted((region / "statements").glob("*.yaml")):
        layout, found = load_layout(path, m.catalogue.ids, board)
        problems += found
        if layout is not None:
            computed[layout.id] = statement(m, layout, board, period)
    if problems:
        raise ReportRefused(problems)
    return computed
