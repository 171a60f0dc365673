# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables are rebuilt from whatever lines a converter leaves."""

from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from malram.review.document import Line
from malram.review.reading.tables import find_tables
from tests.review.table_forms import FORMS, INVESTMENTS, RESULT, TABLES, cells_of, read

BEFORE = [
    "3.2 Ekonomi",
    "",
    "Kommunen redovisar ett överskott. Det beror på högre intäkter än väntat i höstas.",
    "",
]
AFTER = [
    "",
    "Kommentarer till utfallet",
    "Kostnaderna har ökat med 3,2 procent jämfört med 2023 och antalet är 47.",
    "",
]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_rebuilt_from_every_form(form, name):
    tables, _, _ = read([*BEFORE, *FORMS[form](TABLES[name]), *AFTER])
    (table,) = tables
    assert cells_of(table) == dict(TABLES[name].rows)
    assert tuple(column.heading for column in table.columns) == TABLES[name].columns
    assert table.sure
    assert not any(cell.doubt for row in table.rows for cell in row.cells if cell)


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_stands_where_it_says(form):
    tables, taken, lines = read([*BEFORE, *FORMS[form](RESULT), *AFTER])
    for row in tables[0].rows:
        for cell in row.cells:
            assert lines[cell.spot.line - 1].text[cell.spot.start : cell.spot.end] == cell.text
            assert row.line_start <= cell.spot.line <= row.line_end
            assert any(
                start <= cell.spot.start and cell.spot.end <= end for start, end in taken[cell.spot.line]
            )


@pytest.mark.parametrize("form", FORMS)
def test_the_sentences_round_a_table_are_left_alone(form):
    text = [*BEFORE, *FORMS[form](INVESTMENTS), *AFTER]
    _, taken, _ = read(text)
    assert not {3, len(text) - 1} & set(taken)


def test_digits_and_columns_parted_by_the_same_space_are_told_apart_by_the_rest_of_the_table():
    """'305 007' is one cell since every other row has two whole numbers before its first percentage."""
    tables, _, _ = read("""
Besök 2024 Budget 2024 Avvikelse %
Läkarbesök 301 758 305 007 -1,1%
Sjukbesök 27 331 25 448 7,4%
Telefonbesök 244 5 4 780,0%
""")
    assert cells_of(tables[0]) == {
        "Läkarbesök": ("301 758", "305 007", "-1,1%"),
        "Sjukbesök": ("27 331", "25 448", "7,4%"),
        "Telefonbesök": ("244", "5", "4 780,0%"),
    }


def test_a_gap_wider_than_usual_is_an_empty_cell():
    """One space for every empty cell: 2 210, two empty, 2 254."""
    tables, _, _ = read("""
Läkarbesök 301 758 305 007 -1,1% 306 603 -1,6%
Operationer 26 131 25 356 3,1% 24 961 4,7%
Dagvård 53 496 55 127 -3,0% 52 803 1,3%
Vaccinationer 2 210   2 254 -2,0%
Beläggning 06:00 93   95 -2,1%
""")
    assert cells_of(tables[0])["Vaccinationer"] == ("2 210", "", "", "2 254", "-2,0%")
    assert cells_of(tables[0])["Beläggning 06:00"] == ("93", "", "", "95", "-2,1%")


def test_an_empty_cell_nothing_points_out_leaves_doubt():
    tables, _, _ = read("""
Norra skolan 41 39 14
Södra skolan 37 38 -4
Västra skolan 29 12
""")
    row = tables[0].rows[-1]
    assert not tables[0].sure
    assert all(cell.doubt for cell in row.cells if cell)


@pytest.mark.parametrize(
    "label",
    [
        "Varav sjukdag 1–14",
        "Tandvård 3 till 23 år",
        "65 år och äldre",
        "Avdelning R12",
        "Samtal till 1177",
        "- varav dag 366-",
    ],
)
def test_a_label_may_hold_digits(label):
    tables, _, _ = read(
        ["Total frånvaro 8,2% 7,6% 7,5%", f"{label} 4,7% 3,8% 3,6%", "Kvinnor 8,9% 8,3% 8,2%"]
    )
    assert cells_of(tables[0])[label] == ("4,7%", "3,8%", "3,6%")


def test_a_wrapped_label_with_an_empty_line_before_its_cells():
    tables, _, _ = read("""
Indikator Utfall 2023 Mål 2024 Utfall 2024 Utveckling Kommentar

Andel invånare som har förtroende
för biblioteken

72% 67% 72% Oförändrad Resultatet är oförändrat medan
andra kommuner har minskat.

Andel nöjda besökare 51% 53% 62% Positiv Stor ökning.
""")
    (table,) = tables
    assert [column.heading for column in table.columns] == [
        "Utfall 2023",
        "Mål 2024",
        "Utfall 2024",
        "Utveckling",
    ]
    assert cells_of(table) == {
        "Andel invånare som har förtroende för biblioteken": ("72%", "67%", "72%", "Oförändrad"),
        "Andel nöjda besökare": ("51%", "53%", "62%", "Positiv"),
    }


