# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the empty cells of a row are, told by what holds between the columns in all the other rows.

A column that always repeats another, or is always the change between two others, is filled when they are and
agrees with them. When one way alone to spread a row's cells over the columns does so, that is the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations

from malram.review.reading.tables.atoms import NUMBER, Atom, Sort
from malram.review.reading.tables.cells import Cell, Cut, cells_from

FEWEST = 5  # full rows that show a relation
SATISFIED = 2  # relations that must confirm a way
MOST_WAYS = 3000

Relation = tuple[str, tuple[int, ...]]
Values = Sequence[float | None]


def values_of(run: Sequence[Atom], cells: Sequence[Cell | None]) -> list[float | None]:
    """The values of a row's cells; None for empty ones and words."""
    return [None if cell is None else _value(run[cell.first : cell.last]) for cell in cells]


def _value(atoms: Sequence[Atom]) -> float | None:
    digits = "".join(atom.text for atom in atoms if atom.sort is Sort.NUMBER)
    match = NUMBER.fullmatch(digits)
    if match is None:
        return None
    whole = "".join(c for c in match["whole"] if c.isdigit())
    value = float(whole + (match["decimals"] or "").replace(",", "."))
    sign = match["sign"] or (atoms[0].text if atoms[0].sort is Sort.DASH else "")
    return -value if sign and sign != "+" else value


def learn(rows: Sequence[Values]) -> list[Relation]:
    """What holds between the columns of full rows: 'same', 'change' in percent, 'difference'."""
    if len(rows) < FEWEST:
        return []
    columns = range(len(rows[0]))
    found: list[Relation] = [
        ("same", pair) for pair in combinations(columns, 2) if _always("same", pair, rows)
    ]
    found += [("change", three) for three in permutations(columns, 3) if _always("change", three, rows)]
    found += [
        ("difference", three) for three in permutations(columns, 3) if _always("difference", three, rows)
    ]
    return found


def _always(kind: str, columns: tuple[int, ...], rows: Sequence[Values]) -> bool:
    told: list[bool] = []
    missed = 0
    for row in rows:
        holds = _holds(kind, [row[at] for at in columns])
        if holds is not None:
            told.append(holds)
            missed += not holds
            if 10 * missed > len(rows):  # whatever the rows that are left say
                return False
    trivial = sum(not any(row[at] for at in columns) for row in rows)
    return len(told) - trivial >= FEWEST and sum(told) >= 0.9 * len(told)


def _holds(kind: str, values: Sequence[float | None]) -> bool | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    if kind == "same":
        return known[0] == known[1]
    if kind == "difference":
        return abs(known[0] - known[1] - known[2]) <= 0.11
    if known[1] == 0:
        return None
    return abs((known[0] / known[1] - 1) * 100 - known[2]) <= 0.11


def spread(run: Sequence[Atom], cut: Cut, relations: Sequence[Relation]) -> Cut:
    """The cut with its cells where the relations put them, when they leave one way only."""
    cells = _joined_cells(run, cut.skipped)
    columns = len(cut.cells)
    if not relations or cells is None or not 1 < len(cells) < columns:
        return cut
    ways = list(combinations(range(columns), len(cells)))
    if len(ways) > MOST_WAYS:
        return cut
    best: list[tuple[int, tuple[Cell | None, ...]]] = []
    for way in ways:
        placed: list[Cell | None] = [None] * columns
        for column, cell in zip(way, cells, strict=True):
            placed[column] = cell
        satisfied = _satisfied(values_of(run, placed), relations)
        if satisfied is not None and satisfied >= SATISFIED:
            best.append((satisfied, tuple(placed)))
    most = max((satisfied for satisfied, _ in best), default=0)
    chosen = [placed for satisfied, placed in best if satisfied == most]
    return replace(cut, cells=chosen[0], sure=True) if len(chosen) == 1 else cut


def _joined_cells(run: Sequence[Atom], first: int) -> list[Cell] | None:
    """The cells of a run with every group of digits joined that can be."""
    cells: list[Cell] = []
    at = first
    while at < len(run):
        ways = list(cells_from(run, at, wide=True))
        if not ways:
            return None
        cells.append(ways[-1])
        at = ways[-1].last
    return cells


def _satisfied(values: Values, relations: Sequence[Relation]) -> int | None:
    """How many relations hold; None when one is broken, or a column filled without what it follows from."""
    count = 0
    for kind, columns in relations:
        at = [values[column] for column in columns]
        filled = [value is not None for value in at]
        follows = filled[:-1] if kind != "same" else filled[:1]
        if all(follows) != filled[-1]:
            return None
        if all(filled):
            holds = _holds(kind, at)
            if holds is False:
                return None
            count += holds is True
    return count


def settle_totals(rows: Sequence[tuple[Sequence[Atom], Cut, bool]], named: bool = True) -> list[Cut]:
    """Rows of one number under a total belong to the column in which they lead on to the last of them.

    'Summa 9 045 9 810 765', 'Avgår bidrag -414', 'Netto 9 396': 9 810 - 414 = 9 396, the second column.
    Each row is its run, its cut and whether it has too few cells to show by itself; `named` when the total
    above them has a label.
    """
    cuts = [cut for _, cut, _ in rows]
    first = next((at for at, (_, _, weak) in enumerate(rows) if weak and all(row[2] for row in rows[at:])), 0)
    if first == 0 or len(rows) - first < 2 or not named:
        return cuts
    loose = [values_of(run, [cell for cell in cut.cells if cell]) for run, cut, _ in rows[first:]]
    if any(len(values) != 1 or values[0] is None for values in loose):
        return cuts
    *parts, total = [values[0] or 0.0 for values in loose]
    above = values_of(rows[first - 1][0], cuts[first - 1].cells)
    fit = [
        at for at, value in enumerate(above) if value is not None and abs(value + sum(parts) - total) < 0.05
    ]
    if len(fit) != 1:
        return cuts
    for at in range(first, len(rows)):
        cell = next(cell for cell in cuts[at].cells if cell)
        cells = tuple(cell if column == fit[0] else None for column in range(len(above)))
        cuts[at] = replace(cuts[at], cells=cells, sure=True)
    return cuts
