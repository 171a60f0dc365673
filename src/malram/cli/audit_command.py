# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram audit verify`: has anybody touched the trail of who did what?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from malram.cli import say
from malram.cli.common import start_django, unreadable


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=("verify",),
        metavar="verify",
        help="räkna om hela kedjan och lista det som inte stämmer",
    )


def run(arguments: Namespace) -> int:
    start_django()
    from django.db import DatabaseError

    from malram.audit.queries import last_hash, verify

    try:
        problems = verify()
        last = last_hash()
    except DatabaseError as error:
        raise unreadable(error) from None
    for problem in problems:
        print(problem)
    say("Kedjan är hel." if not problems else f"{len(problems)} fel i kedjan.")
    if last:
        print(f"Sista kontrollsumma: {last}")
    return 1 if problems else 0
