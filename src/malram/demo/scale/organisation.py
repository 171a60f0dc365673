# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The units of the made-up region: six levels, uneven families, some private providers."""

from __future__ import annotations

import csv
import io
from datetime import date

from malram.demo.scale.sizes import LEVELS, Scale
from malram.demo.scale.skew import Draw, generator, zipf
from malram.facts.unit_rows import COLUMNS, UnitRow

FOUNDED = date(2000, 1, 1)
PRIVATE_EVERY = 16  # of the areas, the last of so many is run by private providers with all below it
AREA = LEVELS.index("omrade")
NAMES = ("Region", "Förvaltning", "Område", "Verksamhet", "Enhet", "Avdelning")


def units_of(scale: Scale) -> list[UnitRow]:
    """Every unit, the top first and each level after the one above it. The last level holds the facts."""
    above = [UnitRow(f"{LEVELS[0]}-0000", "", "Skalregionen", LEVELS[0], "own", FOUNDED)]
    rows = above[:]
    for depth, size in enumerate(scale.units[1:], start=1):
        parents = _parents(scale, depth)
        above = [_unit(depth, i, size, above[parents[i]]) for i in range(size)]
        rows += above
    return rows


def _unit(depth: int, number: int, among: int, parent: UnitRow) -> UnitRow:
    last = depth == AREA and number >= among - max(among // PRIVATE_EVERY, 1)
    regi = "private" if last else parent.regi
    level = LEVELS[depth]
    return UnitRow(f"{level}-{number:04d}", parent.unit, f"{NAMES[depth]} {number}", level, regi, FOUNDED)


def leaves_of(scale: Scale) -> list[str]:
    """The units that facts are about."""
    return [row.unit for row in units_of(scale)[-scale.units[-1] :]]


def _parents(scale: Scale, depth: int) -> list[int]:
    """For each unit of a level the position of its parent: everybody has a child, a few have many."""
    size, above = scale.units[depth], scale.units[depth - 1]
    random = generator("organisation", depth)
    more = Draw(zipf(above, 0.6), random)(random, size - above)
    return sorted([*range(above), *more.tolist()])


def as_csv(rows: list[UnitRow]) -> str:
    """The rows as a region's organisation.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(
            [row.unit, row.parent, row.name, row.level, row.regi, row.valid_from, row.valid_to or ""]
        )
    return text.getvalue()
