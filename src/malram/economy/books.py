# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a statement is read from: the measures, the sums per account, and what the accounts are called."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from malram.measures.reading.query import Measurements
from malram.measures.tracing.by_account import AccountSums


@dataclass(frozen=True)
class Books:
    """One snapshot's measures and accounts. `names` may lack an account; it is then only a number."""

    m: Measurements
    sums: AccountSums
    names: Mapping[str, str] = field(default_factory=dict)

    def account(self, number: str) -> str:
        """'5310 Inhyrda läkare', or the number alone."""
        return f"{number} {self.names[number]}" if number in self.names else number


@lru_cache(maxsize=4)
def books_of(m: Measurements, region: Path, facts: Path | None = None) -> Books:
    """The books of a snapshot; `facts` where they do not lie in the snapshot's own home."""
    return Books(m, AccountSums(m.snapshot, m.tree, facts), account_names(region))


def account_names(region: Path) -> dict[str, str]:
    """The region's chart of accounts, `accounts.csv`; nothing where it has none."""
    path = region / "accounts.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["account"]: row["name"] for row in csv.DictReader(file)}
