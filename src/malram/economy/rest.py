# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts that no line of a layout takes: shown on lines of their own, so that nothing is dropped.

Those that the total counts stand before it, and its items add up again. Those outside the total stand after
it, with the whole ledger as the last line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from malram.economy.books import Books
from malram.economy.claims import items, taken, taken_by
from malram.economy.definitions import Layout, Line
from malram.values import Period

WITHOUT, OUTSIDE, WHOLE = "konton-utan-rad", "konton-utanfor-summan", "hela-huvudboken"
SUMS = ("subtotal", "total")
NAMED = 3  # so many accounts are named on the line; the rest of them when it is opened


def completed(books: Books, layout: Layout, unit: str, period: Period) -> tuple[Line, ...]:
    """The layout's lines, with those that are needed for every account of the unit to be on one."""
    catalogue, known = books.m.catalogue, books.sums.known
    here = frozenset(account for account in known if not account.startswith(layout.outside))
    left = here - taken_by(catalogue, items(layout), known)
    left = _present(books, layout, left, unit, period) if left else left
    if not left:
        return layout.lines
    last = max((i for i, line in enumerate(layout.lines) if line.role == "total"), default=None)
    counted = left if last is None else left & taken(catalogue, layout.lines[last].outcome, left)
    lines = list(layout.lines)
    if counted:
        lines.insert(_first_sum(books, lines, counted), _line(books, WITHOUT, "Konton utan rad", counted))
    if outside := left - counted:
        sign = 1 if last is None else layout.lines[last].sign  # as the total itself is printed
        lines.append(replace(_line(books, OUTSIDE, "Konton utanför summan", outside), sign=sign))
        lines.append(Line(WHOLE, "Hela huvudboken", "", None, "total", sign, accounts=here))
    return tuple(lines)


def _present(books: Books, layout: Layout, left: frozenset[str], unit: str, period: Period) -> frozenset[str]:
    """Those with rows in the unit in a month that some column is about."""
    about = {column.about(period) for column in layout.columns if not column.compares}
    return frozenset(
        account
        for months in about
        for table in ("ledger", "budget")
        for account in books.sums.accounts(table, unit, months, left)
    )


def _first_sum(books: Books, lines: list[Line], counted: frozenset[str]) -> int:
    """Where the first sum stands that counts any of the accounts; last where none does."""
    sums = (i for i, line in enumerate(lines) if line.role in SUMS)
    return next((i for i in sums if taken(books.m.catalogue, lines[i].outcome, counted)), len(lines))


def _line(books: Books, id: str, label: str, accounts: Iterable[str]) -> Line:
    named = sorted(accounts)
    said = ", ".join(map(books.account, named[:NAMED]))
    more = f" och {len(named) - NAMED} till" if len(named) > NAMED else ""
    return Line(id, f"{label}: {said}{more}", "", None, accounts=frozenset(named))
