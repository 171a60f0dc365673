# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which characters of a document to mark, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from malram.review.claims import Claim, Finding, Severity
from malram.review.document import Sentence, Spot
from malram.review.showing.places import anchor

HOLDS, FOLDED = "holds", "folded"
WORST_FIRST = (*(severity.value for severity in Severity), FOLDED, HOLDS)


@dataclass
class Mark:
    """One marked spot. `leads` are the findings, by number and severity, that are looked up here; `part` is
    the finding it otherwise belongs to.
    """

    spot: Spot
    tone: str  # a severity, FOLDED or HOLDS
    part: int = 0
    leads: list[tuple[int, Severity]] = field(default_factory=list)


def marks_of(claims: Iterable[Claim], findings: Sequence[Finding]) -> dict[int, list[Mark]]:
    """The marks of each line, in order and apart. `findings` are numbered from 1 as they are listed."""
    found = [*_of_findings(findings), *_that_hold(claims)]
    found.sort(key=lambda mark: (not mark.leads, WORST_FIRST.index(mark.tone)))
    lines: dict[int, list[Mark]] = {}
    for mark in found:
        line = lines.setdefault(mark.spot.line, [])
        other = next((one for one in line if _overlap(one.spot, mark.spot)), None)
        if other is None:
            line.append(mark)
        else:
            other.leads += mark.leads
    return {number: sorted(line, key=lambda mark: mark.spot) for number, line in lines.items()}


def _overlap(one: Spot, other: Spot) -> bool:
    return one == other or (one.start < other.end and other.start < one.end)


def _of_findings(findings: Sequence[Finding]) -> Iterator[Mark]:
    for at, finding in enumerate(findings, 1):
        lead, tone = anchor(finding), finding.severity.value
        yield Mark(lead, tone, at, [(at, finding.severity)])
        also = [finding.suspect.spot] if finding.suspect else []
        yield from (Mark(spot, tone, at) for spot in [*also, *_spots(finding.claim)] if spot != lead)
        yield from (Mark(spot, FOLDED, at) for claim in finding.folded for spot in _spots(claim))


def _that_hold(claims: Iterable[Claim]) -> Iterator[Mark]:
    for claim in claims:
        if claim.holds:
            yield from (Mark(spot, HOLDS) for spot in _spots(claim))


def _spots(claim: Claim) -> list[Spot]:
    return [*(one.spot for one in claim.numbers), *claim.spots]


def in_sentence(sentence: Sentence, mark: Mark) -> tuple[int, int] | None:
    """Where in the text of a sentence a mark stands, None when it is not there."""
    for one, offset in zip(sentence.numbers, sentence.offsets, strict=False):
        if one.spot == mark.spot:
            return offset, offset + len(one.text)
    for place, following in zip(sentence.places, [*sentence.places[1:], None], strict=True):
        offset, line, start = place
        end = following[0] if following else len(sentence.text)
        at = offset + mark.spot.start - start
        if line == mark.spot.line and offset <= at < end and mark.spot.end > mark.spot.start:
            return at, min(end, at + mark.spot.end - mark.spot.start)
    return None
