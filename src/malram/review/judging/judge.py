# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judgement: which claims cannot hold, each root cause once, in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterable

from malram.review.claims import Claim, Finding, Severity
from malram.review.judging.fold import folded


def judge(claims: Iterable[Claim]) -> list[Finding]:
    """The findings among `claims`: errors and questions by line, then what is only rounding."""
    return sorted(folded(list(claims)), key=_order)


def _order(finding: Finding) -> tuple[bool, int, int]:
    spot = finding.suspect.spot if finding.suspect else None
    line = spot.line if spot else finding.claim.line_start
    return finding.severity is Severity.NOTE, line, spot.start if spot else 0
