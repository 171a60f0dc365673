# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with layouts beside each other: an account counted twice, or only in part."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from pathlib import Path

from malram.economy.books import account_names, read_accounts
from malram.economy.claims import items, narrowed, samples, taken
from malram.economy.comparability.checks import comparability_problems
from malram.economy.definitions import Layout
from malram.economy.layouts import load_layouts
from malram.facts.problems import Problem
from malram.measures.catalogue.definitions import Catalogue

NAMED = 3  # so many accounts are named in a message
ONCE = "Låt en rad ta kontot, eller skriv 'variant_of' om uppställningen läser samma konton igen."


def layout_problems(region: Path, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything an author must put right in a region's layouts."""
    layouts, problems = load_layouts(region / "statements", catalogue.ids)
    yield from problems
    yield from read_accounts(region)[1]
    accounts = samples(catalogue, layouts) | set(account_names(region))
    for layout in layouts:
        yield from _in_part(layout, catalogue)
        yield from _other_budget(layout, catalogue, accounts)
    yield from _twice(layouts, catalogue, accounts)
    yield from comparability_problems(region, catalogue, layouts, all_read=not problems)


def _twice(layouts: Collection[Layout], catalogue: Catalogue, accounts: frozenset[str]) -> Iterator[Problem]:
    """Two items that take the same account: their sum would count it twice."""
    for board in dict.fromkeys(layout.board for layout in layouts):
        for family in _families([layout for layout in layouts if layout.board == board]):
            lines = [line for layout in family for line in items(layout)]
            for first, second in combinations(lines, 2):
                both = taken(catalogue, first.outcome, accounts) & taken(catalogue, second.outcome, accounts)
                if both:
                    there = f"raden '{first.id}' ({first.place})"
                    message = f"Raden '{second.id}' tar {_said(both)}, som {there} redan tar."
                    yield Problem("E010", second.place, message, ONCE)


def _families(layouts: list[Layout]) -> Iterator[list[Layout]]:
    """Those that divide a board's ledger together; a variant divides it once more, alone."""
    yield [layout for layout in layouts if not layout.variant_of]
    yield from ([layout] for layout in layouts if layout.variant_of)


def _in_part(layout: Layout, catalogue: Catalogue) -> Iterator[Problem]:
    """An item that takes some rows of its accounts: nobody would see the others."""
    for line in items(layout):
        if columns := narrowed(catalogue, line.outcome):
            said = ", ".join(sorted(columns))
            message = (
                f"Raden '{line.id}' tar bara en del av sina konton: måttet '{line.outcome}' väljer på {said}."
            )
            hint = "Gör raden till 'of-which', eller låt måttet ta hela kontona."
            yield Problem("E011", line.place, message, hint)


def _other_budget(layout: Layout, catalogue: Catalogue, accounts: frozenset[str]) -> Iterator[Problem]:
    """A line whose budget is of other accounts than its outcome: the deviation would mean nothing."""
    for line in layout.lines:
        if line.budget is None:
            continue
        differ = taken(catalogue, line.outcome, accounts) ^ taken(catalogue, line.budget, accounts)
        if differ and not narrowed(catalogue, line.outcome):
            message = f"Raden '{line.id}' har utfall och budget på olika konton: {_said(differ)}."
            yield Problem("E012", line.place, message, "Låt båda måtten ta samma konton.")


def _said(accounts: Collection[str]) -> str:
    """'konto 45 och 46' or 'konto 45, 451, 452 med flera'."""
    named = sorted(accounts)[:NAMED]
    listed = " och ".join([", ".join(named[:-1]), named[-1]] if named[1:] else named)
    return f"konto {listed}" if len(accounts) <= NAMED else f"konto {', '.join(named)} med flera"
