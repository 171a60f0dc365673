# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is put into groups: the persons of each unit itself, in one block of months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from malram.measures.suppression.calendar import Block
from malram.measures.suppression.grouping import Forest, gather, whole

SUMS, LEVELS, DISTINCT = "sums", "levels", "distinct"


@dataclass(frozen=True)
class Counts:
    """Persons, as the decision sees them. Units are positions in a forest; sums are over all below.

    `totals` is [quantity, unit, month]: what must not be small, such as those counted and those that are not.
    `present` [unit, month] says how many there are at all; a unit none of whose months has any is outside.
    `divided` holds, per breakdown, [quantity, unit, group, month] with the same totals; its last group is
    those of no group (unknown sex, no age band): it need not exist, and where there is nobody, that is known.
    `kind` says what months are together: SUMS, nothing (how many there are at each month's end, LEVELS), or
    different persons, who may be the same from month to month and from unit to unit (DISTINCT).
    """

    totals: np.ndarray
    present: np.ndarray
    divided: dict[str, np.ndarray]
    months: range
    kind: str = SUMS


def _own(forest: Forest, counts: Counts) -> np.ndarray:
    """[unit, quantity, month]: the persons of each unit itself. Different persons are at least so many."""
    own = forest.own(np.moveaxis(counts.totals, 1, 0))
    return own.clip(min=0) if counts.kind == DISTINCT else own


def first_and_last(somebody: np.ndarray, months: range) -> np.ndarray:
    """[unit, 2]: the first and the last month with anybody; an empty span where there never is."""
    lives = np.empty((len(somebody), 2), dtype=np.int64)
    lives[:, 0] = months.start + somebody.argmax(axis=1)
    lives[:, 1] = months.stop - 1 - somebody[:, ::-1].argmax(axis=1)
    lives[~somebody.any(axis=1)] = (months.stop, months.start - 1)
    return lives


class Rows:
    """The units' own persons in a root block: what is put together, and never a sum of others.

    `alone` are those that are large enough in every month they exist and so never take part. A unit that
    was opened or closed within the block cannot hide what another has in the months it does not exist: it
    is joined with one that exists all along, as if the two were one (`joined`, a number per row).
    """

    def __init__(self, forest: Forest, counts: Counts, root: Block, threshold: int):
        self.forest, self.threshold, self.start = forest, threshold, counts.months.start
        here = forest.own(counts.present) > 0
        lives = first_and_last(here, counts.months)
        self.units = np.flatnonzero((lives[:, 0] <= root.last) & (lives[:, 1] >= root.first))
        self.lives = lives[self.units]
        self.own = _own(forest, counts)[self.units]  # [row, quantity, month]
        self.join: np.ufunc = np.maximum if counts.kind == DISTINCT else np.add
        self.open = np.asarray(here[self.units].any(axis=0))  # [month]: whether anybody has measured
        self.sizes = self.own[:, :, self.slice(root)].sum(axis=(1, 2))
        measured = np.flatnonzero(self.open[self.slice(root)]) + root.first
        self._alone_and_joined(measured)

    def slice(self, block: Block) -> slice:
        return slice(block.first - self.start, block.last + 1 - self.start)

    def alive(self, block: Block) -> np.ndarray:
        return (self.lives[:, 0] <= block.last) & (self.lives[:, 1] >= block.first)

    def _alone_and_joined(self, measured: np.ndarray) -> None:
        if not len(measured):
            self.alone = self.throughout = np.ones(len(self.units), dtype=bool)
            self.joined = np.arange(len(self.units))
            return
        self.throughout = (self.lives[:, 0] <= measured[0]) & (self.lives[:, 1] >= measured[-1])
        monthly = (self.own[:, :, measured - self.start] >= self.threshold).all(axis=1)
        exists = (self.lives[:, :1] <= measured) & (self.lives[:, 1:] >= measured)
        self.alone = ~self.throughout & (monthly | ~exists).all(axis=1)
        self._join()

    def _join(self) -> None:
        able = np.where(self.throughout, self.threshold, 0)[:, None]
        joined = self.gather(np.arange(len(self.units)), able)
        self.joined = np.zeros(len(self.units), dtype=np.int64) if joined is None else joined

    def join_all(self) -> None:
        """Let also those take part that could stand alone."""
        self.alone = np.zeros(len(self.units), dtype=bool)
        self._join()

    def columns(self, blocks: Iterable[Block]) -> np.ndarray:
        """[row, column]: every quantity in every block in which anybody has measured."""
        told = [self.slice(block) for block in blocks if self.open[self.slice(block)].any()]
        sums = [self.own[:, :, months].sum(axis=2) for months in told]
        return np.concatenate(sums, axis=1) if sums else np.zeros((len(self.units), 0), dtype=np.int64)

    def gather(
        self, groups: np.ndarray, values: np.ndarray, among: np.ndarray | None = None
    ) -> np.ndarray | None:
        """Put groups together until each has enough in every column; None when all of them have not.

        `among` says which rows take part, else all but those that stand alone. Others keep to themselves.
        """
        part = ~self.alone if among is None else among
        numbers = np.arange(len(groups)) + len(groups)
        if not part.any():
            return numbers
        _, items = np.unique(groups[part], return_inverse=True)
        sums = np.zeros((items.max() + 1, values.shape[1]), dtype=np.int64)
        self.join.at(sums, items, values[part])
        sizes = np.bincount(items, weights=self.sizes[part])
        places = self._places(items, self.units[part])
        found = gather(self.forest, sums, places, sizes, self.threshold, self.join)
        if found is None:
            return None
        numbers[part] = found[items]
        return numbers

    def _places(self, items: np.ndarray, units: np.ndarray) -> np.ndarray:
        members: list[list[int]] = [[] for _ in range(items.max() + 1)]
        for item, unit in zip(items.tolist(), units.tolist(), strict=True):
            members[item].append(unit)
        return np.array([self.forest.meeting(stand) for stand in members])

    def shown(self, block: Block, groups: np.ndarray | None, among: np.ndarray | None = None) -> np.ndarray:
        """[unit]: whether those of it who exist in the block are whole groups; without groups, are none."""
        part = self.alive(block) if among is None else self.alive(block) & among
        if groups is None:
            return ~self.holds(self.units[part])
        return whole(self.forest, groups[part], self.units[part])

    def nought(self, block: Block, among: np.ndarray | None = None) -> np.ndarray:
        """[unit, month of the block]: whether none of these rows exists in it, or nobody has measured."""
        part = np.ones(len(self.units), dtype=bool) if among is None else among
        found = np.ones((len(self.forest), len(block.months)), dtype=bool)
        for i, month in enumerate(block.months):
            if self.open[month - self.start]:
                found[:, i] = ~self.holds(self.units[part & self.alive(Block(month, month))])
        return found

    def holds(self, units: np.ndarray) -> np.ndarray:
        """[unit]: whether any of these stands in it."""
        holds = np.zeros(len(self.forest), dtype=bool)
        for unit in units.tolist():
            while unit >= 0 and not holds[unit]:
                holds[unit] = True
                unit = int(self.forest.parents[unit])
        return holds
