# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""How columns hang together is learnt from the rows, and a row that does not fit is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malram.review.claims import Kind, Severity
from tests.review.tables_by_hand import failing, findings, table, table_claims


def rules(document):
    return {claim.rule for claim in table_claims(document) if claim.kind is Kind.ROW}


DEVIATIONS = """
mnkr|Utfall|Budget|Avvikelse
Park|61,4|60,0|1,4
Gata|30,2|32,5|-2,3
Hamn|12,8|11,1|1,7
Bad|45,0|44,2|0,8
Idrott|27,3|29,9|-2,6
Kultur|18,6|18,1|0,5
"""


def test_a_difference_is_learnt_from_the_rows():
    claims = table_claims(table(DEVIATIONS))
    assert [claim.holds for claim in claims if claim.rule == "row.difference"] == [True] * 6
    assert claims[0].said == "Park: Utfall 61,4 minus Budget 60,0 är 1,4"


def test_a_difference_is_learnt_without_any_headings():
    bare = DEVIATIONS.replace("mnkr|Utfall|Budget|Avvikelse", "|||")
    assert rules(table(bare)) == {"row.difference"}


def test_a_row_that_does_not_fit_is_an_error():
    """45,0 - 44,2 is 0,8, give or take 0,1; nobody can have rounded it to 1,8."""
    (found,) = findings(table(DEVIATIONS.replace("44,2|0,8", "44,2|1,8")))
    assert (found.severity, found.claim.line_start) == (Severity.ERROR, 5)
    assert found.message == "Bad: Utfall 45,0 minus Budget 44,2 är 1,8. Talen ger 0,8 (mellan 0,7 och 0,9)."
    assert found.repair == "Är de andra talen rätt ska det stå 0,8 i stället för 1,8."


def test_rounding_is_no_fault():
    """12,85 - 11,05 is 1,80 and prints as 12,9 - 11,1 = 1,8."""
    assert failing(table(DEVIATIONS.replace("12,8|11,1|1,7", "12,9|11,1|1,7"))) == []


def test_a_turned_sign_among_rows_that_agree_is_an_error():
    (found,) = findings(table(DEVIATIONS.replace("12,8|11,1|1,7", "12,8|11,1|-1,7")))
    assert found.severity is Severity.ERROR
    assert found.repair == "Skriv 1,7 i stället för -1,7, så stämmer raden."


def test_the_sign_may_follow_the_section():
    """Income above budget is plus, costs above budget are minus: two conventions in one table."""
    text = """
mnkr|Utfall|Budget|Avvikelse
Avgifter|61,4|60,0|1,4
Hyror|30,2|32,5|-2,3
Bidrag|12,8|11,1|1,7
Summa intäkter|104,4|103,6|0,8
Personal|45,0|44,2|-0,8
Lokaler|27,3|29,9|2,6
Material|18,6|18,1|-0,5
Summa kostnader|90,9|92,2|1,3
Resultat|13,5|11,4|2,1
"""
    document = table(text)
    assert failing(document) == []
    assert sum(claim.rule == "row.difference" for claim in table_claims(document)) == 9


def test_an_income_row_among_costs_may_have_its_own_sign():
    text = DEVIATIONS.replace("Bad|45,0|44,2|0,8", "Intäkter|45,0|44,2|-0,8")
    assert failing(table(text)) == []


CHANGES = """
|2024|2023|Förändring %
Besök|61 402|60 127|2,1
Vårddagar|30 210|32 555|-7,2
Operationer|12 830|11 144|15,1
Samtal|45 011|44 206|1,8
Recept|27 345|29 903|-8,6
"""


def test_a_percentage_change_is_learnt():
    """61 402 / 60 127 - 1 = 2,12 %."""
    assert failing(table(CHANGES)) == []
    assert rules(table(CHANGES)) == {"row.change"}


def test_a_wrong_percentage_is_an_error():
    """45 011 / 44 206 - 1 = 1,82 %, so 8,1 is wrong."""
    (found,) = findings(table(CHANGES.replace("44 206|1,8", "44 206|8,1")))
    assert found.severity is Severity.ERROR
    assert found.repair == "Skriv 1,8 i stället för 8,1, så stämmer raden."


def test_a_percentage_cut_short_is_a_note():
    """12 830 / 11 144 - 1 = 15,13 %; 30 210 / 32 555 - 1 = -7,203 %; 27 345 / 29 903 - 1 = -8,554 %."""
    (found,) = findings(table(CHANGES.replace("29 903|-8,6", "29 903|-8,5")))
    assert found.severity is Severity.NOTE


