# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two tables that print the same rows: columns that agree in most rows are one column, and should in all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from malram.review.checking.repeats.claims import Likeness, likeness, line_quote, repeated, short, shown
from malram.review.checking.repeats.keys import Amount, Marks, amount, column_marks, scope_of
from malram.review.checking.repeats.words import content_set, label_key, parents
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number, Table

_FEWEST = 3  # rows two tables share, and cells two columns agree in
_AGREE, _SURE = 0.7, 0.8
_SURE_CELLS = 5
_COMMONEST = 8  # tables with the same label: more of them tell nothing
_UNIT = re.compile(r"[,(] ?(%|procent|mnkr|mkr|tkr|kr|mdkr)\)?\s*$", re.IGNORECASE)
_PERCENT = re.compile(r"[,(] ?(?:%|procent|i procent)\)?\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"\([^)]*\)")
# Rows that hold whatever the others leave: they differ when the tables divide things otherwise.
_GATHERS = re.compile(r"summa|total|resultat|netto|saldo|^övrig", re.IGNORECASE)
_ONE = Fraction(1)
_FACTORS = (Fraction(1), Fraction(-1), Fraction(1000), Fraction(1, 1000), Fraction(10**6), Fraction(1, 10**6))

Key = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table with its numbers read once, as printed and in the table's unit, and its rows by label."""

    table: Table
    printed: tuple[tuple[Amount | None, ...], ...]
    amounts: tuple[tuple[Amount | None, ...], ...]
    marks: tuple[Marks, ...]
    rows: dict[Key, int]


def sheets(document: Document) -> list[Sheet]:
    """The tables of a document, read for comparing."""
    return [sheet_of(table) for table in document.tables()]


def sheet_of(table: Table) -> Sheet:
    """One table, read for comparing in the unit it is in."""
    units = [_unit(table, column.heading) for column in table.columns]
    printed = tuple(tuple(_read(cell) for cell in row.cells) for row in table.rows)
    amounts = tuple(
        tuple(
            _in_unit(one, "%" if _PERCENT.search(row.label) else unit)
            for one, unit in zip(read, units + [""] * len(read), strict=False)
        )
        for row, read in zip(table.rows, printed, strict=True)
    )
    rows: dict[Key, int] = {}
    twice: set[Key] = set()
    for at, (row, parent) in enumerate(zip(table.rows, parents(table), strict=True)):
        own = label_key(row.label)
        keys = {own, label_key(_BRACKET.sub("", row.label))}
        for key in {*keys, (*label_key(parent), "/", *own)} if parent else keys:
            if key in rows:
                twice.add(key)
            if key:
                rows[key] = at
    for key in twice:
        rows.pop(key, None)
    return Sheet(
        table, printed, amounts, tuple(column_marks(column.heading) for column in table.columns), rows
    )


def _read(cell: Number | None) -> Amount | None:
    return amount(cell) if cell is not None and not cell.doubt else None


def _in_unit(it: Amount | None, unit: str) -> Amount | None:
    """A cell in the unit of its table, where that says one and the cell does not."""
    bare = it is not None and unit and it.number.printed is not None and it.number.printed.unit is None
    return amount(it.number, unit) if it is not None and bare else it


def _unit(table: Table, heading: str) -> str:
    """The unit of a column: what its heading ends in, or else the table's."""
    own = _UNIT.search(heading)
    return own[1] if own else table.unit


def table_claims(found: list[Sheet], document: Document, year: int) -> Iterator[Claim]:
    """Each figure that two tables print for the same row and column."""
    matched: set[tuple[int, int]] = set()
    for first, second, rows in _pairs(found):
        columns = _aligned(found[first], found[second], rows)
        agreed, compared = sum(fit[3] for fit in columns), sum(fit[4] for fit in columns)
        sure = compared >= _SURE_CELLS and agreed >= _SURE * compared
        for one, other, factor, _, _ in columns:
            matched.add((first, second))
            yield from _column(document, found[first], found[second], rows, one, other, factor, sure, year)
        if sure:
            yield from _whole_columns(document, found[first], found[second], rows, columns)
    yield from _twin_rows(found, document, matched, year)


