# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same quantity stated in two places must be the same."""

from __future__ import annotations

from collections.abc import Iterator

from malram.review.checking.repeat_blocks import block_claims
from malram.review.checking.repeat_keys import report_year
from malram.review.checking.repeat_tables import sheets, table_claims
from malram.review.claims import Claim
from malram.review.document import Document


def repeats(document: Document) -> Iterator[Claim]:
    """Claims that two printed figures are one quantity."""
    year = report_year(document)
    found = sheets(document)
    yield from block_claims(document, year)
    yield from table_claims(found, document, year)
