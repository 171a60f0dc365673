# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.demo.database_plan import read_database_plan
from malram.demo.people import demo_people, make_demo_people
from malram.measures.region import region_folder
from malram.organisation.access import units_for
from malram.organisation.actions import load_units
from malram.organisation.roles import ROLES
from tests.demo_home import REGION
from tests.people import unit_row

PLAN, _ = read_database_plan(region_folder(REGION))
PEOPLE = PLAN.people


def test_every_role_is_there_and_the_boards_have_those_of_their_own():
    found = list(demo_people(PEOPLE))
    assert {one.role for one in found} == set(ROLES)
    for unit in PEOPLE.boards.values():
        held = {one.role for one in found if one.unit == unit}
        assert held == {"reporter", "approver", "controller", "representative"}


@pytest.mark.django_db
def test_the_demo_people_are_made_up_once_and_can_sign_in(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    units = [PEOPLE.assembly, *PEOPLE.boards.values()]
    load_units(actor=SYSTEM, rows=[unit_row(PEOPLE.top), *(unit_row(unit, PEOPLE.top) for unit in units)])
    made = make_demo_people(PEOPLE)
    entries = AuditEntry.objects.count()
    make_demo_people(PEOPLE)
    assert AuditEntry.objects.count() == entries
    assert all(person.made_up for person in made.values())
    assert units_for(made["fortroendevald-rs"], may="decide") == {"regionstyrelsen"}
    assert units_for(made["fortroendevald-rf"], may="decide") == {PEOPLE.assembly}
    assert units_for(made["redaktor"], may="assess") == {PEOPLE.top, *units}
    assert client.login(username="lasare", password="lasare-i-malram")
    assert client.login(username="redaktor", password="redaktor-i-malram")
