# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The courses of the demo region, one at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from malram.demo.courses.setting import Setting
from malram.demo.courses.write import COURSES, read_plans
from malram.measures.region import region_folder
from tests.demo_home import REGION

PLANS = read_plans(region_folder(REGION))


def plan_of(course: str) -> Any:
    return PLANS.of[course]


def setting() -> Setting:
    assert PLANS.setting is not None, PLANS.problems
    return PLANS.setting


def units_of(board: str) -> set[str]:
    """The workplaces of a board."""
    return {centre.id for centre in setting().of_board(board)}


def write(out: Path, *courses: str) -> list[Path]:
    """Write the source files of some courses below `out`."""
    return [path for name in courses for path in COURSES[name].write(plan_of(name), setting(), out)]
