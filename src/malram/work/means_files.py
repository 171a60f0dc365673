# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's files about state grants and investments, read and checked whole before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from malram.facts.authored import Entry, read_authored
from malram.facts.entries import EntryReader
from malram.facts.problems import Place
from malram.work.words import GRANT_EVENTS, MEANS, PARTS, PERFORMANCE, REPORTED, ROLES, TRANSFERRED

GRANTS, INVESTMENTS = "work/grants.yaml", "work/investments.yaml"
GRANT_KEYS = (
    {"board", "title", "payer", "period", "parts"},
    {"report_due", "responsible", "case", "events", "unit"},
)
PART_KEYS = ({"kind", "title", "budget"}, {"indicator", "condition"})
EVENT_KEYS = ({"date", "kind"}, {"amount", "comment"})
INVESTMENT_KEYS = ({"board", "category", "title", "events"}, {"number", "case", "unit"})
MEANS_KEYS = ({"date", "kind"}, {"amount", "to", "comment", "granted_on"})
MONEY = ("kr", "tkr", "mnkr")


@dataclass(frozen=True)
class EventRow:
    """What happened on a day, in öre; `to` is the object that got what was transferred.

    `granted_on` is when means that are carried over were first granted, where that is known.
    """

    place: Place
    kind: str
    amount: int
    comment: str
    to: str
    granted_on: date | None
    date: date


@dataclass(frozen=True)
class PartRow:
    kind: str
    title: str
    budget: int
    indicator: str
    condition: str


@dataclass(frozen=True)
class GrantRow:
    id: str
    place: Place
    board: str
    title: str
    payer: str
    period: str
    report_due: date | None
    responsible: str
    case_number: str
    parts: tuple[PartRow, ...]
    events: tuple[EventRow, ...]


@dataclass(frozen=True)
class InvestmentRow:
    id: str
    place: Place
    board: str
    category: str
    title: str
    number: str
    case_number: str
    events: tuple[EventRow, ...]


@dataclass
class MeansReader:
    """What the rows may name, and what is wrong with them."""

    reader: EntryReader
    units: set[str]
    roles: Iterable[str]
    region: Path

    def grants(self) -> list[GrantRow]:
        indicators = indicators_in(self.region)
        entries = self.reader.entries(self.region / GRANTS, GRANTS, *GRANT_KEYS)
        return [self.grant(entry, indicators) for entry in entries]

    def grant(self, entry: Entry, indicators: set[str]) -> GrantRow:
        reader = self.reader
        scale = self.scale(entry)
        due = reader.day(entry, "report_due") if entry.get("report_due") is not None else None
        row = GrantRow(
            id=entry["id"],
            place=entry.place,
            board=reader.named(entry, "board", self.units, "Enheten"),
            title=reader.text(entry, "title"),
            payer=reader.text(entry, "payer"),
            period=reader.period(entry, "period"),
            report_due=due,
            responsible=reader.named(entry, "responsible", self.roles, "Den ansvariga rollen", ROLES),
            case_number=reader.text(entry, "case"),
            parts=tuple(
                self.part(one, scale, indicators) for one in reader.inner(entry, "parts", *PART_KEYS)
            ),
            events=self.events(entry, scale, EVENT_KEYS, GRANT_EVENTS),
        )
        for event in row.events:
            late = days_late(due, event.date) if event.kind == REPORTED else 0
            if late and not event.comment:
                message = f"Statsbidraget '{row.id}' redovisades {event.date}, {late} dagar efter {due}."
                reader.wrong("W007", event.place, message, "Skriv i 'comment' varför.")
        return row

    def part(self, entry: Entry, scale: str, indicators: set[str]) -> PartRow:
        reader = self.reader
        kind = reader.word(entry, "kind", PARTS)
        indicator = reader.named(entry, "indicator", indicators, "Indikatorn")
        condition = reader.text(entry, "condition")
        if kind == PERFORMANCE and not indicator and not condition:
            hint = "Skriv 'indicator: …', eller villkoret i ord under 'condition'."
            reader.wrong("W008", entry.place, "Prestationsdelen säger inte vad den betalas efter.", hint)
        budget = reader.smallest(entry, "budget", scale)
        return PartRow(kind, reader.text(entry, "title"), budget, indicator, condition)

    def investments(self) -> list[InvestmentRow]:
        entries = self.reader.entries(self.region / INVESTMENTS, INVESTMENTS, *INVESTMENT_KEYS)
        ids = {entry["id"] for entry in entries}
        return [self.investment(entry, ids) for entry in entries]

    def investment(self, entry: Entry, ids: set[str]) -> InvestmentRow:
        reader = self.reader
        return InvestmentRow(
            id=entry["id"],
            place=entry.place,
            board=reader.named(entry, "board", self.units, "Enheten"),
            category=reader.text(entry, "category"),
            title=reader.text(entry, "title"),
            number=reader.text(entry, "number"),
            case_number=reader.text(entry, "case"),
            events=self.events(entry, self.scale(entry), MEANS_KEYS, MEANS, ids),
        )

    def scale(self, entry: Entry) -> str:
        return self.reader.word(entry, "unit", MONEY) or "mnkr"

    def events(
        self,
        entry: Entry,
        scale: str,
        keys: tuple[set[str], set[str]],
        words: Iterable[str],
        ids: Iterable[str] = (),
    ) -> tuple[EventRow, ...]:
        """What happened, in the order of days; those of one day in the order of the file."""
        reader = self.reader
        rows = []
        for one in reader.inner(entry, "events", *keys):
            to = reader.named(one, "to", ids, "Objektet") if "to" in keys[1] else ""
            kind = reader.word(one, "kind", words)
            if kind == TRANSFERRED and not to:
                reader.wrong("W009", one.place, "Det står inte vart medlen gick.", "Lägg till 'to: …'.")
            amount = reader.smallest(one, "amount", scale)
            day, comment = reader.day(one, "date"), reader.text(one, "comment")
            first = reader.day(one, "granted_on") if one.get("granted_on") is not None else None
            rows.append(EventRow(one.place, kind, amount, comment, to, first, day))
        return tuple(sorted(rows, key=lambda row: row.date))


def days_late(due: date | None, reported: date) -> int:
    """How many days after the last day something was reported; none where it was in time."""
    return max(0, (reported - due).days) if due else 0


def indicators_in(region: Path) -> set[str]:
    """The ids of the region's indicators; what is wrong with them is told where they are read."""
    path = region / "indicators.yaml"
    content = read_authored(path).content if path.exists() else None
    return (
        {str(one.get("id")) for one in content if isinstance(one, Entry)}
        if isinstance(content, list)
        else set()
    )