def test_a_comment_beside_the_cells_is_left_for_prose():
    text = [
        "Utfall Mål Utveckling",
        "Nöjda besökare 51% 53% Positiv Fler svarar nu.",
        "Nöjda elever 71% 73% Negativ Färre svarar nu.",
    ]
    _, taken, lines = read(text)
    left = lines[1].text
    for start, end in sorted(taken[2], reverse=True):
        left = left[:start] + left[end:]
    assert left.strip() == "Fler svarar nu."


def test_aims_in_words_are_cells():
    tables, _, _ = read("""
Personalomsättning 10,66% Minska 9,07% Positiv
Kvarstannade  53,82% Öka 67,83% Positiv
Inhyrd personal 204,1 Färre 110,3 Positiv
""")
    assert cells_of(tables[0])["Kvarstannade"] == ("53,82%", "Öka", "67,83%", "Positiv")


def test_cells_that_continue_on_the_next_line():
    tables, _, _ = read("""
Hygienrutiner 74,1 %
(mar-23)

90% 76%
(okt-24)

Infektioner 3,98% <4% 3,63%
Fallskador 2,1% <2% 1,9%
""")
    assert cells_of(tables[0])["Hygienrutiner"] == ("74,1 %", "90%", "76%")


def test_an_indicator_stands_alone_under_headings_seen_further_up():
    tables, _, _ = read("""
Indikator Resultat Mål Kvinnor Män
Besvarade samtal inom femton minuter

35,9 % ≥ 60 %

Mätmetod och datakälla
Egen uppföljning av samtalen i kontaktcenter varje månad under året.

Bedömning inom tre dagar
(förskolan)

76 % ≥ 80 % 74 % 77 %
""")
    first, second = tables
    assert cells_of(first) == {"Besvarade samtal inom femton minuter": ("35,9 %", "≥ 60 %", "", "")}
    assert [column.heading for column in second.columns] == ["Resultat", "Mål", "Kvinnor", "Män"]
    assert next(iter(cells_of(second).values())) == ("76 %", "≥ 80 %", "74 %", "77 %")


def test_a_section_is_a_row_without_cells_and_varav_is_a_part():
    tables, _, _ = read("""
Belopp i tkr Utfall Budget
Intäkter
Avgifter 1 204 1 180
Bidrag 388 402
Kostnader
Personal -2 410 -2 300
-Varav inhyrda -310 -200
""")
    rows = {row.label: row for row in tables[0].rows}
    assert rows["Kostnader"].cells == (None, None)
    assert rows["-Varav inhyrda"].depth == 1
    assert rows["Personal"].depth == 0
    assert tables[0].unit == "tkr"


def test_dashes_alone_are_empty_cells():
    tables, _, _ = read("""
Verksamhet Antal Antal fg år Förändring Budget Prognos Kostnad
Led i behandling 1 068 1 008 60 - - 11,1
Nödvändig vård 3 784 3 213 571 4 979 133 21,7
Uppsökande vård 3 114 2 899 215 4 838 242 1,8
""")
    row = tables[0].rows[0]
    assert row.words == ("1 068", "1 008", "60", "-", "-", "11,1")
    assert row.cells[3] is None


def test_a_number_of_columns_that_could_be_another_leaves_doubt():
    """'3 213 571' may be one cell or two, and so in every row; nothing says which."""
    tables, _, _ = read("""
Led i behandling 1 068 108 607
Nödvändig vård 3 784 213 571
Uppsökande vård 3 114 899 215
""")
    assert not any(table.sure for table in tables)


def test_what_always_holds_between_columns_tells_which_cells_are_empty():
    """Column 4 is the change from 3 to 1, column 5 repeats 3: 93 and 95 with -2,1% are columns 1 and 3."""
    tables, _, _ = read("""
Besök  31 758  30 007  30 603  3,8%  30 603
Prov  27 331  25 448  28 748  -4,9%  28 748
Operationer 9 057  9 102  9 526 -4,9%  9 526
Samtal  53 162  53 937  54 272 -2,0%  54 272
Dagvård 3 496  3 127  3 803 -8,1%  3 803
Akutbesök  6 131  6 356  6 961 -11,9%  6 961
Beläggning  93  95 -2,1%  95
""")
    assert cells_of(tables[0])["Beläggning"] == ("93", "", "95", "-2,1%", "95")
    assert not any(cell.doubt for cell in tables[0].rows[-1].cells if cell)


