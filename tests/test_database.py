# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The models, their migrations and the two databases we promise agree."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_every_change_of_a_model_has_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


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
