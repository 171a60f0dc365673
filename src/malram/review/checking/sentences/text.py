# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences with typed marks for their numbers, and the passages sentences stand in.

'Kostnaden var 120,5 mnkr (3 procent)' is marked 'Kostnaden var <k0> (<p1>)', so that a frame can be read as
Swedish. k is money, p per cent, e percentage points, n any other number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from malram.review.checking.sentences.landmarks import Landmarks
from malram.review.document import Document, Heading, Number, Paragraph, Sentence, Table
from malram.values import UNITS, NumberError, parse_number

_KINDS = {"money": "k", "share": "p", "points": "e"}
# 'inom 90 dagar', 'äldre än 65 år': part of what is measured, not a measurement.
_DEFINES = re.compile(
    r"(?:inom|efter|senaste|ålder\w*|(?:äldre|yngre|mer|längre|kortare|senare|tidigare|fler) än)$", re.I
)
_MILLIONS = re.compile(r"(?:miljon(?:er)?|miljard(?:er)?)$", re.I)
_AIMED = re.compile(r"\b(?:mål|gräns|krav)\w*[^<>.]{0,25}$", re.I)
_BRACKETED_YEAR = re.compile(r"\(((?:år |helår |i |under )?(?:19|20)\d\d)\)")
_LIMITS = ("minst", "högst", "över", "under")
_COMPARING = ("än", "över", "under")
NEAR = 40  # lines between a table and the prose that still speaks of it


@dataclass(frozen=True)
class Slot:
    """A number of a sentence. `bare` is it without a word of comparison before it ('lägre än 35')."""

    number: Number
    bare: Number
    kind: str

    @property
    def text(self) -> str:
        return " ".join(self.bare.text.split())


@dataclass(frozen=True)
class Marked:
    """A sentence with marks for its numbers; `slots[3]` is what stands as <n3>."""

    sentence: Sentence
    text: str
    slots: tuple[Slot, ...]

    @cached_property
    def landmarks(self) -> Landmarks:
        return Landmarks(self.text)

    def slot(self, mark: str | None) -> Slot | None:
        return self.slots[int(mark[2:-1])] if mark else None


@dataclass(frozen=True)
class Passage:
    """Paragraphs under one heading with nothing between them, and the table right above."""

    paragraphs: tuple[tuple[Marked, ...], ...]
    table: Table | None = None

    def sentences(self) -> tuple[Marked, ...]:
        return tuple(marked for paragraph in self.paragraphs for marked in paragraph)


def passages(document: Document) -> Iterator[Passage]:
    """The document's prose, a passage at a time."""
    open_: list[tuple[Marked, ...]] = []
    table: Table | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            marked = tuple(mark(sentence) for sentence in block.sentences)
            if marked:
                open_.append(marked)
            continue
        if open_:
            yield _passage(open_, table)
            open_ = []
        table = block if isinstance(block, Table) else table
        if isinstance(block, Heading) and block.level == 1:
            table = None
    if open_:
        yield _passage(open_, table)


def _passage(paragraphs: list[tuple[Marked, ...]], table: Table | None) -> Passage:
    first = paragraphs[0][0].sentence.line_start
    near = table is not None and 0 <= first - table.line_end <= NEAR
    return Passage(tuple(paragraphs), table if near else None)


def mark(sentence: Sentence) -> Marked:
    """Put a mark in the place of every number."""
    parts: list[str] = []
    slots: list[Slot] = []
    at = 0
    for number, offset in zip(sentence.numbers, sentence.offsets, strict=True):
        after = sentence.text[offset + len(number.text) :]
        slot, lead = _slot(_without_year(number, after))
        before = _plain(sentence.text[at:offset]) + lead
        parts.append(before)
        qualified = slot.number.printed is not None and slot.number.printed.qualifier in _LIMITS
        led = "".join(parts).rstrip()
        defines = slot.kind == "t" and ((qualified and not _AIMED.search(led)) or _DEFINES.search(led))
        slot = replace(slot, kind="n") if slot.kind == "t" else slot
        parts.append("·" if defines else f"<{slot.kind}{len(slots)}>")
        slots.append(slot)
        at = offset + len(number.text)
    parts.append(_plain(sentence.text[at:]))
    text = _BRACKETED_YEAR.sub(r"\1", "".join(parts))
    return Marked(sentence, text, tuple(slots))


def _without_year(number: Number, after: str) -> Number:
    """'1 133 år 2023' is 1 133 in the year 2023."""
    if number.printed is None or not number.text.endswith(" år") or not re.match(r" (?:19|20)\d\d\b", after):
        return number
    return replace(number, text=number.text[:-3], printed=replace(number.printed, unit=None))


def _plain(text: str) -> str:
    return re.sub(r"\s", " ", text).replace("<", "‹").replace(">", "›")


def slot_of(number: Number) -> Slot:
    """The slot of a number that stands in no sentence."""
    slot, _ = _slot(number)
    return replace(slot, kind="n") if slot.kind == "t" else slot


def same_unit(*slots: Slot) -> bool:
    """Whether the figures are printed in one unit, money in any; what has none follows the others."""
    units = {slot.number.printed.unit for slot in slots if slot.number.printed}
    return len({unit.kind if unit.kind == "money" else unit.code for unit in units if unit}) <= 1


def unqualified(slot: Slot) -> Slot:
    """The figure of 'minst 90 procent' alone: a target is the figure, and its word says which way."""
    number = slot.bare
    if number.printed is None or number.printed.qualifier is None:
        return slot
    return replace(slot, bare=replace(number, printed=replace(number.printed, qualifier=None)))


def counted(slot: Slot) -> Slot:
    """A count of persons or cases stands for itself; a rounded one, '12 000', does not."""
    printed = slot.number.printed
    whole = (
        slot.kind == "n"
        and printed is not None
        and printed.decimals == 0
        and printed.qualifier is None
        and printed.high is None
        and (printed.unit is None or printed.unit.kind == "count")
        and (printed.value < 1000 or printed.value % 10 != 0)
    )
    return replace(slot, number=replace(slot.number, exact=True)) if whole else slot


def _slot(number: Number) -> tuple[Slot, str]:
    """The slot of a number, and the words of comparison that belong to the sentence rather than to it."""
    printed = number.printed
    if printed and printed.unit is None and _MILLIONS.search(number.text):  # '242,2 miljoner sämre än budget'
        printed = replace(printed, unit=UNITS["kr"])
        number = replace(number, printed=printed)
    unit = printed.unit if printed else None
    kind = _KINDS.get(unit.kind, "n") if unit else "n"
    if unit and unit.kind == "time":
        kind = "t"
    digits = re.search(r"[^\w]?\d", number.text)
    lead = number.text[: digits.start()] if digits and printed and printed.qualifier else ""
    if not lead.strip().lower().endswith(_COMPARING):
        return Slot(number, number, kind), ""
    start = len(lead)
    lead, text = number.text[:start], number.text[start:]
    spot = replace(number.spot, start=min(number.spot.start + start, number.spot.end))
    try:
        bare = replace(number, text=text.strip(), spot=spot, printed=parse_number(text.strip()))
    except NumberError:
        return Slot(number, number, kind), ""
    return Slot(number, bare, kind), _plain(lead).rstrip() + " "
