# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up people to sign in as: one for each role in each board, two in the assembly, the region's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.accounts.models import Person
from malram.demo.database_plan import People
from malram.organisation.giving import give_role
from malram.organisation.roles import ROLES

# Sign-in name of each role, with the board's letters after it where it is held in a board.
REGION_WIDE = {
    "lasare": "reader", "redaktor": "approver", "administrator": "administrator", "revisor": "auditor",
}  # fmt: skip
IN_ASSEMBLY = {"controller": "controller", "fortroendevald": "representative"}
IN_EACH_BOARD = {
    "rapportor": "reporter", "godkannare": "approver", "controller": "controller",
    "fortroendevald": "representative",
}  # fmt: skip


@dataclass(frozen=True)
class DemoPerson:
    """Somebody nobody is. The password is the sign-in name with '-i-malram' after it, so it is no secret."""

    username: str
    role: str
    unit: str
    title: str

    @property
    def name(self) -> str:
        return f"{self.title} (demo)"

    @property
    def password(self) -> str:
        return f"{self.username}-i-malram"


def demo_people(places: People) -> Iterator[DemoPerson]:
    for username, role in REGION_WIDE.items():
        title = "Redaktör" if username == "redaktor" else ROLES[role].name.capitalize()
        yield DemoPerson(username, role, places.top, title)
    held = [
        *((("rf", places.assembly, IN_ASSEMBLY),) if places.assembly else ()),
        *((letters, unit, IN_EACH_BOARD) for letters, unit in places.boards.items()),
    ]
    for letters, unit, roles in held:
        for username, role in roles.items():
            title = f"{ROLES[role].name.capitalize()} {letters.upper()}"
            yield DemoPerson(f"{username}-{letters}", role, unit, title)


def make_demo_people(places: People) -> dict[str, Person]:
    """Make everybody with their role, and return them by sign-in name; a second time changes nothing."""
    made = {}
    for one in demo_people(places):
        person = create_person(
            actor=SYSTEM, username=one.username, name=one.name, password=one.password, made_up=True
        )
        give_role(actor=SYSTEM, person=person, unit_id=one.unit, role=one.role, valid_from=places.employed)
        made[one.username] = person
    return made
