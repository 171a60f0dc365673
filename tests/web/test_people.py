# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Roles given and ended on the pages for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from malram.accounts.models import Person
from malram.audit.models import AuditEntry
from malram.organisation.models import Membership
from malram.values import day_text
from tests.web.test_refusals import words
from tests.web.world import BOARD, CLINIC, OTHER_BOARD

ROLES = "/roller/"
TODAY = timezone.localdate().isoformat()
GOOD = {"username": "dag", "role": "reporter", "unit_id": CLINIC, "valid_from": TODAY, "valid_to": ""}


@pytest.fixture
def administrator(client_of, given_role):
    return client_of("administrator")


def test_a_role_given_in_the_form_stands_in_the_list_and_in_the_trail(administrator):
    answer = administrator.post(ROLES, GOOD, follow=True)
    assert answer.redirect_chain == [(ROLES, 302)]
    text = words(answer.content.decode())
    assert "Dag Demosson är rapportör i Kliniken." in text
    assert f"Dag Demosson dag Rapportör Kliniken {day_text(timezone.localdate())} tills vidare Gäller" in text
    assert Membership.objects.get(person__username="dag", role="reporter").unit_id == CLINIC
    assert AuditEntry.objects.get(action="role.given").actor == "person:administrator"


BAD = [
    ({"username": ""}, "Skriv användarnamnet på den som ska få rollen."),
    ({"username": "eva"}, "Ingen heter ”eva” här."),
    ({"username": "<b>"}, "Ingen heter ”&lt;b&gt;” här."),
    ({"role": "kung"}, "Välj en roll i listan."),
    ({"unit_id": OTHER_BOARD}, "Välj en enhet i listan."),
    ({"valid_from": ""}, "Skriv från vilken dag rollen gäller."),
    ({"valid_from": "2024-02-30"}, "Skriv dagen som år-månad-dag, till exempel 2026-01-31."),
    ({"valid_to": "snart"}, "Skriv dagen som år-månad-dag, till exempel 2026-01-31."),
    ({"valid_to": "2023-12-31"}, "Sista dagen ligger före den första."),
    ({"valid_from": "2024-01-01"}, "En roll börjar tidigast i dag."),
    ({"role": "reader", "unit_id": BOARD}, "Dag Demosson är redan läsare där från 2021-01-01."),
    ({"username": "administrator"}, "Du kan inte ge dig själv en roll."),
]


@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_given(wrong, said, administrator):
    before = Membership.objects.count()
    answer = administrator.post(ROLES, GOOD | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Membership.objects.count() == before


def test_all_that_is_wrong_is_said_at_once(administrator):
    html = administrator.post(ROLES, {}).content.decode()
    for said in ("Skriv användarnamnet", "Välj en roll", "Välj en enhet", "Skriv från vilken dag"):
        assert said in html


def test_a_role_is_ended_and_shown_among_those_that_are_over(administrator, given_role):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    address = f"{ROLES}{given_role}/avsluta/"
    assert f'value="{yesterday}"' in administrator.get(address).content.decode()
    answer = administrator.post(address, {"last_day": yesterday}, follow=True)
    text = words(answer.content.decode())
    last = day_text(timezone.localdate() - timedelta(days=1))
    assert f"Rollen slutar {last}." in text
    assert "Dag Demosson" not in text
    everything = words(administrator.get(ROLES, {"avslutade": "ja"}).content.decode())
    row = f"Dag Demosson dag Läsare Hälso- och sjukvårdsnämnden 1 januari 2021 {last} Avslutad"
    assert row in everything


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Skriv vilken som är rollens sista dag."),
        ("igår", "Skriv dagen som år-månad-dag"),
        ("2022-01-01", "Dagar som har varit ändras inte."),
    ],
)
def test_a_last_day_that_cannot_be_is_refused_in_words(day, said, administrator, given_role):
    answer = administrator.post(f"{ROLES}{given_role}/avsluta/", {"last_day": day})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Membership.objects.get(pk=given_role).valid_to is None


def test_the_last_administrator_is_told_why_the_role_cannot_be_ended(administrator):
    own = Membership.objects.get(person__username="administrator")
    answer = administrator.post(f"{ROLES}{own.pk}/avsluta/", {"last_day": timezone.localdate().isoformat()})
    assert answer.status_code == 422
    assert "Enheten skulle bli utan regionadministratör." in answer.content.decode()


def test_who_ends_their_own_role_is_led_to_the_start(administrator):
    dag = Person.objects.get(username="dag")
    Membership.objects.create(person=dag, unit_id=BOARD, role="administrator", valid_from="2021-01-01")
    own = Membership.objects.get(person__username="administrator")
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = administrator.post(f"{ROLES}{own.pk}/avsluta/", {"last_day": yesterday}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert administrator.get(ROLES).status_code == 403


def test_roles_elsewhere_are_not_there(administrator, client_of):
    client_of("other")
    elsewhere = Membership.objects.get(unit_id=OTHER_BOARD)
    assert administrator.get(f"{ROLES}{elsewhere.pk}/avsluta/").status_code == 404
    assert administrator.get(f"{ROLES}999999/avsluta/").status_code == 404
    assert "Regionstyrelsen" not in administrator.get(ROLES).content.decode()


def test_many_roles_stand_on_several_pages(administrator):
    for number in range(60):
        person = Person.objects.create(username=f"p{number}", name=f"Person {number:02d}")
        Membership.objects.create(person=person, unit_id=BOARD, role="reader", valid_from="2021-01-01")
    first = administrator.get(ROLES).content.decode()
    assert "Sida 1 av 2" in first
    assert "Person 59" not in first
    assert "Person 59" in administrator.get(ROLES, {"sida": "2"}).content.decode()


def test_the_menu_offers_only_what_one_may_do(client_of, occasion, measurements):
    auditor, reader = (
        client_of("auditor").get("/").content.decode(),
        client_of("reader").get("/").content.decode(),
    )
    assert 'href="/spar/"' in auditor
    assert 'href="/roller/"' not in auditor
    assert 'href="/spar/"' not in reader
