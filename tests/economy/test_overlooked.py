# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no layout takes is listed with its amounts, so that nothing in the books is out of sight."""

from __future__ import annotations

from malram.economy.layouts import load_layouts
from malram.economy.overlooked import overlooked
from malram.values import Period
from tests.economy.booked import TKR, booked

YEAR = Period.parse("2024")


def said(tmp_path, rows) -> list[str]:
    books = booked(tmp_path, rows)
    layouts, problems = load_layouts(tmp_path / "statements", books.m.catalogue.ids)
    assert problems == []
    return [str(one).replace("\u00a0", " ") for one in overlooked(books, layouts, YEAR)]


def test_accounts_without_a_line_and_cost_centres_without_a_layout_are_listed(tmp_path):
    """Account 5010 has 2 · 3 tkr in the board; the region above it has rows of its own."""
    rows = [(1, "norr", "4010", TKR), (1, "norr", "5010", 3 * TKR), (2, "regionen", "4010", 2 * TKR)]
    assert said(tmp_path, rows) == [
        "Kontot 5010 Köpt vård står på ingen rad i Nämnden: utfall 6 000 kr, budget 3 000 kr.",
        "Kostnadsstället Regionen hör till ingen uppställning: utfall 4 000 kr, budget 2 000 kr.",
    ]


def test_books_where_every_account_has_its_line_have_nothing_to_list(tmp_path):
    assert said(tmp_path, [(1, "norr", "4010", TKR), (1, "soder", "3010", -TKR)]) == []
