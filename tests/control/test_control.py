# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Internal control: risks, checks with results, actions, what is carried over, and the overseeing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.charts import matrix
from malram.control.access import overseen_by, point_for
from malram.control.actions import (
    ControlRefused,
    add_action,
    add_check,
    carry_over,
    finish_action,
    submit_plan,
)
from malram.control.load import load_control
from malram.control.models import Check, ControlAction, ControlPlan, ControlPoint
from malram.control.queries import board_states, points_of, risks_of
from malram.frames.models import Account
from malram.organisation.giving import give_role
from malram.organisation.problems import LoadRefused
from malram.values import Period
from tests.control.files import FILES, write_control
from tests.people import FIRST_DAY
from tests.work.files import BOARD, OTHER

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")


def test_a_point_stands_as_its_latest_check_said_and_what_is_not_done_waits(controlled):
    contracts, deep, disqualified = points_of(BOARD, YEAR)
    assert (contracts.result, contracts.finding) == ("not-acceptable", "Köp utanför avtal.")
    assert contracts.actions == ("Nytt stickprov (HR-chef, senast 31 januari 2025)",)
    assert contracts.done == ("Information (klart 20 november 2024)",)
    assert (deep.kind, deep.scope, deep.result, deep.measures) == (
        "deep-dive", "region", "acceptable", "redovisas varje år",
    )  # fmt: skip
    assert (disqualified.result, disqualified.scope, disqualified.kind) == ("", "own", "check")


def test_a_report_of_a_part_of_the_year_says_what_was_known_then(controlled):
    """At the end of August the check had not been done, and both actions waited."""
    contracts = points_of(BOARD, Period.parse("2024-01/2024-08"))[0]
    assert (contracts.result, contracts.finding) == ("not-done", "Systemet byttes.")
    assert (len(contracts.actions), contracts.done) == (2, ())


def test_the_greatest_risk_comes_first_and_of_two_the_graver(controlled):
    """2 × 4 and 4 × 2 are both 8; the consequence 4 is graver."""
    assert [(one.id, one.value) for one in risks_of(BOARD, YEAR)] == [
        ("vardskador", 8),
        ("inkop", 8),
        ("jav", 3),
    ]


def test_the_matrix_counts_the_risks_of_each_cell():
    words = ["låg", "hög"]
    drawn = matrix([(2, 1), (2, 1), (1, 2)], words, words, "Risker")
    assert drawn.rows == (
        ("Sannolikhet", "Konsekvens", "Risker"), ("låg", "hög", "1"), ("hög", "låg", "2"),
    )  # fmt: skip
    assert drawn.alt == "Riskmatris: Risker. hög och låg: 2; låg och hög: 1."


def test_the_same_files_again_change_nothing(controlled):
    assert set(vars(load_control(actor=SYSTEM, folder=controlled)).values()) == {0}


MISTAKES = [
    ("points", ("result: not-done", "result: not-dun"), "control/points.yaml:8: L004 Okänt ord 'not-dun'"),
    (
        "points",
        ("owner: hr-chef", "owner: hr-chefen"),
        "control/points.yaml:12: L004 Den ansvariga",
    ),
    ("points", ("risk: inkop", "risk: inköp"), "control/points.yaml:5: L004 Risken 'inköp' finns inte."),
    (
        "risks",
        ("likelihood: 4", "likelihood: 5"),
        "control/risks.yaml:3: L005 '5' är inget heltal",
    ),
    ("plans", ("year: 2025", "year: 2024"), "control/plans.yaml:3: K003 namnd-1 har redan en plan för 2024."),
    (
        "points",
        ("- id: jav\n", "- id: jav\n  carried_from: avtalstrohet\n"),
        "control/points.yaml:22: K004 'jav' kan inte vara överfört från 'avtalstrohet'.",
    ),
    (
        "points",
        (
            "- id: jav\n  plan: plan-2024\n",
            "- {id: a, plan: plan-2025, title: A, carried_from: avtalstrohet}\n"
            "- id: jav\n  carried_from: avtalstrohet\n  plan: plan-2025\n",
        ),
        "control/points.yaml:23: K004 'avtalstrohet' är redan överfört till 'a'.",
    ),
    (
        "points",
        ("result: acceptable, finding: fördjupning gjord}\n", "result: not-acceptable}\n"),
        "control/points.yaml:21: K002",
    ),
]


@pytest.mark.parametrize(("file", "change", "message"), MISTAKES)
def test_every_mistake_has_its_place_and_nothing_is_stored(loaded, file, change, message):
    text = FILES[f"control/{file}.yaml"].replace("  measures: redovisas varje år\n", "")
    assert change[0] in text
    write_control(loaded, **{file: text.replace(*change, 1)})
    with pytest.raises(LoadRefused) as refused:
        load_control(actor=SYSTEM, folder=loaded)
    assert message.replace(":21:", ":20:") in str(refused.value)
    assert not ControlPlan.objects.exists()


