# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Intäkterna var a och kostnaderna b, vilket ger en nettokostnad på c': income, costs and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from malram.review.checking.sentences.claims import Said, Stated, claim_of
from malram.review.checking.sentences.frames import plain_frame
from malram.review.checking.sentences.text import Marked, Passage, same_unit
from malram.review.claims import Claim
from malram.review.relations import Sum

_INCOME = r"(?<!\w)\w*(?:intäkter|intäkterna|inkomster|inkomsterna)(?!\w)"
_COSTS = r"(?<!\w)(?!netto)\w*(?:kostnader|kostnaderna|utgifter|utgifterna)(?!\w)"
_LEFT = r"(?<!\w)(?:nettokostnad\w*|\w*resultat(?:et)?|överskott(?:et)?|underskott(?:et)?|netto)(?!\w)"
_AND = r",? (?:och|medan|samt) ‥"
_GIVES = r"[^<>.;]{0,60}?"
_NET = (
    plain_frame(
        "income-costs-net",
        rf"{_INCOME}…{{income:k}}{_AND}{_COSTS}…{{costs:k}}{_GIVES}{_LEFT}…{{left:k}}",
        "intäkter",
        "inkomster",
    ),
    plain_frame(
        "costs-income-net",
        rf"{_COSTS}…{{costs:k}}{_AND}{_INCOME}…{{income:k}}{_GIVES}{_LEFT}…{{left:k}}",
        "intäkter",
        "inkomster",
    ),
)
# Then the figures are something else: what they changed by, or parts of them.
_OTHER = re.compile(
    r"budget|avvik|prognos|finansiell|varav|exkl|avskrivning|bidrag|ök|minsk|högre|lägre", re.I
)


def net_claims(passage: Passage) -> Iterator[Claim]:
    """What is left of income and costs, where one sentence states all three."""
    for marked in passage.sentences():
        if len(marked.slots) == 3 and not _OTHER.search(marked.text):
            yield from _claims(marked)


def _claims(marked: Marked) -> Iterator[Claim]:
    match = next((found for one in _NET if (found := one.search(marked.text))), None)
    slots = [marked.slot(match[role]) for role in ("costs", "income", "left")] if match else []
    bound = tuple(slot for slot in slots if slot is not None)
    if len(bound) == 3 and same_unit(*bound):
        costs, income, left = bound
        said = f"Kostnader {costs.text} minus intäkter {income.text} är {left.text}"
        yield claim_of(Stated("sentence.net", Sum((1, -1, -1)), bound, 0, (2,), said, 2), Said(marked, False))
