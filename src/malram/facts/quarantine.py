# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that could not be taken in: kept as they stood, with every rule they break and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from malram.facts.manifest import Delivery
from malram.facts.problems import Place, Problem
from malram.facts.rules import RULES
from malram.facts.store import Store


@dataclass(frozen=True)
class QuarantinedRow:
    """One row of one delivery. A corrected row has no problems left and stands in the list as a record."""

    line: int
    raw: str
    problems: tuple[Problem, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the broken rules, such as 'okänd enhet'."""
        return tuple(RULES[problem.code].name for problem in self.problems)


def to_lines(rows: Iterable[QuarantinedRow]) -> str:
    """JSON lines, one per row. Spelled out, because dataclasses.asdict takes most of a bad file's time."""
    return "".join(json.dumps(_plain(row), ensure_ascii=False) + "\n" for row in rows)


def _plain(row: QuarantinedRow) -> dict[str, object]:
    problems = [
        {
            "code": p.code,
            "place": {"file": p.place.file, "line": p.place.line, "column": p.place.column},
            "message": p.message,
            "hint": p.hint,
        }
        for p in row.problems
    ]
    return {"line": row.line, "raw": row.raw, "rules": row.rules, "problems": problems}


def _of_line(line: str) -> QuarantinedRow:
    raw = json.loads(line)
    problems = tuple(Problem(**{**p, "place": Place(**p["place"])}) for p in raw["problems"])
    return QuarantinedRow(raw["line"], raw["raw"], problems)


def listed(store: Store, delivery: Delivery) -> list[QuarantinedRow]:
    """The list one delivery left, as it was then."""
    if not delivery.quarantine:
        return []
    with (store.root / delivery.quarantine).open(encoding="utf-8", newline="\n") as file:
        return [_of_line(line) for line in file]


def waiting(store: Store, delivery: Delivery) -> dict[int, QuarantinedRow]:
    """By line, the rows of a delivery that still wait to be corrected."""
    rows = {row.line: row for row in listed(store, delivery)}
    for correction in store.deliveries():
        if correction.corrects == delivery.number:
            for row in listed(store, correction):
                if row.problems:
                    rows[row.line] = row
                else:
                    rows.pop(row.line, None)
    return rows


def quarantined(store: Store, contract: str) -> list[tuple[Delivery, QuarantinedRow]]:
    """Every waiting row of the deliveries in force."""
    standings = store.standings(contract).values()
    return [(s.delivery, row) for s in standings for row in waiting(store, s.delivery).values()]
