# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums and percentages that a sentence states: 'x, vilket är d (p procent) högre än föregående år'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from malram.review.checking.sentence_events import Event, events_in
from malram.review.checking.sentence_relations import Outcome, Scaled, scales, spelt, tried
from malram.review.checking.sentence_text import Passage, Slot, passages
from malram.review.checking.sentence_words import OPPOSITE
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document
from malram.review.relations import Change, ChangeOf, Relation, Share, Sum


@dataclass(frozen=True)
class Stated:
    """A relation a sentence states.

    `sign` is -1 where its word turns the change round, 0 where either may do. `turned` are the places the
    sign applies to; `answer` is the place a reader works out.
    """

    rule: str
    relation: Relation
    slots: tuple[Slot, ...]
    sign: int
    turned: tuple[int, ...]
    said: str
    answer: int

    def reading(self, sign: int) -> Scaled:
        """The relation with the words' sign: a printed minus beside 'lägre' says the same thing twice."""
        factors = list(scales(self.slots))
        for place in self.turned:
            printed = self.slots[place].number.printed
            negative = printed is not None and printed.value < 0
            factors[place] *= -sign if negative else sign
        return Scaled(self.relation, tuple(factors))


def arithmetic(document: Document) -> Iterator[Claim]:
    """What the sentences' own figures can confirm about their changes and percentages."""
    for passage in passages(document):
        yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Claim]:
    for event in events_in(passage):
        for stated in stated_by(event):
            yield claim_of(event, stated)


def stated_by(event: Event) -> Iterator[Stated]:
    """The relations between the figures one comparison binds."""
    now, old, change, percent, points = event.now, event.old, event.change, event.percent, event.points
    sign = event.way.sign or 0
    if any(slot is not None and _below_zero(slot) for slot in (now, old)):
        sign = 0
    link = f"{event.word} än {event.reference or 'tidigare'}".replace("än än", "än")
    if now and old and change and _alike(now, old, change):
        said = f"{now.text} är {change.text} {event.word}, räknat från {old.text}"
        yield Stated("sentence.difference", Sum((1, -1, -1)), (now, old, change), sign, (2,), said, 2)
    if now and old and points:
        said = f"{now.text} är {points.text} {event.word}, räknat från {old.text}"
        yield Stated("sentence.points", Sum((1, -1, -1)), (now, old, points), sign, (2,), said, 2)
    if now and old and percent and _alike(now, old):
        said = f"{now.text} är {percent.text} {event.word}, räknat från {old.text}"
        yield Stated("sentence.percent", Change(), (now, old, percent), sign, (2,), said, 2)
    elif change and old and percent and _alike(change, old):
        said = f"{change.text} är {percent.text} av {old.text}"
        yield Stated("sentence.percent-of", Share(), (change, old, percent), 1, (0, 2), said, 2)
    elif now and change and percent and _alike(now, change):
        said = f"{now.text} är {change.text} ({percent.text}) {link}"
        yield Stated("sentence.change", ChangeOf(), (now, change, percent), sign, (1, 2), said, 2)


def _below_zero(slot: Slot) -> bool:
    return slot.number.printed is not None and slot.number.printed.value < 0


def _alike(*slots: Slot) -> bool:
    kinds = {slot.kind for slot in slots}
    return len(kinds) == 1 or kinds == {"k", "n"}


def claim_of(event: Event, stated: Stated) -> Claim:
    """Test what is stated under every reading, and say what the figures give."""
    signs = (stated.sign,) if stated.sign else (1, -1)
    outcomes = {sign: tried(stated.reading(sign), stated.slots) for sign in signs}
    best = min(outcomes, key=lambda sign: _ORDER.index(outcomes[sign]))
    outcome, relation = outcomes[best], stated.reading(best)
    holds: bool | None = outcome is Outcome.HOLDS
    severity, found, kind = Severity.ERROR, "", Kind.ARITHMETIC
    if outcome is Outcome.UNKNOWN or (not holds and _saved(event, stated, best)):
        holds = None
    elif not holds:
        severity = _severity(event, outcome)
        kind, found = _explained(event, stated, best)
        if _on_new_base(stated) and ";" not in found:
            severity = max_question(severity)
    return _claim(event, kind, stated.said, stated.slots, relation, holds, severity, found, stated.rule)


