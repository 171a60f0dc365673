# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Learning from a table's own rows how its columns hang together.

A relation is accepted when it holds, in a way that chance does not, in at least three rows and in most of the
rows that have all its cells. Headings raise or lower the bar; they decide alone only in tables of one or two
rows. Each column follows from one relation, the one that explains most rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from math import log2

from malram.review.checking.tables.cells import DEVIATION, PERCENT, TOTAL, Cell, FullRow, Grid
from malram.review.checking.tables.forms import FORMS, Form

_ROWS = 3
_NAMED_ROWS = 2  # that agree, where the heading says what it is a share of: 'Andel kvinnor' beside 'Kvinnor'
_BAR, _BAR_HEADED = 0.7, 0.6
_BITS, _BITS_HEADED = 12.0, 6.0
_SAMPLE = 16
_FAR = 9  # columns between a column and those it follows from
_MOST_BITS = 7.0  # one row tells at most so much: three rows are still needed


@dataclass(frozen=True)
class Fit:
    """How one row meets a relation: as it stands, with its sign turned, both (nought) or neither."""

    row: int
    straight: bool
    turned: bool
    bits: float

    @property
    def either(self) -> bool:
        return self.straight or self.turned


@dataclass(frozen=True)
class Learnt:
    """Column c follows from a and b. `share` of the rows agree; `headed` when the heading says so too."""

    form: Form
    a: int
    b: int
    c: int
    fits: tuple[Fit, ...]
    headed: bool

    @property
    def holding(self) -> tuple[Fit, ...]:
        return tuple(fit for fit in self.fits if self.agrees(fit))

    @property
    def share(self) -> float:
        return len(self.holding) / len(self.fits)

    @property
    def bits(self) -> float:
        return sum(fit.bits for fit in self.holding)

    @property
    def telling(self) -> int:
        return sum(fit.bits >= 1 for fit in self.holding)

    def agrees(self, fit: Fit) -> bool:
        return fit.either if self.form.turns else fit.straight

    def rank(self) -> tuple[object, ...]:
        """What makes one relation for a column better than another; nearness settles ties."""
        near = -abs(self.c - self.a) - abs(self.c - self.b)
        straight = sum(fit.straight for fit in self.fits)
        last = self.c > max(self.a, self.b)
        held = round(self.share * len(self.fits))
        return held, self.headed, straight, not self.form.ordered, last, near


def learn(grid: Grid) -> list[Learnt]:
    """The relations between the columns of a table, at most one for each column that follows."""
    candidates = sorted(_candidates(grid), key=lambda one: one.rank(), reverse=True)
    chosen: dict[int, Learnt] = {}
    used: set[frozenset[int]] = set()
    for one in candidates:
        triple = frozenset((one.a, one.b, one.c))
        circular = any(one.c in (it.a, it.b) and it.c in (one.a, one.b) for it in chosen.values())
        if one.c in chosen or triple in used or circular:
            continue
        chosen[one.c] = one
        used.add(triple)
    return sorted(chosen.values(), key=lambda one: one.c)


def _candidates(grid: Grid) -> Iterator[Learnt]:
    sample = _sample(grid)
    for c in grid.numeric:
        others = [at for at in grid.numeric if at != c and abs(at - c) <= _FAR]
        for form in FORMS:
            pairs = permutations(others, 2) if form.ordered else combinations(others, 2)
            for a, b in pairs:
                if form.percent and (a in grid.percents or b in grid.percents):
                    continue
                found = _tested(grid, form, a, b, c) if _likely(grid, sample, form, a, b, c) else None
                if found:
                    yield found


def _sample(grid: Grid) -> list[int]:
    """Rows to try a relation on first, spread over a long table; none for a table short enough."""
    filled = [at for at, row in enumerate(grid.cells) if sum(cell is not None for cell in row) > 2]
    return filled[:: len(filled) // _SAMPLE] if len(filled) > 2 * _SAMPLE else []


def _likely(grid: Grid, sample: list[int], form: Form, a: int, b: int, c: int) -> bool:
    """Tell whether enough of the sample agrees for all rows to be worth trying."""
    tried = held = 0
    for at in sample:
        row = grid.cells[at]
        fit = _fit(form, at, row[a], row[b], row[c])
        if fit is not None:
            tried, held = tried + 1, held + fit.either
            if tried - held > _SAMPLE / 2:
                return False
    return tried < _SAMPLE / 3 or 2 * held >= tried


def _tested(grid: Grid, form: Form, a: int, b: int, c: int) -> Learnt | None:
    headed = headed_for(form, grid.heading(c))
    bar = _BAR_HEADED if headed else _BAR
    rows = grid.full(a, b, c)
    needed = _NAMED_ROWS if headed and _names(grid, form, a, c) else _ROWS
    if len(rows) < _ROWS or _misses(form, rows, (1 - bar) * len(rows)):
        return None
    fits = [fit for at, *cells in rows if (fit := _fit(form, at, *cells)) is not None]
    if not fits:
        return None
    found = Learnt(form, a, b, c, tuple(fits), headed)
    enough = found.bits >= (_BITS_HEADED if headed else _BITS) and found.telling >= needed
    telling = [fit for fit in fits if fit.bits >= 1]
    good = enough and sum(found.agrees(fit) for fit in telling) >= bar * len(telling)
    return found if good and _one_sign(found) else None


def _misses(form: Form, rows: Sequence[FullRow], allowed: float) -> bool:
    """Tell whether more than `allowed` rows miss a relation: most of those tried do, in the first rows."""
    missed = 0
    for _, a, b, c in rows:
        met = form.meets(a, b, c)
        missed += met is not None and not (met[0] or (form.turns and met[1]))
        if missed > allowed:
            return True
    return False


def _names(grid: Grid, form: Form, part: int, share: int) -> bool:
    """Tell whether the heading of a share names the column of its parts."""
    own = grid.heading(part).strip().lower()
    return form.name == "share" and len(own) > 2 and own in grid.heading(share).lower()


def _fit(form: Form, at: int, a: Cell | None, b: Cell | None, c: Cell | None) -> Fit | None:
    fits = form.fits(a, b, c) if a and b and c else None
    if fits is None:
        return None
    straight, turned, told = fits
    return Fit(at, straight, turned, min(_MOST_BITS, max(0.0, log2(told))) if told > 0 else 0.0)


def _one_sign(found: Learnt) -> bool:
    """The sign keeps to one convention or changes seldom, as between sections; chance changes it often."""
    signs = [fit.straight for fit in found.holding if fit.straight != fit.turned]
    changes = sum(one != other for one, other in pairwise(signs))
    return changes <= max(4, len(signs) // 3)


def headed_for(form: Form, heading: str) -> bool:
    """Tell whether a column's heading promises this kind of relation."""
    if form.percent:
        return bool(PERCENT.search(heading))
    if form.name == "addition":
        return bool(TOTAL.search(heading))
    return bool(DEVIATION.search(heading)) and not PERCENT.search(heading)
