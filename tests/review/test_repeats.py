# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same figure in two places: tables against tables, comments against their row, prose against both."""

import re

import pytest

from malram.review.checking.repeats import repeats
from malram.review.checking.repeats.words import stem
from malram.review.claims import Severity
from tests.review.pages_by_hand import page


def said(claim):
    return claim.said.replace("\N{NO-BREAK SPACE}", " ")


def holding(document):
    return [claim for claim in repeats(document) if claim.holds]


def failing(document):
    return [claim for claim in repeats(document) if claim.holds is False]


@pytest.mark.parametrize(
    "forms",
    [
        "kostnad kostnader kostnaderna kostnadernas",
        "sjukfrånvaro sjukfrånvaron",
        "punktlighet punktligheten",
        "vårdplats vårdplatser vårdplatserna",
        "infektion infektioner infektionerna",
        "lärare lärarna lärarens",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


def test_words_of_different_meaning_keep_their_stems():
    assert len(set(map(stem, ("intäkter", "resultat", "lokaler", "personal", "verksamhet")))) == 5


# Tables against tables

STATEMENT = """
# 3 Ekonomi
mnkr|Utfall 2024|Budget 2024
Avgifter|61,4|60,0
Hyror|-30,2|-32,5
Löner|-212,8|-211,1
Material|-45,0|-44,2
Resor|-27,3|-29,9
"""
APPENDIX = """
# Bilaga
mnkr|Utfall 2024|Budget 2024|Avvikelse
Avgifter|61,44|60,00|1,44
Hyror|-30,18|-32,50|2,32
Löner|-212,79|-211,10|-1,69
Material|-45,03|-44,20|-0,83
Resor|-27,31|-29,90|2,59
"""


def test_tables_with_the_same_rows_agree_within_their_rounding():
    """61,44 prints as 61,4 and -30,18 as -30,2: five rows in two columns, told at both places."""
    claims = holding(page(STATEMENT + APPENDIX))
    assert len([claim for claim in claims if claim.rule == "repeat.table"]) == 2 * 2 * 5
    assert not failing(page(STATEMENT + APPENDIX))


def test_a_figure_of_another_value_under_the_same_heading_is_an_error():
    (found,) = failing(page(STATEMENT + APPENDIX.replace("-212,79", "-218,79")))
    assert (found.severity, found.rule) == (Severity.ERROR, "repeat.table")
    assert said(found) == "”Löner” är -212,8 här men -218,79 på rad 13"


def test_a_figure_cut_instead_of_rounded_is_a_note():
    """-30,18 rounds to -30,2; -30,1 is what is left when the last digit is cut off."""
    (found,) = failing(page(STATEMENT.replace("-30,2|", "-30,1|") + APPENDIX))
    assert found.severity is Severity.NOTE


def test_one_unit_apart_at_the_same_precision_is_a_question():
    (found,) = failing(
        page(STATEMENT + STATEMENT.replace("# 3 Ekonomi", "# Bilaga").replace("-45,0", "-45,1"))
    )
    assert (found.severity, found.line_start) == (Severity.QUESTION, 6)


def test_a_difference_that_another_row_makes_up_is_no_fault():
    """-212,79 + 4,05 = -208,74: the adjustment is printed, so the two rows are two things."""
    changed = APPENDIX.replace("-212,79", "-208,74") + "Justering|-4,05|0,00|-4,05\n"
    assert not failing(page(STATEMENT + changed))


def test_tables_in_thousands_and_millions_are_compared():
    small = STATEMENT.replace("mnkr|", "tkr|").replace("# 3 Ekonomi", "# Bilaga")
    small = re.sub(r"(\d),(\d)", r"\1 \g<2>00", small)
    assert len([claim for claim in holding(page(STATEMENT + small)) if claim.rule == "repeat.table"]) == 20


def test_other_years_of_the_same_rows_are_not_compared():
    """Every figure differs: the columns are two years, and nothing says they should agree."""
    other = STATEMENT.replace("2024", "2023").translate(str.maketrans("123456", "234561"))
    assert not failing(page(STATEMENT + other))


def test_a_column_that_differs_throughout_and_copies_its_neighbour_is_one_error():
    rows = "Norr|410|402|402|{}\nSyd|388|371|371|{}\nÖst|297|305|305|{}\nVäst|266|254|254|{}\n"
    rows += "Mitt|531|547|547|{}\n"
    good = "Besök|Utfall 2024|Bokslut 2023|Prognos 2024|Budget 2024\n" + rows.format(399, 381, 311, 249, 540)
    bad = "Besök|Utfall 2024|Bokslut 2023|Prognos 2024|Budget 2024\n" + rows.format(402, 371, 305, 254, 547)
    (found,) = failing(page("# A\n" + bad + "# B\n" + good))
    assert (found.severity, found.line_start, found.line_end) == (Severity.ERROR, 3, 7)
    assert "i 5 rader; första gången 402 mot 399" in found.said


def test_a_table_of_guessed_columns_gives_a_question_at_most():
    (found,) = failing(page(STATEMENT + APPENDIX.replace("-212,79", "-218,79"), sure=False))
    assert found.severity is Severity.QUESTION


# A comment below its row

INDICATOR = """
# 2 Mål 2024
Indikator|Resultat|Mål|Kvinnor|Män
Svar inom tre dagar|62 %|≥ 75 %|59 %|66 %
Under 2024 fick 62 procent svar inom tre dagar. För kvinnor är resultatet 59 procent och för män 66 procent.
Målet på 75 procent nås inte. Föregående år var resultatet 58 procent. I riket är andelen 71 procent.
I december var resultatet 67 procent.
"""


def test_a_comment_repeats_result_target_women_and_men():
    told = {claim.numbers[0].text for claim in holding(page(INDICATOR)) if claim.line_start > 3}
    assert {"62 procent", "59 procent", "66 procent", "75 procent"} <= told


def test_other_periods_and_places_are_left_alone():
    assert not failing(page(INDICATOR))


def test_another_figure_for_men_is_an_error_when_that_for_women_is_the_rows():
    (found,) = failing(page(INDICATOR.replace("män 66 procent", "män 69 procent")))
    assert (found.severity, found.line_start) == (Severity.ERROR, 4)
    assert said(found) == "”Svar inom tre dagar” är 69 procent här men 66 % på rad 3"


def test_a_figure_for_a_subset_is_not_the_rows():
    text = INDICATOR.replace(
        "För kvinnor är resultatet 59 procent och för män", "Bland äldre är resultatet för män"
    )
    assert not failing(page(text.replace("män 66 procent", "män 69 procent")))


# Prose against tables

STAFF = """
# 4 Personal 2024
Nyckeltal|2023|2024
Personalomsättning, %|8,4|7,7
Sjukfrånvaro, %|6,1|5,9
Antal årsarbetare|1 185|1 187
"""


def test_a_sentence_repeats_a_cell():
    claims = holding(page(STAFF + "Personalomsättningen sjönk från 8,4 till 7,7 procent.\n"))
    assert {claim.rule for claim in claims} == {"repeat.cell"}


def test_a_sentence_beside_its_table_with_another_figure_is_asked_about():
    (found,) = failing(page(STAFF + "Personalomsättningen var 7,6 procent.\n"))
    assert (found.severity, found.rule) == (Severity.QUESTION, "repeat.row.named")


def test_with_the_year_said_it_is_an_error():
    (found,) = failing(page(STAFF + "Personalomsättningen var 7,6 procent 2024.\n"))
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(
    "sentence",
    [
        "Personalomsättningen bland lärare var 7,6 procent.",
        "Personalomsättningen var 7,6 procent exklusive pensioner.",
        "Personalomsättningen skulle ha varit 7,6 procent utan flytten.",
        "I riket var personalomsättningen 7,6 procent.",
        "I augusti var personalomsättningen 7,6 procent.",
        "Personalomsättningen väntas bli 7,6 procent 2025.",
        "Personalomsättningen var 8,3 procent 2022.",
        "Målet är att personalomsättningen ska vara högst 7,6 procent.",
        "Personalomsättningen minskade med 0,7 procentenheter.",
        "Personalomsättningen var cirka 8 procent.",
    ],
)
def test_what_points_elsewhere_is_no_fault(sentence):
    assert not failing(page(STAFF + sentence + "\n"))


def test_two_figures_of_the_row_make_the_third_certain():
    text = """
# 5 Skola 2024
Indikator|Resultat|Flickor|Pojkar
Behöriga till gymnasiet|86,4 %|88,1 %|84,8 %
# 6 Sammanfattning
Andelen behöriga till gymnasiet är 86,4 procent, flickor 89,1 procent och pojkar 84,8 procent.
"""
    (found,) = failing(page(text))
    assert (found.severity, said(found)) == (
        Severity.ERROR,
        "”Behöriga till gymnasiet” är 89,1 procent här men 88,1 % på rad 3",
    )


# Prose against prose


def test_the_same_amount_in_other_words_holds():
    claims = holding(
        page(
            "# 1 A\nLönerna blev 412,7 miljoner kronor.\n\n# 2 B\nUnder året ökade lönerna till 412,7 mnkr.\n"
        )
    )
    assert {claim.numbers[0].text for claim in claims} == {"412,7 miljoner kronor", "412,7 mnkr"}


def test_a_counted_change_that_nearly_agrees_is_asked_about():
    text = """
# 1 Sammanfattning
Förvaltningen har minskat med 143 årsarbetare under omställningen.
# 5 Personal
Vid årets slut hade förvaltningen 140 årsarbetare färre än före omställningen.
"""
    (found,) = failing(page(text))
    assert (found.severity, found.rule) == (Severity.QUESTION, "repeat.text")


def test_a_sentence_filled_in_for_each_unit_is_no_repeat():
    rows = "\n\n".join(
        f"# {at} Enhet {name}\nResultatet för enheten under perioden blev {figure} miljoner kronor."
        for at, (name, figure) in enumerate([("Norr", "12,4"), ("Syd", "12,9"), ("Väst", "13,1")], 1)
    )
    assert not failing(page(rows))


def test_a_long_sentence_copied_with_one_figure_changed_is_an_error():
    text = (
        "Kostnaderna för inhyrd personal blev {} miljoner kronor, vilket är 74,2 miljoner kronor lägre än"
        " året innan och 18,5 miljoner kronor lägre än vad som var budgeterat för verksamheten.\n"
    )
    (found,) = failing(page("# 1 A\n" + text.format("214,3") + "\n# 2 B\n" + text.format("241,3")))
    assert (found.severity, found.rule) == (Severity.ERROR, "repeat.sentence")


def test_two_units_in_the_same_form_are_not_compared():
    form = (
        "# {at} {name}skolan\nAndelen elever som klarat alla ämnen i årskurs nio var {share} procent."
        " Skolan tillförs {money} miljoner kronor för läsfrämjande arbete och bibliotek.\n"
        "Målet är att 90 procent av eleverna ska känna sig trygga. Resultatet är {safe} procent.\n"
    )
    pages = form.format(at=1, name="Björk", share=82, money="2,0", safe=91)
    assert not failing(page(pages + form.format(at=2, name="Ek", share=84, money="2,1", safe=89)))


def test_a_common_target_with_two_outcomes_is_asked_about():
    text = """
# 3 Sammanfattning
Målet är att 85 procent av bygglovsärendena ska klaras i tid. Utfallet är 78 procent.
# 7 Bygglov
Nämnden handlade 412 ärenden under året.
Tidsmål: minst 85 procent av bygglovsärendena ska klaras i tid. Nämnden klarade 81 procent.
"""
    (found,) = failing(page(text))
    assert (found.severity, found.rule) == (Severity.QUESTION, "repeat.passage")


def test_another_target_in_the_comment_is_asked_about():
    """At least 78 would also be at least 75, but it is another target."""
    (found,) = failing(page(INDICATOR.replace("Målet på 75", "Målet på 78")))
    assert (found.severity, found.line_start) == (Severity.QUESTION, 5)


def test_a_total_of_more_parts_is_another_total():
    """The second table has three more rows, so its total says nothing of the first one's."""
    rows = "Park|10,1|9,8\nGata|20,2|20,5\nHamn|12,8|12,9\nBad|16,2|16,0\n"
    few = "# A\nmnkr|Utfall 2024|Budget 2024\n" + rows + "Summa|59,3|59,2\n"
    more = (
        "# B\nmnkr|Utfall 2024|Budget 2024\n" + rows + "Vatten|9,9|9,1\nAvfall|10,2|10,0\nKultur|11,1|11,4\n"
    )
    assert not failing(page(few + more + "Summa|60,5|60,7\n"))


# Case numbers


def test_a_case_with_one_title_in_two_lists_holds():
    text = """
# Beslut
- TN/240123 Avtal om skötsel av parker i Ekby
- TN/240124 Ny taxa för parkering
# Inkomna ärenden
- TN/240123 Avtal om skötsel av parkerna i Ekby
"""
    claims = list(repeats(page(text)))
    assert [claim.holds for claim in claims] == [True, True]


def test_a_case_with_two_unlike_titles_is_asked_about():
    text = """
# Beslut
- TN/240123 Avtal om skötsel av parker i Ekby
# Inkomna ärenden
- TN/240123 Motion gällande cykelbanor längs Storgatan
"""
    (found,) = failing(page(text))
    assert (found.severity, found.rule) == (Severity.QUESTION, "repeat.case")


def test_two_sentences_that_begin_alike_up_to_their_figure_are_asked_about():
    """42,5 and 45,2 have two digits swapped; a third organisation's figure would make it a form filled in."""
    first, second = (
        "Årets resultat uppgår till 42,5 mnkr.",
        "Årets resultat uppgår till 45,2 mnkr, som planerat.",
    )
    text = f"# Sammanfattning\n\n{first}\n\n# Ekonomi\n\nOmsättningen ökade under året.\n\n{second}\n"
    assert [claim.rule for claim in failing(page(text))] == ["repeat.text"]
    assert failing(page(text.replace("42,5", "45,2"))) == []
    assert failing(page(f"{text}\n# Bolagen\n\nÅrets resultat uppgår till 44,9 mnkr.\n")) == []


def test_sentences_that_refer_back_are_about_what_stood_before():
    text = (
        "Antalet lärare är 412. Jämfört med förra året är det en minskning med 130 personer.\n\n"
        "Skolan har byggts ut.\n\n"
        "Antalet vikarier är 215. Jämfört med förra året är det en minskning med 140 personer.\n"
    )
    assert failing(page(text)) == []
