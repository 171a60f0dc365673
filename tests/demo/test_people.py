# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from malram.accounts.actors import SYSTEM
from malram.audit.models import AuditEntry
from malram.demo.people import ASSEMBLY, BOARDS, TOP, demo_people, make_demo_people
from malram.organisation.access import units_for
from malram.organisation.actions import load_units
from malram.organisation.roles import ROLES
from tests.people import FIRST_DAY, unit_row


def test_every_role_is_there_and_the_boards_have_those_of_their_own():
    found = list(demo_people())
    assert {one.role for one in found} == set(ROLES)
    for unit in BOARDS.values():
        held = {one.role for one in found if one.unit == unit}
        assert held == {"reporter", "approver", "controller", "representative"}


@pytest.mark.django_db
def test_the_demo_people_are_made_up_once_and_can_sign_in(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    units = [ASSEMBLY, *BOARDS.values()]
    load_units(actor=SYSTEM, rows=[unit_row(TOP), *(unit_row(unit, TOP) for unit in units)])
    made = make_demo_people(FIRST_DAY)
    entries = AuditEntry.objects.count()
    make_demo_people(FIRST_DAY)
    assert AuditEntry.objects.count() == entries
    assert all(person.made_up for person in made.values())
    assert units_for(made["fortroendevald-rs"], may="decide") == {"regionstyrelsen"}
    assert units_for(made["fortroendevald-rf"], may="decide") == {ASSEMBLY}
    assert units_for(made["redaktor"], may="assess") == {TOP, *units}
    assert client.login(username="lasare", password="lasare-i-malram")
    assert client.login(username="redaktor", password="redaktor-i-malram")
