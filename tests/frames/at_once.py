# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several people who decide about the same money at the same moment, each in a process of their own.

Run as a program with what they do (`spend` or `merge`), and the database in MALRAM_DATABASE_URL: prints what
each was told, and what is left.
"""

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

import django

PEOPLE = 3


def main(what: str) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from malram.frames.checks import check_books
    from malram.frames.queries import Books
    from tests.frames.books import YEAR, framed_books
    from tests.planning.planned import NEXT, branch, given, planned_year, until_frames

    call_command("migrate", verbosity=0)
    framed_books()
    until_frames(planned_year())
    for number in range(PEOPLE):
        branch(str(number), *given(("varden", 100)))
    connections.close_all()  # nobody inherits a connection
    fork = multiprocessing.get_context("fork")
    barrier, told = fork.Barrier(PEOPLE), fork.Queue()
    people = [fork.Process(target=DO[what], args=(barrier, told, number)) for number in range(PEOPLE)]
    for person in people:
        person.start()
    answers = sorted(told.get(timeout=60) for _ in people)
    for person in people:
        person.join()
    books = Books([YEAR, NEXT])
    print(*answers, books.own("varden", YEAR), books.own("varden", NEXT), check_books([YEAR, NEXT]))


def spend(barrier: Barrier, told: Queue, number: int) -> None:
    """Ask for 6 of the 10 mnkr that are left, when all are ready to ask."""
    from tests.frames.books import MNKR, decided, move

    at_once(barrier, told, lambda: decided("varden", *move("varden", "soder", 6 * MNKR)), "till förfogande")


def merge(barrier: Barrier, told: Queue, number: int) -> None:
    """Decide a branch each, of three that would each give varden 100 for the next year."""
    from malram.planning.models import Branch
    from tests.planning.planned import merged

    mine = Branch.objects.get(name=str(number))
    at_once(barrier, told, lambda: merged(mine), "Förslaget är nedlagt")


def at_once(barrier: Barrier, told: Queue, decide: Callable[[], object], refusal: str) -> None:
    from django.db import connection

    from malram.frames.posting import DecisionRefused

    connection.ensure_connection()
    barrier.wait(timeout=60)
    try:
        decide()
        told.put("decided")
    except DecisionRefused as refused:
        told.put("refused" if refusal in str(refused) else str(refused))


DO = {"spend": spend, "merge": merge}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
