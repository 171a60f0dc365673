# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""No account is dropped, and none is counted twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.economy.checks import layout_problems
from malram.economy.layouts import load_layouts
from malram.measures.catalogue.loader import load_measures
from malram.values import Period
from tests.economy.booked import (
    EVERY_MONTH,
    LAYOUT,
    MEASURES,
    ROWS,
    TKR,
    UNITS,
    booked,
    over,
    read,
    region,
    shown,
)


def test_accounts_without_a_line_stand_on_one_before_the_sum_that_counts_them(tmp_path):
    """Income 10, staff 6, and 3 + 1 on accounts 50 and 61 that only the net cost counts: −10 + 6 + 4 = 0."""
    rows = [(1, "norr", "3010", -5), (1, "norr", "4010", 3), (1, "norr", "5010", 1), (1, "soder", "5010", 1)]
    books = booked(tmp_path, [(m, u, a, ore * TKR) for m, u, a, ore in rows])
    assert shown(read(books, tmp_path)) == [
        ("Intäkter", "item", "10 5 5"),
        ("Personal", "item", "6 3 −3"),
        ("Konton utan rad: 5010 Köpt vård", "item", "4 2 −2"),
        ("Nettokostnad", "total", "0 0 0"),
    ]
    assert [row.id for row in read(books, tmp_path, "soder").rows][2] == "konton-utan-rad"


def test_accounts_outside_the_sum_stand_after_it_and_the_whole_ledger_last(tmp_path):
    """Interest of 4 is in no line and not in the net cost of 6: the ledger holds 10."""
    books = booked(tmp_path, [(1, "norr", "4010", 3 * TKR), (1, "norr", "8010", 2 * TKR)])
    assert shown(read(books, tmp_path))[2:] == [
        ("Nettokostnad", "total", "6 3 −3"),
        ("Konton utanför summan: 8010 Ränteintäkter", "item", "4 2 −2"),
        ("Hela huvudboken", "total", "10 5 −5"),
    ]


def test_accounts_of_another_statement_are_not_missed_in_this_one(tmp_path):
    """Interest of 4 on an account that begins as 80: the statement is staff of 6 and its net cost."""
    books = booked(tmp_path, [(1, "norr", "4010", 3 * TKR), (1, "norr", "8010", 2 * TKR)])
    path = next((tmp_path / "statements").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + 'outside: ["80"]\n', encoding="utf-8")
    assert [row[0] for row in shown(read(books, tmp_path))] == ["Intäkter", "Personal", "Nettokostnad"]


def test_an_account_without_rows_in_the_unit_needs_no_line(tmp_path):
    books = booked(tmp_path, [(1, "norr", "5010", TKR), (1, "soder", "4010", TKR)])
    assert [row.id for row in read(books, tmp_path, "soder").rows] == ["intakter", "personal", "netto"]


def test_many_accounts_without_a_line_are_named_and_counted(tmp_path):
    books = booked(tmp_path, [(1, "norr", f"5{i}10", TKR) for i in range(5)])
    assert shown(read(books, tmp_path))[2][0] == "Konton utan rad: 5010 Köpt vård, 5110, 5210 och 2 till"


@settings(max_examples=8, deadline=None)
@given(ROWS, st.sampled_from(UNITS), st.integers(1, 12), st.integers(0, 11))
def test_the_lines_add_up_to_the_ledger_of_any_slice(rows, unit, first, more):
    """The items, forgotten accounts among them, are the ledger's sum to the öre; so is the last total."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = booked(folder, rows + EVERY_MONTH)
        period = Period(2024 * 12 + first - 1, 2024 * 12 + min(first + more, 12) - 1)
        found = read(books, folder, unit, period.code)
        below = set(books.m.tree.below(unit))
        ledger = sum(2 * ore for month, at, _, ore in rows if at in below and 2024 * 12 + month - 1 in period)
        signs = {"intakter": -1}
        cells = [(row, row.cells[0].figure.value or 0) for row in found.rows if row.cells[0]]
        items = sum(value * signs.get(row.id, 1) for row, value in cells if row.role == "item")
        assert items * TKR == ledger
        assert [value for row, value in cells if row.role == "total"][-1] * TKR == ledger


def problems_of(folder: Path) -> list[str]:
    catalogue, found = load_measures(folder / "measures")
    assert found == []
    return [str(problem) for problem in layout_problems(folder, catalogue)]


def test_two_lines_that_take_one_account_are_refused(tmp_path):
    """Account 45 is in 'personal', which takes all that begins with 4."""
    double = LAYOUT + "  - {id: avgifter, label: Avgifter, outcome: avgifter, budget: avgifter-budget}\n"
    folder = region(tmp_path, double, MEASURES + over("avgifter", "45", "99"))
    assert problems_of(folder) == [
        "statements/resultat.yaml:13: E010 Raden 'avgifter' tar konto 45, som raden 'personal' "
        "(statements/resultat.yaml:11) redan tar. Låt en rad ta kontot, eller skriv 'variant_of' om "
        "uppställningen läser samma konton igen."
    ]
    of_which = double.replace("budget: avgifter-budget}", "budget: avgifter-budget, role: of-which}")
    assert problems_of(region(tmp_path, of_which, MEASURES + over("avgifter", "45"))) == []


def test_two_layouts_of_a_board_that_take_one_account_are_refused_unless_one_is_a_variant(tmp_path):
    folder = region(tmp_path)
    other = LAYOUT.replace("id: resultat", "id: resultat2")
    (folder / "statements" / "annan.yaml").write_text(other, encoding="utf-8")
    [first, second] = problems_of(folder)
    assert first.startswith("statements/resultat.yaml:10: E010 Raden 'intakter' tar konto 3")
    assert second.startswith("statements/resultat.yaml:11: E010 Raden 'personal' tar konto 4")
    (folder / "statements" / "annan.yaml").write_text(other + "variant_of: resultat\n", encoding="utf-8")
    assert problems_of(folder) == []


def test_a_variant_without_lines_has_the_other_layouts(tmp_path):
    folder = region(tmp_path)
    own = LAYOUT[: LAYOUT.index("lines:")].replace("id: resultat", "id: kort") + "variant_of: "
    (folder / "statements" / "kort.yaml").write_text(own + "resultat", encoding="utf-8")
    layouts, problems = load_layouts(folder / "statements", load_measures(folder / "measures")[0].ids)
    assert problems == []
    assert len({layout.lines for layout in layouts}) == 1
    (folder / "statements" / "kort.yaml").write_text(own + "resultt", encoding="utf-8")
    assert problems_of(folder) == [
        "statements/kort.yaml:2: E009 Ingen annan uppställning heter 'resultt'. Menade du 'resultat'?"
    ]


def test_a_line_that_takes_a_part_of_its_accounts_is_refused(tmp_path):
    measures = MEASURES.replace(over("personal", "4"), over("personal", "4", more=", counterparty: extern"))
    layout = LAYOUT.replace(", budget: personal-budget", "")
    [problem] = problems_of(region(tmp_path, layout, measures))
    assert problem.startswith(
        "statements/resultat.yaml:11: E011 Raden 'personal' tar bara en del av sina konton: "
        "måttet 'personal' väljer på counterparty."
    )


def test_a_budget_of_other_accounts_is_refused(tmp_path):
    layout = LAYOUT.replace("budget: personal-budget", "budget: intakter-budget")
    [problem] = problems_of(region(tmp_path, layout))
    assert "E012 Raden 'personal' har utfall och budget på olika konton: konto 3 och 4." in problem
