# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order a PDF page is read in: one column after the other where running text stands in columns."""

from __future__ import annotations

from bisect import bisect_left
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
    gutter = _gutter(items, left, right) if right - left >= NARROWEST else None
    stretches = _split(items, gutter) if gutter is not None else []
    if len(stretches) < 2:
        return [list(items)]
    return [part for stretch in stretches for part in in_order(stretch)]


def _gutter(items: Sequence[Item], left: float, right: float) -> float | None:
    """Where the fewest lines run across in the middle half, with enough of them on both sides."""
    pieces = [piece for item in items if item.words for piece in segments(item.words)]
    ends = sorted(piece[-1].x1 for piece in pieces)
    starts = sorted(piece[0].x0 for piece in pieces)
    quarter = (right - left) / 4
    crossed: dict[int, int] = {}
    for place in range(int(left + quarter), int(right - quarter), STEP):
        before, after = bisect_left(ends, place), len(starts) - bisect_left(starts, place)
        if before >= FEWEST and after >= FEWEST:
            crossed[place] = len(pieces) - before - after
    if not crossed:
        return None
    least = min(crossed.values())
    runs: list[list[int]] = []
    for place, count in crossed.items():
        if count == least and runs and place - runs[-1][-1] == STEP:
            runs[-1].append(place)
        elif count == least:
            runs.append([place])
    widest = max(runs, key=len)
    return (widest[0] + widest[-1]) / 2


def _split(items: Sequence[Item], place: float) -> list[list[Item]]:
    """The stretches that a gutter at `place` makes."""
    stretches: list[list[Item]] = []
    whole: list[Item] = []
    band: list[Item] = []
    for item in [*items, None]:
        sides = _sides(item, place) if item else None
        if item and sides is not None:
            band.append(item)
            continue
        halves = _halves(band, place)
        if halves:
            stretches += [whole, *halves] if whole else halves
            whole = []
        else:
            whole += band
        band = []
        if item:
            whole.append(item)
    return [*stretches, whole] if whole else stretches


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
    if len(band) < FEWEST:
        return []
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
