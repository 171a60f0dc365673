# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the grid of a Word table to a `Table`: headings, labels, figures, indents, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from malram.review.document import Column, Number, Row, Table
from malram.review.reading.docx.grid import GridCell, GridRow, is_figure
from malram.values.numbers import one_of
from malram.values.units import SPELLINGS

_DASH = re.compile(r"\A\s*[-–−•·]\s*(?=[^\W\d_])")
_PART = re.compile(r"\s*(?:(?:därav|varav|härav)\b|[-–−•·]\s*[^\W\d_])", re.IGNORECASE)
_UNITS = [spelling for spelling, unit in SPELLINGS.items() if unit.kind in ("money", "share")]
_UNIT = re.compile(rf"(?<![\w/%])(?<!\d )({one_of(_UNITS)})(?![\w/%]| per\b)", re.IGNORECASE)
_HEADING_WORDS = re.compile(
    r"\b(?:19|20)\d\d\b|%|\b(?:utfall|budget|prognos|avvikelse|differens|bokslut|plan|målvärde|antal|andel"
    r"|förändring|helår|ack|period|mnkr|mkr|tkr|kr|procent|kvinnor|män|totalt|index)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")
_SPACES = {"\t": 300, "\N{EM SPACE}": 240, "\N{EN SPACE}": 120}  # twentieths of a point
_STEP = 60  # indents closer than this are the same


@dataclass(frozen=True)
class Caption:
    """What stands about a table outside it: its title, and other texts that may tell the unit."""

    title: str = ""
    about: tuple[str, ...] = ()


def table_of(rows: Sequence[GridRow], caption: Caption, page: int | None = None) -> Table:
    """The table in a grid that has at least one row."""
    width = max(len(row.cells) for row in rows)
    titles = _title_rows(rows, width)
    heads = _header_rows(rows[titles:], width)
    head, body = list(rows[titles : titles + heads]), list(rows[titles + heads :])
    body = _without_repeats(head, body)
    columns = _columns(head, body, width)
    labels = _label_columns(head, body, columns)
    values = [column for column in columns if column not in labels]
    title = caption.title or " ".join(row.filled[0].clean for row in rows[:titles])
    corner = " ".join(dict.fromkeys(filter(None, (_heading(head, column) for column in labels))))
    about = [title, corner, *caption.about, *(row.filled[0].clean for row in rows[:titles])]
    return Table(
        columns=tuple(Column(_heading(head, column)) for column in values),
        rows=_rows(body, labels, values),
        line_start=rows[0].line,
        line_end=rows[-1].line,
        title=title,
        unit=unit_in(about),
        sure=_is_regular(body, values, width),
        corner=corner,
        page=page,
    )


def _without_repeats(head: Sequence[GridRow], body: list[GridRow]) -> list[GridRow]:
    """The body without the heading rows that somebody has repeated by hand on the next page."""
    printed = {row.content.text.strip() for row in head}
    return [row for row in body if row.content.text.strip() not in printed] or body


def parts_of(rows: Sequence[GridRow]) -> list[Sequence[GridRow]]:
    """The tables in one grid: new headings in the middle of it begin another."""
    width = max(len(row.cells) for row in rows)
    titles = _title_rows(rows, width)
    head = titles + _header_rows(rows[titles:], width)
    cuts = [0]
    for at in range(head + 1, len(rows) - 1):
        again = any(rows[at].content.text == one.content.text for one in rows[: head + 1])
        if not again and _is_new_head(rows[at]) and _has_figures(rows[at + 1]):
            cuts.append(at)
    return [rows[start:end] for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True)]


def _is_new_head(row: GridRow) -> bool:
    beside = [cell for cell in row.filled if cell.first > 0]
    if len(beside) < 2 or _has_figures(row) or any(cell.is_prose for cell in beside):
        return False
    named = sum(bool(_HEADING_WORDS.search(cell.text)) for cell in beside)
    return row.header or 2 * named > len(beside) or all(cell.strong for cell in beside)


