# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of frames as files: the figures as printed, sums that live, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace

from malram.frames.export import as_csv, as_xlsx
from malram.frames.money import figure
from malram.frames.tables import ITEM, OF_WHICH, SUBTOTAL, TOTAL, FrameRow, FrameTable

MNKR = 10**8
FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f><v>(.*?)</v></c>')


def row(id_: str, amount: int, role: str = ITEM) -> FrameRow:
    return FrameRow(id_, id_.capitalize(), {"amount": figure(amount)}, role)


BRIDGE = FrameTable(
    "frame-bridge",
    "varden",
    2026,
    "Ny ram 2026",
    (("amount", "Belopp"),),
    (
        row("ram 2025", 100 * MNKR),
        row("läkemedel", 78 * MNKR + MNKR // 100),
        row("varav insulin", 3 * MNKR, OF_WHICH),
        row("ram 2026", 178 * MNKR + MNKR // 100, SUBTOTAL),
        row("växlingar", -2 * MNKR),
        row("ny ram", 176 * MNKR + MNKR // 100, TOTAL),
    ),
)


def compared(id_: str, before: int, now: int, role: str = ITEM) -> FrameRow:
    cells = {"before": figure(before), "now": figure(now), "change": figure(now - before)}
    return FrameRow(id_, id_.capitalize(), cells, role)


BY_UNIT = FrameTable(
    "frames-by-unit",
    "varden",
    2026,
    "Ramar per enhet",
    (("before", "2025"), ("now", "2026"), ("change", "Förändring")),
    (compared("norr", 5 * MNKR, 7 * MNKR), compared("summa", 6 * MNKR, 7 * MNKR, TOTAL)),
)


def formulas(content: bytes, sheet: int) -> dict[str, tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        text = book.read(f"xl/worksheets/sheet{sheet}.xml").decode()
    return {cell: (formula, value) for cell, formula, value in FORMULA.findall(text)}


def test_sums_are_formulas_over_what_they_are_of_and_of_which_rows_are_not_counted():
    """100 + 78,01 = 178,01 in B7; with −2 it is 176,01 in B9. The row 'varav' in B6 is inside B5."""
    made = formulas(as_xlsx([BRIDGE], "Vården, 2026"), 1)
    assert {cell: formula for cell, (formula, _) in made.items()} == {"B7": "B4+B5", "B9": "B7+B8"}
    assert [float(value) for _, value in made.values()] == [178.01, 176.01]


def test_a_change_is_a_formula_and_a_sum_of_other_rows_is_a_number():
    """7 − 5 = 2. The sum of 2025 is 6 and not norr's 5: it stands as the number it is."""
    made = formulas(as_xlsx([BRIDGE, BY_UNIT], "Vården, 2026"), 2)
    assert {cell: formula for cell, (formula, _) in made.items()} == {
        "D4": "C4-B4",
        "C5": "C4",
        "D5": "C5-B5",
    }


def test_text_has_the_printed_figures_one_table_below_the_other():
    content = as_csv([BRIDGE, BY_UNIT], "Vården, 2026")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[:5] == [
        ["Vården, 2026"],
        [],
        ["Ny ram 2026, mnkr"],
        ["Rad", "Belopp"],
        ["Ram 2025", "100,0"],
    ]
    assert rows[-3:] == [
        ["Rad", "2025", "2026", "Förändring"],
        ["Norr", "5,0", "7,0", "2,0"],
        ["Summa", "6,0", "7,0", "1,0"],
    ]


def test_no_text_is_run_as_a_formula():
    odd = replace(BY_UNIT, title="=1+1", rows=(replace(BY_UNIT.rows[0], label="=CMD()"),))
    rows = csv.reader(io.StringIO(as_csv([odd], "@A1").decode("utf-8-sig")), delimiter=";")
    cells = [cell for line in rows for cell in line]
    assert {"'@A1", "'=1+1, mnkr", "'=CMD()"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]
    assert {formula for formula, _ in formulas(as_xlsx([odd], "@A1"), 1).values()} == {"C4-B4"}
