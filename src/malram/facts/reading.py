# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to rows with their physical line numbers.

DuckDB's CSV reader counts records, not lines, and rounds what does not fit; here Python's csv module reads
decoded text, and every row keeps the number of its first line and its text as it stood.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from malram.facts.authored import nearest
from malram.facts.mapping import SETTINGS, Mapping
from malram.facts.problems import Place, Problem
from malram.facts.rules import problem

BATCH_ROWS = 100_000
RECORD_LINES = 200  # a quoted text longer than this is a quotation mark that was never closed

_MAGIC = (
    (b"PK\x03\x04", " utan en arbetsbok (xlsx) eller ett zip-arkiv"),
    (b"\xd0\xcf\x11\xe0", " utan en äldre arbetsbok (xls)"),
    (b"%PDF", " utan en PDF"),
    (b"\x1f\x8b", " utan ett gzip-arkiv"),
    (b"PAR1", " utan en Parquet-fil"),
    (b"\xff\xfe", " som går att läsa: den är i UTF-16"),
    (b"\xfe\xff", " som går att läsa: den är i UTF-16"),
)

_LOST = "\N{REPLACEMENT CHARACTER}"
# What å, ä, ö, Å, Ä and Ö become when the two bytes they are in UTF-8 are read as two letters.
_HALVES = {letter.encode().decode(code) for letter in "åäöÅÄÖ" for code in ("cp1252", "latin-1")}
_GARBLED = (_LOST, *sorted(_HALVES))


