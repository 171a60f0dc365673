# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small regions that are reorganised at random: units merge, split, move, get new names and close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from malram.facts.unit_rows import UnitRow, known_rows

YEARS = (2022, 2023, 2024)  # on the first day of each something may change; known two months before
DAYS = [date(year, 12, 31) for year in (2021, *YEARS)]
TOP, AREAS = "region", ("norr", "soder")


@st.composite
def histories(draw: Any, changes: int = 4) -> list[UnitRow]:
    """The rows of a register, in the order they were written."""
    rows = [UnitRow(TOP, "", "Regionen", "region", "own", date(2021, 1, 1))]
    rows += [UnitRow(area, TOP, area.title(), "omrade", "own", date(2021, 1, 1)) for area in AREAS]
    for i in range(draw(st.integers(2, 4))):
        regi = draw(st.sampled_from(["own", "own", "private"]))
        parent = draw(st.sampled_from(AREAS))
        rows.append(UnitRow(f"u{i}", parent, f"Enhet {i}", "enhet", regi, date(2021, 1, 1)))
    for year in YEARS:
        used: set[str] = set()
        for _ in range(draw(st.integers(1, changes))):
            rows += draw(_change(rows, year, used))
    return rows


@st.composite
def _change(draw: Any, rows: list[UnitRow], year: int, used: set[str]) -> list[UnitRow]:
    """One change on the first day of a year. A unit takes part in one change a year."""
    first, known_from = date(year, 1, 1), date(year - 1, 11, 1)
    there = [r for r in known_rows(rows) if r.in_force(first) and r.unit.startswith("u")]
    free = [row for row in there if row.unit not in used]
    if not free:
        return []
    kind = draw(st.sampled_from(["move", "name", "close", "merge", "split", "id"]))
    old = draw(st.sampled_from(free))
    used.add(old.unit)
    changed = replace(old, valid_from=first, valid_to=None, known_from=known_from)
    if kind == "move":
        return [replace(changed, parent=draw(st.sampled_from(AREAS)))]
    if kind == "name":
        return [replace(changed, name=f"{old.name} ny {year}")]
    ended = replace(old, valid_to=first - timedelta(days=1), known_from=known_from)
    if kind == "close":
        return [ended]
    others = [row for row in free if row.unit != old.unit]
    gone = [old, draw(st.sampled_from(others))] if kind == "merge" and others else [old]
    count = 2 if kind == "split" else 1
    new = [f"{old.unit}-{year}-{i}" for i in range(count)]
    used |= {*new, *(row.unit for row in gone)}
    parents = [draw(st.sampled_from(AREAS)) for _ in new]
    return [
        *(replace(ended, **_named(row), successors=tuple(new)) for row in gone),
        *(replace(changed, unit=n, parent=p, name=f"Enhet {n}") for n, p in zip(new, parents, strict=True)),
    ]


def _named(row: UnitRow) -> dict[str, Any]:
    fields = ("unit", "parent", "name", "level", "regi", "valid_from")
    return {name: getattr(row, name) for name in fields}
