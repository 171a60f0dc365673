# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from fractions import Fraction

import pytest

from malram.measures.catalogue.definitions import Condition, Measure, Part
from malram.values import Figure, Period, unit
from malram.web.explain import condition_in_words, explain
from malram.web.indicators import behind
from malram.web.money import against_budget, spans
from malram.web.places import written
from malram.web.queries import relative
from tests.web.world import BOARD, FakeMeasurements


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("answered", "equals", True), "samtalet besvarades: ja"),
        (Condition("answered", "not", True), "samtalet besvarades: nej"),
        (
            Condition("wait_seconds", "less_than", 900),
            "sekunder till svar eller avbrutet samtal är under 900",
        ),
        (Condition("service", "in", ("1177", "primarvard")), "tjänst som ringts är 1177 eller primarvard"),
        (Condition("same_day", "equals", True), "samma dag: ja"),
    ],
)
def test_a_condition_is_said_in_the_contracts_words(condition: Condition, said: str):
    assert condition_in_words("calls", condition) == said


def test_a_date_that_must_be_missing_is_said_to_be_missing():
    assert condition_in_words("calls", Condition("contact_on", "empty", True)).endswith(" saknas")


def test_a_difference_of_measures_names_them():
    made = Measure("a", "A", "derived", "mnkr", 1, terms=(("kostnad", Fraction(1)), ("intakt", Fraction(-1))))
    said = explain(made, {"kostnad": "Kostnader", "intakt": "Intäkter"}).sentence
    assert said == "Räknas ur andra mått: + Kostnader − Intäkter."


def test_a_stock_says_which_month_it_is_taken_from():
    part = Part("waits", "unit", None, (), over="last")
    made = Measure("a", "A", "snapshot", "st", 0, numerator=part)
    assert explain(made, {}).parts[0].conditions == ("bara periodens sista månad",)


def test_no_definition_of_a_region_is_left_without_words(tmp_path):
    m = FakeMeasurements(tmp_path)
    for measure in m.catalogue:
        told = explain(measure, {})
        assert told.sentence
        assert all(part.counted for part in told.parts)


def test_sums_of_money_have_no_number_behind_a_share(tmp_path):
    m = FakeMeasurements(tmp_path)
    assert behind(m.catalogue["nettokostnad"], m.value("nettokostnad", BOARD, Period.year(2024))) is None


@pytest.mark.parametrize(
    ("gap", "said"),
    [("-721.6", "721,6 mnkr sämre än budget"), ("3", "3,0 mnkr bättre än budget"), ("0.01", "enligt budget")],
)
def test_a_deviation_is_said_with_its_direction(gap: str, said: str):
    """0,01 mnkr is printed as 0,0: a difference nobody can see is none."""
    figure = Figure(Fraction(gap), unit("mnkr"), 1)
    assert against_budget(figure).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2024", ["2024", "2024-12"]),
        ("2024-08", ["2024-08", "2024-01/2024-08"]),
        ("2024-01/2024-08", ["2024-01/2024-08", "2024-08"]),
        ("2024-01", ["2024-01"]),
    ],
)
def test_money_is_shown_for_the_period_and_its_last_month_or_year_so_far(period: str, shown: list[str]):
    assert [one.code for one in spans(Period.parse(period))] == shown


def test_a_span_of_months_is_one_part_of_an_address():
    assert written(Period.parse("2024-01/2024-08")) == "2024-01--2024-08"


def test_the_weight_of_a_change_does_not_depend_on_its_direction():
    """(62 − 44) / 62 = 0,29 both ways."""
    assert relative(44, 62) == relative(62, 44) == pytest.approx(0.290, abs=0.001)
