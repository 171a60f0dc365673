# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two columns with last year's outcome: 'Ack utfall fg år' and 'Bokslut fg år' of a report for a whole year.

Only what both headings call the outcome of the same earlier period is compared, and only where most rows
show that the two columns are the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from malram.review.checking.tables.cells import Grid, lines_of, printed, quoted
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document
from malram.review.relations import Same

_BAR = 0.6
_OUTCOME = re.compile(r"utf(?:all)?\b|bokslut|redovis", re.IGNORECASE)
_OTHER = re.compile(r"budget|\bbud\b|prognos|plan|ram\b|avv|diff|förändr|%|mål", re.IGNORECASE)
_BEFORE = re.compile(r"\bf(?:g|ör|öreg\w*)\.? ?år|föregående|\bfg\b|i fjol", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPAN = re.compile(
    r"jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|\bt[123]\b|\bq[1-4]\b|tertial|kvartal", re.I
)


def same_claims(document: Document, grid: Grid) -> Iterator[Claim]:
    """Every row of two columns that state one thing."""
    for one, other in combinations(grid.numeric, 2):
        if _one_thing(grid.heading(one), grid.heading(other)):
            yield from _claims(document, grid, one, other)


def _one_thing(heading: str, other: str) -> bool:
    """Tell whether two headings both name the outcome of the same earlier period."""
    if _OTHER.search(heading) or _OTHER.search(other) or heading == other:
        return False
    if not _OUTCOME.search(heading) or not _OUTCOME.search(other):
        return False
    if _SPAN.search(heading) or _SPAN.search(other):
        return False
    years, others = set(_YEAR.findall(heading)), set(_YEAR.findall(other))
    if years or others:
        return years == others
    return bool(_BEFORE.search(heading)) and bool(_BEFORE.search(other))


def _claims(document: Document, grid: Grid, one: int, other: int) -> Iterator[Claim]:
    rows = [
        (row, cells[one], cells[other]) for row, cells in enumerate(grid.cells) if cells[one] and cells[other]
    ]
    same = [a.value for _, a, b in rows if a and b and abs(a.value - b.value) <= a.half + b.half]
    if len({value for value in same if abs(value) >= 10}) < 3 or len(same) < _BAR * len(rows):
        return
    for row, first, second in rows:
        if first is None or second is None:
            continue
        relation = Same(equal=first.half == second.half)
        read = [it for it in (first.number.interval, second.number.interval) if it is not None]
        start, end = lines_of(grid.table, [row], row)
        yield Claim(
            Kind.REPEAT,
            start,
            end,
            quoted(document, grid.table, [row]),
            f"{grid.labelled(row)}: {grid.named(one)} {printed(first.number)} är samma sak som "
            f"{grid.named(other)} {printed(second.number)}",
            relation.holds(read),
            (first.number, second.number),
            relation,
            "",
            Severity.QUESTION,
            "repeat.columns",
        )
