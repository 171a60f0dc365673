# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two sentences that state the same figure, or should.

Sentences agree when figure and words do. When the figures differ it is asked about only where the words leave
little room: a whole phrase, a counted thing that changed the same way, a common target, a sentence repeated.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from malram.review.checking.repeats.claims import Likeness, likeness, repeated
from malram.review.checking.repeats.mentions import Mention
from malram.review.checking.repeats.words import content, words_of
from malram.review.claims import Claim, Severity
from malram.review.document import Document

_RARE = 6  # sentences with figures that have a stem, at most
_TIMES = frozenset(("sekunder", "minuter", "timmar", "dagar", "månader", "år"))
_PHRASE = 4  # stems in a row that make a phrase
_CROWD = 60  # mentions of one figure: more of them are not compared with each other
_DOWN = re.compile(
    r"\b(?:minsk\w+|färre|lägre|sjunk\w*|reducer\w+|ner|ned\w*|mindre|sänk\w+|avveckl\w+)\b", re.I
)
_UP = re.compile(r"\b(?:ök\w+|fler|högre|steg|stigit|utök\w+|mer|större|höj\w+|tillkom\w+)\b", re.I)
# What a sentence that begins so is about stands in the sentence before it.
_REFERS = re.compile(
    r"(?:jämfört|i jämförelse|det|detta|den|denna|de|dessa|där|motsvarande|vilket|under|för|i|av|en|ett|här"
    r"|totalt|varav|resultatet|utfallet|avvikelsen|ökningen|minskningen|kostnaden|kostnaderna|intäkterna)\b"
)
_GRANTED = re.compile(
    r"\b(?:satsning\w*|satsas|avsätts|avsatt\w*|tillskott\w*|tillförs|tilldel\w+|förstärk\w+|anslå\w+"
    r"|anslag\w*|avsättning\w*)\b",
    re.I,
)


class Texts:
    """All figures of the prose, with how common each stem is among their sentences."""

    def __init__(self, said: list[Mention]) -> None:
        self.said = said
        self.common = Counter[str]()
        for order_stems in {one.order: one.stems for one in said}.values():
            self.common.update(order_stems)
        self.by_value: dict[tuple[str, Fraction], list[int]] = defaultdict(list)
        self.by_kind: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for at, one in enumerate(said):
            self.by_value[one.amount.kind, one.amount.size].append(at)
            self.by_kind[one.amount.kind].append((abs(one.amount.near), at))
        self._lead = [_lead(one) for one in said]
        self._alike: dict[str, list[int]] = defaultdict(list)
        for at, lead in enumerate(self._lead):
            if lead:
                self._alike[lead].append(at)
        self._whole: dict[int, set[str]] = defaultdict(set)
        self._runs: dict[int, dict[tuple[str, ...], tuple[int, set[float]]]] = defaultdict(dict)
        self._parallel: dict[tuple[int, int], bool] = {}
        for values in self.by_kind.values():
            values.sort()

    def rare(self, stems: frozenset[str]) -> list[str]:
        return [stem for stem in stems if self.common[stem] <= _RARE and len(stem) >= 5]

    def same_lead(self, at: int, there: int) -> bool:
        """Tell whether both sentences begin alike up to the figure, and no third one does."""
        return self._lead[at] == self._lead[there] and len(self._alike.get(self._lead[at], ())) == 2

    def parallel(self, one: Mention, other: Mention) -> bool:
        """Tell whether two sections are one form filled in twice: phrases in common, with other figures."""
        if not self._runs:
            for said in self.said:
                words = content(said.sentence.text)
                for n in range(len(words) - _PHRASE + 1):
                    runs = self._runs[said.section]
                    runs.setdefault(words[n : n + _PHRASE], (said.order, set()))[1].add(said.amount.near)
        pair = (one.section, other.section)
        if pair not in self._parallel:
            first, second = self._runs[pair[0]], self._runs[pair[1]]
            common = first.keys() & second.keys()
            unlike = {first[run][0] for run in common if first[run][1] != second[run][1]}
            self._parallel[pair] = pair[0] != pair[1] and len(unlike) >= 2
        return self._parallel[pair]

    def copies(self, one: Mention, other: Mention) -> int:
        """How many sentences two sections share, figures and all: one of them is copied from the other."""
        if one.section == other.section:
            return 0
        if not self._whole:
            for said in self.said:
                self._whole[said.section].add(said.sentence.text)
        return len(self._whole[one.section] & self._whole[other.section])

    def near(self, at: int) -> Iterator[int]:
        """Other mentions of the same kind of figure and not equal: a tenth away at most, or half or double
        where the sentences begin alike, since two digits may have changed places."""
        one = self.said[at]
        value = abs(one.amount.near)
        values = self.by_kind[one.amount.kind]
        low = bisect_left(values, (value * 0.9, -1))
        high = bisect_right(values, (value * 1.12, 1 << 60))
        for other, there in values[low : min(high, low + 400)]:
            if other != value and there != at:
                yield there
        for there in self._alike.get(self._lead[at], ()):
            other = abs(self.said[there].amount.near)
            if value / 2 <= other <= value * 2 and not value * 0.9 <= other <= value * 1.12:
                yield there


