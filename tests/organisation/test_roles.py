# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.organisation.access import unit_for, units_for
from malram.organisation.giving import give_role
from malram.organisation.models import Membership
from malram.organisation.roles import RIGHTS, ROLES, names_of_those_who_may, roles_that_may
from tests.people import FIRST_DAY, load_small_region, three_people

pytestmark = pytest.mark.django_db


def in_role(role: str):
    load_small_region()
    person = create_person(actor=SYSTEM, username="dag", name="Dag")
    give_role(actor=SYSTEM, person=person, unit_id="namnd-1", role=role, valid_from=FIRST_DAY)
    return person


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_gives_the_rights_of_the_table_and_no_others(role, right):
    person = in_role(role)
    assert ("forvaltning-1" in units_for(person, may=right)) == (right in ROLES[role].may)
    assert "namnd-10" not in units_for(person, may=right)


def test_every_right_is_given_by_a_role_and_every_role_gives_rights_there_are():
    assert {right for role in ROLES.values() for right in role.may} == set(RIGHTS)


def test_who_gives_roles_decides_nothing_and_who_audits_changes_nothing():
    assert ROLES["administrator"].may == {"read", "administer", "audit"}
    assert ROLES["auditor"].may == {"read", "rows", "audit"}


def test_two_roles_give_what_either_gives():
    person = in_role("reporter")
    give_role(actor=SYSTEM, person=person, unit_id="namnd-1", role="representative", valid_from=FIRST_DAY)
    assert unit_for(person, "namnd-1", may="comment")
    assert unit_for(person, "namnd-1", may="decide")


def test_a_refusal_says_what_is_not_allowed_and_who_may():
    with pytest.raises(PermissionDenied) as refused:
        unit_for(in_role("reader"), "namnd-1", may="report")
    said = "Du får läsa om enheten men inte rapportera värden och lämna prognoser där."
    assert str(refused.value) == f"{said} Det får rapportör eller controller."
    assert names_of_those_who_may("decide") == "förtroendevald"


def test_a_right_nobody_has_heard_of_is_a_mistake_in_the_code():
    with pytest.raises(KeyError):
        roles_that_may("edit")


def test_the_editors_of_before_become_approvers_and_may_what_they_might():
    """Anna was editor from 2021 and on, and approver in the same unit from the same day until 2022."""
    load_small_region()
    three = three_people()
    Membership.objects.update(role="editor")
    Membership.objects.filter(person=three.bo).update(role="reader")
    until = date(2022, 12, 31)
    Membership.objects.create(
        person=three.anna, unit_id="namnd-1", role="approver", valid_from=FIRST_DAY, valid_to=until
    )
    migration = import_module("malram.organisation.migrations.0002_editors_become_approvers")
    migration.editors_become_approvers(apps, None)
    found = Membership.objects.order_by("person__username").values_list(
        "person__username", "role", "valid_to"
    )
    assert list(found) == [("anna", "approver", None), ("bo", "reader", None), ("carin", "approver", None)]
    for right in ("read", "rows", "comment", "assess", "close", "approve"):  # all that an editor might do
        assert "namnd-1" in units_for(three.anna, may=right)
