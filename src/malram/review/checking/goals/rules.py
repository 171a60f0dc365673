# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""An indicator's printed colour against its result, its target and the rule the document states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from malram.review.checking.goals.words import Grade, grade_of
from malram.review.checking.repeats.claims import line_quote, short
from malram.review.checking.repeats.keys import Amount, amount, column_marks
from malram.review.checking.sentences.words import polarity
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number, Row, Table

_SIDES = {"minst": 1, "över": 1, "högst": -1, "under": -1}
_BAND = re.compile(r"(?P<share>\d{2})(?:\s*(?:–|-|till|och)\s*(?:99|100))?\s*(?:%|procent)", re.IGNORECASE)
_YELLOW = re.compile(r"\bgul(?:t|a)?\b|\bdelvis\b", re.IGNORECASE)
_FEWEST = 3  # rows that agree before a table's own direction is believed


@dataclass(frozen=True)
class _Graded:
    """One indicator: result, target, the colour printed, and which way is better where that is told."""

    row: Row
    result: Number
    target: Number
    grade: Grade
    word: str
    side: int | None

    def ahead(self, side: int) -> int:
        """1 when the result is better than the target, 0 when it is the target, -1 when it is worse."""
        got, wanted = _amounts(self)
        return (got.value > wanted.value) * side - (got.value < wanted.value) * side

    def attainment(self, side: int) -> Fraction | None:
        """Result as a share of the target, the other way where less is better; None if senseless."""
        got, wanted = _amounts(self)
        over, under = (got.value, wanted.value) if side == 1 else (wanted.value, got.value)
        return None if under <= 0 or over < 0 else Fraction(over) / Fraction(under)


def rule_claims(document: Document) -> Iterator[Claim]:
    """Each coloured indicator whose result and target stand in the same row."""
    yellow = _stated_band(document)
    for table in document.tables():
        rows = list(_graded(table))
        usual = _usual_side(rows)
        for one in rows:
            yield _claim(document, one, usual, yellow, sure=table.sure)


def _amounts(one: _Graded) -> tuple[Amount, Amount]:
    unit = _unit_in(one.row.label)
    got, wanted = amount(one.result, unit), amount(one.target, unit)
    assert got is not None
    assert wanted is not None  # asked of every row before it is kept
    return got, wanted


def _unit_in(label: str) -> str:
    """The unit of a row's bare numbers, where its label ends with one in brackets; else nothing."""
    stated = re.search(r"\(([^()]+)\)\s*$", label)
    return stated[1] if stated else ""


def _stated_band(document: Document) -> Fraction | None:
    """From what share of the target an indicator is yellow, where a sentence says so: 0,9 for '90–100 %'."""
    found = {
        Fraction(int(match["share"]), 100)
        for sentence in document.sentences()
        if _YELLOW.search(sentence.text) and re.search(r"målvärde|måluppfyll|indikator", sentence.text, re.I)
        for match in _BAND.finditer(sentence.text)
        if 50 <= int(match["share"]) < 100
    }
    return found.pop() if len(found) == 1 else None


def _graded(table: Table) -> Iterator[_Graded]:
    roles = [column_marks(column.heading) for column in table.columns]
    results = [at for at, one in enumerate(roles) if one.role == "result" and not one.sex and one.named]
    targets = [at for at, one in enumerate(roles) if one.role == "target"]
    known = {*results, *targets, *(at for at, one in enumerate(roles) if one.sex)}
    others = {at for row in table.rows for at, cell in enumerate(row.cells) if cell is not None} - known
    if len(results) != 1 or len(targets) != 1 or others:
        return  # with last year's or the month's figures beside it, the result may be another column
    for row in table.rows:
        result, target = row.cells[results[0]], row.cells[targets[0]]
        grades = [(grade, word) for word in row.words if (grade := grade_of(word)) is not None]
        if result is None or target is None or len(grades) != 1:
            continue
        unit = _unit_in(row.label)
        got, wanted = amount(result, unit), amount(target, unit)
        if (
            got is None
            or wanted is None
            or got.qualified
            or (got.kind and wanted.kind and got.kind != wanted.kind)
        ):
            continue
        printed = target.printed
        side = _SIDES.get((printed.qualifier if printed else "") or "") or polarity(row.label)
        yield _Graded(row, result, target, *grades[0], side)


def _usual_side(rows: list[_Graded]) -> int | None:
    """The direction most rows of a table agree on by their own colours."""
    for side in (1, -1):
        told = [one for one in rows if one.grade is not Grade.PARTLY]
        fitting = [one for one in told if (one.grade is Grade.MET) == (one.ahead(side) >= 0)]
        if len(fitting) >= _FEWEST and len(fitting) * 4 >= len(told) * 3:
            return side
    return None


def _claim(
    document: Document, one: _Graded, usual: int | None, yellow: Fraction | None, *, sure: bool
) -> Claim:
    side = one.side or usual
    expected = None if side is None else _expected(one, side, yellow)
    holds = None if expected is None else one.grade in expected
    doubt = bool(one.result.doubt or one.target.doubt or not sure)
    firm = one.side is not None and yellow is not None and not doubt
    reached = side is not None and one.ahead(side) >= 0
    said = (
        f"”{short(one.row.label)}” har bedömningen {one.word.strip()} med utfallet {one.result.text}"
        f" mot målet {one.target.text}"
    )
    return Claim(
        Kind.COLOUR, one.row.line_start, one.row.line_end,
        line_quote(document, one.row.line_start, one.row.line_end), said, holds, (one.result, one.target),
        found="" if holds is not False else ("utfallet når målet" if reached else _missed(one, side, yellow)),
        severity=Severity.ERROR if firm else Severity.QUESTION, rule="colour.rule",
        advice="Kontrollera bedömningen mot utfall och mål." if holds is False else "",
    )  # fmt: skip


def _expected(one: _Graded, side: int, yellow: Fraction | None) -> set[Grade] | None:
    """The colours the figures admit; without a stated band only a met or a missed target is told apart."""
    ahead = one.ahead(side)
    if ahead > 0:
        return {Grade.MET}
    share = one.attainment(side)
    if ahead == 0:
        return {Grade.MET, Grade.PARTLY}
    if yellow is None or share is None:
        return {Grade.PARTLY, Grade.MISSED}
    near = abs(share - yellow) < Fraction(1, 200)  # rounding may decide
    return {Grade.PARTLY, Grade.MISSED} if near else {Grade.PARTLY if share > yellow else Grade.MISSED}


def _missed(one: _Graded, side: int | None, yellow: Fraction | None) -> str:
    share = one.attainment(side) if side else None
    if yellow is None or share is None:
        return "utfallet når inte målet"
    return f"utfallet når {round(100 * share)} procent av målet"
