# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What else tables show: sums across, columns of one thing, bounds, units, and rows that we misread."""

from malram.review.claims import Kind, Severity
from tests.review.tables_by_hand import failing, findings, table, table_claims

AGES = """
Enhet|0–17|18–64|65–|Totalt
Norr|1 210|4 370|2 150|7 730
Söder|880|3 940|1 760|6 580
Väst|1 405|5 120|2 335|8 860
Öst|960|2 870|1 480|5 310
"""


def test_a_total_column_is_the_sum_of_the_columns_beside_it():
    """1 210 + 4 370 + 2 150 = 7 730."""
    claims = [claim for claim in table_claims(table(AGES)) if claim.rule == "sum.across"]
    assert [claim.holds for claim in claims] == [True] * 4


def test_a_wrong_total_across_is_an_error():
    """880 + 3 940 + 1 760 = 6 580, which is printed 6 850."""
    (found,) = findings(table(AGES.replace("6 580", "6 850")))
    assert (found.severity, found.claim.line_start) == (Severity.ERROR, 3)
    assert "6\N{NO-BREAK SPACE}580" in found.message


TWICE = """
|Ack utfall i år|Ack utfall fg år|Avv %|Bokslut fg år
Röntgen|144 651|143 246|1,0|143 246
Mammografi|46 513|37 766|23,2|37 766
Fysiologi|35 641|37 066|-3,8|37 066
Laboratorium|301 522|308 109|-2,1|308 109
Teknik|6 868|6 784|1,2|6 784
"""


def test_two_columns_that_both_state_last_years_outcome_must_agree():
    assert failing(table(TWICE)) == []
    (found,) = findings(table(TWICE.replace("1,2|6 784", "1,2|9 272")))
    assert (found.claim.kind, found.severity) == (Kind.REPEAT, Severity.QUESTION)
    assert found.repair.startswith("Skriv 6\N{NO-BREAK SPACE}784 i stället för 9\N{NO-BREAK SPACE}272")


def test_columns_of_budget_and_forecast_may_differ():
    text = TWICE.replace("Ack utfall fg år", "Prognos").replace("Bokslut fg år", "Budget")
    claims = table_claims(table(text.replace("1,2|6 784", "1,2|9 272")))
    assert not [claim for claim in claims if claim.kind is Kind.REPEAT]


SEXES = """
Nöjda, %|Totalt|Kvinnor|Män
Norr|71,2|73,0|68,9
Söder|64,5|66,1|62,0
Väst|80,3|79,4|81,7
Öst|58,8|57,5|60,6
"""


def test_a_share_of_all_lies_between_women_and_men():
    assert failing(table(SEXES)) == []
    (found,) = findings(table(SEXES.replace("64,5|66,1", "67,5|66,1")))
    assert (found.claim.kind, found.severity) == (Kind.BOUNDS, Severity.ERROR)
    assert found.repair == ""


def test_counts_of_women_and_men_add_up_and_are_not_bounds():
    text = "Anställda|Totalt|Kvinnor|Män\nNorr|70|50|20\nSöder|90|60|30\nVäst|65|40|25\nÖst|48|31|17"
    assert failing(table(text)) == []
    assert not [claim for claim in table_claims(table(text)) if claim.kind is Kind.BOUNDS]


def test_a_share_of_all_lies_between_its_groups_in_rows():
    text = """
Sjukfrånvaro|2023|2024
Total sjukfrånvaro|7,6 %|7,5 %
Kvinnor|8,3 %|8,2 %
Män|4,7 %|4,6 %
Anställda -29 år|7,9 %|7,2 %
Anställda 30–49 år|7,2 %|7,4 %
Anställda 50 år-|8,1 %|7,7 %
"""
    bounds = [claim for claim in table_claims(table(text)) if claim.kind is Kind.BOUNDS]
    assert [claim.holds for claim in bounds] == [True] * 4
    (found,) = findings(table(text.replace("Total sjukfrånvaro|7,6 %", "Total sjukfrånvaro|8,9 %")))
    assert (found.severity, len(found.folded)) == (Severity.ERROR, 1)


def test_a_part_is_at_most_its_whole():
    text = "Antal|2023|2024\nÄrenden|1 199|1 279\nvarav avslutade|900|991"
    assert failing(table(text)) == []
    (found,) = findings(table(text.replace("900", "1 900")))
    assert (found.claim.kind, found.severity) == (Kind.BOUNDS, Severity.QUESTION)


def test_a_share_is_at_most_one_hundred_but_a_change_may_be_more():
    text = "Andel nöjda|2023|2024\nNorr|71 %|171 %"
    assert [found.claim.rule for found in findings(table(text))] == ["bounds.share"]
    assert findings(table(text.replace("Andel nöjda", "Ökning").replace("Norr", "Ökning av besök"))) == []


