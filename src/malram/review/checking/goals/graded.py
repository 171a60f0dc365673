# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Uppnått', 'Ej uppnått', 'Grön' in a table's row, against the result and the target of the same row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from malram.review.checking.goals.words import Grade, grade_of, grade_word
from malram.review.checking.repeats.claims import line_quote, short, shown
from malram.review.checking.repeats.keys import column_marks
from malram.review.checking.sentences.rows import aim
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number, Row, Table

_YES_NO = {"ja": Grade.MET, "nej": Grade.MISSED}
_FEWEST = 2  # rows whose grade agrees, before one that does not can be asked about
_LIMIT = re.compile(r"\b(?P<word>minst|lägst|högst|max)\W*$", re.IGNORECASE)


def graded_row_claims(document: Document) -> Iterator[Claim]:
    """A claim for each row that tells a result, a target that says which side is right, and a grade."""
    for table in document.tables():
        columns = _columns(table)
        if columns is None:
            continue
        told = [claim for row in table.rows if (claim := _claim(document, row, *columns))]
        agreeing = sum(claim.holds is True for claim in told)
        if agreeing >= _FEWEST and 3 * agreeing >= 2 * len(told):
            yield from told


def _columns(table: Table) -> tuple[int, int] | None:
    """The places of the latest result and of its target; None unless each is one column."""
    marks = [column_marks(column.heading) for column in table.columns]
    newest = max((max(one.years) for one in marks if one.years and one.role == "result"), default=0)
    results = [
        at
        for at, one in enumerate(marks)
        if one.role == "result" and one.named and not one.sex and (not one.years or newest in one.years)
    ]
    results = [at for at in results if any(row.cells[at : at + 1] != (None,) for row in table.rows)]
    targets = [at for at, one in enumerate(marks) if one.role == "target" and not one.sex]
    targets = [at for at in targets if not newest or not marks[at].years or newest in marks[at].years]
    return (results[0], targets[0]) if len(results) == len(targets) == 1 else None


def _claim(document: Document, row: Row, result: int, target: int) -> Claim | None:
    got, wanted = _cell(row, result), _cell(row, target)
    grades = {one for cell, words in zip(row.cells, row.words, strict=False)
              if cell is None and (one := _grade(words)) is not None}  # fmt: skip
    if got is None or wanted is None or len(grades) != 1 or Grade.PARTLY in grades:
        return None
    side = _side(row, wanted, target)
    if (
        side is None
        or got.printed is None
        or wanted.printed is None
        or got.printed.unit != wanted.printed.unit
    ):
        return None
    (grade,) = grades
    ahead = (Fraction(got.printed.value) - Fraction(wanted.printed.value)) * side
    holds = (ahead >= 0) is (grade is Grade.MET)
    said = f"”{short(row.label)}” har utfallet {shown(got)} mot målet {shown(wanted)} och kallas"
    said += f" {grade_word(grade)}"
    first, last = row.line_start, row.line_end
    return Claim(
        Kind.COLOUR, first, last, line_quote(document, first, last), said, holds, (got, wanted),
        severity=Severity.QUESTION, rule="colour.row",
        advice="" if holds else "Ändra bedömningen, eller skriv varför den avviker från målet.",
    )  # fmt: skip


def _cell(row: Row, at: int) -> Number | None:
    cell = row.cells[at] if at < len(row.cells) else None
    return (
        None if cell is None or cell.doubt or cell.printed is None or cell.printed.high is not None else cell
    )


def _grade(words: str) -> Grade | None:
    clean = words.strip()
    return _YES_NO.get(clean.lower()) if clean.lower() in _YES_NO else grade_of(clean)


def _side(row: Row, wanted: Number, target: int) -> int | None:
    """1 where more than the target is right, -1 where less is, by the target's word or the row's name."""
    words = row.words[target] if target < len(row.words) else wanted.text
    led = _LIMIT.search(row.label) if not any(row.cells[:target]) else None
    return aim(f"{led['word']} {words}" if led else words, row.label)
