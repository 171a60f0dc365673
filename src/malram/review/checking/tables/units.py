# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units and ways of writing inside a table: what stands out from its own row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from malram.review.checking.tables.cells import Cell, Grid, lines_of, printed, quoted
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number, Spot
from malram.values import number

_MONEY = {
    "mnkr": 6, "mkr": 6, "msek": 6, "miljoner kronor": 6, "milj kr": 6, "miljoner kr": 6,
    "tkr": 3, "ksek": 3, "tusen kronor": 3, "tusental kronor": 3, "kronor": 0, "kr": 0,
    "mdkr": 9, "miljarder kronor": 9,
}  # fmt: skip
_UNIT = re.compile(rf"\b({'|'.join(sorted(_MONEY, key=len, reverse=True))})\b", re.IGNORECASE)
_BRACKETED = re.compile(rf"[(,]\s*(?:i |belopp i )?({'|'.join(_MONEY)})\)?\s*$", re.IGNORECASE)
_EACH = re.compile(r"\bper\b|/|pris|snitt|medel|lön\b", re.IGNORECASE)  # kronor for one of something
_WHEN = re.compile(r"tid|\bår\b|klar|start|slut|plan", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,3}:[0-5]\d")
_DECIMAL = re.compile(r"\d{1,3},\d\d?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)\d\d|\d\d))?\s*[-–]?")
_GROUPED = re.compile(r"\d{1,3}[,.]\d{3}")


def unit_claims(document: Document, grid: Grid) -> Iterator[Claim]:
    """Units of labels, and numbers written otherwise than those around them."""
    yield from _labels(document, grid)
    yield from _grouping(document, grid)
    yield from _scales(document, grid)
    yield from _clocks(document, grid)
    yield from _years(document, grid)


def _labels(document: Document, grid: Grid) -> Iterator[Claim]:
    """A row that names another unit of money than its table, with figures of the table's size."""
    unit = _table_unit(grid)
    if unit is None:
        return
    for at, row in enumerate(grid.table.rows):
        named = None if _EACH.search(row.label) else _BRACKETED.search(row.label.strip())
        cells = [cell for cell in grid.cells[at] if cell and not cell.percent]
        if not named or not cells:
            continue
        steps = _MONEY[named[1].lower()] - _MONEY[unit]
        holds = None if steps else True
        if steps and _fits(grid, at, cells, steps):
            holds = False
        said = f"{row.label.strip()}: raden säger {named[1]}, tabellen är i {unit}"
        yield Claim(
            Kind.UNIT,
            *lines_of(grid.table, [at], at),
            quoted(document, grid.table, [at]),
            said if steps else f"{row.label.strip()}: rad och tabell är båda i {unit}",
            holds,
            tuple(cell.number for cell in cells),
            severity=Severity.QUESTION,
            rule="unit.label",
            advice=f"Skriv {unit} i radens rubrik, om beloppen är i {unit}." if holds is False else "",
        )


def _table_unit(grid: Grid) -> str | None:
    table = grid.table
    for text in (table.unit, table.corner, table.title):
        found = {one.lower() for one in _UNIT.findall(text)}
        if len(found) == 1:
            return found.pop()
    return None


def _fits(grid: Grid, at: int, cells: list[Cell], steps: int) -> bool:
    """Tell whether a row has the size of the other rows, and not the size its own unit would give."""
    others = [
        abs(cell.value)
        for row, line in enumerate(grid.cells)
        if row != at
        for cell in line
        if cell and cell.value
    ]
    sizes = [abs(cell.value) for cell in cells if cell.value]
    if len(others) < 4 or not sizes:
        return False
    largest, own = max(others), median(sizes)
    meant = own * 10.0**steps  # in the table's unit, if the row's label were right
    least = min(others) / 20
    return least <= own <= 2 * largest and not least <= meant <= 2 * largest


def _grouping(document: Document, grid: Grid) -> Iterator[Claim]:
    """'1,279' where the row and the column have whole numbers of that size: thousands with a comma."""
    for row, cells in enumerate(grid.cells):
        for cell in cells:
            if cell is None or not _GROUPED.fullmatch(cell.number.text.strip().lstrip("+-−–")):
                continue
            if cell.decimals != 3:
                continue
            beside = [other for other in cells if other and other is not cell and not other.percent]
            around = [other for line in grid.cells for other in line if other and other is not cell]
            around = [other for other in around if not other.percent]
            meant = abs(cell.value) * 1000
            if not beside or len(around) < 3 or any(other.decimals > 0 for other in around):
                continue
            if not _near(meant, beside):
                continue
            text = printed(cell.number)
            others = ", ".join(printed(other.number) for other in beside[:3])
            yield Claim(
                Kind.UNIT,
                *lines_of(grid.table, [row], row),
                quoted(document, grid.table, [row]),
                f"{grid.labelled(row)}: {text} är inte skrivet som talen bredvid ({others})",
                False,
                (cell.number, *(other.number for other in beside)),
                severity=grid.cap(Severity.ERROR, cell),
                rule="unit.grouping",
                advice=f"Skriv {number(int(cell.number.printed.value * 1000), 0)} i stället för {text}."
                if cell.number.printed
                else "",
            )


