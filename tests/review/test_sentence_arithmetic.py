# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Differences, percentages and shares stated inside a sentence, true and false."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from malram.review.checking.sentences.arithmetic import arithmetic
from malram.review.checking.sentences.events import comparisons
from malram.review.claims import Claim, Kind, Severity
from malram.values import number
from tests.review.sentences import document

pytestmark = pytest.mark.filterwarnings("error")


def claims(*paragraphs: str) -> list[Claim]:
    return list(arithmetic(read := document(*paragraphs), comparisons(read)))


# Each figure was worked out by hand; {} is the one that is right and then the one that is wrong.
TRUE_AND_FALSE = [
    # 8,1 / (312,4 - 8,1) = 2,66 %
    ("Nettokostnaden uppgick till 312,4 mnkr, vilket är 8,1 mnkr ({} procent) högre än 2023.", "2,7", "3,7"),
    ("Nettokostnaden uppgick till 312,4 mnkr, vilket är 2,7 procent ({} mnkr) högre än 2023.", "8,1", "18,1"),
    ("Intäkterna blev {} mnkr, 8,1 mnkr eller 2,7 procent bättre än budget.", "312,4", "213,4"),
    # 7,4 / (142,6 + 7,4) = 4,93 %
    ("Kostnaden landade på 142,6 mnkr, vilket var 7,4 mnkr ({} procent) lägre än budget.", "4,9", "5,9"),
    ("Kostnaden, 142,6 mnkr, är 7,4 mnkr ({} procent) lägre än året innan.", "4,9", "9,4"),
    # 112 / (1 245 - 112) = 9,89 %
    ("Under året inkom 1 245 ärenden, en ökning med 112 ärenden ({} procent).", "9,9", "8,0"),
    ("Antalet ärenden var 1 245, vilket är 112, eller {} procent, fler än 2023.", "9,9", "12,9"),
    ("Antalet ärenden ökade med {} procent, från 1 133 till 1 245.", "9,9", "8,9"),
    ("Antalet ärenden ökade med {}, från 1 133 till 1 245.", "112", "121"),
    ("Antalet ärenden ökade från 1 133 till 1 245, vilket motsvarar en ökning på {} procent.", "9,9", "19,9"),
    ("Antalet ärenden har ökat från 1 133 till {}, det vill säga 9,9 procent.", "1 245", "1 425"),
    ("Antalet ärenden ökade med {} procent till 1 245 (1 133).", "9,9", "6,9"),
    ("Antalet årsarbetare minskade med {}, från 512 till 498.", "14", "41"),
    ("Antalet årsarbetare minskade med 14, från 512 till 498, motsvarande {} procent.", "2,7", "7,2"),
    ("Badet minskade med 412 besök, från 2 060 till 1 648, vilket är en minskning med {} %.", "20", "30"),
    # 168 / 240 = 70 %
    ("Rapporten bygger på svar från 168 skolor, vilket motsvarar {} procent av de totalt 240.", "70", "85"),
    ("Av de 240 skolorna svarade 168, vilket motsvarar {} procent.", "70", "64"),
    # 7,9 - 7,4 = 0,5
    ("Sjukfrånvaron minskade från 7,9 till 7,4 procent, det vill säga med {} procentenheter.", "0,5", "0,7"),
    ("Frånvaron var 7,4 procent, en minskning med {} procentenheter mot 2023 (7,9 procent).", "0,5", "1,5"),
    ("Frånvaron var 7,4 procent, {} procentenheter lägre än 2023 då den var 7,9 procent.", "0,5", "0,3"),
    ("Andelen är 62 procent, {} procentenheter högre än rikets 55 procent.", "7", "9"),
    # (245 - 238) / 238 = 2,94 %
    ("Kostnaden per brukare var 245 tkr jämfört med 238 tkr 2023, en ökning med {} procent.", "2,9", "3,9"),
    ("Kostnaden per brukare var 245 tkr jämfört med 238 tkr 2023, en ökning med {} tkr.", "7", "17"),
    ("Kostnaden är 245 tkr, vilket är {} procent högre än föregående år (238 tkr).", "2,9", "9,2"),
    ("Resultatet blev -12,3 mnkr, vilket är {} mnkr bättre än budget (-16,5 mnkr).", "4,2", "5,2"),
    ("Underskottet är 14 mnkr, vilket är en försämring med {} mnkr sedan prognosen på 11 mnkr.", "3", "5"),
    ("Utfallet blev 118,5 mnkr, vilket är {} mnkr lägre än budgeterade 120,0 mnkr.", "1,5", "2,5"),
    ("Budgeten var 120,0 mnkr. Utfallet blev 118,5 mnkr, en positiv avvikelse på {} mnkr.", "1,5", "5,1"),
    ("Utfallet blev 126,3 mnkr mot budget 120,0 mnkr, en avvikelse på {} mnkr.", "6,3", "3,6"),
    ("Kostnaderna uppgick till 84,0 mnkr. Budget var {} mnkr, en avvikelse på 6,5 mnkr.", "77,5", "75,7"),
    ("Resultatet blev +74 mnkr. Budgeten var +50 mnkr varför avvikelsen är +{} mnkr.", "24", "42"),
    # 36 / 48 = 75 %, 23 / 58 = 39,66 %
    ("Av de 48 åtgärderna är {} genomförda (75 procent).", "36", "31"),
    ("Under året nådde 23 av 58 enheter nivån, vilket motsvarar {} procent.", "40", "42"),
    ("Svarsfrekvensen var {} procent (31 av 50).", "62", "64"),
    ("Investeringarna blev 45,2 mnkr av budgeterade 60,0 mnkr, motsvarande {} procent.", "75", "57"),
    ("Antalet som följdes upp var 92. Varav 28 med ny lön, motsvarande {} procent.", "30,4", "34,0"),
    ("Bidraget var 45,0 mnkr, fördelat på 20,0 mnkr till skolan och {} mnkr till vården.", "25,0", "52,0"),
    ("Vi har 12 läkare, 30 sköterskor och 41 undersköterskor, totalt {}.", "83", "93"),
    ("Totalt anmäldes 12 händelser, varav {} gällde läkemedel.", "5", "14"),
    ("Avvikelsen är -31,5 mnkr. Fördelar sig mellan läkare -8,0 mnkr och övriga {} mnkr.", "-23,5", "-32,5"),
    ("Arbetet får 20 miljoner kronor, varav 15 miljoner till skolan och {} miljoner till vården.", "5", "8"),
    ("Enheten når 40 procent. Jämfört med rikets 25 procent är det {} procent högre.", "60", "15"),
    ("Antalet patienter har fördubblats, från 120 till {}.", "243", "160"),
    ("Antalet patienter har mer än fördubblats, från 120 till {}.", "310", "190"),
    ("Kön har halverats, från 240 till {} väntande.", "118", "190"),
    ("Överskottet blev nästan dubbelt så stort som planerat: 39,1 mnkr mot {} mnkr.", "20,0", "32,0"),
    # 3 214 / 3 073 = 1,0459; 72,4 / (1 977,6 - 72,4) = 3,80 %; 2 154 - 43 = 2 111
    ("Kostnaderna ökade med 4,6 procent och uppgick till 3 214 mnkr ({} mnkr föregående år).",
     "3 073", "2 973"),
    ("Lönerna ökade med 3,8 % (72,4 mnkr) och uppgick till {} mnkr.", "1 977,6", "1 797,6"),
    ("Antalet årsarbetare har ökat med 43 sedan föregående år och uppgår nu till {} (2 111).",
     "2 154", "2 145"),
    ("Skulden ökade med 5,2 mnkr till 104,6 mnkr. Föregående år var skulden {} mnkr.", "99,4", "94,4"),
    ("Resandet ökade med 6,2 procent till 14,7 miljoner resor, från {} miljoner resor 2023.",
     "13,8", "12,8"),
    ("Avskrivningarna blev 2,1 mnkr lägre än budget, 61,4 mnkr jämfört med {} mnkr.", "63,5", "65,3"),
    ("Resultatet blev 18,2 mnkr, att jämföra med 15,7 mnkr 2023, det vill säga en ökning med {} mnkr.",
     "2,5", "3,5"),
    ("Soliditeten stärktes med 2 procentenheter till 48 procent, jämfört med {} procent 2023.", "46", "44"),
    # 412 / 560 = 73,6 %; 0,35 * 840 = 294
    ("Bolaget använde 412 mnkr av budgeterade 560 mnkr, vilket ger en genomförandegrad på {} procent.",
     "74", "64"),
    ("Ändringarna rörde 35 procent av 840 ärenden, det vill säga {} ärenden.", "294", "249"),
    ("Underskottet på 4,3 mnkr fördelar sig på hemtjänst -2,9 mnkr och boende {} mnkr.", "-1,4", "-4,1"),
    # 9 840 / 9 535 = 1,0320; 35 / (210 + 35) = 14,3 %; 812 / 1 250 = 65,0 %; 412,6 / 420,2 = 98,2 %
    ("Kostnaden per vårddygn var 9 840 kronor, 3,2 procent högre än 2023 då den var {} kronor.",
     "9 535", "9 355"),
    ("Antalet timavlönade minskade med 35 till 210, motsvarande en minskning med {} procent.", "14", "41"),
    ("Av de 1 250 utskickade enkäterna besvarades 812, en svarsfrekvens på {} procent.", "65", "56"),
    ("Förbrukningen är 98,2 procent, motsvarande 412,6 mnkr av tilldelade {} mnkr.", "420,2", "402,2"),
    ("Förlusterna uppgick till 2,4 mnkr, vilket är en halvering jämfört med föregående år ({} mnkr).",
     "4,8", "3,1"),
    ("Totalt besvarade 3 204 medarbetare enkäten av 3 900, vilket ger en svarsfrekvens på {} procent.",
     "82", "28"),
    ("Driftkostnaden blev 4,2 procent lägre än budgeterat, 118,9 mnkr mot {} mnkr.", "124,1", "142,1"),
    # 412,8 - 96,2 = 316,6
    ("Intäkterna uppgick till 96,2 mnkr och kostnaderna till 412,8 mnkr, vilket ger en nettokostnad på"
     " {} mnkr.", "316,6", "361,6"),
    ("Kostnaderna var 92,8 mnkr medan intäkterna var 96,2 mnkr, alltså ett överskott på {} mnkr.",
     "3,4", "4,3"),
    # the difference is 0,6; digits cut off instead of rounded would not make it 0,8
    ("Frånvaron minskade från 7,8 procent till 7,2 procent, en minskning med {} procentenheter.",
     "0,6", "0,8"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right", "wrong"), TRUE_AND_FALSE)
def test_the_right_figure_holds_and_the_wrong_one_does_not(sentence: str, right: str, wrong: str) -> None:
    found = claims(sentence.format(right))
    assert found, "nothing was read"
    assert {claim.holds for claim in found} == {True}
    assert False in {claim.holds for claim in claims(sentence.format(wrong))}


SILENT = [
    "Intäkterna blev 12 mnkr och kostnaderna 9 mnkr högre än budget, resultatet 7 mnkr.",
    "Skulden ökade med 5,2 mnkr till 104,6 mnkr. Föregående år amorterades 12,0 mnkr av 30,0 mnkr.",
    "Resultatet är 235 mnkr, 35 mnkr bättre än budget.",
    "Antalet besök ökade med 5 procent jämfört med 2023 och med 12 procent jämfört med 2022.",
    "Volymen var 2 procent lägre än budget och 3 procent högre än föregående år.",
    "Antalet barn var 1 520, vilket är 40 färre än budgeterat och 25 färre än 2023.",
    "Förändringen är +18 årsarbetare (-17 om hänsyn tas till utbildning).",
    "Intäkterna ökade med 12 mnkr till 145 mnkr medan kostnaderna minskade med 3 mnkr till 210 mnkr.",
    "Lönekostnaderna ökade 4,1 procent medan antalet anställda ökade 1,2 procent.",
    "Nettokostnaden uppgick till 500 mnkr, personalkostnaderna ökade med 12 mnkr (4 procent).",
    "Personalkostnaderna uppgick till 500 mnkr. Lönekostnaderna ökade med 24 mnkr (6 procent).",
    "Intäkterna är 120 mnkr. Det är kostnaderna som ökat mest, med 24 mnkr (6 procent).",
    "Underskottet beräknas till 45 mnkr mot ett budgeterat underskott på 30 mnkr och 38 mnkr 2023.",
    "Finansnettot visade ett underskott om 180 (-165) mnkr, en försämring med 15 mnkr.",
    "Vi ska minska kostnaderna med 12 mnkr (3 procent) till 310 mnkr.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_cannot_be_checked_is_never_a_finding(sentence: str) -> None:
    assert not [claim for claim in claims(sentence) if claim.holds is False]


def test_a_wrong_word_is_told_from_a_wrong_percentage() -> None:
    """6,2 of 146,2 - 6,2 = 140,0 is 4,43 %; of 146,2 + 6,2 = 152,4 it would be 4,07 %."""
    (claim,) = claims(
        "Avskrivningarna uppgick till 146,2 mnkr, vilket är 6,2 mnkr (4,4 procent) lägre än 2023."
    )
    assert claim.holds is False
    assert claim.severity is Severity.ERROR
    assert claim.found.endswith("med högre i stället för lägre stämmer talen")
    assert claim.said == "146,2 mnkr är 6,2 mnkr (4,4 procent) lägre än 2023"


def test_points_printed_as_per_cent_is_a_matter_of_unit() -> None:
    """From 20 to 25 per cent is 5 percentage points, and 25 per cent more."""
    (claim,) = claims("Andelen ökade från 20 procent till 25 procent, en ökning med 5 procent.")
    assert (claim.kind, claim.holds) == (Kind.UNIT, False)
    assert "procentenheter" in claim.found


def test_thousands_for_millions_is_a_matter_of_unit() -> None:
    """312,4 - 304,3 = 8,1 mnkr; 8,1 tkr would change nothing in the first decimal."""
    (claim,) = [
        claim
        for claim in claims(
            "Kostnaden var 312,4 mnkr, vilket är 8,1 tkr högre än föregående år (304,3 mnkr)."
        )
        if claim.holds is False
    ]
    assert claim.kind is Kind.UNIT
    assert "mnkr i stället för tkr" in claim.found


def test_a_figure_cut_off_instead_of_rounded_is_a_note() -> None:
    """14 / 512 = 2,73 %, and 28 / 1 024 too; 19 / 250 = 7,6 %: printed 7 it is cut off."""
    (claim,) = claims("Av 250 svarande var 19 missnöjda. Varav 19 av 250 (7 procent) ville klaga.")
    assert (claim.holds, claim.severity) == (False, Severity.NOTE)


def test_a_share_of_this_year_is_asked_about() -> None:
    """12,5 of 62,5 - 12,5 = 50,0 is 25 %; of this year's 62,5 it is 20 %."""
    (claim,) = claims("Kostnaden uppgick till 62,5 mnkr, vilket är 12,5 mnkr (20,0 procent) högre än 2023.")
    assert (claim.holds, claim.severity) == (False, Severity.QUESTION)


def test_another_figure_close_by_saves_a_claim() -> None:
    """5,0 of 100,0 is 5,3 % of what was before, but 5,0 of 55,0 - 5,0 is 10 %: which one is meant?"""
    (claim,) = claims(
        "Kostnaden var 100,0 mnkr, där lokaler står för 55,0 mnkr. Det är 5,0 mnkr (10,0 procent) mer."
    )
    assert claim.holds is not False


@settings(max_examples=40, deadline=None)
@given(st.integers(20_000, 9_000_000), st.integers(-15_000, 60_000))
def test_correctly_rounded_figures_never_fail(before: int, change: int) -> None:
    """Kronor in thousands, printed in mnkr with one decimal, the percentage reckoned before rounding."""
    assume(abs(change) > 100)
    now, percent = before + change, Fraction(100 * change, before)
    shown = [
        number(abs(value), 1).replace("\N{NO-BREAK SPACE}", " ")
        for value in (Fraction(now, 1000), Fraction(change, 1000), percent)
    ]
    word = "högre" if change > 0 else "lägre"
    text = f"Kostnaden blev {shown[0]} mnkr, vilket är {shown[1]} mnkr ({shown[2]} procent) {word} än 2023."
    (claim,) = claims(text)
    assert claim.holds
