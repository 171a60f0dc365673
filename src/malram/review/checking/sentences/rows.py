# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indicators printed above prose: result, target, and which way is better.

Found in tables whose headings are known, and in loose lines '57 % ≥ 80 %' under a heading that names result
before target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malram.review.checking.sentences.text import NEAR, Slot, slot_of
from malram.review.checking.sentences.words import polarity
from malram.review.document import Document, Line, Number, Row, Spot, Table
from malram.values import NumberError, parse_number

_RESULT = re.compile(r"(?<!\w)(?:resultat|utfall|värde|ack\w* utf\w*)(?!\w)", re.IGNORECASE)
_TARGET = re.compile(r"(?<!\w)(?:mål|målvärde|måltal|målnivå)(?!\w)", re.IGNORECASE)
_HEADING = re.compile(
    r"\b(?:resultat|utfall)\b\W+(?:\w+\W+){0,2}?\b(?:mål|målvärde|måltal|målnivå)\b", re.IGNORECASE
)
_MORE = re.compile(r"^\s*(?:≥|>=|>|minst|lägst|över|mer än|öka|högre|fler|höj|förbättra)", re.IGNORECASE)
_LESS = re.compile(r"^\s*(?:≤|<=|<|högst|max|under|mindre än|minska|lägre|färre|sänk)", re.IGNORECASE)
_FIGURE = r"[-−–+]?\d[\d   ]*(?:[.,]\d+)?"
_UNIT = r"(?: ?(?:%|procent\w*|mnkr|mkr|tkr|kr|per [^\t<>≤≥]{1,40}?))?"
_LOOSE = re.compile(
    rf"^\s*(?P<result>{_FIGURE}{_UNIT})?\s*(?P<target>(?:≥|≤|<|>|<=|>=) ?{_FIGURE}{_UNIT})(?=\s|$)"
)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its printed result; `polarity` is what its target's sign or its name says."""

    label: str
    line: int
    slot: Slot | None
    target: Slot | None
    polarity: int | None
    alone: bool = True  # the only row of its table: prose below a longer table can be about any of them


class Indicators:
    """Every indicator of a document, to be asked which one a line of prose stands under."""

    def __init__(self, document: Document) -> None:
        loose = list(_loose(document.lines))
        known = [row for table in document.tables() for row in _tabled(table)]
        taken = {row.line for row in known}
        self._rows = sorted(
            [*known, *(row for row in loose if row.line not in taken)], key=lambda row: row.line
        )

    def above(self, line: int) -> IndicatorRow | None:
        """The last indicator printed above a line, and near it."""
        last = [row for row in self._rows if row.line < line]
        return last[-1] if last and last[-1].alone and line - last[-1].line <= NEAR else None


def _loose(lines: Sequence[Line]) -> Iterator[IndicatorRow]:
    headed = False
    for line in lines:
        headed = headed or bool(_HEADING.search(line.text))
        match = _LOOSE.match(line.text) if headed else None
        if match is None:
            continue
        target = _number(line, *match.span("target"))
        result = _number(line, *match.span("result")) if match["result"] else None
        yield IndicatorRow("", line.number, result, target, aim(match["target"], ""))


def _number(line: Line, start: int, end: int) -> Slot | None:
    text = line.text[start:end]
    clean = text.strip()
    start += len(text) - len(text.lstrip())
    try:
        printed = parse_number(clean)
    except NumberError:
        return None
    return slot_of(Number(clean, Spot(line.number, start, start + len(clean)), printed))


def _tabled(table: Table) -> Iterator[IndicatorRow]:
    results, targets = columns_like(table, _RESULT), columns_like(table, _TARGET)
    if len(results) != 1 or len(targets) != 1:
        return
    for row in table.rows:
        number, target = row.cells[results[0]], row.cells[targets[0]]
        readable = number if number is not None and number.printed is not None else None
        yield IndicatorRow(
            row.label,
            row.line_end,
            slot_of(readable) if readable else None,
            slot_of(target) if target else None,
            aim(_words(row, targets[0]), row.label),
            len(table.rows) == 1,
        )


def _words(row: Row, place: int) -> str:
    return row.words[place] if place < len(row.words) else ""


def columns_like(table: Table, pattern: re.Pattern[str]) -> list[int]:
    """The places of the columns whose heading has such a word."""
    return [at for at, column in enumerate(table.columns) if pattern.search(column.heading)]


def aim(target: str, label: str) -> int | None:
    """Which way is better: what the target says ('≥ 60 %', 'Minska'), else what the indicator is called."""
    if _MORE.match(target):
        return 1
    return -1 if _LESS.match(target) else polarity(label)
