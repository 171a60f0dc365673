# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""An indicator's row and the comment below it: the same result, target, women and men stated twice.

The comment speaks of the row above it as far as nothing in a sentence points elsewhere: another year or
month, the nation, one ward, one age group.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from malram.review.checking.repeats.claims import Likeness, goal_likeness, likeness, repeated
from malram.review.checking.repeats.keys import (
    Amount,
    Marks,
    amount,
    column_marks,
    marks,
    said_before,
    segments,
    years_in,
)
from malram.review.checking.repeats.words import content, content_set
from malram.review.claims import Claim, Severity
from malram.review.document import Document, Heading, Paragraph, Row, Sentence, Table

_INNER = re.compile(
    r"mätmetod|datakälla|källa|kommentar|analys|resultat|utfall|beskrivning|måluppfyllelse|måluppfyllnad"
    r"|bedömning"
    r"|definition|metod|trend|orsak|åtgärd|förklaring|uppföljning",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:inom|bland|hos|vid|på) (\w+(?: \w+)?)", re.IGNORECASE)
_FARTHEST = 60  # lines from a row to the last sentence that may speak of it
_RESULT_WORD = re.compile(
    r"\b(?:resultat\w*|utfall\w*|årsresultat\w*|uppgick|uppgår|blev|är|var|låg|ligger|till)\b", re.IGNORECASE
)


@dataclass
class Comment:
    """A row, its cells by what they are, and the sentences below it."""

    table: Table
    row: Row
    cells: list[tuple[Marks, Amount]]
    sentences: list[Sentence] = field(default_factory=list)

    def cell(self, role: str, sex: str = "") -> Amount | None:
        """The one cell with this role and sex; None when there are none or several."""
        found = [it for one, it in self.cells if one.role == role and one.sex == sex and not one.months]
        return found[0] if len(found) == 1 else None


def comments(document: Document, year: int) -> list[Comment]:
    """The rows that have a comment of their own."""
    found: list[Comment] = []
    current: Comment | None = None
    events = sorted(_events(document), key=lambda one: (one[0], one[1]))
    for (line, _, event), after in pairwise([*events, (10**9, 0, None)]):
        if isinstance(event, tuple):
            follows_row = isinstance(after[2], tuple) and after[2][0] is event[0]
            before = current is not None and current.table is event[0] and not current.sentences
            current = Comment(event[0], event[1], _cells(event[0], event[1], year))
            if not (before or follows_row):
                found.append(current)
            elif before:
                current = Comment(event[0], event[1], [])
        elif isinstance(event, Heading):
            if event.level > 0 or not _INNER.search(event.text):
                current = None
        elif isinstance(event, Sentence) and current and line - current.row.line_end <= _FARTHEST:
            if _is_row(event):
                current = None
            else:
                current.sentences.append(event)
    return [one for one in found if one.sentences and one.cells]


def _is_row(sentence: Sentence) -> bool:
    """Tell whether a sentence is a row of figures that no table took: what follows is about it."""
    return len(sentence.numbers) > 1 and len(re.findall(r"[^\W\d_]{2,}", sentence.text)) < len(
        sentence.numbers
    )


_Event = tuple[int, int, tuple[Table, Row] | Heading | Sentence | None]


def _events(document: Document) -> Iterator[_Event]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield row.line_end, 0, (block, row)
        elif isinstance(block, Heading):
            yield block.line, 1, block
        elif isinstance(block, Paragraph):
            for sentence in block.sentences:
                yield sentence.line_start, 2, sentence


def _cells(table: Table, row: Row, year: int) -> list[tuple[Marks, Amount]]:
    """The cells with a role: result and target of the report's year, women and men."""
    found = []
    for column, cell in zip(table.columns, row.cells, strict=False):
        one = column_marks(column.heading)
        it = amount(cell, table.unit) if cell and not cell.doubt and one.named else None
        if it is None:
            continue
        if one.years and year not in one.years and one.role in ("result", "target"):
            one = Marks("before" if one.role == "result" else "other", one.sex, one.years, named=True)
        found.append((one, it))
    return found


def block_claims(document: Document, year: int) -> Iterator[Claim]:
    """Each figure of a comment that repeats a cell of its row."""
    for comment in comments(document, year):
        agreed = Counter[str]()
        unlike: list[tuple[Sentence, int, Marks, Amount, Amount]] = []
        for sentence in comment.sentences:
            for at, number in enumerate(sentence.numbers):
                one = marks(sentence, at)
                it = amount(number)
                cell = it and _meant(comment, one, it)
                if not it or not cell:
                    continue
                like = goal_likeness(it, cell) if one.role == "target" else likeness(it, cell)
                if like in (Likeness.SAME, Likeness.CUT) and _may_agree(one, year):
                    agreed[one.role + one.sex] += 1
                    yield from _agreeing(document, comment, it, cell)
                elif like is not Likeness.SAME:
                    unlike.append((sentence, at, one, it, cell))
        for sentence, at, one, it, cell in unlike:
            severity = _fault(comment, sentence, at, one, it, cell, agreed, year)
            if severity:
                yield from repeated(
                    document, it, cell, about=comment.row.label, holds=False, severity=severity,
                    rule="repeat.comment", both=False,
                )  # fmt: skip


