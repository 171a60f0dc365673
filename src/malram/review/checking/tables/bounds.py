# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bounds in tables: a total between its groups, a part at most its whole, a share within 0 and 100."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, permutations

from malram.review.checking.tables.cells import DEVIATION, Cell, Grid, lines_of, printed, quoted
from malram.review.checking.tables.labels import is_mixed, is_part, says_of_which
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document
from malram.review.relations import AtMost, Between, Relation

_WOMEN = re.compile(r"\b(?:kvinn\w*|flick\w*|tjej\w*|kv)\b", re.IGNORECASE)
_MEN = re.compile(r"\b(?:män|mans|pojk\w*|kill\w*|man)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:total\w*|tot|samtliga|alla|båda|summa|hela|resultat|utfall|medel\w*)\b", re.IGNORECASE
)
_FOR_ALL = re.compile(r"\W*(?:total|samtliga|alla\b)", re.IGNORECASE)
_AGE = re.compile(r"\d\s*år\b|\bår\s*\d", re.IGNORECASE)
_YOUNGEST = re.compile(
    r"(?:^|[^\d\s])\s*[-–]\s*\d+\s*år|\b(?:0|under|yngre än|t\.?o\.?m\.?)\s*[-–]?\s*\d+|yngre", re.IGNORECASE
)
_OLDEST = re.compile(r"\d+\s*år\s*[-–+]|\d+\s*[-–+]\s*(?:år|$)|äldre|över \d+|uppåt", re.IGNORECASE)
_PLAINLY_ALL = re.compile(r"\b(?:total\w*|samtliga|alla|båda)\b", re.IGNORECASE)
_SHARE = re.compile(r"\bandel", re.IGNORECASE)
_NO_SHARE = re.compile(
    r"förändr|avvik|ökning|minskning|diff|utveckl|grad\b|index|kvot|\bav (?:budget|plan|ram)|mot ",
    re.IGNORECASE,
)
_TARGET = re.compile(r"^(?:mål|målvärde|måltal|riktvärde|gräns)", re.IGNORECASE)
_FIRM_ROWS = 3


def bound_claims(document: Document, grid: Grid) -> Iterator[Claim]:
    """What a table's own groups, wholes and shares allow."""
    yield from _columns_of_sexes(document, grid)
    yield from _rows_of_groups(document, grid)
    yield from _parts(document, grid)
    yield from _shares(document, grid)


def _columns_of_sexes(document: Document, grid: Grid) -> Iterator[Claim]:
    """Columns for all, women and men: a share or a mean of all lies between the two."""
    for total, women, men in _sex_columns(grid):
        groups = [
            (row, [a, b, c])
            for row, (a, b, c) in enumerate((line[total], line[women], line[men]) for line in grid.cells)
            if a and b and c
        ]
        between = [_between(cells) for _, cells in groups]
        shares = all(cell.percent for _, cells in groups for cell in cells)
        # Shares printed as such lie between even in a table of one row; amounts must have shown that they do.
        fewest = 0.6 * len(groups) - 1 if shares else max(1, 0.6 * len(groups))
        if sum(between) < fewest or any(_adds(cells) for _, cells in groups):
            continue
        firm = sum(between) >= _FIRM_ROWS and bool(_PLAINLY_ALL.search(grid.heading(total)))
        for (row, cells), holds in zip(groups, between, strict=True):
            ends = " och ".join(
                f"{grid.named(at)} {printed(cell.number)}"
                for at, cell in zip((women, men), cells[1:], strict=True)
            )
            said = f"{grid.labelled(row)}: totalt {printed(cells[0].number)} ligger mellan {ends}"
            sure = firm and not is_mixed(grid.row(row).label)
            severity = Severity.ERROR if sure else Severity.QUESTION
            yield _claim(document, grid, [row], cells, said, holds, Between(), severity, "bounds.sexes")


