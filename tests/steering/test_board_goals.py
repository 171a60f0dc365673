# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.steering.access import goal_for, link_for
from malram.steering.actions import NotAGrade, decide_goal
from malram.steering.load import load_region
from malram.steering.queries import board_goals
from malram.values import Period, month_index
from tests.people import three_people
from tests.steering_data import VARMLAND, Measurements

HSN, GOAL = "halso-och-sjukvardsnamnden", "rm-tillganglig-vard-pa-lika-villkor"
CALLS, ASSESSED = "besvarade-telefonsamtal-1177-15-min", "medicinsk-bedomning-tre-dagar"

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    load_region(actor=SYSTEM, folder=VARMLAND)
    return three_people(HSN, "regionstyrelsen")


def measurements(values, comparable_from=None):
    definition = SimpleNamespace(comparable_from=comparable_from)
    return Measurements(values, {CALLS: definition, ASSESSED: definition, "sjukfranvarokvot": definition})


def goal_view(measured, slug=GOAL, board=HSN):
    tops = board_goals(board, 2024, measured, Period.parse("2024"))
    return next(view for top in tops for view in top.children if view.goal.slug == slug)


def test_an_indicator_is_measured_where_the_board_follows_it_and_compared_with_last_year_and_sweden(three):
    values = {
        (CALLS, "1177-pa-telefon", "2024", "total"): "36",
        (CALLS, "1177-pa-telefon", "2023", "total"): "37",
        (CALLS, "riket", "2024", "total"): "47",
        (ASSESSED, "region-varmland", "2024", "women"): "74",
    }
    view = goal_view(measurements(values))
    calls = next(row for row in view.indicators if row.indicator.slug == CALLS)
    shown = (calls.measurement, calls.previous, calls.benchmark)
    assert [m.figure.digits() for m in shown] == ["36", "37", "47"]
    assert calls.target.text == "≥ 60 %"
    assert calls.verdict.grade.id == "uppnas-inte"  # 36/60 = 60 %
    assessed = next(row for row in view.indicators if row.indicator.slug == ASSESSED)
    assert (assessed.women.figure.digits(), assessed.men.figure.digits()) == ("74", "–")
    assert assessed.benchmark is None


def test_suggestion_and_decision_stand_side_by_side_when_they_differ(three):
    """95 % and 100 % of two targets: yellow and green, so the rule suggests partly. The board decided not."""
    values = {
        (CALLS, "1177-pa-telefon", "2024", "total"): "57",
        (ASSESSED, "region-varmland", "2024", "total"): "80",
    }
    view = goal_view(measurements(values))
    assert (view.suggested.id, view.decided.id, view.differs) == ("uppnas-delvis", "uppnas-inte", True)
    assert view.suggestion.reason == "1 av 2 indikatorer med bedömning uppnås, 1 delvis och 0 inte."
    assert view.reason.startswith("Vårdgarantins gränser")


def test_a_goal_nothing_was_measured_for_has_a_decision_and_no_suggestion(three):
    view = goal_view(measurements({}), "rm-hallbar-beredskap")
    assert (view.suggested, view.decided.id, view.differs) == (None, "uppnas-delvis", False)


def test_a_measure_that_does_not_exist_is_missing_and_not_an_error(three):
    measured = Measurements({}, {})
    view = goal_view(measured)
    assert measured.asked == []
    assert {row.measurement for row in view.indicators} == {None}


def test_a_trend_is_not_drawn_across_a_change_of_method(three):
    """4 against 3 is the wrong way; with a new method from January 2024 there is nothing to compare."""
    unit = "regionledningskontoret"
    values = {
        ("sjukfranvarokvot", unit, "2024", "total"): "4",
        ("sjukfranvarokvot", unit, "2023", "total"): "3",
    }

    def verdict(comparable_from):
        view = goal_view(measurements(values, comparable_from), "rm-hallbar-arbetsmiljo", "regionstyrelsen")
        return next(row.verdict for row in view.indicators if row.indicator.slug == "sjukfranvarokvot")

    assert verdict(None).grade.id == "uppnas-inte"
    assert verdict(SimpleNamespace(month=month_index(2024, 1))).grade is None


def test_an_indicator_that_lags_or_looks_at_one_month_says_which_months_it_is_about(three):
    """The survey is half a year behind: January to June. Long-term sick leave is a December value."""
    survey, sick = "upplevd-delaktighet-svf", "andel-langtidssjuka"
    values = {
        (survey, "region-varmland", "2024-H1", "total"): "60",
        (sick, "halso-och-sjukvarden", "2024-12", "total"): "5",
        (sick, "halso-och-sjukvarden", "2023-12", "total"): "6",
    }
    measured = Measurements(values, {name: SimpleNamespace(comparable_from=None) for name in (survey, sick)})
    views = [
        goal_view(measured, "rm-samverkan-och-utveckling-av-varden"),
        goal_view(measured, "rm-hallbar-arbetsmiljo"),
    ]
    rows = {row.indicator.slug: row for view in views for row in view.indicators}
    assert rows[survey].measurement.figure.digits() == "60"
    assert rows[survey].measurement.notes == ("Avser jan–juni 2024.",)
    assert rows[sick].measurement.notes == ("Avser december 2024.",)
    assert rows[sick].previous.figure.digits() == "6"


def test_anna_decides_bo_only_reads_and_for_carin_the_goal_is_not_there(three):
    def decide(person):
        return decide_goal(
            actor=person,
            board_id=HSN,
            year=2024,
            slug=GOAL,
            grade="uppnas-delvis",
            reason="Bättre på slutet.",
        )

    assert decide(three.anna).decided_by == "Anna"
    assert goal_for(three.bo, HSN, 2024, GOAL).slug == GOAL
    with pytest.raises(PermissionDenied):
        decide(three.bo)
    with pytest.raises(Http404):
        decide(three.carin)
    entry = AuditEntry.objects.filter(action="goal.assessed").last()
    assert (entry.actor, entry.before, entry.after) == ("person:anna", "uppnas-inte", "uppnas-delvis")
    assert goal_view(measurements({})).decided.id == "uppnas-delvis"


def test_goals_and_links_outside_ones_units_are_not_there(three):
    assert link_for(three.bo, HSN, 2024, CALLS).unit_id == "1177-pa-telefon"
    for fetch in (
        lambda p, b, y: link_for(p, b, y, CALLS),
        lambda p, b, y: goal_for(p, b, y, GOAL),
    ):
        with pytest.raises(Http404):
            fetch(three.carin, HSN, 2024)
    with pytest.raises(Http404, match="Målet finns inte"):
        goal_for(three.bo, HSN, 2024, "finns-inte")


@pytest.mark.parametrize(
    ("grade", "reason", "says"),
    [("bra", "Därför.", "'bra' finns inte. Välj uppnas, uppnas-delvis"), ("uppnas", "  ", "Skriv varför")],
)
def test_a_decision_needs_a_grade_on_the_scale_and_a_reason(three, grade, reason, says):
    with pytest.raises(NotAGrade, match=says):
        decide_goal(actor=three.anna, board_id=HSN, year=2024, slug=GOAL, grade=grade, reason=reason)


def test_the_same_decision_twice_is_one_decision(three):
    for _ in range(2):
        decide_goal(actor=three.anna, board_id=HSN, year=2024, slug=GOAL, grade="uppnas", reason="Klart.")
    assert AuditEntry.objects.filter(action="goal.assessed", actor="person:anna").count() == 1
