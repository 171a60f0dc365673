# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several people who spend the same money at the same moment, each in a process of their own.

Run as a program, with the database in MALRAM_DATABASE_URL: prints what each was told, and what is left.
"""

import multiprocessing
import sys
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

import django

PEOPLE = 3


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from malram.frames.checks import check_books
    from malram.frames.queries import Books
    from tests.frames.books import YEAR, framed_books

    call_command("migrate", verbosity=0)
    framed_books()
    connections.close_all()  # nobody inherits a connection
    fork = multiprocessing.get_context("fork")
    barrier, told = fork.Barrier(PEOPLE), fork.Queue()
    people = [fork.Process(target=spend, args=(barrier, told)) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    answers = sorted(told.get(timeout=60) for _ in people)
    for person in people:
        person.join()
    print(*answers, Books([YEAR]).own("varden", YEAR), check_books([YEAR]))


def spend(barrier: Barrier, told: Queue) -> None:
    """Ask for 6 of the 10 mnkr that are left, when all are ready to ask."""
    from django.db import connection

    from malram.frames.posting import DecisionRefused
    from tests.frames.books import MNKR, decided, move

    connection.ensure_connection()
    barrier.wait(timeout=60)
    try:
        decided("varden", *move("varden", "soder", 6 * MNKR))
        told.put("decided")
    except DecisionRefused as refused:
        told.put("refused" if "till förfogande" in str(refused) else str(refused))


if __name__ == "__main__":
    sys.exit(main())
