# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region's `demo/database.yaml` says: its made-up people, follow-ups and comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from malram.demo.reading import PlanReader, Span, Unit
from malram.facts.problems import Place, Problem
from malram.facts.unit_rows import read_units

FILE = "demo/database.yaml"


@dataclass(frozen=True)
class People:
    """The unit at the top, boards by the letters in sign-in names, and perhaps an assembly."""

    employed: date
    top: Unit
    boards: dict[str, Unit]
    assembly: Unit | None = None


@dataclass(frozen=True)
class FollowUp:
    """A follow-up that is open in every board that sets goals."""

    kind: Literal["manad", "tertial", "delar", "ar"]
    period: Span


@dataclass(frozen=True)
class Comments:
    """Comments on goals in one of the follow-ups of the first board: a folder of texts, one per goal."""

    follow_up: FollowUp
    folder: str


@dataclass(frozen=True)
class DatabasePlan:
    """The content of database.yaml."""

    people: People
    follow_ups: tuple[FollowUp, ...]
    comments: Comments | None = None


def read_database_plan(region: Path) -> tuple[DatabasePlan | None, list[Problem]]:
    """The file's content, and everything that is wrong in it."""
    if not (region / FILE).exists():
        return None, [Problem("G007", Place(FILE, 1), "Filen saknas.", "Demons databas behöver den.")]
    rows, _ = read_units(region / "organisation.csv")  # what is wrong there is told where it is loaded
    reader = PlanReader({Unit: {row.unit for row in rows}})
    return reader.read(region / FILE, FILE, DatabasePlan), reader.problems
