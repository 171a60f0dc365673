# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of a whole, totals of women and men, one amount in two units, and surpluses, true and false."""

from __future__ import annotations

import pytest

from malram.review.checking.sentences import sentence_claims
from malram.review.claims import Claim
from tests.review.sentences import document

pytestmark = pytest.mark.filterwarnings("error")


def claims(text: str) -> list[Claim]:
    read = document(text)
    return list(sentence_claims(read))


# The right figure, then the wrong one; each was worked out by hand.
TRUE_AND_FALSE = [
    ("Av nämndens nio mål är {} uppfyllda, två delvis uppfyllda och ett inte uppfyllt.", "sex", "sju"),
    ("Av de 14 åtgärderna är {} genomförda, 4 pågår och 2 är inte påbörjade.", "8", "9"),
    ("Av 20 uppdrag är 13 avslutade, {} pågår och 2 ej påbörjade.", "5", "7"),
    ("Av målen bedöms 8 av 30 delmål vara uppfyllda, 19 är inte uppfyllda och {} är delvis uppfyllda.",
     "tre", "fem"),
    ("Budgeten uppgick till 812,4 mnkr. Utfallet blev 819,6 mnkr, vilket är ett underskott på {} mnkr.",
     "7,2", "2,7"),
    ("Av totalt 36 mått har 21 förbättrats, 9 försämrats och {} är oförändrade.", "6", "8"),
    ("Frånvaron för kvinnor var 8,1 procent och för män 4,9 procent. Totalt var den {} procent.",
     "7,4", "8,4"),
    ("Närvaron var {} procent totalt, 88,1 procent för flickor och 84,6 procent för pojkar.", "86,2", "89,6"),
    ("Andelen med examen var {} procent (kvinnor 71,4 procent, män 63,0 procent).", "67,5", "76,5"),
    ("Bland kvinnor var frånvaron 7,4 procent och bland män 4,1 procent, totalt {} procent.", "6,5", "8,2"),
    ("Kvinnornas frånvaro var 7,4 procent, männens 4,1 procent och totalt {} procent.", "6,5", "3,5"),
    ("Museet fick 2 300 tkr ({} mnkr) i bidrag.", "2,3", "23"),
    ("Stödet uppgick till 1,2 miljoner kronor eller {} kronor.", "1 200 000", "120 000"),
    ("Andelen elever som når kraven var {} procent.", "78", "178"),
    ("Kulturnämnden redovisar ett överskott på {} mnkr. Budgeten var 64,0 mnkr och utfallet 61,5 mnkr.",
     "2,5", "5,2"),
    ("Utfallet blev 61,5 mnkr mot en budget på 64,0 mnkr, alltså ett överskott på {} mnkr.", "2,5", "5,2"),
    ("Resultatet blev {} mnkr, vilket är bättre än budgeterade 18 mnkr.", "21", "12"),
    ("Målet på minst 80 procent nåddes inte; utfallet blev {} procent.", "76", "83"),
    ("Utfallet är {} procent och målvärdet 85 procent är därmed uppnått.", "88", "78"),
    ("Andelen ökade från 61 till 66 procent, det vill säga med {} procentenheter.", "5", "9"),
    ("Andelen ökade från 60 procent till 66 procent, en ökning med {} procent.", "10", "6"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right", "wrong"), TRUE_AND_FALSE)
def test_the_right_figure_is_silent_and_the_wrong_one_is_found(sentence: str, right: str, wrong: str) -> None:
    assert False not in {claim.holds for claim in claims(sentence.format(right))}
    assert False in {claim.holds for claim in claims(sentence.format(wrong))}


SILENT = [
    "Av 40 åtgärder är 12 klara och 8 ej påbörjade.",
    "Av personalen är 74 procent kvinnor och 26 procent män.",
    "Sjukfrånvaron var 6,5 procent, målet 5,0 procent, för kvinnor 5,9 procent och för män 3,1 procent.",
    "Kostnaden blev 12 mnkr (450 tkr).",
    "Kostnaden blev 12 mnkr eller 4 500 kr per invånare.",
    "Andelen ökade med 120 procent.",
    "Andelen av budget som använts var 104 procent.",
    "Prognosen är ett underskott på 9,0 mnkr. Budgeten var 64,0 mnkr och utfallet 61,5 mnkr.",
    "Resultatet blev 12 procent, vilket är bättre än 18 procent året innan.",
    "Kostnaden blev 12 mnkr, vilket är bättre än budgeterade 18 mnkr.",
    "Andelen ökade från 97 procent till 98 procent, en ökning med 1 procent.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_cannot_be_told_is_never_a_finding(sentence: str) -> None:
    assert not [claim for claim in claims(sentence) if claim.holds is False]
