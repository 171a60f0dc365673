# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from malram.accounts.actions import create_person
from malram.accounts.actors import SYSTEM, label_of
from malram.accounts.models import Person
from malram.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_the_user_model_is_our_own():
    assert get_user_model() is Person


def test_the_trail_names_a_person_by_the_sign_in_name_and_the_system_as_such():
    anna = create_person(actor=SYSTEM, username="anna", name="Anna")
    assert (label_of(anna), label_of(SYSTEM)) == ("person:anna", "system")


def test_nobody_signed_in_is_not_an_actor():
    with pytest.raises(ValueError, match="signed in"):
        label_of(AnonymousUser())


def test_a_person_cannot_make_people_but_the_system_can():
    anna = create_person(actor=SYSTEM, username="anna", name="Anna")
    with pytest.raises(PermissionDenied):
        create_person(actor=anna, username="bo", name="Bo")
    create_person(actor=SYSTEM, username="bo", name="Bo")
    assert sorted(Person.objects.values_list("username", flat=True)) == ["anna", "bo"]


def test_a_person_made_twice_is_one_person_with_one_entry():
    once = create_person(actor=SYSTEM, username="anna", name="Anna", password="ett långt lösenord")
    twice = create_person(actor=SYSTEM, username="anna", name="Anna", password="ett annat lösenord")
    assert once == twice
    assert twice.check_password("ett långt lösenord")
    assert AuditEntry.objects.filter(action="person.created").count() == 1


def test_a_person_without_a_password_cannot_sign_in(client):
    create_person(actor=SYSTEM, username="anna", name="Anna")
    assert not client.login(username="anna", password="")
