# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines prose is made of, what no table took, and what their shape tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from malram.review.document import Line
from malram.review.reading.prose.margins import off_the_text

Taken = Mapping[int, Sequence[tuple[int, int]]]

# Where a line cannot be the end of a sentence.
HANGS = re.compile(
    r"(?:\b(?:och|eller|för|av|i|på|med|till|som|den|det|de|en|ett|att|från|om|samt|inom|mot|är|var|har|ska|kan"
    r"|vid|under|än|utan|mellan|genom|hos|efter|enligt|via|blev|cirka|ca|drygt|knappt|närmare|över|inkl|exkl)"
    r"|[,+–−-])$"
)
GLYPH = re.compile(r"(?:[•●▪◦‣○■□➢➤✓✔❖·\uf000-\uf0ff]\s*|o\s+(?=[A-ZÅÄÖ])|\*\s+)(?=\S)")
DASH = re.compile(r"[-–—]\s+(?=\S)")
ENUMERATED = re.compile(r"(?:\d{1,2}\.\s+(?=[A-ZÅÄÖ])|(?:\d{1,2}|[a-zA-Z])\)\s+(?=[^\W\d_]))")
_LONE_BULLET = re.compile(r"[•●▪◦‣○■□➢➤✓✔❖·\uf000-\uf0ff]")
_GAPS = re.compile(r"\s{4,}")


@dataclass(frozen=True)
class Loose:
    """A stretch of one line that is not in a table, without the spaces around it.

    `gap` counts the empty lines before it, `torn` says that a page ended or something was dropped there,
    `beside` that a table stands on the same line, `bullet` that its bullet stands alone on the line above.
    """

    line: int
    start: int
    text: str
    gap: int = 0
    torn: bool = False
    beside: bool = False
    bullet: bool = False

    @property
    def tabular(self) -> bool:
        """Whether wide gaps part the words, as in a row of a table nobody read."""
        return tabular(self.text)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tabular(text: str) -> bool:
    """Whether wide gaps part the words, as in a row of a table nobody read."""
    return len(_GAPS.findall(text)) > 1 or "\t" in text or " " * 8 in text


def ended(text: str) -> bool:
    """Whether a line ends where a sentence can end."""
    return text.rstrip('"”’»)]').endswith((".", "!", "?", ":", "…", ";"))


def marker(text: str) -> int:
    """How many characters of bullet stand before the text of an item; 0 when it is none."""
    match = GLYPH.match(text) or DASH.match(text) or ENUMERATED.match(text)
    return match.end() if match else 0


def loose_lines(lines: Sequence[Line], taken: Taken) -> list[Loose]:
    """What is left of `lines` for prose, in order."""
    dropped = off_the_text(lines)
    found: list[Loose] = []
    gap, torn, bullet, page = 0, False, False, lines[0].page if lines else None
    for line in lines:
        ranges = taken.get(line.number, ())
        stretches = _stretches(line.text, ranges)
        torn = torn or line.page != page
        page = line.page
        if not stretches or line.number in dropped:
            gap += 0 if stretches and not ranges else 1  # a table parts what is above it from what is below
            torn = torn or (bool(stretches) and not ranges)
            continue
        for start, text in stretches:
            if _LONE_BULLET.fullmatch(text):
                bullet = True
                continue
            found.append(Loose(line.number, start, text, gap, torn, bool(ranges), bullet))
            gap, torn, bullet = 0, False, False
    return found


def _stretches(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    if not ranges:
        clean = text.strip()
        return [(len(text) - len(text.lstrip()), clean)] if clean else []
    found, at = [], 0
    for start, end in [*sorted(ranges), (len(text), len(text))]:
        part = text[at:start]
        if clean := part.strip():
            found.append((at + len(part) - len(part.lstrip()), clean))
        at = max(at, end)
    return found
