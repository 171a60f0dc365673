# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of Word files: headings over their columns, labels on their rows, every figure in its place."""

from __future__ import annotations

import pytest

from malram.review.reading.docx import read_docx
from tests.review.word_files import cell, paragraph, row, run, span, table, word_file

MERGE, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BOLD = "<w:b/>"


def read(tmp_path, *body):
    return read_docx(word_file(tmp_path, *body))


def only_table(tmp_path, *body):
    (found,) = read(tmp_path, *body).tables()
    return found


def headings(found):
    return [column.heading for column in found.columns]


def figures(found):
    """Label and figures of each row; words where there is no figure."""
    return {
        one.label: [
            number.text if number else word for number, word in zip(one.cells, one.words, strict=True)
        ]
        for one in found.rows
    }


def test_a_plain_table_has_headings_labels_and_figures(tmp_path):
    found = only_table(
        tmp_path,
        paragraph("Tabell 3. Resultat per förvaltning, mnkr", "Beskrivning"),
        table(["Förvaltning", "Utfall 2024", "Budget 2024"], ["Gata", "12,5", "11,0"], ["Park", "−3,0", "–"]),
    )
    assert (found.title, found.unit) == ("Tabell 3. Resultat per förvaltning, mnkr", "mnkr")
    assert (found.corner, headings(found)) == ("Förvaltning", ["Utfall 2024", "Budget 2024"])
    assert figures(found) == {"Gata": ["12,5", "11,0"], "Park": ["−3,0", "–"]}
    assert (found.line_start, found.line_end, found.sure) == (2, 4, True)


def test_every_figure_has_its_place_in_the_line(tmp_path):
    document = read(tmp_path, table(["", "Utfall", "Budget"], ["Gata", " 1 200 ", "1 100"]))
    (found,) = document.tables()
    for number in found.rows[0].cells:
        spot = number.spot
        assert document.line(spot.line).text[spot.start : spot.end] == number.text


def test_years_and_units_alone_are_headings(tmp_path):
    found = only_table(
        tmp_path, table(["tkr", "2024", "2023"], ["", "jan–aug", "helår"], ["Löner", "120", "110"])
    )
    assert headings(found) == ["2024 jan–aug", "2023 helår"]
    assert (found.unit, figures(found)) == ("tkr", {"Löner": ["120", "110"]})


def test_headings_over_many_columns_stand_over_each(tmp_path):
    found = only_table(
        tmp_path,
        table(
            row(cell("Post", MERGE), cell("Utfall", span(2)), cell("Budget", MERGE)),
            row(cell("", ON), "2024", "2023", cell("", ON)),
            ["Löner", "12", "11", "13"],
        ),
    )
    assert headings(found) == ["Utfall 2024", "Utfall 2023", "Budget"]
    assert found.corner == "Post"


def test_rows_the_file_marks_as_headings_are_headings(tmp_path):
    head = "<w:tblHeader/>"
    found = only_table(
        tmp_path,
        table(row("Post", "Utfall", form=head), row("och konto", "i år", form=head), ["Löner", "12"]),
    )
    assert (found.corner, headings(found)) == ("Post och konto", ["Utfall i år"])


def test_a_heading_repeated_on_the_next_page_is_no_row(tmp_path):
    head = ["Post", "Utfall"]
    found = only_table(tmp_path, table(head, ["Löner", "12"], head, ["Hyror", "13"]))
    assert figures(found) == {"Löner": ["12"], "Hyror": ["13"]}


def test_a_title_may_be_the_first_row(tmp_path):
    title = row(cell("Driftsredovisning (mkr)", span(3)))
    found = only_table(
        tmp_path, "En mening före.", table(title, ["Post", "Utfall", "Budget"], ["Löner", "1", "2"])
    )
    assert (found.title, found.unit, headings(found)) == (
        "Driftsredovisning (mkr)",
        "mnkr",
        ["Utfall", "Budget"],
    )


@pytest.mark.parametrize(
    ("before", "title", "unit"),
    [
        (["Resultaträkning", "Belopp i mnkr"], "Resultaträkning", "mnkr"),
        (["Resultaträkning, tusentals kronor", ""], "Resultaträkning, tusentals kronor", "tkr"),
        ([paragraph("Resultat (mnkr)", "Rubrik2")], "Resultat (mnkr)", "mnkr"),
        (["Resultat, mnkr och procent"], "Resultat, mnkr och procent", ""),
        (["Utfallet är 12 mnkr."], "", ""),
        (["Kostnad i kr/invånare"], "Kostnad i kr/invånare", ""),
        (["Andel i procent"], "Andel i procent", "%"),
        (["Ökningen med 5 procent"], "Ökningen med 5 procent", ""),
    ],
)
def test_the_title_and_the_unit_stand_before_the_table(tmp_path, before, title, unit):
    found = only_table(tmp_path, *before, table(["Post", "Utfall"], ["Löner", "12"]))
    assert (found.title, found.unit) == (title, unit)


