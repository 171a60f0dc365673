# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which figures of a person count may be shown: decided once, for all units, months and groups together.

Everything shown is a sum over groups of units, each of at least `threshold` persons in each block of months
that it is shown for. The groups of a shorter block are made of whole groups of the longer one, so that what
is hidden can always be exchanged within a group, and the group's sum is how far it can move. The proof is in
docs/algorithms/suppression.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from malram.measures.suppression.breakdowns import divide
from malram.measures.suppression.calendar import Block, calendar, single_months, years_of_months
from malram.measures.suppression.grouping import Forest
from malram.measures.suppression.rows import DISTINCT, SUMS, Counts, Rows


@dataclass(frozen=True)
class Pattern:
    """What is shown: per block of months, [unit], and per breakdown and block, [unit, group].

    `nought` is [unit, month], and per breakdown [unit, group, month]: where there is openly nobody, because
    the unit does not exist then, or nobody at all is in the group. That hides nothing and needs no hiding.
    """

    months: range
    roots: tuple[Block, ...]
    totals: dict[Block, np.ndarray]
    divided: dict[str, dict[Block, np.ndarray]]
    nought: np.ndarray
    nobody: dict[str, np.ndarray]

    def shows(self, unit: int, months: Iterable[int], breakdown: str = "", group: int = 0) -> bool:
        """Whether the sum of a unit over these months, of all or of one group, is shown."""
        wanted = set(months) & set(self.months)
        if breakdown and self._everybody(unit, wanted, breakdown, group):
            return self.shows(unit, wanted)
        nought = self.nobody[breakdown][unit, group] if breakdown else self.nought[unit]
        free = {self.months.start + int(i) for i in np.flatnonzero(nought)}
        wanted -= free
        shown = self.divided[breakdown] if breakdown else self.totals
        place = (unit, group) if breakdown else (unit,)

        def whole(block: Block) -> bool:
            if wanted.isdisjoint(block.months):
                return True
            if block in shown and shown[block][place] and all(m in wanted or m in free for m in block.months):
                return True
            return bool(block.parts) and all(whole(part) for part in block.parts)

        return all(whole(root) for root in self.roots)

    def _everybody(self, unit: int, wanted: set[int], breakdown: str, group: int) -> bool:
        """Whether there is openly nobody in any other group, so that the group's sum is the total."""
        others = np.delete(self.nobody[breakdown][unit], group, axis=0)
        return bool(others[:, [month - self.months.start for month in wanted]].all())


def decide(forest: Forest, counts: Counts, threshold: int) -> Pattern:
    """Decide what to show. The same counts always give the same answer, whatever is asked for first."""
    found = _nothing(forest, counts)
    own = {name: forest.own(np.moveaxis(cells, 1, 0)) for name, cells in counts.divided.items()}
    for root in years_of_months(counts.months) if counts.kind == DISTINCT else found.roots:
        rows = Rows(forest, counts, root, threshold)
        groups = dict(_different(rows, root) if counts.kind == DISTINCT else _totals(rows, root))
        found.totals.update((block, rows.shown(block, groups.get(block))) for block in root.walk())
        found.nought[:, rows.slice(root)] = rows.nought(root)
        for name, cells in own.items():
            shown, nobody = divide(rows, cells, root, groups)
            found.divided[name].update(shown)
            found.nobody[name][:, :, rows.slice(root)] = nobody
    return found


def blocks_of(months: range, kind: str) -> tuple[Block, ...]:
    """The longest blocks that figures of a kind are shown for, and in them the shorter ones."""
    return tuple(calendar(months) if kind == SUMS else single_months(months))


def _nothing(forest: Forest, counts: Counts) -> Pattern:
    """A pattern to be filled in."""
    shape = (len(forest), len(counts.months))
    nobody = {
        name: np.ones((shape[0], cells.shape[2], shape[1]), dtype=bool)
        for name, cells in counts.divided.items()
    }
    divided: dict[str, dict[Block, np.ndarray]] = {name: {} for name in counts.divided}
    return Pattern(
        counts.months, blocks_of(counts.months, counts.kind), {}, divided, np.ones(shape, dtype=bool), nobody
    )


def _different(rows: Rows, year: Block) -> Iterator[tuple[Block, np.ndarray]]:
    """The same groups in every month of a year, and nothing for what is not enough in all of them.

    Different persons are not added up: every window of them is counted by itself, and is no fewer than
    its largest month. A unit is shown in every window of a year or in none, so that none tells of another.
    """
    groups = rows.gather(rows.joined, rows.columns(year.parts))
    yield from ((month, groups) for month in year.parts if groups is not None)


def _totals(rows: Rows, root: Block) -> Iterator[tuple[Block, np.ndarray]]:
    """The groups of every block that anything is shown for, longer blocks before the parts of them."""
    groups = rows.gather(rows.joined, rows.columns([root]))
    if groups is None and rows.alone.any():  # too little is left to hide the small ones among
        rows.join_all()
        groups = rows.gather(rows.joined, rows.columns([root]))
    if groups is not None:
        yield root, groups
        yield from _parts(rows, root, groups)


def _parts(rows: Rows, block: Block, groups: np.ndarray) -> Iterator[tuple[Block, np.ndarray]]:
    """The same groups for every part of a block: a group that is too small in one is too small for all."""
    finer = rows.gather(groups, rows.columns(block.parts)) if block.parts else None
    if finer is not None:
        for part in block.parts:
            yield part, finer
            yield from _parts(rows, part, finer)
