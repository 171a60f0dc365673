# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram person add|role`: an installation's first people and administrators. After that there is a page."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from malram.cli import CommandError
from malram.cli.common import start_django, unreadable
from malram.cli.parser import day
from malram.organisation.roles import ROLES


def configure(parser: ArgumentParser) -> None:
    told = "lägg upp en person, eller ge en person en roll"
    parser.add_argument("action", choices=("add", "role"), metavar="add|role", help=told)
    parser.add_argument("username", metavar="ANVÄNDARNAMN", help="namnet som skrivs vid inloggningen")
    parser.add_argument("--name", metavar="NAMN", help="för add: vad personen heter")
    parser.add_argument("--role", choices=tuple(ROLES), help="för role: rollen")
    parser.add_argument("--unit", metavar="ENHET", help="för role: enheten som rollen gäller i och under")
    parser.add_argument("--from", dest="first", type=day, metavar="DAG", help="första dagen; annars i dag")
    parser.add_argument("--to", dest="last", type=day, metavar="DAG", help="sista dagen; annars tills vidare")


def run(arguments: Namespace) -> int:
    wanted = ("name",) if arguments.action == "add" else ("role", "unit")
    if lacking := [f"--{name}" for name in wanted if not getattr(arguments, name)]:
        raise CommandError(f"Ange också {' och '.join(lacking)}.")
    start_django()
    from django.db import DatabaseError

    try:
        return _add(arguments) if arguments.action == "add" else _give(arguments)
    except DatabaseError as error:
        raise unreadable(error) from None


def _add(arguments: Namespace) -> int:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from malram.accounts.actions import create_person
    from malram.accounts.actors import SYSTEM
    from malram.accounts.models import Person

    person = Person(username=arguments.username, name=arguments.name)
    if Person.objects.filter(username=person.username).exists():
        raise CommandError(f"'{person.username}' finns redan. Välj ett annat användarnamn.")
    try:
        person.clean_fields(exclude=["password"])
        password = _password()
        validate_password(password, person)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    create_person(actor=SYSTEM, username=person.username, name=person.name, password=password)
    print(f"{person.name} kan logga in som '{person.username}'. Ge en roll med 'malram person role'.")
    return 0


def _password() -> str:
    """Asked for twice at a terminal, where it does not show; otherwise the first line that is sent in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Lösenord: ")
    if getpass("Lösenordet en gång till: ") != password:
        raise CommandError("Lösenorden är inte lika. Kör kommandot igen.")
    return password


def _give(arguments: Namespace) -> int:
    from django.utils import timezone

    from malram.accounts.actors import SYSTEM
    from malram.accounts.models import Person
    from malram.organisation.giving import RoleRefused, days_in_words, give_role

    person = Person.objects.filter(username=arguments.username).first()
    if person is None:
        raise CommandError(
            f"Ingen heter '{arguments.username}'. Lägg upp personen med 'malram person add' först."
        )
    try:
        given = give_role(
            actor=SYSTEM,
            person=person,
            unit_id=arguments.unit,
            role=arguments.role,
            valid_from=arguments.first or timezone.localdate(),
            valid_to=arguments.last,
        )
    except RoleRefused as error:
        raise CommandError(str(error)) from None
    print(f"{person} är {ROLES[given.role].name} i {given.unit} {days_in_words(given)}.")
    return 0
