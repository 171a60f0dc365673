# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""References to notes beside figures: '3 410 395' under 'Not 2025 2024' is note 3 and two figures."""

from __future__ import annotations

from malram.review.document import UNSURE_COLUMN, Line, Table
from malram.review.reading.tables import find_tables
from malram.review.reading.tables.notes import without_notes


def _lines(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.splitlines(), 1)]


def _table(text: str) -> Table:
    tables, _ = find_tables(_lines(text))
    assert len(tables) == 1
    return tables[0]


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row.cells] for row in table.rows]


ROWS = """Resultaträkning
Mnkr Not 2025 2024
Intäkter 1 310,4 302,2
Kostnader 2 -905,1 -880,7
Avskrivningar 3 -40,0 -38,1
Nettokostnader -634,7 -616,6
Skatteintäkter 4 500,2 490,9
Årets resultat -134,5 -125,7"""


def test_references_on_the_rows_are_no_figures() -> None:
    table = _table(ROWS)
    assert [row.label for row in table.rows][:3] == ["Intäkter", "Kostnader", "Avskrivningar"]
    assert _cells(table)[0] == ["310,4", "302,2"]
    assert [column.heading for column in table.columns] == ["2025", "2024"]


def test_a_total_that_begins_like_the_next_reference_keeps_its_thousands() -> None:
    table = _table(ROWS.replace("Nettokostnader -634,7 -616,6", "Verksamhetens resultat 4 634,7 4 616,6"))
    assert _cells(table)[3] == ["4 634,7", "4 616,6"]


def test_references_on_lines_of_their_own() -> None:
    cells = "NOT|2025|2024|Intäkter|1|1 310|1 302|Kostnader|2|-905|-880|Netto|405|422|Skatter|3|12|11"
    stack = "\n\n".join(["Belopp, mkr", *cells.split("|"), "Resultat", "417", "433"])
    table = _table(stack)
    assert _cells(table) == [
        ["1 310", "1 302"],
        ["-905", "-880"],
        ["405", "422"],
        ["12", "11"],
        ["417", "433"],
    ]


def test_the_word_on_every_row() -> None:
    rows = """(tkr) 2025 2024
Intäkter Not 2 118 250 101 730
Kostnader Not 3 -430 150 -420 610
Avskrivningar Not 4 -11 200 -10 900
Nettokostnader -323 100 -329 780"""
    assert _cells(_table(rows))[0] == ["118 250", "101 730"]


def test_figures_that_do_not_climb_are_left() -> None:
    text = "Not och antal\nBlekholmen 7 312\nNorrvik 3 410\nSundby 9 118"
    lines, spans = without_notes(_lines(text))
    assert [line.text for line in lines] == text.splitlines()
    assert spans == []


def test_two_columns_of_notes() -> None:
    """The municipality's own figures, and those of the group with notes of their own."""
    rows = """Mnkr Not 2025 2024 Not 2025 2024
Intäkter 1 310,5 302,1 1 1 400,2 1 390,9
Kostnader 2 – 895,0 – 890,2 2 – 1 899,0 – 1 880,1
Avskrivningar 3 – 12,0 – 11,5 3 – 98,0 – 97,7
Nettokostnader – 596,5 – 599,6 – 596,8 – 586,9"""
    table = _table(rows)
    assert _cells(table)[0] == ["310,5", "302,1", "1 400,2", "1 390,9"]
    assert _cells(table)[1] == ["– 895,0", "– 890,2", "– 1 899,0", "– 1 880,1"]


def test_two_columns_of_notes_of_which_one_does_not_climb_are_left() -> None:
    rows = "Intäkter 1 310 302 7 400 390\nKostnader 2 95 90 3 99 98\nHyror 3 12 11 9 34 30"
    assert without_notes(_lines(f"Not 2025 2024 Not 2025 2024\n{rows}"))[1] == []


def test_no_lines() -> None:
    assert without_notes([]) == ([], [])


def test_a_note_that_comes_back_further_down() -> None:
    """'2' again, after note 3: a reference, not the first figure."""
    rows = ROWS.replace("Nettokostnader -634,7 -616,6", "Engångskostnader 2 -20,1 -3,3")
    assert _cells(_table(rows))[3] == ["-20,1", "-3,3"]


def test_a_row_with_empty_cells_in_a_stack_stands_in_no_certain_column() -> None:
    """Two of four cells, and no one knows which: the row is kept, its figures are doubted."""
    cells = """Avgifter|31|29|40|38|Engångsposter|-7|-7|Bidrag|12|11|13|12|Hyror|5|4|6|5|Summa|41|44|52|55"""
    table = _table("\n\n".join(["Mkr", "2025", "2024", "2025", "2024", *cells.split("|")]))
    doubted = next(row for row in table.rows if row.label == "Engångsposter")
    assert [cell.doubt for cell in doubted.cells if cell] == [UNSURE_COLUMN] * 2
    assert not any(cell.doubt for cell in table.rows[0].cells if cell)


def test_a_total_between_the_references_before_and_after_has_one_too() -> None:
    rows = """Mnkr Not 2025 2024
Kassa 19 118,2 104,9
Summa eget kapital 20 407,5 391,0
Pensioner 21 61,3 60,2
Andra avsättningar 22 22,8 20,7"""
    assert _cells(_table(rows))[1] == ["407,5", "391,0"]
