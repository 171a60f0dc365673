# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Claims: what a document says that its own numbers can confirm. Findings: claims that cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from malram.review.document import Document, Number, Spot
from malram.review.relations import Relation
from malram.values import Interval


class Kind(StrEnum):
    """What sort of relation a claim states."""

    ARITHMETIC = "arithmetic"
    SUM = "sum"
    ROW = "row"
    REPEAT = "repeat"
    DIRECTION = "direction"
    BOUNDS = "bounds"
    COLOUR = "colour"
    COUNT = "count"
    UNIT = "unit"


class Severity(StrEnum):
    """How sure a finding is: cannot be true, should be looked at, or only rounded differently."""

    ERROR = "error"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True)
class Claim:
    """One checkable relation.

    `holds` is None when it cannot be decided; only False can become a finding. `severity` is the worst a
    failure may be called, as the check sees it: the judge may soften it and never sharpens it. `relation` and
    `numbers` let the judge try repairs; a claim about words alone (a grade, a name) has neither.
    `said` is the claim in plain Swedish with its numbers, 'Utfall 494,4 minus budget 225,0 är 242,2', and
    `found` what the numbers give: '269,4 (mellan 269,3 och 269,5)'. `spots` are what to mark when there are
    no numbers. `rule` names the check for documentation and tests: 'row.difference'.
    """

    kind: Kind
    line_start: int
    line_end: int
    quote: str
    said: str
    holds: bool | None
    numbers: tuple[Number, ...] = ()
    relation: Relation | None = None
    found: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""
    spots: tuple[Spot, ...] = ()
    advice: str = ""  # a repair the check itself knows, in Swedish

    def intervals(self) -> tuple[Interval, ...] | None:
        """The intervals of its numbers, or None when one of them could not be read."""
        read = [number.interval for number in self.numbers]
        return None if any(one is None for one in read) else tuple(one for one in read if one is not None)


@dataclass(frozen=True)
class Finding:
    """A claim that cannot hold, with what follows from the same fault folded under it."""

    claim: Claim
    severity: Severity
    repair: str = ""  # 'Skriv 269,4 i stället för 242,2, så stämmer raden och summan.'
    suspect: Number | None = None  # the number the repair would change
    folded: tuple[Claim, ...] = ()

    @property
    def message(self) -> str:
        """What is wrong, in one or two Swedish sentences."""
        found = f" Talen ger {self.claim.found}." if self.claim.found else ""
        return f"{self.claim.said}.{found}".replace("..", ".")


@dataclass(frozen=True)
class Review:
    """The whole outcome for one document."""

    document: Document
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    unread: tuple[tuple[str, int], ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


Check = Callable[[Document], Iterable[Claim]]
