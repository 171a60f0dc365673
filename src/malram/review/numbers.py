# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in the text of a line, a sentence or a cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from malram.review.document import Number, Spot
from malram.values import NumberError, find_numbers, parse_number


def cell_number(text: str, line: int, start: int) -> Number | None:
    """The one number of a table's cell printed at `start` on `line`; None for an empty cell and for words."""
    clean = text.strip()
    if not any(character.isdigit() for character in clean):
        return None
    start += len(text) - len(text.lstrip())
    spot = Spot(line, start, start + len(clean))
    try:
        return Number(clean, spot, parse_number(clean))
    except NumberError:
        return Number(clean, spot, None)


def numbers_of(text: str, places: Sequence[tuple[int, int, int]]) -> list[tuple[int, Number]]:
    """The numbers of a text printed at `places`, each with where it starts in the text.

    A number broken over two lines has the spot of its first piece; its text is the whole.
    """
    return [
        (found.start, Number(found.text, spot_of(text, found.start, found.end, places), found.printed))
        for found in find_numbers(text)
    ]


def spot_of(text: str, start: int, end: int, places: Sequence[tuple[int, int, int]]) -> Spot:
    """Where characters `start` to `end` of a text were printed, as far as they stand on one line."""
    here = bisect_right(places, (start, 1 << 60, 0)) - 1
    at, line, offset = places[here]
    first = offset + start - at
    while here + 1 < len(places) and places[here + 1][0] < end and places[here + 1][1] == line:
        here += 1
    at, _, offset = places[here]
    if here + 1 < len(places) and places[here + 1][0] < end:
        end = at + len(text[at : places[here + 1][0]].rstrip())
    return Spot(line, first, offset + end - at)
