# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the engine promises, on tables small enough to add by head."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from malram.measures.snapshots.snapshot import Snapshot
from malram.values import Period, Reason
from tests.small import written

ANSWERED = """
- id: svar-inom-15-min
  label: Besvarade inom femton minuter
  kind: share
  fact: calls
  where: {service: '1177'}
  numerator: {count: true, where: {answered: true, wait_seconds: {at_most: 900}}}
  denominator: {count: true}
  unit: '%'
  decimals: 1
- id: samtal
  label: Samtal
  kind: count
  fact: calls
  numerator: {count: true}
  unit: st
  decimals: 0
- id: samtal-egen-regi
  label: Samtal i egen regi
  kind: count
  fact: calls
  numerator: {count: true}
  regi: own
  unit: st
  decimals: 0
- id: fler-samtal
  label: Fler samtal
  kind: growth
  of: samtal
  as: percent
  unit: '%'
  decimals: 1
"""


def call(number: int, unit: str, day: date, answered: bool = True, wait: int = 60) -> dict:
    return {
        "call": str(number), "unit": unit, "date": day, "service": "1177", "answered": answered,
        "wait_seconds": wait, "contact_on": day if answered else None,
    }  # fmt: skip


def year_of_calls(store, year: int = 2024) -> None:
    """Norr: 2 calls a month, 1 in time. Söder: 8 calls in January only, 8 in time. Privat: 1 a month."""
    number = year * 1000
    for month in range(1, 13):
        day = date(year, month, 3)
        store.add("calls", call(number, "norr", day), call(number + 1, "norr", day, wait=901))
        store.add("calls", call(number + 2, "privat", day, answered=False))
        number += 3
    store.add("calls", *(call(number + i, "soder", date(year, 1, 5)) for i in range(8)))


@pytest.mark.parametrize("engine", ["arrays", "duckdb", "polars"])
def test_a_ratio_is_a_ratio_of_sums(store, computed, engine):
    """January: (1 + 8 + 0) / (2 + 8 + 1) = 81,8 %; the mean of 50, 100 and 0 % would be 50 %."""
    year_of_calls(store)
    m = computed(ANSWERED, engine=engine)
    found = m.value("svar-inom-15-min", "namnd", Period.parse("2024-01"))
    assert (found.numerator, found.denominator) == (9, 11)
    assert found.figure.value == Fraction(900, 11)
    assert found.rows == 11


@pytest.mark.parametrize(
    ("period", "top", "bottom"),
    [
        ("2024-02", 1, 3),
        ("2024-01/2024-08", 16, 32),
        ("2024", 20, 44),
        ("r12-2024", 20, 44),
        ("2024-T3", 4, 12),
    ],
)
def test_every_window_is_the_sum_of_its_months(store, computed, period, top, bottom):
    """A month without Söder: 1 of 3. Jan–Aug: 8 · 1 + 8 of 8 · 3 + 8. The year: 12 + 8 of 36 + 8."""
    year_of_calls(store)
    found = computed(ANSWERED).value("svar-inom-15-min", "namnd", Period.parse(period))
    assert (found.numerator, found.denominator) == (top, bottom)


def test_a_window_never_pretends_a_month_it_lacks(store, computed):
    year_of_calls(store)
    m = computed(ANSWERED)
    found = m.value("svar-inom-15-min", "namnd", Period.parse("r18-2024"))
    assert found.figure.reason is Reason.INCOMPLETE_PERIOD
    assert m.value("samtal", "namnd", Period.parse("2022")).figure.reason is Reason.ABSENT


def test_an_empty_denominator_is_missing_and_not_zero(store, computed):
    year_of_calls(store)
    found = computed(ANSWERED).value("svar-inom-15-min", "soder", Period.parse("2024-02"))
    assert found.figure.reason is Reason.NO_DENOMINATOR
    assert found.text == "–"


def test_own_regi_leaves_private_providers_out(store, computed):
    """Norr 24 + Söder 8 = 32 of the board's 44."""
    year_of_calls(store)
    m = computed(ANSWERED)
    assert m.value("samtal", "namnd", Period.parse("2024")).figure.value == 44
    assert m.value("samtal-egen-regi", "namnd", Period.parse("2024")).figure.value == 32


