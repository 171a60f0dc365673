# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What belongs to the pages and not to the text: headers, footers, page numbers, tables of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from malram.review.document import Line

_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,}|·{4,})\s*\d{0,4}\s*$")
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an|or)?\.?\s*)?[-–|]?\s*\d{1,4}\s*(?:[-–|]|(?:av|/|\()\s*\d{1,4}\s*\)?)?", re.IGNORECASE
)
_PAGE_BESIDE = re.compile(  # 'Årsredovisning 2024        Sida 14 av 96'
    r"(?:\s{2,}|\t)(?:sid(?:a|an)?\.?\s*\d{1,3}\s*(?:av|/|\()|\d{1,3}\s*\()\s*\d{1,3}\s*\)?\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d)?)?")
_CONTENTS = re.compile(r"\s*(?:Innehåll(?:sförteckning)?|Innehållsöversikt)\s*", re.IGNORECASE)
_ENTRY = re.compile(r"\s*\S.*\s\d{1,3}\s*")
_ENDED = re.compile(r"[.!?:;…][\"”’»)\]]*\s*$")
_EDGE = 3  # lines from the top or the bottom of a page where what is repeated is looked for


def off_the_text(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are no text of the document."""
    return {*_page_numbers(lines), *_repeated(lines), *_interrupting(lines), *_contents(lines)}


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Lines with nothing but a page's number. '15' between 'med' and 'procent' is part of a sentence."""
    texts = ["", *(line.text.strip() for line in lines), ""]
    for line, before, text, after in zip(lines, texts, texts[1:], texts[2:], strict=False):
        if len(text) < 120 and _PAGE_BESIDE.search(text):
            yield line.number
        if not text or len(text) > 20 or not _PAGE_NUMBER.fullmatch(text):
            continue
        if text.isdigit():
            inside = before and before[-1] not in ".:!?" and after[:1].islower()
            if len(text) < 4 and not inside:
                yield line.number
        elif len(text) > 1 and not _YEAR.fullmatch(text):
            yield line.number


def _repeated(lines: Sequence[Line]) -> Iterator[int]:
    """Headers and footers: what stands at the edge of many pages, whatever its page number is."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.text.strip():
            pages[line.page or 0].append(line)
    if len(pages) < 3:
        yield from _numbered(lines)
        return
    edges: dict[str, set[int]] = defaultdict(set)
    for page in pages.values():
        for line in (*page[:_EDGE], *page[-_EDGE:]):
            edges[_shape(line.text)].add(line.number)
    for numbers in edges.values():
        if len(numbers) >= max(3, len(pages) // 4):
            yield from numbers


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


def _interrupting(lines: Sequence[Line]) -> set[int]:
    """Headers and footers without numbers: what stands again and again in the middle of a sentence."""
    printed = [line for line in lines if line.text.strip()]
    places: dict[str, list[int]] = defaultdict(list)
    for line in printed:
        if len(line.text) < 90:
            places[line.text.strip()].append(line.number)
    cuts: dict[str, set[str]] = defaultdict(set)
    for before, here, after in zip(printed, printed[1:], printed[2:], strict=False):
        head = here.text.strip()
        if len(places[head]) >= 4 and head[0].isupper() and _runs_on(before.text.strip(), after.text.strip()):
            cuts[head].add(before.text)
    return {number for head, sentences in cuts.items() if len(sentences) > 1 for number in places[head]}


def _runs_on(before: str, after: str) -> bool:
    return len(before) > 45 and not _ENDED.search(before) and len(after) > 30 and after[0].islower()


def _counts_up(counter: Sequence[int]) -> bool:
    steps = Counter(after - before for before, after in pairwise(counter))
    return all(step > 0 for step in steps) and (steps[1] + steps[2]) * 2 > len(counter) and counter[-1] < 2000


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.strip()))


def _contents(lines: Sequence[Line]) -> Iterator[int]:
    """The lines of tables of contents, with dots before the page number or listed under their heading."""
    leaders = [at for at, line in enumerate(lines) if _LEADERS.search(line.text)]
    dropped = set(leaders)
    for before, after in pairwise(leaders):
        if after - before <= 3:
            dropped.update(range(before, after))
    for at, line in enumerate(lines):
        if _CONTENTS.fullmatch(line.text):
            dropped |= {at, *_entries(lines, at)}
    yield from (lines[at].number for at in dropped)


def _entries(lines: Sequence[Line], heading: int) -> set[int]:
    """The places of the lines below a heading of contents that end in a page number that only grows."""
    entries: set[int] = set()
    last, missed = 0, 0
    for at in range(heading + 1, len(lines)):
        text = lines[at].text.strip()
        if not text:
            continue
        page = int(text.split()[-1]) if _ENTRY.fullmatch(text) else -1
        if page >= last:
            entries.update(range(max(entries, default=heading) + 1, at + 1))
            last, missed = page, 0
        elif (missed := missed + 1) > 1:
            break
    return entries if len(entries) >= 3 else set()
