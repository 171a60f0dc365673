# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of a planning year: their order, their rows, who may, and that nothing decided is changed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.audit.queries import verify
from malram.frames.posting import DecisionRefused
from malram.frames.tree import AccountTree
from malram.planning.access import step_for, steps_for
from malram.planning.actions import (
    add_need,
    add_planning_frame,
    add_reprioritisation,
    remove_row,
    report_reprioritisation,
)
from malram.planning.models import PlanningNeed, Reprioritisation, Step
from malram.planning.queries import next_steps, reprioritisations_of, waits_for
from tests.frames.books import MNKR, framed_books, person_in
from tests.planning.planned import NEXT, done, planned_year, until_frames

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps():
    framed_books()
    return planned_year()


def said_no(call, **said) -> str:
    with pytest.raises(DecisionRefused) as refused:
        call(actor=SYSTEM, **said)
    return str(refused.value)


def moved(step: Step, **said: object) -> Reprioritisation:
    told = {"source_id": "norr", "target_id": "soder", "amount": 3 * MNKR, "effect": "En mottagning färre."}
    return add_reprioritisation(actor=SYSTEM, step_id=step.pk, **(told | {"reason": "Köerna."} | said))


def names(found) -> list[tuple[str, str]]:
    return [(one.kind, one.body_id) for one in found]


def test_each_step_waits_for_the_ones_before_it_that_concern_its_body(steps):
    """kulturen's response does not hold up varden's, but the assembly waits for both."""
    tree, every = AccountTree(), list(steps.values())
    assert names(next_steps(every, tree)) == [(Step.DIRECTIVE, "styrelsen")]
    done(steps[Step.DIRECTIVE, "styrelsen"])
    assert names(next_steps(steps_for(SYSTEM, NEXT), tree)) == [
        (Step.RESPONSE, "varden"),
        (Step.RESPONSE, "kulturen"),
    ]
    done(steps[Step.RESPONSE, "kulturen"])
    waiting = waits_for(steps[Step.FRAMES, "fullmaktige"], steps_for(SYSTEM, NEXT), tree)
    assert names(waiting) == [(Step.RESPONSE, "varden")]
    with pytest.raises(DecisionRefused, match="Steget före är inte klart: det väntar på Varden"):
        done(steps[Step.FRAMES, "fullmaktige"])


def test_a_kind_of_step_that_concerns_the_body_nowhere_is_passed_over(steps):
    """Without a plan of the board a unit's own plan waits for the assembly's frames."""
    steps[Step.PLAN, "varden"].delete()
    waiting = waits_for(steps[Step.OPERATIONS, "norr"], steps_for(SYSTEM, NEXT), AccountTree())
    assert names(waiting) == [(Step.FRAMES, "fullmaktige")]


def test_a_step_that_decides_frames_needs_the_decision(steps):
    until_frames(steps)
    with pytest.raises(DecisionRefused, match="Fullmaktige har inte beslutat några ramar för 2027"):
        done(steps[Step.FRAMES, "fullmaktige"])


def test_what_is_decided_is_not_changed(steps):
    response = steps[Step.RESPONSE, "varden"]
    done(steps[Step.DIRECTIVE, "styrelsen"])
    row = moved(response)
    done(response)
    for call, said in (
        (add_need, {"account_id": "norr", "amount": MNKR, "reason": "Skäl.", "priority": 1}),
        (remove_row, {"row": Reprioritisation, "row_id": row.pk}),
    ):
        assert said_no(call, step_id=response.pk, **said) == (
            "Steget är beslutat. Det som är beslutat ändras inte."
        )
    with pytest.raises(DecisionRefused, match="redan beslutat"):
        done(response)
    assert row in reprioritisations_of("varden", NEXT)