def test_a_caption_may_stand_after_the_table(tmp_path):
    after = paragraph("Tabell 1. Kostnader, tkr", "Beskrivning")
    found = only_table(tmp_path, "Så här gick det.", table(["Post", "Utfall"], ["Löner", "12"]), after)
    assert (found.title, found.unit) == ("Tabell 1. Kostnader, tkr", "tkr")


def test_rows_are_as_deep_as_they_are_indented(tmp_path):
    indented = cell(paragraph("Läkemedel", form='<w:ind w:left="284"/>'))
    found = only_table(
        tmp_path,
        table(
            ["Post", "Utfall"],
            ["Kostnader", "10"],
            row(indented, "1"),
            ["\N{EM SPACE}Hyror", "2"],
            ["varav lokaler", "1"],
            ["– Övrigt", "3"],
            ["Intäkter", "12"],
        ),
    )
    assert {one.label: one.depth for one in found.rows} == {
        "Kostnader": 0,
        "Läkemedel": 1,
        "Hyror": 1,
        "varav lokaler": 1,
        "Övrigt": 1,
        "Intäkter": 0,
    }


def test_a_row_is_strong_when_its_label_is_bold_and_not_all_are(tmp_path):
    def bold(text):
        return cell(paragraph(run(text, BOLD)))

    found = only_table(tmp_path, table(["Post", "Utfall"], ["Löner", "12"], row(bold("Summa"), bold("12"))))
    assert [one.strong for one in found.rows] == [False, True]
    found = only_table(
        tmp_path, table(["Post", "Utfall"], row(bold("Löner"), "12"), row(bold("Summa"), "12"))
    )
    assert [one.strong for one in found.rows] == [False, False]


def test_a_goal_over_many_rows_is_said_on_each(tmp_path):
    found = only_table(
        tmp_path,
        table(
            ["Mål", "Indikator", "Målvärde", "Utfall", "Bedömning"],
            row(cell("God hälsa", MERGE), "Vaccinerade", "≥ 80 %", "75 %", "Ej uppfyllt"),
            row(cell("", ON), "Rökare", "≤ 8 %", "7,5 %", "Uppfyllt"),
        ),
    )
    assert found.corner == "Mål Indikator"
    assert figures(found) == {
        "God hälsa Vaccinerade": ["≥ 80 %", "75 %", "Ej uppfyllt"],
        "God hälsa Rökare": ["≤ 8 %", "7,5 %", "Uppfyllt"],
    }


def test_the_number_of_a_row_is_part_of_its_label(tmp_path):
    found = only_table(
        tmp_path, table(["Nr", "Åtgärd", "Tkr"], ["1", "Byt fönster", "250"], ["2", "Måla", "90"])
    )
    assert figures(found) == {"1 Byt fönster": ["250"], "2 Måla": ["90"]}


def test_a_column_of_units_is_no_label(tmp_path):
    found = only_table(
        tmp_path,
        table(["Mått", "Enhet", "2024"], ["Sjukfrånvaro", "%", "6,2"], ["Övertid", "timmar", "1 200"]),
    )
    assert figures(found) == {"Sjukfrånvaro": ["%", "6,2"], "Övertid": ["timmar", "1 200"]}


def test_figures_stacked_in_a_row_are_rows_of_their_own(tmp_path):
    """Women 12, men 13, together 25: one row in the file, three on the page."""
    stacked = [
        cell(paragraph("Kvinnor") + paragraph("Män") + paragraph("Totalt")),
        cell(paragraph("12") + paragraph("13") + paragraph("25")),
        cell("<w:p><w:r><w:t>10</w:t><w:br/><w:t>11</w:t><w:br/><w:t>21</w:t></w:r></w:p>"),
    ]
    document = read(tmp_path, table(["Kön", "2024", "2023"], row(*stacked)))
    (found,) = document.tables()
    assert figures(found) == {"Kvinnor": ["12", "10"], "Män": ["13", "11"], "Totalt": ["25", "21"]}
    assert {one.line_start for one in found.rows} == {2}
    assert {number.doubt for one in found.rows for number in one.cells} == {"flera tal i samma cell"}
    spot = found.rows[2].cells[1].spot
    assert document.line(2).text[spot.start : spot.end] == "21"


