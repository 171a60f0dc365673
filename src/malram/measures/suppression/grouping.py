# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gathering units into groups that are each large enough, as low in the organisation as it goes.

A unit is shown when it is made of whole groups. A unit that is too small is put in a group with others
under the same parent; when they are too few together, or it is alone, the smallest sibling that could have
been shown goes with it: that is the complementary suppression, without which the parent would give it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np


class Forest:
    """Units by position, with parents by position (-1 at a top), and how deep each stands."""

    def __init__(self, parents: Sequence[int] | np.ndarray):
        self.parents = np.asarray(parents, dtype=np.int64)
        self.children: list[list[int]] = [[] for _ in parents]
        for unit, parent in enumerate(self.parents):
            if parent >= 0:
                self.children[parent].append(unit)
        self.tops = np.flatnonzero(self.parents < 0).tolist()
        self.top_down = self._top_down()
        self.depth = np.zeros(len(self.parents), dtype=np.int64)
        for unit in self.top_down:
            if self.parents[unit] >= 0:
                self.depth[unit] = self.depth[self.parents[unit]] + 1

    def __len__(self) -> int:
        return len(self.parents)

    def _top_down(self) -> list[int]:
        ordered = list(self.tops)
        for unit in ordered:  # grows while it is walked: parents before children
            ordered += self.children[unit]
        return ordered

    def under(self, unit: int) -> list[int]:
        """The units directly below one, or the tops below -1."""
        return self.tops if unit < 0 else self.children[unit]

    def own(self, rolled: np.ndarray) -> np.ndarray:
        """What stands on each unit itself, of sums over it and all below; units are the first axis."""
        own = rolled.copy()
        below = np.flatnonzero(self.parents >= 0)
        np.subtract.at(own, self.parents[below], rolled[below])
        return own

    def meeting(self, units: Sequence[int]) -> int:
        """The lowest unit that all of these stand under, or are; -1 when they share no top."""
        met = units[0]
        for unit in units[1:]:
            other = unit
            while met != other:
                if met < 0 or other < 0:
                    return -1
                if self.depth[met] >= self.depth[other]:
                    met = int(self.parents[met])
                else:
                    other = int(self.parents[other])
        return int(met)


class _Made:
    """The groups made so far: the items in each, what they are together, and the unit they stand at."""

    def __init__(self, forest: Forest, sizes: np.ndarray):
        self._forest, self._sizes = forest, sizes
        self.members: list[list[int]] = []
        self.sums: list[np.ndarray] = []
        self._at: dict[int, list[int]] = defaultdict(list)

    def close(self, items: list[int], together: np.ndarray, unit: int) -> None:
        self._at[unit].append(len(self.members))
        self.members.append(items)
        self.sums.append(together)

    def take(self, unit: int) -> int | None:
        """Take out the group nearest below a unit (-1: anywhere), the smallest of equally near ones."""
        level = [unit]
        while level:
            found = [
                (self._sizes[self.members[g]].sum(), g, at) for at in level for g in self._at.get(at, ())
            ]
            if found:
                _, group, at = min(found)
                self._at[at].remove(group)
                return group
            level = [
                child
                for at in level
                for child in (self._forest.tops if at < 0 else self._forest.children[at])
            ]
        return None

    def numbers(self, count: int) -> np.ndarray:
        """The number of every item's group."""
        numbers = np.full(count, -1, dtype=np.int64)
        for number, items in enumerate(items for items in self.members if items):
            numbers[items] = number
        return numbers


def gather(
    forest: Forest,
    values: np.ndarray,
    places: np.ndarray,
    sizes: np.ndarray,
    threshold: int,
    join: np.ufunc = np.add,
) -> np.ndarray | None:
    """Number the group of every item so that each group has at least `threshold` in every column.

    `values` is [item, column], `places` the unit each item stands at, `sizes` what decides which of several
    siblings is hidden with a small one (the smallest). None when all items together are too few. Items are
    only ever put together: an item is never divided. `join` says what two are together: their sum, or no more
    than the larger (different persons may be the same).
    """
    if not len(values) or (join.reduce(values) < threshold).any():
        return None
    enough = (values >= threshold).all(axis=1)
    made = _Made(forest, sizes)
    waiting: dict[int, list[int]] = defaultdict(list)
    for item in np.flatnonzero(enough):
        made.close([int(item)], values[item], int(places[item]))
    for item in np.flatnonzero(~enough):
        waiting[int(places[item])].append(int(item))
    for unit in (*reversed(forest.top_down), -1):
        items = waiting.pop(unit, None)
        if items is None:
            continue
        together = join.reduce(values[items])
        victim = None if (together >= threshold).all() else made.take(unit)
        if victim is not None:
            made.close([*made.members[victim], *items], join(made.sums[victim], together), unit)
            made.members[victim] = []
        elif (together >= threshold).all():
            made.close(items, together, unit)
        else:
            waiting[int(forest.parents[unit])] += items
    return made.numbers(len(values))


def whole(forest: Forest, groups: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Whether each unit is made of whole groups: [unit], from the group and the place of every item.

    A group cuts every unit from where its items stand up to, but not with, the unit where they all meet.
    """
    shown = np.ones(len(forest), dtype=bool)
    units: dict[int, set[int]] = defaultdict(set)
    for group, place in zip(groups.tolist(), places.tolist(), strict=True):
        units[group].add(place)
    for stands in units.values():
        if len(stands) > 1:
            top = forest.meeting(sorted(stands))
            for unit in stands:
                while unit != top:
                    shown[unit] = False
                    unit = int(forest.parents[unit])
    return shown
