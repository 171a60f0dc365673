# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read a region's organisation.csv: one row per unit and span of days, with everything wrong in it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from malram.facts.authored import nearest
from malram.facts.problems import Place, Problem

NOWHERE = Place("")
COLUMNS = ("unit", "parent", "name", "level", "regi", "valid_from", "valid_to")


@dataclass(frozen=True)
class UnitRow:
    """A unit and where it stands, from a day to and including another."""

    unit: str
    parent: str
    name: str
    level: str
    regi: str = "own"
    valid_from: date = date.min
    valid_to: date | None = None
    place: Place = NOWHERE

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day <= (self.valid_to or date.max)

    def overlaps(self, other: "UnitRow") -> bool:
        return self.valid_from <= (other.valid_to or date.max) and other.valid_from <= (
            self.valid_to or date.max
        )


def read_units(path: Path) -> tuple[list[UnitRow], list[Problem]]:
    """Return the rows that can be read and everything that is wrong with the file."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            hint = f"Filen ska ha kolumnerna {', '.join(COLUMNS)}."
            return [], [Problem("O001", Place(path.name, 1), f"Kolumnen '{missing[0]}' saknas.", hint)]
        rows: list[UnitRow] = []
        problems: list[Problem] = []
        for raw in reader:
            row = _read_row(raw, Place(path.name, reader.line_num), problems)
            if row is not None:
                rows.append(row)
    return rows, problems + check_units(rows)


def _read_row(raw: dict[str, str], place: Place, problems: list[Problem]) -> UnitRow | None:
    try:
        valid_from = date.fromisoformat(raw["valid_from"])
        valid_to = date.fromisoformat(raw["valid_to"]) if raw["valid_to"] else None
    except ValueError:
        problems.append(Problem("O002", place, "En dag går inte att läsa.", "Skriv dagar som 2024-12-31."))
        return None
    if valid_to is not None and valid_to < valid_from:
        problems.append(Problem("O003", place, "Sista dagen ligger före den första.", "Byt plats på dem."))
        return None
    texts = (raw["unit"], raw["parent"], raw["name"], raw["level"], raw["regi"])
    return UnitRow(*texts, valid_from, valid_to, place)


def check_units(rows: Sequence[UnitRow]) -> list[Problem]:
    """List parents that do not exist, days that overlap and units that stand below themselves."""
    spans: dict[str, list[UnitRow]] = {}
    problems: list[Problem] = []
    for row in rows:
        if any(row.overlaps(other) for other in spans.get(row.unit, ())):
            hint = "Avsluta den förra raden dagen före."
            problems.append(Problem("O004", row.place, f"'{row.unit}' har två platser samma dag.", hint))
        spans.setdefault(row.unit, []).append(row)
    for row in rows:
        if row.parent and row.parent not in spans:
            hint = nearest(row.parent, set(spans))
            problems.append(
                Problem("O005", row.place, f"Den överordnade enheten '{row.parent}' finns inte.", hint)
            )
        elif _stands_below_itself(row, spans):
            hint = "Rätta en av raderna i ringen."
            problems.append(Problem("O006", row.place, f"'{row.unit}' är överordnad sig själv.", hint))
    return problems


def _stands_below_itself(row: UnitRow, spans: dict[str, list[UnitRow]]) -> bool:
    """Follow the parents in force on the row's first day."""
    seen, above = {row.unit}, row.parent
    while above:
        if above in seen:
            return above == row.unit
        seen.add(above)
        day = row.valid_from
        now = [up for up in spans.get(above, ()) if up.in_force(day)]
        above = now[0].parent if now else ""
    return False
