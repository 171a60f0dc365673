# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums and percentages that a sentence states: 'x, vilket är d (p procent) högre än föregående år'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from malram.review.checking.sentences.bounds import bound_claims
from malram.review.checking.sentences.budget import budget_claims
from malram.review.checking.sentences.claims import Said, Stated, claim_of, stated_change
from malram.review.checking.sentences.counts import count_claims
from malram.review.checking.sentences.events import Compared, Event
from malram.review.checking.sentences.net import net_claims
from malram.review.checking.sentences.shares import share_claims
from malram.review.checking.sentences.surplus import surplus_claims
from malram.review.checking.sentences.tabled import Tables, tabled_claims
from malram.review.checking.sentences.text import Passage, Slot, same_unit
from malram.review.checking.sentences.words import Way
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document
from malram.review.relations import Change, ChangeOf, Share, Sum
from malram.values import number


def arithmetic(document: Document, read: Sequence[Compared]) -> Iterator[Claim]:
    """What the sentences' own figures can confirm; `read` are the document's comparisons."""
    tables = Tables(document)
    for passage, events in read:
        yield from _in_passage(passage, events)
        yield from tabled_claims(passage, tables)


def _in_passage(passage: Passage, events: Sequence[Event]) -> Iterator[Claim]:
    for event in events:
        for stated in stated_by(event) if event.way is not Way.SAME else ():
            said_in = Said(event.marked, event.firm, (*event.near, *event.rivals), event.word, event.far)
            claim = claim_of(stated, said_in)
            yield _points_meant(claim, stated) if claim.holds else claim
    budgets = list(budget_claims(passage))
    yield from budgets
    yield from surplus_claims(passage, budgets)
    yield from share_claims(passage)
    yield from bound_claims(passage)
    yield from count_claims(passage)
    yield from net_claims(passage)


def _points_meant(claim: Claim, stated: Stated) -> Claim:
    """'Från 80 till 84 procent, en ökning med 4 procent': the figures give 5, and 4 points."""
    printed = [slot.number.printed for slot in stated.slots]
    if stated.rule != "sentence.percent" or any(slot.kind != "p" for slot in stated.slots):
        return claim
    now, old, percent = (Fraction(one.value) if one else Fraction(0) for one in printed)
    if not old or not percent or abs(now - old) != abs(percent) or printed[2] is None:
        return claim
    relative, unit = 100 * abs(now - old) / abs(old), Fraction(10) ** -printed[2].decimals
    if abs(relative - abs(percent)) <= unit * Fraction(3, 4):
        return claim
    points = f"{stated.slots[2].text.split(' ')[0]} procentenheter"
    found = f"{number(relative, max(printed[2].decimals, 0))} procent; skillnaden är {points}"
    return replace(claim, holds=False, kind=Kind.UNIT, severity=Severity.QUESTION, found=found)


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
