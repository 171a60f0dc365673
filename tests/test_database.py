# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The models, their migrations and the two databases we promise agree."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from select import select
from subprocess import PIPE

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_every_change_of_a_model_has_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


ADMINISTRATORS = """
import django
django.setup()
from django.core.management import call_command
from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM
from malram.organisation.giving import give_role
from tests.people import FIRST_DAY, load_small_region

call_command("migrate", verbosity=0)
load_small_region()
for name in ("anna", "bo"):
    person = create_person(actor=SYSTEM, username=name, name=name)
    give_role(actor=SYSTEM, person=person, unit_id="regionen", role="administrator", valid_from=FIRST_DAY)
"""
END_THE_OTHER = """
import sys
import django
django.setup()
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from malram.accounts.models import Person
from malram.organisation.giving import RoleRefused, end_role
from malram.organisation.models import Membership

actor, other = (Person.objects.get(username=name) for name in sys.argv[1:])
role = Membership.objects.get(person=other)
print("ready", flush=True)
sys.stdin.readline()
try:
    with transaction.atomic():
        end_role(actor=actor, membership_id=role.pk, last_day=timezone.localdate() + timedelta(days=1))
        print("ended", flush=True)
        sys.stdin.readline()
except RoleRefused:
    print("refused", flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/db.sqlite3"
    address: str = request.getfixturevalue("postgres_database")
    return address


@pytest.mark.real
def test_of_two_administrators_who_end_each_others_role_at_once_one_stays(any_database):
    """Bo tries while Anna's change is not yet seen by anybody: he waits for it, and then is refused."""
    settings = {"DJANGO_SETTINGS_MODULE": "malram.config.settings", "MALRAM_DATABASE_URL": any_database}
    start = partial(subprocess.Popen, env=os.environ | settings, stdin=PIPE, stdout=PIPE, text=True)
    with start([sys.executable, "-c", ADMINISTRATORS]) as made:
        pass
    assert made.returncode == 0
    python = [sys.executable, "-c", END_THE_OTHER]
    with start([*python, "anna", "bo"]) as anna, start([*python, "bo", "anna"]) as bo:
        said = {one: (lambda one=one: one.stdout.readline().strip()) for one in (anna, bo)}
        go = {one: (lambda one=one: print(file=one.stdin, flush=True)) for one in (anna, bo)}
        assert (said[anna](), said[bo]()) == ("ready", "ready")
        go[anna]()
        assert said[anna]() == "ended"
        go[bo]()
        assert select([bo.stdout], [], [], 1) == ([], [], []), "Bo did not wait for Anna"
        go[anna]()
        assert said[bo]() == "refused"


@pytest.mark.real
def test_postgresql_takes_every_migration_and_needs_no_other(postgres_database):
    """The models are the same on both databases: nothing is left to migrate after migrate."""
    settings = {"DJANGO_SETTINGS_MODULE": "malram.config.settings", "MALRAM_DATABASE_URL": postgres_database}
    for command in (["migrate", "--verbosity=0"], ["migrate", "--check"], ["check", "--database=default"]):
        done = subprocess.run(
            [sys.executable, "-m", "django", *command],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
