# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is moved or taken away before years are compared, what it does to totals, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from malram.economy.books import Books, books_of
from malram.economy.comparability.effects import effect
from malram.economy.comparability.entries import ITEM, RECLASSIFICATION, Amount, Entry
from malram.economy.comparability.notes import with_comparability_notes
from malram.economy.forecasts.lines import summed
from malram.economy.layouts import load_layouts
from malram.economy.statements import statement
from malram.values import Period, month_index

TKR = 100_000  # öre
MEASURES = "\n".join(
    f"- {{id: {id}, label: {id}, kind: sum, fact: ledger, where: {{account: {{starts_with: {begins}}}}},\n"
    "   numerator: {sum: amount}, unit: tkr, decimals: 0}"
    for id, begins in (("tjanster", ["52"]), ("bidrag", ["58"]), ("ovrigt", ["6"]), ("netto", ["5", "6"]))
)
LAYOUT = """
id: namnd
title: Resultat, tkr
board: namnd
columns:
  - {id: outcome, kind: outcome, head: "Utfall {period}"}
  - {id: previous, kind: outcome, years: -1, head: "Utfall {period}"}
  - {id: change, kind: difference, of: [outcome, previous], head: Förändring}
  - {id: comparable, kind: comparable, years: -1, head: "Jämförbart utfall {period}"}
  - {id: change_comparable, kind: difference, of: [outcome, comparable], head: Jämförbar förändring}
lines:
  - {id: tjanster, label: Tjänster, outcome: tjanster}
  - {id: bidrag, label: Bidrag, outcome: bidrag}
  - {id: ovrigt, label: Övrigt, outcome: ovrigt}
  - {id: netto, label: Nettokostnad, outcome: netto, role: total}
"""
HELICOPTER = """
- id: helikopter
  kind: reclassification
  layout: namnd
  accounts: ["5820"]
  to: tjanster
  since: 2024-01
  why: "Helikoptern köps som tjänst."
  decided_by: redovisningsenheten
  decided_on: 2024-01-15
"""
ONCE = """
- id: flytten
  kind: comparability_item
  layout: namnd
  amounts: [{line: ovrigt, unit: norr, month: 2023-05, kronor: 30000}]
  why: "Flytten kostade en gång."
  decided_by: ekonomichefen
  decided_on: 2024-01-20
  case_number: EK/1
"""
YEAR = Period.year(2024)


