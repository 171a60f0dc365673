# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole statements as public bodies print them: every total is recognised and nothing is blamed wrongly."""

import pytest

from malram.review.claims import Kind, Severity
from tests.review.tables_by_hand import findings, table, table_claims

INCOME_STATEMENT = """
Belopp i mnkr|2024|2023
Verksamhetens intäkter|1 020|980
Verksamhetens kostnader|-5 310|-5 120
Avskrivningar|-210|-205
Verksamhetens nettokostnader|-4 500|-4 345
Skatteintäkter|3 610|3 500
Generella statsbidrag|960|930
Verksamhetens resultat|70|85
Finansiella intäkter|45|40
Finansiella kostnader|-30|-35
Årets resultat|85|90
"""
BALANCE_SHEET = """
mnkr|2024|2023
Immateriella|12|10
Materiella|2 510|2 400
Finansiella|310|305
Summa anläggningstillgångar|2 832|2 715
Förråd|21|19
Fordringar|402|388
Kassa och bank|210|260
Summa omsättningstillgångar|633|667
Summa tillgångar|3 465|3 382
Eget kapital|1 210|1 125
varav årets resultat|85|90
Avsättningar|655|640
Långfristiga skulder|900|920
Kortfristiga skulder|700|697
Summa skulder|1 600|1 617
Summa eget kapital, avsättningar och skulder|3 465|3 382
"""
CASH_FLOW = """
mnkr|2024|2023
Årets resultat|85|90
Avskrivningar|210|205
Övriga poster|15|-10
Medel från verksamheten|310|285
Ökning av fordringar|-14|8
Ökning av skulder|3|-20
Kassaflöde från löpande verksamhet|299|273
Investeringar|-325|-290
Försäljning|5|12
Kassaflöde från investeringar|-320|-278
Nya lån|40|50
Amortering|-60|-20
Kassaflöde från finansiering|-20|30
Årets kassaflöde|-41|25
Likvida medel vid årets början|260|235
Likvida medel vid årets slut|219|260
"""
FRAMES = """
Område|2025|2026
Norr|757|836
Söder|1 146|823
Väst|1 075|1 199
Öst|1 770|1 965
|4 748|4 823
varav statsbidrag||-414
Summa||4 409
"""


@pytest.mark.parametrize(
    ("text", "sums"), [(INCOME_STATEMENT, 6), (BALANCE_SHEET, 10), (CASH_FLOW, 12), (FRAMES, 3)]
)
def test_every_total_of_a_statement_is_checked_and_holds(text, sums):
    document = table(text)
    found = [claim for claim in table_claims(document) if claim.kind is Kind.SUM]
    assert [claim.holds for claim in found] == [True] * len(found)
    assert len(found) >= sums
    assert findings(document) == []


def test_a_year_before_a_reorganisation_need_not_add_up():
    """A unit that is no more had 34,7 in 2023: worth a question, no error."""
    text = """
mnkr|Budget 2024|Utfall 2024|Avvikelse|Utfall 2023
Skola|1 210,3|1 215,8|-5,5|1 180,2
Kultur|202,1|199,9|2,2|195,5
Teknik|455,0|461,2|-6,2|440,8
Vård|2 310,4|2 344,0|-33,6|2 201,1
Summa|4 177,8|4 220,9|-43,1|4 052,3
"""
    assert [found.severity for found in findings(table(text))] == [Severity.QUESTION]


def test_means_and_grades_below_units_are_no_totals():
    rows = "Norr|71,2|73,0|75,1\nSöder|64,5|66,1|68,0\nVäst|80,3|79,4|81,7\nTotalt|72,1|72,9|75,0"
    text = f"|2022|2023|2024\n{rows}"
    assert table_claims(table(text)) == []


def test_a_sign_is_settled_by_the_total_of_its_section():
    """Costs 12,0 above budget are -12,0 where plus is better; the deviations then add up to -20,0."""
    text = """
tkr|Utfall|Budget|Avvikelse
Avgifter|610|600|10
Hyror|300|320|-20
Bidrag|135|115|20
Summa intäkter|1 045|1 035|10
Personal|452|440|-12
Lokaler|273|279|6
Material|186|172|-14
Summa kostnader|911|891|-20
Resultat|134|144|-10
"""
    assert findings(table(text)) == []
    (found,) = findings(table(text.replace("440|-12", "440|12")))
    assert (found.severity, found.suspect.text) == (Severity.ERROR, "12")


def test_a_long_table_is_searched_in_bounded_time():
    rows = "\n".join(f"Post {chr(65 + at % 26)}|{at * 7919 % 9973}|{at * 104729 % 9967}" for at in range(600))
    assert findings(table("|2024|2023\n" + rows)) == []
