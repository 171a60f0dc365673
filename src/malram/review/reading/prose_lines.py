# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lines prose is made of: what no table took, without page headers, page numbers and contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from malram.review.document import Line

Taken = Mapping[int, Sequence[tuple[int, int]]]

_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,}|·{4,})\s*\d{0,4}\s*$")
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an|or)?\.?\s*)?[-–|]?\s*\d{1,4}\s*(?:[-–|]|(?:av|/|\()\s*\d{1,4}\s*\)?)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d)?)?")
_CONTENTS = re.compile(r"\s*(?:Innehåll(?:sförteckning)?|Innehållsöversikt)\s*", re.IGNORECASE)
_ENTRY = re.compile(r"\s*\S.*\s\d{1,3}\s*")
_GAPS = re.compile(r"\s{4,}")
_EDGE = 3  # lines from the top or the bottom of a page where what is repeated is looked for


@dataclass(frozen=True)
class Loose:
    """A stretch of one line that is not in a table, without the spaces around it.

    `gap` counts the empty lines before it, `torn` says that a page ended or something was dropped there,
    `beside` that a table stands on the same line.
    """

    line: int
    start: int
    text: str
    gap: int = 0
    torn: bool = False
    beside: bool = False

    @property
    def tabular(self) -> bool:
        """Whether wide gaps part the words, as in a row of a table nobody read."""
        return len(_GAPS.findall(self.text)) > 1 or "\t" in self.text or " " * 8 in self.text

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def loose_lines(lines: Sequence[Line], taken: Taken) -> list[Loose]:
    """What is left of `lines` for prose, in order."""
    dropped = _repeated(lines) | _contents(lines)
    found: list[Loose] = []
    gap, torn, page = 0, False, lines[0].page if lines else None
    for line in lines:
        ranges = taken.get(line.number, ())
        stretches = _stretches(line.text, ranges)
        torn = torn or line.page != page
        page = line.page
        if not stretches or line.number in dropped or _is_page_number(line, lines):
            gap += 0 if stretches and not ranges else 1  # a table parts what is above it from what is below
            torn = torn or (bool(stretches) and not ranges)
            continue
        for start, text in stretches:
            found.append(Loose(line.number, start, text, gap, torn, bool(ranges)))
            gap, torn = 0, False
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


def _is_page_number(line: Line, lines: Sequence[Line]) -> bool:
    text = line.text.strip()
    if not text or len(text) > 20 or not _PAGE_NUMBER.fullmatch(text):
        return False
    if not text.isdigit():
        return len(text) > 1 and not _YEAR.fullmatch(text)
    if len(text) > 3:
        return False
    around = [
        lines[at - 1].text.strip() if 0 < at <= len(lines) else ""
        for at in (line.number - 1, line.number + 1)
    ]
    return not (around[0] and around[0][-1] not in ".:!?" and around[1][:1].islower())  # 'med' '15' 'procent'


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Headers and footers: what stands at the edge of many pages, whatever its page number is."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text.strip():
            pages[line.page or 0].append(line)
    if len(pages) < 3:
        return _numbered(lines)
    edges: dict[str, list[int]] = defaultdict(list)
    for page in pages.values():
        for line in {line.number: line for line in [*page[:_EDGE], *page[-_EDGE:]]}.values():
            edges[_shape(line.text)].append(line.number)
    least = max(3, len(pages) // 4)
    return {number for numbers in edges.values() if len(numbers) >= least for number in numbers}


def _numbered(lines: Sequence[Line]) -> set[int]:
    """Headers and footers where no page is known: the same short text with a number that counts upwards."""
    shapes: dict[str, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for line in lines:
        if 3 < len(line.text.strip()) < 90 and any(character.isdigit() for character in line.text):
            numbers = tuple(int(digits) for digits in re.findall(r"\d{1,9}", line.text))
            shapes[_shape(line.text)].append((line.number, numbers))
    dropped: set[int] = set()
    for places in shapes.values():
        counters = list(zip(*(numbers for _, numbers in places), strict=False))
        if len(places) >= 4 and any(_counts_up(counter) for counter in counters):
            dropped |= {number for number, _ in places}
    return dropped


def _counts_up(counter: Sequence[int]) -> bool:
    steps = Counter(after - before for before, after in pairwise(counter))
    return all(step > 0 for step in steps) and (steps[1] + steps[2]) * 2 > len(counter) and counter[-1] < 2000


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.strip()))


def _contents(lines: Sequence[Line]) -> set[int]:
    """The lines of tables of contents, with dots before the page number or listed under their heading."""
    dropped: set[int] = set()
    leaders = [line.number for line in lines if _LEADERS.search(line.text)]
    for number in leaders:
        dropped.add(number)
    for before, after in pairwise(leaders):
        if after - before <= 3:
            dropped.update(range(before, after))
    for line in lines:
        if _CONTENTS.fullmatch(line.text) or (_CONTENTS.match(line.text) and line.number + 1 in dropped):
            dropped.add(line.number)
            dropped |= _entries(lines, line.number)
    return dropped


def _entries(lines: Sequence[Line], heading: int) -> set[int]:
    entries: set[int] = set()
    last, missed = 0, 0
    for line in lines[heading:]:
        if not line.text.strip():
            continue
        page = (
            int(line.text.split()[-1]) if _ENTRY.fullmatch(line.text) and line.number not in entries else -1
        )
        if page >= last:
            entries.update(range(max(entries, default=heading) + 1, line.number + 1))
            last, missed = page, 0
        elif (missed := missed + 1) > 1:
            break
    return entries if len(entries) >= 3 else set()
