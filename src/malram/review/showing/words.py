# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What severities are called and drawn as, and text from a document made safe to show."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from malram.review.claims import Claim, Finding, Severity

# Shape, one, several: the shape differs so that nobody needs the colour.
WORDS = {
    Severity.ERROR: ("×", "fel", "fel"),
    Severity.QUESTION: ("?", "fråga", "frågor"),
    Severity.NOTE: ("·", "notering", "noteringar"),
}
ORDER = tuple(WORDS)


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first, and among equals as they are printed."""
    return sorted(findings, key=lambda finding: (ORDER.index(finding.severity), finding.claim.line_start))


def advice(finding: Finding) -> str:
    """What would make it true: the judge's repair, else what the check itself knows."""
    return finding.repair or finding.claim.advice


def clean(text: str) -> str:
    """Text of a document without characters that steer a terminal or turn the direction of reading."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\n\r\f\v":
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def following(claims: Sequence[Claim]) -> str:
    """'2 följdfel: rad 320 och 341.'"""
    *lines, last = map(str, sorted({claim.line_start for claim in claims}))
    return f"{len(claims)} följdfel: rad {', '.join(lines)}{' och ' if lines else ''}{last}."