def test_a_row_is_added_and_taken_away_with_a_trace(steps):
    response = steps[Step.RESPONSE, "varden"]
    row = moved(response)
    remove_row(actor=SYSTEM, step_id=response.pk, row=Reprioritisation, row_id=row.pk)
    assert not response.reprioritisations.exists()
    added, removed = AuditEntry.objects.filter(object=f"planning-step:{response}")
    assert (added.action, removed.action) == ("planning.added", "planning.removed")
    assert added.after == removed.before
    assert (added.after["source"], added.after["amount"]) == ("norr", 3 * MNKR)
    assert verify() == []
    said = said_no(remove_row, step_id=response.pk, row=Reprioritisation, row_id=row.pk)
    assert said == "Raden finns inte längre."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"target_id": "norr"}, "Samma konto kan inte både ge och få."),
        ({"source_id": "kulturen"}, "Varden planerar inte för kontot 'kulturen'."),
        ({"source_id": "finns-inte"}, "Varden planerar inte för kontot 'finns-inte'."),
        ({"amount": 0}, "Skriv ett belopp som är större än noll."),
        ({"effect": " ", "reason": ""}, "Skriv skälet.\nSkriv vilken effekt omprioriteringen får."),
    ],
)
def test_a_reprioritisation_that_says_too_little_is_refused_in_words(steps, said, expected):
    with pytest.raises(DecisionRefused) as refused:
        moved(steps[Step.RESPONSE, "varden"], **said)
    assert str(refused.value) == expected
    assert not Reprioritisation.objects.exists()


def test_a_step_has_only_the_rows_of_its_kind(steps):
    frame = {"account_id": "varden", "amount": MNKR, "reason": "Skäl."}
    assert "inga sådana rader" in said_no(add_planning_frame, step_id=steps[Step.PLAN, "varden"].pk, **frame)
    directive = steps[Step.DIRECTIVE, "styrelsen"]
    add_planning_frame(actor=SYSTEM, step_id=directive.pk, **frame)
    assert said_no(add_planning_frame, step_id=directive.pk, **frame) == "Varden har redan en planeringsram."
    need = {"account_id": "norr", "amount": MNKR, "reason": "Skäl.", "priority": 0}
    assert "Prioriteten" in said_no(add_need, step_id=steps[Step.RESPONSE, "varden"].pk, **need)
    assert not PlanningNeed.objects.exists()


def test_who_proposes_does_not_decide_and_who_is_outside_sees_nothing(steps):
    """A controller of varden, somebody elected there, a manager of norr, and a reader of kulturen."""
    directive, response = steps[Step.DIRECTIVE, "styrelsen"], steps[Step.RESPONSE, "varden"]
    done(directive)
    controller, elected = person_in("varden", "controller"), person_in("varden")
    outside = person_in("kulturen", "reader")
    row = moved(response)
    with pytest.raises(PermissionDenied, match="Det får förtroendevald där"):
        done(response, actor=controller)
    with pytest.raises(PermissionDenied, match="Det får controller där"):
        remove_row(actor=elected, step_id=response.pk, row=Reprioritisation, row_id=row.pk)
    with pytest.raises(Http404):
        step_for(outside, response.pk)
    assert step_for(outside, directive.pk) == directive  # what the executive tells everybody
    assert done(response, actor=elected).recorded_by == "varden-representative"


def test_a_units_own_plan_is_decided_by_its_manager(steps):
    """The order of steps is asked after the right to them."""
    plan = steps[Step.OPERATIONS, "norr"]
    with pytest.raises(PermissionDenied, match="Det får godkännare där"):
        done(plan, actor=person_in("varden"))
    with pytest.raises(DecisionRefused, match="det väntar på Varden"):
        done(plan, actor=person_in("norr", "approver"))


def test_a_decided_reprioritisation_is_reported_back_and_the_latest_report_holds(steps):
    response = steps[Step.RESPONSE, "varden"]
    done(steps[Step.DIRECTIVE, "styrelsen"])
    row = moved(response)
    told = {"reprioritisation_id": row.pk, "status": "partly", "text": "Hälften.", "amount": 150_000_000}
    assert said_no(report_reprioritisation, **told) == "Omprioriteringen är inte beslutad ännu."
    assert reprioritisations_of("varden", NEXT) == []
    done(response)
    report_reprioritisation(actor=SYSTEM, **told)
    report_reprioritisation(actor=SYSTEM, **(told | {"status": "done", "text": "Allt.", "amount": None}))
    [found] = reprioritisations_of("varden", NEXT)
    assert [(one.status, one.amount) for one in found.reports.all()] == [
        ("partly", 150_000_000),
        ("done", None),
    ]
    wrong = told | {"status": "kanske", "text": " ", "amount": -1}
    assert said_no(report_reprioritisation, **wrong).splitlines() == [
        "Välj om omprioriteringen är genomförd.",
        "Skriv vad som blev av omprioriteringen.",
        "Det som har frigjorts är noll eller mer.",
    ]
