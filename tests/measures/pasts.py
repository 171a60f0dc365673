# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A home where deliveries, definitions and the register change, with every delivery taken in for real."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from malram.facts.contracts import CONTRACTS
from malram.facts.intake import intake
from malram.facts.mapping import Mapping
from malram.facts.store import Store
from malram.facts.unit_rows import COLUMNS, OPTIONAL, UnitRow, check_units
from malram.facts.units import UnitRegister
from malram.measures.computing.engine import compute
from malram.measures.region import catalogue_of, tree_of
from malram.measures.snapshots.snapshot import Snapshot

MAPPING = Mapping(
    "calls",
    CONTRACTS["calls"],
    {"Id": "call", "Enhet": "unit", "Datum": "date", "Besvarat": "answered", "Sekunder": "wait_seconds"},
    constants={"service": "primarvard"},
    values={"answered": {"Ja": "true", "Nej": "false"}},
    delimiter=";",
)
HEAD = "Id;Enhet;Datum;Besvarat;Sekunder\n"
DEFINITIONS = """
- {id: svar, label: Besvarade samtal, kind: share, fact: calls, unit: "%", decimals: 1,
   numerator: {count: true, where: {answered: true, wait_seconds: {at_most: LIMIT}}},
   denominator: {count: true}}
- {id: antal, label: Samtal, kind: count, fact: calls, unit: st, decimals: 0, numerator: {count: true}}
- {id: egna, label: Samtal i egen regi, kind: count, fact: calls, unit: st, decimals: 0, regi: own,
   numerator: {count: true}}
- {id: skillnad, label: Förändring av svaren, kind: growth, of: svar, unit: procentenheter, decimals: 1}
"""
Call = tuple[str, str, date, bool, int]


def moment(number: int) -> datetime:
    return datetime(2025, 1, number, 12, tzinfo=UTC)


class Past:
    """A region's files and its home, both written anew as time goes."""

    def __init__(self, root: Path) -> None:
        self.home, self.region = root / "home", root / "region"
        (self.region / "measures").mkdir(parents=True)
        self.store = Store(self.home / "facts")

    def register(self, rows: Iterable[UnitRow]) -> None:
        """Write organisation.csv."""
        rows = list(rows)
        assert [str(problem) for problem in check_units(rows)] == []
        with (self.region / "organisation.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*COLUMNS, *OPTIONAL])
            writer.writerows(_cells(row) for row in rows)

    def define(self, limit: int) -> None:
        """Write the definitions: within how many seconds a call must be answered."""
        (self.region / "measures" / "samtal.yaml").write_text(
            DEFINITIONS.replace("LIMIT", str(limit)), encoding="utf-8"
        )

    def deliver(self, name: str, calls: Iterable[Call], known: datetime) -> None:
        """Take a file in; the same name again replaces what it said."""
        path = self.region.parent / name
        lines = [f"{c};{u};{d};{'Ja' if a else 'Nej'};{s}\n" for c, u, d, a, s in calls]
        path.write_text(HEAD + "".join(lines), encoding="utf-8")
        units = UnitRegister.read(self.region / "organisation.csv")
        receipt = intake(self.store, path, MAPPING, units, source=name, known_at=known)
        assert receipt.quarantined == 0, receipt.problems

    def compute(self, day: date) -> Snapshot:
        """Compute everything as organised on a day."""
        catalogue, tree = catalogue_of(self.region), tree_of(self.region, day)
        inputs = [self.region / "measures" / "samtal.yaml", self.region / "organisation.csv"]
        return compute(self.home, self.store, catalogue, tree, inputs=inputs)


def _cells(row: UnitRow) -> list[str]:
    days = ["" if day in (None, date.min) else str(day) for day in (row.valid_to, row.known_from)]
    plain = [row.unit, row.parent, row.name, row.level, row.regi, str(row.valid_from)]
    return [*plain, *days, " ".join(row.successors)]