def test_growth_is_against_the_same_months_a_year_earlier(store, computed):
    """44 calls each year, and one more in June 2024: 1 / 44 = 2,3 %."""
    year_of_calls(store, 2023)
    year_of_calls(store, 2024)
    store.add("calls", call(1, "norr", date(2024, 6, 1)))
    m = computed(ANSWERED)
    assert m.value("fler-samtal", "namnd", Period.parse("2024")).figure.value == Fraction(100, 44)
    difference = m.change("samtal", "namnd", Period.parse("2024"), Period.parse("2023"))
    assert difference.figure.value == 1


def test_extremes_name_the_lowest_and_the_highest_unit(store, computed):
    """Norr 50 %, Söder 100 %, Privat 0 %."""
    year_of_calls(store)
    m = computed(ANSWERED)
    low, high = m.extremes("svar-inom-15-min", m.tree.children("namnd"), Period.parse("2024"))
    assert (low.unit, high.unit) == ("privat", "soder")


def test_the_same_facts_give_the_same_snapshot(store, computed):
    year_of_calls(store)
    first = computed(ANSWERED, home="a")
    again = computed(ANSWERED, home="b")
    assert first.snapshot.id == again.snapshot.id
    assert written(first) == written(again)


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_every_engine_writes_the_same_cells(store, computed, engine):
    year_of_calls(store)
    arrays = computed(ANSWERED, home="a")
    other = computed(ANSWERED, engine=engine, home="b")
    assert written(arrays) == written(other)


AMOUNTS = """
- {id: kostnad, label: Kostnad, kind: sum, fact: ledger, numerator: {sum: amount}, unit: mnkr, decimals: 1}
- {id: budget, label: Budget, kind: sum, fact: budget, numerator: {sum: amount}, unit: mnkr, decimals: 1}
- id: mot-budget
  label: Mot budget
  kind: derived
  terms: [{measure: budget, weight: 1}, {measure: kostnad, weight: -1}]
  unit: tkr
  decimals: 0
"""


def test_money_is_exact_in_ore_and_printed_in_its_unit(store, computed):
    """1 234 567 890,12 kr is 1 234,56789012 mnkr; budget 1 000 mnkr; the difference is −234 568 tkr."""
    row = {"date": date(2024, 1, 31), "unit": "norr", "account": "5010", "voucher": "A1", "row": 1}
    store.add("ledger", {**row, "amount": 123_456_789_012})
    store.add(
        "budget", {"month": date(2024, 1, 1), "unit": "norr", "account": "5010", "amount": 100_000_000_000}
    )
    m = computed(AMOUNTS)
    january = Period.parse("2024-01")
    assert m.value("kostnad", "namnd", january).figure.value == Fraction(123_456_789_012, 10**8)
    assert m.value("kostnad", "namnd", january).text == "1\u00a0234,6\u00a0mnkr"
    assert m.value("mot-budget", "namnd", january).text == "\u2212234\u00a0568\u00a0tkr"
    assert m.deviation("kostnad", "budget", "namnd", january, "percent").text == "23,5\u00a0%"


def test_nobody_has_measured_is_not_zero(store, computed):
    """Sweden has no calls at all, and the measure is not declared by sex: both are missing, not 0."""
    year_of_calls(store)
    m = computed(ANSWERED)
    assert m.value("samtal", "riket", Period.parse("2024")).figure.reason is Reason.NOT_MEASURED
    assert m.benchmark("samtal", Period.parse("2024")) is None
    assert m.value("samtal", "namnd", Period.parse("2024"), "women").figure.reason is Reason.NOT_MEASURED
    assert m.value("samtal", "soder", Period.parse("2024-02")).figure.value == 0


def test_asking_for_the_newest_snapshot_again_does_not_read_its_index_again(
    store, computed, tmp_path, monkeypatch
):
    """A page of a report asks once for each of its thousands of figures."""
    year_of_calls(store)
    computed(ANSWERED)
    kept = Snapshot.newest(tmp_path / "home")
    monkeypatch.setattr("malram.measures.snapshots.snapshot.read_index", lambda _: pytest.fail("read again"))
    again = Snapshot.newest(tmp_path / "home")
    assert again is not None
    assert kept is not None
    assert again.index == kept.index


def test_a_snapshot_in_an_older_format_counts_as_nothing_computed(store, computed, tmp_path):
    year_of_calls(store)
    snapshot = computed(ANSWERED).snapshot
    assert Snapshot.newest(tmp_path / "home") == snapshot
    index = json.loads((snapshot.folder / "index.json").read_text(encoding="utf-8"))
    (snapshot.folder / "index.json").write_text(json.dumps(index | {"format": 1}), encoding="utf-8")
    assert Snapshot.newest(tmp_path / "home") is None
