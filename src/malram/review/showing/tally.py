# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a document was read, how much of that holds, and how much could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.claims import Review, Severity
from malram.review.document import Document, Number, Table
from malram.values import number


@dataclass(frozen=True)
class Tally:
    """Claims by outcome, and the numbers that no claim is about."""

    claims: int
    true: int
    errors: int
    questions: int
    notes: int
    folded: int
    undecided: int
    numbers: int
    numbers_unchecked: int


def tally(review: Review) -> Tally:
    """Count a review. A claim that does not hold and that nobody reports counts as undecided."""
    severity = [finding.severity for finding in review.findings]
    reported = {id(finding.claim) for finding in review.findings}
    folded = {id(claim) for finding in review.findings for claim in finding.folded} - reported
    true = sum(claim.holds is True for claim in review.claims)
    left = sum(
        claim.holds is not True and id(claim) not in reported and id(claim) not in folded
        for claim in review.claims
    )
    checked = {one.spot for claim in review.claims for one in claim.numbers}
    checked |= {spot for claim in review.claims for spot in claim.spots}
    spots = {one.spot for one in numbers_of(review.document)}
    return Tally(
        claims=len(review.claims),
        true=true,
        errors=severity.count(Severity.ERROR),
        questions=severity.count(Severity.QUESTION),
        notes=severity.count(Severity.NOTE),
        folded=len(folded),
        undecided=left,
        numbers=len(spots),
        numbers_unchecked=len(spots - checked),
    )


def numbers_of(document: Document) -> Iterator[Number]:
    """Every number of the sentences and the tables."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells if cell is not None)
    for sentence in document.sentences():
        yield from sentence.numbers


def count(many: int, one: str, more: str) -> str:
    """'1 fråga', '2 frågor', '1 234 frågor'."""
    return f"{number(many, 0)} {one if many == 1 else more}"


def summary(review: Review) -> str:
    """One sentence: what was read, what came of it, and what could not be checked."""
    it = tally(review)
    unchecked = f"{count(it.numbers_unchecked, 'tal', 'tal')} kunde inte prövas."
    if not it.claims:
        return f"Hittade inga påståenden som går att pröva; {unchecked}"
    outcomes = [f"{number(it.true, 0)} stämmer", f"{number(it.errors, 0)} fel"]
    outcomes.append(count(it.questions, "fråga", "frågor"))
    if it.notes:
        outcomes.append(count(it.notes, "notering", "noteringar"))
    if it.folded:
        outcomes.append(f"{number(it.folded, 0)} följdfel")
    outcomes.append(f"{number(it.undecided, 0)} kunde inte avgöras")
    return f"Läste {count(it.claims, 'påstående', 'påståenden')}: {', '.join(outcomes)}; {unchecked}"


def unread(review: Review) -> str:
    """What the reader could not make out, and what is odd about the file; '' when there is nothing."""
    odd = [reason for reason, _ in review.unread if reason.startswith("filen ")]
    reasons = [
        f"{reason} ({number(many, 0)})" for reason, many in review.unread if many and reason not in odd
    ]
    told = [f"Gick inte att läsa: {', '.join(reasons)}."] if reasons else []
    return " ".join([*(f"{reason[:1].upper()}{reason[1:]}." for reason in odd), *told])
