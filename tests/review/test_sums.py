# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Totals are proposed by labels and borne out by columns; what nothing bears out is left alone."""

import pytest

from malram.review.claims import Kind, Severity
from tests.review.tables_by_hand import failing, findings, table, table_claims

STATEMENT = """
mnkr|2024|Budget|2023
Avgifter|138|129|131
Bidrag|9 185|8 959|8 730
Försäljning|219|228|212
Summa intäkter|9 542|9 316|9 073
Personal|-4 948|-4 757|-4 763
varav inhyrd|-190|-157|-359
Läkemedel|-1 226|-1 217|-1 221
Lokaler|-449|-444|-397
Summa kostnader|-6 623|-6 418|-6 381
Resultat|2 919|2 898|2 692
"""


def sums(document):
    return [claim for claim in table_claims(document) if claim.kind is Kind.SUM]


def test_totals_subtotals_and_results_are_sums_of_their_blocks():
    """138 + 9 185 + 219 = 9 542; -4 948 - 1 226 - 449 = -6 623; 9 542 - 6 623 = 2 919."""
    claims = sums(table(STATEMENT))
    assert [claim.holds for claim in claims] == [True] * 9
    assert (
        claims[0].said
        == "Summa intäkter: 138 + 9\N{NO-BREAK SPACE}185 + 219 blir 9\N{NO-BREAK SPACE}542 i 2024"
    )
    assert (claims[0].line_start, claims[0].line_end) == (2, 5)


def test_a_total_that_misses_where_the_others_agree_is_an_error():
    """129 + 8 959 + 228 = 9 316."""
    (found,) = findings(table(STATEMENT.replace("9 542|9 316", "9 542|9 361")))
    assert found.severity is Severity.ERROR
    assert found.repair == (
        "Skriv 9\N{NO-BREAK SPACE}316 i stället för 9\N{NO-BREAK SPACE}361, så stämmer summan."
    )


def test_a_wrong_part_is_pointed_out_when_another_relation_knows():
    """The budget of Bidrag, 8 959, is written 8 995: its deviation and its sum both need 8 959."""
    text = """
mnkr|Utfall|Budget|Avvikelse
Avgifter|138|129|9
Bidrag|9 185|8 995|226
Försäljning|219|228|-9
Hyror|77|71|6
Summa|9 619|9 387|232
"""
    (found,) = findings(table(text))
    assert found.suspect.text == "8 995"
    assert found.repair.startswith("Skriv 8\N{NO-BREAK SPACE}959")
    assert len(found.folded) == 1


def test_rounded_parts_may_miss_by_half_a_unit_each():
    """0,4 + 0,4 + 0,4 = 1,2 prints as 0 + 0 + 0 = 1."""
    text = "|A|B\nNorr|10|20\nSöder|20|31\nVäst|30|40\nSumma|61|90"
    assert failing(table(text)) == []
    assert len(sums(table(text))) == 2


def test_parts_missing_from_the_table_are_no_fault():
    """The table shows the three largest units only."""
    text = "|2024|2023\nNorr|110|120\nSöder|220|231\nVäst|330|340\nTotalt|1 061|1 190"
    assert failing(table(text)) == []


def test_of_which_rows_do_not_add_to_the_total():
    text = """
|A|B|C
Personal|500|510|520
varav övertid|90|80|70
varav jour|20|25|30
Resor|40|50|60
Summa|540|560|580
"""
    document = table(text)
    assert failing(document) == []
    assert [claim.holds for claim in sums(document)] == [True] * 3


def test_of_which_rows_that_add_up_elsewhere_should_add_up_here():
    """7 013 + 5 865 + 12 580 = 25 458 and 7 280 + 5 821 + 12 255 = 25 356, but 6 009 more is missing once."""
    text = """
|Utfall|Budget|Prognos
Operationer|26 131|25 356|25 458
varav inneliggande|7 095|7 280|7 013
varav dag|6 021|5 821|5 865
varav övriga|12 831|12 255|12 580
"""
    (found,) = findings(table(text))
    assert found.severity is Severity.QUESTION
    assert "25\N{NO-BREAK SPACE}947" in found.message


def test_an_opening_balance_and_its_changes_make_the_closing_balance():
    """9 045 + 18 + 78 + 196 + 55 + 6 = 9 398, and 9 398 - 2 = 9 396."""
    text = """
Ram|mnkr
Ram 2025|9 045
Hyror|18
Läkemedel|78
Uppräkning|196
Vårdplatser|55
Arbetsskor|6
Ram 2026|9 398
Växlingar|-2
Ny ram 2026|9 396
"""
    claims = sums(table(text))
    assert [(claim.line_end, claim.holds) for claim in claims] == [(8, True), (10, True)]


def test_income_less_costs_is_the_result_when_both_are_printed_plus():
    """812 - 790 = 22 and 801 - 795 = 6."""
    text = """
mnkr|2024|2023
Avgifter|312|301
Bidrag|500|500
Summa intäkter|812|801
Personal|600|610
Lokaler|190|185
Summa kostnader|790|795
Resultat|22|6
"""
    claims = sums(table(text))
    assert [claim.holds for claim in claims] == [True] * 6


def test_eliminations_keep_a_sum_from_being_judged():
    text = """
Koncernen|2024|2023|2022
Bolag A|110|120|130
Bolag B|220|231|240
Koncernintern eliminering|||
Summa|330|351|375
"""
    assert failing(table(text)) == []


