# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row claims: deviation, change, percentage and share columns against the columns they follow from.

How the columns hang together is learnt from the rows (`learning`), their signs too (`signs`).
Every row of a learnt relation becomes a claim, holding or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from malram.review.checking.tables.cells import Cell, Grid, lines_of, printed, quoted, spelled
from malram.review.checking.tables.forms import DIFFERENCE, Form
from malram.review.checking.tables.learning import Learnt
from malram.review.checking.tables.signs import Doubt, Signs
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import UNSURE_COLUMN, Document
from malram.review.relations import Relation
from malram.values import Interval, round_half_away

_FIRM_ROWS = 4
_FIRM_SHARE = 0.75
_READ_SHARE = 0.7
_NEARLY_ALWAYS = 0.9
_ALMOST_ALL, _SEVERAL = 0.85, 2  # several rows that fail may show that the column is something else
_WORDS = {
    "difference": "{an} {a} minus {bn} {b} är {c}",
    "addition": "{an} {a} och {bn} {b} blir tillsammans {c}",
    "change": "{an} {a} mot {bn} {b} är en förändring på {c}",
    "share": "{an} {a} är {c} av {bn} {b}",
}


def row_claims(
    document: Document, grid: Grid, relations: list[tuple[Learnt, Signs]], misread: set[int]
) -> Iterator[Claim]:
    """Every relation between the columns of a table, row by row."""
    for learnt, signs in relations:
        for claim, row in _claims(document, grid, learnt, signs):
            unread = row in misread or any(one.doubt == UNSURE_COLUMN for one in claim.numbers)
            yield replace(claim, holds=None) if unread and claim.holds is False else claim


@dataclass(frozen=True)
class _Place:
    """One row of a learnt relation."""

    document: Document
    grid: Grid
    learnt: Learnt
    row: int
    sign: int

    def cells(self) -> tuple[Cell, Cell, Cell]:
        row, it = self.grid.cells[self.row], self.learnt
        a, b, c = row[it.a], row[it.b], row[it.c]
        assert a is not None
        assert b is not None
        assert c is not None
        return a, b, c

    def claim(self, holds: bool | None, severity: Severity) -> Claim:
        a, b, c = self.cells()
        it, grid = self.learnt, self.grid
        relation, first, second = it.form.related(self.sign), it.a, it.b
        if it.form is DIFFERENCE and self.sign < 0:  # said the other way round: b minus a
            a, b, relation, first, second = b, a, it.form.relation, it.b, it.a
        at = [cell.number.interval for cell in (a, b, c)]
        solved = relation.solve(2, [one for one in at if one is not None])
        start, end = lines_of(grid.table, [self.row], self.row)
        said = _WORDS[it.form.name].format(
            an=grid.named(first),
            bn=grid.named(second),
            a=printed(a.number),
            b=printed(b.number),
            c=_with_percent(c, it.form),
        )
        return Claim(
            Kind.ROW,
            start,
            end,
            quoted(self.document, grid.table, [self.row]),
            f"{grid.labelled(self.row)}: {said}",
            holds,
            (a.number, b.number, c.number),
            relation,
            spelled(solved, c.decimals) + (" %" if it.form.percent and solved else ""),
            grid.cap(severity, a, b, c),
            f"row.{it.form.name}",
        )


def _claims(document: Document, grid: Grid, learnt: Learnt, signs: Signs) -> Iterator[tuple[Claim, int]]:
    firm = sum(fit.bits >= 1 for fit in learnt.holding) >= _FIRM_ROWS
    failing = len(learnt.fits) - len(learnt.holding)
    firm = firm and (learnt.share >= _ALMOST_ALL or failing < _SEVERAL) and learnt.share >= _FIRM_SHARE
    for fit in learnt.fits:
        sign = signs.of.get(fit.row, signs.expected(fit.row))
        place = _Place(document, grid, learnt, fit.row, sign)
        if fit.row in signs.of:
            yield place.claim(True, Severity.ERROR), fit.row
        elif fit.row in signs.wrong:
            sure = firm and signs.wrong[fit.row] is Doubt.PLAIN
            yield place.claim(False, Severity.ERROR if sure else Severity.QUESTION), fit.row
        else:
            yield _missed(place, firm), fit.row


def _missed(place: _Place, firm: bool) -> Claim:
    """A row that does not fit: wrong, rounded in another way, or a sign that no reading settles."""
    a, b, c = place.cells()
    it = place.learnt
    relation = it.form.related(place.sign)
    at = [cell.number.interval for cell in (a, b, c)]
    read = [one for one in at if one is not None]
    if len(read) < 3 or relation.holds(read):  # the search is coarser than the relation
        return place.claim(None if len(read) < 3 else True, Severity.ERROR)
    if (it.share < _READ_SHARE and not it.headed) or _has_more_parts(place):
        return place.claim(None, Severity.QUESTION)
    severity = Severity.ERROR if firm else Severity.QUESTION
    if it.form.name == "addition" and c.value > a.value + b.value and it.share < _NEARLY_ALWAYS:
        severity = Severity.QUESTION  # a third group may be left out, as 'uppgift saknas'
    return place.claim(False, softened(severity, relation, read, c))


def _has_more_parts(place: _Place) -> bool:
    """Whether the row adds up with the columns between: elsewhere they are nought, and were not learnt."""
    grid, it = place.grid, place.learnt
    if it.form.name != "addition":
        return False
    _, _, total = place.cells()
    for first in range(min(it.a, it.b) + 1):
        for last in range(max(it.a, it.b), grid.width):
            parts = [grid.cells[place.row][at] for at in range(first, last + 1) if at in grid.numeric]
            cells = [cell for cell in parts if cell is not None]
            room = total.half + sum(cell.half for cell in cells) + 1e-7
            off = abs(sum(cell.value for cell in cells) - total.value)
            if not first <= it.c <= last and len(cells) > 2 and off <= room:
                return True
    return False


def softened(severity: Severity, relation: Relation, read: list[Interval], c: Cell) -> Severity:
    """Truncation is a note; rounding twice over, 2,045 to 2,05 to 2,1, is worth a question."""
    exact = [
        Interval.exact((one.low + one.high) / 2)
        for one in read
        if one.low is not None and one.high is not None
    ]
    solved = relation.solve(2, exact) if len(exact) == 3 else None
    stated = c.number.printed
    if solved is None or solved.low is None or stated is None:
        return severity
    value, unit = solved.low, Fraction(10) ** -stated.decimals
    off = abs(value) - abs(Fraction(stated.value))
    if 0 <= off < unit and (value >= 0) == (stated.value >= 0):
        return Severity.NOTE
    twice = round_half_away(Fraction(round_half_away(value, stated.decimals + 1)), stated.decimals)
    return Severity.QUESTION if twice == stated.value else severity


def _with_percent(c: Cell, form: Form) -> str:
    text = printed(c.number)
    return f"{text} %" if form.percent and not c.percent else text
