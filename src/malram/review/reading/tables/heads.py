# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The headings above a table: which words head which column.

The words above the first row are parted into as many groups as there are columns. Empty lines, new lines and
wide gaps part them more readily than a space does, and some words begin a heading more readily than others
('Utfall', 'Budget') or hardly ever ('fg', 'mot'). One way must clearly be best, or no
column gets a heading.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from malram.review.reading.tables.atoms import WIDE
from malram.review.reading.tables.lines import Shape
from malram.review.reading.tables.words import (
    ALONE,
    CORNERS,
    DANGLING,
    GLUED,
    HARDLY_FIRST,
    HEAD_STARTS,
    HEADS,
    INCOMPLETE,
    QUALIFIERS,
    SECTIONS,
    WORDY,
    heading_like,
    is_bullet,
    sentence_like,
)

YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?|/\d\d)?")  # '2024', '2024-12-31', '2024/25'
FARTHEST = 90  # lines above the first row
CLEARLY = 0.45  # how much dearer the second best way must be
_LONGEST = 9  # words of one heading
_TOO_ODD = 4  # the cost above which words do not head a column
_KEPT = 2  # ways kept for each number of headings at each word
_MOST = 60  # words of all headings


@dataclass(frozen=True)
class Head:
    """`columns` are the headings, '' for all when unsure; `extra` those of columns of words after."""

    columns: tuple[str, ...]
    extra: tuple[str, ...] = ()
    corner: str = ""
    title: str = ""
    lines: tuple[Shape, ...] = ()  # what was read as headings
    known: bool = False
    cost: float = 0.0

    @property
    def plain(self) -> bool:
        """Whether every heading has a word that headings are made of."""
        return self.known and all(
            any(map(_is_head, text.split())) or YEAR.search(text) for text in self.columns
        )


@dataclass(frozen=True)
class _Word:
    text: str
    parted: int  # 0 by a space, 1 by a wide gap, 2 by a new line, 3 by an empty line
    line: int  # index among the lines


@dataclass(frozen=True)
class _Way:
    cost: float
    starts: tuple[int, ...]  # where each heading starts
    end: int
    corner: bool
    extra: int


def read_head(above: Sequence[Shape], columns: int, extra: bool = False) -> Head:
    """The headings of `columns` columns, and perhaps of columns of words after them."""
    lines = head_lines(above)
    words = _words(lines)[-_MOST:]
    unknown = Head(("",) * columns, title=title_of(lines), lines=())
    if len(words) < columns or columns == 0 or any(GLUED.search(word.text) for word in words):
        return unknown
    ways = sorted(_ways(words, columns, extra), key=lambda way: way.cost)
    heads = [_head_of(way, words, lines, columns) for way in ways]
    if not heads or ways[0].cost > 0.75 * columns + 0.8:
        return unknown
    rivals = (
        way.cost for way, head in zip(ways, heads, strict=True) if not _agree(head.columns, heads[0].columns)
    )
    return heads[0] if next(rivals, 99.0) - ways[0].cost >= CLEARLY else unknown


