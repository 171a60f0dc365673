# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that fail a learnt relation though every number of theirs is confirmed by the totals.

Then no number is miswritten: the column follows from something that is not printed, such as a deviation that
counts income as well while the table shows costs alone. One such row is worth a question, several are how the
table is made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Spot

_SEVERAL = 2


def settled(claims: list[Claim]) -> list[Claim]:
    """The claims of one table, with those that totals speak against softened or left undecided."""
    sums: dict[Spot, list[tuple[Claim, int]]] = defaultdict(list)
    for claim in claims:
        if claim.kind is Kind.SUM and claim.holds:
            for place, one in enumerate(claim.numbers):
                sums[one.spot].append((claim, place))
    confirmed = {id(claim) for claim in claims if _confirmed(claim, sums)}
    many = Counter(claim.rule for claim in claims if id(claim) in confirmed)
    return [_softened(claim, many[claim.rule]) if id(claim) in confirmed else claim for claim in claims]


def _softened(claim: Claim, many: int) -> Claim:
    if many >= _SEVERAL:
        return replace(claim, holds=None)
    return replace(claim, severity=Severity.QUESTION) if claim.severity is Severity.ERROR else claim


def _confirmed(claim: Claim, sums: dict[Spot, list[tuple[Claim, int]]]) -> bool:
    """Tell whether each number of a failing row stands in a total that would break were it changed."""
    if claim.kind is not Kind.ROW or claim.holds is not False:
        return False
    return all(_held(claim, place, sums[one.spot]) for place, one in enumerate(claim.numbers))


def _held(claim: Claim, place: int, sums: Iterable[tuple[Claim, int]]) -> bool:
    at = claim.intervals()
    wanted = claim.relation.solve(place, at) if claim.relation is not None and at is not None else None
    if wanted is None:
        return False
    for total, where in sums:
        read = total.intervals()
        if read is None or total.relation is None:
            continue
        solved = total.relation.solve(where, read)
        if solved is not None and not solved.meets(wanted):
            return True
    return False
