# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import pytest

from malram.steering.rules import IndicatorVerdict, suggest_goal


def verdicts(model, met, near, missed, without=0):
    grades = ["uppnas"] * met + ["uppnas-delvis"] * near + ["uppnas-inte"] * missed
    given = [IndicatorVerdict(model.scale[grade], "") for grade in grades]
    return given + [IndicatorVerdict(None, "Uppgift saknas.")] * without


@pytest.mark.parametrize(
    ("met", "near", "missed", "grade"),
    [
        (2, 0, 0, "uppnas"),
        (5, 1, 0, "uppnas-delvis"),
        (0, 3, 0, "uppnas-delvis"),
        (3, 0, 3, "uppnas-delvis"),  # half missed is not more than half
        (2, 0, 3, "uppnas-inte"),
        (0, 0, 1, "uppnas-inte"),
    ],
)
def test_a_goal_is_met_by_all_missed_by_most_and_otherwise_in_between(
    attainment_model, met, near, missed, grade
):
    suggestion = suggest_goal(attainment_model, verdicts(attainment_model, met, near, missed))
    assert suggestion.grade == attainment_model.scale[grade]


def test_indicators_without_a_verdict_do_not_count(attainment_model):
    suggestion = suggest_goal(attainment_model, verdicts(attainment_model, 1, 1, 8, without=5))
    assert suggestion.reason == "1 av 10 indikatorer med bedömning uppnås, 1 delvis och 8 inte."


def test_a_suggestion_calls_indicators_what_the_model_calls_them(attainment_model):
    model = replace(attainment_model, indicator="Nyckeltal", indicators="Nyckeltal")
    one = suggest_goal(model, verdicts(model, 1, 0, 0))
    assert one.reason == "1 av 1 nyckeltal med bedömning uppnås, 0 delvis och 0 inte."
    none = suggest_goal(model, verdicts(model, 0, 0, 0, without=2))
    assert none.reason == "Inget förslag: inga nyckeltal har både utfall och målvärde."


def test_without_any_verdict_there_is_no_suggestion(attainment_model):
    suggestion = suggest_goal(attainment_model, verdicts(attainment_model, 0, 0, 0, without=7))
    assert suggestion.grade is None
    assert suggestion.reason.startswith("Inget förslag")


def test_a_rule_the_board_has_not_decided_is_marked_as_assumed(attainment_model, trend_model):
    assert suggest_goal(attainment_model, []).assumed
    assert suggest_goal(trend_model, []).assumed
