# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's database: the region's units, goals, frames, planning, made-up people, occasions, comments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.core.management import call_command

from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.control.load import load_control
from malram.demo.people import Places, make_demo_people
from malram.frames.load import load_frames
from malram.occasions.actions import open_occasion, write_comment
from malram.occasions.models import Occasion
from malram.planning.load import load_planning
from malram.reports.comments import GOAL
from malram.steering.load import load_region
from malram.steering.parse import load_region as read_region
from malram.work.load import load_work

OCCASIONS = (("manad", "2024-04"), ("delar", "2024-01/2024-08"), ("ar", "2024"))
WRITER = "redaktor"
EMPLOYED = date(2024, 1, 1)


def build_database(region: Path) -> Places:
    """Make the tables and fill them, and say where people are; a second run changes nothing."""
    call_command("migrate", verbosity=0, interactive=False)
    load_region(actor=SYSTEM, folder=region)
    load_frames(actor=SYSTEM, folder=region)
    load_planning(actor=SYSTEM, folder=region)
    load_work(actor=SYSTEM, folder=region)
    load_control(actor=SYSTEM, folder=region)
    known, _ = read_region(region / "region.yaml")
    assert known is not None  # it was loaded above
    places = Places.of(known)
    people = make_demo_people(EMPLOYED, places)
    boards = [board.unit for board in known.boards]
    for board in boards:
        for kind, period in OCCASIONS:
            if not Occasion.objects.filter(board_id=board, kind=kind, period=period).exists():
                open_occasion(actor=SYSTEM, board_id=board, kind=kind, period=period)
    write_comments(region, boards[0], people[WRITER])
    return places


def write_comments(region: Path, board: str, writer: Person) -> None:
    """The year's comments on the goals: the texts its report brings, where nobody has written one yet."""
    occasion = Occasion.objects.get(board_id=board, kind="ar", period="2024")
    written = set(occasion.comments.values_list("about", flat=True))
    for path in sorted((region / "prose" / "hsn-arsredovisning-2024" / "resultatmal").glob("*.md")):
        about = f"{GOAL}{path.stem}"
        if about not in written:
            body = path.read_text(encoding="utf-8").strip()
            write_comment(actor=writer, occasion_id=occasion.pk, about=about, body=body, version=0)
