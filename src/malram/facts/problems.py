# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody must put right, and where. Every room reports author errors this way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A spot in a file; `line` is the physical line, counted from one, and 0 when the whole file is meant."""

    file: str
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        spot = f"{self.file}:{self.line}" if self.line else self.file
        return f"{spot} ({self.column})" if self.column else spot


@dataclass(frozen=True)
class Problem:
    """Something an author must fix. Collected and listed, not raised one by one."""

    code: str
    place: Place
    message: str
    hint: str

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.place}: {self.code}", self.message, self.hint) if part)
