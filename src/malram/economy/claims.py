# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which accounts a line takes: read from the conditions of its measure, and written nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

import numpy as np

from malram.economy.definitions import Layout, Line
from malram.measures.catalogue.definitions import Catalogue, Condition, Part
from malram.measures.computing.columns import Coded

ACCOUNT = "account"


def parts_of(catalogue: Catalogue, measure: str | None) -> Iterator[Part]:
    """The sums that a measure, or those it is built of, consist of."""
    if measure is None or measure not in catalogue:
        return
    found = catalogue[measure]
    yield from found.parts
    for name, _ in found.terms:
        yield from parts_of(catalogue, name)


@lru_cache(maxsize=2048)
def taken(catalogue: Catalogue, measure: str | None, accounts: frozenset[str]) -> frozenset[str]:
    """Those of the accounts that a measure adds up."""
    names = sorted(accounts)
    chosen = np.zeros(len(names), dtype=bool)
    for part in parts_of(catalogue, measure):
        met = np.ones(len(names), dtype=bool)
        for condition in _on_account(part):
            met &= Coded(np.zeros(0), names).answers(condition)[:-1]
        chosen |= met
    return frozenset(name for name, one in zip(names, chosen, strict=True) if one)


def taken_by(catalogue: Catalogue, lines: Collection[Line], accounts: frozenset[str]) -> frozenset[str]:
    """Those of the accounts that any of the lines takes."""
    none: frozenset[str] = frozenset()
    return none.union(*(taken(catalogue, line.outcome, accounts) for line in lines))


def items(layout: Layout) -> tuple[Line, ...]:
    """The lines that divide the ledger; the others are parts of them or sums over them."""
    return tuple(line for line in layout.lines if line.role == "item")


def narrowed(catalogue: Catalogue, measure: str | None) -> set[str]:
    """The columns besides the account by which a measure takes only a part of its accounts."""
    parts = parts_of(catalogue, measure)
    return {condition.column for part in parts for condition in part.where} - {ACCOUNT}


def samples(catalogue: Catalogue, layouts: Collection[Layout]) -> frozenset[str]:
    """Accounts that tell any two lines of the layouts apart: the numbers their conditions name.

    Of two overlapping beginnings the longer one is an account that both take.
    """
    measures = {line.outcome for layout in layouts for line in layout.lines}
    conditions = (c for name in measures for part in parts_of(catalogue, name) for c in _on_account(part))
    values = (c.value if isinstance(c.value, tuple) else (c.value,) for c in conditions)
    return frozenset(str(value) for several in values for value in several)


def _on_account(part: Part) -> Iterator[Condition]:
    return (condition for condition in part.where if condition.column == ACCOUNT)