def _agreeing(document: Document, comment: Comment, it: Amount, cell: Amount) -> Iterator[Claim]:
    yield from repeated(
        document,
        it,
        cell,
        about=comment.row.label,
        holds=True,
        severity=Severity.ERROR,
        rule="repeat.comment",
    )


def _meant(comment: Comment, one: Marks, it: Amount) -> Amount | None:
    """The cell a figure of the comment would repeat."""
    cell = (
        comment.cell("result", one.sex)
        if one.role in ("result", "budget")
        else comment.cell(one.role, one.sex)
    )
    if cell is None and one.role == "target":
        cell = comment.cell("target")
    if cell is None or not _same_unit(it, cell):
        return None
    return cell


def _same_unit(it: Amount, cell: Amount) -> bool:
    """A cell without a unit may be anything but a date; a figure with another unit is another thing."""
    return it.kind == cell.kind or (not cell.kind and it.kind not in ("points", "time"))


def _may_agree(one: Marks, year: int) -> bool:
    return not one.years or year in one.years or one.role in ("before", "target")


def _fault(
    comment: Comment,
    sentence: Sentence,
    at: int,
    one: Marks,
    it: Amount,
    cell: Amount,
    agreed: Counter[str],
    year: int,
) -> Severity | None:
    """How sure it is that a figure unlike its cell was meant to be the same."""
    dated = year in years_in(segments(sentence, at)[1])
    if one.role != "target" and not dated and elsewhen(comment.sentences, sentence, at, year):
        return None
    narrowed = one.years - {year} or one.narrowed or one.scope or it.qualified
    if narrowed or (cell.qualified and one.role != "target"):
        return None
    if it.kind != cell.kind or agreed[one.role + one.sex] or _rivals(sentence, at, one, it):
        return None
    like = goal_likeness(it, cell) if one.role == "target" else likeness(it, cell)
    if one.sex and one.role == "result":
        return _sex_fault(comment, sentence, like, one, agreed)
    if like is Likeness.FAR:
        return None
    if one.role == "target":
        return Severity.QUESTION if agreed["result"] else None
    if one.role == "result" and one.named and one.years == {year}:
        before = sentence.text[: sentence.offsets[at]]
        return Severity.QUESTION if _RESULT_WORD.search(before) else None
    return None


def _rivals(sentence: Sentence, at: int, one: Marks, it: Amount) -> bool:
    """Tell whether another figure of the sentence could as well be the one that repeats the cell."""
    for other, number in enumerate(sentence.numbers):
        its, rival = marks(sentence, other), amount(number)
        if (
            other == at
            or rival is None
            or rival.kind != it.kind
            or (its.role, its.sex) != (one.role, one.sex)
        ):
            continue
        if its.years == one.years or not its.years:
            return True
    return False


def elsewhen(sentences: Sequence[Sentence], sentence: Sentence, at: int, year: int) -> bool:
    """Tell whether the words before a figure, or the sentence before, may speak of another year."""
    if said_before(sentence.text[: sentence.offsets[at]]):
        return True
    place = sentences.index(sentence)
    if years_in(sentence.text) or not place:
        return False
    last = sentences[place - 1]
    years = years_in(last.text)
    near = sentence.line_start - last.line_end <= 1
    return near and (said_before(last.text) or bool(years and year not in years))


def _sex_fault(
    comment: Comment, sentence: Sentence, like: Likeness, one: Marks, agreed: Counter[str]
) -> Severity | None:
    """A figure for women or men: certain when the other sex's figure in the same sentence is the row's."""
    other = "M" if one.sex == "K" else "K"
    twin = comment.cell("result", other)
    near = like is not Likeness.FAR
    for at, number in enumerate(sentence.numbers):
        it = amount(number)
        if twin and it and marks(sentence, at).sex == other and likeness(it, twin) is Likeness.SAME:
            certain = near and not _inside(sentence, comment.row.label)
            return Severity.ERROR if certain else Severity.QUESTION
    return Severity.QUESTION if near and (agreed["result"] or agreed["result" + other]) else None


def _inside(sentence: Sentence, label: str) -> bool:
    """Tell whether a sentence names a part that the row does not: 'inom ortopedin', 'bland nyanställda'."""
    return any(
        stem not in content_set(label) for part in _PART.findall(sentence.text) for stem in content(part)
    )
