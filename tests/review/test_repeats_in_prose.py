# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences beside a table that say what one of its rows says, and one subject said in two ways."""

import pytest

from malram.review.checking.repeats import repeats
from tests.review.pages_by_hand import page


def failing(document):
    return [claim for claim in repeats(document) if claim.holds is False]


BOARDS = """
# 5 Nämnderna
{}
mnkr|Budget 2024|Utfall 2024|Avvikelse
Kommunstyrelsen|142,5|139,8|2,7
Skolnämnden|986,4|1 001,7|-15,3
Omsorgsnämnden|812,3|824,9|-12,6
"""


@pytest.mark.parametrize(("figure", "wrong"), [("12,6", False), ("16,2", True)])
def test_a_deficit_is_the_deviation_of_the_row_it_names(figure, wrong):
    """812,3 - 824,9 = -12,6: the sentence leaves out the sign, since 'underskott' says it."""
    text = f"Omsorgsnämnden redovisar ett underskott på {figure} mnkr."
    assert [claim.rule for claim in failing(page(BOARDS.format(text), "mnkr"))] == [
        "repeat.row.named"
    ] * wrong


@pytest.mark.parametrize(("outcome", "wrong"), [("1 001,7", False), ("1 010,7", True)])
def test_a_long_figure_that_stands_in_one_row_tells_which_row_is_meant(outcome, wrong):
    """986,4 stands in one row only; the outcome beside it there is 1 001,7. The table says no unit."""
    text = f"För undervisning användes {outcome} mnkr, att jämföra med budgeterade 986,4 mnkr."
    told = failing(page(BOARDS.format(text).replace("mnkr|", "Nämnd|")))
    assert [claim.rule for claim in told] == ["repeat.row.named"] * wrong


@pytest.mark.parametrize(("old", "wrong"), [("11,2", False), ("12,1", True)])
def test_where_a_change_began_is_last_years_cell(old, wrong):
    text = f"""
# Personal
Nyckeltal|2024|2023
Personalomsättning|9,8 %|11,2 %
Frisknärvaro|61,0 %|60,1 %

Personalomsättningen har minskat från {old} till 9,8 procent.
"""
    assert bool(failing(page(text))) is wrong


@pytest.mark.parametrize(("second", "wrong"), [("353,7", False), ("335,7", True)])
def test_one_subject_in_other_words_has_one_figure(second, wrong):
    text = f"""
# 1 Sammanfattning
Investeringarna uppgick till 353,7 mnkr.
# 4 Ekonomi
Kommunens investeringar under 2024 var totalt {second} mnkr.
"""
    assert [claim.rule for claim in failing(page(text))] == ["repeat.subject"] * wrong


def test_swapped_digits_are_seen_where_sentences_begin_alike_and_parts_follow_one_of_them():
    """14,7 and 17,4 are a fifth apart."""
    text = """
# 1 I korthet
Antalet resor med kollektivtrafiken uppgick till 14,7 miljoner.
# 7 Trafik
Antalet resor med kollektivtrafiken uppgick till 17,4 miljoner, varav 3,1 miljoner med tåg.
"""
    assert len(failing(page(text))) == 1


def test_what_every_unit_has_is_not_one_subject():
    text = """
# 1 Sammanfattning
Resultatet blev 35,3 mnkr.
# 4 Skolnämnden
Resultatet blev 33,5 mnkr.
# 5 Sammandrag
Investeringarna var 35,3 mnkr.
# 6 Bolaget Hamnen AB
Investeringarna var 33,5 mnkr.
"""
    assert not failing(page(text))
