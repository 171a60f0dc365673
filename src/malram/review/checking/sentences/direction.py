# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of direction against the figures beside them: 'har ökat från 61 till 58 procent'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from malram.review.checking.sentences.claims import stated_change
from malram.review.checking.sentences.events import Compared, Event, pairs_in
from malram.review.checking.sentences.frames import BACKWARD, BUDGET
from malram.review.checking.sentences.grades import graded_rows
from malram.review.checking.sentences.labels import label_claims, names
from malram.review.checking.sentences.relations import Scaled, scales
from malram.review.checking.sentences.rows import IndicatorRow, Indicators
from malram.review.checking.sentences.targets import target_claims
from malram.review.checking.sentences.text import Marked, Slot, same_unit
from malram.review.checking.sentences.words import (
    ANY_WAY,
    INTENDED,
    NEGATED,
    OPPOSITE,
    PARTIAL,
    Way,
    polarity,
    way_of,
)
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number
from malram.review.relations import AtMost

_DATED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)[^<>.;,]{0,30}?(?P<mark><[kpn]\d+>)")
_DATED_AFTER = re.compile(
    r"(?P<mark><[kpn]\d+>) ?\(?(?:år |helår |under |för |i )?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_OUTCOME = re.compile(r"\b(?:resultatet|utfallet|värdet)\b", re.IGNORECASE)
_RESULT = re.compile(r"\b\w*resultat(?:et)? (?:\w+ ){1,4}<k", re.IGNORECASE)
_DEFICIT = re.compile(r"underskott|förlust|minus|negativ", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"^[•\-– ]*(?P<word>ökning(?:en)?|minskning(?:en)?|förbättring(?:en)?|försämring(?:en)?"
    r"|uppgång(?:en)?|nedgång(?:en)?)\b",
    re.IGNORECASE,
)


def direction(document: Document, read: Sequence[Compared]) -> Iterator[Claim]:
    """Claims that one figure is higher, lower, better or worse than another. `read` are the comparisons."""
    yield from graded_rows(document)
    indicators = Indicators(document)
    for passage, events in read:
        seen: set[frozenset[int]] = set()
        yield from label_claims(passage)
        for event in events:
            if claim := _of_event(event, indicators.above(event.marked.sentence.line_start)):
                seen.add(frozenset((id(event.now), id(event.old))))
                yield claim
        for paragraph in passage.paragraphs:
            yield from _of_pairs(paragraph, indicators, seen)
            for here, marked in enumerate(paragraph):
                if claim := _by_years(marked, indicators.above(marked.sentence.line_start), seen):
                    yield claim
                yield from target_claims(paragraph, here, indicators, events)


def _of_event(event: Event, row: IndicatorRow | None) -> Claim | None:
    now, old = event.now, event.old
    if old is None:
        return None
    firm, subject = event.firm, event.subject
    if now is None:
        if row is None or row.slot is None or row.slot.kind != old.kind or not _of_row(event.marked, row):
            return None
        now, firm, subject = row.slot, False, row.label
    tied = "from-to" in event.frame or event.frame.endswith(("-to", "-bracket"))
    if not _comparable(now, old, tied=tied or bool(event.change or event.points)):
        return None
    if event.way is Way.SAME:
        return _unchanged(event, now, old)
    if _below_zero(now) is not _below_zero(old) and _DEFICIT.search(event.marked.text):
        return None  # 'ett underskott på 18 (-16)'
    sign = event.way.sign or _better(event.way, subject, row) or _of_result(event, now, old)
    rivals = tuple(slot for slot in event.rivals if _comparable(slot, old))
    said = stated_change(event.word, now, old)
    return compared(event.marked, now, old, sign, said, event.word, firm, rivals)


def _of_row(marked: Marked, row: IndicatorRow) -> bool:
    """Whether a sentence that names no figure of its own is about the indicator printed above it."""
    if PARTIAL.search(marked.text):
        return False
    own = bool(BACKWARD.match(marked.text) or _OUTCOME.search(marked.text))
    return own or (row.label != "" and names(row.label, marked.text))


def _of_result(event: Event, now: Slot, old: Slot) -> int | None:
    """A result printed with its sign, or in money, is better the higher it is."""
    money = now.kind == old.kind == "k" and _RESULT.search(event.marked.text) is not None
    if _DEFICIT.search(event.marked.text) or polarity(event.marked.text) == -1:
        money = False
    if not money and not any(slot.text[:1] in "+-\N{MINUS SIGN}\N{EN DASH}" for slot in (now, old)):
        return None
    if "resultat" not in event.marked.text.lower() or event.way.sign is not None:
        return None
    return 1 if event.way is Way.BETTER else -1


def _below_zero(slot: Slot) -> bool:
    return slot.bare.printed is not None and slot.bare.printed.value < 0


def _unchanged(event: Event, now: Slot, old: Slot) -> Claim | None:
    """'I nivå med': true within a twentieth or a unit, to be looked at beyond a tenth, else not told."""
    a, b = now.bare.printed, old.bare.printed
    if a is None or b is None or BUDGET.search(event.reference) or now.kind != old.kind:
        return None
    here, there = scales((now, old))
    far = abs(Fraction(a.value) * here - Fraction(b.value) * there)
    unit = max(Fraction(10) ** -a.decimals * here, Fraction(10) ** -b.decimals * there)
    whole = abs(Fraction(b.value)) * there
    holds = True if far <= unit or far * 20 <= whole else (False if far * 10 > whole else None)
    numbers = (now.bare, old.bare)
    found = f"{now.text} och {old.text} skiljer sig med mer än en tiondel" if holds is False else ""
    return Claim(
        Kind.DIRECTION, *_lines(event.marked, numbers), event.marked.sentence.text,
        f"{now.text} sägs vara {event.word.lower()} som {old.text}", holds, numbers, None, found,
        Severity.QUESTION, "sentence.unchanged",
    )  # fmt: skip


def _comparable(now: Slot, old: Slot, *, tied: bool = False) -> bool:
    """Whether two figures are of one kind; a bare number follows the one its sentence ties it to."""
    if now.kind == old.kind:
        return same_unit(now, old)
    return tied and "n" in (now.kind, old.kind)


def _better(way: Way, text: str, row: IndicatorRow | None) -> int | None:
    """The sign of 'better' for what the text measures: from its target when one is printed, else its noun."""
    known = row.polarity if row and row.polarity else polarity(text)
    return None if known is None else known * (1 if way is Way.BETTER else -1)


def compared(
    marked: Marked, now: Slot, old: Slot, sign: int | None, said: str, word: str, firm: bool,
    rivals: tuple[Slot, ...] = (), rule: str = "sentence.direction",
) -> Claim:  # fmt: skip
    """The claim that `now` is above `old` (sign 1) or below it (-1); undecided without a sign."""
    slots = (old, now) if sign == 1 else (now, old)
    numbers = tuple(slot.bare for slot in slots)
    relation = Scaled(AtMost(strict=True), scales(slots))
    at = [number.interval for number in numbers]
    holds: bool | None = None
    if sign is not None and not any(one is None for one in at):
        holds = relation.holds([one for one in at if one is not None])
        if any(_told_by(relation, slots, rival, now) is not holds for rival in rivals):
            holds = None  # it depends on which figure is meant
    doubtful = any(number.doubt for number in numbers)
    found = ""
    if holds is False:
        other = OPPOSITE.get(word.lower())
        way = "högre" if sign == -1 else "lägre"
        found = f"{now.text} är {way} än {old.text}" + (f", alltså {other}" if other and other != way else "")
    return Claim(
        Kind.DIRECTION, *_lines(marked, numbers), marked.sentence.text, said, holds, numbers, relation, found,
        Severity.ERROR if firm and not doubtful else Severity.QUESTION, rule,
    )  # fmt: skip


def _told_by(relation: Scaled, slots: tuple[Slot, ...], rival: Slot, now: Slot) -> bool | None:
    at = [(rival if slot is now else slot).bare.interval for slot in slots]
    sure = [one for one in at if one is not None]
    return relation.holds(sure) if len(sure) == len(at) else None


def _lines(marked: Marked, numbers: tuple[Number, ...]) -> tuple[int, int]:
    lines = [marked.sentence.line_start, marked.sentence.line_end, *(number.spot.line for number in numbers)]
    return min(lines), max(lines)


def _by_years(marked: Marked, row: IndicatorRow | None, seen: set[frozenset[int]]) -> Claim | None:
    """'Trenden sjunker: 2023 var utfallet 3,1 och 2024 var det 2,7': two figures, each with its year."""
    if marked.text.count("<") != 2:
        return None
    words = list(ANY_WAY.finditer(marked.text))
    dated = {match["mark"]: int(match["year"]) for match in _DATED.finditer(marked.text)}
    dated |= {match["mark"]: int(match["year"]) for match in _DATED_AFTER.finditer(marked.text)}
    slots = {slot: year for mark, year in dated.items() if (slot := marked.slot(mark))}
    if len(words) != 1 or len(slots) != 2:
        return None
    (now, newest), (old, oldest) = sorted(slots.items(), key=lambda one: -one[1])
    way, word = way_of(words[0][0]), words[0][0]
    lead = marked.text[: words[0].start()]
    if way in (None, Way.SAME) or newest == oldest or now.kind != old.kind or NEGATED.search(lead):
        return None
    if frozenset((id(now), id(old))) in seen or INTENDED.search(lead) or way is None:
        return None
    sign = way.sign or _better(way, marked.text, row)
    return compared(marked, now, old, sign, stated_change(word, now, old), word, False)


def _of_pairs(
    paragraph: tuple[Marked, ...], indicators: Indicators, seen: set[frozenset[int]]
) -> Iterator[Claim]:
    """'Sjukfrånvaron är 7,3 procent (7,5 fg år). Minskningen …': the word follows in the next sentence."""
    for marked, following in zip(paragraph, (*paragraph[1:], None), strict=False):
        pairs = list(pairs_in(marked))
        match = _FOLLOWS.match(following.text) if following else None
        if len(pairs) != 1 or match is None or following is None or re.search(r"<\w\d+>", following.text):
            continue
        now, old, _ = pairs[0]
        way = way_of(match["word"])
        if way is None or frozenset((id(now), id(old))) in seen:
            continue
        sign = way.sign or _better(way, marked.text, indicators.above(marked.sentence.line_start))
        said = f"{now.text} jämfört med {old.text} kallas {match['word'].lower()}"
        claim = compared(marked, now, old, sign, said, match["word"], False)
        yield replace(claim, line_end=max(claim.line_end, following.sentence.line_end))
