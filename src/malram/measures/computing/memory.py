# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much memory a computation may take, and therefore how many rows it holds at once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fractions import Fraction

UNITS = {"MB": 10**6, "GB": 10**9, "MIB": 1 << 20, "GIB": 1 << 30, "M": 1 << 20, "G": 1 << 30}
WRITTEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*([A-Za-z]+)")
LEAST = 500 * 10**6
# What the program takes before it has read a row, and what is kept of the months that are done.
AROUND = 400 * 10**6
# What one row group takes while it is counted, by measurement: 131,072 rows of some ten columns.
ROW_GROUP = 32 * 10**6
MOST_GROUPS = 12  # a million and a half rows: more at a time is no faster


class MemoryRefused(ValueError):
    """A text that is no amount of memory, or too little; the message is for the person."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text!r}: {why}")


@dataclass(frozen=True)
class Memory:
    """An amount of memory, in bytes."""

    bytes: int = 4 << 30

    @classmethod
    def of(cls, text: str) -> Memory:
        """From a text such as 4 GiB or 512 MB. Raises `MemoryRefused`."""
        found = WRITTEN.fullmatch(text.strip())
        if found is None or found[2].upper() not in UNITS:
            raise MemoryRefused(text, "skriv ett tal med enhet, till exempel 512 MB eller 4 GiB.")
        size = int(Fraction(found[1].replace(",", ".")) * UNITS[found[2].upper()])
        if size < LEAST:
            raise MemoryRefused(text, f"det är för lite, ange minst {LEAST // 10**6} MB.")
        return cls(size)

    @property
    def for_rows(self) -> int:
        """Bytes left for the rows that are being read."""
        return max(self.bytes - AROUND, ROW_GROUP)

    @property
    def hands(self) -> int:
        """How many files are read at the same time."""
        return max(1, min(os.cpu_count() or 1, self.for_rows // ROW_GROUP))

    @property
    def groups(self) -> int:
        """How many row groups of a file are read at a time, by each hand."""
        return max(1, min(MOST_GROUPS, self.for_rows // (self.hands * ROW_GROUP)))


USUAL = Memory()
