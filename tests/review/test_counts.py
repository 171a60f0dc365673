# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A printed number of things is how many are listed."""

import pytest

from malram.review.checking.counts import counts
from malram.review.claims import Severity
from tests.review.pages_by_hand import page


def outcome(text):
    return [(claim.rule, claim.holds) for claim in counts(page(text))]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Nämnden har tre prioriterade områden: skola, omsorg och kultur.", True),
        ("Nämnden har fyra prioriterade områden: skola, omsorg och kultur.", False),
        ("Satsningen har 3 delar: lokaler, personal samt utrustning.", True),
        ("Satsningen har fem delar: till exempel lokaler, personal och utrustning.", None),
        ("Fyra lag deltog: Norr, Syd, Väst och Öst.", True),
    ],
)
def test_what_a_sentence_enumerates_is_counted(text, holds):
    assert outcome(text) == [("count.list", holds)]


def test_bullets_below_a_sentence_are_counted():
    text = "Arbetet består av tre delar:\n- samtal med boende\n- nya rutiner\n- uppföljning\n"
    assert outcome(text) == [("count.list", True)]
    assert outcome(f"{text}- bättre inköp\n") == [("count.list", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Tre av fyra skolor har en plan.",
        "Under 2024 gjordes 3 inspektioner: alla utan anmärkning.",
        "Klockan var 14: då stängdes dörren.",
    ],
)
def test_other_numbers_before_a_colon_are_left_alone(text):
    assert not [claim for claim in counts(page(text)) if claim.holds is False]


LIST = """
Nämnden har nio mål.
Trygga gator  Uppnås
Rena parker  Uppnås delvis
Snabba svar  Uppnås inte
Ekonomi i balans  Uppnås

"""


def test_goals_met_are_counted_in_the_list():
    assert ("count.met", True) in outcome(LIST + "Två av fyra mål uppnås.")


def test_another_number_of_goals_met_is_asked_about():
    (found,) = [claim for claim in counts(page(LIST + "Tre av fyra mål uppnås.")) if claim.holds is False]
    assert (found.severity, found.found) == (Severity.QUESTION, "2")


def test_goals_of_another_list_are_not_counted():
    assert not outcome(LIST + "Fem av sju mål uppnås.")


def test_two_lists_of_one_kind_in_one_year_are_compared():
    filler = "\n".join(f"Ärende nummer {at} om drift." for at in range(30))
    text = (
        "# Beslutade taxor\n- taxa för parkering\n- taxa för vatten\n- taxa för avfall\n"
        f"# Drift\n{filler}\n# Beslutade taxor\n- taxa för parkering\n- taxa för vatten\n"
    )
    (found,) = [claim for claim in counts(page(text)) if claim.rule == "count.lists"]
    assert (found.severity, found.said) == (
        Severity.QUESTION,
        "”Beslutade taxor” har 2 punkter här och 3 på rad 1",
    )