def test_two_figures_in_a_cell_are_never_one(tmp_path):
    two = cell(paragraph("12") + paragraph("345"))
    found = only_table(tmp_path, table(["Post", "Utfall", "Budget"], row("Löner", two, "12")))
    assert [number.printed is None for number in found.rows[0].cells] == [True, False]


@pytest.mark.parametrize("mark", ["1", "4", "1)", "a"])
def test_the_sign_of_a_note_is_no_digit(tmp_path, mark):
    noted = cell(paragraph(run("12,5") + run(mark, '<w:vertAlign w:val="superscript"/>')))
    found = only_table(tmp_path, table(["Post", "Utfall"], row("Löner", noted)))
    assert str(found.rows[0].cells[0].printed.value) == "12.5"


def test_thin_columns_between_are_left_out(tmp_path):
    found = only_table(tmp_path, table(["Post", "", "Utfall", "", "Budget"], ["Löner", "", "12", "", "13"]))
    assert headings(found) == ["Utfall", "Budget"]


def test_a_row_that_begins_further_in_keeps_its_columns(tmp_path):
    indented = row("Hyror", "13", form='<w:gridBefore w:val="1"/>')
    found = only_table(tmp_path, table(["Post", "Utfall", "Budget"], ["Löner", "12", "11"], indented))
    assert [number.text for number in found.rows[1].cells if number] == ["13"]


def test_a_row_cut_short_makes_the_table_unsure(tmp_path):
    found = only_table(tmp_path, table(["Post", "Utfall", "Budget"], ["Löner", "12", "11"], ["Hyror", "13"]))
    assert found.sure is False


def test_deleted_rows_are_gone_and_inserted_ones_are_there(tmp_path):
    found = only_table(
        tmp_path,
        table(
            ["Post", "Utfall"], row("Löner", "12", form="<w:del/>"), row("Hyror", "13", form="<w:ins/>")
        ),
    )  # fmt: skip
    assert figures(found) == {"Hyror": ["13"]}


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path):
    inner = table(["Del", "Utfall"], ["Gata", "7"])
    outer = table(["Post", "Utfall", "Om"], row("Löner", "12", cell(inner + paragraph("Se tabellen"))))
    document = read(tmp_path, outer)
    assert [line.text for line in document.lines] == [
        "Post\tUtfall\tOm",
        "Löner\t12\tSe tabellen",
        "Del\tUtfall",
        "Gata\t7",
    ]
    assert [figures(found) for found in document.tables()] == [
        {"Löner": ["12", "Se tabellen"]},
        {"Gata": ["7"]},
    ]


def test_a_table_around_tables_is_only_layout(tmp_path):
    inner = table(["Del", "Utfall"], ["Gata", "7"])
    document = read(tmp_path, table(row(cell(paragraph("Vänster") + inner), cell(paragraph("Höger")))))
    assert [figures(found) for found in document.tables()] == [{"Gata": ["7"]}]
    assert [line.text for line in document.lines] == ["Vänster", "Del\tUtfall", "Gata\t7", "Höger"]


def test_grades_without_figures_are_a_table_too(tmp_path):
    found = only_table(tmp_path, table(["Mål", "Bedömning"], ["Hälsa", "Uppnås"], ["Miljö", "Uppnås inte"]))
    assert figures(found) == {"Hälsa": ["Uppnås"], "Miljö": ["Uppnås inte"]}


def test_what_a_cell_says_in_sentences_is_read_as_sentences(tmp_path):
    comment = "Antalet besök ökade från 120 till 150. Det beror på fler öppettider under året."
    document = read(tmp_path, table(["Mål", "Utfall", "Kommentar"], ["Fler besök", "150", comment]))
    sentence = next(document.sentences())
    assert [number.text for number in sentence.numbers] == ["120", "150"]
    spot = sentence.numbers[0].spot
    assert document.line(2).text[spot.start : spot.end] == "120"
    (found,) = document.tables()
    assert found.rows[0].cells[1] is None


@pytest.mark.parametrize(
    "head",
    [
        ["18–24 år", "25–44 år", "45–64 år"],
        ["0–30 dagar", "31–60 dagar", "över 60 dagar"],
        ["1", "2", "3"],
        ["2024 mnkr", "2023 mnkr", "%"],
        ["2024-08-31", "2023-08-31", "2022-08-31"],
        ["Tertial 1", "Period 2", "Utfall ack 202408"],
        ["12 månaders prognos", "Budget 2024 mnkr", "Rullande 12"],
    ],
)
def test_ages_times_dates_and_months_by_number_are_headings(tmp_path, head):
    found = only_table(tmp_path, table(["Antal", *head], ["Besök", "120", "140", "90"]))
    assert headings(found) == head