def head_on_line(shape: Shape) -> Head | None:
    """Headings of one word each on a line of their own: 'Indikator Resultat Mål Kvinnor Män'."""
    words = [atom.text for atom in shape.atoms]
    if not 3 <= len(words) <= 9 or words[0].lower() not in CORNERS or not all(map(_is_head, words[1:])):
        return None
    return Head(tuple(words[1:]), corner=words[0], lines=(shape,), known=True)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two readings differ in how far the last heading goes on, at most."""
    if one[:-1] != other[:-1]:
        return False
    return one[-1].startswith(other[-1]) or other[-1].startswith(one[-1])


def head_lines(above: Sequence[Shape]) -> list[Shape]:
    """The lines above a table that can be its headings and its title, the nearest last."""
    found: list[Shape] = []
    blanks = 0
    for shape in reversed(above[-FARTHEST:]):
        if shape.blank:
            blanks += 1
            if blanks > 6 and found:
                break
            continue
        if _ends_head(shape):
            break
        found.insert(0, shape)
        blanks = 0
    return found


def _ends_head(shape: Shape) -> bool:
    if is_bullet(shape.text) or re.match(r"Analys\b|Kommentar(?:er)?$", shape.text):
        return True
    if re.search(r"[a-zåäö]{4}\.$", shape.text):
        return True
    return sentence_like(shape.text) and not heading_like(shape.text)


def _words(lines: Sequence[Shape]) -> list[_Word]:
    gaps = [b.number - a.number for a, b in itertools.pairwise(lines)]
    # where every line stands apart, an empty line tells no more than a new one
    evenly = len(gaps) >= 4 and sum(gap >= 2 for gap in gaps) >= 0.85 * len(gaps)
    words = []
    for index, shape in enumerate(lines):
        apart = 2 if index and (evenly or gaps[index - 1] == 1) else 3
        for place, atom in enumerate(shape.atoms):
            parted = apart if place == 0 else int(atom.gap >= WIDE)
            words.append(_Word(atom.text, parted, index))
    return words


def _ways(words: Sequence[_Word], columns: int, extra: bool) -> list[_Way]:
    """Every structure's best ways: with and without a corner, with columns of words after."""
    found = []
    cost_of = lru_cache(maxsize=None)(lambda start, end: _group_cost(words, start, end))
    for corner in (False, True):
        for after in (0, 1, 2) if extra else (0,):
            total = columns + int(corner) + after
            for cost, (*starts, end) in _best(words, total, cost_of, corner):
                one_line = len({words[start].line for start in starts}) == 1 and total > 1
                cost += (0.5 if extra and not after else 0.0) - (0.6 if one_line else 0.0)
                cost += sum(1.0 for start in starts[len(starts) - after :] if not _wordy(words[start].text))
                cost += 0.8 * _hidden_starts(words, starts[corner:], end)
                cost -= 0.6 if _by_empty_lines(words, starts[corner:], end) else 0.0
                found.append(_Way(cost, tuple(starts), end, corner, after))
    return found


def _best(
    words: Sequence[_Word], total: int, cost_of: Callable[[int, int], float], corner: bool
) -> list[tuple[float, tuple[int, ...]]]:
    """The cheapest ways to part the words into `total` headings; lines on top may be a title."""
    table: list[dict[int, list[tuple[float, tuple[int, ...]]]]] = [{} for _ in range(len(words) + 1)]
    for at in range(len(words)):
        if at == 0 or words[at].line != words[at - 1].line:
            table[at][0] = [(_left_cost(words, at), ())]
    for at in range(len(words)):
        for groups, ways in list(table[at].items()):
            if groups == total:
                continue
            for end in range(at + 1, min(at + _LONGEST, len(words)) + 1):
                price = _corner_cost(words, at, end) if corner and groups == 0 else cost_of(at, end)
                if price > _TOO_ODD:
                    continue
                kept = table[end].setdefault(groups + 1, [])
                if len(kept) == _KEPT and ways[0][0] + price > kept[-1][0]:
                    continue  # not even the cheapest would be kept
                kept.extend((cost + price, (*starts, at)) for cost, starts in ways)
                kept.sort()
                del kept[_KEPT:]
    found = [
        (cost + _under_cost(words, at), (*starts, at))
        for at in range(1, len(words) + 1)
        if at == len(words) or words[at].parted >= 2
        for cost, starts in table[at].get(total, [])
    ]
    return sorted(found)[:4]


def _under_cost(words: Sequence[_Word], first: int) -> float:
    """Leaving lines out under the headings: a section's name above its first row."""
    left = words[first:]
    lines = {word.line for word in left}
    firsts = [next(word.text for word in left if word.line == line) for line in lines]
    if not left or any(not text[:1].isupper() for text in firsts) or len(left) > 5 * len(lines):
        return 9.0 * bool(left)
    named = all(word.text.lower().strip(":") in SECTIONS for word in left)
    return 0.2 if named else 0.3 * len(lines) + 0.9 * sum(_is_head(word.text) for word in left)


