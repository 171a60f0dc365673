# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision with 2,000 postings over a thousand units, asked against every rule and committed.

The baseline writes as many bare rows in one transaction: no rules, no locks, no trail. Everything happens in
a copy of the home's database.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from benchmarks.table import Took, middle, show, timed
from malram.accounts.actors import SYSTEM
from malram.frames.actions import decide
from malram.frames.models import Account, Decision, FrameYear, Posting
from malram.frames.posting import Entry
from malram.frames.queries import Books
from malram.planning.branch_actions import merge_branch, open_branch
from malram.planning.models import PlanningYear

UNITS, ROUNDS, MNKR = 1_000, 3, 10**8
BOARD = "bench"
YEARS = [*range(2090, 2090 + ROUNDS)]  # a branch is merged once in each
SAID = {"actor": SYSTEM, "decided_on": date(2026, 1, 15), "title": "Fördelning", "reason": "Mätning."}


def run(home: Path) -> None:
    """Measure on a copy of the database of `home`, which is a file."""
    with TemporaryDirectory(prefix="malram-bench-") as folder:
        there = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = shutil.copy(there, folder)
        try:
            _measure()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = there


def _measure() -> None:
    _open_books()
    rows = {
        "bare rows": _timed(_bare),
        "decision": _timed(lambda year: decide(body_id=BOARD, entries=_entries(year), **SAID)),
        "branch merged": _merged(),
        "books read": _timed(lambda year: Books([year - 1, year]).frame(BOARD, year)),
    }
    title = f"{2 * UNITS:,} postings in {UNITS + 1:,} accounts, medians of {ROUNDS}"
    show(title, rows, "bare rows", {"decision": "1 s", "branch merged": "1 s"})


def _timed(work: Callable[[int], object]) -> Took:
    return middle([timed(lambda year=year: work(year))[0] for year in YEARS])


def _merged() -> Took:
    """The merging of branches that are already there."""
    branches = {
        year: open_branch(
            actor=SYSTEM, year=year, body_id=BOARD, name="B", reason="Mätning.", entries=_entries(year)
        )
        for year in YEARS
    }
    return _timed(lambda year: merge_branch(branch_id=branches[year].pk, **SAID))


def _entries(year: int) -> list[Entry]:
    """A million from the board to each unit: two postings."""
    return [
        entry
        for number in range(UNITS)
        for entry in (
            Entry(BOARD, year, -MNKR, Posting.ALLOCATION),
            Entry(f"{BOARD}-{number}", year, MNKR, Posting.ALLOCATION),
        )
    ]


def _bare(year: int) -> None:
    """As many rows in one transaction, as they are."""
    decision = Decision.objects.earliest("id")
    with transaction.atomic():
        Posting.objects.bulk_create(
            Posting(decision=decision, account_id=one.account, year_id=year, amount=one.amount, kind=one.kind)
            for one in _entries(year)
        )


def _open_books() -> None:
    """A board with a thousand units, years that are planned, and enough money in each for every round."""
    top = Account.objects.get(parent=None, kind=Account.FRAME)
    source = Account.objects.get(parent=None, kind=Account.SOURCE)
    board = Account.objects.create(id=BOARD, parent=top, name=BOARD, kind=Account.FRAME, level="namnd")
    names = [f"{BOARD}-{number}" for number in range(UNITS)]
    Account.objects.bulk_create(
        Account(id=name, parent=board, name=name, kind=Account.FRAME, level="enhet") for name in names
    )
    for year in YEARS:
        PlanningYear.objects.create(year=FrameYear.objects.create(year=year))
        given = 3 * UNITS * MNKR  # bare rows, a decision and a branch
        entries = [Entry(source.id, year, -given, Posting.BASE), Entry(BOARD, year, given, Posting.BASE)]
        decide(body_id=top.id, entries=entries, **SAID)
