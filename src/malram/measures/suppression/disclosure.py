# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the query object asks before it gives a figure: whether it may be shown.

The decision is made once per snapshot and set of measures that share rows, and kept beside the snapshots in a
file named by all it depends on: the snapshot, the definitions and this room's code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from malram.measures.catalogue.definitions import SEX, SEXES, Catalogue, Measure
from malram.measures.computing.wanted import part_text, presence_of
from malram.measures.reading.amounts import telling_part
from malram.measures.reading.measurement import Slice
from malram.measures.snapshots.snapshot import Snapshot, hidden_of
from malram.measures.suppression.grouping import Forest
from malram.measures.suppression.pattern import Pattern, decide
from malram.measures.suppression.protected import Quantity, apart, quantities, together
from malram.measures.suppression.rows import DISTINCT, LEVELS, SUMS, Counts
from malram.measures.suppression.stored import read_pattern, write_pattern
from malram.measures.tree import Tree


def decisions_of(snapshot: Snapshot) -> Path:
    """Where the decisions on a snapshot are kept."""
    return hidden_of(snapshot.folder.parents[1]) / snapshot.id


class Disclosure:
    """Knows for every measure with a threshold which figures of one snapshot are hidden."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, tree: Tree):
        self._snapshot, self._catalogue, self._tree = snapshot, catalogue, tree
        self._sets = {one.id: members for members in together(catalogue) for one in members}
        self._patterns: dict[tuple[Measure, ...], Pattern] = {}

    def decide_all(self) -> None:
        """Make and keep every decision, so that no reader has to wait for one."""
        for members in self._sets.values():
            self._pattern(members)

    def hides(self, measure: Measure, whose: Slice, months: Iterable[int]) -> bool:
        """Whether what a measure makes of these months must not be told for this unit, sex or group."""
        if not measure.threshold or whose.unit not in self._tree:
            return False
        pattern, unit = self._pattern(self._sets[measure.id]), self._tree.index[whose.unit]
        breakdown, _, group = whose.group.partition("/")
        if whose.sex == "total" and not group:
            return not pattern.shows(unit, months)
        if whose.sex != "total" and group:  # both at once is a division that is not decided on
            return True
        breakdown = breakdown or SEX
        if breakdown not in pattern.divided:
            return True
        names = [one.id for one in self._catalogue.breakdowns[breakdown].groups] if group else [*SEXES]
        return not pattern.shows(unit, months, breakdown, names.index(group or whose.sex))

    def _pattern(self, members: tuple[Measure, ...]) -> Pattern:
        found = self._patterns.get(members)
        if found is None:
            path = decisions_of(self._snapshot) / f"{self._name(members)}.npz"
            kind = kind_of(members)
            found = read_pattern(path, kind)
            if found is None:
                counts = Counted(self._snapshot, self._catalogue, self._tree, members).counts(kind)
                found = decide(Forest(self._tree.parents), counts, max(one.threshold for one in members))
                write_pattern(path, found)
            self._patterns[members] = found
        return found

    def _name(self, members: tuple[Measure, ...]) -> str:
        basis = [self._snapshot.id, _code(), self._tree.shape, *(one.fingerprint for one in members)]
        return hashlib.sha256("|".join(basis).encode()).hexdigest()[:16]


@cache
def _code() -> str:
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(code).hexdigest()[:16]


def kind_of(members: Iterable[Measure]) -> str:
    """What months of these measures are together."""
    parts = [quantity.part for one in members for quantity in quantities(one)]
    if any(part.how == "distinct" for part in parts):
        return DISTINCT
    return LEVELS if all(part.over == "last" for part in parts) else SUMS


class Counted:
    """The persons that a set of measures counts, read from a snapshot."""

    def __init__(
        self, snapshot: Snapshot, catalogue: Catalogue, tree: Tree, members: tuple[Measure, ...]
    ) -> None:
        self._snapshot, self._catalogue, self._units = snapshot, catalogue, tree.order
        self._members, self._own = members, members[0].regi == "own"

    def counts(self, kind: str) -> Counts:
        """The counts that the decision is made on."""
        wanted = list(dict.fromkeys(quantity for one in self._members for quantity in quantities(one)))
        cells = np.stack([self._of(quantity) for quantity in wanted])  # [quantity, unit, sex, month]
        # Different persons cannot be divided: one of them may be in several groups of units.
        names = dict.fromkeys(name for one in self._members for name in one.breakdowns if kind != DISTINCT)
        divided = {name: self._divided(name, wanted, cells) for name in names}
        return Counts(
            cells[:, :, -1],
            self._present() * self._measuring(),
            {name: found for name, found in divided.items() if found is not None},
            self._snapshot.months,
            kind,
        )

    def _of(self, quantity: Quantity) -> np.ndarray:
        """[unit, sex and total, month]."""
        text = part_text(quantity.part, self._own) + ("|month" if quantity.part.how == "distinct" else "")
        found = self._series(text)
        return found - self._series(part_text(quantity.but, self._own)) if quantity.but else found

    def _series(self, text: str) -> np.ndarray:
        return np.stack([self._snapshot.series(text, unit) for unit in self._units]) * self._measuring()

    def _measuring(self) -> np.ndarray:
        """[month]: 1, but 0 in months that none of the measures takes."""
        asked = {month for one in self._members for month in one.measuring_months or range(1, 13)}
        return np.array([month % 12 + 1 in asked for month in self._snapshot.months], dtype=np.int64)

    def _present(self) -> np.ndarray:
        """[unit, month]: the rows of the tables that tell whether anybody has measured."""
        telling = {presence_of(telling_part(one, part)) for one in self._members for part in one.parts}
        return np.stack([self._series(part_text(part, self._own))[:, -1] for part in telling]).sum(axis=0)

    def _divided(self, name: str, wanted: list[Quantity], cells: np.ndarray) -> np.ndarray | None:
        """[quantity, unit, group and no group, month]; None where the groups are no division."""
        if name == SEX:
            return cells[:, :, : len(SEXES)]
        breakdown = self._catalogue.breakdowns[name]
        if not apart(breakdown.groups):
            return None
        groups = [[quantity.among(breakdown, group) for group in breakdown.groups] for quantity in wanted]
        cut = np.array([[self._of(one)[:, -1] for one in row] for row in groups])
        found = np.moveaxis(cut, 1, 2)
        rest = cells[:, :, -1] - found.sum(axis=2)
        return None if (rest < 0).any() else np.concatenate([found, rest[:, :, None]], axis=2)
