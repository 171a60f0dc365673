# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts beside outcome and budget in a statement: whose, of which follow-up, and what totals are."""

from __future__ import annotations

from datetime import date

import pytest

from malram.economy.books import books_of
from malram.economy.layouts import load_layouts
from malram.economy.statements import statement
from malram.values import Period
from tests.economy.test_statements import MEASURES, TKR

LAYOUT = """
id: namnd
title: Resultaträkning
board: namnd
columns:
  - {id: outcome, kind: outcome, head: "Utfall {period}"}
  - {id: year_budget, kind: budget, period: year, head: "Helårsbudget {year}"}
  - {id: forecast, kind: forecast, head: "Prognos {year}"}
  - {id: forecast_deviation, kind: difference, of: [year_budget, forecast], sign: ledger, head: Avvikelse}
  - {id: april, kind: forecast, occasion: 4, head: "Prognos april {year}"}
  - {id: plan, kind: administration_plan, head: "Förvaltningsplan {year}"}
  - {id: baseline, kind: baseline, head: "Beräknad {year}"}
lines:
  - {id: intakter, label: Intäkter, outcome: intakter, budget: budget-intakter, sign: -1}
  - {id: kostnader, label: Kostnader, outcome: kostnader, budget: budget-kostnader}
  - {id: netto, label: Nettokostnad, outcome: netto, budget: budget-netto, role: total}
"""


def said(line: str, month: int, amount: int, kind: str = "chef") -> dict:
    row = {"year": 2024, "unit": "norr", "line": line, "kind": kind, "given_by": "controller"}
    row |= {"month": date(2024, month, 1), "date": date(2024, month, 20)}
    return {**row, "amount": amount * TKR}


@pytest.fixture
def shown(store, computed, tmp_path):
    """A month of 2023: income 10, cost 100 tkr; of 2024: 10 and 110, budget 12 and 100."""
    for month in range(24):
        day = date(2023 + month // 12, month % 12 + 1, 28)
        row = {"date": day, "unit": "norr", "voucher": f"v{month}"}
        cost = 100 if month < 12 else 110
        store.add("ledger", {**row, "row": 1, "account": "3010", "amount": -10 * TKR})
        store.add("ledger", {**row, "row": 2, "account": "5010", "amount": cost * TKR})
        if month >= 12:
            first = {"month": day.replace(day=1), "unit": "norr"}
            store.add("budget", {**first, "account": "3010", "amount": -12 * TKR})
            store.add("budget", {**first, "account": "5010", "amount": 100 * TKR})
    store.add(
        "forecast",
        *(said("intakter", 4, -125), said("kostnader", 4, 1300)),
        *(said("intakter", 8, -130), said("kostnader", 8, 1330)),
        *(said("intakter", 1, -144, "forvaltningsplan"), said("kostnader", 1, 1250, "forvaltningsplan")),
    )
    path = tmp_path / "namnd.yaml"
    path.write_text(LAYOUT, encoding="utf-8")
    m = computed(MEASURES)
    [layout], problems = load_layouts(tmp_path, m.catalogue.ids)
    assert problems == []
    books = books_of(m, tmp_path, store.root)

    def run(period: str, row: str) -> dict[str, str]:
        found = statement(books, layout, "norr", Period.parse(period))
        return {key: found.cell(row, key).figure.digits() for key in found.keys if found.cell(row, key)}

    run.statement = lambda period: statement(books, layout, "norr", Period.parse(period))
    return run


def test_so_far_forecast_and_budget_of_the_year_are_three_numbers(shown):
    """By April 440; forecast 1 300; budget 1 200: 100 worse. By rule 440 × 1 200 / 400 = 1 320."""
    found = shown("2024-01/2024-04", "kostnader")
    assert (found["outcome"], found["forecast"], found["year_budget"]) == ("440", "1\u00a0300", "1\u00a0200")
    assert found["forecast_deviation"] == "−100"
    assert found["baseline"] == "1\u00a0320"
    assert found["plan"] == "1\u00a0250"


def test_an_income_is_forecast_as_it_is_printed_and_less_of_it_is_worse(shown):
    """Forecast 125 against a budget of 144 is 19 worse."""
    found = shown("2024-01/2024-04", "intakter")
    assert (found["forecast"], found["forecast_deviation"]) == ("125", "−19")


def test_a_total_of_forecasts_is_the_sum_of_its_lines(shown):
    """1 300 − 125 = 1 175; the plan 1 250 − 144 = 1 106; by rule 1 320 − 120 = 1 200."""
    found = shown("2024-01/2024-04", "netto")
    assert (found["forecast"], found["plan"], found["baseline"]) == (
        "1\u00a0175",
        "1\u00a0106",
        "1\u00a0200",
    )


def test_a_later_statement_shows_the_later_forecast_beside_the_earlier(shown):
    found = shown("2024-01/2024-08", "kostnader")
    assert (found["april"], found["forecast"]) == ("1\u00a0300", "1\u00a0330")


def test_a_forecast_from_an_earlier_follow_up_says_so_and_a_later_one_is_not_known_yet(shown):
    cell = shown.statement("2024-01/2024-06").cell("kostnader", "forecast")
    assert cell.figure.digits() == "1\u00a0300"
    assert cell.notes == ("Prognosen är från april 2024.",)
    assert "forecast" not in shown.statement("2024-01/2024-02").keys


def test_at_its_own_follow_up_a_forecast_is_shown_once(shown):
    assert "april" not in shown.statement("2024-01/2024-04").keys


def test_an_ended_year_shows_the_forecasts_of_its_follow_ups_and_no_other(shown):
    assert shown.statement("2024").keys == ("outcome", "year_budget", "april", "plan")


def test_a_forecast_figure_leads_to_its_rows_and_a_computed_one_to_outcomes(shown):
    found = shown.statement("2024-01/2024-04")
    leaves = found.cell("netto", "forecast").leaves
    assert {leaf.reported.contract for leaf in leaves} == {"forecast"}
    periods = [leaf.period.code for leaf in found.cell("kostnader", "baseline").leaves]
    assert periods == ["2024-T1", "2023"]


def test_a_figure_says_at_which_follow_up_it_was_forecast_and_an_outcome_is_its_measures_own(shown):
    found = shown.statement("2024-01/2024-08")
    assert found.derivation("netto", "forecast") == "prognos 2024-08: netto forecast"
    assert found.derivation("netto", "april") == "prognos 2024-04: netto april"
    assert found.derivation("netto", "forecast_deviation") == "netto forecast_deviation"
    assert found.derivation("netto", "outcome") == ""


def test_a_follow_up_of_a_column_is_a_month_and_other_kinds_have_none(tmp_path):
    path = tmp_path / "fel.yaml"
    path.write_text(
        LAYOUT.replace("occasion: 4", "occasion: april").replace(
            "{id: plan,", "{id: plan, years: -1, occasion: 4,"
        )
    )
    measures = {"intakter", "kostnader", "netto", "budget-intakter", "budget-kostnader", "budget-netto"}
    assert [str(one) for one in load_layouts(tmp_path, measures)[1]] == [
        "statements/fel.yaml:10: E006 'occasion' kan inte vara 'april'. Skriv månadens nummer, 1 till 12.",
        "statements/fel.yaml:11: E002 Okänd nyckel 'years'. Tillåtna: head, id, kind, sign.",
        "statements/fel.yaml:11: E002 Okänd nyckel 'occasion'. Tillåtna: head, id, kind, sign.",
    ]