def test_two_cells_that_ran_together_are_parted_by_the_decimals_of_the_table():
    """All other percentages have two decimals, so '0,388 323 809' is 0,38 and 8 323 809."""
    tables, _, lines = read("""
Egen personal  8 233 084  179 765  2,23 8 053 320
Läkare  1 093 773  37 354  3,54 1 056 419
Ledning  501 408 4 656  0,94 496 751
Resursenhet  93 136 5 247 5,97 87 889
Timavlönade  309 639 9 240 3,08 300 399
Arbetad tid  8 355 125 31 317  0,388 323 809
""")
    row = tables[0].rows[-1]
    assert row.words == ("8 355 125", "31 317", "0,38", "8 323 809")
    assert all(lines[5].text[cell.spot.start : cell.spot.end] == cell.text for cell in row.cells)


def test_labels_with_one_number_one_space_apart_are_a_table_when_the_total_is_their_sum():
    """0,5 + 0,9 + 1,8 + 1,5 = 4,7"""
    rows = [
        "Autoklav RV-2865 0,5",
        "Instrument RV-3548 0,9",
        "Ambulans RV-4405 1,8",
        "Bil RV-4425 1,5",
        "Summa 4,7",
    ]
    text = "\n".join(rows)
    (table,), _, _ = read(text)
    assert [row.words for row in table.rows] == [("0,5",), ("0,9",), ("1,8",), ("1,5",), ("4,7",)]
    assert read(text.replace("4,7", "5,7"))[0] == []


def test_a_table_goes_on_after_a_page_break_that_repeats_its_headings():
    header = ["Nämnden för teknik", ""]
    pages = [
        [*header, "Belopp i tkr Utfall Budget", "Avgifter 1 204 1 180", "Bidrag 388 402", ""],
        [*header, "Belopp i tkr Utfall Budget", "Personal -2 410 -2 300", "Hyror -310 -200", ""],
        [*header, "Nämnden har ett underskott som beror på högre hyror."],
    ]
    texts = [(text, page) for page, lines in enumerate(pages, 1) for text in lines]
    lines = [Line(at, text, page) for at, (text, page) in enumerate(texts, 1)]
    (table,), _ = find_tables(lines)
    assert [row.label for row in table.rows] == ["Avgifter", "Bidrag", "Personal", "Hyror"]


def test_rows_of_one_number_under_a_total_stand_where_they_add_up():
    """9 810 - 414 = 9 396 in the second column; 9 045 - 414 is 8 631."""
    tables, _, _ = read("""
Område Ram 2025 Ram 2026 Förändring
Medicin  8 757  9 436  679
Folktandvård  288  374  86
Summa  9 045  9 810  765
Varav statsbidrag  -414
Netto  9 396
""")
    assert cells_of(tables[0])["Netto"] == ("", "9 396", "")
    assert cells_of(tables[0])["Varav statsbidrag"] == ("", "-414", "")


def test_a_remark_may_begin_with_a_number():
    tables, _, _ = read("""
Resor 1,1 5,0 Bättre effekt
Utbildning 1,0 11,4 Bättre effekt
Aktiviteter i planer 30 25,6 86 % av plan
Summa 32,1 42,0 31 % över plan
""")
    assert cells_of(tables[0])["Summa"][:2] == ("32,1", "42,0")
    assert cells_of(tables[0])["Aktiviteter i planer"][:2] == ("30", "25,6")


def test_signs_with_and_without_space():
    tables, _, _ = read("""
Årsresultat -1 033 - 1 100 -997
Prognos -1 012 -1 045 - 987
""")
    assert tables[0].rows[0].words == ("-1 033", "- 1 100", "-997")
    assert [int(cell.printed.value) for cell in tables[0].rows[1].cells] == [-1012, -1045, -987]


def test_a_comma_among_whole_thousands_is_doubted():
    tables, _, _ = read("""
Föregående år Innevarande år
Antal ärenden  1 199  1,279
Varav avslutade ärenden  900  991
""")
    (first, second), _ = (row.cells for row in tables[0].rows)
    assert not first.doubt
    assert "tusental" in second.doubt


def test_a_count_is_exact_and_money_is_not():
    counts, _, _ = read("Antal elever 2024 2023\nAntal elever i norr 41 39\nAntal elever i söder 37 38\n")
    money, _, _ = read("Belopp i mnkr 2024 2023\nIntäkter 41 39\nKostnader -37 -38\n")
    assert all(cell.exact for row in counts[0].rows for cell in row.cells)
    assert not any(cell.exact for row in money[0].rows for cell in row.cells)


