# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order a PDF page is read in: one column after the other where running text stands in columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malram.review.reading.pdf.cells import DraftTable, Piece, is_value, segments, text_of

FEWEST = 4  # lines that a column of text has at least
STEP = 3  # points between two places tried
GAP = 4.0  # points without a letter from edge to edge
NARROWEST = 220.0  # points of text that can be two columns
SHORTEST = 18  # characters of a column's line on the average
MOST_DIGITS = 0.2
LEAST_RUNNING = 0.4  # of a column's lines are running text; the others are headings, lists and tables


@dataclass(slots=True)
class Item:
    """A printed line, or a table that stands in its place."""

    top: float
    bottom: float
    left: float
    right: float
    words: Piece
    table: DraftTable | None = None
    label: bool = False  # of a chart: neither prose nor table


def line_item(words: Piece, label: bool = False) -> Item:
    """A printed line as an item."""
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return Item(top, bottom, words[0].x0, words[-1].x1, words, None, label)


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
    for beside, band in _bands(items, place):
        halves = _halves(band, place) if beside else []
        if not halves:
            whole += band
            continue
        stretches += [whole, *halves] if whole else halves
        whole = []
    return [*stretches, whole] if whole else stretches


def _bands(items: Sequence[Item], place: float) -> Iterator[tuple[bool, list[Item]]]:
    """The items in bands, and for each band whether it can be two columns of text beside each other."""
    band: list[Item] = []
    for part in _parts(items):
        crossed = [_sides(item, place) is None for item in part]
        if not any(crossed) and not _is_table(part, place):
            band += part
            continue
        at = crossed.index(True) if True in crossed else 0
        band += part[:at]
        beside, heading = _without_heading(band)
        if beside:
            yield True, beside
        if heading:
            yield False, heading
        band = []
        for item, across in zip(part[at:], crossed[at:], strict=True):
            if across or _is_table(part, place):
                if band:
                    yield True, band
                band = []
                yield False, [item]
            else:
                band.append(item)
    if band:
        yield True, band


def _without_heading(band: list[Item]) -> tuple[list[Item], list[Item]]:
    """The band, and the heading at its end that stands above what comes next over the whole page."""
    at = len(band)
    while at > 0 and all(word.bold for word in band[at - 1].words) and band[at - 1].words:
        at -= 1
    lone = 0 < at < len(band) and band[at].top - max(item.bottom for item in band[:at]) > GAP
    return (band[:at], band[at:]) if lone else (band, [])


def _parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items between gaps that go over the whole page."""
    part: list[Item] = []
    bottom = 0.0
    for item in items:
        if part and item.top - bottom > GAP:
            yield part
            part = []
        bottom = max(bottom, item.bottom) if part else item.bottom
        part.append(item)
    if part:
        yield part


def _is_table(part: Sequence[Item], place: float) -> bool:
    """Whether lines without running text are a table that happens not to cross the gutter.

    When most lines begin with words beyond the gutter too, two tables stand beside each other.
    """
    widest = max(item.right - item.left for item in part)
    if any(_runs(item, 0.7 * widest) or _any_runs(item) for item in part):
        return False
    rows = [segments(item.words) for item in part if item.words]
    texts = [text_of(piece) for row in rows for piece in row]
    beyond = [
        text_of(next(piece for piece in row if piece[0].x0 >= place))
        for row in rows
        if row[-1][0].x0 >= place
    ]
    labelled = sum(not is_value(text) for text in beyond)
    return sum(map(is_value, texts)) >= 3 and not (beyond and labelled > 0.6 * len(beyond))


def _any_runs(item: Item) -> bool:
    return any(len(piece) >= 6 for piece in (segments(item.words) if item.words else []))


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
                half.append(line_item(words, item.label))
    return list(halves) if all(_is_text(half) for half in halves) else []


def _is_text(items: Sequence[Item]) -> bool:
    """Whether running text stands here: long unbroken lines of words, as far as half of what is printed."""
    lines = [item for item in items if item.table is None]
    if len(lines) < FEWEST:
        return False
    widest = max(item.right - item.left for item in lines)
    running = sum(_runs(item, widest) for item in lines)
    return running >= FEWEST and running >= LEAST_RUNNING * len(lines)


def _runs(item: Item, widest: float) -> bool:
    text = text_of(item.words)
    digits = sum(map(str.isdigit, text))
    wide = item.right - item.left > 0.6 * widest and len(text) >= SHORTEST
    return wide and digits <= MOST_DIGITS * len(text) and len(segments(item.words)) == 1