def text_claims(document: Document, said: list[Mention], settled: set[tuple[int, int]]) -> Iterator[Claim]:
    """Figures stated in two sentences; `settled` are those a table or an own row confirms."""
    texts = Texts(said)
    confirmed: set[int] = set()
    for places in texts.by_value.values():
        if 1 < len(places) <= _CROWD:
            for at in places:
                partner = _partner(texts, at, places)
                if partner is not None:
                    confirmed.add(at)
                    one, other = said[at], said[partner]
                    yield from repeated(
                        document, one.amount, other.amount, about=about(one, other), holds=True,
                        severity=Severity.QUESTION, rule="repeat.text", both=False,
                    )  # fmt: skip
    firm = confirmed | {at for at, one in enumerate(said) if spot_of(one) in settled}
    yield from _unequal(document, texts, firm)


def spot_of(one: Mention) -> tuple[int, int]:
    return one.amount.number.spot.line, one.amount.number.spot.start


def about(one: Mention, other: Mention) -> str:
    """The words two sentences share nearest to their figures, as the first one prints them."""
    shared = (one.near & other.stems) or (one.stems & other.stems)
    words = [word for word in words_of(one.sentence.text) if set(content(word)) & shared]
    return " ".join(dict.fromkeys(words[:5]))


def _partner(texts: Texts, at: int, places: list[int]) -> int | None:
    """The mention of the same figure whose sentence is most like this one's, if it is like enough."""
    one, best, score = texts.said[at], None, 0.0
    for there in places:
        other = texts.said[there]
        if abs(other.order - one.order) < 2 or not _compatible(one, other):
            continue
        shared = one.stems & other.stems
        like = len(shared) + 2 * len(texts.rare(shared)) + len(one.near & other.near)
        if like > score and _enough(texts, one, other, shared):
            best, score = there, like
    return best


def _compatible(one: Mention, other: Mention) -> bool:
    """Nothing said of the one figure contradicts what is said of the other."""
    a, b = one.marks, other.marks
    if (a.sex != b.sex and a.sex and b.sex) or a.place != b.place:
        return False
    if a.named and b.named and a.role != b.role and one.amount.digits < 4:
        return False
    return not (a.years and b.years and not a.years & b.years)


def _enough(texts: Texts, one: Mention, other: Mention, shared: frozenset[str]) -> bool:
    """Whether words and figure together are more than chance."""
    digits = min(one.amount.digits, other.amount.digits)
    around = (one.stems & other.around) | (one.around & other.stems)
    near = one.near & other.near
    if one.amount.kind in _TIMES:
        return len(shared) >= 3 and bool(texts.rare(shared))
    if digits >= 4:
        return bool(shared) or len(around) >= 2
    if digits == 3:
        return bool(near) or len(shared) >= 2 or bool(texts.rare(shared)) or len(around | shared) >= 2
    if digits == 2 and one.amount.kind and any(len(stem) >= 8 for stem in near) and not _differs(one, other):
        return True
    if digits == 2 and one.amount.kind:
        return (len(shared) >= 2 and (bool(near) or bool(texts.rare(shared)))) or len(shared) >= 4
    return len(shared) >= 3 and bool(near)


