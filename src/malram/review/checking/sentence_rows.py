# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indicator printed right above a passage: its result, its target, and which way is better."""

from __future__ import annotations

import re
from dataclasses import dataclass

from malram.review.checking.sentence_text import Passage, Slot, slot_of
from malram.review.checking.sentence_words import polarity
from malram.review.document import Column, Row, Table

_RESULT = re.compile(r"(?<!\w)(?:resultat|utfall|värde|ack\w* utf\w*)(?!\w)", re.IGNORECASE)
_TARGET = re.compile(r"(?<!\w)(?:mål|målvärde|måltal|målnivå|target)(?!\w)", re.IGNORECASE)
_MORE = re.compile(r"^\s*(?:≥|>=|>|›|minst|lägst|över|mer än|öka|högre|fler|höj|förbättra)", re.IGNORECASE)
_LESS = re.compile(r"^\s*(?:≤|<=|<|‹|högst|max|under|mindre än|minska|lägre|färre|sänk)", re.IGNORECASE)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its printed result; `polarity` is what its target's sign or its name says."""

    label: str
    slot: Slot
    target: Slot | None
    polarity: int | None


def row_above(passage: Passage) -> IndicatorRow | None:
    """The last row of the table right above the passage, when the table has one result column."""
    table = passage.table
    if table is None or not table.rows:
        return None
    results = columns_like(table, _RESULT)
    targets = columns_like(table, _TARGET)
    if len(results) != 1:
        return None
    row = table.rows[-1]
    number = row.cells[results[0]]
    if number is None or number.printed is None:
        return None
    target = row.cells[targets[0]] if len(targets) == 1 else None
    words = row.words[targets[0]] if len(targets) == 1 else ""
    return IndicatorRow(row.label, slot_of(number), slot_of(target) if target else None, aim(words, row))


def columns_like(table: Table, pattern: re.Pattern[str]) -> list[int]:
    """The places of the columns whose heading has such a word."""
    return [at for at, column in enumerate(table.columns) if _named(column, pattern)]


def _named(column: Column, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(column.heading))


def aim(target: str, row: Row) -> int | None:
    """Which way is better: what the target says ('≥ 60 %', 'Minska'), else what the indicator is called."""
    if _MORE.match(target):
        return 1
    return -1 if _LESS.match(target) else polarity(row.label)
