# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A sentence that names a row of a table and gives another figure than the row has.

Its other figures tell whether it is about that row: when two of them are the row's own, a third that is not
is wrong. A sentence that stands beside its table and says nothing but the row's name is asked about too. A
long figure that stands in one row only names that row as well as its label does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from malram.review.checking.repeats.claims import Likeness, likeness, one_slip, repeated
from malram.review.checking.repeats.keys import Amount, said_before, sex_of
from malram.review.checking.repeats.mentions import Mention, covers
from malram.review.checking.repeats.tables import Sheet, period, sheet_of
from malram.review.checking.repeats.words import content_set, core
from malram.review.claims import Claim, Severity
from malram.review.document import Document, Heading

_LETTERS = 6  # in the stems of a label that can be recognised
_COMMONEST = 8  # rows with the same label
_BESIDE = 60  # lines between a table and a sentence of the same section
_UNREAL = re.compile(
    r"\b(?:prognos\w*|skulle|borde|hade (?:varit|blivit)|kommer att|kan komma|väntas|förväntas|beräkna\w+"
    r"|uppskatta\w+"
    r"|ursprunglig\w*|tidigare|målsättning\w*|om \w+ (?:inte )?(?:hade|skulle)|perioden|kvartal\w*"
    r"|tertial\w*)\b",
    re.IGNORECASE,
)
_LONG = 4  # digits of a figure that is met by chance in no second place
_SURPLUS = re.compile(r"överskott|underskott|avvik|differens", re.IGNORECASE)
_DEVIATES = re.compile(r"avvik|\bavv\b|differens|budgetdiff", re.IGNORECASE)
_SAYING = content_set("överskott underskott budgetavvikelse differens positiv negativ nämnden verksamheten")
_OTHERWISE = re.compile(r"%|procent|förändr|föreg|fg|prognos|helår", re.IGNORECASE)
_EQUAL = (Likeness.SAME, Likeness.CUT)


def row_claims(
    document: Document, found: list[Sheet], said: list[Mention], year: int, settled: set[tuple[int, int]]
) -> Iterator[Claim]:
    """Figures that should have been a cell's; `settled` are those that repeat some other cell."""
    rows, places = _by_stem(found), _Figures(found)
    sections = sorted(block.line for block in document.blocks if isinstance(block, Heading) and block.level)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in said:
        by_sentence[mention.order].append(mention)
    for own in by_sentence.values():
        candidates = {one for stem in own[0].stems for one in rows.get(stem, ())}
        named = [(at, x) for at, x in sorted(candidates) if covers(label_of(found[at], x), own[0].stems) == 1]
        for sheet, x in places.named_by(own, set(named)):
            yield from _row(document, sheet, x, own, year, settled, None)
        for at, x in named:
            line = found[at].table.rows[x].line_start
            beside = abs(line - own[0].line) <= _BESIDE and _section(sections, line) == _section(
                sections, own[0].line
            )
            rivals = sum(_section(sections, found[t].table.rows[y].line_start) == _section(sections, line)
                         for t, y in named)  # fmt: skip
            yield from _row(document, found[at], x, own, year, settled, beside and rivals == 1)


class _Figures:
    """Rows by their long figures, where no other row of the document has the same."""

    def __init__(self, found: list[Sheet]) -> None:
        self._found = found
        self._rows: dict[tuple[str, Fraction], set[tuple[int, int]]] = defaultdict(set)
        for at, sheet in enumerate(found):
            for x, row in enumerate(sheet.amounts):
                for it in row:
                    if it is not None and it.digits >= _LONG:
                        self._rows[it.kind, abs(it.value)].add((at, x))

    def named_by(self, own: list[Mention], known: set[tuple[int, int]]) -> Iterator[tuple[Sheet, int]]:
        """The rows that figures of a sentence stand in; a table that says no unit is in theirs."""
        for it in own:
            for kind, value in ((it.amount.kind, abs(it.amount.value)), ("", _digits(it.amount))):
                where = self._rows.get((kind, value), set())
                if it.amount.digits < _LONG or len(where) != 1 or where & known:
                    continue
                (at, x) = next(iter(where))
                known = known | where
                sheet = self._found[at]
                unit = it.amount.number.printed.unit if it.amount.number.printed else None
                bare = not kind and unit is not None and unit.kind == "money"
                yield (sheet_of(replace(sheet.table, unit=unit.code)) if bare and unit else sheet), x


def _digits(it: Amount) -> Fraction:
    return abs(Fraction(it.number.printed.value)) if it.number.printed else Fraction(0)


def label_of(sheet: Sheet, x: int) -> frozenset[str]:
    """The stems that name a row: its label's, or the table's own for 'Totalt'."""
    label = sheet.table.rows[x].label
    return core(label) if content_set(label) else content_set(sheet.table.corner or sheet.table.title)


def _section(sections: list[int], line: int) -> int:
    return bisect_right(sections, line)


def _by_stem(found: list[Sheet]) -> dict[str, list[tuple[int, int]]]:
    """Rows by the longest stem of what names them; those that stand in many places tell nothing."""
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, sheet in enumerate(found):
        for x, row in enumerate(sheet.table.rows):
            stems = label_of(sheet, x) if row.label.strip() else frozenset()
            if sum(map(len, stems)) >= _LETTERS and not sex_of(row.label):
                rows[max(stems, key=lambda stem: (len(stem), stem))].append((at, x))
    return {stem: places for stem, places in rows.items() if len(places) <= _COMMONEST}