class RefusedError(Exception):
    """The whole file is refused; nothing of it is read."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Batch:
    """Rows of the right width with line numbers and raw text, and the rows that could not be read at all."""

    lines: Sequence[int] | pl.Series = field(default_factory=list)
    columns: Sequence[Sequence[str] | pl.Series] = ()
    raw: Sequence[str] | pl.Series = field(default_factory=list)
    unread: list[tuple[int, str, Problem]] = field(default_factory=list)

    @classmethod
    def of(cls, width: int, rows: list[tuple[int, str, list[str]]], unread: list) -> Batch:
        """From rows that were read one by one: line, raw text and cells."""
        columns = list(zip(*(cells for _, _, cells in rows), strict=True)) or [()] * width
        return cls([line for line, _, _ in rows], columns, [raw for _, raw, _ in rows], unread)


def decode(data: bytes, name: str, mapping: Mapping) -> str:
    """Return the text, or refuse what is empty, binary or in another encoding."""
    if not data.strip():
        raise RefusedError(problem("F003", Place(name)))
    guess = next((text for magic, text in _MAGIC if data.startswith(magic)), None)
    if guess is not None or b"\0" in data:
        raise RefusedError(problem("F004", Place(name), guess=guess or "", encoding=mapping.encoding))
    # A byte order mark is no content, also when the mapping says plain utf-8.
    encoding = "utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = Place(name, data.count(b"\n", 0, error.start) + 1)
        byte = f"0x{data[error.start]:02x}"
        case = {"encoding": mapping.encoding, "byte": byte, "mapping": mapping.name}
        raise RefusedError(problem("F005", place, **case)) from error
    _refuse_garbled(text, name, mapping)
    return text


def _refuse_garbled(text: str, name: str, mapping: Mapping) -> None:
    """Refuse letters that were lost before they came here: any byte is a letter in a one-byte encoding.

    Swedish text in UTF-8 that is read one byte at a time shows as an Ã and another sign for each å, ä and ö.
    """
    if "Ã" not in text and _LOST not in text:  # nearly every file; two quick looks through it
        return
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), start=1)
        if any(mark in line for mark in _GARBLED)
    ]
    if not lines:
        return
    first, line = lines[0]
    at = min(line.index(mark) for mark in _GARBLED if mark in line)
    case = {"text": line[max(0, at - 10) : at + 10].strip(), "count": len(lines)}
    one_byte = mapping.encoding in ("cp1252", "latin-1") and _LOST not in text
    case |= {"mapping": mapping.name, "encoding": mapping.encoding}
    raise RefusedError(problem("F012" if one_byte else "F013", Place(name, first), **case))


class Lines:
    """Physical lines that remember which of them the present record took, and can take them back."""

    def __init__(self, text: str) -> None:
        self._source = io.StringIO(text, newline="")
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.first = 1

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= RECORD_LINES:
            raise StopIteration
        line = self._returned.popleft() if self._returned else next(self._source)
        self.taken.append(line)
        return line

    def next_record(self) -> None:
        self.first += len(self.taken)
        self.taken = []

    def take(self, count: int) -> list[str]:
        """Up to `count` lines at once, outside any record."""
        back = [self._returned.popleft() for _ in range(min(count, len(self._returned)))]
        return back or list(islice(self._source, count))

    def give_back(self, lines: list[str]) -> None:
        self._returned.extendleft(reversed(lines))

    def keep_first(self) -> None:
        """Give back all but the first line of the record."""
        self.give_back(self.taken[1:])
        del self.taken[1:]


class Sheet:
    """One delimited file: a header, then batches of rows."""

    def __init__(self, text: str, name: str, mapping: Mapping) -> None:
        self.name, self.mapping = name, mapping
        self._lines = Lines(text)
        self._reader = csv.reader(self._lines, delimiter=mapping.delimiter, strict=True)
        self.header = self._header()

    def _header(self) -> list[str]:
        try:
            cells = [cell.strip() for cell in next((row for row in self._reader if any(row)), [])]
        except csv.Error:
            raise RefusedError(problem("F021", Place(self.name, 1))) from None
        line = self._lines.first + len(self._lines.taken) - 1
        place = Place(self.name, line)
        missing = [column for column in self.mapping.columns if column not in cells]
        if missing:
            raise RefusedError(*self._header_problems(cells, missing, place))
        twice = [column for column in self.mapping.columns if cells.count(column) > 1]
        if twice:
            raise RefusedError(*(problem("F008", place, column=column) for column in twice))
        self._lines.next_record()
        return cells

    def _header_problems(self, cells: list[str], missing: list[str], place: Place) -> list[Problem]:
        mapping, line = self.mapping, "".join(self._lines.taken[-1:])
        wanted = set(mapping.columns)
        for other in SETTINGS["delimiter"][1]:
            if other != mapping.delimiter and wanted <= {
                c.strip().strip('"') for c in line.strip().split(other)
            }:
                case = {
                    "expected": _named(mapping.delimiter),
                    "found": _named(other),
                    "mapping": mapping.name,
                }
                return [problem("F006", place, **case)]
        found = []
        for column in missing:
            near = nearest(column, cells).replace("Tillåtna:", "Filens kolumner:")
            target = mapping.columns[column]
            found.append(
                problem("F007", place, column=column, target=target, mapping=mapping.name, nearest=near)
            )
        return found

    def batches(self) -> Iterator[Batch]:
        """All data rows, about `BATCH_ROWS` at a time. Blank lines are no rows."""
        lines = self._lines
        lines.next_record()
        while chunk := lines.take(BATCH_ROWS):
            raw = pl.Series("raw", chunk, dtype=pl.String)
            if raw.str.contains('"', literal=True).any() or max(map(len, chunk)) > csv.field_size_limit():
                yield self._read_records(chunk)
            else:
                yield self._split_lines(raw)
                lines.first += len(chunk)

    def _split_lines(self, raw: pl.Series) -> Batch:
        """Where nothing is quoted each line is a row, and all are cut at once: ten times as fast."""
        mark, width = self.mapping.delimiter, len(self.header)
        frame = raw.to_frame().with_row_index("line", offset=self._lines.first)
        text = pl.col("raw").str.strip_chars_end("\r\n")
        frame = frame.with_columns(text=text, found=text.str.count_matches(mark, literal=True) + 1)
        rows = frame.filter((pl.col("found") == width) & (pl.col("text") != ""))
        cells = rows.select(pl.col("text").str.split_exact(mark, width - 1).alias("cells"))
        other = frame.filter((pl.col("found") != width) & (pl.col("raw").str.strip_chars() != ""))
        unread = [
            (line, whole, self._wrong_width(line, found))
            for line, whole, found in other.select("line", "raw", "found").iter_rows()
        ]
        return Batch(rows["line"], cells.unnest("cells").get_columns(), rows["raw"], unread)

    def _wrong_width(self, line: int, found: int, code: str = "F020") -> Problem:
        return problem(code, Place(self.name, line), found=found, expected=len(self.header))

    def _read_records(self, chunk: list[str]) -> Batch:
        """Line by line, because a quoted text may hold delimiters and ends of lines."""
        lines = self._lines
        end = lines.first + len(chunk)
        lines.give_back(chunk)
        rows: list[tuple[int, str, list[str]]] = []
        unread: list[tuple[int, str, Problem]] = []
        while lines.first + len(lines.taken) < end and self._read_one(rows, unread):
            pass
        lines.next_record()
        return Batch.of(len(self.header), rows, unread)

    def _read_one(self, rows: list, unread: list) -> bool:
        lines, width = self._lines, len(self.header)
        lines.next_record()
        code = "F020"
        row: list[str] = []
        try:
            row = next(self._reader)
        except StopIteration:
            return False
        except csv.Error:
            code = "F021"
        if code == "F021" or len(row) != width or (len(lines.taken) > 1 and self._swallowed()):
            if "".join(lines.taken).strip():
                unread.append(self._unread(code, len(row)))
            return True
        rows.append((lines.first, "".join(lines.taken), row))
        return True

    def _unread(self, code: str, found: int) -> tuple[int, str, Problem]:
        """Only the first line is lost to a stray quotation mark; what it swallowed is read again."""
        lines = self._lines
        if len(lines.taken) > 1:
            code = "F021"
            lines.keep_first()
        return lines.first, lines.taken[0], self._wrong_width(lines.first, found, code)

    def _swallowed(self) -> bool:
        """Two stray quotation marks can hide whole rows in one field and still leave the width right.

        A line of a true quoted text rarely holds a full row's delimiters; the line that opens or closes the
        quotation may.
        """
        full = max(1, len(self.header) - 1)
        counts = [line.count(self.mapping.delimiter) >= full for line in self._lines.taken]
        return any(counts[1:-1]) or sum(counts) > 1


def parse_row(raw: str, delimiter: str) -> list[str] | None:
    """One row that somebody typed; None when it cannot be read as exactly one."""
    try:
        rows = [
            row for row in csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter, strict=True) if row
        ]
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _named(delimiter: str) -> str:
    return {"\t": "tabb", ";": "semikolon", ",": "komma", "|": "lodstreck"}[delimiter]