def _scales(document: Document, grid: Grid) -> Iterator[Claim]:
    """'115' or '11 500' where row and column have one decimal: a comma lost, or thousands of a unit."""
    for row, cells in enumerate(grid.cells):
        for at, cell in enumerate(cells):
            if cell is None or cell.decimals or cell.percent:
                continue
            beside = [other for other in cells if other and other is not cell and not other.percent]
            along = [other for other in grid.column(at) if other and other is not cell]
            if len(beside) < 2 or len(along) < 3 or any(other.decimals < 1 for other in (*beside, *along)):
                continue
            meant = [
                abs(cell.value) / 10.0**power
                for power in (1, 3)
                if _close(abs(cell.value) / 10.0**power, beside)
            ]
            if not meant or abs(cell.value) <= 5 * max(abs(other.value) for other in beside):
                continue
            texts = ", ".join(printed(other.number) for other in beside[:3])
            yield Claim(
                Kind.UNIT,
                *lines_of(grid.table, [row], row),
                quoted(document, grid.table, [row]),
                f"{grid.labelled(row)}: {printed(cell.number)} har en annan enhet än talen bredvid ({texts})",
                False,
                (cell.number, *(other.number for other in beside)),
                severity=Severity.QUESTION,
                rule="unit.scale",
            )


def _close(value: float, others: list[Cell]) -> bool:
    """Tell whether a value lies among the numbers of its row, or near them."""
    sizes = [abs(other.value) for other in others if other.value]
    return bool(sizes) and min(sizes) / 2 <= value <= max(sizes) * 2


def _near(value: float, others: list[Cell]) -> bool:
    """Tell whether a value has the size of the numbers in its row."""
    sizes = [abs(other.value) for other in others if other.value]
    return bool(sizes) and median(sizes) / 5 <= value <= median(sizes) * 5


def _clocks(document: Document, grid: Grid) -> Iterator[Claim]:
    """'15:11' beside '11,63' in one row: minutes and seconds beside decimal minutes."""
    for row, line in enumerate(grid.table.rows):
        clocks = [(at, word.strip()) for at, word in enumerate(line.words) if _CLOCK.fullmatch(word.strip())]
        decimals = [
            (at, word.strip()) for at, word in enumerate(line.words) if _DECIMAL.fullmatch(word.strip())
        ]
        decimals = [
            (at, word) for at, word in decimals if at < len(line.cells) and line.cells[at] is not None
        ]
        if not clocks or not decimals:
            continue
        numbers = [line.cells[at] for at, _ in (*clocks, *decimals) if at < len(line.cells)]
        yield Claim(
            Kind.UNIT,
            *lines_of(grid.table, [row], row),
            quoted(document, grid.table, [row]),
            f"{grid.labelled(row)}: {clocks[0][1]} och {decimals[0][1]} är tider skrivna på olika sätt",
            False,
            tuple(one for one in numbers if one is not None),
            severity=Severity.QUESTION,
            rule="unit.clock",
            advice="Skriv alla tider på raden antingen som minuter:sekunder eller med decimaler.",
        )


def _years(document: Document, grid: Grid) -> Iterator[Claim]:
    """A number that is no year in a column of years."""
    for at in range(grid.width):
        words = [row.words[at].strip() if at < len(row.words) else "" for row in grid.table.rows]
        filled = [
            (row, " ".join(word.split())) for row, word in enumerate(words) if word and word[0].isdigit()
        ]
        odd = [(row, word) for row, word in filled if not _YEAR.fullmatch(word)]
        if len(filled) < 5 or len(odd) != 1:
            continue
        row, word = odd[0]
        if not re.fullmatch(r"\d{3}|\d{5}|\d{4}" if _WHEN.search(grid.heading(at)) else r"\d{3}|\d{5}", word):
            continue
        cells = grid.table.rows[row].cells
        found = cells[at] if at < len(cells) else None
        yield Claim(
            Kind.UNIT,
            *lines_of(grid.table, [row], row),
            quoted(document, grid.table, [row]),
            f"{grid.labelled(row)}: {word} är inget år, som kolumnens övriga rader har",
            False,
            (found,) if found is not None else (_word(document, grid, row, word),),
            severity=Severity.QUESTION,
            rule="unit.year",
        )


def _word(document: Document, grid: Grid, row: int, word: str) -> Number:
    """A printed word of a row as a number that was not read."""
    first, last = grid.row(row).line_start, grid.row(row).line_end
    for line in range(first, last + 1):
        start = document.line(line).text.find(word)
        if start >= 0:
            return Number(word, Spot(line, start, start + len(word)), None)
    return Number(word, Spot(first, 0, 0), None)