def test_percentages_of_change_are_not_added():
    text = """
|2024|2023|Förändring %
Besök|61 402|60 127|2,1
Vårddagar|30 210|32 555|-7,2
Operationer|12 830|11 144|15,1
Summa|104 442|103 826|0,6
"""
    document = table(text)
    assert failing(document) == []
    assert len(sums(document)) == 2


def test_a_lone_total_one_digit_wrong_is_an_error_and_anything_else_a_question_at_most():
    """120 + 340 + 275 + 65 = 800."""
    rows = "|Antal\nNorr|120\nSöder|340\nVäst|275\nÖst|65\nSumma|"
    assert [found.severity for found in findings(table(rows + "300"))] == [Severity.ERROR]
    assert [found.severity for found in findings(table(rows + "823"))] == [Severity.QUESTION]
    assert findings(table(rows + "2 417")) == []


def test_rows_in_different_units_are_never_added():
    """3 + 118 + 5,2 is near 126 by chance: percent, money and shares do not add up to anything."""
    rows = """
|2025|2024|2023|2022
Förändring av kostnader, %|3|4|2|5
Resultat, miljoner kronor|118|96|74|35
Resultatets andel, %|5,2|4,1|3,3|1,6
Summa medel, miljoner kronor|126|104|79|42
"""
    assert sums(table(rows)) == []


GROUP = """
mnkr|Kommunen 2025|Kommunen 2024|Koncernen 2025|Koncernen 2024
Verksamhetens intäkter|410|396|902|875
Verksamhetens kostnader|-1 830|-1 771|-2 190|-2 125
Avskrivningar inklusive nedskrivningar|-61|-58|-140|-133
Verksamhetens nettokostnader|-1 481|-1 433|-1 428|-1 383
Skatteintäkter|1 507|1 462|1 507|1 462
Verksamhetens resultat|26|29|79|79
"""


def test_columns_of_a_group_and_the_word_inclusive_do_not_hide_a_wrong_figure():
    """902 - 2 190 - 140 = -1 428; the other three columns of the row add up."""
    (found,) = findings(table(GROUP.replace("-1 428", "-1 248")))
    assert found.claim.rule == "sum.total"
    assert "−1 428" in found.message.replace("\N{NO-BREAK SPACE}", " ")


LISTED = """
mnkr|2025|2024
Anläggningstillgångar||
– Mark och byggnader|512,4|498,0
– Maskiner|31,5|29,7
– Aktier|80,1|80,1
Summa anläggningstillgångar|624,0|607,8
Omsättningstillgångar||
– Förråd|4,4|5,1
– Fordringar|120,6|111,2
– Kassa och bank|90,0|84,5
Summa omsättningstillgångar|215,0|200,8
"""


def test_rows_with_dashes_under_a_heading_add_up_to_the_total_below():
    claims = sums(table(LISTED))
    assert [claim.holds for claim in claims] == [True] * 4


def test_a_wrong_total_under_rows_with_dashes_is_told():
    """4,4 + 120,6 + 90,0 = 215,0; the other column adds up."""
    (found,) = findings(table(LISTED.replace("215,0", "251,0")))
    assert found.claim.rule == "sum.total"


UNDER_A_HEADING = """
mnkr|Intäkter|Kostnader|Budget
Gemensamt|||
– Ekonomi|82,2|-69,5|-82,5
– Personal|143,3|-145,4|-143,8
Teknik|840,9|-848,5|-848,7
Summa drift|1 066,4|-1 063,4|-1 075,0
Projekt|36,5|-38,0|-38,1
Totalt|1 102,9|-1 101,4|-1 113,1
"""


def test_dashed_rows_under_a_heading_without_figures_count_with_the_rows_after():
    """82,2 + 143,3 + 840,9 = 1 066,4; 1 066,4 + 36,5 = 1 102,9."""
    assert [claim.holds for claim in sums(table(UNDER_A_HEADING))] == [True] * 6


def test_a_total_with_the_wrong_sign_is_told_though_its_part_is_a_list():
    (found,) = findings(table(UNDER_A_HEADING.replace("|1 102,9", "|-1 102,9")))
    assert (found.claim.rule, found.claim.numbers[-1].text) == ("sum.total", "-1 102,9")


RESULT = """
mnkr|2024|2023
Intäkter|612,4|548,3
Kostnader|-3 371,0|-3 170,6
Verksamhetens nettokostnader|-2 758,6|-2 622,3
Skatteintäkter|2 184,3|2 105,6
Statsbidrag|672,1|601,4
Verksamhetens resultat|97,8|84,7
Finansiella intäkter|31,5|26,8
Finansiella kostnader|-42,3|-33,4
Årets resultat|87,0|78,1
"""


@pytest.mark.parametrize(("right", "wrong"), [("672,1", "627,1"), ("-33,4", "-43,4"), ("97,8", "79,8")])
def test_a_result_is_told_by_the_nearest_results_above_it(right, wrong):
    """-2 758,6 + 2 184,3 + 672,1 = 97,8; 84,7 + 26,8 - 33,4 = 78,1."""
    assert not findings(table(RESULT))
    assert [one.claim.rule for one in findings(table(RESULT.replace(right, wrong)))] == ["sum.total"]
