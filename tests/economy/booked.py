# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region's measures and layout, and books over rows that a test makes up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from malram.economy.books import Books, books_of
from malram.economy.columns import Scale
from malram.economy.layouts import load_layouts
from malram.economy.statements import Statement, statement
from malram.measures.tree import Tree
from malram.values import Period
from tests.small import measured, small_store, small_tree


def over(id: str, *accounts: str, more: str = "") -> str:
    start = "{account: {starts_with: [" + ", ".join(f"'{one}'" for one in accounts) + "]}" + more + "}"
    return "".join(
        f"- {{id: {id}{end}, label: {id}, kind: sum, fact: {fact}, unit: tkr, decimals: 0,\n"
        f"   numerator: {{sum: amount, where: {start}}}}}\n"
        for end, fact in (("", "ledger"), ("-budget", "budget"))
        if not (more and end)
    )


MEASURES = over("intakter", "3") + over("personal", "4") + over("netto", "3", "4", "5", "6")
LAYOUT = """
id: resultat
title: Resultat, tkr
board: namnd
columns:
  - {id: outcome, kind: outcome, head: Utfall}
  - {id: budget, kind: budget, head: Budget}
  - {id: deviation, kind: difference, of: [budget, outcome], sign: ledger, head: Avvikelse}
lines:
  - {id: intakter, label: Intäkter, outcome: intakter, budget: intakter-budget, sign: -1}
  - {id: personal, label: Personal, outcome: personal, budget: personal-budget}
  - {id: netto, label: Nettokostnad, outcome: netto, budget: netto-budget, role: total}
"""
NAMES = "account,name,line,group\n5010,Köpt vård,,\n8010,Ränteintäkter,,\n"
TKR = 100_000  # öre
Rows = list[tuple[int, str, str, int]]


def region(folder: Path, layout: str = LAYOUT, measures: str = MEASURES) -> Path:
    (folder / "statements").mkdir(exist_ok=True)
    (folder / "statements" / "resultat.yaml").write_text(layout, encoding="utf-8")
    (folder / "accounts.csv").write_text(NAMES, encoding="utf-8")
    (folder / "measures").mkdir(exist_ok=True)
    (folder / "measures" / "test.yaml").write_text(measures, encoding="utf-8")
    return folder


def booked(folder: Path, rows: Rows, tree: Tree | None = None) -> Books:
    """Each row is (month of 2024, unit, account, öre); the budget has half of every row."""
    store = small_store(folder)
    budget: dict[tuple[int, str, str], int] = {}
    for i, (month, unit, account, ore) in enumerate(rows):
        row = {"date": date(2024, month, 1), "unit": unit, "account": account, "voucher": f"v{i}", "row": 1}
        store.add("ledger", row | {"amount": 2 * ore})
        budget[month, unit, account] = budget.get((month, unit, account), 0) + ore
    for (month, unit, account), ore in budget.items():
        row = {"month": date(2024, month, 1), "unit": unit, "account": account}
        store.add("budget", row | {"amount": ore})
    m = measured(folder, store, tree or small_tree(), MEASURES)
    return books_of(m, region(folder), store.root)


def read(
    books: Books, folder: Path, unit: str = "namnd", period: str = "2024-01", scale: Scale | None = None
) -> Statement:
    [layout], problems = load_layouts(folder / "statements", books.m.catalogue.ids)
    assert problems == []
    return statement(books, layout, unit, Period.parse(period), scale)


def shown(found: Statement) -> list[tuple[str, str, str]]:
    return [
        (row.label, row.role, " ".join(cell.figure.digits() if cell else "" for cell in row.cells))
        for row in found.rows
    ]


UNITS = ("regionen", "namnd", "norr", "soder")
ACCOUNTS = ("3010", "4010", "5010", "6010", "8010", "9999")
ROWS = st.lists(
    st.tuples(
        st.integers(1, 12), st.sampled_from(UNITS), st.sampled_from(ACCOUNTS), st.integers(-(10**12), 10**12)
    ),
    min_size=1,
    max_size=25,
)
# A month without any row is one that nobody delivered, and then every amount is missing.
EVERY_MONTH = [(month, "privat", "4010", 0) for month in range(1, 13)]
