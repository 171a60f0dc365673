# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows whose digits may group otherwise: '15 416 15 166' is two numbers or four.

Loose text does not say where one number ends and the next begins. A row that fails a relation, and that would
meet it were its digits grouped in another way, has been misread by us and not miswritten by its author.
"""

from __future__ import annotations

import re
from itertools import combinations

from malram.review.checking.tables.cells import Cell, Grid
from malram.review.checking.tables.forms import Form
from malram.review.checking.tables.learning import Learnt
from malram.review.document import Number
from malram.values import NumberError, parse_number
from malram.values.numbers import plain_spaces

_ATOM = re.compile(r"[-−–+]?\s?\d[\d.,]*\s?%?|[-−–]")
_GROUP = re.compile(r"\d{3}(?:,\d+)?\s?%?")
_TAIL = re.compile(r"\s[-−–+]?[1-9]\d{0,2}$")
_HEAD = re.compile(r"[-−–+]?\s?[1-9]\d{0,2}")
_TELLING = 4.0  # how much closer than chance the other reading must fit
_WIDEST = 10  # columns, for every way to spread the numbers of a row over them to be tried
_LONGEST = 3  # atoms in one number


def misread_rows(grid: Grid, relations: list[Learnt]) -> set[int]:
    """The rows that fail a relation of theirs and would meet it if their digits were grouped otherwise."""
    found = {row for row in range(len(grid.cells)) if _swallowed(grid, row)}
    for learnt in relations:
        failing = {fit.row for fit in learnt.fits} - {fit.row for fit in learnt.holding}
        found.update(row for row in failing - found if _other_reading(grid, row, learnt))
        found.update(row for row in failing - found if _shifted(grid, row, relations))
    return found


def _shifted(grid: Grid, row: int, relations: list[Learnt]) -> bool:
    """Tell whether a row with empty cells would meet a relation were its numbers under other columns."""
    cells = [(at, grid.cells[row][at]) for at in grid.numeric]
    numbers = [cell for _, cell in cells if cell is not None]
    if len(numbers) == len(cells) or len(cells) > _WIDEST:
        return False
    for places in combinations(grid.numeric, len(numbers)):
        moved = dict(zip(places, numbers, strict=True))
        if all(grid.cells[row][at] is cell for at, cell in moved.items()):
            continue
        for it in relations:
            a, b, c = moved.get(it.a), moved.get(it.b), moved.get(it.c)
            if a and b and c and _meets(it.form, (a, b, c)):
                return True
    return False


def _swallowed(grid: Grid, row: int) -> bool:
    """Tell whether the label may have taken the thousands of the first number: 'Förskola 2' and '707'."""
    first = next((cell for cell in grid.cells[row] if cell), None)
    label = plain_spaces(grid.row(row).label).strip()
    return first is not None and bool(_TAIL.search(label) and _GROUP.match(plain_spaces(first.number.text)))


def _other_reading(grid: Grid, row: int, learnt: Learnt) -> bool:
    """Try a and b, or c, as other numbers that share digits with the ones they were read as."""
    words = [plain_spaces(word) for word in (grid.row(row).label, *grid.row(row).words)]
    atoms = [
        (match[0].strip(), column) for column, word in enumerate(words, -1) for match in _ATOM.finditer(word)
    ]
    own = [grid.cells[row][at] for at in (learnt.a, learnt.b, learnt.c)]
    a, b, c = own
    if a is None or b is None or c is None:
        return False
    new_a, new_b, new_c = (_readings(atoms, at) for at in (learnt.a, learnt.b, learnt.c))
    # A number split makes one cell more, and the row must have an empty one for it.
    room = sum(cell is None and not grid.dash(row, at) for at, cell in enumerate(grid.cells[row]))
    tries = [
        (one, other, c)
        for one, split_one in ((a, False), *new_a)
        for other, split_other in ((b, False), *new_b)
        if split_one + split_other <= room
    ]
    tries += [(a, b, one) for one, split in new_c if split <= room]
    return any(_meets(learnt.form, one) for one in tries)


def _meets(form: Form, triple: tuple[Cell, Cell, Cell]) -> bool:
    fits = form.fits(*triple)
    return fits is not None and (fits[0] or (fits[1] and form.turns)) and fits[2] > _TELLING


def _readings(atoms: list[tuple[str, int]], column: int) -> list[tuple[Cell, bool]]:
    """Every other number with some digits of a column's cell, and whether it leaves some of them over."""
    mine = [at for at, (_, where) in enumerate(atoms) if where == column]
    found = []
    for first in range(max(0, min(mine, default=0) - _LONGEST + 1), max(mine, default=-1) + 1):
        for last in range(first, min(first + _LONGEST, len(atoms))):
            texts = [text for text, _ in atoms[first : last + 1]]
            if last > first and not (_HEAD.fullmatch(texts[0]) and all(map(_GROUP.fullmatch, texts[1:]))):
                break
            taken = list(range(first, last + 1))
            cell = _read(" ".join(texts)) if taken != mine and set(taken) & set(mine) else None
            if cell is not None:
                found.append((cell, not set(mine) <= set(taken)))
    return found


def _read(text: str) -> Cell | None:
    try:
        printed = parse_number(" ".join(text.split()))
    except NumberError:
        return None
    number = Number(text, None, printed)  # type: ignore[arg-type]
    return Cell(float(printed.value), 0.5 * 10.0**-printed.decimals, number)
