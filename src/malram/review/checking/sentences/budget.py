# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Budgeten var b, vilket ger en avvikelse på d': against the outcome a sentence or two before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malram.review.checking.sentences.claims import Said, Stated, claim_of
from malram.review.checking.sentences.frames import plain_frame
from malram.review.checking.sentences.text import Marked, Passage, Slot
from malram.review.checking.sentences.words import polarity
from malram.review.claims import Claim, Kind, Severity
from malram.review.relations import AtMost, Sum

_BACK = 3  # sentences between an outcome and what is said of its budget
_DEVIATES = r"(?:\w*avvikelse\w*|differens\w*|avvik(?:er|it|a))"
_SURPLUS = r"(?:överskott\w*|underskott\w*|skillnad\w*|\w*överdrag\w*)"
_AGAINST = r"(?:mot|från|gentemot|jämfört med) (?:\w+ )?budget\w*"
_BUDGET = r"(?<!\w)(?!\w*avvik)(?:\w*budget\w*|ram(?:en)?)(?!\w)"
_ANY = r"[^<>.;]{0,80}?"
_THUS = (
    r"(?:(?! och | samt )[^<>.;]){0,60}?"
    r"(?:ger|innebär|innebar|betyder|varför|blir|blev|visar|, ett?)(?: \w+){0,3}? "
)
_NOT_DATED = r"(?! ?\(?(?:år |helår |för )?(?:19|20)\d\d)"
_TAIL = r"(?P<tail>[^<>.;]{0,40})"
_BOTH = (
    plain_frame(
        "budget-deviation",
        f"{_BUDGET}…{{old:k}}(?:{_ANY}{_DEVIATES}|{_THUS}{_SURPLUS}){_ANY}{{change:k}}{_NOT_DATED}{_TAIL}",
        "budget",
        "ram",
    ),
    plain_frame(
        "budget-higher",
        f"{_BUDGET}…{{old:k}}{_ANY}{{change:k}} (?P<tail>(?:högre|lägre|bättre|sämre|mer|mindre) än"
        r" [^<>.;]{0,20}(?:budget|plan))",
        "högre",
        "lägre",
        "bättre",
        "sämre",
        "mer",
        "mindre",
    ),
)
_LATER = plain_frame(
    "deviation",
    rf"(?<!\w)(?:{_DEVIATES}(?:…{_AGAINST})?|{_SURPLUS}…{_AGAINST})(?!\w)"
    r"…(?:på|med|om|till|är|var|blev|blir) …{change:k}" + _TAIL,
    "avvik",
    "differens",
    "överskott",
    "underskott",
    "skillnad",
    "överdrag",
)
_OF_OUTCOME = plain_frame(
    "outcome-surplus",
    r"(?<!\w)utfall(?:et)?…{now:k},? (?:vilket|som|det) (?:är|var|ger|gav|innebär|innebar|motsvarar) "
    r"ett (?:över|under)skott (?:på|om|med) {change:k}",
    "utfall",
)
_BUDGETED = plain_frame("budgeted", _BUDGET + r"…(?:var|är|uppg\w+ till|på|om|till|:) …{old:k}")
_OUTCOME = plain_frame(
    "outcome",
    r"(?<!\w)(?:uppg\w+|var|är|blev|blir|landa\w*|redovisa\w*|visa\w*|hamna\w*|summera\w*|utfall\w*"
    r"|prognostisera\w*|beräkna\w*|resultat\w*)…{now:k}",
)
_BETTER = re.compile(r"\b(?:bättre|positiv\w*|överskott\w*)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:sämre|negativ\w*|underskott\w*|\w*överdrag\w*)\b", re.IGNORECASE)
_PLANNED = re.compile(r"budget", re.IGNORECASE)


@dataclass(frozen=True)
class _Deviation:
    marked: Marked
    budget: Slot
    change: Slot
    start: int
    words: str
    firm: bool


def budget_claims(passage: Passage) -> Iterator[Claim]:
    """Outcome, budget and deviation that stand in one sentence or in a few after each other."""
    last: tuple[Marked, ...] = ()
    for paragraph in passage.paragraphs:
        yield from _in_paragraph(paragraph, last)
        last = paragraph


def _in_paragraph(paragraph: tuple[Marked, ...], last: tuple[Marked, ...]) -> Iterator[Claim]:
    for here, marked in enumerate(paragraph):
        if not marked.slots:
            continue
        own = paragraph[max(here - _BACK, 0) : here]
        before = own or last[-1:]
        sentences = (*before, *paragraph[here : here + 2])
        deviation = _deviation(marked, own)
        if deviation is None:
            continue
        outcome, firm, where = _outcome(deviation, before)
        if outcome is None or where is None:
            continue
        yield _difference(deviation, outcome, firm, sentences)
        if claim := _better(deviation, outcome, where, firm):
            yield claim


