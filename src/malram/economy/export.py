# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statement as a file: a workbook whose sums and differences are formulas, and text for other programs."""

from __future__ import annotations

import io
from operator import add

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from malram.economy.computed import Statement, StatementRow
from malram.economy.definitions import Column
from malram.values import NO_VALUE, Figure
from malram.values.sheets import harmless, sheet_digits, swedish_csv
from malram.values.totals import is_sum

FIRST_ROW = 4  # below the title, what the table is about, and an empty row; the heads stand in between
WIDE, NARROW = 46, 15  # columns, in characters


def as_csv(found: Statement, about: str) -> bytes:
    """The figures as they are printed, for a Swedish spreadsheet: semicolons, decimal commas, UTF-8."""
    lines = [[harmless(found.title), harmless(about)], ["Rad", *map(harmless, found.columns)]]
    for row in found.rows:
        digits = [sheet_digits(cell.figure if cell else None) for cell in row.cells]
        lines.append([harmless(row.label), *digits])
    lines += [[harmless(note)] for note in notes_of(found)]
    return swedish_csv(lines)


def notes_of(found: Statement) -> list[str]:
    """Every note once: those of lines with the line's name, then the table's."""
    of_rows = [f"{row.label}: {note}" for row in found.rows for note in row.notes]
    return [*of_rows, *found.notes]


def as_xlsx(found: Statement, about: str) -> bytes:
    """The exact figures, shown as they are printed. Sums and differences are formulas over the cells above
    and beside them, each with the value we computed; what is missing is a dash."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        _Sheet(book, found).write(about)
    return buffer.getvalue()


class _Sheet:
    def __init__(self, book: xlsxwriter.Workbook, found: Statement) -> None:
        self._book, self._found = book, found
        self._sheet = book.add_worksheet("Uppställning")
        self._formats: dict[tuple[str, int], Format] = {}
        self._at = {row.id: FIRST_ROW + i for i, row in enumerate(found.rows)}
        self._column = {key: 1 + i for i, key in enumerate(found.keys)}

    def write(self, about: str) -> None:
        found, sheet = self._found, self._sheet
        bold = self._book.add_format({"bold": True})
        head = self._book.add_format({"bold": True, "text_wrap": True, "align": "right", "bottom": 1})
        sheet.set_column(0, 0, WIDE)
        sheet.set_column(1, len(found.keys), NARROW)
        sheet.write_string(0, 0, found.title, bold)
        sheet.write_string(1, 0, about)
        for i, text in enumerate(("Rad", *found.columns)):
            sheet.write_string(FIRST_ROW - 1, i, text, head if i else bold)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # printed, all columns on one page
        for row in found.rows:
            sheet.write_string(self._at[row.id], 0, row.label, self._format(row, None))
            for key in found.keys:
                self._write(row, key)
        for i, note in enumerate(notes_of(found)):
            sheet.write_string(FIRST_ROW + len(found.rows) + 1 + i, 0, note)

    def _write(self, row: StatementRow, key: str) -> None:
        cell, place = self._found.cell(row.id, key), (self._at[row.id], self._column[key])
        if cell is None:
            return
        figure, formula = cell.figure, self._formula(row, key)
        shown = NO_VALUE if figure.value is None else float(figure.value)
        if formula:
            self._sheet.write_formula(*place, formula, self._format(row, figure), shown)
        elif isinstance(shown, float):
            self._sheet.write_number(*place, shown, self._format(row, figure))
        else:
            self._sheet.write_string(*place, shown, self._format(row, figure))

    def _formula(self, row: StatementRow, key: str) -> str:
        """What a cell is made of; nothing for an amount of its own, or where what it needs is missing."""
        column = next((one for one in self._found.defined if one.id == key), None)
        if column is None:
            return ""
        return self._compared(row, column) if column.compares else self._sum(row, key)

    def _sum(self, row: StatementRow, key: str) -> str:
        terms, cell = self._found.terms(row, key), self._found.cell(row.id, key)
        if cell is None or not terms or not is_sum(terms, cell.figure):
            return ""
        signs = ("+" if sign > 0 else "-" for sign, _ in terms)
        return "=" + "".join(
            map(add, signs, (self._cell(one.id, key) for one in self._found.added(row, key)))
        )

    def _compared(self, row: StatementRow, column: Column) -> str:
        names = [*column.of, *([column.base] if column.base else [])]
        cells = [self._found.cell(row.id, name) if name in self._column else None for name in names]
        if not all(cell is not None and cell.figure.shown for cell in cells):
            return ""
        first, second = (self._cell(row.id, name) for name in column.of)
        turned = "-" if column.sign == "ledger" and row.sign < 0 else ""
        if column.kind == "difference":
            return f"={turned}({first}-{second})"
        base, decimals = self._cell(row.id, column.base), cells[-1].figure.decimals if cells[-1] else 0
        percent = f"100*{turned}({first}-{second})/ABS({base})"
        return f'=IF(ROUND({base},{decimals})=0,"{NO_VALUE}",{percent})'

    def _cell(self, row_id: str, key: str) -> str:
        return xl_rowcol_to_cell(self._at[row_id], self._column[key])

    def _format(self, row: StatementRow, figure: Figure | None) -> Format:
        """The look of a row's cells, with as many decimals as the figure is printed with."""
        decimals = -1 if figure is None else figure.decimals
        if (row.role, decimals) not in self._formats:
            look: dict[str, object] = {}
            if figure is not None:
                look |= {"num_format": f"#,##0.{'0' * decimals}".rstrip("."), "align": "right"}
            if row.role in ("total", "subtotal"):
                look |= {"bold": True, "top": 1}
            if row.role == "of-which" and figure is None:
                look |= {"indent": 1}
            self._formats[row.role, decimals] = self._book.add_format(look)
        return self._formats[row.role, decimals]
