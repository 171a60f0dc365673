# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statements: declared lines, one sign rule, and what a reader sees in each column."""

from __future__ import annotations

from datetime import date

import pytest

from malram.economy.books import books_of
from malram.economy.layouts import load_layouts
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
columns:
  - {id: outcome, kind: outcome, head: "Utfall {period}"}
  - {id: budget, kind: budget, head: "Budget {period}"}
  - {id: deviation, kind: difference, of: [budget, outcome], sign: ledger, head: Avvikelse}
  - {id: deviation_percent, kind: percent, of: [budget, outcome], base: budget, sign: ledger, head: "Avv., %"}
  - {id: previous, kind: outcome, years: -1, head: "Utfall {period}"}
  - {id: change, kind: difference, of: [outcome, previous], head: Förändring}
  - {id: change_percent, kind: percent, of: [outcome, previous], base: previous, head: "Förändring, %"}
  - {id: month, kind: outcome, period: month, head: "Utfall {period}"}
  - {id: year_budget, kind: budget, period: year, head: "Helårsbudget {year}"}
  - {id: year_end, kind: outcome, period: year, years: -1, head: "Bokslut {year}"}
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
    [layout], problems = load_layouts(tmp_path, m.catalogue.ids)
    assert problems == []
    return lambda period: statement(books_of(m, tmp_path, store.root), layout, "namnd", Period.parse(period))


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


def test_a_column_is_headed_by_the_months_it_is_about(year):
    found = year("2024-01/2024-04")
    heads = dict(zip(found.keys, found.columns, strict=True))
    assert heads["outcome"] == "Utfall jan–apr 2024"
    assert heads["month"] == "Utfall april 2024"
    assert (heads["year_budget"], heads["year_end"]) == ("Helårsbudget 2024", "Bokslut 2023")
    assert shown(found, "kostnader")["year_end"] == "1\u00a0200"


def test_a_column_that_would_say_the_same_again_is_left_out(year):
    """Of a whole year the year's budget is the budget, and last year's end is last year's outcome."""
    assert year("2024").keys == (
        *("outcome", "budget", "deviation", "deviation_percent", "previous", "change", "change_percent"),
        "month",
    )
    assert "month" not in year("2024-04").keys


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
        "id: x\ntitle: X\nboard: namnd\ncolumns:\n"
        "  - {id: outcome, kind: outcom, head: Utfall, period: manad}\n"
        "  - {id: avvikelse, kind: percent, of: [budget, outcome], head: Avvikelse}\n"
        "  - {id: outcome, kind: difference, of: outcome, head: Ändring}\n"
        "lines:\n  - {id: a, label: A, outcom: kostnader, role: summa}\n"
    )
    found = [
        str(problem).removeprefix("statements/fel.yaml:") for problem in load_layouts(tmp_path, {"k"})[1]
    ]
    assert found == [
        "5: E006 'kind' kan inte vara 'outcom'. Menade du 'outcome'?",
        "5: E006 'period' kan inte vara 'manad'. Tillåtna: asked, month, year, ytd.",
        "6: E003 Kolumnen saknar 'base'. Lägg till 'base: …'.",
        "6: E007 Ingen kolumn före 'avvikelse' heter 'budget'. Tillåtna: outcome.",
        "7: E007 'of' är två kolumner, den andra dras från den första. Skriv till exempel [budget, outcome].",
        "7: E008 Kolumnen 'outcome' står två gånger. Ge den ena ett annat id.",
        "9: E002 Okänd nyckel 'outcom'. Menade du 'outcome'?",
        "9: E003 Raden saknar 'outcome'. Lägg till 'outcome: …'.",
        "9: E005 Okänd radroll 'summa'. Tillåtna: item, of-which, subtotal, total.",
    ]
