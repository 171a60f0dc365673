# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line opens to accounts, cost centres, months and rows, and each level adds up to the one above."""

from __future__ import annotations

import tempfile
from functools import reduce
from operator import add
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.economy.books import Books
from malram.economy.definitions import Layout, Line
from malram.economy.drill import Opened, Part, is_sum_of_accounts, opened
from malram.economy.layouts import load_layouts
from malram.economy.rest import completed
from malram.measures.catalogue.loader import load_measures
from malram.measures.tracing.by_account import Sum
from malram.measures.tracing.trace import Tracer
from malram.values import Period
from tests.economy.booked import EVERY_MONTH, LAYOUT, MEASURES, ROWS, TKR, UNITS, booked, over, read, region
from tests.small import SmallStore


def layout_of(books: Books, folder: Path) -> Layout:
    [layout], problems = load_layouts(folder / "statements", books.m.catalogue.ids)
    assert problems == []
    return layout


def line_of(books: Books, folder: Path, id: str) -> Line:
    return next(line for line in layout_of(books, folder).lines if line.id == id)


def summed(parts: list[Part]) -> Part:
    return reduce(add, parts, Part("", ""))


def test_a_line_opens_to_accounts_cost_centres_months_and_rows(tmp_path):
    """Staff of 2 · (3 + 4 + 5) tkr: 14 on account 4010, of which 14 in Norr, of which 6 in January."""
    rows = [(1, "norr", "4010", 3), (2, "norr", "4010", 4), (2, "soder", "4510", 5), (2, "norr", "5010", 9)]
    books = booked(tmp_path, [(month, unit, account, ore * TKR) for month, unit, account, ore in rows])
    year = Period.parse("2024-01/2024-02")
    line = opened(books, line_of(books, tmp_path, "personal"), "namnd", year)
    assert [(part.key, part.outcome, part.budget) for part in line.by_account()] == [
        ("4010", Sum(14 * TKR, 2), Sum(7 * TKR, 2)),
        ("4510", Sum(10 * TKR, 1), Sum(5 * TKR, 1)),
    ]
    account = Opened(books, frozenset({"4010"}), "namnd", year)
    assert [(part.key, part.label, part.outcome) for part in account.by_cost_centre()] == [
        ("norr", "Norr", Sum(14 * TKR, 2))
    ]
    centre = Opened(books, frozenset({"4010"}), "norr", year, alone=True)
    assert [(part.key, part.label, part.outcome.ore) for part in centre.by_month()] == [
        ("2024-01", "januari 2024", 6 * TKR),
        ("2024-02", "februari 2024", 8 * TKR),
    ]
    month = Opened(books, frozenset({"4010"}), "norr", Period.parse("2024-02"), alone=True)
    tracer = Tracer(books.m, SmallStore(tmp_path / "facts"))
    [row] = tracer.booked(month.files, month.accounts, "norr", 0, 10)
    assert (row.cells["amount"], row.cells["account"], row.line) == (8 * TKR, "4010", 3)
    assert tracer.booked(month.files, month.accounts, "norr", 1, 10) == []


@settings(max_examples=8, deadline=None)
@given(ROWS, st.sampled_from(UNITS), st.integers(1, 12), st.integers(0, 11))
def test_every_level_adds_up_to_the_line(rows, unit, first, more):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = booked(folder, rows + EVERY_MONTH)
        period = Period(2024 * 12 + first - 1, 2024 * 12 + min(first + more, 12) - 1)
        found = read(books, folder, unit, period.code)
        lines = completed(books, layout_of(books, folder), unit, period)
        for row, line in zip(found.rows, lines, strict=True):
            whole = opened(books, line, unit, period)
            amounts = (cell.figure.value or 0 if cell else 0 for cell in row.cells[:2])
            outcome, budget = (amount * line.sign * TKR for amount in amounts)
            for parts in (whole.by_account(), whole.by_cost_centre(), whole.by_month()):
                assert (summed(parts).outcome.ore, summed(parts).budget.ore) == (outcome, budget)
            for account in whole.by_account():
                of_account = Opened(books, frozenset({account.key}), unit, period)
                centres = of_account.by_cost_centre()
                assert summed(centres).outcome == account.outcome
                for centre in centres:
                    alone = Opened(books, of_account.accounts, centre.key, period, alone=True)
                    assert summed(alone.by_month()).outcome == centre.outcome == alone.total.outcome


def test_the_rows_of_a_cost_centre_add_up_and_come_a_page_at_a_time(tmp_path):
    """Five rows of 2, 4 … 10 öre: 30 together, in pages of two."""
    books = booked(tmp_path, [(3, "norr", "4010", i) for i in range(1, 6)])
    month = Opened(books, frozenset({"4010"}), "norr", Period.parse("2024-03"), alone=True)
    tracer = Tracer(books.m, SmallStore(tmp_path / "facts"))
    pages = [tracer.booked(month.files, month.accounts, "norr", at, 2) for at in range(0, month.rows, 2)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert sum(row.cells["amount"] for page in pages for row in page) == 30 == month.total.outcome.ore


def test_a_line_that_is_no_sum_of_whole_accounts_does_not_open(tmp_path):
    """A half of an account, and one turned round, would not add up to their accounts."""
    books = booked(tmp_path, [(1, "norr", "4010", TKR)])
    assert opened(books, line_of(books, tmp_path, "personal"), "namnd", Period.parse("2024-01"))
    odd = over("halv", "4", more=", counterparty: extern")
    turned = "kind: derived, terms: [{measure: personal, weight: -1}], unit: tkr, decimals: 0}"
    odd += f"- {{id: omvand, label: Omvänd, {turned}\n"
    catalogue, problems = load_measures(region(tmp_path, LAYOUT, MEASURES + odd) / "measures")
    assert problems == []
    assert not is_sum_of_accounts(catalogue, "halv")
    assert not is_sum_of_accounts(catalogue, "omvand")
