# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The planning of the small region of `tests.frames.books`, for the year after the one that is decided."""

from datetime import date

from malram.accounts.actors import SYSTEM, Actor
from malram.frames.models import FrameYear, Posting
from malram.frames.posting import Entry
from malram.planning.actions import decide_step
from malram.planning.branch_actions import merge_branch, open_branch
from malram.planning.models import Branch, PlanningYear, Step, StepRecord
from tests.frames.books import MNKR, YEAR, move

NEXT = YEAR + 1
DAY = date(2026, 11, 24)
STEPS = [
    (Step.DIRECTIVE, "styrelsen", date(2026, 3, 1)),
    (Step.RESPONSE, "varden", date(2026, 9, 1)),
    (Step.RESPONSE, "kulturen", date(2026, 9, 1)),
    (Step.FRAMES, "fullmaktige", date(2026, 11, 24)),
    (Step.PLAN, "varden", date(2026, 12, 15)),
    (Step.OPERATIONS, "norr", date(2026, 12, 31)),
]


def planned_year() -> dict[tuple[str, str], Step]:
    """Every step of the year, open."""
    FrameYear.objects.get_or_create(year=NEXT)
    planning = PlanningYear.objects.create(year_id=NEXT)
    return {
        (kind, body): Step.objects.create(planning=planning, kind=kind, body_id=body, due=due)
        for kind, body, due in STEPS
    }


def done(step: Step, actor: Actor = SYSTEM, **said: object) -> StepRecord:
    said = {"text": "Så beslutat.", "decided_on": DAY} | said
    return decide_step(actor=actor, step_id=step.pk, **said)


def until_frames(steps: dict[tuple[str, str], Step]) -> None:
    """Everything before the assembly's decision is done."""
    for kind, body, _due in STEPS[:3]:
        done(steps[kind, body])


def given(*amounts: tuple[str, int]) -> list[Entry]:
    """The assembly gives mnkr to boards."""
    return [
        leg for body, mnkr in amounts for leg in move("skatter", body, mnkr * MNKR, Posting.BASE, year=NEXT)
    ]


def branch(name: str = "A", *entries: Entry, body: str = "fullmaktige", actor: Actor = SYSTEM) -> Branch:
    return open_branch(actor=actor, year=NEXT, body_id=body, name=name, reason="Att pröva.", entries=entries)


def merged(one: Branch, actor: Actor = SYSTEM, **said: object):
    said = {"decided_on": DAY, "title": "Budget", "reason": "Skäl."} | said
    return merge_branch(actor=actor, branch_id=one.pk, **said)
