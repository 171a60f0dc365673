# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sections of prose that add up to the whole in outcome must add up in change, deviation and budget."""

import pytest

from malram.review.checking.bridges import bridges
from malram.review.document import Document, Line
from malram.review.reading.layout import blocks_of

CHAPTER = """\
4 Årets resultat

Nettokostnaden uppgick till 100,0 mnkr, vilket var 10,0 mnkr högre än föregående år
och 6,0 mnkr sämre än budget.

4.1 Verksamhetens intäkter

Intäkterna uppgick till 40,0 mnkr, vilket var 2,0 mnkr högre än föregående år och 1,0 mnkr bättre än budget.

4.2 Personal

Personalkostnaderna uppgick till 90,0 mnkr, vilket var 9,0 mnkr högre än föregående år.
Årets budget var 85,0 mnkr vilket ger en avvikelse på 5,0 mnkr.

4.3 Köpta tjänster

Kostnaderna uppgick till 30,0 mnkr, vilket var 4,0 mnkr högre än föregående år och 3,0 mnkr sämre än budget.

4.4 Lokaler

Kostnaderna uppgick till 20,0 mnkr, vilket var 1,0 mnkr lägre än föregående år och 1,0 mnkr bättre än budget.
"""
# Outcome -40 + 90 + 30 + 20 = 100; change -2 + 9 + 4 - 1 = 10; deviation 1 - 5 - 3 + 1 = -6;
# budget: income 40 - 1 = 39, staff 85, services 30 - 3 = 27, premises 20 + 1 = 21,
# so -39 + 85 + 27 + 21 = 94 = 100 - 6.


def document(text):
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    return Document("kapitel", tuple(lines), blocks_of(lines))


def outcome(text):
    return {claim.rule: claim.holds for claim in bridges(document(text))}


def test_a_chapter_that_adds_up_is_four_claims_that_hold():
    assert outcome(CHAPTER) == {
        "bridge.outcome": True,
        "bridge.change": True,
        "bridge.deviation": True,
        "bridge.budget": True,
    }


@pytest.mark.parametrize(
    ("printed", "wrong", "failing"),
    [
        ("1,0 mnkr lägre än föregående", "1,0 mnkr högre än föregående", "bridge.change"),  # 12 for 10
        ("4,0 mnkr högre", "7,0 mnkr högre", "bridge.change"),  # 13 for 10
        ("avvikelse på 5,0", "avvikelse på 8,0", "bridge.deviation"),  # -9 or 7 for -6
        ("budget var 85,0", "budget var 94,0", "bridge.budget"),  # 103 for 94
    ],
)
def test_a_slip_in_one_section_breaks_the_sum_it_belongs_to(printed, wrong, failing):
    found = outcome(CHAPTER.replace(printed, wrong))
    assert found.pop(failing) is False
    assert set(found.values()) == {True}


def test_outcomes_that_do_not_add_up_say_nothing():
    """Another section may be missing, and then nothing can be asked of the rest."""
    assert outcome(CHAPTER.replace("till 30,0 mnkr", "till 31,0 mnkr")) == {}


def test_three_sections_are_too_few_to_go_by():
    assert outcome(CHAPTER.split("4.4")[0].replace("till 100,0", "till 80,0")) == {}


def test_rounded_sections_leave_room_for_their_rounding():
    """Each amount may be 0,5 off: whole millions that miss by one still add up."""
    rounded = CHAPTER.replace(",0 mnkr", " mnkr").replace("till 100 mnkr", "till 101 mnkr")
    assert outcome(rounded)["bridge.outcome"] is True
