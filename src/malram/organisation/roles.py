# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which role may do what: one table, asked by access.py and printed as docs/reference/roles.md.

A role holds in a unit and everything below it, from a day to another. Somebody with several roles may
do what any of them gives.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """What somebody is in a unit: its Swedish name, whose it is, and the ids of the rights it gives."""

    id: str
    name: str
    meaning: str
    may: frozenset[str]


# Id and what it lets one do, worded to stand after "får".
RIGHTS = {
    "read": "läsa mål, mätvärden, ekonomi och rapporter",
    "rows": "läsa de enskilda raderna bakom talen",
    "report": "rapportera värden och lämna prognoser",
    "comment": "skriva kommentarer och säga hur uppdrag går",
    "assess": "besluta bedömningar",
    "approve": "godkänna det som enheten svarar för: rapporter, medgivanden, beslut på delegation",
    "close": "öppna och stänga uppföljningar",
    "propose": "föreslå ramar och budgetväxlingar",
    "decide": "besluta ramar och budgetväxlingar",
    "administer": "ge och avsluta roller",
    "audit": "läsa granskningsspåret",
}


def _role(id: str, name: str, meaning: str, *rights: str) -> Role:
    return Role(id, name, meaning, frozenset({"read", *rights}))


ROLES = {
    role.id: role
    for role in (
        _role("reader", "läsare", "den som ska känna till hur det går"),
        _role(
            "reporter", "rapportör", "den som lämnar värden och förklarar dem", "rows", "report", "comment"
        ),
        _role(
            *("approver", "godkännare", "chefen som svarar för enhetens uppföljning"),
            *("rows", "comment", "assess", "approve", "close"),
        ),
        _role(
            *("controller", "controller", "den som håller ihop uppföljning och ekonomi"),
            *("rows", "report", "comment", "close", "propose"),
        ),
        _role(
            *("administrator", "regionadministratör", "den som sköter behörigheterna"),
            *("administer", "audit"),
        ),
        _role("auditor", "revisor", "den som granskar i efterhand och inte ändrar något", "rows", "audit"),
        _role(
            *("representative", "förtroendevald", "ledamoten som är med och beslutar"),
            *("assess", "decide"),
        ),
    )
}


def roles_that_may(right: str) -> list[str]:
    """Return the ids of the roles that give a right. An unknown right is a mistake in the code: KeyError."""
    RIGHTS[right]
    return [role.id for role in ROLES.values() if right in role.may]


def names_of_those_who_may(right: str) -> str:
    """Return 'rapportör eller controller'."""
    *first, last = (ROLES[id].name for id in roles_that_may(right))
    return f"{', '.join(first)} eller {last}" if first else last


def roles_page() -> str:
    """Return docs/reference/roles.md."""
    heads = [role.name.capitalize() for role in ROLES.values()]
    lines = [
        _HEAD,
        f"| Rätt | skrivs i koden | {' | '.join(heads)} |",
        "| --- " * (len(heads) + 2) + "|",
    ]
    for id, text in RIGHTS.items():
        cells = ["ja" if id in role.may else "" for role in ROLES.values()]
        lines.append(f"| {text} | `{id}` | {' | '.join(cells)} |")
    lines += [_ROLES_HEAD, "| roll | skrivs i koden | är |", "| --- | --- | --- |"]
    lines += [f"| {role.name} | `{role.id}` | {role.meaning} |" for role in ROLES.values()]
    return "\n".join([*lines, ""])


_HEAD = """<!--
SPDX-FileCopyrightText: 2026 The Målram contributors
SPDX-License-Identifier: EUPL-1.2
-->
# Roller och rättigheter

Skriven av `malram.organisation.roles.roles_page()` ur tabellen i `malram/organisation/roles.py`.

En roll gäller i en enhet och allt under den, från en dag till och med en annan. Den som har flera roller får
göra det som någon av dem ger. Det som ligger utanför ens enheter finns inte (404); det man ser men inte får
göra vägras (403) med besked om vilka roller som får.
"""
_ROLES_HEAD = """
## Rollerna
"""