def _sex_columns(grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Columns for all, women and men that stand side by side, each of them one of a kind among the three."""
    at = 0
    beside = [one for one in grid.numeric if not _TARGET.search(grid.heading(one))]
    while at + 2 < len(beside):
        three = beside[at : at + 3]
        women = [one for one in three if _WOMEN.search(grid.heading(one))]
        men = [one for one in three if _MEN.search(grid.heading(one))]
        rest = [one for one in three if one not in women and one not in men]
        if len(women) == len(men) == len(rest) == 1 and _ALL.search(grid.heading(rest[0])):
            yield rest[0], women[0], men[0]
            at += 3
        else:
            at += 1


def _rows_of_groups(document: Document, grid: Grid) -> Iterator[Claim]:
    """Rows for women and men, or for ages, below a row for all, in columns of percentages or means."""
    labels = [row.label for row in grid.table.rows]
    for group in (*_sexes(labels), *_ages(labels)):
        total = _row_for_all(grid, group[0])
        if total is None:
            continue
        for at in grid.numeric:
            cells = [cell for cell in (grid.cells[row][at] for row in (total, *group)) if cell]
            if len(cells) <= len(group) or _adds(cells):
                continue
            if (
                not all(cell.percent for cell in cells)
                and at not in grid.percents
                and not _percent_table(grid)
            ):
                continue
            whole, *parts = (
                f"{grid.labelled(row)} {printed(cell.number)}"
                for row, cell in zip((total, *group), cells, strict=True)
            )
            said = f"{whole} ligger mellan {', '.join(parts[:-1])} och {parts[-1]}"
            severity = Severity.ERROR if len(group) == 2 else Severity.QUESTION
            rows = [total, *group]
            yield _claim(
                document, grid, rows, cells, said, _between(cells), Between(), severity, "bounds.groups"
            )


def _row_for_all(grid: Grid, first: int) -> int | None:
    """The row for all that a group of rows stands under, with nothing but its parts and groups between."""
    for at in range(first - 1, -1, -1):
        row = grid.row(at)
        if _FOR_ALL.match(row.label):
            return at
        grouped = _only(_WOMEN, row.label) or _only(_MEN, row.label) or _AGE.search(row.label)
        if not grouped and not is_part(row):
            return None
    return None


def _sexes(labels: list[str]) -> Iterator[tuple[int, ...]]:
    for first, second in pairwise(range(len(labels))):
        pair = labels[first], labels[second]
        if any(_only(one, pair[0]) and _only(other, pair[1]) for one, other in permutations((_WOMEN, _MEN))):
            yield first, second


def _ages(labels: list[str]) -> Iterator[tuple[int, ...]]:
    """Runs of rows for ages, from the youngest without a lower end to the oldest without an upper."""
    run: list[int] = []
    for at, label in enumerate([*labels, ""]):
        if _AGE.search(label):
            run.append(at)
            continue
        if len(run) > 2 and _YOUNGEST.search(labels[run[0]]) and _OLDEST.search(labels[run[-1]]):
            yield tuple(run)
        run = []


def _only(pattern: re.Pattern[str], label: str) -> bool:
    return bool(pattern.search(label)) and len(label.split()) <= 2


def _percent_table(grid: Grid) -> bool:
    return grid.table.unit == "%" or "%" in grid.table.title or "procent" in grid.table.title.lower()


def _between(cells: list[Cell]) -> bool:
    room = cells[0].half + max(cell.half for cell in cells[1:]) + 1e-9
    values = [cell.value for cell in cells[1:]]
    return min(values) - room <= cells[0].value <= max(values) + room


def _adds(cells: list[Cell]) -> bool:
    """Tell whether the first is the sum of the others, and so counts them."""
    parts = cells[1:]
    room = sum(cell.half for cell in cells) + 1e-9
    return (
        all(cell.value for cell in parts) and abs(sum(cell.value for cell in parts) - cells[0].value) <= room
    )


def _parts(document: Document, grid: Grid) -> Iterator[Claim]:
    """Of-which rows against the row they are of, where the figures are amounts of one sign."""
    amounts = [
        at
        for at in grid.numeric
        if (at not in grid.percents or len(grid.percents) == len(grid.numeric))
        and not DEVIATION.search(grid.heading(at))  # a part may change more than its whole
    ]
    for part, row in enumerate(grid.table.rows):
        if not says_of_which(row):
            continue
        whole = next((at for at in range(part - 1, -1, -1) if not is_part(grid.row(at))), None)
        if whole is None or not re.search(r"varav|därav|härav", row.label, re.IGNORECASE):
            continue
        pairs = [(grid.cells[part][at], grid.cells[whole][at]) for at in amounts]
        found = [(a, b) for a, b in pairs if a and b and a.value * b.value > 0]
        held = [abs(a.value) <= abs(b.value) + a.half + b.half for a, b in found]
        if not held or 2 * sum(held) < len(held):
            continue
        for (a, b), holds in zip(found, held, strict=True):
            said = f"{grid.labelled(part)} {printed(a.number)} är en del av {printed(b.number)}"
            cells, relation = ([a, b], AtMost()) if a.value > 0 else ([b, a], AtMost())
            yield _claim(
                document, grid, [whole, part], cells, said, holds, relation, Severity.QUESTION, "bounds.part"
            )


def _shares(document: Document, grid: Grid) -> Iterator[Claim]:
    """Shares of a whole that are less than nothing or more than all; only those are told. Where several of
    a column are, it is the heading that is another's."""
    beyond = [
        (row, at, cell)
        for row, cells in enumerate(grid.cells)
        for at, cell in enumerate(cells)
        if cell and not 0 <= cell.value <= 100 + cell.half
    ]
    many = Counter(at for _, at, _ in beyond)
    for row, at, cell in beyond:
        if cell.percent or (at in grid.percents and many[at] == 1):
            around = f"{grid.heading(at)} {grid.row(row).label} {grid.table.corner} {grid.table.title}"
            if not _SHARE.search(around) or _NO_SHARE.search(around):
                continue
            said = f"{grid.labelled(row)}: andelen {printed(cell.number)} ligger mellan 0 och 100 procent"
            yield _claim(document, grid, [row], [cell], said, False, None, Severity.QUESTION, "bounds.share")


def _claim(
    document: Document,
    grid: Grid,
    rows: list[int],
    cells: list[Cell],
    said: str,
    holds: bool,
    relation: Relation | None,
    severity: Severity,
    rule: str,
) -> Claim:
    start, end = lines_of(grid.table, rows, rows[-1])
    numbers = tuple(cell.number for cell in cells)
    if relation is not None:
        holds = relation.holds([one.interval for one in numbers if one.interval is not None])
    return Claim(
        Kind.BOUNDS,
        start,
        end,
        quoted(document, grid.table, rows[:3]),
        said,
        holds,
        numbers,
        relation,
        "",
        grid.cap(severity, *cells),
        rule,
    )
