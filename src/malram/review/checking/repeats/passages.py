# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passages that tell of the same target, and sentences printed twice word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from malram.review.checking.repeats.claims import Likeness, likeness, repeated
from malram.review.checking.repeats.mentions import Mention
from malram.review.checking.repeats.texts import Texts, about, spot_of
from malram.review.checking.repeats.words import words_of
from malram.review.claims import Claim, Severity
from malram.review.document import Document

_COPIED = 2  # sentences with figures that two sections share word for word and figure for figure
_LONG = 10  # words of a sentence that nobody writes twice by chance


def passage_claims(document: Document, said: list[Mention], firm: set[tuple[int, int]]) -> Iterator[Claim]:
    """Two passages with the same target for the same thing, and what came of it: near, but not equal."""
    texts = Texts(said)
    for places in texts.by_value.values():
        targets = [at for at in places if said[at].marks.role == "target" and said[at].amount.kind == "share"]
        if not 1 < len(targets) <= 12:
            continue
        for first, at in enumerate(targets):
            for there in targets[first + 1 :]:
                yield from _outcomes(document, texts, at, there, firm)


def _outcomes(
    document: Document, texts: Texts, at: int, there: int, firm: set[tuple[int, int]]
) -> Iterator[Claim]:
    one, other = _outcome(texts, at), _outcome(texts, there)
    if one is None or other is None or abs(texts.said[at].order - texts.said[there].order) < 3:
        return
    shared = (texts.said[at].stems | one.stems) & (texts.said[there].stems | other.stems)
    rare = texts.rare(shared)
    if texts.parallel(texts.said[at], texts.said[there]) or not rare or one.marks.sex != other.marks.sex:
        return
    if len(shared) < 2 and texts.common[rare[0]] > 4:
        return
    if spot_of(one) in firm and spot_of(other) in firm:
        return
    like = likeness(one.amount, other.amount)
    holds = like is Likeness.SAME
    if holds or like in (Likeness.NEAR, Likeness.CLOSE):
        yield from repeated(
            document, one.amount, other.amount, about=about(one, other), holds=holds,
            severity=Severity.QUESTION, rule="repeat.passage", both=False,
        )  # fmt: skip


def _outcome(texts: Texts, at: int) -> Mention | None:
    """The first result after a target, in its sentence or the next, before another target."""
    target = texts.said[at]
    for one in texts.said[at + 1 : at + 4]:
        if one.order - target.order > 1 or one.marks.role == "target":
            return None
        if one.amount.kind == target.amount.kind and one.marks.role == "result":
            return None if one.marks.place or one.marks.subset or one.marks.months else one
    return None


def copied_claims(document: Document, said: list[Mention]) -> Iterator[Claim]:
    """Long sentences printed twice word for word, with one figure changed."""
    texts = Texts(said)
    by_order: dict[int, list[Mention]] = defaultdict(list)
    for one in said:
        by_order[one.order].append(one)
    alike: dict[tuple[str, ...], list[list[Mention]]] = defaultdict(list)
    for own in by_order.values():
        words = tuple(words_of(own[0].sentence.text))
        if len(words) >= _LONG and len(own) == len(own[0].sentence.numbers):
            alike[words].append(own)
    for group in alike.values():
        for first, second in pairwise(group):
            if len(first) == len(second) and first[0].marks.years == second[0].marks.years:
                yield from _copied(document, texts, first, second)


def _copied(document: Document, texts: Texts, first: list[Mention], second: list[Mention]) -> Iterator[Claim]:
    pairs = list(zip(first, second, strict=True))
    wrong = [(a, b) for a, b in pairs if likeness(a.amount, b.amount, signed=True) is not Likeness.SAME]
    equal = [
        a for a, b in pairs if a.amount.number.printed == b.amount.number.printed and a.amount.digits >= 3
    ]
    if len(wrong) != 1 or wrong[0][0].amount.kind != wrong[0][1].amount.kind:
        return
    one, other = wrong[0]
    near = likeness(one.amount, other.amount) in (Likeness.NEAR, Likeness.CLOSE)
    if (near and (equal or texts.copies(one, other) >= _COPIED)) or len(equal) >= 2:
        yield from repeated(
            document, one.amount, other.amount, about=about(one, other), holds=False,
            severity=Severity.ERROR if near and len(equal) >= 2 else Severity.QUESTION,
            rule="repeat.sentence", both=False,
        )  # fmt: skip
