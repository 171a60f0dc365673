# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same quantity stated in two places must be the same."""

from __future__ import annotations

from collections.abc import Iterator

from malram.review.checking.repeats.blocks import block_claims
from malram.review.checking.repeats.cells import cell_claims
from malram.review.checking.repeats.keys import report_year
from malram.review.checking.repeats.mentions import mentions
from malram.review.checking.repeats.names import name_claims
from malram.review.checking.repeats.passages import copied_claims, passage_claims
from malram.review.checking.repeats.rows import row_claims
from malram.review.checking.repeats.subjects import subject_claims
from malram.review.checking.repeats.tables import sheets, table_claims
from malram.review.checking.repeats.texts import text_claims
from malram.review.claims import Claim
from malram.review.document import Document


def repeats(document: Document) -> Iterator[Claim]:
    """Claims that two printed figures are one quantity."""
    year = report_year(document)
    found = sheets(document)
    compared: set[tuple[int, int]] = set()
    for claim in [*block_claims(document, year), *table_claims(found, document, year)]:
        if claim.rule == "repeat.comment":
            compared |= _spots(claim)
        yield claim
    said = mentions(document)
    apart = set(compared)
    for claim in cell_claims(document, found, said, year, apart):
        if claim.holds:
            compared |= _spots(claim)
        yield claim
    yield from row_claims(document, found, said, year, compared)
    for claim in copied_claims(document, said):
        compared |= _spots(claim)
        yield claim
    for claim in [*text_claims(document, said, compared)]:
        compared |= set() if claim.holds else _spots(claim)
        yield claim
    yield from subject_claims(document, said, compared)
    yield from passage_claims(document, said, compared)
    yield from name_claims(document)


def _spots(claim: Claim) -> set[tuple[int, int]]:
    return {(number.spot.line, number.spot.start) for number in claim.numbers}
