# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ways one column of a table can follow from two others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from malram.review.checking.tables.cells import Cell
from malram.review.relations import Change, Relation, Share, Sum
from malram.values import Interval

_SLACK = 1e-7


@dataclass(frozen=True)
class Turned:
    """Another relation, with the sign of the number at `place` turned: a cost that grows, printed minus."""

    relation: Relation
    place: int

    def holds(self, at: Sequence[Interval]) -> bool:
        return self.relation.holds(self._flipped(at))

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        found = self.relation.solve(place, self._flipped(at))
        return -found if found is not None and place == self.place else found

    def _flipped(self, at: Sequence[Interval]) -> list[Interval]:
        return [-one if here == self.place else one for here, one in enumerate(at)]


# What a relation predicts: the value, and how far the rounding of what it is made from can move it.
Guess = tuple[float, float]


@dataclass(frozen=True)
class Form:
    """A column c as a function of columns a and b. `ordered` when swapping a and b gives another function."""

    name: str
    relation: Relation
    guess: Callable[[Cell, Cell], Guess | None]
    ordered: bool
    turns: bool  # may its sign follow another convention, for a table or a section?
    percent: bool

    def related(self, sign: int) -> Relation:
        return self.relation if sign > 0 else Turned(self.relation, 2)

    def meets(self, a: Cell, b: Cell, c: Cell) -> tuple[bool, bool] | None:
        """Whether c follows as it stands, and whether with its sign turned; None where nothing follows."""
        guess = self.guess(a, b)
        if guess is None:
            return None
        value, room = guess[0], _room(guess, c)
        return abs(value - c.value) <= room, abs(value + c.value) <= room

    def fits(self, a: Cell, b: Cell, c: Cell) -> tuple[bool, bool, float] | None:
        """The same, and how much that tells."""
        guess, met = self.guess(a, b), self.meets(a, b, c)
        if guess is None or met is None:
            return None
        told = max(abs(c.value), abs(guess[0])) / (2 * _room(guess, c))
        return *met, 0.0 if a.value == 0 or b.value == 0 else told


def _room(guess: Guess, c: Cell) -> float:
    """How far a cell may be from what is predicted."""
    return guess[1] + c.half + _SLACK * max(1.0, abs(guess[0]))


def _minus(a: Cell, b: Cell) -> Guess | None:
    return a.value - b.value, a.half + b.half


def _plus(a: Cell, b: Cell) -> Guess | None:
    return a.value + b.value, a.half + b.half


def _ratio(a: Cell, b: Cell) -> Guess | None:
    """100·a/b with the slack of its far end."""
    if abs(b.value) <= b.half:
        return None
    value = 100 * a.value / b.value
    return value, (100 * a.half + abs(value) * b.half) / (abs(b.value) - b.half)


def _change(a: Cell, b: Cell) -> Guess | None:
    ratio = _ratio(a, b)
    if ratio is None or a.value * b.value < 0:  # from plus to minus: nobody agrees on the percentage
        return None
    if a.value == b.value:
        return 0.0, ratio[1]
    return (ratio[0] - 100) * (1 if b.value > 0 else -1), ratio[1]


DIFFERENCE = Form("difference", Sum((1, -1, -1)), _minus, False, True, False)
ADDITION = Form("addition", Sum((1, 1, -1)), _plus, False, False, False)
CHANGE = Form("change", Change(), _change, True, True, True)
SHARE = Form("share", Share(), _ratio, True, False, True)
FORMS = (DIFFERENCE, ADDITION, CHANGE, SHARE)
