# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two rules against tables made by hand; each case says its sum."""

import pytest

from malram.steering.rules import assess_indicator
from malram.values import Reason
from tests.steering_data import outcome, target, word

AT_LEAST_80 = target("≥ 80 %", ">=", "80")
BELOW_20 = target("< 20 %", "<", "20")


@pytest.mark.parametrize(
    ("value", "decimals", "wanted", "grade"),
    [
        ("80", 0, AT_LEAST_80, "uppnas"),
        ("85", 0, AT_LEAST_80, "uppnas"),
        ("76", 0, AT_LEAST_80, "uppnas-delvis"),  # 76/80 = 95 %
        ("72", 0, AT_LEAST_80, "uppnas-delvis"),  # 72/80 = 90 %, the band's lower end
        ("71", 0, AT_LEAST_80, "uppnas-inte"),  # 71/80 = 88,75 %
        ("79.6", 0, AT_LEAST_80, "uppnas"),  # printed 80
        ("71.5", 0, AT_LEAST_80, "uppnas-delvis"),  # printed 72
        ("79.6", 1, AT_LEAST_80, "uppnas-delvis"),  # printed 79,6: 99,5 %
        ("19.9", 1, BELOW_20, "uppnas"),
        ("20.0", 1, BELOW_20, "uppnas-delvis"),  # not below 20, but 20/20 = 100 %
        ("21.8", 1, BELOW_20, "uppnas-delvis"),  # 20/21,8 = 91,7 %
        ("22.3", 1, BELOW_20, "uppnas-inte"),  # 20/22,3 = 89,7 %
        ("97", 0, target("100 %", "=", "100"), "uppnas-delvis"),  # 97/100 = 97 %
        ("69", 0, target("100 %", "=", "100"), "uppnas-inte"),
        ("47.5", 1, target("> 50 %", ">", "50"), "uppnas-delvis"),  # 47,5/50 = 95 %
    ],
)
def test_a_missed_target_is_yellow_from_ninety_per_cent_of_it(
    attainment_model, value, decimals, wanted, grade
):
    verdict = assess_indicator(attainment_model, wanted, outcome(value, decimals=decimals))
    assert verdict.grade == attainment_model.scale[grade]


@pytest.mark.parametrize(
    ("result", "wanted"),
    [
        (outcome("1"), target("0 %", "<=", "0")),
        (outcome("-0.5", "mnkr", 1), target("≥ 1", ">=", "1")),
        (outcome("95", "mnkr", 1), target("≥ 100", ">=", "100")),
        (outcome("-3"), target("-4 %", "<=", "-4")),
        (outcome("0"), AT_LEAST_80),
        (word("nej"), target("Ja", "=")),
    ],
)
def test_without_a_meaningful_share_of_the_target_there_is_no_yellow_band(attainment_model, result, wanted):
    """A target of 0, signed money, ja or nej, and nothing at all: missed is red at once."""
    verdict = assess_indicator(attainment_model, wanted, result)
    assert (verdict.grade.id, verdict.attainment) == ("uppnas-inte", None)


def test_a_trend_has_no_yellow_band_under_the_attainment_rule(attainment_model):
    kept = assess_indicator(attainment_model, target("ökande", "increase"), outcome("50"), outcome("50"))
    assert kept.grade.id == "uppnas-inte"


@pytest.mark.parametrize(
    ("operator", "now", "before", "grade"),
    [
        ("increase", "51", "50", "uppnas"),
        ("increase", "50", "50", "uppnas-delvis"),
        ("increase", "49", "50", "uppnas-inte"),
        ("decrease", "49", "50", "uppnas"),
        ("decrease", "50", "50", "uppnas-delvis"),
        ("decrease", "51", "50", "uppnas-inte"),
        ("decrease", "49.8", "50.2", "uppnas-delvis"),  # both print 50: a reader sees no movement
        ("keep", "50", "50", "uppnas"),
        ("keep", "51", "50", "uppnas-inte"),
    ],
)
def test_a_trend_is_met_kept_or_moved_the_wrong_way(trend_model, operator, now, before, grade):
    verdict = assess_indicator(trend_model, target("…", operator), outcome(now), outcome(before))
    assert verdict.grade.id == grade


@pytest.mark.parametrize(
    ("now", "before", "grade"),
    [
        ("56", "40", "uppnas"),
        ("37", "37", "uppnas-delvis"),  # 18 from 55 both years
        ("38", "37", "uppnas-delvis"),  # 17 from 55 against 18
        ("37", "39", "uppnas-inte"),  # 18 from 55 against 16
        ("37", None, "uppnas-inte"),
    ],
)
def test_under_the_trend_rule_a_missed_value_is_yellow_while_it_does_not_slip(
    trend_model, now, before, grade
):
    verdict = assess_indicator(trend_model, target("55 %", ">=", "55"), outcome(now), outcome(before))
    assert verdict.grade.id == grade


def test_a_word_is_met_by_the_same_word(trend_model):
    assert assess_indicator(trend_model, target("Ja", "="), word("ja")).grade.id == "uppnas"
    assert assess_indicator(trend_model, target("Ja", "="), word("nej")).grade.id == "uppnas-inte"


@pytest.mark.parametrize(
    ("wanted", "result", "baseline", "says"),
    [
        (None, outcome("5"), False, "Inget målvärde är satt."),
        (target("", "none"), outcome("5"), False, "Inget målvärde är satt."),
        (AT_LEAST_80, outcome("5"), True, "Basmätning: den första mätningen bedöms inte."),
        (AT_LEAST_80, None, False, "Uppgift saknas."),
        (AT_LEAST_80, outcome(None, reason=Reason.DISCONTINUED), False, "Utgått."),
        (AT_LEAST_80, word("ja"), False, "Målvärdet ”≥ 80 %” går inte att jämföra med ja eller nej."),
        (target("Ja", "="), outcome("5"), False, "Målvärdet ”Ja” går inte att jämföra med ett tal."),
        (
            target("ökande", "increase"),
            outcome("5"),
            False,
            "Föregående år saknas, så utvecklingen kan inte bedömas.",
        ),
    ],
)
def test_where_there_is_no_verdict_the_reason_says_why(attainment_model, wanted, result, baseline, says):
    verdict = assess_indicator(attainment_model, wanted, result, baseline=baseline)
    assert (verdict.grade, verdict.reason) == (None, says)


def test_the_reason_names_outcome_target_and_share(attainment_model):
    """76/80 = 95 %."""
    verdict = assess_indicator(attainment_model, AT_LEAST_80, outcome("76"))
    assert verdict.reason.replace("\N{NO-BREAK SPACE}", " ") == (
        "76 % når inte målet ≥ 80 %, måluppfyllelsen är 95,0 %."
    )


def test_a_target_printed_without_a_sign_is_said_in_words(trend_model):
    """The board prints 9,3 % and -4 % and means at most."""
    leavers = assess_indicator(trend_model, target("9,3 %", "<=", "9.3"), outcome("8.2", decimals=1))
    emissions = assess_indicator(trend_model, target("-4 %", "<=", "-4"), outcome("-6"))
    said = [verdict.reason.replace("\N{NO-BREAK SPACE}", " ") for verdict in (leavers, emissions)]
    assert said == ["8,2 % når målet högst 9,3 %.", "−6 % når målet högst −4 %."]