def unit_in(texts: Sequence[str]) -> str:
    """The unit that the first text to name one names: 'Belopp i tkr' gives 'tkr'; '' for two at once."""
    for text in texts:
        found = {SPELLINGS[match[1].lower()].code for match in _UNIT.finditer(text)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


# -- headings ------------------------------------------------------------------------------------------


def _title_rows(rows: Sequence[GridRow], width: int) -> int:
    """How many rows at the top are one text over the whole width."""
    for index, row in enumerate(rows[:-1]):
        over_all = len(row.filled) == 1 and row.filled[0].span == width > 1
        if not over_all or is_figure(row.filled[0].text):
            return index
    return 0


def _header_rows(rows: Sequence[GridRow], width: int) -> int:
    """How many rows are headings: those the file marks, else those at the top that hold no figures."""
    marked = 0
    while marked < len(rows) - 1 and rows[marked].header and not _has_figures(rows[marked]):
        marked += 1
    found = marked
    while found < len(rows) - 1 and _seems_header(rows[found], rows[:found]):
        found += 1
    return found


def _seems_header(row: GridRow, above: Sequence[GridRow]) -> bool:
    beside = [cell for cell in row.filled if cell.first > 0]
    if _has_figures(row) or not any(character.isalnum() for cell in beside for character in cell.text):
        return False
    if any(cell.is_prose for cell in beside):
        return False
    label = row.over(0)
    unlabelled = not any(one.over(0).text.strip() for one in above)
    return unlabelled or label.goes_on or not label.text.strip()


def _has_figures(row: GridRow) -> bool:
    """Whether a row holds quantities. Months and grades counted 1, 2, 3 are headings."""
    texts = [cell.text for cell in row.filled if cell.first > 0]
    counted = [text.strip() for text in texts]
    if len(counted) > 2 and counted == [str(number) for number in range(1, len(counted) + 1)]:
        return False
    return any(is_figure(text, heading=True) for text in texts)


def _heading(head: Sequence[GridRow], column: int) -> str:
    """The texts above a column from the top down, each once."""
    return " ".join(dict.fromkeys(filter(None, (row.over(column).clean for row in head))))


# -- columns -------------------------------------------------------------------------------------------


def _columns(head: Sequence[GridRow], body: Sequence[GridRow], width: int) -> list[int]:
    """The columns in which something is printed; the thin ones between them are left out."""

    def used(column: int) -> bool:
        if any(row.at(column).text.strip() for row in body):
            return True
        own = any(row.at(column).text.strip() for row in head)
        return own and any(row.over(column).first == column for row in body)

    return [column for column in range(width) if used(column)]


def _label_columns(head: Sequence[GridRow], body: Sequence[GridRow], columns: Sequence[int]) -> list[int]:
    """The columns at the left that say what a row is about: the first, and more of words next to it."""
    texts = {column: [row.at(column).clean for row in body] for column in columns}
    if not any(is_figure(text) for column in columns[1:] for text in texts[column]):
        return list(columns[:1])
    labels = list(columns[:1])
    for column in columns[1:]:
        filled = [text for text in texts[column] if text]
        wordy = not any(any(letter.isdigit() for letter in text) for text in filled)
        if not wordy and not all(map(_ORDINAL.fullmatch, texts[labels[0]])):
            break
        if any(is_figure(text) for text in filled) or 2 * len(filled) < len(body) or _only_units(filled):
            break
        labels.append(column)
    return labels if len(labels) < len(columns) else labels[:1]


def _only_units(texts: Sequence[str]) -> bool:
    return all(text.lower().rstrip(".") in SPELLINGS for text in texts)


def _is_regular(body: Sequence[GridRow], values: Sequence[int], width: int) -> bool:
    """Whether every row with figures has the same borders between its cells, and none is cut short."""
    borders = set()
    for row in body:
        if any(cell.first in values and is_figure(cell.text) for cell in row.own()):
            borders.add(tuple((cell.first, cell.span) for cell in row.own() if cell.first >= values[0]))
    return len(borders) <= 1 and all(len(row.cells) == width for row in body)


# -- rows ----------------------------------------------------------------------------------------------


def _rows(body: Sequence[GridRow], labels: Sequence[int], values: Sequence[int]) -> tuple[Row, ...]:
    steps = _steps(body, labels)
    plain = any(not row.over(labels[0]).strong for row in body if row.over(labels[0]).text.strip())
    carried: dict[int, str] = {}
    made: list[Row] = []
    for row, below in zip(body, [*body[1:], None], strict=True):
        parts = _split(row, [*labels, *values])
        for cells in parts:
            for column in labels:
                if not row.over(column).goes_on:
                    carried[column] = _DASH.sub("", cells[column].clean, count=1)
            own = [column for column in labels if len(labels) > 1 or not row.over(column).goes_on]
            texts = [carried.get(column, "") for column in own]
            first = next((cells[column] for column in labels if cells[column].text.strip()), GridCell())
            numbers = tuple(_number(cells[column], row.line, below, values) for column in values)
            if len(parts) > 1:  # which figure belongs to which label is only told by their order
                numbers = tuple(one and replace(one, doubt="flera tal i samma cell") for one in numbers)
            made.append(
                Row(
                    label=" ".join(filter(None, texts)),
                    cells=numbers,
                    words=tuple(cells[column].clean for column in values),
                    line_start=row.line,
                    line_end=row.line,
                    depth=_depth(first, steps),
                    strong=plain and first.strong,
                )
            )
    return tuple(made)


def _number(cell: GridCell, line: int, below: GridRow | None, values: Sequence[int]) -> Number | None:
    """The figure of a cell; a doubtful one when the cell covers more rows or columns than its own."""
    number = cell.number(line)
    wide = sum(cell.first <= column < cell.first + cell.span for column in values) > 1
    tall = below is not None and below.over(cell.first).goes_on
    return replace(number, doubt="sammanslagen cell") if number and (wide or tall) else number


def _split(row: GridRow, columns: Sequence[int]) -> list[dict[int, GridCell]]:
    """The row's cells by column; as many rows as there are lines when all its cells have equally many."""
    whole = {column: row.at(column) for column in columns}
    lines = {column: cell.lines() for column, cell in whole.items()}
    many = {len(found) for found in lines.values() if found}
    if (
        len(many) != 1
        or many == {1}
        or not lines[columns[0]]
        or not any(
            all(is_figure(one.text) for one in lines[column]) and lines[column] for column in columns[1:]
        )
    ):
        return [whole]
    return [
        {column: found[index] if found else GridCell(first=column) for column, found in lines.items()}
        for index in range(many.pop())
    ]


def _indent(cell: GridCell) -> int:
    lead = cell.text[: len(cell.text) - len(cell.text.lstrip())]
    return cell.indent + sum(_SPACES.get(space, 60) for space in lead)


def _steps(body: Sequence[GridRow], labels: Sequence[int]) -> list[int]:
    """The indents that labels have, from the left, those that differ by a hair taken as one."""
    found = sorted({_indent(row.at(labels[0])) for row in body if row.at(labels[0]).text.strip()})
    return [at for index, at in enumerate(found) if index == 0 or at - found[index - 1] >= _STEP]


def _depth(label: GridCell, steps: Sequence[int]) -> int:
    indented = sum(step <= _indent(label) for step in steps[1:])
    return max(indented, 1 if _PART.match(label.text) else 0)
