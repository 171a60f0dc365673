# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in a PDF come out with the rows, columns and headings that a person sees."""

import pytest

from tests.review.pdf_files import SENTENCE, document, figures, headings, only_table

RULED = """
Tabell 1. Resultat, mnkr

#table(columns: (3.4cm, auto, auto, auto, auto), align: (left, right, right, right, right),
  table.cell(rowspan: 2)[Belopp i mnkr], table.cell(colspan: 2)[Period], table.cell(colspan: 2)[Helår],
  [Utfall], [Budget], [Prognos], [Budget],
  [Intäkter], [1 204,5], [1 190,0], [2 410,1], [2 380,0],
  [Kostnader för egen och inhyrd personal], [−1 100,2], [−1 150,4], [−2 300,0], [−2 301,0],
  [Resultat], [104,3], [39,6], [110,1], [79,0])
"""


def test_a_ruled_table_with_merged_headings_and_a_wrapped_label(tmp_path):
    table = only_table(tmp_path, RULED)
    assert (table.title, table.unit, table.corner) == ("Tabell 1. Resultat, mnkr", "mnkr", "Belopp i mnkr")
    assert headings(table) == ["Period Utfall", "Period Budget", "Helår Prognos", "Helår Budget"]
    assert figures(table) == {
        "Intäkter": ["1 204,5", "1 190,0", "2 410,1", "2 380,0"],
        "Kostnader för egen och inhyrd personal": ["-1 100,2", "-1 150,4", "-2 300,0", "-2 301,0"],
        "Resultat": ["104,3", "39,6", "110,1", "79,0"],
    }
    assert table.sure


def test_a_number_is_marked_where_it_is_printed(tmp_path):
    read = document(tmp_path, RULED)
    for row in next(read.tables()).rows:
        for cell in filter(None, row.cells):
            text = read.line(cell.spot.line).text
            assert text[cell.spot.start : cell.spot.end] == cell.text
            assert row.line_start <= cell.spot.line <= row.line_end


def test_both_readers_agree_on_an_ordinary_table(tmp_path):
    cells = [cell for row in only_table(tmp_path, RULED).rows for cell in row.cells if cell]
    assert len(cells) == 12
    assert {cell.doubt for cell in cells} == {""}


SPACED = """
Tabell 2. Kostnader (tkr)

#table(columns: (5cm, auto, auto, auto), stroke: none, align: (left, right, right, right),
  [], [Utfall\\ 2025], [Budget\\ 2025], [Avvikelse\\ mot budget],
  [Löner], [-12 345], [-12 000], [-345],
  [Lokaler], [-1 200], [-1 150], [-50],
  [varav hyra av tillfälliga paviljonger och av förråd], [-300], [-310], [10],
  [Summa], [-13 545], [-13 150], [-395])
"""


def test_a_table_made_of_gaps_alone(tmp_path):
    """12 345 + 1 200 = 13 545; the groups of a number stay together and the columns apart."""
    table = only_table(tmp_path, SPACED)
    assert (table.title, table.unit) == ("Tabell 2. Kostnader (tkr)", "tkr")
    assert headings(table) == ["Utfall 2025", "Budget 2025", "Avvikelse mot budget"]
    assert figures(table) == {
        "Löner": ["-12 345", "-12 000", "-345"],
        "Lokaler": ["-1 200", "-1 150", "-50"],
        "varav hyra av tillfälliga paviljonger och av förråd": ["-300", "-310", "10"],
        "Summa": ["-13 545", "-13 150", "-395"],
    }
    assert [row.depth for row in table.rows] == [0, 0, 1, 0]


def test_numbers_stand_in_their_column_when_others_are_missing(tmp_path):
    source = """
#table(columns: (4cm, 2cm, 2cm, 2cm), stroke: (y: 0.5pt), align: (left, right, right, right),
  [Mått], [Kvinnor], [Män], [Totalt],
  [Sjuka], [7,5], [4,1], [6,6],
  [Anställda], [], [], [1 204],
  [Chefer], [–], [12], [31])
"""
    assert figures(only_table(tmp_path, source)) == {
        "Sjuka": ["7,5", "4,1", "6,6"],
        "Anställda": ["", "", "1 204"],
        "Chefer": ["–", "12", "31"],
    }


