# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of frames as a file: a workbook whose sums and changes are formulas, and text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from malram.frames.tables import ITEM, SUBTOTAL, TOTAL, FrameRow, FrameTable
from malram.values import Figure
from malram.values.sheets import harmless, sheet_digits, swedish_csv

FIRST_ROW = 3  # below the title, an empty row and the heads
WIDE, NARROW = 46, 18  # columns, in characters
SHEET_NAME = 31  # characters, at most


def as_csv(tables: Sequence[FrameTable], about: str) -> bytes:
    """The figures as they are printed, one table below the other."""
    lines = [[harmless(about)]]
    for table in tables:
        lines += [[], [harmless(_titled(table))], ["Rad", *(harmless(head) for _, head in table.columns)]]
        lines += [
            [harmless(row.label), *(sheet_digits(row.cells.get(id_)) for id_, _ in table.columns)]
            for row in table.rows
        ]
    return swedish_csv(lines)


def as_xlsx(tables: Sequence[FrameTable], about: str) -> bytes:
    """A sheet for each table with exact amounts, shown as printed. What is a sum or a change is a formula."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": about})
        for i, table in enumerate(tables, 1):
            # The number keeps names apart that are cut off alike; some characters no name may have.
            name = "".join(c for c in f"{i} {table.title}" if c not in "[]:*?/\\'")[:SHEET_NAME]
            _write(book, book.add_worksheet(name), table)
    return buffer.getvalue()


def _titled(table: FrameTable) -> str:
    return f"{table.title}, {table.unit}" if table.unit else table.title


def _write(book: xlsxwriter.Workbook, sheet: Worksheet, table: FrameTable) -> None:
    bold, strong = book.add_format({"bold": True}), {"bold": True, "top": 1}
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, len(table.columns), NARROW)
    sheet.write_string(0, 0, _titled(table), bold)
    for i, (_, head) in enumerate((("", "Rad"), *table.columns)):
        sheet.write_string(FIRST_ROW - 1, i, head, bold)
    for i, row in enumerate(table.rows):
        role = strong if row.role in (SUBTOTAL, TOTAL) else {}
        sheet.write_string(FIRST_ROW + i, 0, row.label, book.add_format(role))
        for j, (id_, _) in enumerate(table.columns, 1):
            figure = row.cells.get(id_)
            if figure is None or figure.value is None:
                continue
            shown = {"num_format": f"#,##0.{'0' * figure.decimals}".rstrip("."), **role}
            look, value = book.add_format(shown), float(figure.value)
            if formula := _formula(table, i, j):
                sheet.write_formula(FIRST_ROW + i, j, formula, look, value)
            else:
                sheet.write_number(FIRST_ROW + i, j, value, look)


def _formula(table: FrameTable, i: int, j: int) -> str:
    """What a cell is made of, where cells of the same table give exactly that; otherwise nothing."""
    keys = [id_ for id_, _ in table.columns]
    row, key = table.rows[i], keys[j - 1]
    if key == "change":
        now, before = (xl_rowcol_to_cell(FIRST_ROW + i, 1 + keys.index(one)) for one in ("now", "before"))
        return f"={now}-{before}"
    terms = _terms(table.rows, i) if row.role in (SUBTOTAL, TOTAL) else []
    cells = [_value(table.rows[one].cells.get(key)) for one in terms]
    if not terms or sum(cells, Fraction(0)) != _value(row.cells[key]):
        return ""
    return "=" + "+".join(xl_rowcol_to_cell(FIRST_ROW + one, j) for one in terms)


def _terms(rows: Sequence[FrameRow], i: int) -> list[int]:
    """The rows a sum is of: the sum before it, if any, and what has come since."""
    before = max((k for k in range(i) if rows[k].role in (SUBTOTAL, TOTAL)), default=None)
    since = [k for k in range(0 if before is None else before, i) if rows[k].role == ITEM]
    return since if before is None else [before, *since]


def _value(figure: Figure | None) -> Fraction:
    return Fraction(0) if figure is None or figure.value is None else Fraction(figure.value)
