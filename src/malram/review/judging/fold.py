# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One root cause, one message: failing claims that one number explains are folded under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from malram.review.claims import Claim, Finding, Kind, Severity
from malram.review.document import Number, Spot
from malram.review.judging.repair import Suspect, Uses, suspect
from malram.review.judging.wording import otherwise_text, repair_text
from malram.review.relations import AtMost, Between

_GRAVITY = {Severity.NOTE: 0, Severity.QUESTION: 1, Severity.ERROR: 2}
_PLAINEST = [Kind.ROW, Kind.ARITHMETIC, Kind.SUM, Kind.UNIT]


def folded(claims: list[Claim]) -> Iterator[Finding]:
    """The findings among `claims`, the widest explanations first."""
    uses = Uses(claims)
    failing = distinct(claim for claim in claims if claim.holds is False)
    remaining = [claim for claim in failing if claim.severity is not Severity.NOTE]
    notes = [claim for claim in failing if claim.severity is Severity.NOTE]
    blocked: dict[Spot, int] = {}
    findings: list[Finding] = []
    search = Search(remaining, uses)
    while best := search.best():
        search.explained(best)
        blocked[best.number.spot] = len(findings)
        findings.append(_finding(best))
    remaining = search.failing
    for claim in [*remaining, *notes]:
        cause = next((blocked[one.spot] for one in claim.numbers if one.spot in blocked), None)
        if cause is None:
            findings.append(_alone(claim, uses))
        else:
            old = findings[cause]
            findings[cause] = Finding(old.claim, old.severity, old.repair, old.suspect, (*old.folded, claim))
    yield from _under_errors(_under_units(_merged(findings)), uses)


def _under_errors(findings: list[Finding], uses: Uses) -> list[Finding]:
    """A question that a number of a plain error would explain is told under that error."""
    errors: dict[Spot, int] = {}
    for at, one in enumerate(findings):
        if one.severity is Severity.ERROR:
            errors |= {number.spot: at for number in one.claim.numbers if number.spot not in errors}
    kept: list[Finding] = []
    places: dict[int, int] = {}
    under: dict[int, list[Claim]] = defaultdict(list)
    for at, one in enumerate(findings):
        cause = None
        if one.severity is Severity.QUESTION and one.claim.relation is not None:
            shared = [number for number in one.claim.numbers if number.spot in errors]
            able = (number for number in shared if suspect(number, [one.claim], uses) is not None)
            cause = next((errors[number.spot] for number in able), None)
        if cause is None:
            places[at] = len(kept)
            kept.append(one)
        else:
            under[cause] += [one.claim, *one.folded]
    for at, claims in under.items():
        old = kept[places[at]]
        kept[places[at]] = replace(old, folded=(*old.folded, *claims))
    return kept


def _under_units(findings: list[Finding]) -> list[Finding]:
    """A number in the wrong unit or of odd writing is told once, with all that fails because of it."""
    odd = {one.claim.numbers[0].spot: at for at, one in enumerate(findings) if _odd_writing(one)}
    gone: set[int] = set()
    for at, one in enumerate(findings):
        if _odd_writing(one) or one.severity is Severity.NOTE:
            continue
        spots = [number.spot for number in one.claim.numbers]
        unit = next((odd[spot] for spot in spots if spot in odd), None)
        if unit is None or (one.suspect is not None and one.suspect.spot not in odd):
            continue
        keep, drop = (at, unit) if one.suspect is not None and one.repair else (unit, at)
        if keep not in gone and drop not in gone:
            more = (findings[drop].claim, *findings[drop].folded)
            findings[keep] = replace(findings[keep], folded=(*findings[keep].folded, *more))
            gone.add(drop)
    return [one for at, one in enumerate(findings) if at not in gone]


def _odd_writing(one: Finding) -> bool:
    return one.claim.kind is Kind.UNIT and one.claim.relation is None and bool(one.claim.numbers)