def _row(
    document: Document, sheet: Sheet, x: int, own: list[Mention], year: int, settled: set[tuple[int, int]],
    beside: bool | None,
) -> Iterator[Claim]:  # fmt: skip
    """Figures of a sentence that should have been this row's; `beside` is None where a figure named it."""
    cells = {mention.place: _meant(sheet, x, mention, year) for mention in own}
    equal = {
        mention.place: [it for it in sheet.amounts[x] if it and _repeats(mention.amount, it)]
        for mention in own
    }
    for mention in own:
        cell, spot = cells[mention.place], mention.amount.number.spot
        if cell is None or equal[mention.place] or (spot.line, spot.start) in settled:
            continue
        taken = any(it is cell for found in equal.values() for it in found)
        if taken or likeness(mention.amount, cell) not in (Likeness.NEAR, Likeness.CLOSE):
            continue
        others = sum(bool(found) and cells[place] is not None for place, found in equal.items())
        if beside is None and not one_slip(*_printed(mention.amount, cell)):
            continue
        severity = _severity(sheet, x, mention, others, bool(beside), year)
        if severity is not None:
            yield from repeated(
                document, mention.amount, cell, about=sheet.table.rows[x].label, holds=False,
                severity=severity, rule="repeat.row.named", both=False,
            )  # fmt: skip


def _printed(one: Amount, other: Amount) -> tuple[Fraction, Fraction, Fraction]:
    return one.value, other.value, min(one.last, other.last)


def _repeats(one: Amount, cell: Amount) -> bool:
    return not cell.vague and alike(one, cell) and one.may_equal(cell) and likeness(one, cell) in _EQUAL


def alike(one: Amount, cell: Amount) -> bool:
    """Tell whether two figures can be of one unit; a cell often leaves its unit out."""
    return one.kind == cell.kind or (not cell.kind and one.kind not in ("money", "share", "points"))


def _meant(sheet: Sheet, x: int, mention: Mention, year: int) -> Amount | None:
    """The one cell of a row that a figure would repeat, by period, role and sex."""
    one = mention.marks
    start = mention.sentence.text[: mention.sentence.offsets[mention.place]]
    if _UNREAL.search(mention.sentence.text) or (one.role != "before" and said_before(start)):
        return None
    if one.narrowed or one.scope or mention.amount.vague:
        return None
    if one.role == "change":
        return _deviation(sheet, x, mention, start)
    if one.role not in ("result", "before", "target", "budget"):
        return None
    when = year - 1 if one.role == "before" else (min(one.years) if len(one.years) == 1 else year)
    role = one.role if one.role in ("target", "budget") else "result"
    found = []
    at = _for_sex(sheet, x, one.sex)
    if one.sex and at == x and not any(mark.sex for mark in sheet.marks):
        return None  # the row does not tell women and men apart
    row = sheet.amounts[at]
    own = one.sex if any(mark.sex for mark in sheet.marks) else ""
    partial = not all(mark.months for mark in sheet.marks if mark.role == "result")
    for c, mark in enumerate(sheet.marks[: len(row)]):
        it = row[c]
        if it is None or mark.sex != own or (mark.months and partial) or not alike(mention.amount, it):
            continue
        if period(mark, year) == (role, when) or (own and mark.role == "result" and when == year):
            found.append(it)
    return found[0] if len(found) == 1 and (not found[0].vague or role == "target") else None


def _deviation(sheet: Sheet, x: int, mention: Mention, led: str) -> Amount | None:
    """The cell of the one column that tells how a row went against its budget."""
    columns = [
        at for at, column in enumerate(sheet.table.columns[: len(sheet.amounts[x])])
        if _DEVIATES.search(column.heading) and not _OTHERWISE.search(column.heading)
    ]  # fmt: skip
    if len(columns) != 1 or mention.marks.sex or not _SURPLUS.search(led.rsplit(",", 1)[-1]):
        return None
    cell = sheet.amounts[x][columns[0]]
    return cell if cell and alike(mention.amount, cell) and not cell.vague else None


def _for_sex(sheet: Sheet, x: int, sex: str) -> int:
    """The row below a total that gives women or men alone; the row itself when there is none."""
    if not sex or any(mark.sex for mark in sheet.marks):
        return x
    rows = sheet.table.rows
    found = [y for y in range(x + 1, min(x + 9, len(rows)))
             if sex_of(rows[y].label) == sex and not content_set(rows[y].label)]  # fmt: skip
    return found[0] if len(found) == 1 else x


def _severity(
    sheet: Sheet, x: int, mention: Mention, others: int, beside: bool, year: int
) -> Severity | None:
    """How sure it is that the figure was meant to be the cell's."""
    one = mention.marks
    if others >= 2:
        return Severity.ERROR if sheet.table.sure else Severity.QUESTION
    if others == 1:
        return Severity.QUESTION
    if one.role not in ("result", "change") or one.sex or not one.named:
        return None
    start = mention.sentence.text[: mention.sentence.offsets[mention.place]]
    more = content_set(start) - label_of(sheet, x) - mention.headings - _SAYING
    plain = covers(frozenset(more), label_of(sheet, x)) == 1 if more else True
    if beside and plain:
        return Severity.ERROR if one.years == {year} and sheet.table.sure else Severity.QUESTION
    long = len(label_of(sheet, x)) > 1  # one word, as sjukfrånvaro, may be any unit's
    return Severity.QUESTION if one.years and long and len(more) <= 3 else None
