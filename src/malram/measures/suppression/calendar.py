# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The blocks of months that small counts are gathered in: years, their tertials, their months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SIZES = (12, 4, 1)  # a year, a tertial, a month: the periods Swedish follow-up is printed for


@dataclass(frozen=True)
class Block:
    """A span of whole months, `first` to `last`, and the shorter blocks it is the sum of."""

    first: int
    last: int
    parts: tuple[Block, ...] = ()

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    def walk(self) -> Iterator[Block]:
        """The block and everything in it, longer blocks first."""
        yield self
        for part in self.parts:
            yield from part.walk()


def calendar(months: range) -> list[Block]:
    """The longest whole blocks that fill the months.

    A year that is not over is its whole tertials and then its months, for its sum changes next month.
    """
    blocks: list[Block] = []
    month = months.start
    while month < months.stop:
        fits = (n for n in SIZES if month % n == 0 and month + n <= months.stop)
        size = next(fits)
        blocks.append(_block(month, size))
        month += size
    return blocks


def single_months(months: range) -> list[Block]:
    """Every month by itself: what is not added up over months has no other blocks."""
    return [Block(month, month) for month in months]


def years_of_months(months: range) -> list[Block]:
    """The months of every year, or what there is of it: blocks that are decided on together."""
    single = single_months(months)
    years = sorted({month // 12 for month in months})
    parts = [tuple(block for block in single if block.first // 12 == year) for year in years]
    return [Block(blocks[0].first, blocks[-1].last, blocks) for blocks in parts]


def _block(first: int, size: int) -> Block:
    smaller = next((n for n in SIZES if n < size), 0)
    starts = range(first, first + size, smaller) if smaller else ()
    return Block(first, first + size - 1, tuple(_block(start, smaller) for start in starts))
