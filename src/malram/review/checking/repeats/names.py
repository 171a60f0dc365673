# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Case numbers printed twice: the same number should stand for the same case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from malram.review.checking.repeats.claims import clip, short
from malram.review.checking.repeats.words import content
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Heading, Paragraph, Sentence, Spot

_CASE = re.compile(
    r"(?<!\w)(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,6}[ /-]?\d{2,4}[/:-]?\d{3,7}(?:-\d+)?"
    r"|[A-ZÅÄÖ]{2,6} ?20\d\d[/:-]\d{2,6}"
    r"|(?:dnr|diarienummer|ärende)\.?:? ?(?:[A-ZÅÄÖ]{2,6} ?)?\d[\d/:-]{4,14}\d)(?!\w)"
)
_LONGEST = 260
_FEWEST = 2  # stems a title needs before it can be compared
_MOST = 4  # places one case is compared in; a standing item comes back at every meeting


def name_claims(document: Document) -> Iterator[Claim]:
    """Each case number printed with a title in two places."""
    where: dict[str, list[tuple[Sentence, tuple[str, ...], Spot]]] = defaultdict(list)
    for text, sentence, case, spot in _cases(document):
        title = content(_CASE.sub(" ", text))
        if len(title) >= _FEWEST:
            where[re.sub(r"[\s:]", "", case).upper()].append((sentence, title, spot))
    for case, places in where.items():
        if not 1 < len(places) <= _MOST:
            continue
        first = places[0]
        for other in places[1:]:
            yield _compared(case, first, other)
            yield _compared(case, other, first)


def _cases(document: Document) -> Iterator[tuple[str, Sentence, str, Spot]]:
    """Sentences and items that name exactly one case, with the words printed as its title."""
    for block in document.blocks:
        if not isinstance(block, Paragraph) or isinstance(block, Heading):
            continue
        whole = " ".join(sentence.text for sentence in block.sentences)
        for sentence in block.sentences:
            found = list(_CASE.finditer(sentence.text))
            if len(found) != 1:
                continue
            text = whole if sentence.item and len(whole) <= _LONGEST else sentence.text
            if len(text) <= _LONGEST and len(_CASE.findall(text)) == 1:
                line, start = sentence.at(found[0].start())
                yield text, sentence, found[0][0], Spot(line, start, start + len(found[0][0]))


def _compared(
    case: str, one: tuple[Sentence, tuple[str, ...], Spot], other: tuple[Sentence, tuple[str, ...], Spot]
) -> Claim:
    sentence, title, spot = one
    its_sentence, its_title, its_spot = other
    shared = set(title) & set(its_title)
    holds: bool | None = None
    if len(shared) * 2 >= min(len(set(title)), len(set(its_title))):
        holds = True
    elif (not shared and one[2] > other[2]) or (
        len(shared) <= 1 and one[2] > other[2] and len(title) >= 4 and len(its_title) >= 4
    ):
        holds = False
    last = min(sentence.line_end, sentence.line_start + 5)
    told = "samma ärende" if holds else "ett ärende med annan rubrik:"
    return Claim(
        Kind.REPEAT, sentence.line_start, last, clip(sentence.text),
        f"{case} är här ”{short(sentence.text)}” och på rad {its_spot.line} {told} "
        f"”{short(its_sentence.text)}”",
        holds, severity=Severity.QUESTION, rule="repeat.case", spots=(spot,),
        advice="" if holds else "Kontrollera ärendenumret på båda ställena.",
    )  # fmt: skip
