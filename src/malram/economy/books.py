# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a statement is read from: the measures, the sums per account, and what the accounts are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from malram.economy.comparability.entries import Entry, entries_of
from malram.facts.authored_rows import Row, read_rows
from malram.facts.problems import Problem
from malram.measures.reading.query import Measurements
from malram.measures.tracing.by_account import AccountSums

ACCOUNTS = "accounts.csv"


@dataclass(frozen=True)
class Books:
    """One snapshot's measures and accounts, and what makes its years comparable.

    `names` may lack an account; it is then only a number.
    """

    m: Measurements
    sums: AccountSums
    names: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    def account(self, number: str) -> str:
        """'5310 Inhyrda läkare', or the number alone."""
        return f"{number} {self.names[number]}" if number in self.names else number


@lru_cache(maxsize=4)
def books_of(m: Measurements, region: Path, facts: Path | None = None) -> Books:
    """The books of a snapshot; `facts` where they do not lie in the snapshot's own home."""
    sums = AccountSums(m.snapshot, m.tree, facts)
    return Books(m, sums, account_names(region), entries_of(region))


def account_names(region: Path) -> dict[str, str]:
    """The region's chart of accounts; nothing where it has none."""
    rows, _ = read_accounts(region)  # what is wrong there is told by `malram check`
    return {row["account"]: row["name"] for row in rows}


def read_accounts(region: Path) -> tuple[list[Row], list[Problem]]:
    """The rows of the chart of accounts, and what is wrong with it."""
    path = region / ACCOUNTS
    return read_rows(path, ("account", "name"), "E040") if path.exists() else ([], [])