def test_a_list_with_one_number_each_is_a_table():
    tables, _, _ = read("""
I tabellen redovisas ramen, belopp i miljoner kronor.

Ram 2025  9 045

Läkemedel  78

Uppräkning  196

Effektivisering 1 %  -99

Ny ram 2026  9 220
""")
    (table,) = tables
    assert cells_of(table) == {
        "Ram 2025": ("9 045",), "Läkemedel": ("78",), "Uppräkning": ("196",), "Effektivisering 1 %": ("-99",),
        "Ny ram 2026": ("9 220",),
    }  # fmt: skip
    assert table.unit == "mnkr"


def test_goals_with_a_grade_and_no_number_are_a_table():
    tables, _, _ = read("""
Mål Bedömning

Trygga och nöjda invånare
Tillgänglig service  Uppnås inte

Hälsofrämjande och förebyggande
arbete  Uppnås delvis

Ekonomi i balans  Uppnås
""")
    (table,) = tables
    assert table.columns[0].heading == "Bedömning"
    assert cells_of(table) == {
        "Tillgänglig service": ("Uppnås inte",),
        "Hälsofrämjande och förebyggande arbete": ("Uppnås delvis",),
        "Ekonomi i balans": ("Uppnås",),
    }


@pytest.mark.parametrize(
    "text",
    [
        "• Akutbesök 69%\n• Besök på mottagning 73%\n• Ambulansresor 61%",
        "1 Inledning  3\n2 Mål  4\n3 Ekonomi  7\n4 Personal  12\n5 Bilagor  15",
        "Inledning ........ 3\nMål ........ 4\nEkonomi ........ 7",
        "0\n\n20\n\n40\n\n60\n\n80",
        "Halvår 1 2026\nNämnden får i uppdrag\nHalvår 1 2027",
        "12 (26)\n\n13 (26)\n\n14 (26)",
        "Antalet besök var 157 121 vilket är 7 745 färre än 2023.\nUnder 2024 kom 12 300 och 11 900 samtal.",
        "Ärende KS/2024-118\nÄrende KS/2024-119\nÄrende KS/2024-120",
        "Telefon 0544-123 45\nTelefon 0544-123 46",
    ],
)
def test_numbers_in_lists_pages_and_sentences_are_no_table(text):
    assert read(text)[0] == []


def test_headings_that_run_together_are_not_believed():
    """'ÅrInnevarande' shows that the converter lost the order of the headings."""
    tables, _, _ = read("""
Förändring Förändring %Föregående ÅrInnevarande År
Arbetad tid 8 233 084 179 765 2,23 8 053 320
Inhyrd tid 93 136 5 247 5,97 87 889
""")
    assert [column.heading for column in tables[0].columns] == [""] * 4


def test_a_word_over_several_columns_is_not_given_to_one_of_them():
    text = """
   Belopp i mnkr         Period                           Helår
                         Utfall    Budget    Avvikelse    Prognos    Budget
   Intäkter               373,6     375,7         -2,1    1 513,3   1 506,8
   Kostnader             -360,5    -382,1         21,6   -1 550,7  -1 549,1
"""
    (table,), _, _ = read(text)
    assert [column.heading for column in table.columns] == [
        "Utfall",
        "Budget",
        "Avvikelse",
        "Prognos",
        "Budget",
    ]


def test_a_label_carried_on_below_its_cells():
    (table,), _, _ = read("""
   Tjänst                     Utfall     Budget
   Kommunikation,               24,5      -22,1
   ledning och styrning
   Total förvaltning           290,9     -264,5
""")
    assert list(cells_of(table)) == ["Kommunikation, ledning och styrning", "Total förvaltning"]


NUMBERS = st.integers(-9_999_999, 9_999_999)


@settings(max_examples=25, deadline=None)
@drawn(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=3, max_size=8))
def test_whatever_is_read_as_sure_is_what_was_printed_when_two_spaces_part_the_cells(rows):
    printed = [[f"{value:,}".replace(",", " ") for value in row] for row in rows]
    names = ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"]
    text = ["  ".join([name, *cells]) for name, cells in zip(names, printed, strict=False)]
    tables, _, lines = read(text)
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                assert lines[cell.spot.line - 1].text[cell.spot.start : cell.spot.end] == cell.text
                assert cell.text in printed[names.index(row.label)]


@settings(max_examples=40, deadline=None)
@drawn(st.lists(st.text(alphabet="0123456789 ,.%-–+()<≥Aåb\t", max_size=40), max_size=12))
def test_any_lines_at_all_can_be_read(rows):
    tables, taken, lines = read(rows or [""])
    for line, spans in taken.items():
        assert all(0 <= start <= end <= len(lines[line - 1].text) for start, end in spans)
    for table in tables:
        assert all(len(row.cells) == len(row.words) == len(table.columns) for row in table.rows)
