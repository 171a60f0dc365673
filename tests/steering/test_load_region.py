# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import csv
import shutil
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.organisation.problems import LoadRefused
from malram.steering.actions import decide_goal, decide_indicator
from malram.steering.load import Loaded, load_region
from malram.steering.models import Goal, GoalIndicator, IndicatorAssessment, Target
from malram.steering.queries import decisions, summary
from tests.steering_data import VARMLAND

HSN, RS = "halso-och-sjukvardsnamnden", "regionstyrelsen"
PLAIN = 'value: 60, text: "≥ 60 %"'
PLAN = VARMLAND / "reference" / "hsn-plan-2026" / "indicators.csv"

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    return load_region(actor=SYSTEM, folder=VARMLAND)


@pytest.fixture
def folder(tmp_path):
    """A copy of the region that a test may spoil."""
    copy = tmp_path / "region"
    copy.mkdir()
    for name in ("region.yaml", "organisation.csv", "goals.csv", "indicators.yaml"):
        shutil.copy(VARMLAND / name, copy / name)
    shutil.copytree(VARMLAND / "steering", copy / "steering")
    return copy


def spoil(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_boards_decisions_are_those_they_printed(loaded):
    """2 of 10 goals met, 5 partly, 3 not; the executive board 9 of 11 and 2 partly."""
    assert [count for _, count in summary(HSN, 2024).counts] == [2, 5, 3, 0]
    assert [count for _, count in summary(RS, 2024).counts] == [9, 2, 0, 0]


def test_a_plan_has_goals_and_no_decisions_yet(loaded):
    plan = summary(HSN, 2026)
    assert plan.total == 11
    assert {row.grade.word for row in plan.rows} == {"Ingen bedömning"}


def test_the_plans_indicators_and_targets_are_those_it_printed(loaded):
    with PLAN.open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    links = GoalIndicator.objects.filter(goal__board_id=HSN, goal__year=2026).order_by("order")
    targets = {t.indicator_id: t for t in Target.objects.filter(board_id=HSN, year=2026)}
    assert len(printed) == 35
    for row, link in zip(printed, links.select_related("goal", "indicator"), strict=True):
        target = targets.get(link.indicator_id)
        ours = {
            "indicator_id": link.indicator.slug,
            "goal_id": link.goal.slug,
            "name": str(link),
            "target_operator": target.operator if target else "none",
            "target_text": target.text if target else "",
            "periodicity": link.indicator.periodicity,
        }
        assert ours == {key: row[key] for key in ours}
        assert (target.value if target else None) == (
            Decimal(row["target_value"]) if row["target_value"] else None
        )


def test_two_boards_follow_one_indicator_each_in_its_own_administration(loaded):
    links = GoalIndicator.objects.filter(indicator__slug="hme-totalindex", goal__year=2024)
    assert dict(links.values_list("goal__board_id", "unit_id")) == {
        HSN: "halso-och-sjukvarden",
        RS: "regionledningskontoret",
    }


def test_loading_again_changes_nothing_and_leaves_no_entry(loaded):
    before = AuditEntry.objects.count()
    assert load_region(actor=SYSTEM, folder=VARMLAND) == Loaded(0, 0, 0, 0, 0, 0)
    assert AuditEntry.objects.count() == before


def test_a_changed_target_is_changed_and_one_taken_out_is_removed(loaded, folder):
    spoil(
        folder,
        "indicators.yaml",
        'operator: ">=", value: 60, text: "≥ 60 %"',
        'operator: ">=", value: 65, text: "≥ 65 %"',
    )
    spoil(folder, "indicators.yaml", ', operator: ">=", value: 60, text: "≥ 60 %"', "")
    changed = load_region(actor=SYSTEM, folder=folder)
    assert changed == Loaded(units=0, goals=0, indicators=0, links=0, targets=2, decisions=0)
    targets = Target.objects.filter(indicator__slug="besvarade-telefonsamtal-1177-15-min")
    assert list(targets.values_list("year", "value")) == [(2024, Decimal(65))]


def test_what_a_person_has_decided_since_stays_in_force(loaded):
    decide_goal(
        actor=SYSTEM,
        board_id=HSN,
        year=2024,
        slug="rm-hallbar-beredskap",
        grade="uppnas",
        reason="Nu är allt klart.",
    )
    load_region(actor=SYSTEM, folder=VARMLAND)
    goal = Goal.objects.get(board_id=HSN, year=2024, slug="rm-hallbar-beredskap")
    assert decisions(HSN, 2024)[goal.pk].grade == "uppnas"
    assert goal.assessments.count() == 2


def test_a_published_verdict_on_an_indicator_is_loaded_once_and_never_over_a_later_one(loaded, folder):
    by = "{grade: uppnas, by: Nämnden, reason: Så trycktes det.}"
    spoil(folder, "indicators.yaml", PLAIN, f"{PLAIN}, decided: {by}")
    assert load_region(actor=SYSTEM, folder=folder) == Loaded(0, 0, 0, 0, 0, decisions=1)
    made = IndicatorAssessment.objects.get()
    assert (made.grade, made.reason, made.decided_by) == ("uppnas", "Så trycktes det.", "Nämnden")
    about = {"board_id": made.goal.board_id, "year": made.goal.year, "goal": made.goal.slug}
    said = {"indicator": made.indicator.slug, "grade": "uppnas-inte", "reason": "Nej."}
    decide_indicator(actor=SYSTEM, **about, **said)
    assert load_region(actor=SYSTEM, folder=folder) == Loaded(0, 0, 0, 0, 0, 0)
    assert made.indicator.assessments.first().grade == "uppnas-inte"


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("goals.csv", "2024,rm-", "i fjol,rm-", "S021 Raden går inte att läsa."),
        ("goals.csv", "regionstyrelsen,2024", "styrelsen,2024", "S022 'styrelsen' är ingen nämnd"),
        ("goals.csv", "uppnas-delvis", "delvis", "S023 Okänt värde för bedömning: 'delvis'."),
        ("goals.csv", "3;5;10,Förbättra", "3;5;19,Förbättra", "S023 Okänt värde för globalt mål: '19'."),
        ("goals.csv", "resultatmal,em-trygga", "resultatmal,em-trygg", "Menade du 'em-trygga-och-nojda"),
        ("indicators.yaml", " periodicity:", " periodicitet:", "S004 Okänd nyckel 'periodicitet'."),
        ("indicators.yaml", "goal: rm-till", "goal: rm-til", "S027 Målet 'rm-tilganglig-vard-pa"),
        ("indicators.yaml", 'operator: ">="', 'operator: "=>"', "S028 Okänt villkor '=>'."),
        ("indicators.yaml", "value: 60", "value: sextio", "S028 Målvärdet 'sextio' är inget tal"),
        ("indicators.yaml", 'unit: "%"', 'unit: "procent!"', "S029 Okänt värde för unit: 'procent!'."),
        ("indicators.yaml", PLAIN, f"{PLAIN}, decided: {{grade: bra, by: Nämnden}}", "S023 Okänt värde"),
        ("indicators.yaml", PLAIN, f"{PLAIN}, decided: {{grade: uppnas, by: ' '}}", "S025 En bedömning"),
        ("indicators.yaml", PLAIN, f"{PLAIN}, decided: {{grade: uppnas}}", "S005 'by' saknas."),
        ("indicators.yaml", PLAIN, f"{PLAIN}, decided: uppnas", "S003 'uppnas' ska vara nycklar och värden."),
        ("indicators.yaml", "of: 1177-pa-tele", "of: tele", "enheten 'telefon' finns inte."),
    ],
)  # fmt: skip
def test_a_slip_in_a_file_is_named_and_nothing_is_stored(folder, name, old, new, says):
    spoil(folder, name, old, new)
    with pytest.raises(LoadRefused) as refused:
        load_region(actor=SYSTEM, folder=folder)
    assert says in str(refused.value)
    assert str(refused.value).startswith(name)
    assert not Goal.objects.exists()
    assert not AuditEntry.objects.exists()


def test_only_the_system_loads_a_region():
    anna = create_person(actor=SYSTEM, username="anna", name="Anna")
    with pytest.raises(PermissionDenied):
        load_region(actor=anna, folder=VARMLAND)
    assert not Goal.objects.exists()
