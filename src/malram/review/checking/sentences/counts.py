# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Av 12 åtgärder är 7 klara, 3 pågår och 2 ej påbörjade': the groups make the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malram.review.checking.sentences.text import Marked, Passage, Slot, counted
from malram.review.claims import Claim, Kind, Severity
from malram.values import Interval, number

_WHOLE = re.compile(
    r"(?:^|[.:;] )(?:\w+ )?av (?:(?!<)[\w-]+ ){0,4}(?P<whole><n\d+>)(?: [\w-]+){1,3}? "
    r"(?:är|var|har|hade|bedöms|bedömdes|blev|redovisas|anses|beräknas)(?: \w+)? (?=<n)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?P<first><n\d+>) av (?:[\w-]+ ){0,3}(?P<whole><n\d+>) (?:[\w-]+ ){1,3}?(?:som |vara |är )?"
    r"(?P<group>(?:helt |delvis |inte |ej )?\w+), (?=<n)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:(?P<mark><n\d+>)|\b(?:en|ett)\b) (?P<group>[^<>,;.()]+?)(?=,| och | samt |[.]?$)")
_GROUPS = {
    "done": r"uppfyll\w*|uppnå\w*|nådd\w*|klara?|genomför\w*|avsluta\w*|gröna?|slutför\w*|godkän\w*",
    "better": r"förbättra\w*|bättre|positiv\w*|ökande",
    "worse": r"försämra\w*|sämre|negativ\w*|minskande",
    "same": r"oförändra\w*|stabil\w*",
    "partly": r"delvis|pågå\w*|påbörja\w*|gula?|nästan",
    "not": r"inte|ej|icke|återstår|kvarstår|röda?|avbrutna?|ostartade|underkän\w*|vilande|försena\w*",
}
_PAIRS = ({"done", "not"}, {"better", "worse"})
_OPEN = re.compile(r"varav|bland annat|t\.ex|exempelvis|minst|flera|övriga|resten", re.IGNORECASE)


@dataclass(frozen=True)
class AllOf:
    """The parts and `more` that were spelt 'en' or 'ett' make the last number."""

    more: int = 0

    def holds(self, at: Sequence[Interval]) -> bool:
        return self._parts(at).meets(at[-1])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        if place == len(at) - 1:
            return self._parts(at)
        others = [one for here, one in enumerate(at[:-1]) if here != place]
        return at[-1] - sum(others, Interval.exact(self.more))

    def _parts(self, at: Sequence[Interval]) -> Interval:
        return sum(at[:-1], Interval.exact(self.more))


def count_claims(passage: Passage) -> Iterator[Claim]:
    """The counts of groups that a sentence divides a whole into."""
    for marked in passage.sentences():
        match, rest = _WHOLE.search(marked.text), ""
        if match is None and (match := _OF.search(marked.text)):
            rest = f"{match['first']} {match['group']}, "
        whole = marked.slot(match["whole"]) if match else None
        if match is None or whole is None or _OPEN.search(marked.text):
            continue
        if claim := _divided(marked, whole, rest + marked.text[match.end() :]):
            yield claim


def _divided(marked: Marked, whole: Slot, rest: str) -> Claim | None:
    found = list(_PART.finditer(rest))
    parts = [slot for match in found if (slot := marked.slot(match["mark"]))]
    groups = [_group(match["group"]) for match in found]
    if len(found) < 2 or not parts or len(parts) != len(re.findall(r"<\w\d+>", rest)):
        return None
    if "" in groups or not any(pair <= set(groups) for pair in _PAIRS):
        return None
    slots = tuple(map(counted, (*parts, whole)))
    at = [slot.number.interval for slot in slots]
    sure = [one for one in at if one is not None]
    if len(sure) < len(at) or any(one.low != one.high for one in sure):
        return None
    relation = AllOf(len(found) - len(parts))
    holds = relation.holds(sure)
    total = relation.solve(len(parts), sure)
    low = total.low if total else None
    short = low is not None and sure[-1].low is not None and low < sure[-1].low
    if not holds and short and not {"partly", "same"} & set(groups):
        return None  # the rest may be reached in part, or as it was
    words = " + ".join([*(slot.text for slot in parts), *["1"] * relation.more])
    sentence, numbers = marked.sentence, tuple(slot.number for slot in slots)
    lines = [sentence.line_start, sentence.line_end, *(one.spot.line for one in numbers)]
    return Claim(
        Kind.SUM, min(lines), max(lines), sentence.text, f"{words} = {whole.text}", holds, numbers, relation,
        number(low, 0) if not holds and low is not None else "",
        Severity.ERROR if len(set(groups)) == len(groups) == 3 else Severity.QUESTION, "sentence.counts",
    )  # fmt: skip


def _group(text: str) -> str:
    """Which group a part is: 'inte uppfyllda' before 'uppfyllda', 'delvis uppfyllda' before both."""
    for name in ("better", "worse", "same", "partly", "not", "done"):
        if re.search(rf"\b(?:{_GROUPS[name]})\b", text, re.IGNORECASE):
            negated = name == "partly" and re.search(r"\b(?:inte|ej|icke)\b", text, re.IGNORECASE)
            return "not" if negated else name
    return ""
