# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of grades: a goal and its assessment on each line, with no number among them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from malram.review.document import Column, Row, Table
from malram.review.reading.tables.groups import longest_gap
from malram.review.reading.tables.lines import Shape
from malram.review.reading.tables.words import GRADED, grade_at_end, heading_like, is_bullet, sentence_like

BLANKS = 8
FARTHEST = 5  # lines of words between two grades
LONGEST = 90


def grades_of(
    shapes: Sequence[Shape], used: Collection[int]
) -> list[tuple[Table, list[tuple[int, int, int]]]]:
    """The tables of grades under a heading that says so ('Bedömning', 'Status'), and what they took."""
    found = []
    for at, shape in enumerate(shapes):
        if shape.number in used or not GRADED.search(shape.text) or len(shape.text) > LONGEST:
            continue
        rows, taken = _rows(shapes[at + 1 :], used)
        if len(rows) >= 1 and (len(rows) >= 2 or GRADED.search(shape.text)):
            found.append((_table(shape, rows), [(shape.number, 0, len(shape.line.text)), *taken]))
    return found


def _rows(shapes: Sequence[Shape], used: Collection[int]) -> tuple[list[Row], list[tuple[int, int, int]]]:
    rows: list[Row] = []
    taken: list[tuple[int, int, int]] = []
    words: list[Shape] = []
    blank: list[Shape] = []
    for shape in shapes:
        if shape.blank:
            blank.append(shape)
            continue
        if shape.number in used or _stops(shape, words) or longest_gap(blank) > BLANKS:
            break
        blank = []
        grade = grade_at_end(shape.text)
        if not grade:
            words.append(shape)
            if len(words) > FARTHEST:
                break
            continue
        rows.append(_row(shape, grade, words))
        taken += [(line.number, 0, len(line.line.text)) for line in (*_wrapped(shape, grade, words), shape)]
        words = []
    return rows, taken


def _stops(shape: Shape, words: Sequence[Shape]) -> bool:
    text = shape.text
    if is_bullet(text) or sentence_like(text) or text.endswith((".", ":")) or len(text) > LONGEST:
        return True
    return bool(shape.run) or heading_like(text) or GRADED.search(text) is not None


def _row(shape: Shape, grade: str, words: Sequence[Shape]) -> Row:
    above = _wrapped(shape, grade, words)
    own = shape.text[: len(shape.text) - len(grade)].strip()
    label = re.sub(r"\s+", " ", " ".join([*(line.text for line in above), own])).strip()
    first = above[0].number if above else shape.number
    return Row(label, (None,), (grade,), first, shape.number)


def _wrapped(shape: Shape, grade: str, words: Sequence[Shape]) -> list[Shape]:
    """The lines above that begin the label: those next to it, when it goes on in lower case."""
    own = shape.text[: len(shape.text) - len(grade)].strip()
    taken: list[Shape] = []
    below = shape.number
    for line in reversed(words):
        goes_on = (
            not own or own[:1].islower() or re.search(r"(?:[-,]| och| för| med| av| i| till)$", line.text)
        )
        if below - line.number > 1 or not goes_on:
            break
        taken.insert(0, line)
        below, own = line.number, line.text
    return taken


def _table(head: Shape, rows: Sequence[Row]) -> Table:
    match = GRADED.search(head.text)
    heading = match[0].strip() if match else ""
    return Table(
        columns=(Column(heading),),
        rows=tuple(rows),
        line_start=head.number,
        line_end=rows[-1].line_end,
        corner=head.text[: match.start()].strip() if match else "",
        page=head.line.page,
    )
