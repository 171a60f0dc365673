# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's database: the region's units, goals, frames, planning, made-up people, occasions, comments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.demo.database_plan import Comments, People, read_database_plan
from malram.demo.errors import DemoError
from malram.demo.people import make_demo_people
from malram.loading.load import load_everything
from malram.matters.diary import DiaryRow
from malram.occasions.actions import open_occasion, write_comment
from malram.occasions.models import Occasion
from malram.reports.comments import GOAL
from malram.steering.parse import load_region as read_region

WRITER = "redaktor"


def build_database(region: Path, diary: Sequence[DiaryRow]) -> People:
    """Make the tables and fill them, and say where people are; a second run changes nothing.

    Raises `DemoError` when the region's demo/database.yaml cannot be used.
    """
    plan, problems = read_database_plan(region)
    if plan is None:
        raise DemoError.of(problems)
    load_everything(actor=SYSTEM, folder=region, diary=diary)
    people = make_demo_people(plan.people)
    known, _ = read_region(region / "region.yaml")
    assert known is not None  # it was loaded above
    boards = [board.unit for board in known.boards]
    for board in boards:
        for one in plan.follow_ups:
            if not Occasion.objects.filter(board_id=board, kind=one.kind, period=one.period).exists():
                open_occasion(actor=SYSTEM, board_id=board, kind=one.kind, period=one.period)
    if plan.comments:
        write_comments(region, plan.comments, boards[0], people[WRITER])
    return plan.people


def write_comments(region: Path, plan: Comments, board: str, writer: Person) -> None:
    """The comments on the goals: the texts its report brings, where nobody has written one yet."""
    one = plan.follow_up
    occasion = Occasion.objects.get(board_id=board, kind=one.kind, period=one.period)
    written = set(occasion.comments.values_list("about", flat=True))
    for path in sorted((region / plan.folder).glob("*.md")):
        about = f"{GOAL}{path.stem}"
        if about not in written:
            body = path.read_text(encoding="utf-8").strip()
            write_comment(actor=writer, occasion_id=occasion.pk, about=about, body=body, version=0)