def test_the_name_of_a_group_of_rows_is_a_row_without_numbers(tmp_path):
    source = """
#table(columns: (6cm, 2cm, 2cm), stroke: (y: 0.5pt), align: (left, right, right),
  [], [2025], [2024],
  table.cell(colspan: 3)[*Intäkter av avgifter och bidrag från staten och andra*],
  [Avgifter], [310], [300],
  [Bidrag], [120], [140],
  table.cell(colspan: 3)[*Kostnader för egen och inhyrd personal i verksamheten*],
  [Löner], [280], [270])
"""
    table = only_table(tmp_path, source)
    assert headings(table) == ["2025", "2024"]
    labels = [row.label for row in table.rows]
    assert labels[0].startswith("Intäkter av")
    assert labels[3].startswith("Kostnader för egen")
    assert [any(row.cells) for row in table.rows] == [False, True, True, False, True]


def test_the_raised_mark_of_a_note_is_no_digit(tmp_path):
    source = """
#table(columns: (5cm, 2cm, 2cm), align: (left, right, right),
  [Post], [Utfall#super[1]], [Budget],
  [Intäkter#super[a]], [1 931#super[2]], [1 900],
  [Kostnader], [−1 200], [−1 250])
"""
    table = only_table(tmp_path, source)
    assert headings(table) == ["Utfall", "Budget"]
    number = table.rows[0].cells[0]
    assert table.rows[0].label == "Intäkter"
    assert number.printed.value == 1931
    assert not number.doubt


def test_a_table_goes_on_over_the_page(tmp_path):
    rows = "".join(
        f"[Enhet {name}], [{at} 100], [{at} 200],\n"
        for at, name in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)
    )
    source = f"""
#set page(height: 12cm)
#table(columns: (5cm, 2cm, 2cm), align: (left, right, right),
  table.header([Enhet], [Utfall], [Budget]), {rows} [Summa], [354 000], [356 000])
"""
    table = only_table(tmp_path, source)
    assert len(table.rows) == 27
    assert table.rows[-1].label == "Summa"


def test_a_long_comment_in_a_cell_is_read_as_prose_too(tmp_path):
    source = """
#table(columns: (3cm, 2cm, 2cm, 8cm),
  [Yrke], [2024], [2025], [Orsak],
  [Läkare], [74,3], [79,9], [Antalet läkare ökade med 5,6 under året, eftersom alla tjänster på
   vårdcentralerna kunde tillsättas.],
  [Sjuksköterskor], [420,3], [443,7], [Oförändrat.])
"""
    read = document(tmp_path, source)
    (table,) = read.tables()
    assert figures(table)["Läkare"][:2] == ["74,3", "79,9"]
    (sentence,) = [one for one in read.sentences() if "vårdcentralerna" in one.text]
    assert [number.text for number in sentence.numbers] == ["5,6"]


def test_a_word_that_a_narrow_column_broke_is_one_word(tmp_path):
    source = """
Budgetavvikelsen är skillnaden mellan budget och utfall.

#table(columns: (4cm, 2cm, 2cm), align: (left, right, right),
  [Tjänst], [Utfall], [Budgetav\\ vikelse],
  [Ekonomi], [20,5], [7,0],
  [HR], [35,8], [1,9])
"""
    assert headings(only_table(tmp_path, source)) == ["Utfall", "Budgetavvikelse"]


def test_running_text_with_figures_is_no_table(tmp_path):
    source = "Intäkterna blev 1 204,5 mnkr och kostnaderna 1 100,2 mnkr. " * 12
    assert list(document(tmp_path, source).tables()) == []


def test_a_list_of_contents_is_no_table(tmp_path):
    lines = "\n\n".join(f"Kapitel om något {at} #h(1fr) {3 + 2 * at}" for at in range(1, 9))
    assert list(document(tmp_path, lines).tables()) == []


TIGHT = """
#set table(align: (x, _) => if x == 0 { left } else { right })
#table(columns: 7, stroke: none, inset: (x: 2.5pt, y: 2pt),
  [], table.cell(colspan: 3, align: HOW)[Januari–augusti], table.cell(colspan: 3, align: HOW)[Helår],
  [Nämnd], [Utfall], [Budget], [Avvikelse], [Prognos], [Budget], [Avvikelse],
  [Socialnämnden], [-1 012 345], [-1 003 000], [-9 345], [-1 520 000], [-1 509 500], [-10 500],
  [Fritidsnämnden], [-45 678], [-46 000], [322], [-69 000], [-69 000], [0],
  [Summa], [-1 058 023], [-1 049 000], [-9 023], [-1 589 000], [-1 578 500], [-10 500])
"""


