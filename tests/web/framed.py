# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frames for the web tests: three boards of which one is the executive, and a board with two units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from malram.accounts.actors import SYSTEM
from malram.frames.actions import decide, set_allocation_rule
from malram.frames.models import Account, Component, Decision, Posting, Transfer
from malram.frames.transfer_actions import propose_transfer
from malram.organisation.models import Placement, Unit
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