STATEMENT = """
Belopp i mnkr|2024|2023
Intäkter|9 962|9 511
Personal|-4 948|-4 763
Material|-6 011|-5 781
Resultat ({unit})|-997|-1 033
"""


def test_a_row_may_not_name_another_unit_than_its_table():
    assert failing(table(STATEMENT.format(unit="mnkr"))) == []
    (found,) = findings(table(STATEMENT.format(unit="tkr")))
    assert (found.claim.kind, found.severity) == (Kind.UNIT, Severity.QUESTION)
    assert found.claim.said == "Resultat (tkr): raden säger tkr, tabellen är i mnkr"


def test_a_comma_for_thousands_is_told_and_folds_what_follows_from_it():
    text = "Antal|2023|2024\nÄrenden|1 199|1,279\nvarav avslutade|900|991"
    (found,) = findings(table(text))
    assert (found.claim.kind, found.severity) == (Kind.UNIT, Severity.ERROR)
    assert found.claim.advice == "Skriv 1\N{NO-BREAK SPACE}279 i stället för 1,279."
    assert [claim.kind for claim in found.folded] == [Kind.BOUNDS]


def test_a_lost_decimal_comma_is_told():
    text = """
mnkr|2022|2023|2024
Park|11,2|11,9|11,5
Gata|30,1|31,4|32,8
Hamn|8,4|8,9|9,1
Bad|45,0|46,2|48,0
"""
    assert findings(table(text)) == []
    (found,) = findings(table(text.replace("11,5", "115")))
    assert (found.claim.rule, found.claim.line_start) == ("unit.scale", 2)


def test_times_are_written_in_one_way():
    text = "Väntetid|2023|Mål|2024\nTelefon|15:11|8:00|11,63\nBesök|12:40|9:00|10:05"
    (found,) = findings(table(text))
    assert found.claim.said == "Telefon: 15:11 och 11,63 är tider skrivna på olika sätt"


def test_a_number_among_years_is_told():
    rows = "\n".join(f"Åtgärd {at}|{year}|{at},5" for at, year in enumerate([2024, 2025, 224, 2024, 2029], 1))
    (found,) = findings(table(f"Aktivitet|Tidplan|Effekt\n{rows}"))
    assert found.claim.said == "Åtgärd 3: 224 är inget år, som kolumnens övriga rader har"


def test_a_row_whose_digits_group_otherwise_is_not_blamed():
    """15 416 and 15 166 were read as 15, 416 and 15, 166: 15 416 / 15 166 - 1 = 1,65 %."""
    text = """
|2024|2023|Förändring %
Besök|61 402|60 127|2,1
Vårddagar|30 210|32 555|-7,2
Operationer|12 830|11 144|15,1
Samtal|45 011|44 206|1,8
Knivtid|416|15 166|1,7
"""
    document = table(text.replace("Knivtid|416", "Knivtid 15|416"))
    assert failing(document) == []


def test_rows_that_fail_while_all_totals_agree_are_left_alone():
    """The deviations count income too, which is not printed: 2,9 is not 9,5 - 7,6 and still adds up."""
    text = """
|Kostnad|Budget|Avvikelse
Ekonomi|-13,7|-20,7|7,0
Personal|-34,3|-36,2|1,9
Ledning|-22,1|-24,6|2,5
Teknik|-94,4|-105,5|11,1
Inköp|-20,0|-22,0|2,0
Kansli|-11,5|-12,6|1,1
Arkiv|-8,8|-9,6|0,8
Projekt|-7,6|-9,5|2,9
Kort|-9,8|-5,3|-5,5
Totalt|-222,2|-246,0|23,8
"""
    assert failing(table(text)) == []


def test_a_table_where_much_fails_was_misread():
    rows = "\n".join(
        f"Enhet {at}|{100 + 7 * at}|{90 + 5 * at}|{10 + 2 * at + (at % 3 == 0) * 40}" for at in range(1, 17)
    )
    assert failing(table(f"|Utfall|Budget|Avvikelse\n{rows}")) == []


def test_kronor_for_one_of_something_may_stand_in_a_table_of_millions():
    text = STATEMENT.replace("Resultat ({unit})", "Kostnad per invånare (kr)").replace(
        "-997|-1 033", "6 150|5 997"
    )
    assert failing(table(text)) == []


def test_a_degree_may_be_above_one_hundred():
    text = "Andel och grad|2023|2024\nBeläggningsgrad|97 %|104 %\nAndel nöjda|71 %|74 %"
    assert findings(table(text)) == []