def _merged(findings: list[Finding]) -> list[Finding]:
    """One finding where two columns print the same figures and so fail in the same way."""
    seen: dict[object, int] = {}
    merged: list[Finding] = []
    for one in findings:
        claim = one.claim
        texts = tuple(number.text for number in claim.numbers)
        key = (
            (claim.rule, repr(claim.relation), texts, claim.line_start, claim.line_end) if texts else id(one)
        )
        if key in seen:
            old = merged[seen[key]]
            merged[seen[key]] = replace(old, folded=(*old.folded, claim, *one.folded))
        else:
            seen[key] = len(merged)
            merged.append(one)
    return merged


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that say the same of the same numbers."""
    seen: dict[object, Claim] = {}
    for claim in claims:
        key: object = id(claim)
        if claim.numbers and claim.relation is not None:
            key = (repr(claim.relation), tuple(one.spot for one in claim.numbers))
        other = seen.get(key)
        if other is None or _GRAVITY[claim.severity] > _GRAVITY[other.severity]:
            seen[key] = claim
    return list(seen.values())


class Search:
    """Looks for the number that explains most failing claims, again and again until none explains two."""

    def __init__(self, failing: list[Claim], uses: Uses) -> None:
        self.failing = failing
        self._uses = uses
        self._found: dict[Spot, Suspect | None] = {}

    def best(self) -> Suspect | None:
        count: dict[Spot, list[Number]] = defaultdict(list)
        for claim in self.failing:
            if claim.relation is not None:
                for one in claim.numbers:
                    count[one.spot].append(one)
        for spot, ones in count.items():
            if len(ones) > 1 and spot not in self._found:
                self._found[spot] = suspect(ones[0], self.failing, self._uses)
        found = (self._found.get(spot) for spot, ones in count.items() if len(ones) > 1)
        return max((one for one in found if one and len(one.explains) > 1), key=Suspect.rank, default=None)

    def explained(self, best: Suspect) -> None:
        """Put what a number explains aside, and look anew at the numbers beside it."""
        gone = {id(claim) for claim in best.explains}
        self.failing = [claim for claim in self.failing if id(claim) not in gone]
        for claim in best.explains:
            for one in claim.numbers:
                self._found.pop(one.spot, None)


def _finding(best: Suspect) -> Finding:
    """One finding at the suspect, told by the plainest of the claims it explains."""
    line = best.number.spot.line

    def plainness(claim: Claim) -> tuple[object, ...]:
        kind = _PLAINEST.index(claim.kind) if claim.kind in _PLAINEST else len(_PLAINEST)
        return not claim.line_start <= line <= claim.line_end, kind, -_GRAVITY[claim.severity]

    first, *rest = sorted(best.explains, key=plainness)
    severity = max((claim.severity for claim in best.explains), key=_GRAVITY.__getitem__)
    return Finding(first, softened(severity, first), repair_text(best), best.number, tuple(rest))


def _alone(claim: Claim, uses: Uses) -> Finding:
    """A claim that shares its fault with no other: a repair only where one number and one slip stand out."""
    severity = softened(claim.severity, claim)
    if isinstance(claim.relation, AtMost | Between | None) or severity is Severity.NOTE or claim.advice:
        return Finding(claim, severity)  # the check itself may know what was meant: another word, say
    able = [one for one in (suspect(one, [claim], uses) for one in claim.numbers) if one is not None]
    if len(able) == 1:
        (only,) = able
        if claim.kind is Kind.SUM and only.slip is None:
            severity = min(severity, Severity.QUESTION, key=_GRAVITY.__getitem__)
        return Finding(claim, severity, repair_text(only) if only.value is not None else "", only.number)
    slipped = [one for one in able if one.value is not None and one.slip is not None]
    if claim.kind is Kind.SUM and not any(one.derived for one in slipped):
        severity = min(severity, Severity.QUESTION, key=_GRAVITY.__getitem__)  # a part may not be printed
    if len(slipped) == 1 and slipped[0].derived:
        return Finding(claim, severity, repair_text(slipped[0]), slipped[0].number)
    last = next((one for one in able if one.derived and one.value is not None), None)
    return Finding(claim, severity, otherwise_text(last) if last else "")


def softened(severity: Severity, claim: Claim) -> Severity:
    """Nothing that builds on a doubtful number is more than a question."""
    doubtful = any(one.doubt for one in claim.numbers)
    return Severity.QUESTION if doubtful and severity is Severity.ERROR else severity
