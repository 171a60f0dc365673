# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which numbers of a table are counts, and which are not to be built on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from malram.review.document import Number, Row, Table

MAYBE_THOUSANDS = "kommatecknet kan stå för tusental"
MAYBE_SPAN = "strecket kan stå mellan två tal"
ODD_DECIMALS = "fler decimaler än resten av kolumnen"

_MONEY = re.compile(
    r"\b(?:[mt]?n?kr|msek|mdkr|kronor|belopp)\b|kostnad|intäkt|\bresultat\b|budgetavv|kapital|avgift|bidrag|ersättning"
    r"|investering|summa netto|finans",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\bantal(?:et)?\b|besök|vårdtillfälle|vårddag|operation|patient|person(?:er|ligt)?\b|anställd|elev(?:er)?\b|barn\b"
    r"|plats(?:er)?\b|ärende|invånare|händelse|undersökning|remiss|samtal|avvikelser\b|medarbetare|brukare|intyg"
    r"|förlossning|vaccination|bostäder|lägenhet|\bst\b|resor\b|deltagare|ansökning",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"årsarbet|timm|tid\b|poäng|index|andel|procent|%|per \d|/|snitt|medel|heltid|km\b|ton\b|kvot|kwh|m2|kvm"
    r"|tusental|belägg|kvot",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[-–−+]?\d{1,3},\d{3}")


def marked(table: Table) -> Table:
    """The table with its counts exact and its odd numbers in doubt."""
    usual = [_decimals([row.cells[column] for row in table.rows]) for column in range(len(table.columns))]
    signed = [
        sum(bool(cell and cell.printed and cell.printed.value < 0) for cell in cells)
        for cells in zip(*(row.cells for row in table.rows), strict=True)
    ]
    rows: list[Row] = []
    whole: Row | None = None
    for row in table.rows:
        row = _exact(table, _spanned(_doubted(row, usual), signed), usual)
        if row.depth and whole is not None and not _NOT_COUNTED.search(row.label):
            row = _as_its_whole(row, whole)
        whole = row if not row.depth else whole
        rows.append(row)
    return replace(table, rows=tuple(rows))


def _spanned(row: Row, signed: Sequence[int]) -> Row:
    """'137 – 162' can be one span as well as two cells, where nothing else in the column is negative."""
    cells = tuple(
        replace(cell, doubt=MAYBE_SPAN) if cell and cell.text.startswith("– ") and signed[at] == 1 else cell
        for at, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells)


def _as_its_whole(row: Row, whole: Row) -> Row:
    """A part of a count is a count."""
    pairs = zip(row.cells, whole.cells, strict=True)
    return replace(
        row,
        cells=tuple(replace(cell, exact=True) if cell and its and its.exact else cell for cell, its in pairs),
    )


def _decimals(cells: Sequence[Number | None]) -> int | None:
    """The decimals that nearly all cells of a column have; None when shares stand among them."""
    printed = [cell.printed for cell in cells if cell and cell.printed]
    seen = Counter(one.decimals for one in printed)
    if not seen or (any(one.unit and one.unit.kind == "share" for one in printed) and len(set(seen)) > 1):
        return None
    decimals, times = seen.most_common(1)[0]
    return decimals if times >= 0.75 * seen.total() else None


def _doubted(row: Row, usual: Sequence[int | None]) -> Row:
    cells = list(row.cells)
    for column, cell in enumerate(cells):
        if cell is None or cell.printed is None or cell.doubt:
            continue
        if _THOUSANDS.fullmatch(cell.text) and usual[column] in (0, None):
            cells[column] = replace(cell, doubt=MAYBE_THOUSANDS)
        elif cell.printed.decimals > (usual[column] or 9):
            return replace(row, cells=tuple(one and replace(one, doubt=ODD_DECIMALS) for one in row.cells))
    return replace(row, cells=tuple(cells))


def _exact(table: Table, row: Row, usual: Sequence[int | None]) -> Row:
    if table.unit or any(_MONEY.search(text) for text in (table.title, table.corner, row.label)):
        return row
    counted = any(_COUNTED.search(text) for text in (table.corner, row.label, table.title))
    if _NOT_COUNTED.search(row.label):
        return row
    cells = list(row.cells)
    for column, cell in enumerate(cells):
        heading = table.columns[column].heading
        if cell is None or cell.printed is None or cell.printed.decimals or usual[column] != 0:
            continue
        if cell.printed.unit or "," in cell.text or _MONEY.search(heading) or _NOT_COUNTED.search(heading):
            continue
        if counted or _COUNTED.search(heading):
            cells[column] = replace(cell, exact=True)
    return replace(row, cells=tuple(cells))
