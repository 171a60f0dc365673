# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Anna administers nämnd 1, Bo reads it, Carin is in nämnd 10, Dag has nothing yet."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.audit.queries import verify
from malram.organisation.access import units_for
from malram.organisation.giving import RoleRefused, end_role, give_role
from malram.organisation.models import Membership
from tests.people import FIRST_DAY, load_small_region, three_people

pytestmark = pytest.mark.django_db
LAST = "Enheten skulle bli utan regionadministratör. Ge rollen utan slutdag till någon annan först."


@pytest.fixture
def three():
    load_small_region()
    made = three_people()
    given(made.anna, "administrator")
    return made


@pytest.fixture
def dag(three):
    return create_person(actor=SYSTEM, username="dag", name="Dag")


def given(person, role, unit="namnd-1", actor=SYSTEM, first=FIRST_DAY, last=None) -> Membership:
    return give_role(actor=actor, person=person, unit_id=unit, role=role, valid_from=first, valid_to=last)


def role_of(person, role="administrator") -> Membership:
    return Membership.objects.get(person=person, role=role)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_an_administrator_gives_a_role_in_their_unit_and_the_trail_says_so(three, dag):
    given(dag, "reporter", "forvaltning-1", actor=three.anna, first=in_days(0))
    assert units_for(dag, may="report") == {"forvaltning-1"}
    entry = AuditEntry.objects.last()
    assert (entry.actor, entry.action, entry.object) == ("person:anna", "role.given", "person:dag")
    assert (entry.before, entry.unit) == (None, "forvaltning-1")
    assert entry.after == {
        "unit": "forvaltning-1", "role": "reporter", "valid_from": in_days(0).isoformat(), "valid_to": None
    }  # fmt: skip


def test_who_does_not_administer_is_refused_and_elsewhere_there_is_no_unit(three, dag):
    with pytest.raises(PermissionDenied, match=r"ge och avsluta roller där. Det får regionadministratör"):
        given(dag, "reader", actor=three.bo)
    with pytest.raises(Http404):
        given(dag, "reader", "namnd-10", actor=three.anna)
    with pytest.raises(Http404):
        given(dag, "reader", "regionen", actor=three.anna)
    assert not Membership.objects.filter(person=dag).exists()


def test_the_same_role_given_twice_is_given_once(three, dag):
    assert given(dag, "reader") == given(dag, "reader")
    assert AuditEntry.objects.filter(object="person:dag", action="role.given").count() == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2023, 12, 31), None),
        (date(2022, 1, 1), date(2023, 1, 1)),
        (date(2023, 5, 1), date(2023, 6, 1)),
    ],
)
def test_days_that_meet_those_of_the_same_role_are_refused(first, last, three, dag):
    given(dag, "reader", first=date(2023, 1, 1), last=date(2023, 12, 31))
    with pytest.raises(RoleRefused) as refused:
        given(dag, "reader", first=first, last=last)
    said = "Dag är redan läsare där från 2023-01-01 till och med 2023-12-31."
    assert str(refused.value).startswith(said)


def test_days_right_after_are_another_role(three, dag):
    given(dag, "reader", first=date(2023, 1, 1), last=date(2023, 12, 31))
    assert given(dag, "reader", first=date(2024, 1, 1))


def test_nobody_gives_a_role_to_themselves_or_to_a_closed_account_or_for_days_that_cannot_be(three, dag):
    with pytest.raises(RoleRefused, match="inte ge dig själv en roll"):
        given(three.anna, "representative", actor=three.anna)
    with pytest.raises(RoleRefused, match="före den första"):
        given(dag, "reader", actor=three.anna, first=in_days(2), last=in_days(1))
    with pytest.raises(RoleRefused, match="tidigast i dag"):
        given(dag, "reader", actor=three.anna, first=in_days(-1))
    dag.is_active = False
    with pytest.raises(RoleRefused, match="Kontot dag är avstängt"):
        given(dag, "reader", actor=three.anna, first=in_days(0))


