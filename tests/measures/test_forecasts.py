# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts people have given are read from the snapshot, each with where it came from."""

from datetime import date

import pytest

from malram.values import Period, month_index

MEASURES = """
- {id: kostnader, label: Kostnader, kind: sum, fact: ledger, numerator: {sum: amount}, unit: tkr, decimals: 0}
"""
APRIL, AUGUST = month_index(2024, 4), month_index(2024, 8)


def said(month: int, amount: int, day: int, **other) -> dict:
    row = {"year": 2024, "unit": "norr", "line": "kostnader", "kind": "chef", "given_by": "controller"}
    return {
        **row,
        "month": date(2024, month, 1),
        "amount": amount,
        "date": date(2024, month + 1, day),
        **other,
    }


@pytest.fixture
def m(store, computed):
    store.add("ledger", {"date": date(2024, 1, 31), "unit": "norr", "voucher": "a", "row": 1, "amount": 100})
    store.add(
        "forecast",
        said(4, 12_000_000, 10, reason="Hyrpersonal i sommar."),
        said(4, 12_500_000, 12),
        said(8, 13_000_050, 9),
        said(4, 11_000_000, 10, kind="forvaltningsplan"),
    )
    return computed(MEASURES)


def test_what_was_given_last_at_a_follow_up_is_its_forecast_and_other_follow_ups_stay(m):
    given = m.forecasts.given("kostnader", "norr", 2024, "chef")
    assert {month: one.amount for month, one in given.items()} == {APRIL: 12_500_000, AUGUST: 13_000_050}


def test_a_forecast_is_a_measurement_of_the_whole_year_that_leads_to_its_row(m):
    found = m.forecasts.at("kostnader", "norr", 2024, "chef", AUGUST)
    assert found.figure.text() == "130\u00a0tkr"
    assert found.numerator == 13_000_050
    assert found.period == Period.year(2024)
    row = found.reported
    assert (row.reported_by, row.value, row.file, row.line) == ("controller", "130\u00a0000,50", "f1", 4)
    assert row.source == "prognos augusti 2024, lämnad 2024-09-09"
    assert row.contract == "forecast"


def test_the_latest_is_the_last_one_known_by_then(m):
    def latest(by: int):
        return m.forecasts.latest("kostnader", "norr", 2024, "chef", by)

    assert latest(APRIL - 1) is None
    assert latest(APRIL + 2).numerator == 12_500_000
    assert latest(AUGUST).numerator == 13_000_050


def test_what_holds_for_a_unit_holds_for_it_alone(m):
    """A board's forecast is the board's own and not the sum of what its units have said."""
    assert m.forecasts.at("kostnader", "namnd", 2024, "chef", AUGUST) is None


def test_a_forecast_does_not_make_a_month_of_the_snapshot(store, computed):
    store.add("ledger", {"date": date(2024, 1, 31), "unit": "norr", "voucher": "a", "row": 1, "amount": 100})
    store.add("forecast", said(8, 1, 9))
    assert computed(MEASURES).snapshot.months == range(month_index(2024, 1), month_index(2024, 2))
