# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences and percentages stated inside a sentence, true and false."""

from __future__ import annotations

import pytest

from malram.review.checking.arithmetic import arithmetic
from malram.review.claims import Claim, Kind, Severity
from tests.review.sentences import document

pytestmark = pytest.mark.filterwarnings("error")


def claims(*paragraphs: str) -> list[Claim]:
    return list(arithmetic(document(*paragraphs)))


def test_a_wrong_word_is_told_from_a_wrong_percentage() -> None:
    """6,2 of 146,2 - 6,2 = 140,0 is 4,43 %; of 146,2 + 6,2 = 152,4 it would be 4,07 %."""
    (claim,) = claims(
        "Avskrivningarna uppgick till 146,2 mnkr, vilket är 6,2 mnkr (4,4 procent) lägre än 2023."
    )
    assert claim.holds is False
    assert claim.severity is Severity.ERROR
    assert claim.found.endswith("med högre i stället för lägre stämmer talen")


def test_points_printed_as_per_cent_is_a_matter_of_unit() -> None:
    """From 20 to 25 per cent is 5 percentage points, and 25 per cent more."""
    (claim,) = claims("Andelen ökade från 20 procent till 25 procent, en ökning med 5 procent.")
    assert (claim.kind, claim.holds) == (Kind.UNIT, False)
    assert "procentenheter" in claim.found
