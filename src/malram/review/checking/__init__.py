# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a `Document` to claims: what its sentences and tables say that can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from malram.review.checking.bridges import bridges
from malram.review.checking.counts import counts
from malram.review.checking.goals import assessments
from malram.review.checking.repeats import repeats
from malram.review.checking.sentences import sentence_claims
from malram.review.checking.tables import check_tables
from malram.review.claims import Check, Claim
from malram.review.document import Document

CHECKS: tuple[Check, ...] = (bridges, check_tables, sentence_claims, repeats, assessments, counts)


def claims_in(document: Document) -> Iterator[Claim]:
    """Every claim the checks find, in the order they are printed for each check."""
    for check in CHECKS:
        yield from check(document)
