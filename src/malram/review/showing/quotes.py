# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quote of a finding, cut into what is to be marked and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from malram.review.claims import Finding
from malram.review.document import Number
from malram.review.showing.words import clean

LONGEST = 320  # characters of a quote; what is marked always stands


def quoted(finding: Finding) -> list[tuple[str, bool]]:
    """The quote in pieces, marked or not: the number to change where it is quoted, else all its numbers."""
    text = " ".join(re.split(r"[ \t\r\n]+", finding.claim.quote.strip()))
    numbers = sorted(finding.claim.numbers, key=lambda one: one.spot)
    found = list(find_in(text, numbers))
    wrong = [span for one, span in found if finding.suspect and one.spot == finding.suspect.spot]
    spans = wrong or [span for _, span in found]
    first, last = _window(text, spans)
    pieces, at = [("… " if first else "", False)], first
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces += [(text[at:last], False), (" …" if last < len(text) else "", False)]
    return [(clean(piece), mark) for piece, mark in pieces if piece]


def find_in(text: str, numbers: Iterable[Number]) -> Iterator[tuple[Number, tuple[int, int]]]:
    """Where each number stands in a quote, in order; a number the quote does not hold is passed over."""
    at = 0
    for one in numbers:
        pattern = r"\s+".join(map(re.escape, one.text.split()))
        found = re.compile(rf"(?<!\d)(?<!\d[,.]){pattern}(?!\d|[,.]\d)").search(text, at) if pattern else None
        if found:
            at = found.end()
            yield one, found.span()


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The part of a long quote to show: whole words around what is marked."""
    if len(text) <= LONGEST:
        return 0, len(text)
    first, last = (spans[0][0], spans[-1][1]) if spans else (0, 0)
    room = max(0, LONGEST - (last - first)) // 2
    start = 0 if first <= room else text.find(" ", first - room, first) + 1 or first
    end = text.rfind(" ", last, last + room)
    return start, len(text) if last + room >= len(text) else max(end, last)
