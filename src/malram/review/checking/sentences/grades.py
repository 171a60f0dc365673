# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""'Positiv', 'Oförändrad', 'Försämrad' in a table's row, against the outcomes of the two years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from malram.review.checking.sentences.rows import aim
from malram.review.checking.sentences.text import mark
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number, Paragraph, Row, Table
from malram.review.relations import AtMost

_GRADES = {
    1: r"positiv|förbättrad|förbättrat|förbättring|bättre",
    -1: r"negativ|försämrad|försämrat|försämring|sämre",
    0: r"oförändrad|oförändrat|oförändrade|stabil|stabilt|→",
}
_GRADE = re.compile(rf"(?<!\w)(?:{'|'.join(_GRADES.values())})(?!\w)", re.IGNORECASE)
_COLUMN = re.compile(
    r"\b(?P<kind>utfall|resultat|bokslut|mål\w*|budget|prognos|plan)\b\W*(?:helår\W*"
    r"|mätning\W*)?(?P<year>(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r"\b(?:utfall|resultat|bokslut)", re.IGNORECASE)
_DEVELOPMENT = re.compile(r"\b(?:utveckling|trend|förändring|jämförelse)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_COMPARISON = re.compile(
    r"jämför\w*[^.]{0,50}(?:ej|inte|inte längre)\b[^.]{0,20}(?:tillämplig|möjlig|relevant|rättvisande)"
    r"|(?:ej|inte|går inte att) jämför(?:bar|a)",
    re.IGNORECASE,
)
_ABOVE = 16  # lines a heading in loose lines can take
_BELOW = 8  # lines below a table where a row of it can have been left
_LARGE = Fraction(1, 10)  # more than this is not unchanged
_SMALL = Fraction(1, 20)


@dataclass(frozen=True)
class _Layout:
    """The columns of one table that say how it went: this year, last year, the target."""

    now: int
    old: int
    target: int | None


def graded_rows(document: Document) -> Iterator[Claim]:
    """A claim for every row with outcomes of two years and a word for how it went."""
    ends = 0
    for table in document.tables():
        layout = _layout(document, table, ends)
        ends = table.line_end
        if layout is None:
            continue
        for row, following in zip(table.rows, (*table.rows[1:], None), strict=False):
            stop = following.line_start - 1 if following else min(row.line_end + 3, len(document.lines))
            if grade := _grade(document, table, row):
                yield from _claims(table, row, layout, grade, _comment(document, row, stop))
        yield from _loose_rows(document, table, layout)


def _loose_rows(document: Document, table: Table, layout: _Layout) -> Iterator[Claim]:
    """Rows of a table that were left in the prose right below it: label, figures, grade, comment."""
    places = [at for at, column in enumerate(table.columns) if not _DEVELOPMENT.search(column.heading)]
    form = re.compile(rf"(?P<label>[^<]{{3,90}}?) ?(?P<cells>(?:<\w\d+> ){{{len(places)}}})(?P<grade>\w+)")
    for block in document.blocks:
        first = block.sentences[0] if isinstance(block, Paragraph) and block.sentences else None
        if first is None or not 0 < first.line_start - table.line_end <= _BELOW:
            continue
        marked = mark(first)
        match = form.match(marked.text)
        if match is None or not _GRADE.fullmatch(match["grade"]):
            continue
        found = [marked.slot(one) for one in match["cells"].split()]
        cells: list[Number | None] = [None] * len(table.columns)
        for at, slot in zip(places, found, strict=True):
            cells[at] = slot.number if slot else None
        texts = tuple(cell.text if cell else "" for cell in cells)
        row = Row(match["label"].strip(), tuple(cells), texts, first.line_start, first.line_start)
        yield from _claims(table, row, layout, match["grade"], first.text)


def _layout(document: Document, table: Table, ends: int) -> _Layout | None:
    heads = [column.heading for column in table.columns]
    if not any(_OUTCOME.search(head) for head in heads):
        heads = _heads_above(document, table, ends)
    outcomes = [
        (int(year[0]), place)
        for place, head in enumerate(heads)
        if _OUTCOME.search(head) and (year := _YEAR.search(head))
    ]
    if len(outcomes) < 2 or len({year for year, _ in outcomes}) != len(outcomes):
        return None
    outcomes.sort(reverse=True)
    targets = [place for place, head in enumerate(heads) if re.search(r"\bmål", head, re.IGNORECASE)]
    return _Layout(outcomes[0][1], outcomes[1][1], targets[0] if len(targets) == 1 else None)


def _heads_above(document: Document, table: Table, ends: int) -> list[str]:
    """The headings of loose lines: 'Utfall 2023', 'Mål 2024', one for each column or none at all."""
    first = max(ends, table.line_start - 1 - _ABOVE)
    above = " ".join(line.text for line in document.lines[first : table.line_start - 1])
    if not _DEVELOPMENT.search(above):
        return []
    heads = [match[0] for match in _COLUMN.finditer(above[: _last_development(above)])]
    return heads[-len(table.columns) :] if len(heads) >= len(table.columns) else []


def _last_development(text: str) -> int:
    return [match.start() for match in _DEVELOPMENT.finditer(text)][-1]


def _grade(document: Document, table: Table, row: Row) -> str:
    """The word for how it went: in a column for it, or right after the row's last figure."""
    for column, words in zip(table.columns, row.words, strict=False):
        if _DEVELOPMENT.search(column.heading) and (match := _GRADE.match(words.strip())):
            return match[0]
    last = next((cell for cell in reversed(row.cells) if cell is not None), None)
    if last is None:
        return ""
    after = document.line(last.spot.line).text[last.spot.end :]
    match = _GRADE.match(after.strip())
    return match[0] if match else ""


def _comment(document: Document, row: Row, stop: int) -> str:
    return " ".join(line.text.strip() for line in document.lines[row.line_start - 1 : stop])


def _way(grade: str) -> int:
    return next(way for way, words in _GRADES.items() if re.fullmatch(words, grade, re.IGNORECASE))


def _claims(table: Table, row: Row, layout: _Layout, grade: str, comment: str) -> Iterator[Claim]:
    now, old = row.cells[layout.now], row.cells[layout.old]
    if now is None or now.interval is None:
        return
    if old is None or old.interval is None:
        if _way(grade) and old is None and _NO_COMPARISON.search(comment):
            yield _uncompared(row, now, grade)
        return
    if (now.printed and old.printed) and now.printed.unit != old.printed.unit:
        return
    yield (
        _unchanged(table, row, now, old, grade)
        if _way(grade) == 0
        else _moved(table, row, layout, now, old, grade)
    )


def _lines(row: Row, numbers: Sequence[Number]) -> tuple[int, int]:
    lines = [number.spot.line for number in numbers]
    return min(row.line_start, *lines), max(lines) if row.line_end - row.line_start > 6 else row.line_end


def _uncompared(row: Row, now: Number, grade: str) -> Claim:
    said = f"”{row.label}” har utvecklingen {grade}, men kommentaren säger att åren inte kan jämföras"
    return Claim(
        Kind.DIRECTION, *_lines(row, [now]), row.label, said, False, (now,), None,
        "inget utfall från året före att jämföra med", Severity.QUESTION, "table.grade",
    )  # fmt: skip


def _unchanged(table: Table, row: Row, now: Number, old: Number, grade: str) -> Claim:
    a, b = Fraction(now.printed.value), Fraction(old.printed.value)  # type: ignore[union-attr]
    unit = max(Fraction(10) ** -(number.printed.decimals if number.printed else 0) for number in (now, old))
    far = abs(a - b)
    holds: bool | None = None
    if far <= unit or far <= _SMALL * abs(b):
        holds = True
    elif b and far > _LARGE * abs(b):
        holds = False
    said = f"”{row.label}” gick från {old.text} till {now.text} och kallas {grade}"
    found = ""
    if holds is False:
        found = f"en {'ökning' if a > b else 'minskning'} med {round(100 * far / abs(b))} procent"
    return Claim(
        Kind.DIRECTION, *_lines(row, [now, old]), row.label, said, holds, (old, now), None, found,
        Severity.QUESTION, "table.grade",
    )  # fmt: skip


def _moved(table: Table, row: Row, layout: _Layout, now: Number, old: Number, grade: str) -> Claim:
    words = row.words[layout.target] if layout.target is not None and layout.target < len(row.words) else ""
    known = aim(words, row.label)
    sign = None if known is None else known * _way(grade)
    same = now.printed and old.printed and now.printed.value == old.printed.value
    numbers = (old, now) if sign != -1 else (now, old)
    at = [one for number in numbers if (one := number.interval) is not None]
    relation = AtMost(strict=True)
    holds: bool | None = None if sign is None else relation.holds(at)
    severity, found = Severity.QUESTION, f"från {old.text} till {now.text}"
    if same:
        holds, found = False, f"utfallet är {now.text} båda åren"
        severity = Severity.ERROR if table.sure and not (now.doubt or old.doubt) else Severity.QUESTION
    said = f"”{row.label}” gick från {old.text} till {now.text} och kallas {grade}"
    return Claim(
        Kind.DIRECTION, *_lines(row, numbers), row.label, said, holds, numbers,
        None if same else relation, found if holds is False else "", severity, "table.grade",
    )  # fmt: skip