@pytest.mark.parametrize("how", ["center", "left"])
def test_columns_of_one_name_are_told_apart_by_what_stands_above(tmp_path, how):
    """1 012 345 + 45 678 = 1 058 023. Columns stand half an em apart."""
    table = only_table(tmp_path, TIGHT.replace("HOW", how))
    assert headings(table) == [
        "Januari–augusti Utfall", "Januari–augusti Budget", "Januari–augusti Avvikelse",
        "Helår Prognos", "Helår Budget", "Helår Avvikelse",
    ]  # fmt: skip
    assert figures(table)["Summa"] == [
        "-1 058 023",
        "-1 049 000",
        "-9 023",
        "-1 589 000",
        "-1 578 500",
        "-10 500",
    ]
    assert table.corner == "Nämnd"


def test_a_table_in_each_of_two_columns_of_text(tmp_path):
    source = f"""
#columns(2)[
{SENTENCE * 3}
#table(columns: (1fr, auto, auto), stroke: none, inset: 3pt, align: (left, right, right),
  [Anställda], [2025], [2024], [Vård], [850], [820], [Skola], [400], [395], [Summa], [1 250], [1 215])
{SENTENCE * 2}
#colbreak()
{SENTENCE * 3}
#table(columns: (1fr, auto, auto), stroke: none, inset: 3pt, align: (left, right, right),
  [Sjuka], [2025], [2024], [Kvinnor], [7,1], [7,4], [Män], [4,0], [4,2], [Totalt], [6,4], [6,7])
{SENTENCE * 2}]
"""
    first, second = document(tmp_path, source).tables()
    assert figures(first) == {"Vård": ["850", "820"], "Skola": ["400", "395"], "Summa": ["1 250", "1 215"]}
    assert figures(second)["Totalt"] == ["6,4", "6,7"]


def test_a_column_without_a_number_has_its_heading(tmp_path):
    source = """
#table(columns: (4cm, 2cm, 2cm, 2cm, 2cm), stroke: none, align: (left, right, right, right, left),
  [Mått], [Utfall], [Kvinnor], [2024], [Status],
  [Svar inom tre dagar], [36 %], [], [37 %], [Nås inte],
  [Besök samma dag], [79 %], [], [82 %], [Nås])
"""
    table = only_table(tmp_path, source)
    assert headings(table) == ["Utfall", "Kvinnor", "2024", "Status"]
    assert figures(table)["Besök samma dag"] == ["79 %", "", "82 %", "Nås"]


def test_rows_below_a_label_that_reaches_over_them_are_named_by_the_next_column(tmp_path):
    source = """
#table(columns: (3cm, 4cm, 2cm, 2cm), align: (left, left, right, right),
  [Område], [Mått], [2025], [2024],
  table.cell(rowspan: 2)[Vård], [Besök], [1 250], [1 190],
  [Operationer], [310], [305],
  [Skola], [Elever], [870], [865])
"""
    assert [row.label for row in only_table(tmp_path, source).rows] == ["Vård", "Operationer", "Skola"]


def test_headings_repeated_at_the_top_of_pages_are_no_page_header(tmp_path):
    rows = "".join(f"[Enhet {at}], [{at} 100], [{at} 200]," for at in range(1, 60))
    source = f"""
#set page(height: 12cm, margin: (top: 1cm, bottom: 1.5cm, x: 2cm))
#table(columns: (5cm, 2cm, 2cm), align: (left, right, right), inset: 3pt,
  table.header([Enhet], [Utfall], [Budget]), {rows})
"""
    table = only_table(tmp_path, source)
    assert headings(table) == ["Utfall", "Budget"]
    assert len(table.rows) == 59


def test_an_income_statement_with_notes_brackets_and_arrows(tmp_path):
    """412 - 312 = 100; 100 + 12 - 4 = 108."""
    source = """
#table(columns: (6cm, 1.2cm, 2.5cm, 2.5cm), stroke: none, align: (left, center, right, right), inset: 3pt,
  [Belopp i tkr], [Not], [2025-12-31], [2024-12-31],
  [Intäkter], [2], [412 000], [398 000],
  [Kostnader], [3, 4], [-312 000], [-300 000],
  [Nettokostnader], [], [100 000], [98 000 ↑],
  [Finansiella intäkter], [8], [12 000], [9 000],
  [Finansiella kostnader], [9], [(4 000)], [(3 000)],
  [Årets resultat], [], [108 000], [104 000])
"""
    table = only_table(tmp_path, source)
    assert headings(table) == ["Not", "2025-12-31", "2024-12-31"]
    assert [row.cells[0] for row in table.rows] == [None] * 6
    values = [[int(cell.printed.value) for cell in row.cells[1:]] for row in table.rows]
    assert values[2:5] == [[100_000, 98_000], [12_000, 9_000], [-4_000, -3_000]]
