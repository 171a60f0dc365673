# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a region's comparability entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from malram.economy.books import account_names
from malram.economy.claims import items, taken_by
from malram.economy.comparability.entries import REVOCATION, Entry, read_entries
from malram.economy.definitions import Layout
from malram.facts.authored import nearest
from malram.facts.problems import Problem
from malram.facts.unit_rows import read_units
from malram.measures.catalogue.definitions import Catalogue


def comparability_problems(
    region: Path, catalogue: Catalogue, layouts: Collection[Layout], all_read: bool = True
) -> Iterator[Problem]:
    """Everything an author must put right, all at once.

    `all_read` tells that no layout was left out for its own mistakes: it may be the one an entry names.
    """
    entries, problems = read_entries(region)
    yield from problems
    if not entries:
        return
    units = {row.unit for row in read_units(region / "organisation.csv")[0]}
    accounts = frozenset(account_names(region))
    by_id = {layout.id: layout for layout in layouts}
    for entry in entries:
        if entry.kind == REVOCATION:
            continue
        layout = by_id.get(entry.layout)
        if layout is None and not all_read:
            continue
        if layout is None:
            yield _unknown(entry, "det finns ingen uppställning '{}'", entry.layout, by_id)
            continue
        yield from _unknown_names(entry, layout, catalogue, accounts, units)


def _unknown_names(
    entry: Entry, layout: Layout, catalogue: Catalogue, accounts: frozenset[str], units: Collection[str]
) -> Iterator[Problem]:
    lines = {line.id for line in items(layout)}
    named = [entry.to] if entry.to else [one.line for one in entry.amounts]
    for line in dict.fromkeys(name for name in named if name not in lines):
        yield _unknown(
            entry, f"'{{}}' är ingen av raderna som delar upp huvudboken i '{layout.id}'", line, lines
        )
    for unit in dict.fromkeys(one.unit for one in entry.amounts if one.unit not in units):
        yield _unknown(entry, "det finns ingen enhet '{}'", unit, units)
    for account in entry.accounts:
        if account not in accounts:
            yield _unknown(entry, "kontot {} finns inte i kontoplanen", account, accounts)
        elif not taken_by(catalogue, items(layout), frozenset({account})):
            message = f"Posten '{entry.id}': ingen rad i '{layout.id}' tar konto {account}."
            yield Problem("E037", entry.place, message, "Ta bort kontot, eller låt en rad ta det.")


def _unknown(entry: Entry, said: str, name: str, known: Collection[str]) -> Problem:
    message = f"Posten '{entry.id}': {said.format(name)}."
    return Problem("E036", entry.place, message, nearest(name, [*known]))
