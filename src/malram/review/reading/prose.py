# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings, paragraphs and list items in loose lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from malram.review.document import Heading, Line, Paragraph
from malram.review.reading.prose_headings import ended, heading_at
from malram.review.reading.prose_lines import Loose, loose_lines
from malram.review.reading.sentences import sentences_of

_GLYPH = re.compile(r"(?:[•●▪◦‣○■□➢➤✓✔❖·\uf000-\uf0ff]\s*|o\s+(?=[A-ZÅÄÖ])|\*\s+)(?=\S)")
_DASH = re.compile(r"[-–—]\s+(?=\S)")
_ENUMERATED = re.compile(r"(?:\d{1,2}[.)]|[a-zA-Z]\))\s+(?=[^\W\d_])")
_STARRED = re.compile(r"\*{1,3}(?=\w)")
_HANGS = re.compile(
    r"(?:\b(?:och|eller|för|av|i|på|med|till|som|den|det|de|en|ett|att|från|om|samt|inom|mot|är|var|har|ska|kan"
    r"|vid|under|än|utan|mellan|genom|hos|efter|enligt|blev|cirka|ca|drygt|knappt|närmare|över)|[,+–−-])$"
)
_NEAR = 40  # lines around a short block that tell how wide a text is here


def find_prose(
    lines: Sequence[Line], taken: Mapping[int, Sequence[tuple[int, int]]]
) -> list[Heading | Paragraph]:
    """The headings and paragraphs in the characters no table took."""
    loose = loose_lines(lines, taken)
    widths = _widths(loose)
    found: list[Heading | Paragraph] = []
    at = 0
    while at < len(loose):
        if heading := heading_at(loose, at):
            found.append(heading[0])
            at += heading[1]
            continue
        end = at + 1
        mark = _marker(loose, at)
        while end < len(loose) and _goes_on(loose, end, widths, item=mark > 0):
            end += 1
        pieces = [(one.line, one.start, one.text) for one in loose[at:end]]
        first = pieces[0]
        pieces[0] = (first[0], first[1] + mark, first[2][mark:])
        if sentences := sentences_of(pieces, item=mark > 0):
            found.append(Paragraph(sentences))
        at = end
    return found


def _marker(loose: Sequence[Loose], at: int) -> int:
    """How many characters of bullet stand before the text of an item; 0 when it is none."""
    text = loose[at].text
    for pattern in (_GLYPH, _DASH, _ENUMERATED):
        if match := pattern.match(text):
            return match.end()
    return 0


def _goes_on(loose: Sequence[Loose], at: int, widths: Sequence[int], *, item: bool) -> bool:
    """Whether the line at `at` belongs to the same paragraph or item as the one before it."""
    before, here = loose[at - 1], loose[at]
    if here.gap > 2 or here.line == before.line:
        return False
    if _begins_item(loose, at, widths) or _STARRED.match(here.text):
        return False
    lower, open_ended = here.text[0].islower(), not ended(before.text)
    full = _is_full(before, here, widths[at - 1])
    if here.gap == 0 and not here.torn:
        return _next_line_goes_on(loose, at, lower=lower, open_ended=open_ended, full=full)
    if not open_ended:
        return False
    if lower or _HANGS.search(before.text):
        return True
    return full and len(before.text) > 45 and here.torn and here.gap == 0


def _next_line_goes_on(loose: Sequence[Loose], at: int, *, lower: bool, open_ended: bool, full: bool) -> bool:
    if open_ended and (lower or full or _HANGS.search(loose[at - 1].text)):
        return True
    if open_ended and not loose[at].text[0].isalpha():
        return True  # '(17 procent) …', '12 procent': a figure begins the line
    if heading_at(loose, at):
        return False
    return not open_ended and (full or lower)


def _is_full(before: Loose, here: Loose, width: int) -> bool:
    """Whether a line was broken because the next word did not fit; a list breaks where it likes."""
    first, following = before.text.split(" ", 1)[0], here.text.split(" ", 1)[0]
    return before.end + 1 + len(following) > width and first != following


def _begins_item(loose: Sequence[Loose], at: int, widths: Sequence[int]) -> bool:
    text, before = loose[at].text, loose[at - 1]
    if _GLYPH.match(text):
        return True
    if _ENUMERATED.match(text):
        return ended(before.text) or _marker(loose, at - 1) > 0 or loose[at].gap > 0
    if not (dash := _DASH.match(text)):
        return False
    if ended(before.text) or loose[at].gap > 0 or _marker(loose, at - 1) > 0:
        return True
    full = before.end + 1 + len(text.split(" ", 2)[1]) > widths[at - 1]
    return not full and not text[dash.end()].isdigit()


def _widths(loose: Sequence[Loose]) -> list[int]:
    """How far to the right the text reaches around each loose line."""
    found: list[int] = []
    for block in _blocks(loose):
        widest = max(one.end for one in loose[block])
        if block.stop - block.start < 4:
            near = sorted(one.end for one in loose[max(0, block.start - _NEAR) : block.stop + _NEAR])
            widest = max(widest, near[len(near) * 3 // 4])
        found.extend([widest] * (block.stop - block.start))
    return found


def _blocks(loose: Sequence[Loose]) -> Iterator[slice]:
    start = 0
    for at in range(1, len(loose) + 1):
        if at == len(loose) or loose[at].gap > 0:
            yield slice(start, at)
            start = at