def _pairs(found: list[Sheet]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Pairs of tables that share rows, with the rows."""
    having: dict[Key, list[int]] = defaultdict(list)
    for at, sheet in enumerate(found):
        for key in sheet.rows:
            having[key].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for tables in having.values():
        if 1 < len(tables) <= _COMMONEST:
            shared.update((one, other) for at, one in enumerate(tables) for other in tables[at + 1 :])
    for (one, other), count in sorted(shared.items()):
        if count >= _FEWEST:
            rows = {
                (found[one].rows[key], found[other].rows[key])
                for key in found[one].rows.keys() & found[other].rows.keys()
            }
            yield one, other, sorted(rows)


def _aligned(a: Sheet, b: Sheet, rows: list[tuple[int, int]]) -> list[tuple[int, int, Fraction, int, int]]:
    """Columns that are one: (in a, in b, factor, cells that agree, cells compared)."""
    candidates = []
    for one in range(len(a.marks)):
        for other in range(len(b.marks)):
            fit = _fit(a, b, rows, one, other)
            if fit is not None:
                candidates.append(fit)
    candidates.sort(key=lambda fit: (-fit[3] / fit[4], -fit[3], -_headed(a, b, fit[0], fit[1])))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chosen = []
    for fit in candidates:
        if fit[0] not in taken_a and fit[1] not in taken_b:
            chosen.append(fit)
            taken_a.add(fit[0])
            taken_b.add(fit[1])
    return chosen


def _fit(
    a: Sheet, b: Sheet, rows: list[tuple[int, int]], one: int, other: int
) -> tuple[int, int, Fraction, int, int] | None:
    """How well two columns agree, in the scale and with the sign that suit them best."""
    if a.marks[one].sex != b.marks[other].sex:
        return None
    cells = [(a.printed[x][one], b.printed[y][other]) for x, y in rows]
    both = [(x, y) for x, y in cells if x is not None and y is not None and (x.value or y.value)]
    if len(both) < _FEWEST:
        return None
    best = None
    for factor in _FACTORS:
        rough = float(factor)
        alike = [(x, y) for x, y in both if _may_be(x, y, rough) and _alike(x, y, factor)]
        telling = {abs(x.value) for x, y in alike if x.digits >= 2 and y.digits >= 2}
        if len(telling) >= _FEWEST and len(alike) >= _AGREE * len(both):
            fit = (one, other, factor, len(alike), len(both))
            best = fit if best is None or fit[3] > best[3] else best
    return best


def _may_be(x: Amount, y: Amount, factor: float) -> bool:
    """Leave out at once what is too far away to be alike."""
    return abs(x.near - y.near * factor) <= x.unit + y.unit * abs(factor)


def _alike(x: Amount, y: Amount, factor: Fraction) -> bool:
    return likeness(x, scaled(y, factor), signed=True) in (Likeness.SAME, Likeness.CUT)


def scaled(it: Amount, factor: Fraction) -> Amount:
    """The same amount in another scale or with the other sign."""
    if factor == 1:
        return it
    return replace(it, at=it.at * factor, value=it.value * factor, last=it.last * abs(factor))


def _headed(a: Sheet, b: Sheet, one: int, other: int) -> int:
    first, second = a.table.columns[one].heading, b.table.columns[other].heading
    same = bool(first) and content_set(first) == content_set(second)
    return same + (a.marks[one].role == b.marks[other].role) + (a.marks[one].years == b.marks[other].years)


def _column(
    document: Document, a: Sheet, b: Sheet, rows: list[tuple[int, int]],
    one: int, other: int, factor: Fraction, sure: bool, year: int,
) -> Iterator[Claim]:  # fmt: skip
    same_period = period(a.marks[one], year) == period(b.marks[other], year) != ("", 0)
    same_scope = _scope(a, one) == _scope(b, other)
    same_rows = len(rows) >= max(len(a.rows), len(b.rows)) - 1
    for x, y in rows:
        here, there = a.printed[x][one], b.printed[y][other]
        if here is None or there is None:
            continue
        there = scaled(there, factor)
        like = likeness(here, there, signed=True)
        holds = like is Likeness.SAME
        columns = [row[one] for row in a.printed], [row[other] for row in b.printed]
        if not holds and _explained(here, there, *columns, factor):
            continue
        settled = same_scope and (same_rows or not _GATHERS.search(a.table.rows[x].label))
        certain = same_period and a.table.sure and b.table.sure
        severity = _severity(like, sure and settled, certain)
        yield from repeated(
            document, here, there, about=a.table.rows[x].label, holds=holds or (False if severity else None),
            severity=severity or Severity.QUESTION, rule="repeat.table",
        )  # fmt: skip


def _severity(like: Likeness, sure: bool, certain: bool) -> Severity | None:
    """How bad a difference may be called; None when it may well be in order."""
    if like is Likeness.CUT:
        return Severity.NOTE
    if not sure:
        return None
    return Severity.ERROR if certain and like is Likeness.NEAR else Severity.QUESTION


def _scope(sheet: Sheet, column: int) -> frozenset[str]:
    table = sheet.table
    return scope_of(f"{table.title} {table.corner} {table.columns[column].heading}")


def _explained(
    here: Amount, there: Amount, column: list[Amount | None], other: list[Amount | None], factor: Fraction
) -> bool:
    """Tell whether one or two other figures of the columns make the difference: an adjustment row, say."""
    gap, room = abs(here.near - there.near), here.unit + there.unit
    if gap <= 10 * room / 2:
        return False
    values = [it.near for it in column if it is not None and it is not here]
    values += [it.near * float(factor) for it in other if it is not None]
    if any(abs(abs(value) - gap) <= room for value in values if value):
        return True
    pairs = [
        abs(one + two) for at, one in enumerate(values[:60]) for two in values[at + 1 : 60] if one and two
    ]
    return gap > 50 * room and any(abs(value - gap) <= room for value in pairs)


def _whole_columns(
    document: Document, a: Sheet, b: Sheet, rows: list[tuple[int, int]],
    columns: list[tuple[int, int, Fraction, int, int]],
) -> Iterator[Claim]:  # fmt: skip
    """Columns under the same heading that disagree in most rows, in tables whose other columns agree."""
    taken_a, taken_b = {fit[0] for fit in columns}, {fit[1] for fit in columns}
    headings = [label_key(column.heading) for column in b.table.columns]
    for one, column in enumerate(a.table.columns):
        key = label_key(column.heading)
        if one in taken_a or not key or headings.count(key) != 1 or headings.index(key) in taken_b:
            continue
        if [label_key(its.heading) for its in a.table.columns].count(key) != 1 or a.marks[
            one
        ].role == "change":
            continue
        other = headings.index(key)
        cells = [(x, a.printed[x][one], b.printed[y][other]) for x, y in rows]
        unlike = [
            (x, here, there) for x, here, there in cells if here and there and not _alike(here, there, _ONE)
        ]
        both = sum(here is not None and there is not None for _, here, there in cells)
        if len(unlike) >= _SURE_CELLS and len(unlike) > both / 2 and a.table.sure >= b.table.sure - 1:
            yield _column_fault(document, a, one, unlike)


def _column_fault(document: Document, a: Sheet, one: int, unlike: list[tuple[int, Amount, Amount]]) -> Claim:
    heading = a.table.columns[one].heading
    copied = [
        a.table.columns[at].heading
        for at in range(len(a.marks))
        if at != one and _equal(a, [x for x, _, _ in unlike], one, at)
    ]
    first = unlike[0][1].number.spot.line
    last = min(unlike[-1][1].number.spot.line, first + 39)
    far = unlike[0][2].number.spot.line
    said = (
        f"Kolumnen ”{short(heading)}” har andra tal än samma kolumn i tabellen på rad {far} i "
        f"{len(unlike)} rader;"
        f" första gången {shown(unlike[0][1].number)} mot {shown(unlike[0][2].number)}"
    )
    if copied:
        said += f". Talen är desamma som i kolumnen ”{short(copied[0])}” bredvid"
    return Claim(
        Kind.REPEAT, first, last, line_quote(document, first, last), said, False,
        tuple(it.number for _, here, there in unlike for it in (here, there)),
        severity=Severity.ERROR if copied else Severity.QUESTION, rule="repeat.column",
        advice="Hämta kolumnens tal på nytt ur källan, så att tabellerna säger detsamma.",
    )  # fmt: skip


def _equal(a: Sheet, rows: list[int], one: int, other: int) -> bool:
    """Tell whether two columns of a table print the same figures in these rows."""
    pairs = [(a.printed[x][one], a.printed[x][other]) for x in rows if other < len(a.printed[x])]
    return len(pairs) >= _SURE_CELLS and all(x and y and x.value == y.value for x, y in pairs)


def period(one: Marks, year: int) -> tuple[str, int]:
    """What a column holds and for which year, as far as its heading tells; ('', 0) when it does not."""
    if one.role == "before":
        return "result", year - 1
    if not one.named:
        return "", 0
    if len(one.years) > 1:
        return "", 0
    return one.role, next(iter(one.years), year)


def _twin_rows(
    found: list[Sheet], document: Document, matched: set[tuple[int, int]], year: int
) -> Iterator[Claim]:
    """Two rows in different tables with two long figures in common, under headings that say the same."""
    where: dict[tuple[Fraction, tuple[str, int]], list[tuple[int, int, int]]] = defaultdict(list)
    for at, sheet in enumerate(found):
        for x, row in enumerate(sheet.printed):
            for c, it in enumerate(row[: len(sheet.marks)]):
                if it is not None and it.digits >= 4 and period(sheet.marks[c], year) != ("", 0):
                    where[_printed(it), period(sheet.marks[c], year)].append((at, x, c))
    shared: dict[tuple[int, int, int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in where.values():
        if 1 < len(places) <= _COMMONEST:
            for n, (t, x, c) in enumerate(places):
                for u, y, d in places[n + 1 :]:
                    if t != u and (min(t, u), max(t, u)) not in matched:
                        shared[t, x, u, y].append((c, d))
    for (t, x, u, y), columns in shared.items():
        if len(columns) >= 2 and len({_printed(_of(found[t], x, c)) for c, _ in columns}) >= 2:
            yield from _twins(document, found[t], x, found[u], y, columns, year)


def _printed(it: Amount) -> Fraction:
    """The figure as it stands, without sign: tables that leave out their unit can be compared too."""
    return abs(Fraction(it.number.printed.value)) if it.number.printed else Fraction(0)


def _of(sheet: Sheet, row: int, column: int) -> Amount:
    it = sheet.printed[row][column]
    assert it is not None  # only cells that were read are indexed
    return it


def _twins(
    document: Document, a: Sheet, x: int, b: Sheet, y: int, columns: list[tuple[int, int]], year: int
) -> Iterator[Claim]:
    about = a.table.rows[x].label or b.table.rows[y].label
    for c, d in columns:
        yield from repeated(
            document, _of(a, x, c), _of(b, y, d), about=about, holds=True, severity=Severity.QUESTION,
            rule="repeat.row",
        )  # fmt: skip
    used, also = {c for c, _ in columns}, {d for _, d in columns}
    for c, mark in enumerate(a.marks[: len(a.printed[x])]):
        cell, key = a.printed[x][c], period(mark, year)
        if cell is None or c in used or key == ("", 0) or mark.role == "change" or cell.digits < 3:
            continue
        here = amount(cell.number)
        same = [
            b.printed[y][d] for d, its in enumerate(b.marks) if period(its, year) == key and d not in also
        ]
        others = [there for it in same if it is not None and (there := amount(it.number)) is not None]
        there = here and _slip(here, others)
        if here is not None and there:
            yield from repeated(
                document, here, there, about=about, holds=False, severity=Severity.QUESTION, rule="repeat.row"
            )


def _slip(here: Amount, others: list[Amount]) -> Amount | None:
    """The figure that should have been the same: a unit apart, or near it when there is no other."""
    found = {likeness(here, there): there for there in others}
    if Likeness.SAME in found or Likeness.CUT in found:
        return None
    return found.get(Likeness.CLOSE) or (found.get(Likeness.NEAR) if len(others) == 1 else None)
