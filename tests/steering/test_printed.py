# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the region printed about its goals is compared with the database, and a difference is named."""

import pytest

from malram.accounts.actors import SYSTEM
from malram.measures.region import open_measurements
from malram.steering.actions import decide_goal
from malram.steering.load import load_region, read_folder
from malram.steering.models import Goal
from malram.steering.parse import load_region as read_region
from malram.steering.printed import compare_targets, compare_verdicts
from tests.steering_data import VARMLAND

HSN = "halso-och-sjukvardsnamnden"
FOLDER, REGION = VARMLAND / "reference", read_region(VARMLAND / "region.yaml")[0]


@pytest.fixture
def verdicts(db, demo_home):
    load_region(actor=SYSTEM, folder=VARMLAND)
    m = open_measurements(demo_home)
    return lambda: compare_verdicts(FOLDER, REGION, m)


def test_every_printed_verdict_is_accounted_for(verdicts):
    """10 goals of the one board and 11 of the other; the rule agrees, differs or suggests nothing."""
    found = verdicts()
    assert (found["printed"], found["agree"], found["wrong"]) == (21, 21, [])
    assert found["rule_agrees"] + len(found["rule_differs"]) + len(found["rule_suggests_nothing"]) == 21


def test_another_decision_and_a_goal_that_is_gone_are_named(verdicts):
    own = {"actor": SYSTEM, "board_id": HSN, "year": 2024, "reason": "Prov."}
    decide_goal(**own, slug="rm-ekonomi-i-balans", grade="uppnas")
    Goal.objects.filter(board_id=HSN, year=2024, slug="rm-hallbar-beredskap").update(slug="rm-annat")
    wrong = {line["row"]: line["computed"] for line in verdicts()["wrong"]}
    assert wrong == {
        "hsn-arsredovisning-2024/goals.csv: rm-hallbar-beredskap": "målet finns inte",
        "hsn-arsredovisning-2024/goals.csv: rm-ekonomi-i-balans": "uppnas",
    }


def test_a_target_that_differs_from_the_plan_is_named(tmp_path):
    """One printed target is changed from 60 to 61: 34 of 35 agree."""
    plan = tmp_path / "hsn-plan-2026" / "indicators.csv"
    plan.parent.mkdir()
    text = (FOLDER / "hsn-plan-2026" / "indicators.csv").read_text(encoding="utf-8")
    plan.write_text(text.replace(">=,60,≥ 60 %", ">=,61,≥ 61 %", 1), encoding="utf-8")
    found = compare_targets(tmp_path, REGION, read_folder(VARMLAND)[1])
    assert (found.printed, found.agree) == (35, 34)
    assert found.wrong[0]["row"] == "hsn-plan-2026/indicators.csv: besvarade-telefonsamtal-1177-15-min"
