# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram frames`: whole books say so, others say where; a decided transfer takes effect on its day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from malram.accounts.actors import SYSTEM
from malram.frames.models import Posting, Transfer
from malram.frames.transfer_actions import propose_transfer
from tests.frames.books import MNKR, YEAR, framed_books

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books() -> None:
    framed_books()


def test_whole_books_say_so(malram):
    said = malram("frames", "check")
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "Ingen budget är inläst för 2026; där jämförs inget.\nRamarna stämmer. Kontrollerade år: 2026.\n"
    )


def test_what_is_off_is_listed_and_the_answer_is_no(malram):
    posting = Posting.objects.get(account="norr-a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE frames_posting SET amount = amount + 1 WHERE id = %s", [posting.pk])
    said = malram("frames", "check", "--year", "2026", "--format", "json")
    assert said.code == 1
    found = json.loads(said.out)
    assert [(one["code"], one["about"]) for one in found] == [
        ("N020", f"beslut {posting.decision_id}"),
        ("N022", "Varden"),
    ]
    assert malram("frames", "check", "--year", "2030").code == 0


def test_a_decided_transfer_takes_effect_when_its_day_has_come(malram):
    made = propose_transfer(
        actor=SYSTEM,
        year=YEAR,
        on_behalf_of="norr",
        moved={"norr-a": -MNKR, "norr-b": MNKR},
        title="Växling",
        reason="Skäl.",
        effective_on=timezone.localdate() + timedelta(days=1),
    )
    assert malram("frames", "effect") == (0, "Inget att göra.\n", "")
    Transfer.objects.filter(pk=made.pk).update(effective_on=timezone.localdate())
    assert malram("frames", "effect") == (0, "Gäller nu: Växling\n", "")


def test_a_home_where_nothing_is_loaded_says_so_in_words(tmp_path):
    """In a process of its own, for this one has a database that is made."""
    command = [
        sys.executable,
        "-c",
        "from malram.cli import main; raise SystemExit(main())",
        "frames",
        "check",
    ]
    alone = {name: value for name, value in os.environ.items() if name != "MALRAM_DATABASE_URL"}
    said = subprocess.run(
        command, env=alone | {"MALRAM_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "Databasen är tom: ingen region är inläst här. Kör 'malram load'" in said.stderr
    assert "no such table" not in said.stderr