def test_a_second_heading_row_may_name_the_labels(tmp_path):
    found = only_table(
        tmp_path,
        table(row("", cell("2024", span(2))), ["Belopp i tkr", "Utfall", "Budget"], ["Löner", "12", "13"]),
    )
    assert (found.corner, found.unit, headings(found)) == (
        "Belopp i tkr",
        "tkr",
        ["2024 Utfall", "2024 Budget"],
    )


def test_a_figure_for_many_rows_or_columns_is_doubtful(tmp_path):
    found = only_table(
        tmp_path,
        table(
            ["Post", "Utfall", "Budget"],
            row("Löner", "12", cell("30", MERGE)),
            row("Hyror", "13", cell("", ON)),
            row("Summa", cell("25", span(2))),
        ),
    )
    doubts = {one.label: [number.doubt if number else None for number in one.cells] for one in found.rows}
    assert doubts == {
        "Löner": ["", "sammanslagen cell"],
        "Hyror": ["", None],
        "Summa": ["sammanslagen cell", None],
    }


def test_figures_set_in_columns_with_tabs_are_a_table_nobody_is_sure_of(tmp_path):
    def tabbed(*cells):
        return paragraph("<w:r>" + "<w:tab/>".join(f"<w:t>{one}</w:t>" for one in cells) + "</w:r>")

    document = read(
        tmp_path,
        "Så här blev det.",
        tabbed("", "Utfall 2024", "Budget 2024"),
        tabbed("Löner", "120,5", "118,0"),
        tabbed("Hyror", "30,0", "31,5"),
        "Efteråt blev det 12 fler.",
    )
    (found,) = document.tables()
    assert headings(found) == ["Utfall 2024", "Budget 2024"]
    assert figures(found) == {"Löner": ["120,5", "118,0"], "Hyror": ["30,0", "31,5"]}
    assert (found.sure, found.line_start, found.line_end) == (False, 2, 4)
    assert [one.text for one in document.sentences()] == ["Så här blev det.", "Efteråt blev det 12 fler."]


def test_new_headings_inside_a_table_begin_another(tmp_path):
    head = ["Förvaltning", "Utfall 2024", "Budget 2024"]
    rows = [
        head,
        ["Gata", "12", "11"],
        head,
        ["Park", "14", "13"],
        ["Personal", "Antal", "Andel"],
        ["Gata", "120", "40 %"],
        ["Park", "uppgift saknas", "–"],
        ["Torg", "9", "3 %"],
    ]
    document = read(tmp_path, paragraph("Tabell 2. Ekonomi och personal", "Beskrivning"), table(*rows))
    first, second = document.tables()
    assert (headings(first), list(figures(first))) == (["Utfall 2024", "Budget 2024"], ["Gata", "Park"])
    assert (headings(second), list(figures(second))) == (["Antal", "Andel"], ["Gata", "Park", "Torg"])
    assert (first.line_start, first.line_end, second.line_start, second.line_end) == (2, 5, 6, 9)
    assert first.title == second.title == "Tabell 2. Ekonomi och personal"


def test_borders_that_move_between_rows_make_a_table_unsure(tmp_path):
    wide = row(cell("Hyror", span(2)), "13", "12")
    made = [row("Post", "", "Utfall", "Budget"), row("Löner", "", "12", "11"), wide]
    assert only_table(tmp_path, table(*made)).sure is True
    moved = row("Hyror", cell("13", span(2)), "12")
    assert only_table(tmp_path, table(*made[:2], moved)).sure is False


def test_the_sign_of_a_note_is_no_part_of_a_label(tmp_path):
    def noted(text, mark):
        return cell(paragraph(run(text) + run(mark, '<w:vertAlign w:val="superscript"/>')))

    found = only_table(
        tmp_path,
        table(
            row("Post", noted("Utfall", "1")), row(noted("Läkemedel", "2)"), "12"), row(noted("m", "2"), "7")
        ),
    )
    assert (headings(found), figures(found)) == (["Utfall"], {"Läkemedel": ["12"], "m²": ["7"]})


def test_rows_that_all_say_the_same_are_rows(tmp_path):
    found = only_table(tmp_path, table(["Post", "Utfall 2"], ["Post", "Utfall 2"]))
    assert len(found.rows) == 1


def test_words_with_a_number_after_them_are_words(tmp_path):
    cells = ["Post", "Konto 79", "142 besök", "minst 80 %"]
    found = only_table(tmp_path, table(["Post", "Konto", "Utfall", "Mål"], cells))
    assert [number and str(number.printed.value) for number in found.rows[0].cells] == [None, "142", "80"]
