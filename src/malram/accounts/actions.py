# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.core.exceptions import PermissionDenied
from django.db import transaction

from malram.accounts.actors import Actor, System, label_of
from malram.accounts.models import Person
from malram.audit.actions import record


def require_system(actor: Actor) -> None:
    """Refuse what no role gives a person the right to do."""
    if not isinstance(actor, System):
        raise PermissionDenied("Det här görs av systemet när regionens filer läses in.")


@transaction.atomic
def create_person(
    *, actor: Actor, username: str, name: str, password: str = "", made_up: bool = False
) -> Person:
    """Return the person with that sign-in name, made when there is none. An empty password cannot sign in."""
    require_system(actor)
    there = Person.objects.filter(username=username).first()
    if there is not None:
        return there
    person = Person(username=username, name=name, made_up=made_up)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save()
    record(label_of(actor), "person.created", f"person:{username}", after={"name": name, "made_up": made_up})
    return person
