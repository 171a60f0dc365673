# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""References to notes: the numbers under 'Not' are no figures, and are left out before rows are cut.

'Avskrivningar 3 410 395' under 'Not 2025 2024' is note 3 and two figures. Whether a number is a
reference shows from the numbers under each other: references climb, mostly by one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from malram.review.document import Line
from malram.review.reading.tables.words import sentence_like

Span = tuple[int, int, int]  # line, start, end

FARTHEST = 200  # lines a heading reaches
MOST = 300  # rows with the word on them: every pair of them is compared
FEWEST = 3  # references that make a column of them
_DASHES = "-\N{EN DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}\N{EM DASH}"
_ONE = r"\d{1,2}[A-Za-z]?"
_MANY = rf"{_ONE}(?:, ?{_ONE})*"
_HEAD = re.compile(r"(?<![\w.,-])(?:Not|NOT|Noter)(?![\w.-])(?! ?\d{1,3}(?!\d))")
_ROW = re.compile(rf"(?P<label>(?:[^\d]*[^\d\s.,(])?\s+|\s*)(?P<ref>{_MANY})(?=\s+(?:[{_DASHES}(+] ?)?\d)")
_CELL = re.compile(rf"\s*(?P<ref>{_MANY})\s*")
_SPELT = re.compile(rf"(?:^|(?<=\s))[Nn]ot (?P<ref>{_MANY})(?=\s+(?:[{_DASHES}(+] ?)?\d)")
_FIGURE = rf"(?:[{_DASHES}+] ?)?\d{{1,3}}(?: \d{{3}})*(?:,\d+)?(?!\S)"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_JOINED = re.compile(r" \d{3}(?!\d)")
_TOTAL = re.compile(r"\W*(?:\w+ )?(?:\w*resultat|\w*summa|total|netto)", re.IGNORECASE)
_STEPS = {0: 0.3, 1: 1.0, 2: 0.6, 3: 0.2}  # how readily a reference follows the one above


@dataclass(frozen=True)
class _Mark:
    """A number that may be a reference."""

    line: int  # index among the lines
    start: int
    end: int
    number: int
    plain: bool = False  # can be nothing but a reference: no digits join it, and the row is no total
    weak: bool = False  # a total, and the digits after it join it to a number in thousands


def without_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Span]]:
    """The lines with references to notes, and the word over them, as empty space; and where they stood."""
    found = [*_under_headings(lines), *_spelt(lines)]
    left = list(lines)
    spans = []
    for at, start, end in found:
        text = left[at].text
        left[at] = replace(left[at], text=text[:start] + " " * (end - start) + text[end:])
        spans.append((left[at].number, start, end))
    return left, spans


def _under_headings(lines: Sequence[Line]) -> Iterator[Span]:
    heads = [at for at, line in enumerate(lines) if _is_head(line.text)]
    for at, following in zip(heads, [*heads[1:], len(lines)], strict=False):  # no heading, no stretch
        until = min(following, at + FARTHEST)
        words = list(_HEAD.finditer(lines[at].text))
        chain = _climbing(list(_marks(lines, at + 1, until)))
        if chain and len(words) > 1:
            columns = len(_YEAR.findall(lines[at].text, words[0].end(), words[1].start()))
            second = _climbing(list(_later(lines, at + 1, until, columns, chain)))
            chain = [*chain, *second] if second else []
        if chain:
            yield from ((at, *word.span()) for word in words)
            yield from ((mark.line, mark.start, mark.end) for mark in chain)


def _is_head(text: str) -> bool:
    """A line with 'Not' among other short words, or alone; twice where another body's columns follow."""
    return len(text) < 120 and len(_HEAD.findall(text)) in (1, 2) and not sentence_like(text)


def _later(
    lines: Sequence[Line], first: int, until: int, columns: int, chain: Sequence[_Mark]
) -> Iterator[_Mark]:
    """The numbers that may be references in a second column of them, after the figures of so many columns."""
    taken = {mark.line: mark.end for mark in chain}
    after = re.compile(rf"\D*?\s*(?:{_FIGURE}\s+){{{columns}}}(?P<ref>{_MANY})(?=\s+(?:[{_DASHES}(+] ?)?\d)")
    for at in range(first, until) if columns else ():
        text = lines[at].text
        match = after.match(text, taken.get(at, 0))
        if match:
            weak = bool(_JOINED.match(text[match.end("ref") :]) and _TOTAL.match(text))
            yield _Mark(at, *match.span("ref"), _first(match["ref"]), weak=weak)


def _marks(lines: Sequence[Line], first: int, until: int) -> Iterator[_Mark]:
    above = ""
    for at in range(first, until):
        text = lines[at].text
        if not text.strip():
            continue
        if _runs_on(text):
            return
        match = _CELL.fullmatch(text) or _ROW.match(text)
        label = (text[: match.start("ref")].strip() or above) if match else ""
        if match and _named(label):
            joined, total = _JOINED.match(text[match.end("ref") :]), _TOTAL.match(label)
            plain, weak = not joined and not total, bool(joined and total)
            yield _Mark(at, *match.span("ref"), _first(match["ref"]), plain, weak)
        above = text


def _runs_on(text: str) -> bool:
    """Whether a line is running text; the figures of a row are no words of it."""
    return sentence_like(" ".join(word for word in text.split() if any(map(str.isalpha, word))))


def _named(text: str) -> bool:
    return re.search(r"[^\W\d_]{3}", text) is not None


def _climbing(marks: Sequence[_Mark]) -> list[_Mark]:
    """The marks that best climb one after the other, where enough of them do."""
    best: list[tuple[float, list[_Mark]]] = []
    for at, mark in enumerate(marks):
        score, chain = 1.0, [mark]
        for before in range(at):
            step = _STEPS.get(mark.number - marks[before].number)
            if step is not None and best[before][0] + step > score:
                score, chain = best[before][0] + step, [*best[before][1], mark]
        best.append((score, chain))
    _, chain = max(best, key=lambda one: one[0], default=(0.0, []))
    chain = [mark for at, mark in enumerate(chain) if not mark.weak or _between(chain, at)]
    ones = sum(right.number - left.number == 1 for left, right in itertools.pairwise(chain))
    return _with_repeated(marks, chain) if len(chain) >= FEWEST and ones >= FEWEST - 1 else []


def _between(chain: Sequence[_Mark], at: int) -> bool:
    """Whether the references above and below are those just before and just after."""
    around = [chain[here].number - chain[at].number for here in (at - 1, at + 1) if 0 <= here < len(chain)]
    return around == [-1, 1]


def _with_repeated(marks: Sequence[_Mark], chain: list[_Mark]) -> list[_Mark]:
    """The chain with references further down to a note that a row above has too."""
    first = {mark.number: mark.line for mark in reversed(chain)}
    return chain + [
        mark
        for mark in marks
        if mark not in chain and mark.plain and first.get(mark.number, mark.line) < mark.line
    ]


def _first(references: str) -> int:
    return int("".join(itertools.takewhile(str.isdigit, references)))


def _spelt(lines: Sequence[Line]) -> Iterator[Span]:
    """'Avskrivningar Not 4 -310 -295': the word stands on every row."""
    marks = [
        _Mark(at, *match.span(), _first(match["ref"]))
        for at, line in enumerate(lines)
        if (match := _SPELT.search(line.text)) and not _runs_on(line.text)
    ]
    for mark in _climbing(marks[:MOST]):
        yield mark.line, mark.start, mark.end
