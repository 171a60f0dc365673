# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Ett underskott på d. Budgeten var b och utfallet u': a surplus beside the two figures it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from malram.review.checking.sentences.claims import Said, Stated, claim_of
from malram.review.checking.sentences.frames import plain_frame
from malram.review.checking.sentences.text import Marked, Passage, Slot
from malram.review.claims import Claim
from malram.review.relations import Sum

_TWO = (
    plain_frame(
        "budget-outcome",
        r"(?<!\w)budget(?:en|erat|erade)?…{old:k},? (?:och|medan|men|mot) …utfall\w*…{now:k}",
        "utfall",
    ),
    plain_frame(
        "outcome-budget",
        r"(?<!\w)utfall(?:et)?…{now:k},? (?:och|medan|mot|jämfört med) …budget(?:en|erade|erat)?…{old:k}",
        "utfall",
    ),
)
_LEFT = plain_frame(
    "surplus", r"(?<!\w)(?:överskott|underskott)(?:et)? (?:på|om|med|är|var|blev|uppg\w+ till) {change:k}"
)
_OWN = re.compile(
    r"^(?:(?:nämndens|verksamhetens|förvaltningens) )?(?:budgeten|utfallet|budget|utfall)\b", re.I
)
_OTHER = re.compile(
    r"prognos|helår|period|ackumulera|tidigare|föregående|balanserat|varav|eget kapital", re.I
)


def surplus_claims(passage: Passage, known: Sequence[Claim]) -> Iterator[Claim]:
    """Surpluses and deficits beside a budget and an outcome, where no other claim has read them."""
    read = {number.spot for claim in known for number in claim.numbers}
    for paragraph in passage.paragraphs:
        for here, marked in enumerate(paragraph):
            match = next((found for one in _TWO if (found := one.search(marked.text))), None)
            if match is None:
                continue
            around = paragraph[max(here - 1, 0) : here + 2]
            now, old = marked.slot(match["now"]), marked.slot(match["old"])
            stated = [(one, slot) for one in around for slot in _surpluses(one)]
            if now and old and len(stated) == 1 and stated[0][1].number.spot not in read:
                yield _claim(marked, (now, old, stated[0][1]), stated[0][0], around)


def _surpluses(marked: Marked) -> list[Slot]:
    if _OTHER.search(marked.text):
        return []
    found = [marked.slot(match["change"]) for match in _LEFT.matches(marked.text)]
    return [slot for slot in found if slot is not None]


def _claim(marked: Marked, slots: tuple[Slot, ...], where: Marked, around: Sequence[Marked]) -> Claim:
    now, old, change = slots
    near = tuple(slot for one in around for slot in one.slots if slot not in slots)
    printed = [slot.number.printed for slot in (now, old)]
    over = all(printed) and printed[0].value >= printed[1].value  # type: ignore[union-attr]
    said = f"Utfall {now.text} mot budget {old.text} ger {change.text}"
    stated = Stated("sentence.surplus", Sum((1, -1, -1) if over else (-1, 1, -1)), slots, 1, (2,), said, 2)
    firm = not near and (where is marked or _OWN.match(marked.text) is not None)
    return claim_of(stated, Said(marked, firm, near))