def _hidden_starts(words: Sequence[_Word], starts: Sequence[int], end: int) -> int:
    """How many headings hold a word that begins another: 'Skola Elever 2023', 'Elever 2024'."""
    firsts = {words[start].text for start in starts[1:]}
    ends = (*starts[1:], end)
    pairs = zip(starts, ends, strict=True)
    return sum(any(words[at].text in firsts for at in range(a + 1, b)) for a, b in pairs)


def _wordy(text: str) -> bool:
    """Whether a heading's first word heads a column of words."""
    return text.lower().strip("(),:./") in WORDY


def _by_empty_lines(words: Sequence[_Word], starts: Sequence[int], end: int) -> bool:
    """Whether empty lines part all the headings and nothing else."""
    parted = {at for at in range(starts[0] + 1, end) if words[at].parted == 3}
    return len(starts) > 1 and parted == set(starts[1:])


def _left_cost(words: Sequence[_Word], first: int) -> float:
    """Leaving the words before `first` out as a title costs more when they read as headings."""
    lines = {word.line for word in words[:first]}
    return 0.1 * len(lines) + sum(
        _left_line_cost([w.text for w in words[:first] if w.line == at]) for at in lines
    )


def _left_line_cost(texts: Sequence[str]) -> float:
    if len(texts) > 1 and all(text.lower() in INCOMPLETE for text in texts):
        return 0.3  # 'Period  Helår' spans several headings
    heads = sum(_is_head(text) or YEAR.fullmatch(text) is not None for text in texts)
    if texts[0].startswith("(") or not (
        heading_like(" ".join(texts)) or (_is_head(texts[0]) and len(texts) <= 4)
    ):
        return 0.0
    return (0.3 if texts[0].lower() in INCOMPLETE and len(texts) > 1 else 0.9) * heads


def _corner_cost(words: Sequence[_Word], start: int, end: int) -> float:
    text = words[start].text.lower().strip(",:")
    cost = -0.3 if text in CORNERS else 1.2 if _is_head(words[start].text) else 0.2
    cost += sum(2.0 for word in words[start + 1 : end] if _is_head(word.text) or YEAR.fullmatch(word.text))
    cost += 0.6 if words[start].text[:1].islower() else 0.0
    cost += 0.4 * (words[end - 1].line - words[start].line) if text not in CORNERS else 0.0
    return cost + sum(_inside_cost(words, start, at) for at in range(start + 1, end))


def _group_cost(words: Sequence[_Word], start: int, end: int) -> float:
    """How odd it is that these words head one column."""
    cost = _start_cost(words, start)
    for at in range(start + 1, end):
        cost += _inside_cost(words, start, at)
        if cost > _TOO_ODD:
            return cost  # nothing below makes it less
    texts = [word.text.lower().strip("(),:") for word in words[start:end]]
    alone = start and words[start].parted >= 2 and end == len(words)
    if alone and all(text in SECTIONS for text in texts):
        cost += 0.6
    if len(texts) > 1 and all(text in INCOMPLETE for text in texts):
        cost += 2.0
    if len(texts) == 1 and texts[0] in QUALIFIERS:
        cost += 0.9
    if len(texts) > 1 and texts[0] in CORNERS and not _is_head(texts[0]):
        cost += 0.8 if any(_is_head(text) or YEAR.fullmatch(text) for text in texts[1:]) else 0.2
    if not _is_head(texts[0]) and any(
        words[at].parted >= 2 and _is_head(words[at].text) for at in range(start + 1, end)
    ):
        cost += 0.5
    cost += 1.0 * (len(texts) - len(set(texts)))
    if texts[-1] in DANGLING:
        cost += 1.0
    cost += 0.25 * max(0, len(texts) - 5)
    if sum(YEAR.fullmatch(text) is not None for text in texts) > 1:
        cost += 1.5
    if (
        end < len(words)
        and words[end].parted == 0
        and texts[-1] in QUALIFIERS
        and not _year_before(words, end - 1)
    ):
        cost += 0.6
    return cost