def test_a_role_ends_with_its_last_day_and_the_trail_has_both(three):
    end_role(actor=three.anna, membership_id=role_of(three.bo, "reader").pk, last_day=in_days(-1))
    assert units_for(three.bo) == set()
    assert units_for(three.bo, in_days(-1)) == {"namnd-1", "forvaltning-1"}
    entry = AuditEntry.objects.last()
    assert (entry.action, entry.object, entry.unit) == ("role.ended", "person:bo", "namnd-1")
    assert (entry.before["valid_to"], entry.after["valid_to"]) == (None, in_days(-1).isoformat())
    assert verify() == []


def test_a_role_ended_before_its_first_day_is_taken_away_and_stays_in_the_trail(three, dag):
    begun_today = given(dag, "reader", first=in_days(0))
    end_role(actor=three.anna, membership_id=begun_today.pk, last_day=in_days(-1))
    assert not Membership.objects.filter(person=dag).exists()
    assert AuditEntry.objects.last().after is None


def test_past_days_do_not_change_and_an_ended_role_is_not_ended_later(three):
    bo = role_of(three.bo, "reader")
    with pytest.raises(RoleRefused, match="Dagar som har varit ändras inte"):
        end_role(actor=three.anna, membership_id=bo.pk, last_day=in_days(-2))
    end_role(actor=three.anna, membership_id=bo.pk, last_day=in_days(3))
    with pytest.raises(RoleRefused, match="Rollen slutar redan"):
        end_role(actor=three.anna, membership_id=bo.pk, last_day=in_days(4))


def test_a_role_in_a_unit_elsewhere_does_not_exist_and_without_the_right_it_is_refused(three):
    carin = role_of(three.carin, "approver")
    with pytest.raises(Http404):
        end_role(actor=three.anna, membership_id=carin.pk, last_day=in_days(0))
    with pytest.raises(PermissionDenied):
        end_role(actor=three.bo, membership_id=carin.pk, last_day=in_days(0))


def test_the_last_administrator_cannot_be_ended_by_anybody(three):
    for actor in (three.anna, SYSTEM):
        with pytest.raises(RoleRefused) as refused:
            end_role(actor=actor, membership_id=role_of(three.anna).pk, last_day=in_days(30))
        assert str(refused.value) == LAST


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        ("forvaltning-1", FIRST_DAY, None),  # below: does not reach the unit
        ("namnd-10", FIRST_DAY, None),  # beside
        ("namnd-1", FIRST_DAY, in_days(60)),  # ends itself
        ("namnd-1", in_days(40), None),  # begins too late
    ],
)
def test_one_who_does_not_take_over_is_no_other_administrator(unit, first, last, three, dag):
    given(dag, "administrator", unit, first=first, last=last)
    with pytest.raises(RoleRefused, match="utan regionadministratör"):
        end_role(actor=three.anna, membership_id=role_of(three.anna).pk, last_day=in_days(30))


@pytest.mark.parametrize("unit", ["namnd-1", "regionen"])
def test_with_another_there_or_above_an_administrator_may_go(unit, three, dag):
    given(dag, "administrator", unit)
    end_role(actor=three.anna, membership_id=role_of(three.anna).pk, last_day=in_days(-1))
    assert units_for(three.anna, may="administer") == set()


def test_one_whose_account_is_closed_is_no_other_administrator(three, dag):
    given(dag, "administrator")
    dag.is_active = False
    dag.save()
    with pytest.raises(RoleRefused, match="utan regionadministratör"):
        end_role(actor=three.anna, membership_id=role_of(three.anna).pk, last_day=in_days(-1))


def test_of_two_administrators_only_the_first_can_go(three, dag):
    given(dag, "administrator")
    end_role(actor=three.anna, membership_id=role_of(dag).pk, last_day=in_days(-1))
    with pytest.raises(RoleRefused, match="utan regionadministratör"):
        end_role(actor=three.anna, membership_id=role_of(three.anna).pk, last_day=in_days(-1))
