# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review as JSON, for programs."""

from __future__ import annotations

from typing import Any

from malram.review.claims import Claim, Finding, Review


def as_json(review: Review) -> dict[str, Any]:
    """What `malram review --format json` prints for one document."""
    return {
        "document": review.document.name,
        "lines": len(review.document.lines),
        "pages": review.document.pages,
        "claims": [_claim(claim) for claim in review.claims],
        "findings": [_finding(finding) for finding in review.findings],
        "unread": dict(review.unread),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind.value,
        "rule": claim.rule,
        "line_start": claim.line_start,
        "line_end": claim.line_end,
        "quote": claim.quote,
        "numbers": [number.text for number in claim.numbers],
        "said": claim.said,
        "found": claim.found,
        "holds": claim.holds,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    numbers = [number.text for claim in (finding.claim, *finding.folded) for number in claim.numbers]
    return _claim(finding.claim) | {
        "severity": finding.severity.value,
        "message": finding.message,
        "repair": finding.repair,
        "numbers": list(dict.fromkeys(numbers)),
        "folded": [_claim(claim) for claim in finding.folded],
    }
