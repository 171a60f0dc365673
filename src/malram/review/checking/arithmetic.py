# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums and percentages that a sentence states: 'x, vilket är d (p procent) högre än föregående år'."""

from __future__ import annotations

from collections.abc import Iterator

from malram.review.checking.sentence_budget import budget_claims
from malram.review.checking.sentence_claims import Said, Stated, claim_of, stated_change
from malram.review.checking.sentence_events import Event, events_in
from malram.review.checking.sentence_shares import share_claims
from malram.review.checking.sentence_text import Passage, Slot, passages, same_unit
from malram.review.checking.sentence_words import Way
from malram.review.claims import Claim
from malram.review.document import Document
from malram.review.relations import Change, ChangeOf, Share, Sum


def arithmetic(document: Document) -> Iterator[Claim]:
    """What the sentences' own figures can confirm about their changes and percentages."""
    for passage in passages(document):
        yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Claim]:
    for event in events_in(passage):
        for stated in stated_by(event) if event.way is not Way.SAME else ():
            said_in = Said(event.marked, event.firm, (*event.near, *event.rivals), event.word, event.far)
            yield claim_of(stated, said_in)
    yield from budget_claims(passage)
    yield from share_claims(passage)


def stated_by(event: Event) -> Iterator[Stated]:
    """The relations between the figures one comparison binds."""
    now, old, change, percent, points = event.now, event.old, event.change, event.percent, event.points
    sign = event.way.sign or 0
    if _below_zero(now) or _below_zero(old):
        sign = 0
    mixed = bool(now and old) and _below_zero(now) is not _below_zero(old)  # 'ett underskott på 18 (-16)'
    word = event.word
    if now and old and change and _alike(now, old, change):
        said = stated_change(word, now, old, change.text)
        yield Stated("sentence.difference", Sum((1, -1, -1)), (now, old, change), sign, (2,), said, 2, mixed)
    if now and old and points:
        said = stated_change(word, now, old, points.text)
        yield Stated("sentence.points", Sum((1, -1, -1)), (now, old, points), sign, (2,), said, 2, mixed)
    if now and old and percent and _alike(now, old):
        said = stated_change(word, now, old, percent.text)
        yield Stated("sentence.percent", Change(), (now, old, percent), sign, (2,), said, 2, mixed)
    elif change and old and percent and _alike(change, old):
        said = f"{change.text} är {percent.text} av {old.text}"
        yield Stated("sentence.percent-of", Share(), (change, old, percent), 1, (0, 2), said, 2)
    elif now and change and percent and _alike(now, change):
        said = stated_change(word, now, None, f"{change.text} ({percent.text})", event.reference)
        yield Stated("sentence.change", ChangeOf(), (now, change, percent), sign, (1, 2), said, 2)


def _below_zero(slot: Slot | None) -> bool:
    return slot is not None and slot.number.printed is not None and slot.number.printed.value < 0


def _alike(*slots: Slot) -> bool:
    kinds = {slot.kind for slot in slots}
    return (len(kinds) == 1 or kinds == {"k", "n"}) and same_unit(*slots)