_ORDER = [Outcome.HOLDS, Outcome.ROUNDING, Outcome.CLOSE, Outcome.FAILS, Outcome.UNKNOWN]


def max_question(severity: Severity) -> Severity:
    """A question at most."""
    return Severity.QUESTION if severity is Severity.ERROR else severity


def _severity(event: Event, outcome: Outcome) -> Severity:
    if outcome is Outcome.ROUNDING:
        return Severity.NOTE
    doubtful = any(slot.number.doubt for slot in event.bound)
    return Severity.QUESTION if outcome is Outcome.CLOSE or not event.firm or doubtful else Severity.ERROR


def _saved(event: Event, stated: Stated, sign: int) -> bool:
    """Whether another figure close by, in the place of one of these, makes what is said true."""
    near = (*event.near, *event.rivals)
    for place, slot in enumerate(stated.slots):
        for other in near:
            if other.kind != slot.kind:
                continue
            swapped = (*stated.slots[:place], other, *stated.slots[place + 1 :])
            if tried(stated.reading(sign), swapped) is Outcome.HOLDS:
                return True
    return False


def _on_new_base(stated: Stated) -> bool:
    """Whether the percentage was reckoned on this year's figure instead of last year's."""
    if not isinstance(stated.relation, ChangeOf):
        return False
    now, change, percent = stated.slots
    share = Scaled(Share(), (scales((change, now, percent))))
    return tried(share, (change, now, percent)) is Outcome.HOLDS


def _explained(event: Event, stated: Stated, sign: int) -> tuple[Kind, str]:
    """What the figures give, and the one slip that would explain it."""
    at = [slot.number.interval for slot in stated.slots]
    sure = [one for one in at if one is not None]
    answer = stated.slots[stated.answer]
    found = spelt(stated.reading(sign).solve(stated.answer, sure), answer)
    if stated.sign and tried(stated.reading(-sign), stated.slots) is Outcome.HOLDS:
        other = OPPOSITE.get(event.word.lower(), "motsatt ord")
        return Kind.ARITHMETIC, f"{found}; med {other} i stället för {event.word} stämmer talen"
    if slip := _scale_slip(stated, sign):
        return Kind.UNIT, f"{found}; {slip}"
    if _is_points(stated):
        return Kind.UNIT, f"{found}; skillnaden är {answer.text.split(' ')[0]} procentenheter"
    return Kind.ARITHMETIC, found


def _scale_slip(stated: Stated, sign: int) -> str:
    """The one amount that fits when it is read a thousand times larger or smaller."""
    reading = stated.reading(sign)
    for place, slot in enumerate(stated.slots):
        if slot.kind != "k":
            continue
        for factor, words in (
            (Fraction(1, 1000), "tkr i stället för mnkr"),
            (Fraction(1000), "mnkr i stället för tkr"),
        ):
            factors = list(reading.factors)
            factors[place] *= factor
            if tried(Scaled(reading.inner, tuple(factors)), stated.slots) is Outcome.HOLDS:
                return f"med {words} för {slot.text} stämmer talen"
    return ""


def _is_points(stated: Stated) -> bool:
    """Whether a change between two percentages, printed as per cent, is their difference in points."""
    if not isinstance(stated.relation, Change) or not any(slot.kind == "p" for slot in stated.slots[:2]):
        return False
    difference = Scaled(Sum((1, -1, -1)), stated.reading(stated.sign or 1).factors)
    return tried(difference, stated.slots) is Outcome.HOLDS


def _claim(
    event: Event, kind: Kind, said: str, slots: Sequence[Slot], relation: Relation, holds: bool | None,
    severity: Severity, found: str, rule: str,
) -> Claim:  # fmt: skip
    numbers = tuple(slot.number for slot in slots)
    lines = [event.marked.sentence.line_start, event.marked.sentence.line_end]
    lines += [number.spot.line for number in numbers]
    return Claim(
        kind, min(lines), max(lines), event.marked.sentence.text, said, holds, numbers, relation, found,
        severity, rule,
    )  # fmt: skip
