# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's files about internal control, read and checked whole before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from malram.control.words import ACCEPTABLE, CHECK, KINDS, OWN, RESULTS, SCOPES, STEPS
from malram.facts.authored import Entry
from malram.facts.entries import EntryReader
from malram.facts.problems import Place, Problem
from malram.work.words import ROLES

FOLDER = "control"
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "plans": ({"board", "year"}, {"decided", "submitted", "case"}),
    "risks": ({"plan", "title", "likelihood", "consequence"}, {"note"}),
    "points": (
        {"plan", "title"},
        {"scope", "kind", "risk", "owner", "carried_from", "measures", "checks", "actions"},
    ),
}
CHECK_KEYS = ({"date", "result"}, {"finding"})
ACTION_KEYS = ({"title", "owner", "due"}, {"written", "done"})


@dataclass(frozen=True)
class PlanRow:
    id: str
    board: str
    year: int
    decided: date | None
    submitted: date | None
    case_number: str


@dataclass(frozen=True)
class RiskRow:
    id: str
    plan: str
    title: str
    likelihood: int
    consequence: int
    note: str


@dataclass(frozen=True)
class CheckRow:
    place: Place
    date: date
    result: str
    finding: str


@dataclass(frozen=True)
class ActionRow:
    title: str
    owner: str
    due: date
    written: date | None
    done: date | None


@dataclass(frozen=True)
class PointRow:
    id: str
    place: Place
    plan: str
    scope: str
    kind: str
    title: str
    risk: str
    owner: str
    carried_from: str
    measures: str
    checks: tuple[CheckRow, ...]
    actions: tuple[ActionRow, ...]


@dataclass
class ControlFiles:
    """Everything the files say, and everything that is wrong with them."""

    plans: list[PlanRow] = field(default_factory=list)
    risks: list[RiskRow] = field(default_factory=list)
    points: list[PointRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_control(folder: Path, units: Iterable[str], roles: Iterable[str]) -> ControlFiles:
    """Read a region's `control/`; a region without the folder has no internal control here."""
    reader = EntryReader()
    raw = {
        name: reader.entries(folder / FOLDER / f"{name}.yaml", f"{FOLDER}/{name}.yaml", *keys)
        for name, keys in KEYS.items()
    }
    ids = {name: {entry["id"] for entry in entries} for name, entries in raw.items()}
    files = ControlFiles(problems=reader.problems)
    files.plans = [_plan(reader, entry, units) for entry in raw["plans"]]
    seen: set[tuple[str, int]] = set()
    for entry, plan in zip(raw["plans"], files.plans, strict=True):
        if (plan.board, plan.year) in seen:
            message = f"{plan.board} har redan en plan för {plan.year}."
            reader.wrong("K003", entry.place, message, "Slå ihop dem.")
        seen.add((plan.board, plan.year))
    files.risks = [_risk(reader, entry, ids["plans"]) for entry in raw["risks"]]
    files.points = [_point(reader, entry, ids, roles) for entry in raw["points"]]
    _carried_once(reader, raw["points"], files)
    return files


def _carried_once(reader: EntryReader, entries: Iterable[Entry], files: ControlFiles) -> None:
    """A point is carried from one of the same board in an earlier year, and each is carried once."""
    plans = {plan.id: plan for plan in files.plans}
    points = {point.id: point for point in files.points}
    taken: dict[str, str] = {}
    for entry, point in zip(entries, files.points, strict=True):
        source = points.get(point.carried_from)
        if source is None or not (plans.keys() >= {point.plan, source.plan}):
            continue
        mine, theirs = plans[point.plan], plans[source.plan]
        if mine.board != theirs.board or mine.year <= theirs.year:
            message = f"'{point.id}' kan inte vara överfört från '{source.id}'."
            hint = "Det ska stå i samma nämnds plan för ett tidigare år."
            reader.wrong("K004", entry.at("carried_from"), message, hint)
        elif source.id in taken:
            message = f"'{source.id}' är redan överfört till '{taken[source.id]}'."
            reader.wrong("K004", entry.at("carried_from"), message, "Ta bort det ena.")
        taken.setdefault(source.id, point.id)


def _day(reader: EntryReader, entry: Entry, key: str) -> date | None:
    return reader.day(entry, key) if entry.get(key) is not None else None


def _plan(reader: EntryReader, entry: Entry, units: Iterable[str]) -> PlanRow:
    return PlanRow(
        entry["id"],
        reader.named(entry, "board", units, "Enheten"),
        reader.whole(entry, "year", 2000, 2100),
        _day(reader, entry, "decided"),
        _day(reader, entry, "submitted"),
        reader.text(entry, "case"),
    )


def _risk(reader: EntryReader, entry: Entry, plans: set[str]) -> RiskRow:
    return RiskRow(
        entry["id"],
        reader.named(entry, "plan", plans, "Planen"),
        reader.text(entry, "title"),
        reader.whole(entry, "likelihood", 1, STEPS),
        reader.whole(entry, "consequence", 1, STEPS),
        reader.text(entry, "note"),
    )


def _point(reader: EntryReader, entry: Entry, ids: dict[str, set[str]], roles: Iterable[str]) -> PointRow:
    checks = tuple(
        CheckRow(
            one.place,
            reader.day(one, "date"),
            reader.word(one, "result", RESULTS),
            reader.text(one, "finding"),
        )
        for one in reader.inner(entry, "checks", *CHECK_KEYS)
    )
    actions = tuple(
        ActionRow(
            reader.text(one, "title"),
            reader.named(one, "owner", roles, "Den ansvariga rollen", ROLES),
            reader.day(one, "due"),
            _day(reader, one, "written"),
            _day(reader, one, "done"),
        )
        for one in reader.inner(entry, "actions", *ACTION_KEYS)
    )
    measures = reader.text(entry, "measures")
    for check in checks:
        if check.result not in ("", ACCEPTABLE) and not actions and not measures:
            message = f"'{entry['id']}' är {RESULTS[check.result]} {check.date}, och ingen åtgärd är angiven."
            hint = "Lägg till en åtgärd med ansvarig och sista dag under 'actions'."
            reader.wrong("K002", check.place, message, hint)
    return PointRow(
        entry["id"],
        entry.place,
        reader.named(entry, "plan", ids["plans"], "Planen"),
        reader.word(entry, "scope", SCOPES) or OWN,
        reader.word(entry, "kind", KINDS) or CHECK,
        reader.text(entry, "title"),
        reader.named(entry, "risk", ids["risks"], "Risken"),
        reader.named(entry, "owner", roles, "Den ansvariga rollen", ROLES),
        reader.named(entry, "carried_from", ids["points"], "Kontrollmomentet"),
        measures,
        checks,
        actions,
    )
