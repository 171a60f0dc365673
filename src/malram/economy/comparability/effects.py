# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comparability entries do to a line of a unit in some months, in öre with the ledger's sign.

A total counts what its lines count: what is moved between two of them leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from malram.economy.books import Books
from malram.economy.claims import taken
from malram.economy.comparability.entries import ITEM, Entry
from malram.economy.definitions import Layout, Line
from malram.economy.forecasts.lines import summed
from malram.values import Period


def effect(books: Books, layout: Layout, line: Line, unit_id: str, period: Period, month: int) -> int:
    """What all entries that hold in a statement until `month` change in a line."""
    entries = entries_for(books, layout, month)
    return sum(effect_of(books, layout, entry, line, unit_id, period) for entry in entries)


def entries_for(books: Books, layout: Layout, month: int) -> Iterator[Entry]:
    """The entries about a layout; a variant has those of the one it is a variant of.

    Where a statement ends before a reclassification began to hold, both its years are as they were.
    """
    names = {layout.id, layout.variant_of}
    return (entry for entry in books.entries if entry.layout in names and entry.since <= month)


def effect_of(books: Books, layout: Layout, entry: Entry, line: Line, unit_id: str, period: Period) -> int:
    """What one entry changes in a line."""
    return _by_accounts(books, layout, entry, line, unit_id, period) + _by_amounts(
        books, layout, entry, line, unit_id, period
    )


def moved(books: Books, entry: Entry, unit_id: str, period: Period) -> int:
    """How much an entry moves to its line, or takes away, in a unit and some months."""
    before = earlier(entry, period)
    if entry.accounts:
        return books.sums.total("ledger", unit_id, before, entry.accounts).ore if before else 0
    there = [one.ore for one in entry.amounts if _concerns(books, one.unit, unit_id) and one.month in period]
    return sum(there) if entry.kind == ITEM else sum(one for one in there if one > 0)


def earlier(entry: Entry, period: Period) -> Period | None:
    """The months of a period that a reclassification moves: those before it began to hold."""
    last = min(period.last, entry.since - 1)
    return Period(period.first, last) if last >= period.first else None


def _by_accounts(books: Books, layout: Layout, entry: Entry, line: Line, unit_id: str, period: Period) -> int:
    before = earlier(entry, period) if entry.accounts else None
    if before is None:
        return 0
    held = _holds(books, layout, line, entry.to)
    changed = {account: held - _takes(books, line, account) for account in entry.accounts}
    if not any(changed.values()):
        return 0
    sums = books.sums.accounts("ledger", unit_id, before, entry.accounts)
    return sum(changed[account] * one.ore for account, one in sums.items())


def _by_amounts(books: Books, layout: Layout, entry: Entry, line: Line, unit_id: str, period: Period) -> int:
    sign = -1 if entry.kind == ITEM else 1
    return sign * sum(
        one.ore
        for one in entry.amounts
        if one.month in period
        and _concerns(books, one.unit, unit_id)
        and _holds(books, layout, line, one.line)
    )


def _takes(books: Books, line: Line, account: str) -> bool:
    if line.accounts is not None:
        return account in line.accounts
    return account in taken(books.m.catalogue, line.outcome, frozenset({account}))


def _holds(books: Books, layout: Layout, line: Line, item: str) -> bool:
    """Whether a line is the item, or a sum that counts it."""
    return line.id == item or item in {one.id for one in summed(layout, line, books.m.catalogue)}


def _concerns(books: Books, unit_id: str, asked: str) -> bool:
    """Whether what is about a unit counts in the one asked for: it is that unit, or stands below it."""
    return unit_id in books.m.tree and asked in books.m.tree.path(unit_id)