def test_a_result_that_is_written_is_not_rewritten_by_the_file(controlled):
    write_control(controlled, points=FILES["control/points.yaml"].replace("Köp utanför avtal.", "Allt väl."))
    with pytest.raises(LoadRefused, match="K001 avtalstrohet har redan ett annat resultat för 2024-10-15"):
        load_control(actor=SYSTEM, folder=controlled)
    with pytest.raises(TypeError, match="never changed"):
        Check.objects.update(finding="Allt väl.")


@pytest.fixture
def anna(people, controlled):
    return people.anna


def test_a_check_is_told_and_one_that_is_not_acceptable_says_what_was_found(anna):
    with pytest.raises(ControlRefused, match="Skriv vad som fanns"):
        add_check(actor=anna, point_id="jav", day=date(2024, 12, 1), result="not-done")
    with pytest.raises(ControlRefused, match="Välj ett av resultaten"):
        add_check(actor=anna, point_id="jav", day=date(2024, 12, 1), result="bra")
    add_check(actor=anna, point_id="jav", day=date(2024, 12, 1), result="acceptable")
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.object, entry.unit) == ("control.checked", "control:jav", BOARD)


def test_an_action_has_an_owner_and_a_last_day_and_is_done_once(anna):
    said = {"actor": anna, "point_id": "jav", "owner_id": "direktor", "due": date(2025, 3, 31)}
    made = add_action(title="Utbildning", **said)
    with pytest.raises(ControlRefused, match="finns redan"):
        add_action(title="Utbildning", **said)
    with pytest.raises(ControlRefused, match="ansvariga rollen finns inte"):
        add_action(title="Kurs", **said | {"owner_id": "ingen"})
    finish_action(actor=anna, action_id=made.pk, day=date(2025, 3, 1))
    with pytest.raises(ControlRefused, match="redan klar"):
        finish_action(actor=anna, action_id=made.pk, day=date(2025, 3, 2))
    assert ControlAction.objects.get(pk=made.pk).done_on == date(2025, 3, 1)


def test_what_was_not_acceptable_is_carried_to_the_next_plan_once(anna):
    made = carry_over(actor=anna, point_id="avtalstrohet", plan_id="plan-2025")
    assert (made.title, made.plan.year, made.carried_from_id) == ("avtalstrohet", 2025, "avtalstrohet")
    with pytest.raises(ControlRefused, match="redan överfört"):
        carry_over(actor=anna, point_id="avtalstrohet", plan_id="plan-2025")
    with pytest.raises(ControlRefused, match="godtagbar"):
        carry_over(actor=anna, point_id="fordjupning-vard", plan_id="plan-2025")
    with pytest.raises(ControlRefused, match="senare år"):
        carry_over(actor=anna, point_id="jav", plan_id="plan-2024")


def test_an_open_action_follows_the_point_that_is_carried_over(anna):
    """Of two actions one was done in 2024; the other, due in January 2025, is late in the plan of 2025."""
    carry_over(actor=anna, point_id="avtalstrohet", plan_id="plan-2025")
    boards = overseen_by(anna)
    assert [board_states(boards, 2025, date(2025, m, 1))[0].overdue for m in (1, 2)] == [0, 1]
    [carried] = points_of(BOARD, Period.parse("2025"))
    assert carried.actions == ("Nytt stickprov (HR-chef, senast 31 januari 2025, från 2024)",)
    assert carried.done == ()
    finish_action(actor=anna, action_id=ControlAction.objects.get(done_on=None).pk, day=date(2025, 3, 1))
    assert board_states(boards, 2025, date(2025, 4, 1))[0].overdue == 0
    [carried] = points_of(BOARD, Period.parse("2025"))
    assert (carried.actions, carried.done) == ((), ("Nytt stickprov (klart 1 mars 2025)",))
    assert len(points_of(BOARD, YEAR)[0].actions) == 1  # as it stood when 2024 ended


def test_an_action_follows_through_every_year(anna):
    """Carried twice, it still says where it came from; the plan of 2026 is the third."""
    ControlPlan.objects.create(id="plan-2026", board_id=BOARD, year=2026)
    first = carry_over(actor=anna, point_id="avtalstrohet", plan_id="plan-2025")
    add_action(actor=anna, point_id=first.pk, title="Kurs", owner_id="direktor", due=date(2025, 9, 1))
    carry_over(actor=anna, point_id=first.pk, plan_id="plan-2026")
    [carried] = points_of(BOARD, Period.parse("2026"))
    assert [text.rpartition(", ")[2] for text in carried.actions] == ["från 2025)", "från 2024)"]
    assert board_states(overseen_by(anna), 2026, date(2026, 1, 1))[0].overdue == 2


def test_an_earlier_period_does_not_list_what_was_written_after_it(anna, controlled):
    """One action is written today, one says in the file that it was written in October 2024."""
    made = add_action(actor=anna, point_id="jav", title="Kurs", owner_id="direktor", due=date(2030, 1, 1))
    assert made.written_on == timezone.localdate()
    assert points_of(BOARD, YEAR)[2].actions == ()
    text = FILES["control/points.yaml"].replace("due: 2025-01-31}", "due: 2025-01-31, written: 2024-10-20}")
    load_control(actor=SYSTEM, folder=write_control(controlled, points=text))
    said = [points_of(BOARD, Period.parse(f"2024-01/2024-{month}"))[0].actions for month in ("09", "10")]
    assert [len(actions) for actions in said] == [1, 2]


