# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two assessments side by side: how an indicator has developed, and whether its target is met."""

import pytest

from malram.measures.region import region_folder
from malram.steering.parse import load_model
from malram.steering.rules import IndicatorVerdict, assess_indicator, assess_target, suggest_goal
from malram.web.queries import told
from tests.steering_data import outcome, target

MODEL, ATTAINMENT = (
    load_model(region_folder(name) / "steering" / "hsn.yaml")[0]
    for name in ("vastmanland", "jamtland-harjedalen")
)


@pytest.mark.parametrize(
    ("now", "before", "wanted", "grade"),
    [
        ("101", "100", ("≥ 200", ">=", "200"), "oforandrad"),  # 1 % is within the tolerance
        ("102", "100", ("≥ 200", ">=", "200"), "positiv"),
        ("98", "100", ("≥ 50", ">=", "50"), "negativ"),
        ("98", "100", ("Minska", "decrease"), "positiv"),
        ("-997", "-1033", ("- 1 100", ">=", "-1100"), "positiv"),  # 36 / 1033 = 3.5 % of last year's size
    ],
)
def test_development_is_against_last_year_whatever_the_target_is(now, before, wanted, grade):
    found = assess_indicator(MODEL, target(*wanted), outcome(now), outcome(before))
    assert found.grade.id == grade


def test_without_a_target_the_indicators_own_direction_says_what_is_better():
    found = assess_indicator(MODEL, None, outcome("60"), outcome("50"), direction="lower")
    assert found.grade.id == "negativ"
    assert assess_indicator(MODEL, None, outcome("60"), outcome("50")).grade is None


def test_without_last_year_or_an_outcome_there_is_no_development():
    assert assess_indicator(MODEL, None, outcome("60"), None).reason.startswith("Föregående år saknas")
    assert assess_indicator(MODEL, None, outcome(None), outcome("50")).grade is None


def test_the_target_is_assessed_by_itself():
    """81 is better than 79 and still misses 85."""
    wanted = target("85 %", ">=", "85")
    assert assess_indicator(MODEL, wanted, outcome("81"), outcome("79")).grade.id == "positiv"
    assert assess_target(MODEL, wanted, outcome("81"), outcome("79")).grade.id == "ej-natt"
    assert assess_target(MODEL, wanted, outcome("85"), None).grade.id == "natt"


def test_a_trend_is_met_by_moving_its_way_and_a_missing_target_is_not_judged():
    assert assess_target(MODEL, target("Öka", "increase"), outcome("5"), outcome("4")).grade.id == "natt"
    assert assess_target(MODEL, target("Öka", "increase"), outcome("5"), None).grade is None
    assert assess_target(MODEL, None, outcome("5")).grade is None


def test_a_model_without_a_rule_for_targets_has_one_assessment():
    assert assess_target(ATTAINMENT, target("85 %", ">=", "85"), outcome("81")) is None


def test_where_development_is_graded_goals_are_told_in_the_words_of_the_scale():
    """Six, two and one of nine, as the model has it said; and two and one of an indicator's rule."""
    counts = {"positiv": 6, "oforandrad": 2, "negativ": 1}
    assert told(MODEL, counts, decided=True) == "9 mål. Positiv: 6, oförändrad: 2, negativ: 1."
    assert told(MODEL, counts, decided=False).startswith("Enligt regeln: 9 mål.")
    verdicts = [IndicatorVerdict(MODEL.scale[one], "") for one in ("positiv", "negativ", "positiv")]
    assert suggest_goal(MODEL, verdicts).reason == "3 indikatorer med bedömning: 2 positiv, 1 negativ."