def _unequal(document: Document, texts: Texts, firm: set[int]) -> Iterator[Claim]:
    """Figures near each other in sentences that seem to say the same."""
    asked: set[tuple[int, int]] = set()
    for at, one in enumerate(texts.said):
        if at in firm or one.amount.digits < 2 or one.marks.place:
            continue
        found = [there for there in texts.near(at) if _same_quantity(texts, at, there)]
        if len({texts.said[there].amount.value for there in found}) != 1:
            continue  # several candidates: a pattern that is filled in anew each time
        there = min(found, key=lambda where: abs(texts.said[where].order - one.order))
        pair = (min(at, there), max(at, there))
        if pair not in asked:
            asked.add(pair)
            other = texts.said[there]
            yield from repeated(
                document, one.amount, other.amount, about=about(one, other), holds=False,
                severity=Severity.QUESTION, rule="repeat.text", both=False,
            )  # fmt: skip


def _same_quantity(texts: Texts, at: int, there: int) -> bool:
    one, other = texts.said[at], texts.said[there]
    if one.order == other.order or not _compatible(one, other) or _differs(one, other):
        return False
    if texts.parallel(one, other):
        return False
    shared = one.stems & other.stems
    said_alike = (
        texts.same_lead(at, there)
        or _phrase(one, other)
        or _changed_alike(one, other, shared)
        or _granted_alike(texts, one, other, shared)
    )
    return said_alike and likeness(one.amount, other.amount) in (Likeness.NEAR, Likeness.CLOSE)


def _differs(one: Mention, other: Mention) -> bool:
    a, b = one.marks, other.marks
    return (
        a.role != b.role
        or a.sex != b.sex
        or a.scope != b.scope
        or a.subset != b.subset
        or a.extreme != b.extreme
        or (a.months != b.months and not (one.near & other.near))
    )


def _lead(one: Mention) -> str:
    """How a sentence begins, up to its first figure: 'årets resultat uppgår till'; '' if too short."""
    sentence, number = one.sentence, one.amount.number
    if not sentence.numbers or sentence.numbers[0].spot != number.spot:
        return ""
    lead = " ".join(sentence.text[: sentence.offsets[0]].lower().split())
    return lead if len(lead.split()) >= 3 and len(lead) >= 15 and not _REFERS.match(lead) else ""


def _phrase(one: Mention, other: Mention) -> bool:
    """Tell whether the sentences have a phrase of four stems in common, right at the figure."""
    first, second = content(one.sentence.text), content(other.sentence.text)
    runs = {second[n : n + _PHRASE] for n in range(len(second) - _PHRASE + 1)}
    for n in range(len(first) - _PHRASE + 1):
        run = first[n : n + _PHRASE]
        if run in runs and len(set(run) & one.near) >= 3 and len(set(run) & other.near) >= 3:
            return True
    return False


def _changed_alike(one: Mention, other: Mention, shared: frozenset[str]) -> bool:
    """The same counted thing, fewer or more in both, a twentieth apart at most."""
    first, second = one.amount.number.printed, other.amount.number.printed
    if first is None or second is None or first.unit is None or first.unit.kind != "count":
        return False
    if first.unit != second.unit or one.marks.role != "change" or len(shared) < 2:
        return False
    gap = abs(abs(one.amount.value) - abs(other.amount.value))
    return gap <= abs(one.amount.value) / 20 and _way(one) == _way(other) != 0


def _way(one: Mention) -> int:
    text = one.sentence.text
    return bool(_UP.search(text)) - bool(_DOWN.search(text))


def _granted_alike(texts: Texts, one: Mention, other: Mention, shared: frozenset[str]) -> bool:
    """Money granted for the same thing in two places."""
    if one.amount.kind != "money" or one.amount.qualified or other.amount.qualified:
        return False
    if not _GRANTED.search(one.sentence.text) or not _GRANTED.search(other.sentence.text):
        return False
    long = [stem for stem in shared if len(stem) >= 6]
    return len(shared) >= 2 and len(long) >= 2 and any(texts.common[stem] <= _RARE for stem in long)