def test_costs_printed_minus_may_grow_with_plus():
    """-45,0 against -44,2 is 1,8 % more cost, and -1,8 % as a change of a negative number."""
    text = """
|2024|2023|Förändring %
Personal|-450,1|-442,0|1,8
Lokaler|-273,4|-299,0|-8,6
Material|-186,2|-181,3|2,7
Resor|-55,0|-50,6|8,7
"""
    assert failing(table(text)) == []
    assert rules(table(text)) == {"row.change"}


def test_a_share_column_is_learnt():
    text = """
Enhet|Klara|Alla|Andel
Norr|48|60|80 %
Söder|27|45|60 %
Väst|33|40|83 %
Öst|81|96|84 %
"""
    assert rules(table(text)) == {"row.share"}
    assert failing(table(text)) == []


def test_nothing_is_learnt_from_figures_that_only_happen_to_fit():
    text = """
Enhet|Chefer|Platser|Ärenden
Norr|3|2|1
Söder|4|2|2
Väst|7|4|6
Öst|9|5|2
"""
    assert rules(table(text)) == set()


def test_two_rows_are_not_enough_to_learn_from():
    text = "|A|B|C\nNorr|161,4|160,0|1,4\nSöder|130,2|132,5|-2,3"
    assert rules(table(text)) == set()


def test_a_guessed_table_gives_questions_only():
    document = table(DEVIATIONS.replace("44,2|0,8", "44,2|1,8"), sure=False)
    assert [found.severity for found in findings(document)] == [Severity.QUESTION]


def test_a_difference_is_said_in_the_order_it_is_taken():
    text = """
Område|Ram 2025|Ram 2026|Förändring
Norr|757|836|79
Söder|1 146|823|-323
Väst|1 075|1 199|124
Öst|1 770|1 965|195
"""
    assert table_claims(table(text))[0].said == "Norr: Ram 2026 836 minus Ram 2025 757 är 79"


CELLS = st.one_of(
    st.sampled_from(
        ["", "-", "0", "0,0", "-0", "<4", "13–14 %", "cirka 5", "15:11", "1,279", "100 %", "2024", "ja 1"]
    ),
    st.integers(-3000, 3000).map(str),
    st.integers(-3000, 3000).map(lambda tenths: f"{tenths / 10:.1f}".replace(".", ",")),
    st.integers(1000, 999_999).map(lambda number: f"{number:,}".replace(",", " ")),
)
LABELS = st.sampled_from(
    [
        "Norr",
        "Summa",
        "varav a",
        "- b",
        "",
        "Resultat (tkr)",
        "Kvinnor",
        "Män",
        "Totalt",
        "0–17 år",
        "Netto",
        "Ram 2025",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_table_is_judged_without_fault(data):
    width = data.draw(st.integers(1, 6))
    heads = st.sampled_from(
        ["", "2024", "Budget", "Avvikelse", "%", "Totalt", "Kvinnor", "Män", "Bokslut fg år"]
    )
    lines = ["mnkr|" + "|".join(data.draw(st.lists(heads, min_size=width, max_size=width)))]
    for _ in range(data.draw(st.integers(1, 8))):
        lines.append(data.draw(LABELS) + "|" + "|".join(data.draw(CELLS) for _ in range(width)))
    for found in findings(table("\n".join(lines), unit="mnkr")):
        assert found.message


def test_a_sum_that_needs_a_column_that_is_nought_elsewhere_is_no_fault():
    """Holm: 820 - 300 + 60 = 580; in the other rows the middle column is nought."""
    rows = """
tkr|Ingående|Inkomster|Utgifter|Utgående
Strand|1 090|0|140|1 230
Kulle|326|0|71|397
Dunge|3 045|0|496|3 541
Berg|784|0|117|901
Holm|820|-300|60|580
"""
    assert failing(table(rows)) == []


def test_the_same_row_is_still_told_when_no_columns_explain_it():
    rows = """
tkr|Ingående|Inkomster|Utgifter|Utgående
Strand|1 090|0|140|1 230
Kulle|326|0|71|397
Dunge|3 045|0|496|3 541
Berg|784|0|117|901
Holm|820|0|60|980
"""
    assert len(failing(table(rows))) == 1


@pytest.mark.parametrize(("share", "wrong"), [("68 %", False), ("86 %", True)])
def test_a_share_of_the_column_its_heading_names_needs_two_rows_only(share, wrong):
    """412 of 610 is 67,5 %; 3 610 of 4 512 is 80,0 % and 4 022 of 5 122 is 78,5 %."""
    rows = f"""
|Kvinnor|Män|Totalt|Andel kvinnor
Tillsvidare|3 610|902|4 512|80 %
Visstid|412|198|610|{share}
Summa|4 022|1 100|5 122|79 %
"""
    assert len(failing(table(rows))) == wrong
