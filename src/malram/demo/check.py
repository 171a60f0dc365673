# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is wrong in a region's `demo/`; a region may do without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from malram.demo.cells.atoms import FOLDER, read_atoms
from malram.demo.courses.write import read_plans
from malram.demo.database_plan import read_database_plan
from malram.facts.problems import Problem


def demo_problems(region: Path) -> Iterator[Problem]:
    if (region / "demo").exists():
        yield from read_atoms(region / FOLDER)[1]
        yield from read_plans(region).problems
        yield from read_database_plan(region)[1]
