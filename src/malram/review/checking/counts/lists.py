# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding the lists: things enumerated in a sentence, and bullets below one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from malram.review.checking.repeats.claims import clip, short
from malram.review.checking.repeats.keys import years_in
from malram.review.checking.repeats.words import content_set
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Block, Document, Heading, Paragraph, Sentence, Spot, Table
from malram.values.numbers import WORDS, one_of

_SMALL = [word for word in WORDS if word not in ("en", "ett", "noll")]
_ANNOUNCED = re.compile(
    rf"(?:^|(?<=\s))(?P<number>[2-9]|1\d"
    rf"|{one_of(_SMALL)}) (?P<what>(?:[a-zåäöé-]+ ){{0,3}}?[a-zåäöé-]{{3,}}(?:ar|er|or|en|n|na|mål|team"
    rf"|lag|delar|"
    r"områden|steg|år|råd|krav|spår|mått|paket|skäl)?)(?P<verb> (?:är|deltog|ingår|finns|valdes|har \w+"
    r"|består av))?:(?=\s|$)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    rf"\b(?:följande|dessa) (?P<number>[2-9]|1\d|{one_of(_SMALL)}) (?P<what>[a-zåäö-]{{4,}})[^.:]*:\s*$", re.I
)
_JOIN = re.compile(r",\s*(?:och|samt)\s|,\s|\s(?:och|samt)\s|;\s")
_KINDS = re.compile(
    r"\b(?:besvarade|inkomna|inkommit|besvarat|avslutade|pågående|beslutade|genomförda|antagna)\b", re.I
)


def announced(sentence: Sentence) -> tuple[int, str] | None:
    """The number of things a sentence promises before a colon: 'tre prioriterade områden: …'."""
    if ":" not in sentence.text:
        return None
    match = _FOLLOWING.search(sentence.text) or _ANNOUNCED.search(sentence.text)
    if match is None:
        return None
    number = match["number"]
    return (int(number) if number.isdigit() else WORDS[number.lower()]), match["what"].strip()


def enumerated(sentence: Sentence, number: int) -> int | None:
    """How many things stand after the colon of a sentence; None when the list is not there.

    'Äldre, vuxna, barn och unga' are three or four: the number that is said decides.
    """
    _, colon, rest = sentence.text.partition(":")
    if not colon or len(rest.strip()) < 3:
        return None
    parts = [part for part in _JOIN.split(rest.strip(" .")) if part.strip()]
    if len(rest.split(",")) == number:
        return number
    return len(parts) if len(parts) > 1 else None


def bullets_below(document: Document) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Each paragraph with the bullets that follow it."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        items: list[Sentence] = []
        last = block.sentences[-1].line_end
        for after in blocks[at + 1 : at + 40]:
            if not isinstance(after, Paragraph) or not after.sentences[0].item:
                break
            if after.sentences[0].line_start - last > 4:
                break
            items.append(after.sentences[0])
            last = after.sentences[-1].line_end
        yield list(block.sentences), items


def list_pairs(document: Document) -> Iterator[Claim]:
    """Two lists of the same kind of things in different places, of different length."""
    lists = [one for one in _lists(document) if len(one[2]) > 1]
    for (title, line, items, year), (other, its_line, its_items, its_year) in combinations(lists, 2):
        stems, its_stems = _kind(title), _kind(other)
        if not stems or stems != its_stems or len(items) == len(its_items) or its_line - line < 20:
            continue
        if year and its_year and year != its_year:
            continue
        last = min(its_items[-1].line_end, its_line + 39)
        yield Claim(
            Kind.COUNT, its_line, last, clip(other + ": " + "; ".join(item.text for item in its_items)),
            f"”{short(other)}” har {len(its_items)} punkter här och {len(items)} på rad {line}",
            False, severity=Severity.QUESTION, rule="count.lists",
            spots=(Spot(its_line, 0, len(document.line(its_line).text)),),
            advice="Kontrollera om listorna gäller samma period, och gör dem lika.",
        )  # fmt: skip


def _kind(title: str) -> frozenset[str]:
    """What a list is of, with what became of them: answered and received reports are two lists."""
    word = _KINDS.search(title)
    if word is None:
        return frozenset()
    stems = {stem for stem in content_set(title) if len(stem) > 7}
    return frozenset(
        {word[0][:5].lower(), *(stem for stem in stems if not stem.startswith(word[0][:5].lower()))}
    )


def _goes_on(before: Block, here: Block, after: Sequence[Block]) -> bool:
    """Tell whether a block without a bullet is the rest of the item above it: short, with an item after."""
    if not after or not isinstance(after[0], Paragraph) or not after[0].sentences[0].item:
        return False
    if isinstance(here, Table) or last_line(here) - last_line(before) > 3:
        return False
    text = here.text if isinstance(here, Heading) else " ".join(one.text for one in here.sentences)
    loose = isinstance(here, Paragraph) or text[:1].islower() or bool(re.search(r"\d", text))
    return loose and len(text) <= 80 and not text.endswith(":")


def last_line(block: Block) -> int:
    if isinstance(block, Heading):
        return block.line
    return block.sentences[-1].line_end if isinstance(block, Paragraph) else block.line_end


def _lists(document: Document) -> Iterator[tuple[str, int, list[Sentence], int]]:
    """Bullets with the sentence or heading above them, and the year it names."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if not isinstance(after, Paragraph) or not after.sentences[0].item:
            continue
        if isinstance(block, Heading):
            title, line = block.text, block.line
        elif (
            isinstance(block, Paragraph)
            and not block.sentences[0].item
            and block.sentences[-1].text.endswith(":")
        ):
            title, line = block.sentences[-1].text, block.sentences[-1].line_start
        else:
            continue
        items: list[Sentence] = []
        for n, one in enumerate(blocks[at + 1 :], at + 1):
            if isinstance(one, Paragraph) and one.sentences[0].item:
                items.append(one.sentences[0])
            elif not _goes_on(blocks[n - 1], one, blocks[n + 1 : n + 2]):
                break
        years = years_in(title)
        yield title, line, items, next(iter(years)) if len(years) == 1 else 0