def test_a_row_with_an_empty_cell_may_have_been_put_under_the_wrong_columns():
    """399,5 - 225,7 = 173,8: the four last numbers belong under the four first headings."""
    text = """
mnkr|2024|Budget|Avvikelse|2023|Förändring %
Skola|61,4|60,0|1,4|58,1|5,7
Vård|30,2|32,5|-2,3|33,0|-8,5
Kultur|12,8|11,1|1,7|11,5|11,3
Teknik|45,0|44,2|0,8|46,1|-2,4
Summa|149,4||147,8|1,6|148,7
"""
    assert [found.severity for found in findings(table(text)) if found.claim.kind is Kind.ROW] == []


def test_shares_of_a_total_row_are_learnt_down_the_column():
    """500 of 1 000 is 50 %, and 20 % is no share that 150 of 1 000 has."""
    text = """
Kostnadsslag|2024|Andel|2023|Andel
Personal|500|50 %|480|51 %
Köpt vård|200|20 %|190|20 %
Läkemedel|150|15 %|140|15 %
Övrigt|150|15 %|130|14 %
Summa|1 000|100 %|940|100 %
"""
    claims = [claim for claim in table_claims(table(text)) if claim.rule == "row.share_of_total"]
    assert [claim.holds for claim in claims] == [True] * 8
    (found,) = findings(table(text.replace("150|15 %|140", "150|20 %|140")))
    assert found.claim.said == "Läkemedel: 150 är 20\N{NO-BREAK SPACE}% av 1\N{NO-BREAK SPACE}000 (Summa)"


def test_women_men_and_all_may_come_back_for_each_year():
    text = """
Förvaltning|Kvinnor|Män|Totalt|Kvinnor|Män|Totalt
Skola|7,2|4,1|6,5|7,5|4,0|6,6
Vård|8,8|6,0|8,4|9,0|6,2|8,6
Teknik|4,9|4,5|4,6|5,1|4,4|4,6
"""
    claims = [claim for claim in table_claims(table(text)) if claim.rule == "bounds.sexes"]
    assert [claim.holds for claim in claims] == [True] * 6


DEVIATIONS = """
mnkr|Utfall|Budget|Avvikelse mot budget|Utfall föregående år|Förändring
Verksamhetens intäkter|468,0|379,2|88,8|417,6|50,4
Personal|993,3|886,7|-106,6|899,2|94,1
Köpta tjänster|502,0|410,1|-91,9|411,9|90,1
Inhyrd verksamhet|294,4|125,0|-169,4|314,1|-19,7
varav konsulter|130,2|20,0|-110,2|204,4|-74,2
Lämnade bidrag|15,9|19,9|4,0|63,7|-47,8
Avskrivningar|41,4|40,5|-0,9|36,0|5,4
"""


def test_income_above_budget_is_better_and_costs_above_budget_are_worse():
    """468,0 - 379,2 = 88,8 for income; 886,7 - 993,3 = -106,6 for costs, granted grants among them."""
    claims = table_claims(table(DEVIATIONS))
    assert failing(table(DEVIATIONS)) == []
    assert sum(claim.rule == "row.difference" for claim in claims) == 14


def test_a_part_may_change_more_than_its_whole():
    """-74,2 of -19,7 as changes bound nothing; 130,2 of 294,4 as amounts do."""
    bounds = [claim for claim in table_claims(table(DEVIATIONS)) if claim.rule == "bounds.part"]
    assert [claim.holds for claim in bounds] == [True] * 3


def test_columns_made_from_each_other_are_no_sum_across():
    """886,7 is 993,3 - 106,6, and so -106,6 + 899,2 + 94,1: that is how the columns are made."""
    assert not [claim for claim in table_claims(table(DEVIATIONS)) if claim.rule == "sum.across"]


def test_one_row_of_shares_is_enough_and_its_target_may_stand_between():
    text = "Indikator|Resultat|Mål|Kvinnor|Män\nSvar inom en dag|81 %|≥ 80 %|80 %|82 %\n"
    assert [claim.holds for claim in table_claims(table(text)) if claim.rule == "bounds.sexes"] == [True]
    (found,) = findings(table(text.replace("81 %", "85 %")))
    assert (found.claim.rule, found.severity) == ("bounds.sexes", Severity.QUESTION)


def test_shares_of_several_rows_beyond_a_hundred_mean_another_heading():
    """Two tables run together by a converter: the heading is the first one's."""
    rows = [
        "Antal|2024|Andel kvinnor",
        "Fast|4 512|80",
        "Invånare|52 418|{}",
        "Lån|1 950|{}",
        "Bygglov|214|61",
    ]
    text = "\n".join(rows)
    assert findings(table(text.format("50 987", "1 650"))) == []
    assert [found.claim.rule for found in findings(table(text.format("178", "65")))] == ["bounds.share"]
