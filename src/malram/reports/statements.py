# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's statements as reports and comments name them."""

from __future__ import annotations

from pathlib import Path

from malram.economy.books import books_of
from malram.economy.layouts import load_layouts
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
    layouts, problems = load_layouts(region / "statements", m.catalogue.ids, board)
    if problems:
        raise ReportRefused(problems)
    return {layout.id: statement(books_of(m, region), layout, board, period) for layout in layouts}
