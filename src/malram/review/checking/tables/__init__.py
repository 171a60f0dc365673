# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is checked in tables, and what to make of a table where too much does not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from malram.review.checking.tables.across import across_claims
from malram.review.checking.tables.bounds import bound_claims
from malram.review.checking.tables.cells import Grid
from malram.review.checking.tables.learning import learn
from malram.review.checking.tables.reread import misread_rows
from malram.review.checking.tables.rows import row_claims
from malram.review.checking.tables.same import same_claims
from malram.review.checking.tables.settled import settled
from malram.review.checking.tables.shares import share_claims
from malram.review.checking.tables.signs import signs
from malram.review.checking.tables.sums import sum_claims
from malram.review.checking.tables.totals import totals
from malram.review.checking.tables.units import unit_claims
from malram.review.claims import Claim, Severity
from malram.review.document import Document

_MOST_ROWS = 0.3
_FEW = 5


def check_tables(document: Document) -> Iterable[Claim]:
    """Every claim of every table. Where much of a table does not agree, it is we who have misread it."""
    for table in document.tables():
        claims = settled(list(_claims(document, Grid.of(table))))
        yield from map(_undecided, claims) if unreadable(claims) else claims


def _claims(document: Document, grid: Grid) -> Iterator[Claim]:
    relations = learn(grid)
    misread = misread_rows(grid, relations)
    found = totals(grid, relations)
    signed = [(one, signs(grid, one, found)) for one in relations]
    two_signed = {one.c for one, its in signed if one.form.turns and its.both}
    yield from row_claims(document, grid, signed, misread)
    yield from sum_claims(document, grid, found, two_signed, misread)
    yield from share_claims(document, grid, relations, found)
    for check in (across_claims, same_claims, bound_claims, unit_claims):
        yield from check(document, grid)


def unreadable(claims: list[Claim]) -> bool:
    """Tell whether so many rows of a table fail that its columns must have been taken for others."""
    firm = [claim for claim in claims if claim.holds is not None and claim.severity is not Severity.NOTE]
    rows = {claim.line_end for claim in firm}
    failing = {claim.line_end for claim in firm if claim.holds is False}
    return len(failing) >= _FEW and len(failing) > _MOST_ROWS * len(rows)


def _undecided(claim: Claim) -> Claim:
    return replace(claim, holds=None) if claim.holds is False else claim
