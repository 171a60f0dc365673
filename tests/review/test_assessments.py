# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Grades of goals: the list, the sections, the words and the indicators must say the same."""

import pytest

from malram.review.checking.goals import assessments
from malram.review.checking.goals.words import Grade, grade_of, verdict_of
from malram.review.claims import Kind, Severity
from tests.review.pages_by_hand import page


def failing(document):
    return [claim for claim in assessments(document) if claim.holds is False]


def rules(document, holds=True):
    return [claim.rule for claim in assessments(document) if claim.holds is holds]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Uppnås", Grade.MET),
        ("• Uppnås delvis", Grade.PARTLY),
        ("Delvis uppfyllt", Grade.PARTLY),
        ("Uppnås inte", Grade.MISSED),
        ("Ej uppfyllt", Grade.MISSED),
        ("Bedömning: Helt uppfyllt", Grade.MET),
        ("Målet är inte uppnått", Grade.MISSED),
        ("Bedöms uppnås", Grade.MET),
        ("Kommer inte att uppnås", Grade.MISSED),
        ("Gul", Grade.PARTLY),
        ("Uppnås (grönt)", None),
        ("Målet uppnås genom samverkan", None),
        ("Tillgänglig vård", None),
    ],
)
def test_a_grade_is_known_however_it_is_said(text, grade):
    assert grade_of(text) is grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Bedömningen är att målet uppnås.", Grade.MET),
        ("Bedömningen är att målet delvis uppnås.", Grade.PARTLY),
        ("Målet är därför inte uppfyllt för året.", Grade.MISSED),
        ("Året var bra.", None),
    ],
)
def test_a_sentence_tells_how_far_a_goal_is_met(text, grade):
    assert verdict_of(text) is grade


GOALS = """
# 1 Sammanfattning
Mål  Bedömning
Trygga gator  Uppnås
Rena parker  Uppnås delvis
Snabba svar  Uppnås inte
Ekonomi i balans  Uppnås
# 2 Målen
## Trygga gator
Bedömning av måluppfyllelse

Uppnås

Bedömningen är att målet uppnås.
## Rena parker
Bedömning av måluppfyllelse

Uppnås delvis

Bedömningen är att målet rena parker delvis uppnås.
## Snabba svar
Bedömning av måluppfyllelse

Uppnås inte

Målet är inte uppnått.
## Ekonomi i balans
Bedömning av måluppfyllelse

Uppnås

Nettokostnaden är lägre än budget.
"""


def test_the_list_agrees_with_each_section():
    found = rules(page(GOALS))
    assert found.count("grade.list") == 2 * 4
    assert found.count("grade.words") == 3
    assert "count.goals" in found
    assert not failing(page(GOALS))


def test_another_grade_in_the_section_is_an_error():
    (found,) = failing(page(GOALS.replace("Rena parker  Uppnås delvis", "Rena parker  Uppnås")))
    assert (found.severity, found.rule, found.line_start) == (Severity.ERROR, "grade.list", 4)
    assert found.said == (
        "Målet ”Rena parker” har bedömningen ”Uppnås” i sammanställningen och ”Uppnås delvis” i sitt avsnitt"
        " (rad 17)"
    )


def test_a_goal_that_has_another_name_in_its_section_is_asked_about():
    (found,) = failing(page(GOALS.replace("## Ekonomi i balans", "## God hushållning")))
    assert (found.severity, found.rule) == (Severity.QUESTION, "grade.name")
    assert "”God hushållning”" in found.said


def test_a_verdict_copied_from_another_goal_is_an_error():
    copied = GOALS.replace(
        "Nettokostnaden är lägre än budget.", "Bedömningen är att målet rena parker delvis uppnås."
    )
    found = [claim for claim in failing(page(copied)) if claim.rule == "grade.goal"]
    assert [claim.severity for claim in found] == [Severity.ERROR]


def test_two_goals_that_share_words_are_told_apart():
    text = GOALS.replace("Rena parker", "Rena och trygga parker").replace(
        "rena parker", "rena och trygga parker"
    )
    assert not failing(page(text))


def test_a_list_of_measures_is_no_list_of_goals():
    assert not list(assessments(page("Andel svar  84 %\nAndel besök  12 %\nAndel resor  9 %\n")))


MEASURED = GOALS.replace(
    "Nettokostnaden är lägre än budget.",
    "Kostnaden kommenteras nedan.\nIndikator|Resultat|Mål\nKostnad per svar|{}|≤ 250\nSvar i tid|{}|≥ 90 %",
)


def test_a_goal_that_is_met_though_no_indicator_is_gets_a_question():
    (found,) = failing(page(MEASURED.format("285", "84 %")))
    assert (found.kind, found.severity) == (Kind.COLOUR, Severity.QUESTION)


def test_a_goal_with_an_indicator_met_agrees_with_its_grade():
    assert "colour.goal" in rules(page(MEASURED.format("245", "84 %")))


def test_an_answer_yes_with_a_delay_into_next_year_is_asked_about():
    text = """
# 3 Beredskap 2024
Ny plan för reservkraft är beslutad 2024

Ja

Planen togs fram 2024 men kan bli försenad till februari 2025.

Övning genomförd 2024

Nej

Övningen kunde inte genomföras.
"""
    found = list(assessments(page(text)))
    assert [(claim.rule, claim.holds) for claim in found] == [("colour.yes", False), ("colour.yes", True)]
    assert found[0].severity is Severity.QUESTION


def test_a_list_in_cells_with_comments_is_read():
    cells = GOALS.replace("Mål  Bedömning", "Mål\tBedömning\tKommentar")
    for name in ("Trygga gator", "Rena parker", "Snabba svar", "Ekonomi i balans"):
        cells = cells.replace(f"{name}  Uppnås delvis", f"{name}\tUppnås delvis\tArbetet pågår")
        cells = cells.replace(f"{name}  Uppnås inte", f"{name}\tUppnås inte\tSaknar resurser")
        cells = cells.replace(f"{name}  Uppnås\n", f"{name}\tUppnås\tEnligt plan\n")
    assert rules(page(cells)).count("grade.list") == 2 * 4
