# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ruled lines of a PDF page, and the grids they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from malram.review.reading.pdf.paths import Box, Path
from malram.review.reading.pdf.words import Turn

THIN = 2.5  # points; a filled area no wider is a line
NEAR = 3.0  # points between ends that meet
OPEN = 8.0  # points that lines go past the last one across them, where a grid has no edge
MOST_RULES = 3_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: where it lies across (`at`), and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The lying and the standing lines of a page."""

    lying: tuple[Rule, ...] = ()
    standing: tuple[Rule, ...] = ()
    walls: tuple[Rule, ...] = ()  # the sides of filled areas: they part cells and make no grid


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled grid: the places of its lines, and the lines themselves."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: Rules

    def parted(self, column: int, row: int) -> bool:
        """Whether a line stands between `column` and the one to its right, beside `row`."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        lines = (*self.rules.standing, *self.rules.walls)
        return _covered(lines, self.xs[column + 1], middle)

    def split(self, row: int, column: int) -> bool:
        """Whether a line lies between `row` and the one below, in `column`."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return _covered(self.rules.lying, self.ys[row + 1], middle)


def _covered(rules: tuple[Rule, ...], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.start <= middle <= rule.end for rule in rules)


def page_rules(paths: Sequence[Path], turn: Turn) -> Rules:
    """The ruled lines of a page, those in one line joined."""
    lying: list[Rule] = []
    standing: list[Rule] = []
    walls: list[Rule] = []
    for x0, y0, x1, y1 in _strokes(paths):
        left, top, right, bottom = turn.box(x0, y0, x1, y1)
        if bottom - top <= THIN and right - left > 2 * THIN:
            lying.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= THIN and bottom - top > 2 * THIN:
            standing.append(Rule((left + right) / 2, top, bottom))
        elif bottom - top > THIN and right - left > THIN:
            walls += [Rule(left, top, bottom), Rule(right, top, bottom)]
        if len(lying) + len(standing) + len(walls) > MOST_RULES:
            return Rules()
    return Rules(_joined(lying), _joined(standing), tuple(walls))


def _strokes(paths: Sequence[Path]) -> Iterator[Box]:
    """Two corners of everything that is drawn thin, filled, or stroked along straight lines."""
    for path in paths:
        left, bottom, right, top = path.box
        if path.curved:
            continue
        if min(right - left, top - bottom) <= THIN or path.filled:
            yield path.box
        if max(right - left, top - bottom) > THIN:
            yield from path.lines


def _joined(rules: list[Rule]) -> tuple[Rule, ...]:
    """Pieces of one line as one."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / 1.5), rule.start)):
        last = joined[-1] if joined else None
        if last and abs(last.at - rule.at) <= 1.5 and rule.start <= last.end + NEAR:
            joined[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return tuple(joined)


def grids(rules: Rules) -> list[Grid]:
    """The grids on a page, those with at least two columns and two lying lines."""
    found = []
    for lying, standing in _connected(rules):
        xs, ys = _places(standing, lying), _places(lying, standing)
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Grid(xs, ys, Rules(tuple(lying), tuple(standing), rules.walls)))
    return sorted(found, key=lambda grid: grid.ys[0])


def _places(rules: list[Rule], across: list[Rule]) -> tuple[float, ...]:
    """Where the lines lie, and where those across end when no line closes the grid there."""
    ends = (min(rule.start for rule in across), max(rule.end for rule in across))
    inside = sorted(rule.at for rule in rules)
    outside = [end for end, last in zip(ends, (inside[0], inside[-1]), strict=True) if abs(end - last) > OPEN]
    places: list[float] = []
    for at in sorted([*inside, *outside]):
        if not places or at - places[-1] > NEAR:
            places.append(at)
    return tuple(places)


def _connected(rules: Rules) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, together with all that they meet."""
    left = list(rules.lying)
    standing = list(rules.standing)
    while left:
        group, across, new = [left.pop()], [], True
        while new:
            met = [rule for rule in standing if any(_meet(lying, rule) for lying in group)]
            standing = [rule for rule in standing if rule not in met]
            more = [rule for rule in left if any(_meet(rule, other) for other in met)]
            left = [rule for rule in left if rule not in more]
            across += met
            group += more
            new = bool(more)
        if across:
            yield group, across


def _meet(lying: Rule, standing: Rule) -> bool:
    return (
        lying.start - NEAR <= standing.at <= lying.end + NEAR
        and standing.start - NEAR <= lying.at <= standing.end + NEAR
    )
