# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's verdict on an indicator beside the rule's: who may, when it needs a reason, what it changes.

The goal has two indicators with outcomes: 57 % of at least 60 % is 95 %, partly met, and 80 % of at least
80 % is met. The rule suggests partly for the goal.
"""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.occasions.actions import OccasionClosed, close_occasion, open_occasion
from malram.steering.actions import NotAGrade, decide_indicator
from malram.steering.catalogue import model_of
from malram.steering.load import load_region
from malram.steering.models import GoalIndicator, IndicatorAssessment
from malram.steering.parse import load_region as read_region
from malram.steering.printed import compare_statuses
from malram.steering.queries import board_goals
from malram.steering.steered import from_json, steered, to_json
from malram.values import Period
from tests.people import three_people
from tests.steering_data import VARMLAND, Measurements

HSN, GOAL = "halso-och-sjukvardsnamnden", "rm-tillganglig-vard-pa-lika-villkor"
CALLS, ASSESSED = "besvarade-telefonsamtal-1177-15-min", "medicinsk-bedomning-tre-dagar"
VALUES = {
    (CALLS, "1177-pa-telefon", "2024", "total"): "57",
    (ASSESSED, "region-varmland", "2024", "total"): "80",
    (CALLS, "1177-pa-telefon", "2024-T1", "total"): "57",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    load_region(actor=SYSTEM, folder=VARMLAND)
    return three_people(HSN, "regionstyrelsen")


@pytest.fixture
def measured():
    definition = SimpleNamespace(comparable_from=None)
    return Measurements(VALUES, {CALLS: definition, ASSESSED: definition})


def decide(person, measured, grade, reason="", indicator=CALLS):
    return decide_indicator(
        actor=person,
        board_id=HSN,
        year=2024,
        goal=GOAL,
        indicator=indicator,
        grade=grade,
        reason=reason,
        measurements=measured,
    )


def views(measured, period="2024"):
    tops = board_goals(HSN, 2024, measured, Period.parse(period))
    goal = next(view for top in tops for view in top.children if view.goal.slug == GOAL)
    return goal, next(row for row in goal.indicators if row.indicator.slug == CALLS)


def test_the_decided_verdict_stands_beside_the_rules_and_the_goal_is_suggested_from_it(three, measured):
    """Partly and met is partly; with calls decided as met both are, and the goal's suggestion is met."""
    assert views(measured)[0].suggested.id == "uppnas-delvis"
    decide(three.anna, measured, "uppnas", "Svarstiden är i praktiken nådd.")
    goal, row = views(measured)
    assert (row.suggested.id, row.decided.id, row.differs) == ("uppnas-delvis", "uppnas", True)
    assert (row.in_force.grade.id, row.reason) == ("uppnas", "Svarstiden är i praktiken nådd.")
    assert goal.suggested.id == "uppnas"
    assert goal.suggestion.reason == "2 av 2 indikatorer med bedömning uppnås, 0 delvis och 0 inte."


def test_a_verdict_that_is_none_does_not_count_for_the_goal(three, measured):
    decide(three.anna, measured, "ingen-bedomning", "Mätningen gick fel.")
    assert (
        views(measured)[0].suggestion.reason == "1 av 1 indikator med bedömning uppnås, 0 delvis och 0 inte."
    )


def test_a_part_of_the_year_follows_the_rule(three, measured):
    """The year is decided as met; its first four months, 57 of 60, are partly met."""
    decide(three.anna, measured, "uppnas", "Svarstiden är i praktiken nådd.")
    row = views(measured, "2024-T1")[1]
    assert (row.decided, row.in_force.grade.id) == (None, "uppnas-delvis")


