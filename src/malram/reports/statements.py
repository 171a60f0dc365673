# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A board's statements as reports and comments name them."""

from __future__ import annotations

from pathlib import Path

from malram.economy.books import books_of
from malram.economy.layouts import load_layouts
from malram.economy.statements import Statement, statement
from malram.facts.authored import nearest
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
    units = {layout.id: layout.reported_for or board for layout in layouts}
    problems += [
        Problem(
            "E021",
            layout.place,
            f"Enheten '{units[layout.id]}' finns inte.",
            nearest(units[layout.id], set(m.tree.units)),
        )
        for layout in layouts
        if layout.reported_for and layout.reported_for not in m.tree
    ]
    if problems:
        raise ReportRefused(problems)
    return {layout.id: statement(books_of(m, region), layout, units[layout.id], period) for layout in layouts}