def _year_before(words: Sequence[_Word], at: int) -> bool:
    return YEAR.fullmatch(words[at].text) is not None


def _year_run(words: Sequence[_Word], at: int) -> bool:
    """Whether years follow each other on a line: each then heads a column."""
    return (at > 0 and _year_before(words, at - 1)) or (at + 1 < len(words) and _year_before(words, at + 1))


def _start_cost(words: Sequence[_Word], at: int) -> float:
    text = words[at].text
    parted = (1.3, 0.25, 0.3, 0.0)[words[at].parted] if at else 0.0
    low = text.lower().strip("(),:")
    if YEAR.fullmatch(text):
        quality = 0.1 if _year_run(words, at) else 0.6
        return quality + (0.2 if quality < 0.5 else parted)
    if low == "fg" and at + 1 < len(words) and _is_head(words[at + 1].text):
        return parted + 0.5
    if low in HARDLY_FIRST or text.startswith("("):
        return parted + (3.0 if text.startswith("(") else 1.6)
    if _is_head(text):
        if text[:1].islower():
            return parted + (2.0 if words[at].parted == 0 else 0.5)
        return 0.35 if words[at].parted == 0 and at else parted
    if low in ("%", "procent"):
        return parted + 0.5
    return parted + (0.7 if text[:1].isupper() else 2.5)


def _inside_cost(words: Sequence[_Word], start: int, at: int) -> float:
    """How odd it is that this word does not begin a heading."""
    text, parted = words[at].text, words[at].parted
    low = text.lower().strip("(),:")
    loose = text[:1].islower() or text[:1] in "(%-" or low in HARDLY_FIRST or YEAR.fullmatch(text) is not None
    heads = any(_is_head(words[before].text) for before in range(start, at))
    cost = (0.0, 0.8, 0.45 if heads else 0.0, 1.3)[parted]
    if YEAR.fullmatch(text) and _year_run(words, at):
        return cost + 0.8
    if loose:
        cost = (0.0, 0.5, 0.0, 0.25)[parted]
    elif (
        _is_head(text)
        and heads
        and not all(word.text.lower().strip("(),:.") in INCOMPLETE for word in words[start:at])
    ):
        cost += 1.3
    return cost


@lru_cache(maxsize=4096)
def _is_head(text: str) -> bool:
    low = text.lower().strip("(),:.")
    return low in HEADS or low.startswith(HEAD_STARTS)


def _head_of(way: _Way, words: Sequence[_Word], lines: Sequence[Shape], columns: int) -> Head:
    ends = (*way.starts[1:], way.end)
    texts = [_joined(words[start:end]) for start, end in zip(way.starts, ends, strict=True)]
    corner = texts.pop(0) if way.corner else ""
    first = words[way.starts[0]].line
    return Head(
        columns=tuple(texts[:columns]),
        extra=tuple(texts[columns:]),
        corner=corner,
        title=title_of(lines[:first]),
        lines=tuple(lines[first : words[way.end - 1].line + 1]),
        known=True,
        cost=way.cost,
    )


def _joined(words: Sequence[_Word]) -> str:
    text = ""
    for word in words:
        text = _append(text, word.text, word.parted >= 2)
    return text


def joined_words(parts: Sequence[str]) -> str:
    """The parts of a heading on lines under each other as one text."""
    text = ""
    for part in parts:
        text = _append(text, part, True)
    return text


def _append(text: str, more: str, new_line: bool) -> str:
    if new_line and text.endswith("-") and len(text) > 2 and more[:1].islower():
        return text[:-1] + more
    return text + (" " if text else "") + more


def title_of(lines: Sequence[Shape]) -> str:
    """The nearest line, or lines, over the headings."""
    block: list[Shape] = []
    for shape in reversed(lines):
        if (block and (block[0].number - shape.number > 1 or len(block) == 2)) or ALONE.match(shape.text):
            break
        block.insert(0, shape)
    return " ".join(shape.text for shape in block)