def test_the_rules_suggestion_is_confirmed_without_a_reason_and_nothing_else_is(three, measured):
    made = decide(three.anna, measured, "uppnas-delvis")
    assert (made.reason, made.decided_by) == ("", "Anna")
    row = views(measured)[1]
    assert (row.differs, row.in_force.reason) == (False, row.verdict.reason)
    with pytest.raises(NotAGrade, match="annan än regelns förslag, uppnås delvis"):
        decide(three.anna, measured, "uppnas", "  ")
    with pytest.raises(NotAGrade, match="Regeln ger inget förslag"):
        decide(three.anna, measured, "uppnas", indicator="kontakt-primarvarden-samma-dag")
    with pytest.raises(NotAGrade, match=r"'bra' finns inte\. Välj uppnas, uppnas-delvis"):
        decide(three.anna, measured, "bra", "Därför.")
    assert IndicatorAssessment.objects.count() == 1


def test_anna_decides_bo_only_reads_and_for_carin_the_indicator_is_not_there(three, measured):
    decide(three.anna, measured, "uppnas-delvis")
    decide(three.anna, measured, "uppnas", "Klart.")
    with pytest.raises(PermissionDenied):
        decide(three.bo, measured, "uppnas", "Klart.")
    with pytest.raises(Http404):
        decide(three.carin, measured, "uppnas", "Klart.")
    with pytest.raises(Http404, match="Indikatorn finns inte"):
        decide(three.anna, measured, "uppnas", "Klart.", indicator="finns-inte")
    first, second = AuditEntry.objects.filter(action="indicator.assessed")
    assert (first.before, first.after) == (None, "uppnas-delvis")
    assert (second.actor, second.before, second.after) == ("person:anna", "uppnas-delvis", "uppnas")
    assert second.object == f"indicator:{HSN}/2024/{GOAL}/{CALLS}"


def test_the_same_verdict_twice_is_one_and_none_is_changed_or_removed(three, measured):
    for _ in range(2):
        decide(three.anna, measured, "uppnas", "Klart.")
    made = IndicatorAssessment.objects.get()
    made.grade = "uppnas-inte"
    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(TypeError):
        made.delete()


def test_a_closed_year_is_no_longer_assessed(three, measured):
    opened = open_occasion(actor=SYSTEM, board_id=HSN, kind="ar", period="2024")
    close_occasion(actor=SYSTEM, occasion_id=opened.pk, reason="Klart.")
    with pytest.raises(OccasionClosed):
        decide(three.anna, measured, "uppnas", "Sent.")
    assert not IndicatorAssessment.objects.exists()


def test_a_verdict_stays_when_the_plan_no_longer_follows_the_indicator(three, measured):
    decide(three.anna, measured, "uppnas", "Klart.")
    GoalIndicator.objects.filter(indicator__slug=CALLS).delete()
    assert IndicatorAssessment.objects.get().grade == "uppnas"


def test_what_a_report_keeps_has_the_verdicts(three, measured):
    decide(three.anna, measured, "uppnas", "Klart.")
    kept = to_json(steered(model_of(HSN), HSN, 2024))
    IndicatorAssessment.objects.all()._raw_delete("default")
    found = from_json(kept, model_of(HSN))
    link = next(link for link in found.links if link.indicator.slug == CALLS)
    assert found.verdict_on(link).reason == "Klart."


def test_printed_verdicts_are_compared_with_the_decided_ones_and_with_the_rules(three, measured, tmp_path):
    """Calls are printed as met and decided so, where the rule says partly; the other is decided by nobody."""
    folder = tmp_path / "hsn-arsredovisning-2024"
    folder.mkdir()
    rows = f"indicator_id,printed_status\n{CALLS},uppnas\n{ASSESSED},uppnas\n"
    (folder / "indicators.csv").write_text(rows, encoding="utf-8")
    decide(three.anna, measured, "uppnas", "Klart.")
    found = compare_statuses(tmp_path, read_region(VARMLAND / "region.yaml")[0], measured)
    assert (found["printed"], found["agree"], found["rule_agrees"]) == (2, 1, 1)
    place = "hsn-arsredovisning-2024/indicators.csv:"
    assert found["wrong"] == [{"row": f"{place} {ASSESSED}", "printed": "uppnas", "computed": ""}]
    (differs,) = found["rule_differs"]
    assert (differs["row"], differs["computed"], differs["reason"]) == (
        f"{place} {CALLS}", "uppnas-delvis", "Klart.",
    )  # fmt: skip
