# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order a PDF page is read in: one column after the other where running text stands in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from malram.review.reading.pdf_cells import DraftTable, Piece, segments, text_of

FEWEST = 4  # lines that a column of text has at least
STEP = 3  # points between two places tried
NARROWEST = 220.0  # points of text that can be two columns
SHORTEST = 18  # characters of a column's line on the average
MOST_DIGITS = 0.2


@dataclass(slots=True)
class Item:
    """A printed line, or a table that stands in its place."""

    top: float
    bottom: float
    left: float
    right: float
    words: Piece
    table: DraftTable | None = None


def line_item(words: Piece) -> Item:
    """A printed line as an item."""
    return Item(
        min(word.top for word in words), max(word.bottom for word in words), words[0].x0, words[-1].x1, words
    )


def in_order(items: Sequence[Item]) -> list[list[Item]]:
    """The items of a page in stretches that are read from the top to the bottom, one after the other."""
    if not items:
        return []
    items = sorted(items, key=lambda item: item.bottom if item.table is None else item.top)
    left, right = min(item.left for item in items), max(item.right for item in items)
    best: list[list[Item]] = []
    most = 0
    if right - left >= NARROWEST:
        for place in _open_places(items, left, right):
            stretches, lines = _split(items, place)
            if lines > most:
                best, most = stretches, lines
    if not most:
        return [list(items)]
    return [part for stretch in best for part in (in_order(stretch) if len(best) > 1 else [stretch])]


def _open_places(items: Sequence[Item], left: float, right: float) -> list[int]:
    """Where a gutter can be: in the middle half, with enough lines that end before it and begin after it."""
    ends: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    for item in items:
        for piece in segments(item.words) if item.words else []:
            ends[int(piece[-1].x1)] += 1
            starts[int(piece[0].x0)] += 1
    quarter = (right - left) / 4
    places = range(int(left + quarter), int(right - quarter), STEP)
    return [
        place
        for place in places
        if sum(count for end, count in ends.items() if end < place) >= FEWEST
        and sum(count for start, count in starts.items() if start >= place) >= FEWEST
    ]


def _split(items: Sequence[Item], place: float) -> tuple[list[list[Item]], int]:
    """The stretches that a gutter at `place` makes, and how many lines stand beside it."""
    stretches: list[list[Item]] = []
    whole: list[Item] = []
    band: list[Item] = []
    lines = 0
    for item in [*items, None]:
        sides = _sides(item, place) if item else None
        if item and sides is not None:
            band.append(item)
            continue
        halves = _halves(band, place)
        if halves:
            stretches += [whole, *halves] if whole else halves
            lines += len(band)
            whole = []
        else:
            whole += band
        band = []
        if item:
            whole.append(item)
    return ([*stretches, whole] if whole else stretches), lines


def _sides(item: Item, place: float) -> tuple[Piece, Piece] | None:
    """The words of a line left and right of a gutter; None when it runs across."""
    if item.table is not None:
        return None if item.left < place < item.right else ([], [])
    left = [word for word in item.words if (word.x0 + word.x1) / 2 < place]
    right = [word for word in item.words if (word.x0 + word.x1) / 2 >= place]
    across = any(word.x1 > place for word in left[-1:]) or any(word.x0 < place for word in right[:1])
    tight = bool(left and right) and right[0].x0 - left[-1].x1 < 0.95 * left[-1].size
    return None if across or tight else (left, right)


def _halves(band: Sequence[Item], place: float) -> list[list[Item]]:
    """The left and the right column of a band of lines, or nothing when they are no columns of text."""
    halves: tuple[list[Item], list[Item]] = ([], [])
    for item in band:
        if item.table is not None:
            halves[item.left >= place].append(item)
            continue
        for half, words in zip(halves, _sides(item, place) or ([], []), strict=True):
            if words:
                half.append(line_item(words))
    return list(halves) if all(_is_text(half) for half in halves) else []


def _is_text(items: Sequence[Item]) -> bool:
    """Whether lines are running text: long ones that reach about as far, of words rather than digits."""
    lines = [item for item in items if item.table is None]
    if len(lines) < FEWEST:
        return False
    texts = [text_of(item.words) for item in lines]
    letters = sum(map(len, texts))
    digits = sum(character.isdigit() for text in texts for character in text)
    if letters < SHORTEST * len(texts) or digits > MOST_DIGITS * letters:
        return False
    widest = max(item.right - item.left for item in lines)
    wide = sum(item.right - item.left > 0.55 * widest for item in lines)
    split = sum(len(segments(item.words)) > 1 for item in lines)
    return 2 * wide > len(lines) and 4 * split < len(lines)
