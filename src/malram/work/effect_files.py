# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's file about effect measures, read and checked whole before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from malram.economy.books import account_names
from malram.facts.authored import Entry
from malram.facts.entries import EntryReader
from malram.facts.problems import Place
from malram.measures.catalogue.definitions import ADDITIVE_KINDS, RATIO_KINDS, Catalogue
from malram.values import UNITS, unit
from malram.work.claims import Claim, clashes
from malram.work.words import AIMS, BASES, BUDGET, COMPUTED, DAY, INSEPARABLE, ROLES, TOLD

FILE = "work/effects.yaml"
KEYS = (
    {"board", "title", "aim", "unit", "period", "base", "expected"},
    {
        *("part_of", "decimals", "within_budget", "base_day", "measured_by", "realised", "inseparable"),
        *("responsible", "case"),
    },
)
MEASURED_KEYS = ({"measure", "units"}, {"budget"})
EXPECTED_KEYS = ({"date", "amount"}, {"at_most", "reason"})
REALISED_KEYS = ({"date", "amount"}, {"comment"})
COMPUTABLE = (ADDITIVE_KINDS | {"derived"}) - RATIO_KINDS


@dataclass(frozen=True)
class AmountRow:
    """An amount said on a day, in öre or thousandths, and why; with `at_most` the lower end of a span."""

    place: Place
    date: date
    amount: int
    said: str
    at_most: int | None = None


@dataclass(frozen=True)
class EffectRow:
    id: str
    place: Place
    board: str
    title: str
    part_of: str
    aim: str
    unit: str
    decimals: int
    period: str
    within_budget: bool
    base: str
    base_day: date | None
    known: str
    measure: str
    budget_measure: str
    units: tuple[str, ...]
    inseparable: str
    responsible: str
    case_number: str
    expected: tuple[AmountRow, ...]
    realised: tuple[AmountRow, ...]


