# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram person`: the first people come in from the command line, and bad input is answered in words."""

from __future__ import annotations

import io

import pytest

from malram.accounts.models import Person
from malram.audit.queries import verify
from malram.organisation.access import units_for
from tests.people import load_small_region

pytestmark = pytest.mark.django_db
PASSWORD = "ett gott och långt lösenord"
ADD = ("person", "add", "eva", "--name", "Eva")
ROLE = ("person", "role", "eva", "--role", "administrator", "--unit", "regionen")


@pytest.fixture(autouse=True)
def typed(db: None, monkeypatch: pytest.MonkeyPatch):
    """What is sent in as password, and a region of four units."""

    def send(password: str = PASSWORD) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    load_small_region()
    send()
    return send


def test_the_first_administrator_is_added_and_can_sign_in(malram, client):
    said = "Eva kan logga in som 'eva'. Ge en roll med 'malram person role'.\n"
    assert malram(*ADD) == (0, said, "")
    done = malram(*ROLE, "--from", "2026-01-01")
    assert done == (0, "Eva är regionadministratör i Regionen från 2026-01-01.\n", "")
    assert "namnd-10" in units_for(Person.objects.get(username="eva"), may="administer")
    assert client.login(username="eva", password=PASSWORD)
    assert verify() == []


@pytest.mark.parametrize(
    ("words", "password", "answer"),
    [
        (ADD[:3], PASSWORD, "Ange också --name."),
        (("person", "role", "eva"), PASSWORD, "Ange också --role och --unit."),
        (("person", "add", "e va", "--name", "Eva"), PASSWORD, "giltigt användarnamn"),
        (ADD, "kort", "minst 12 tecken"),
        (ADD, "", "minst 12 tecken"),
        (ROLE, PASSWORD, "Ingen heter 'eva'. Lägg upp personen med 'malram person add' först."),
    ],
)
def test_what_cannot_be_done_is_answered_and_nobody_is_made(words, password, answer, malram, typed):
    typed(password)
    done = malram(*words)
    assert done.code == 1
    assert answer in done.err
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (ADD, "'eva' finns redan. Välj ett annat användarnamn."),
        ((*ROLE[:-1], "finns-inte"), "Enheten 'finns-inte' finns inte."),
        ((*ROLE, "--from", "2026-02-01", "--to", "2026-01-01"), "Sista dagen ligger före den första."),
    ],
)
def test_what_meets_what_there_is_is_refused(words, answer, malram, typed):
    malram(*ADD)
    typed()
    done = malram(*words)
    assert done.code == 1
    assert answer in done.err


@pytest.mark.parametrize("words", [(*ROLE[:4], "kung"), (*ROLE, "--to", "snart")])
def test_a_word_the_command_does_not_know_is_not_understood(words, malram):
    assert malram(*words).code == 2
