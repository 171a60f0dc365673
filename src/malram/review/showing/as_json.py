# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review as JSON, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from malram.review.claims import Claim, Finding, Review
from malram.review.document import Number
from malram.review.showing.places import Place, Places
from malram.review.showing.tally import summary, tally


def as_json(review: Review) -> dict[str, Any]:
    """What `malram review --format json` prints for one document."""
    places = Places(review.document)
    return {
        "document": review.document.name,
        "lines": len(review.document.lines),
        "pages": review.document.pages,
        "summary": summary(review),
        "counts": asdict(tally(review)),
        "claims": [_claim(claim, places) for claim in review.claims],
        "findings": [_finding(finding, places) for finding in review.findings],
        "unread": dict(review.unread),
    }


def _claim(claim: Claim, places: Places) -> dict[str, Any]:
    return _stated(claim) | _where(places.of(claim))


def _stated(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.kind.value,
        "rule": claim.rule,
        "line_start": claim.line_start,
        "line_end": claim.line_end,
        "quote": claim.quote,
        "numbers": [one.text for one in claim.numbers],
        "said": claim.said,
        "found": claim.found,
        "holds": claim.holds,
    }


def _finding(finding: Finding, places: Places) -> dict[str, Any]:
    numbers = [one.text for claim in (finding.claim, *finding.folded) for one in claim.numbers]
    return (
        _stated(finding.claim)
        | _where(places.of(finding))
        | {
            "severity": finding.severity.value,
            "message": finding.message,
            "repair": finding.repair or finding.claim.advice,
            "suspect": _number(finding.suspect) if finding.suspect else None,
            "numbers": list(dict.fromkeys(numbers)),
            "folded": [_claim(claim, places) for claim in finding.folded],
        }
    )


def _number(one: Number) -> dict[str, Any]:
    return {"text": one.text, "line": one.spot.line, "start": one.spot.start, "end": one.spot.end}


def _where(place: Place) -> dict[str, Any]:
    """The page, and what of heading, table, row, column and paragraph is known."""
    around = {
        "heading": place.heading,
        "table": place.table,
        "title": place.title,
        "row": place.row,
        "column": place.column,
        "paragraph": place.paragraph,
    }
    return {"page": place.page, "place": {name: value for name, value in around.items() if value}}