@dataclass
class EffectReader:
    """What the rows may name, and what is wrong with them."""

    reader: EntryReader
    units: set[str]
    roles: Iterable[str]
    catalogue: Catalogue

    def read(self, region: Path, parents: Mapping[str, str]) -> list[EffectRow]:
        """Return the rows; two that could count the same rows twice are a problem."""
        entries = self.reader.entries(region / FILE, FILE, *KEYS)
        ids = {entry["id"] for entry in entries}
        above = {entry["id"]: self.reader.named(entry, "part_of", ids, "Åtgärden") for entry in entries}
        self.reader.no_rings(entries, above)
        rows = [self.one(entry, above[entry["id"]]) for entry in entries]
        self.parts_fit(rows)
        claims = [
            Claim(row.id, row.place, row.measure, row.units, row.period, _all_above(row.id, above))
            for row in rows
            if row.known == COMPUTED
        ]
        if not self.reader.problems:
            self.reader.problems += clashes(claims, self.catalogue, frozenset(account_names(region)), parents)
        return rows

    def one(self, entry: Entry, part_of: str) -> EffectRow:
        reader = self.reader
        scale = reader.named(entry, "unit", UNITS, "Enheten för beloppen,") if entry.get("unit") else ""
        scale = scale if scale in UNITS else "mnkr"
        measured = reader.below(entry, "measured_by", *MEASURED_KEYS)
        base = reader.word(entry, "base", BASES)
        row = EffectRow(
            id=entry["id"],
            place=entry.place,
            board=reader.named(entry, "board", self.units, "Enheten"),
            title=reader.text(entry, "title"),
            part_of=part_of,
            aim=reader.word(entry, "aim", AIMS),
            unit=scale,
            decimals=reader.whole(entry, "decimals", 0, 3) if "decimals" in entry else 1,
            period=reader.period(entry, "period"),
            within_budget=entry.get("within_budget", True) is True,
            base=base,
            base_day=reader.day(entry, "base_day") if entry.get("base_day") is not None else None,
            known=self.known(entry),
            measure=self.measure(measured, "measure", scale),
            budget_measure=self.measure(measured, "budget", scale),
            units=reader.all_named(measured, "units", self.units, "Enheten") if measured else (),
            inseparable=reader.text(entry, "inseparable"),
            responsible=reader.named(entry, "responsible", self.roles, "Den ansvariga rollen", ROLES),
            case_number=reader.text(entry, "case"),
            expected=self.amounts(entry, "expected", scale, EXPECTED_KEYS, "reason"),
            realised=self.amounts(entry, "realised", scale, REALISED_KEYS, "comment"),
        )
        self.base_is_there(entry, row)
        return row

    def parts_fit(self, rows: Iterable[EffectRow]) -> None:
        """A part outside the sum that its whole is in would be added up there once more."""
        by_id = {row.id: row for row in rows}
        for row in rows:
            whole = by_id.get(row.part_of)
            if whole and (whole.board, whole.within_budget) != (row.board, row.within_budget):
                message = f"'{row.id}' är en del av '{whole.id}', som hör till en annan nämnd eller summa."
                hint = "Skriv samma 'board' och 'within_budget', eller ta bort 'part_of'."
                self.reader.wrong("W012", row.place, message, hint)

    def known(self, entry: Entry) -> str:
        """An effect is known in one way: from facts, from somebody, or not at all."""
        ways = {"measured_by": COMPUTED, "realised": TOLD, "inseparable": INSEPARABLE}
        said = [key for key in ways if entry.get(key) is not None]
        if len(said) != 1:
            message = "Åtgärden ska säga på ett sätt hur effekten är känd."
            hint = "Skriv 'measured_by', 'realised' (om så en tom lista: []) eller 'inseparable' med skälet."
            self.reader.wrong("W003", entry.place, message, hint)
        return ways[said[0]] if said else TOLD

    def measure(self, measured: Entry | None, key: str, scale: str) -> str:
        """A measure of the region that adds something up, in the unit of the effect."""
        if measured is None:
            return ""
        name = self.reader.named(measured, key, self.catalogue.ids, "Måttet")
        if name not in self.catalogue:
            return name
        found = self.catalogue[name]
        theirs, ours = unit(found.unit), unit(scale)
        if found.kind not in COMPUTABLE or not (theirs == ours or theirs.kind == ours.kind == "money"):
            message = f"Måttet '{name}' räknas i {found.unit or 'andelar'} och effekten i {scale}."
            hint = "Välj ett mått som summerar, i samma enhet som effekten."
            self.reader.wrong("W005", measured.at(key), message, hint)
        return name

    def amounts(
        self, entry: Entry, key: str, scale: str, keys: tuple[set[str], set[str]], said: str
    ) -> tuple[AmountRow, ...]:
        reader = self.reader
        rows = tuple(
            AmountRow(
                one.place,
                reader.day(one, "date"),
                reader.smallest(one, "amount", scale),
                reader.text(one, said),
                reader.smallest(one, "at_most", scale) if "at_most" in one else None,
            )
            for one in reader.inner(entry, key, *keys)
        )
        for row in rows:
            if row.at_most is not None and row.at_most <= row.amount:
                message = f"Det högsta som '{entry['id']}' väntas ge är inte högre än det lägsta."
                reader.wrong(
                    "W011", row.place, message, "Skriv det lägre i 'amount' och det högre i 'at_most'."
                )
        return rows

    def base_is_there(self, entry: Entry, row: EffectRow) -> None:
        """What the effect is counted from must be said: the day, or the measure of the budget."""
        if row.base == DAY and row.base_day is None:
            self.reader.wrong(
                "W006", entry.at("base"), "Jämförelsedagen saknas.", "Lägg till 'base_day: 2024-01-31'."
            )
        if row.base == BUDGET and row.known == COMPUTED and not row.budget_measure:
            hint = "Lägg till 'budget: …' under 'measured_by'."
            self.reader.wrong("W006", entry.at("base"), "Budgetens mått saknas.", hint)


def _all_above(id_: str, above: Mapping[str, str]) -> frozenset[str]:
    found: set[str] = set()
    while (id_ := above.get(id_, "")) and id_ not in found:
        found.add(id_)
    return frozenset(found)
