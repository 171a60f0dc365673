# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two sentences of one form, 'what – is – how much', about the same thing in other words.

'Årets resultat uppgår till 87,0 mnkr' in the summary, 'Kommunens resultat för 2024 blev 78,0' in its chapter.
All of the subject must be the same but for words that any sentence may have, and the figures near each other.
A document that gives the same thing several values speaks of several units, and nothing is said of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from malram.review.checking.repeats.claims import Likeness, likeness, one_slip, repeated
from malram.review.checking.repeats.mentions import Mention
from malram.review.checking.repeats.words import stem, words_of
from malram.review.claims import Claim, Severity
from malram.review.document import Document

_MOST = 4  # sentences about one subject, and stems that name it
_LETTERS = 5  # in those stems
_STATES = re.compile(
    r"(?:^|[.;:•] |^[\-–•·] )(?P<subject>[^.;:()\d]{4,90}?(?: (?:19|20)\d\d)?[^.;:()\d]{0,30}?) "
    r"(?:uppg(?:ick|år|ått)|är|var|blev|blir|landa\w*|summera\w*|utgör|utgjorde|omfatta\w*|hamna\w*|låg|ligger)"
    r"(?P<rest>(?: (?:till|på|i|vid|under|för|den|år|årets|året|årsskiftet|slut|totalt|sammanlagt|därmed"
    r"|preliminärt|cirka|ca|omkring|drygt|knappt|närmare|31|december|(?:19|20)\d\d))*) ?$",
    re.IGNORECASE,
)
# Whose it is, of the whole; when; and words that carry no meaning of their own.
_OWNERS = "kommunens kommunen regionens regionen bolagets myndighetens myndigheten förbundets"
_FILLING = """den det de i på för under vid av till årets året år helåret totala total totalt hela sammanlagda
    samlade antalet antal slut årsskiftet december inom hos med per och är redovisade preliminära"""
# What every unit has: only said of the whole does it name one figure.
_ANYBODY = "resultat resultatet kostnader kostnaderna intäkter intäkterna nettokostnaderna utfallet"
_WHOLE = frozenset(_OWNERS.split())
_NEUTRAL = _WHOLE | frozenset(_FILLING.split())
_GENERAL = frozenset(map(stem, _ANYBODY.split()))
# A part of the organisation, or of the year: its figure is its own.
_PART = re.compile(
    r"nämnd|förvaltning|enhet|avdelning|division|koncern|dotterbolag|\bab\b|skola|område|verksamhet|bolag"
    r"|kvartal|tertial|månad|period|prognos|budget|\bmål|föregående|förra|fjol|tidigare",
    re.IGNORECASE,
)


def subject_claims(document: Document, said: list[Mention], settled: set[tuple[int, int]]) -> Iterator[Claim]:
    """Figures of one subject that differ by a slip; `settled` are those confirmed elsewhere."""
    stated: dict[tuple[frozenset[str], str], list[tuple[Mention, bool]]] = defaultdict(list)
    for mention in said:
        if found := _subject(mention):
            stated[found[0], mention.amount.kind].append((mention, found[1]))
    for mentions in stated.values():
        if 1 < len(mentions) <= _MOST and len({abs(one.amount.value) for one, _ in mentions}) == 2:
            yield from _compared(document, mentions, settled)


def _subject(mention: Mention) -> tuple[frozenset[str], bool] | None:
    """What a figure is said of, in stems, and whether it is said of the whole organisation."""
    one, sentence = mention.marks, mention.sentence
    if one.role != "result" or one.sex or one.narrowed or one.scope or mention.amount.vague:
        return None
    if mention.place and any(number.printed for number in sentence.numbers[: mention.place]):
        return None
    match = _STATES.search(sentence.text[: sentence.offsets[mention.place]])
    if match is None or _PART.search(match["subject"]) or "," in match["subject"]:
        return None
    words = words_of(match["subject"])
    stems = frozenset(stem(word) for word in words if word not in _NEUTRAL)
    whole = bool(_WHOLE & set(words)) or {"årets", "resultat"} <= set(words)
    if sum(map(len, stems)) < _LETTERS or len(stems) > _MOST or (stems <= _GENERAL and not whole):
        return None
    return stems, whole


def _compared(
    document: Document, mentions: list[tuple[Mention, bool]], settled: set[tuple[int, int]]
) -> Iterator[Claim]:
    first, whole = mentions[0]
    for other, also in mentions[1:]:
        if abs(first.amount.value) == abs(other.amount.value) or not _one_time(first, other):
            continue
        spots = [(it.amount.number.spot.line, it.amount.number.spot.start) for it in (first, other)]
        if all(spot in settled for spot in spots) or _of_parts(first, other):
            return
        if _slipped(first, other, near=whole or also):
            yield from repeated(
                document, first.amount, other.amount, about=_about(first), holds=False,
                severity=Severity.QUESTION, rule="repeat.subject", both=False,
            )  # fmt: skip
            return


def _one_time(one: Mention, other: Mention) -> bool:
    a, b = one.marks.years, other.marks.years
    return one.order != other.order and (not a or not b or a == b)


def _of_parts(one: Mention, other: Mention) -> bool:
    """Whether the headings say that one of them is about a part that the other is not about."""
    return any(_PART.search(stem) for stem in one.headings ^ other.headings)


def _slipped(one: Mention, other: Mention, *, near: bool) -> bool:
    a, b = one.amount, other.amount
    if likeness(a, b) not in (Likeness.NEAR, Likeness.CLOSE):
        return False
    return near or one_slip(a.value, b.value, min(a.last, b.last))


def _about(one: Mention) -> str:
    match = _STATES.search(one.sentence.text[: one.sentence.offsets[one.place]])
    return match["subject"].strip() if match else ""