def test_a_point_with_the_name_that_the_carried_one_would_get_is_not_written_over(anna):
    there = {"scope": "own", "kind": "check", "title": "X"}
    ControlPoint.objects.create(id="avtalstrohet-2025", plan_id="plan-2025", **there)
    with pytest.raises(ControlRefused, match="finns redan ett kontrollmoment 'avtalstrohet-2025'"):
        carry_over(actor=anna, point_id="avtalstrohet", plan_id="plan-2025")


def test_a_check_of_a_day_to_come_would_hide_all_later_ones_and_is_refused(anna):
    with pytest.raises(ControlRefused, match="en dag som har varit"):
        add_check(actor=anna, point_id="jav", day=date(2204, 4, 1), result="acceptable")


def test_the_trail_says_how_it_was_before(anna):
    add_check(actor=anna, point_id="avtalstrohet", day=date(2024, 12, 1), result="acceptable")
    entry = AuditEntry.objects.latest("id")
    assert (entry.before["result"], entry.after["result"]) == ("not-acceptable", "acceptable")
    waiting = ControlAction.objects.get(title="Nytt stickprov")
    finish_action(actor=anna, action_id=waiting.pk, day=date(2025, 1, 15))
    entry = AuditEntry.objects.latest("id")
    assert (entry.before["date"], entry.after["date"]) == (None, "2025-01-15")


def test_what_is_outside_ones_units_is_told_in_the_words_of_what_does_not_exist(people, controlled):
    """Another sentence would tell that it is there."""
    for id in ("avtalstrohet", "finns-inte"):
        with pytest.raises(Http404, match="Kontrollmomentet finns inte"):
            point_for(people.carin, id)


def test_what_was_carried_on_the_page_is_not_carried_once_more_by_the_file(anna, controlled):
    carry_over(actor=anna, point_id="avtalstrohet", plan_id="plan-2025")
    text = (
        FILES["control/points.yaml"] + "- {id: ny, plan: plan-2025, title: A, carried_from: avtalstrohet}\n"
    )
    write_control(controlled, points=text)
    with pytest.raises(LoadRefused, match="K004 'avtalstrohet' är redan överfört till 'avtalstrohet-2025'"):
        load_control(actor=SYSTEM, folder=controlled)


def test_a_plan_is_submitted_once_and_after_it_was_decided(anna):
    with pytest.raises(ControlRefused, match="sedan nämnden har beslutat"):
        submit_plan(actor=anna, plan_id="plan-2025", day=date(2025, 1, 1))
    submit_plan(actor=anna, plan_id="plan-2025", day=date(2025, 2, 4))
    with pytest.raises(ControlRefused, match="redan lämnad"):
        submit_plan(actor=anna, plan_id="plan-2025", day=date(2025, 2, 5))


def test_who_oversees_sees_every_boards_state_and_others_their_own(people, controlled):
    """Carin reads the other board. Once that board is the executive she oversees this one too."""
    assert [unit.pk for unit in overseen_by(people.bo)] == [BOARD]
    assert overseen_by(people.carin) == []
    Account.objects.create(id="styrelsen", name="Styrelsen", kind="frame", unit_id=OTHER, executive=True)
    assert [unit.pk for unit in overseen_by(people.carin)] == [BOARD]
    with pytest.raises(Http404):  # the state, and not the plan's own pages
        point_for(people.carin, "jav")


def test_a_boards_state_counts_its_points_by_result_and_its_late_actions(people, controlled):
    """One not acceptable, one acceptable, one unchecked; of two actions one is late after January 2025."""
    boards = overseen_by(people.bo)
    [state] = board_states(boards, 2024, date(2025, 2, 1))
    assert state.results == {"acceptable": 1, "not-acceptable": 1, "not-done": 0, "": 1}
    assert (state.points, state.overdue) == (3, 1)
    assert board_states(boards, 2024, date(2025, 1, 31))[0].overdue == 0
    [missing] = board_states(boards, 2026, date(2026, 2, 1))
    assert (missing.plan, missing.points) == (None, 0)


def test_who_may_read_may_not_tell_and_for_others_it_does_not_exist(people, controlled):
    said = {"point_id": "jav", "day": date(2024, 12, 1), "result": "acceptable"}
    with pytest.raises(PermissionDenied, match="rapportör, godkännare eller controller"):
        add_check(actor=people.bo, **said)
    with pytest.raises(Http404):
        add_check(actor=people.carin, **said)
    give_role(actor=SYSTEM, person=people.bo, unit_id=BOARD, role="reporter", valid_from=FIRST_DAY)
    with pytest.raises(PermissionDenied, match="godkännare eller controller"):
        submit_plan(actor=people.bo, plan_id="plan-2025", day=date(2025, 2, 4))
