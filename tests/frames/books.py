# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region small enough to add by head: an assembly, three boards, one of them executive, some units."""

from datetime import date

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM, Actor
from malram.accounts.models import Person
from malram.frames.actions import decide, set_allocation_rule
from malram.frames.models import Account, Component, Decision, Posting
from malram.frames.posting import Entry
from malram.organisation.actions import load_units
from malram.organisation.giving import give_role
from tests.people import FIRST_DAY, unit_row

YEAR = 2026
MNKR = 10**8
DAY = date(2025, 12, 16)
# account: parent, kind, level
ACCOUNTS = {
    "skatter": (None, Account.SOURCE, ""),
    "fullmaktige": (None, Account.FRAME, "fullmaktige"),
    "styrelsen": ("fullmaktige", Account.FRAME, "namnd"),
    "varden": ("fullmaktige", Account.FRAME, "namnd"),
    "norr": ("varden", Account.FRAME, "omrade"),
    "norr-a": ("norr", Account.FRAME, "enhet"),
    "norr-b": ("norr", Account.FRAME, "enhet"),
    "soder": ("varden", Account.FRAME, "omrade"),
    "reserv": ("varden", Account.RESERVE, ""),
    "bidrag": ("varden", Account.GRANT, ""),
    "vardval": ("varden", Account.PURPOSE, ""),
    "motkonto": ("varden", Account.CONTRA, ""),
    "kulturen": ("fullmaktige", Account.FRAME, "namnd"),
}


def open_books() -> None:
    """Units and accounts, last in the order above; nothing is decided yet."""
    framed = {id_: parent for id_, (parent, kind, _level) in ACCOUNTS.items() if kind == Account.FRAME}
    rows = [unit_row("regionen"), *(unit_row(id_, parent or "regionen") for id_, parent in framed.items())]
    load_units(actor=SYSTEM, rows=rows)
    for order, (id_, (parent, kind, level)) in enumerate(ACCOUNTS.items()):
        Account.objects.create(
            id=id_,
            parent_id=parent,
            name=id_.capitalize(),
            kind=kind,
            level=level,
            unit_id=id_ if id_ in framed else ("regionen" if kind == Account.SOURCE else None),
            executive=id_ == "styrelsen",
            order=order,
        )
    Component.objects.create(id="lakemedel", name="Läkemedel")


def move(source: str, target: str, ore: int, kind: str = Posting.ALLOCATION, year: int = YEAR) -> list[Entry]:
    return [Entry(source, year, -ore, kind), Entry(target, year, ore, kind)]


def decided(body: str, *entries: Entry, actor: Actor = SYSTEM, **said: object) -> Decision:
    said = {"decided_on": DAY, "title": "Beslut", "reason": "Skäl."} | said
    return decide(actor=actor, body_id=body, entries=entries, **said)


def framed_books() -> None:
    """varden has 100: 60 to norr (20 of it to norr-a, 10 to norr-b), 30 to soder, 10 left. kulturen: 5."""
    open_books()
    decided(
        "fullmaktige",
        *move("skatter", "varden", 100 * MNKR, Posting.BASE),
        *move("skatter", "kulturen", 5 * MNKR, Posting.BASE),
    )
    decided(
        "varden",
        *move("varden", "norr", 60 * MNKR),
        *move("norr", "norr-a", 20 * MNKR),
        *move("norr", "norr-b", 10 * MNKR),
        *move("varden", "soder", 30 * MNKR),
        firmness="fixed",
    )
    set_allocation_rule(
        actor=SYSTEM,
        board_id="varden",
        year=YEAR,
        level="omrade",
        delegate="direktören",
        limit=2 * MNKR,
        reason="Nämndens beslut.",
    )


def person_in(unit: str, role: str = "representative") -> Person:
    person = create_person(actor=SYSTEM, username=f"{unit}-{role}", name=f"{unit}-{role}")
    give_role(actor=SYSTEM, person=person, unit_id=unit, role=role, valid_from=FIRST_DAY)
    return person
