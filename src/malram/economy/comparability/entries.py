# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's comparability entries: `comparability.yaml`, added to and never taken from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from malram.facts.authored import Entry as Raw
from malram.facts.authored import nearest, posts_of, read_authored, shown, texts_in, unknown_keys
from malram.facts.problems import Place, Problem
from malram.values import Period, PeriodError

FILE = "comparability.yaml"
RECLASSIFICATION, ITEM, REVOCATION = "reclassification", "comparability_item", "revocation"
KINDS = (RECLASSIFICATION, ITEM, REVOCATION)
NEEDED = {"id", "kind", "why", "decided_by", "decided_on"}
KEYS = {
    RECLASSIFICATION: NEEDED | {"layout", "since", "accounts", "to", "amounts", "case_number"},
    ITEM: NEEDED | {"layout", "amounts", "case_number"},
    REVOCATION: NEEDED | {"revokes", "case_number"},
}
AMOUNT_KEYS = {"line", "unit", "month", "kronor"}
EXAMPLE = "Skriv till exempel {line: lamnade-bidrag, unit: primarvarden, month: 2023-05, kronor: -1000000}."
NOWHERE = Place("")


@dataclass(frozen=True)
class Amount:
    """Öre, with the ledger's sign, that a line of a unit gets or holds in a month."""

    line: str
    unit: str
    month: int
    ore: int


@dataclass(frozen=True)
class Entry:
    """One decision about what can be compared.

    A reclassification says where `accounts`, or `amounts` that are zero together in every unit and month,
    are counted from the month `since`: months before it are moved. A comparability item says what was out of
    the ordinary, by line, unit and month: it is taken away. A revocation ends an earlier entry.
    """

    id: str
    kind: str
    why: str
    decided_by: str
    decided_on: date
    layout: str = ""
    since: int = 0
    accounts: tuple[str, ...] = ()
    to: str = ""
    amounts: tuple[Amount, ...] = ()
    revokes: str = ""
    case_number: str = ""
    place: Place = field(default=NOWHERE, compare=False)


def entries_of(region: Path) -> tuple[Entry, ...]:
    """The entries in force, those without problems; `malram check` lists what is wrong with the others."""
    return in_force(read_entries(region)[0])


def in_force(entries: Collection[Entry]) -> tuple[Entry, ...]:
    revoked = {one.revokes for one in entries}
    return tuple(one for one in entries if one.kind != REVOCATION and one.id not in revoked)


def read_entries(region: Path) -> tuple[list[Entry], list[Problem]]:
    """Every entry that can be read, and what is wrong with the others; nothing where there is no file."""
    path = region / FILE
    if not path.exists():
        return [], []
    authored = read_authored(path, shown_as=FILE)
    problems = list(authored.problems)
    content = authored.content
    if authored.problems:
        return [], problems
    if not isinstance(content, list) or not all(isinstance(raw, Raw) for raw in content):
        hint = "Börja varje post med '- id: …'."
        return [], [Problem("E030", Place(FILE, 1), "Filen är ingen lista av poster.", hint)]
    found: dict[str, Entry] = {}
    for raw in content:
        entry = _entry(raw, problems)
        if entry is not None and found.setdefault(entry.id, entry) is not entry:
            message = f"Posten '{entry.id}' finns redan på rad {found[entry.id].place.line}."
            hint = "En post ändras inte: skriv en ny, och upphäv den förra med 'revokes'."
            problems.append(Problem("E031", entry.place, message, hint))
        elif entry is not None and entry.revokes and entry.revokes not in found:
            message = f"Ingen tidigare post heter '{entry.revokes}'."
            problems.append(
                Problem("E032", raw.at("revokes"), message, nearest(entry.revokes, found.keys() - {entry.id}))
            )
    return list(found.values()), problems


