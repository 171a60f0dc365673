# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings, paragraphs and list items in loose lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from malram.review.document import Heading, Line, Paragraph
from malram.review.reading.prose.headings import heading_at
from malram.review.reading.prose.lines import (
    DASH,
    ENUMERATED,
    GLYPH,
    HANGS,
    Loose,
    ended,
    loose_lines,
    marker,
)
from malram.review.reading.prose.sentences import sentences_of

_STARRED = re.compile(r"\*{1,3}(?=\w)")
# What a line can end with that goes on with a capital; after '(12 procent)' a capital is a new beginning.
_RUNS = re.compile(r"(?:[^\W\d_][,\"”»-]?|[.!?:;…–-][\"”’»)\]]*)$")
_NEAR = 40  # lines around a short block that tell how wide a text is here
_FURTHEST = 2  # empty lines a sentence may go on over,
_FURTHEST_TORN = 9  # and over the foot of a page and the head of the next


def find_prose(
    lines: Sequence[Line], taken: Mapping[int, Sequence[tuple[int, int]]]
) -> list[Heading | Paragraph]:
    """The headings and paragraphs in the characters no table took."""
    loose = loose_lines(lines, taken)
    layout = Layout(loose)
    found: list[Heading | Paragraph] = []
    at = 0
    while at < len(loose):
        listed = bool(found) and isinstance(found[-1], Paragraph) and _below(loose, at)
        if heading := heading_at(loose, at, apart=True, listed=listed):
            found.append(heading[0])
            at += heading[1]
            continue
        end = at + 1
        mark = marker(loose[at].text)
        while end < len(loose) and _goes_on(layout, end):
            end += 1
        pieces = [(one.line, one.start, one.text) for one in loose[at:end]]
        pieces[0] = (pieces[0][0], pieces[0][1] + mark, pieces[0][2][mark:])
        if sentences := sentences_of(pieces, item=mark > 0 or loose[at].bullet):
            found.append(Paragraph(sentences))
        at = end
    return found


def _below(loose: Sequence[Loose], at: int) -> bool:
    """Whether a line stands right below one without an end, as in a list."""
    return loose[at].gap == 0 and not loose[at].torn and not ended(loose[at - 1].text)


class Layout:
    """Loose lines with how wide the text is around each, and where every line is followed by an empty one."""

    def __init__(self, loose: Sequence[Loose]) -> None:
        self.loose = loose
        self.widths = _widths(loose)
        steps = [_step(loose, at) for at in range(len(loose))]
        self._single = list(accumulate((step == 0 for step in steps), initial=0))
        self._double = list(accumulate((step == 1 for step in steps), initial=0))

    def full(self, at: int) -> bool:
        """Whether the line before `at` was broken because the next word did not fit; lists break at will.

        Letters differ in width, so a long line may end a little early, and a line that hangs much earlier.
        """
        before, here = self.loose[at - 1], self.loose[at]
        first, following = before.text.split(" ", 1)[0], here.text.split(" ", 1)[0]
        if first == following or (following[0].isupper() and not _RUNS.search(before.text)):
            return False
        needed, width = before.end + 1 + len(following), self.widths[at - 1]
        running = len(before.text) > 45 and before.text[-1].islower()
        slack = 0.7 if HANGS.search(before.text) else 0.88 if running else 1
        return needed > width * slack

    def gap(self, at: int) -> int:
        """The empty lines before a line, none where the whole text is double-spaced."""
        gap, low, high = self.loose[at].gap, max(0, at - 8), min(len(self.loose), at + 8)
        double = self._double[high] - self._double[low]
        return gap - 1 if gap and double >= 3 and self._single[high] == self._single[low] else gap


def _step(loose: Sequence[Loose], at: int) -> int:
    """The empty lines inside a sentence that surely goes on at a line; -1 where none does."""
    if not at or len(loose[at - 1].text) < 40 or ended(loose[at - 1].text) or not loose[at].text[0].islower():
        return -1
    return -1 if loose[at].torn else loose[at].gap


def _goes_on(layout: Layout, at: int) -> bool:
    """Whether the line at `at` belongs to the same paragraph or item as the one before it."""
    before, here, gap = layout.loose[at - 1], layout.loose[at], layout.gap(at)
    if gap > (_FURTHEST_TORN if here.torn else _FURTHEST) or here.line == before.line:
        return False
    if before.tabular or here.tabular:
        return False
    if _STARRED.match(here.text) or _begins_item(layout, at):
        return False
    lower, full = here.text[0].islower(), layout.full(at)
    if ended(before.text):
        return gap == 0 and not here.torn and (full or lower) and not heading_at(layout.loose, at, apart=True)
    if heading_at(layout.loose, at, apart=False):
        return False
    if lower or (full and HANGS.search(before.text)) or (gap == 0 and _open_bracket(before.text)):
        return True
    if gap == 0 and not here.torn:
        return full or not here.text[0].isalpha()
    if here.text[0] == "(" or (not here.text[0].isalpha() and HANGS.search(before.text)):
        return gap < 2 or here.torn
    return full and len(before.text) > 45 and here.torn


def _open_bracket(text: str) -> bool:
    return text.rfind("(") > text.rfind(")")


def _begins_item(layout: Layout, at: int) -> bool:
    loose, text, before = layout.loose, layout.loose[at].text, layout.loose[at - 1]
    if loose[at].bullet or GLYPH.match(text):
        return True
    if ENUMERATED.match(text):
        return ended(before.text) or marker(before.text) > 0 or loose[at].gap > 0 or not layout.full(at)
    if not (dash := DASH.match(text)):
        return False
    if ended(before.text) or loose[at].gap > 0 or marker(before.text) > 0:
        return True
    return not layout.full(at) and not text[dash.end()].isdigit()


def _widths(loose: Sequence[Loose]) -> list[int]:
    """How far to the right the text reaches around each loose line."""
    found: list[int] = []
    for block in _blocks(loose):
        widest = max(one.end for one in loose[block])
        near = sorted(one.end for one in loose[max(0, block.start - _NEAR) : block.stop + _NEAR])
        usual = near[len(near) * 3 // 4]
        widest = max(widest, usual if block.stop - block.start < 4 else usual * 3 // 4)
        found.extend([widest] * (block.stop - block.start))
    return found


def _blocks(loose: Sequence[Loose]) -> Iterator[slice]:
    start = 0
    for at in range(1, len(loose) + 1):
        if at == len(loose) or loose[at].gap > 0:
            yield slice(start, at)
            start = at
