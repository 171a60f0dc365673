# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of the prose, each with what its sentence and the words around it say it is."""

from __future__ import annotations

from dataclasses import dataclass

from malram.review.checking.repeats.keys import Amount, Marks, amount, marks, segments
from malram.review.checking.repeats.words import content_set
from malram.review.document import Document, Heading, Paragraph, Sentence, Table

_CHAPTERS = 5  # numbered headings that make sections; with fewer, any heading does


@dataclass(frozen=True)
class Mention:
    """One figure of one sentence. `around` are the stems of what the sentence stands under and after."""

    sentence: Sentence
    place: int
    amount: Amount
    marks: Marks
    stems: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    headings: frozenset[str]
    order: int  # of the sentence in the document
    section: int  # how many headings stand above it

    @property
    def line(self) -> int:
        return self.amount.number.spot.line

    @property
    def telling(self) -> bool:
        """Tell whether the figure alone is hardly met by chance."""
        return self.amount.digits >= 3


def mentions(document: Document) -> list[Mention]:
    """The figures of all sentences in the order they are printed."""
    found: list[Mention] = []
    heads: list[str] = []
    order = section = 0
    leveled = sum(isinstance(block, Heading) and block.level > 0 for block in document.blocks) >= _CHAPTERS
    for block in document.blocks:
        if isinstance(block, Heading):
            section += not leveled or block.level > 0
            order += 1  # sentences under two headings are not next to each other
            heads = [*heads[-1:], block.text] if block.level == 0 else [block.text]
        elif isinstance(block, Table):
            continue
        elif isinstance(block, Paragraph):
            above = frozenset().union(*(content_set(head) for head in heads)) if heads else frozenset()
            before: frozenset[str] = frozenset()
            for sentence in block.sentences:
                order += 1
                stems = content_set(sentence.text)
                if sentence.numbers:
                    found.extend(_of(sentence, stems, above | before, above, (order, section)))
                before = stems
    return found


def _of(
    sentence: Sentence,
    stems: frozenset[str],
    around: frozenset[str],
    headings: frozenset[str],
    at: tuple[int, int],
) -> list[Mention]:
    found = []
    for place, number in enumerate(sentence.numbers):
        it = amount(number)
        if it is None or number.doubt:
            continue
        near = content_set(" ".join(segments(sentence, place)))
        found.append(Mention(sentence, place, it, marks(sentence, place), stems, near, around, headings, *at))
    return found


def _begins(stem: str, said: str) -> bool:
    """Tell whether a long word begins as a said one: läkemedelskostnad and läkemedel."""
    return len(said) >= 7 and stem.startswith(said)


def covers(wanted: frozenset[str], said: frozenset[str]) -> float:
    """The share of `wanted` stems that are said, also as the beginning of a longer word."""
    if not wanted:
        return 0.0
    found = 0
    for stem in wanted:
        head = stem[: max(6, len(stem) - 2)]
        if stem in said or (len(stem) >= 6 and any(head in one or _begins(stem, one) for one in said)):
            found += 1
    return found / len(wanted)