def _entry(raw: Raw, problems: list[Problem]) -> Entry | None:
    before, kind = len(problems), raw.get("kind", "")
    if kind not in KINDS:
        message = f"Okänt slag av post '{shown(kind)}'."
        problems.append(Problem("E033", raw.at("kind"), message, nearest(str(kind), [*KINDS])))
        return None
    problems += unknown_keys(raw, KEYS[kind], "E002")
    problems += [
        Problem("E003", raw.place, f"Posten saknar '{key}'.", f"Lägg till '{key}: …'.")
        for key in sorted(_needed(raw, kind) - raw.keys())
    ]
    since, decided = _month(raw, "since", problems), _day(raw, problems)
    problems += texts_in(raw, ("id", "why", "decided_by", "layout", "to", "revokes"), "E014")
    listed = posts_of(raw.get("amounts"))
    amounts = tuple(one for part in listed if (one := _amount(part, raw, problems)))
    if len(problems) > before or decided is None:
        return None
    entry = Entry(
        *(str(raw["id"]), kind, raw["why"], raw["decided_by"], decided),
        layout=raw.get("layout", ""),
        since=since or 0,
        accounts=tuple(map(str, posts_of(raw.get("accounts")))),
        to=raw.get("to", ""),
        amounts=amounts,
        revokes=raw.get("revokes", ""),
        case_number=str(raw.get("case_number", "")),
        place=raw.place,
    )
    problems += _unbalanced(entry)
    return entry if len(problems) == before else None


def _needed(raw: Raw, kind: str) -> set[str]:
    if kind == REVOCATION:
        return NEEDED | {"revokes"}
    if kind == ITEM:
        return NEEDED | {"layout", "amounts"}
    return NEEDED | {"layout", "since"} | ({"amounts"} if "amounts" in raw else {"accounts", "to"})


def _unbalanced(entry: Entry) -> list[Problem]:
    """A reclassification moves: in every unit and month its amounts are zero together."""
    sums: dict[tuple[str, int], int] = {}
    for one in entry.amounts:
        sums[one.unit, one.month] = sums.get((one.unit, one.month), 0) + one.ore
    hint = "Skriv samma belopp med ombytt tecken på raden det flyttas från."
    late = [one for one in entry.amounts if entry.kind == RECLASSIFICATION and one.month >= entry.since]
    problems = [
        Problem(
            "E034",
            entry.place,
            f"Posten '{entry.id}' går inte jämnt ut: {Period.month(month).code} i {unit} saknas "
            f"{-ore // 100} kronor.",
            hint,
        )
        for (unit, month), ore in sums.items()
        if ore and entry.kind == RECLASSIFICATION
    ]
    if late:
        when = Period.month(late[0].month).code
        message = f"Posten '{entry.id}' flyttar belopp i {when}, som inte är före 'since'."
        problems.append(Problem("E035", entry.place, message, "Flytta bara månader före den."))
    return problems


def _month(raw: Raw, key: str, problems: list[Problem]) -> int | None:
    if key not in raw:
        return None
    try:
        period = Period.parse(str(raw[key]))
    except PeriodError:
        period = None
    if period is None or period.kind != "month":
        message = f"'{shown(raw[key])}' är ingen månad."
        problems.append(Problem("E035", raw.at(key), message, "Skriv månaden som 2024-01."))
        return None
    return period.first


def _day(raw: Raw, problems: list[Problem]) -> date | None:
    value: Any = raw.get("decided_on")
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        if value is not None:
            message = f"'{shown(value)}' är inget datum."
            problems.append(Problem("E035", raw.at("decided_on"), message, "Skriv dagen som 2024-01-15."))
        return None


def _amount(part: Any, raw: Raw, problems: list[Problem]) -> Amount | None:
    if not isinstance(part, Raw) or set(part) != AMOUNT_KEYS or type(part["kronor"]) is not int:
        problems.append(
            Problem("E035", raw.at("amounts"), "Ett belopp har line, unit, month och hela kronor.", EXAMPLE)
        )
        return None
    month = _month(part, "month", problems)
    if month is None:
        return None
    return Amount(str(part["line"]), str(part["unit"]), month, part["kronor"] * 100)
