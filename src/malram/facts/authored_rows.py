# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV files that people write: comma between the columns, each row with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from malram.facts.authored import UnreadableError, text_of
from malram.facts.problems import Place, Problem


@dataclass(frozen=True)
class Row:
    """The texts of a row by column, and the line it ends on."""

    texts: dict[str, str]
    place: Place

    def __getitem__(self, column: str) -> str:
        return self.texts[column]

    def get(self, column: str) -> str:
        """The text of a column that the file may lack; nothing where it does."""
        return self.texts.get(column, "")


def read_rows(
    path: Path, columns: Sequence[str], code: str, shown_as: str | None = None
) -> tuple[list[Row], list[Problem]]:
    """Return the rows that can be read, and what is wrong with the file and the others.

    `code` stands for a column that the file lacks. Blank lines are no rows.
    """
    name = shown_as or path.name
    try:
        text = text_of(path, name)
    except UnreadableError as error:
        return [], [error.problem]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        head = next((cells for cells in reader if any(cells)), [])
        problems = _head_problems(head, columns, code, Place(name, max(1, reader.line_num)))
        if problems:
            return [], problems
        for cells in reader:
            place = Place(name, reader.line_num)
            if len(cells) == len(head):
                rows.append(Row(dict(zip(head, cells, strict=True)), place))
            elif any(cells):
                problems.append(_wrong_width(place, len(cells), len(head)))
    except csv.Error:
        hint = "Skriv två citattecken i rad där ett ska stå, och ett sist i texten."
        place = Place(name, max(1, reader.line_num))
        problems.append(Problem("A007", place, "Raden har ett citattecken som inte går att tolka.", hint))
    return rows, problems


def _head_problems(head: list[str], columns: Sequence[str], code: str, place: Place) -> list[Problem]:
    missing = [column for column in columns if column not in head]
    hint = f"Filen ska ha kolumnerna {', '.join(columns)}."
    if missing and any(";" in cell for cell in head):
        hint += " Det står semikolon mellan dem nu: spara filen med komma."
    found = [Problem(code, place, f"Kolumnen '{column}' saknas.", hint) for column in missing]
    twice = [column for column in columns if head.count(column) > 1]
    return found + [
        Problem("A008", place, f"Kolumnen '{column}' står två gånger.", "Ta bort den ena.")
        for column in twice
    ]


def _wrong_width(place: Place, found: int, expected: int) -> Problem:
    message = f"Raden har {found} fält och rubriken {expected}."
    return Problem("A007", place, message, "Sätt citattecken om en text som har komma i sig.")
