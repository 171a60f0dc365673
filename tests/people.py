# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region and three people with a reason each: Anna owns it, Bo may read it, Carin is elsewhere."""

from dataclasses import dataclass
from datetime import date

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.facts.problems import Place
from malram.facts.unit_rows import UnitRow
from malram.organisation.actions import load_units
from malram.organisation.giving import give_role

FIRST_DAY = date(2021, 1, 1)


@dataclass(frozen=True)
class Three:
    anna: Person
    bo: Person
    carin: Person


def unit_row(
    unit: str,
    parent: str = "",
    valid_from: date = FIRST_DAY,
    valid_to: date | None = None,
    level: str = "enhet",
) -> UnitRow:
    place = Place("organisation.csv", 2)
    return UnitRow(unit, parent, unit.capitalize(), level, "own", valid_from, valid_to, place)


def small_region() -> list[UnitRow]:
    """Two boards side by side; the one Anna answers for has an administration below it."""
    return [
        unit_row("regionen"),
        unit_row("namnd-1", "regionen", level="namnd"),
        unit_row("forvaltning-1", "namnd-1"),
        unit_row("namnd-10", "regionen", level="namnd"),
    ]


def three_people(board: str = "namnd-1", elsewhere: str = "namnd-10") -> Three:
    """Anna is the board's approver, Bo reads it, Carin is approver in another part of the same region."""
    anna, bo, carin = (
        create_person(actor=SYSTEM, username=name.lower(), name=name) for name in ("Anna", "Bo", "Carin")
    )
    for person, unit, role in (
        (anna, board, "approver"),
        (bo, board, "reader"),
        (carin, elsewhere, "approver"),
    ):
        give_role(actor=SYSTEM, person=person, unit_id=unit, role=role, valid_from=FIRST_DAY)
    return Three(anna, bo, carin)


def load_small_region() -> None:
    load_units(actor=SYSTEM, rows=small_region())
