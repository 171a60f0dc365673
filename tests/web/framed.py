# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frames for the web tests: three boards of which one is the executive, and a board with two units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from malram.accounts.actors import SYSTEM
from malram.frames.actions import decide, set_allocation_rule
from malram.frames.models import Account, Component, Decision, FrameYear, Posting, Transfer
from malram.frames.transfer_actions import propose_transfer
from malram.organisation.models import Placement, Unit
from malram.planning.actions import add_reprioritisation, decide_step
from malram.planning.branch_actions import open_branch
from malram.planning.models import Branch, PlanningYear, Reprioritisation
from malram.planning.models import Step as PlanningStep
from tests.frames.books import MNKR, YEAR, move
from tests.web.world import BOARD, CLINIC, HOSPITAL, OTHER_BOARD

CULTURE, TOP = "kulturnamnden", "region-varmland"
ACCOUNTS = (
    ("skatter", None, "Skatter", "source", "", TOP),
    ("fullmaktige", None, "Regionfullmäktige", "frame", "fullmaktige", TOP),
    (OTHER_BOARD, "fullmaktige", "Regionstyrelsen", "frame", "namnd", OTHER_BOARD),
    (BOARD, "fullmaktige", "Hälso- och sjukvårdsnämnden", "frame", "namnd", BOARD),
    (HOSPITAL, BOARD, "Sjukhuset", "frame", "omrade", HOSPITAL),
    (CLINIC, BOARD, "Kliniken", "frame", "omrade", CLINIC),
    ("bidrag", BOARD, "Riktade statsbidrag", "grant", "", None),
    (CULTURE, "fullmaktige", "Kulturnämnden", "frame", "namnd", CULTURE),
)


@dataclass(frozen=True)
class Framed:
    decision: Decision
    transfer: Transfer


def framed() -> Framed:
    """The board has 100: 60 to the hospital, 30 to the clinic, 10 left. The others have 20 and 5."""
    culture = Unit.objects.create(id=CULTURE, name="Kulturnämnden", level="namnd")
    Placement.objects.create(unit=culture, parent_id=TOP, valid_from=date(2021, 1, 1))
    for order, (id_, parent, name, kind, level, unit) in enumerate(ACCOUNTS):
        Account.objects.create(
            id=id_,
            parent_id=parent,
            name=name,
            kind=kind,
            level=level,
            unit_id=unit,
            executive=id_ == OTHER_BOARD,
            order=order,
        )
    Component.objects.create(id="lakemedel", name="Läkemedel")
    said = {"actor": SYSTEM, "decided_on": date(2025, 12, 16), "reason": "Skäl."}
    given = ((BOARD, 100), (OTHER_BOARD, 20), (CULTURE, 5))
    legs = [leg for board, mnkr in given for leg in move("skatter", board, mnkr * MNKR, Posting.BASE)]
    decide(body_id="fullmaktige", title="Regionplan och budget", entries=legs, case_number="RS/1", **said)
    legs = [*move(BOARD, HOSPITAL, 60 * MNKR), *move(BOARD, CLINIC, 30 * MNKR)]
    allocation = decide(
        body_id=BOARD, title="Intern ramfördelning", entries=legs, firmness="preliminary", **said
    )
    set_allocation_rule(
        actor=SYSTEM,
        board_id=BOARD,
        year=YEAR,
        level="omrade",
        delegate="direktören",
        limit=MNKR,
        reason="Nämndens beslut.",
    )
    return Framed(allocation, proposed())


def proposed(mnkr: int = 2) -> Transfer:
    return propose_transfer(
        actor=SYSTEM,
        year=YEAR,
        on_behalf_of=HOSPITAL,
        moved={HOSPITAL: -mnkr * MNKR, CLINIC: mnkr * MNKR},
        title="Mottagningen flyttar",
        reason="Patienterna går till kliniken.",
        effective_on=timezone.localdate(),
    )


NEXT = YEAR + 1
STEPS = (
    (PlanningStep.DIRECTIVE, OTHER_BOARD, date(2026, 3, 1)),
    (PlanningStep.RESPONSE, BOARD, date(2026, 9, 1)),
    (PlanningStep.FRAMES, "fullmaktige", date(2026, 11, 24)),
)


@dataclass(frozen=True)
class Planned:
    """A year that is planned: the directive is decided, the board's response has a row, a branch is open."""

    response: PlanningStep
    row: Reprioritisation
    branch: Branch


def planned() -> Planned:
    """The branch expects one million in grants, which balances by itself."""
    planning = PlanningYear.objects.create(year=FrameYear.objects.create(year=NEXT))
    steps = {
        kind: PlanningStep.objects.create(planning=planning, kind=kind, body_id=body, due=due)
        for kind, body, due in STEPS
    }
    decide_step(
        actor=SYSTEM,
        step_id=steps[PlanningStep.DIRECTIVE].pk,
        text="Planera för balans.",
        decided_on=date(2026, 2, 20),
    )
    row = add_reprioritisation(
        actor=SYSTEM,
        step_id=steps[PlanningStep.RESPONSE].pk,
        source_id=HOSPITAL,
        target_id=CLINIC,
        amount=3 * MNKR,
        effect="Kortare väg.",
        reason="Patienterna bor där.",
    )
    branch = open_branch(
        actor=SYSTEM,
        year=NEXT,
        body_id=BOARD,
        name="Bidragen först",
        reason="Att pröva.",
        entries=move("bidrag", BOARD, MNKR, Posting.GRANT, year=NEXT),
    )
    return Planned(steps[PlanningStep.RESPONSE], row, branch)