@pytest.fixture
def shown(store, computed, tmp_path):
    """A month of both years: services 40, other 20. The helicopter, 10: a grant 2023, a service 2024."""
    for month in range(24):
        day = date(2023 + month // 12, month % 12 + 1, 28)
        accounts = {"5210": 40, "6010": 20, ("5820" if month < 12 else "5220"): 10}
        for row, (account, amount) in enumerate(accounts.items()):
            fact = {"date": day, "unit": "norr" if month % 2 else "soder", "account": account}
            store.add("ledger", {**fact, "voucher": f"v{month}", "row": row, "amount": amount * TKR})
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "namnd.yaml").write_text(LAYOUT, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text("account,name\n5820,Bidrag till helikopter\n", encoding="utf-8")
    m = computed(MEASURES)
    [layout], problems = load_layouts(tmp_path / "layouts", m.catalogue.ids)
    assert problems == []

    def run(entries: str = "", unit: str = "namnd", period: str = "2024"):
        (tmp_path / "comparability.yaml").write_text(entries, encoding="utf-8")
        books_of.cache_clear()
        run.books = books_of(m, tmp_path, store.root)
        return with_comparability_notes(statement(run.books, layout, unit, Period.parse(period)))

    run.layout = layout
    return run


def digits(found, row: str) -> dict[str, str]:
    return {key: found.cell(row, key).figure.digits() for key in found.keys}


def test_the_comparison_is_shown_with_and_without_what_was_moved(shown):
    """2023: grants 120, services 480. The helicopter's 120 belongs to services: 600 and 0. Net stays 840."""
    found = shown(HELICOPTER)
    assert digits(found, "bidrag") == {
        **{"outcome": "0", "previous": "120", "change": "−120"},
        **{"comparable": "0", "change_comparable": "0"},
    }
    assert digits(found, "tjanster")["change"] == "120"
    assert digits(found, "tjanster")["change_comparable"] == "0"
    assert digits(found, "netto")["previous"] == digits(found, "netto")["comparable"] == "840"


def test_what_was_moved_is_said_where_it_was_moved_with_amount_and_reason(shown):
    found = shown(HELICOPTER)
    assert found.row("tjanster").notes == found.row("bidrag").notes
    assert found.row("bidrag").notes == (
        "Från januari 2024 redovisas 5820 Bidrag till helikopter på Tjänster, tidigare på Bidrag. "
        "Helikoptern köps som tjänst. Beslutat av redovisningsenheten 15 januari 2024. "
        "I kolumnen Utfall helår 2023 är 120 tkr inte flyttade. "
        "I kolumnen Jämförbart utfall helår 2023 är 120 tkr flyttade.",
    )
    assert found.row("ovrigt").notes == ()


def test_a_note_speaks_of_the_columns_that_are_shown(shown):
    shown(HELICOPTER)
    whole = statement(shown.books, shown.layout, "namnd", YEAR)
    assert with_comparability_notes(whole.only(["outcome"])).row("bidrag").notes == ()
    (note,) = with_comparability_notes(whole.only(["outcome", "previous"])).row("bidrag").notes
    assert note.endswith("I kolumnen Utfall helår 2023 är 120 tkr inte flyttade.")


def test_what_was_out_of_the_ordinary_is_taken_away_also_from_the_total(shown):
    """Other 2023: 240, of which 30 for the move: 210 and net 810."""
    found = shown(ONCE)
    assert digits(found, "ovrigt")["comparable"] == "210"
    assert digits(found, "netto")["comparable"] == "810"
    (note,) = found.row("ovrigt").notes
    assert note.startswith("Jämförelsestörande post på Övrigt. Flytten kostade en gång.")
    assert "Beslutat av ekonomichefen 20 januari 2024, EK/1." in note


def test_it_concerns_the_unit_it_is_about_and_those_above(shown):
    assert digits(shown(ONCE, "norr"), "ovrigt")["comparable"] == "90"
    assert "comparable" not in shown(ONCE, "soder").keys


def test_two_years_before_it_began_are_compared_as_they_were(shown):
    assert "comparable" not in shown(HELICOPTER, period="2023").keys


def test_a_revoked_entry_does_nothing(shown):
    revoked = """
- {id: ater, kind: revocation, revokes: helikopter, why: "Fel konto.", decided_by: chefen,
   decided_on: 2024-02-01}
"""
    assert "comparable" not in shown(HELICOPTER + revoked).keys


ENTRIES = st.builds(
    lambda first, second, ore, unit, month, kind: Entry(
        *("e", kind, "Skäl.", "någon", date(2024, 1, 1)),
        layout="namnd",
        since=month_index(2024, 1),
        amounts=(Amount(first, unit, month, -ore), Amount(second, unit, month, ore))
        if kind == RECLASSIFICATION
        else (Amount(first, unit, month, ore),),
    ),
    st.sampled_from(["tjanster", "bidrag", "ovrigt"]),
    st.sampled_from(["tjanster", "bidrag", "ovrigt"]),
    st.integers(-(10**12), 10**12),
    st.sampled_from(["norr", "soder", "namnd"]),
    st.integers(month_index(2022, 6), month_index(2024, 6)),
    st.sampled_from([RECLASSIFICATION, ITEM]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(entries=st.lists(ENTRIES, max_size=5), unit=st.sampled_from(["norr", "soder", "namnd", "regionen"]))
def test_a_total_changes_by_what_its_lines_change_and_by_nothing_where_all_is_moved(shown, entries, unit):
    if not hasattr(shown, "books"):
        shown(HELICOPTER)
    books = Books(shown.books.m, shown.books.sums, entries=tuple(entries))
    layout, year = shown.layout, Period.year(2023)
    of_line = {line.id: effect(books, layout, line, unit, year, YEAR.last) for line in layout.lines}
    total = layout.lines[-1]
    parts = summed(layout, total, books.m.catalogue)
    assert of_line[total.id] == sum(of_line[part.id] for part in parts)
    if all(entry.kind == RECLASSIFICATION for entry in entries):
        assert of_line[total.id] == 0