def _deviation(marked: Marked, before: Sequence[Marked]) -> _Deviation | None:
    for both in _BOTH:
        if match := both.search(marked.text):
            budget, change = marked.slot(match["old"]), marked.slot(match["change"])
            if budget and change:
                return _Deviation(marked, budget, change, match.start(), match[0], True)
    match = _LATER.search(marked.text) or _OF_OUTCOME.search(marked.text)
    if match is None:
        return None
    for earlier in (marked, *reversed(before)):
        stated = _BUDGETED.search(earlier.text)
        budget, change = earlier.slot(stated["old"]) if stated else None, marked.slot(match["change"])
        if budget and change and budget is not change:
            start = min(match.start(), stated.start()) if stated and earlier is marked else match.start()
            start = match.start("change") if "now" in match.groupdict() else start
            return _Deviation(marked, budget, change, start, match[0], earlier is marked)
    return None


def _outcome(deviation: _Deviation, before: Sequence[Marked]) -> tuple[Slot | None, bool, Marked | None]:
    """The outcome: in the same sentence before the budget, else in the nearest sentence that states one."""
    own = _outcomes(deviation.marked, deviation.start, deviation)
    if own:
        return own[-1], deviation.firm and len(own) == 1, deviation.marked
    for distance, earlier in enumerate(reversed(before)):
        if found := _outcomes(earlier, len(earlier.text), deviation):
            firm = deviation.firm and distance == 0 and len(found) == 1
            return found[0], firm, earlier
    return None, False, None


def _outcomes(marked: Marked, end: int, deviation: _Deviation) -> list[Slot]:
    found = []
    for match in _OUTCOME.matches(marked.text[:end]):
        slot = marked.slot(match["now"])
        follows = marked.text[match.end() : match.end() + 25]
        change = re.match(r"(?: \(<p\d+>\))? (?:högre|lägre|bättre|sämre|mer|mindre|fler|färre)\b", follows)
        if slot and slot not in (deviation.budget, deviation.change) and not change:
            planned = _PLANNED.search(marked.text[: match.end()]) and not re.search("utfall", match[0], re.I)
            found += [] if planned else [slot]
    return found


def _difference(deviation: _Deviation, outcome: Slot, firm: bool, around: Sequence[Marked]) -> Claim:
    slots = (outcome, deviation.budget, deviation.change)
    near = tuple(slot for marked in around for slot in marked.slots if slot not in slots)
    said = f"Utfall {outcome.text} mot budget {deviation.budget.text} ger avvikelsen {deviation.change.text}"
    printed = [slot.number.printed for slot in slots[:2]]
    over = all(printed) and printed[0].value >= printed[1].value  # type: ignore[union-attr]
    stated = Stated("sentence.budget", Sum((1, -1, -1) if over else (-1, 1, -1)), slots, 1, (2,), said, 2)
    return claim_of(stated, Said(deviation.marked, firm, near))


def _better(deviation: _Deviation, outcome: Slot, where: Marked, firm: bool) -> Claim | None:
    """'sämre än budget', 'en positiv avvikelse': which of outcome and budget must be the larger."""
    words = re.sub(r"<\w\d+>", "", deviation.words)
    better, worse = bool(_BETTER.search(words)), bool(_WORSE.search(words))
    if better == worse:
        return None
    known = polarity(where.text.split("<")[0]) or polarity(deviation.marked.text.split("<")[0])
    sign = None if known is None else known * (1 if better else -1)
    slots = (deviation.budget, outcome) if sign == 1 else (outcome, deviation.budget)
    at = [slot.bare.interval for slot in slots]
    relation = AtMost(strict=True)
    holds = None if sign is None or None in at else relation.holds([one for one in at if one is not None])
    numbers = tuple(slot.bare for slot in slots)
    sentence = deviation.marked.sentence
    lines = [sentence.line_start, sentence.line_end, *(number.spot.line for number in numbers)]
    word, other = ("bättre", "sämre") if better else ("sämre", "bättre")
    return Claim(
        Kind.DIRECTION, min(lines), max(lines), sentence.text,
        f"Utfall {outcome.text} sägs vara {word} än budget {deviation.budget.text}", holds, numbers, relation,
        f"{outcome.text} mot {deviation.budget.text} är {other}" if holds is False else "",
        Severity.QUESTION, "sentence.budget-direction",
    )  # fmt: skip
