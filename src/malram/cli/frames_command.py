# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram frames check`: do the books balance, and is every unit's budget its frame?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from malram.cli import home, say
from malram.cli.check_command import vars_of
from malram.cli.common import add_format, print_json, start_django, unreadable
from malram.cli.parser import whole_number
from malram.facts.problems import Problem


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=("check", "effect"),
        metavar="check|effect",
        help="check: kontrollera ramarna; effect: låt beslutade budgetväxlingar gälla från sin dag",
    )
    parser.add_argument("--year", type=whole_number(2000, 2100), metavar="ÅR", help="bara det året")
    add_format(parser)


def run(arguments: Namespace) -> int:
    start_django()
    from django.db import DatabaseError

    try:
        return _effect(arguments) if arguments.action == "effect" else _check(arguments)
    except DatabaseError as error:
        raise unreadable(error) from None


def _check(arguments: Namespace) -> int:
    from malram.frames.checks import check_books
    from malram.frames.queries import years

    asked = [arguments.year] if arguments.year else sorted(years())
    problems = check_books(asked)
    without = []
    for year in asked:
        found = _budget_problems(year)
        problems += found or []
        without += [str(year)] if found is None else []
    if arguments.format == "json":
        print_json([vars_of(problem) | {"about": problem.place.column} for problem in problems])
    else:
        for problem in problems:
            print(problem)
    if without:
        say(f"Ingen budget är inläst för {', '.join(without)}; där jämförs inget.")
    said = "Ramarna stämmer." if not problems else f"{len(problems)} fel."
    say(f"{said} Kontrollerade år: {', '.join(map(str, asked)) or 'inga'}.")
    return 1 if problems else 0


def _budget_problems(year: int) -> list[Problem] | None:
    """What differs between budget and frames; None where no budget is delivered for the year."""
    from malram.frames.budget import budget_by_unit
    from malram.frames.checks import check_budget
    from malram.frames.queries import Books
    from malram.measures.region import chosen_region, store_of, tree_of

    tree = tree_of(chosen_region(home()), date(year, 12, 31))
    budget = budget_by_unit(store_of(home()), tree, year)
    return check_budget(Books([year]), year, budget) if budget else None


def _effect(arguments: Namespace) -> int:
    """Each transfer by itself: one that the frames do not allow any more stops none of the others."""
    from malram.accounts.actors import SYSTEM
    from malram.frames.posting import DecisionRefused
    from malram.frames.queries import due_transfers
    from malram.frames.transfer_actions import effect_transfer

    today, done, refused = date.today(), [], []
    for transfer in due_transfers(today):
        try:
            effect_transfer(actor=SYSTEM, transfer_id=transfer.pk, day=today)
            done.append(transfer.title)
        except DecisionRefused as error:
            refused.append(f"{transfer.title}: {error}")
    if arguments.format == "json":
        print_json({"effective": done, "refused": refused})
    else:
        print("\n".join([*(f"Gäller nu: {title}" for title in done), *refused] or ["Inget att göra."]))
    return 1 if refused else 0
