# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements: declared lines, one sign rule, and what a reader sees in each column."""

from __future__ import annotations

from datetime import date

import pytest

from malram.economy.layouts import load_layout
from malram.economy.statements import statement
from malram.values import Period

MEASURES = """
- {id: intakter, label: Intäkter, kind: sum, fact: ledger, where: {account: {starts_with: ['3']}},
   numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: kostnader, label: Kostnader, kind: sum, fact: ledger, where: {account: {starts_with: ['4', '5']}},
   numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: netto, label: Netto, kind: sum, fact: ledger, numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: budget-intakter, label: Intäkter, kind: sum, fact: budget, where: {account: {starts_with: ['3']}},
   numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: budget-kostnader, label: Kostnader, kind: sum, fact: budget,
   where: {account: {starts_with: ['4', '5']}}, numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: budget-netto, label: Netto, kind: sum, fact: budget, numerator: {sum: amount}, unit: tkr, decimals: 0}
"""
LAYOUT = """
id: namnd
title: Resultaträkning
board: namnd
lines:
  - {id: intakter, label: Intäkter, outcome: intakter, budget: budget-intakter, sign: -1}
  - {id: kostnader, label: Kostnader, outcome: kostnader, budget: budget-kostnader}
  - {id: netto, label: Nettokostnad, outcome: netto, budget: budget-netto, role: total}
"""
TKR = 100_000  # öre


@pytest.fixture
def year(store, computed, tmp_path):
    """A month of 2024: income 10, cost 110 tkr; budget 12, 100. Of 2023: income 10, cost 100; no budget."""
    for month in range(24):
        day = date(2023 + month // 12, month % 12 + 1, 28)
        row = {"date": day, "unit": "norr", "voucher": f"v{month}"}
        store.add("ledger", {**row, "row": 1, "account": "3010", "amount": -10 * TKR})
        store.add(
            "ledger", {**row, "row": 2, "account": "5010", "amount": (100 if month < 12 else 110) * TKR}
        )
        if month >= 12:
            first = day.replace(day=1)
            store.add("budget", {"month": first, "unit": "norr", "account": "3010", "amount": -12 * TKR})
            store.add("budget", {"month": first, "unit": "norr", "account": "5010", "amount": 100 * TKR})
    path = tmp_path / "namnd.yaml"
    path.write_text(LAYOUT, encoding="utf-8")
    m = computed(MEASURES)
    layout, problems = load_layout(path, m.catalogue.ids)
    assert problems == []
    return lambda period: statement(m, layout, "namnd", Period.parse(period))


def shown(found, row: str) -> dict[str, str]:
    return {key: found.cell(row, key).figure.digits() for key in found.keys if found.cell(row, key)}


def test_minus_is_worse_on_every_line_whatever_its_printed_sign(year):
    """Income 120 against 144 is 24 worse; cost 1 320 against 1 200 is 120 worse; net 1 200 against 1 056."""
    found = year("2024")
    assert shown(found, "intakter")["outcome"] == "120"
    assert shown(found, "intakter")["deviation"] == "−24"
    assert shown(found, "kostnader")["deviation"] == "−120"
    assert shown(found, "netto")["deviation"] == "−144"


def test_a_month_so_far_and_the_whole_year_are_three_different_numbers(year):
    """April: 110; January to April: 440; the year's budget 1 200."""
    assert shown(year("2024-04"), "kostnader")["outcome"] == "110"
    so_far = shown(year("2024-01/2024-04"), "kostnader")
    assert (so_far["outcome"], so_far["budget"], so_far["year_budget"]) == ("440", "400", "1\u00a0200")


def test_change_is_against_the_same_months_last_year(year):
    """Cost 440 against 400: 40 more, 10,0 %. Income is printed positive and has not changed."""
    found = year("2024-01/2024-04")
    assert shown(found, "kostnader")["change_percent"] == "10,0"
    assert shown(found, "intakter")["change"] == "0"


def test_a_budget_of_nothing_gives_a_dash(store, computed, year, tmp_path):
    """2023 has no budget: neither amount nor percentage is invented."""
    found = year("2023")
    assert found.cell("kostnader", "deviation_percent").figure.digits() == "–"


def test_a_layout_with_mistakes_lists_them_all(tmp_path):
    path = tmp_path / "fel.yaml"
    path.write_text(
        "id: x\ntitle: X\nboard: namnd\nlines:\n  - {id: a, label: A, outcom: kostnader, role: summa}\n"
    )
    found = [str(problem) for problem in load_layout(path, {"kostnader"})[1]]
    assert found == [
        "statements/fel.yaml:5: E002 Okänd nyckel 'outcom'. Menade du 'outcome'?",
        "statements/fel.yaml:5: E003 Raden saknar 'outcome'. Lägg till 'outcome: …'.",
        "statements/fel.yaml:5: E005 Okänd radroll 'summa'. Tillåtna: item, of-which, subtotal, total.",
    ]
