# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of a table as plain numbers to search among, and the wording the table checks share.

The search for relations works on floats, for speed; what it proposes is then tested on exact intervals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from malram.review.claims import Severity
from malram.review.document import Document, Number, Row, Table
from malram.values import Interval, number
from malram.values.numbers import plain_spaces

WIDEST = 40  # lines: a claim over more says nothing about where
DASHES = {"-", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}"}
_SHORT = 34  # characters of a heading or label that still read well inside a sentence


@dataclass(frozen=True)
class Cell:
    """A number that stands for what rounds to it: `value` give or take `half`."""

    value: float
    half: float
    number: Number

    @property
    def decimals(self) -> int:
        return self.number.printed.decimals if self.number.printed else 0

    @property
    def percent(self) -> bool:
        return _unit(self.number) in ("%", "procentenheter")


FullRow = tuple[int, Cell, Cell, Cell]  # a row's place and three of its cells


@dataclass(frozen=True)
class Grid:
    """A table with its numbers read: `cells[row][column]`, None where nothing can be built on."""

    table: Table
    cells: tuple[tuple[Cell | None, ...], ...]

    @classmethod
    def of(cls, table: Table) -> Grid:
        width = len(table.columns)
        rows = [tuple(_cell(one) for one in row.cells[:width]) for row in table.rows]
        return cls(table, tuple(row + (None,) * (width - len(row)) for row in rows))

    @property
    def width(self) -> int:
        return len(self.table.columns)

    def row(self, at: int) -> Row:
        return self.table.rows[at]

    def column(self, at: int) -> list[Cell | None]:
        return [row[at] for row in self.cells]

    def heading(self, at: int) -> str:
        return self.table.columns[at].heading

    def dash(self, row: int, column: int) -> bool:
        """Tell whether a dash is printed where a number could stand: nothing, or nought."""
        words = self.table.rows[row].words
        return column < len(words) and words[column].strip() in DASHES

    def full(self, a: int, b: int, c: int) -> list[FullRow]:
        """The rows that have a number in all three columns."""
        columns = zip(self.columns[a], self.columns[b], self.columns[c], strict=True)
        return [(at, x, y, z) for at, (x, y, z) in enumerate(columns) if x and y and z]

    @cached_property
    def columns(self) -> tuple[tuple[Cell | None, ...], ...]:
        return tuple(zip(*self.cells, strict=True))

    @cached_property
    def filled(self) -> tuple[bool, ...]:
        """For each row whether it has any number."""
        return tuple(any(cell is not None for cell in row) for row in self.cells)

    @cached_property
    def numeric(self) -> tuple[int, ...]:
        """The columns with at least one number."""
        return tuple(at for at in range(self.width) if any(self.column(at)))

    @cached_property
    def percents(self) -> frozenset[int]:
        """The columns of percentages, by their cells or by their heading."""
        found = set()
        for at in self.numeric:
            cells = [cell for cell in self.column(at) if cell]
            marked = sum(cell.percent for cell in cells)
            if 2 * marked > len(cells) or PERCENT.search(self.heading(at)):
                found.add(at)
        return frozenset(found)

    def doubtful(self, *cells: Cell) -> bool:
        return not self.table.sure or any(cell.number.doubt for cell in cells)

    def cap(self, severity: Severity, *cells: Cell) -> Severity:
        """What a failure may be called at worst, when rows or columns had to be guessed."""
        return Severity.QUESTION if severity is Severity.ERROR and self.doubtful(*cells) else severity

    def named(self, at: int) -> str:
        """A column's name inside a sentence."""
        return short(self.heading(at)) or f"kolumn {at + 1}"

    def labelled(self, at: int) -> str:
        """A row's name inside a sentence."""
        return short(self.row(at).label) or "raden utan rubrik"


# Words of a column's heading.
PERCENT = re.compile(r"%|procent|\bandel|\bproc\b|\bpct\b", re.IGNORECASE)
DEVIATION = re.compile(
    r"avvik|\bavv\b|förändr|\bförä|\bdiff|skillnad|ökning|minskning|ökat|\butveckl|\bresultat mot"
    r"|\+/-|±|\bkvar|återst",
    re.IGNORECASE,
)
TOTAL = re.compile(r"^(?:summa|total|sammanlag|samtliga|alla\b|båda|s:a)", re.IGNORECASE)
# Words of a row's label.
_INCOME = re.compile(
    r"intäkt|inkomst|bidrag|ersättning från|regionersättning|patientavgift|taxor|försäljning"
    r"|avgifter\b|skatt",
    re.IGNORECASE,
)


# 'Lämnade bidrag' and 'sociala avgifter' are costs, whatever the word.
_COST = re.compile(r"kostnad|lämna|sociala avgifter|arbetsgivar|utbetal|\bköp", re.IGNORECASE)


def is_income(label: str) -> bool:
    """Tell whether a row is about money that comes in."""
    return bool(_INCOME.search(label)) and not _COST.search(label)


def short(text: str) -> str:
    """Cut a long label at a word, for use inside a sentence."""
    clean = " ".join(plain_spaces(text).split())
    if len(clean) <= _SHORT:
        return clean
    return clean[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;-\N{EN DASH}") + " …"


def printed(one: Number) -> str:
    """A number as the document has it, on one line."""
    return " ".join(plain_spaces(one.text).split()).replace(" ", "\N{NO-BREAK SPACE}")


def spelled(it: Interval | None, decimals: int) -> str:
    """What a relation gives: '269,4', or '7,4 (mellan 7,38 och 7,47)' where the ends tell more."""
    if it is None or it.low is None or it.high is None:
        return ""
    middle, width = (it.low + it.high) / 2, it.high - it.low
    digits = max(decimals, 0)
    unit = Fraction(10) ** -digits
    if width <= unit * Fraction(3, 10):
        return number(middle, digits if abs(middle) >= unit or middle == 0 else digits + 2)
    whole = all((end / unit).denominator == 1 for end in (it.low, it.high))
    low, high = (number(end, digits if whole else digits + 1) for end in (it.low, it.high))
    return f"{number(middle, digits)} (mellan {low} och {high})"


def quoted(document: Document, table: Table, rows: list[int]) -> str:
    """The rows as printed, cut to a length that can be shown."""
    parts = []
    for at in rows:
        row = table.rows[at]
        words = " ".join(word.strip() for word in row.words if word.strip())
        parts.append(f"{row.label} {words}".strip())
    text = " / ".join(" ".join(part.split()) for part in parts)
    return text if len(text) <= 240 else text[:240].rsplit(" ", 1)[0] + " …"


def lines_of(table: Table, rows: list[int], anchor: int) -> tuple[int, int]:
    """The lines of `rows`, or of the anchor row alone when they are too many to point at."""
    first = min(table.rows[at].line_start for at in rows)
    last = max(table.rows[at].line_end for at in rows)
    if last - first > WIDEST:
        return table.rows[anchor].line_start, table.rows[anchor].line_end
    return first, last


def _cell(one: Number | None) -> Cell | None:
    if one is None or one.printed is None or one.printed.qualifier or one.printed.high is not None:
        return None
    rounded = replace(one, exact=False)  # whole numbers of a table may be rounded thousands, points or means
    it = rounded.interval
    if it is None or it.low is None or it.high is None:
        return None
    return Cell(float(one.printed.value), float(it.high - it.low) / 2, rounded)


def _unit(one: Number) -> str:
    return one.printed.unit.code if one.printed and one.printed.unit else ""
