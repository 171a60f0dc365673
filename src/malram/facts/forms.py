# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a form writes goes the way of every other fact: a file of a few rows that is landed and taken in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from malram.facts.checking import Closed, Lines, check_against, check_rows
from malram.facts.intake import Receipt, intake, read
from malram.facts.mapping import Mapping
from malram.facts.problems import Problem
from malram.facts.store import LandedFile, Store, hash_of
from malram.facts.units import UnitRegister


class ReportRefused(ValueError):
    """What intake would not take; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(f"{one.message} {one.hint}".strip() for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Sheet:
    """Rows that somebody has filled in. `source` names the delivery: a later one of that name replaces it."""

    name: str
    source: str
    mapping: Mapping
    rows: Sequence[Iterable[Any]]


def deliver(
    store: Store, sheet: Sheet, units: UnitRegister, closed: Closed = frozenset(), lines: Lines = None
) -> Receipt:
    """Land and commit the rows. Raises `ReportRefused` and lands nothing when a rule is broken."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{sheet.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=sheet.mapping.delimiter)
            writer.writerow(sheet.mapping.columns)
            writer.writerows(sheet.rows)
        if problems := _problems(store, path, sheet, units, closed, lines):
            raise ReportRefused(problems)
        return intake(store, path, sheet.mapping, units, closed, source=sheet.source, lines=lines)


def _problems(
    store: Store, path: Path, sheet: Sheet, units: UnitRegister, closed: Closed, lines: Lines
) -> list[Problem]:
    """What intake would say of the file: somebody who waits for an answer is not sent to the quarantine."""
    landed = LandedFile(path.name, path, datetime.now(UTC), hash_of(path))
    checked = read(landed, path.name, sheet.mapping)
    check_rows(checked, units, closed, lines)
    check_against(checked, store, without=sheet.source)
    return [problem for problems in checked.broken.values() for problem in problems]
