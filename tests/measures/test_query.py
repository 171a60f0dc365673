# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the query object answers: which months, why not, compared with what."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from malram.values import Period, Reason
from tests.small import measured, small_store, small_tree

DEFINITIONS = """
- {id: samtal, label: Samtal, kind: count, fact: calls, numerator: {count: true}, unit: st, decimals: 0}
- id: i-tid
  label: Besvarade
  kind: share
  fact: calls
  numerator: {count: true, where: {answered: true}}
  denominator: {count: true}
  unit: '%'
  decimals: 1
- id: rullande
  label: Besvarade, rullande tolv månader
  kind: count
  fact: calls
  numerator: {count: true}
  windows: [r12]
  lag_months: 2
  unit: st
  decimals: 0
- id: matta
  label: Samtal i mars och oktober
  kind: count
  fact: calls
  numerator: {count: true}
  measuring_months: [3, 10]
  unit: st
  decimals: 0
- id: punkt
  label: Samtal den senaste månaden
  kind: snapshot
  fact: calls
  numerator: {count: true, over: last}
  windows: [point]
  comparable_from: {month: 2024-06, note: Ny telefonväxel i juni 2024.}
  unit: st
  decimals: 0
- {id: okning, label: Ökning, kind: growth, of: punkt, as: percent, unit: '%', decimals: 1}
- {id: kostnad, label: Kostnad, kind: sum, fact: ledger, numerator: {sum: amount}, unit: tkr, decimals: 0}
- {id: budget, label: Budget, kind: sum, fact: budget, numerator: {sum: amount}, unit: tkr, decimals: 0}
- id: skadade
  label: Patienter med trycksår
  kind: share
  fact: prevalence
  where: {kind: trycksar}
  numerator: {count: true, where: {category: {at_least: 1}}}
  denominator: {count: true}
  unit: '%'
  decimals: 1
- id: yta
  label: Yta
  kind: snapshot
  fact: statistics
  where: {series: yta}
  numerator: {sum: value, over: last}
  unit: m2
  decimals: 0
- id: avgangar
  label: Avgångar
  kind: share
  fact: leavers
  numerator: {count: true}
  denominator: {count: true, fact: staff_months, over: mean}
  unit: '%'
  decimals: 1
- {id: nojda, label: Nöjda, kind: reported, unit: '%', decimals: 0}
- {id: policy, label: Policy finns, kind: reported, unit: ja/nej, decimals: 0}
"""


def call(number: int, unit: str, day: date, answered: bool = True) -> dict:
    return {
        "call": f"{unit}{number}", "unit": unit, "date": day, "service": "1177", "answered": answered,
        "wait_seconds": 5,
    }  # fmt: skip


def report(series: str, period: str, value: str, unit: str = "norr", reason: str = "", day: int = 10) -> dict:
    return {
        "series": series, "unit": unit, "period": period, "value": value or None, "reason": reason or None,
        "reported_by": "controller", "source": "Enkät", "date": date(2025, 1, day),
    }  # fmt: skip


def two_years(store):
    """Norr: as many calls in a month as its number, one not answered; Söder: one a month; 2023 and 2024."""
    for month in range(2023 * 12, 2025 * 12):
        day = date(month // 12, month % 12 + 1, 9)
        store.add("calls", *(call(month * 20 + i, "norr", day, i > 0) for i in range(day.month)))
        store.add("calls", call(month * 20, "soder", day))
    store.add(
        "ledger", {"date": date(2024, 1, 5), "unit": "norr", "voucher": "v", "row": 1, "amount": 1_230_000}
    )
    store.add("budget", {"month": date(2024, 1, 1), "unit": "norr", "account": "5", "amount": 1_000_000})
    return store


@pytest.fixture
def filled(store):
    return two_years(store)


@pytest.fixture(scope="module")
def m(tmp_path_factory):
    folder = tmp_path_factory.mktemp("query")
    return measured(folder, two_years(small_store(folder)), small_tree(), DEFINITIONS)


def asked(m, measure: str, period: str, unit: str = "norr"):
    return m.value(measure, unit, Period.parse(period))


@pytest.mark.parametrize(
    ("measure", "period", "used", "value", "notes"),
    [
        # Two months late: any twelve months hold each month's number once, 1 + … + 12 = 78.
        ("rullande", "2024", "r12-2024-10", 78, ("Avser nov 2023–okt 2024.",)),
        ("rullande", "2024-12", "r12-2024-10", 78, ("Avser nov 2023–okt 2024.",)),
        # Named by its own twelve months, it is taken as it is.
        ("rullande", "r12-2024-11", "r12-2024-11", 78, ()),
        # March and October: 3 + 10.
        ("matta", "2024", "2024-03/2024-10", 13, ("Avser mars–okt 2024.",)),
        ("matta", "2024-01/2024-08", "2024-03", 3, ("Avser mars 2024.",)),
        ("punkt", "2024", "2024-12", 12, ("Avser december 2024.",)),
        ("punkt", "2024-05", "2024-05", 5, ("Ny telefonväxel i juni 2024.",)),
    ],
)
def test_the_months_used_are_the_measures_and_a_note_says_so(m, measure, period, used, value, notes):
    found = asked(m, measure, period)
    assert (found.period.code, found.figure.value, found.notes) == (used, value, notes)


def test_a_measure_is_not_measured_between_its_measuring_months(m):
    assert asked(m, "matta", "2024-06").figure.reason is Reason.NOT_MEASURED


def test_growth_carries_the_note_of_a_change_of_method_in_the_year_before(m):
    """July: 7 against 7 a year earlier, counted in another way."""
    found = asked(m, "okning", "2024-07")
    assert found.figure.value == 0
    assert found.notes == ("Ny telefonväxel i juni 2024.",)


@pytest.mark.parametrize(
    ("measure", "unit", "period", "reason"),
    [
        ("samtal", "privat", "2024", Reason.NOT_MEASURED),
        ("samtal", "norr", "2023-12/2025-01", Reason.INCOMPLETE_PERIOD),
        ("samtal", "norr", "2026", Reason.ABSENT),
        ("punkt", "norr", "2025", Reason.ABSENT),
        ("nojda", "norr", "2024", Reason.ABSENT),
        ("okning", "norr", "2023", Reason.ABSENT),
    ],
)
def test_a_missing_value_knows_why(m, measure, unit, period, reason):
    found = asked(m, measure, period, unit)
    assert (found.figure.reason, found.text) == (reason, "–")


def test_a_reason_somebody_reported_is_the_reason(filled, computed):
    """Also for a measure that is computed, where it has no value of its own."""
    for year, reason in enumerate(Reason, start=2030):
        filled.add("reported_values", report("nojda", str(year), "", reason=reason.code))
        filled.add("reported_values", report("samtal", str(year), "", reason=reason.code))
    filled.add("reported_values", report("samtal", "2024", "", reason="utgatt"))
    m = computed(DEFINITIONS)
    for year, reason in enumerate(Reason, start=2030):
        assert asked(m, "nojda", str(year)).figure.reason is reason
        assert asked(m, "samtal", str(year)).figure.reason is reason
    assert asked(m, "samtal", "2024").figure.value == 78


def test_what_was_reported_last_counts_and_words_are_printed(filled, computed):
    filled.add(
        "reported_values",
        report("nojda", "2024", "70", day=20),
        report("nojda", "2024", "71.5", day=10),
        report("policy", "2024", "ja"),
    )
    m = computed(DEFINITIONS)
    assert asked(m, "nojda", "2024").text == "70\u00a0%"
    policy = asked(m, "policy", "2024")
    assert (policy.text, policy.word, policy.figure.value) == ("ja", "ja", None)
    change = m.change("policy", "norr", Period.parse("2024"), Period.parse("2023"))
    assert (change.text, change.word) == ("–", None)


def test_the_benchmark_is_published_or_computed_from_facts(filled, computed):
    """Published with one decimal and printed so; 2 of Sweden's 3 calls answered."""
    day = date(2024, 2, 9)
    filled.add("calls", *(call(i, "riket", day, answered) for i, answered in enumerate([True, True, False])))
    filled.add("reported_values", report("nojda", "2024", "81.4", unit="riket"))
    m = computed(DEFINITIONS)
    assert m.benchmark("nojda", Period.parse("2024")).text == "81,4\u00a0%"
    assert m.benchmark("i-tid", Period.parse("2024-02")).figure.value == Fraction(200, 3)
    assert m.benchmark("nojda", Period.parse("2023")) is None


def test_extremes_take_ties_in_the_order_of_ids_and_skip_the_thinnest(m):
    """December: Norr 11 of 12, Söder 1 of 1. January: Norr 0 of 1, Söder 1 of 1."""
    units = ["soder", "norr", "privat"]
    low, high = m.extremes("i-tid", units, Period.parse("2024-12"))
    assert (low.unit, high.unit) == ("norr", "soder")
    assert m.extremes("i-tid", units, Period.parse("2024-12"), least_rows=2) is None
    low, high = m.extremes("samtal", units, Period.parse("2024-01"))
    assert (low.figure.value, high.figure.value) == (1, 1)
    assert (low.unit, high.unit) == ("norr", "soder")


def test_a_change_of_shares_is_in_percentage_points(m):
    """December: 11/12; June: 5/6. The difference is 1/12 or 8,3 points; 10 percent of the share."""
    december, june = Period.parse("2024-12"), Period.parse("2024-06")
    assert m.change("i-tid", "norr", december, june).text == "8,3\u00a0procentenheter"
    assert m.change("i-tid", "norr", december, june, as_="percent").text == "10,0\u00a0%"


def test_percent_is_of_the_size_of_what_was_before(filled, computed):
    """From −200 to −100 kr is up by half; from nothing there is no percent, but a difference."""
    for month, amount in ((2, -20_000), (3, -10_000), (4, 0)):
        day = date(2024, month, 1)
        filled.add(
            "ledger", {"date": day, "unit": "norr", "voucher": f"m{month}", "row": 1, "amount": amount}
        )
    m = computed(DEFINITIONS)
    february, march, april = (Period.parse(f"2024-{month:02}") for month in (2, 3, 4))
    assert m.change("kostnad", "norr", march, february, as_="percent").figure.value == 50
    assert m.change("kostnad", "norr", february, march, as_="percent").figure.value == -100
    nothing = m.change("kostnad", "norr", march, april, as_="percent")
    assert nothing.figure.reason is Reason.NO_DENOMINATOR
    assert m.change("kostnad", "norr", march, april).figure.value == Fraction(-1, 10)


def test_the_sign_of_a_deviation_is_turned_on_request(m):
    """12,3 tkr against a budget of 10 is 2,3 over; as budget minus outcome it is −2,3, or −23 percent."""
    january = Period.parse("2024-01")
    assert m.deviation("kostnad", "budget", "norr", january).figure.value == Fraction(23, 10)
    assert m.deviation("kostnad", "budget", "norr", january, sign=-1).figure.value == Fraction(-23, 10)
    assert m.deviation("kostnad", "budget", "norr", january, "percent", -1).text == "−23,0\u00a0%"
    assert m.deviation("kostnad", "budget", "soder", january).figure.reason is Reason.NOT_MEASURED


def test_a_series_stands_at_its_own_months_and_waits_for_those_that_lag(m):
    """Twelve months to September, October: 78 each. Two months late, November and December have none yet."""
    months = range(2024 * 12 + 8, 2025 * 12)
    found = m.series("rullande", "norr", months, "r12")
    assert [one.period.last for one in found] == list(months)
    assert [one.figure.value for one in found] == [78, 78, None, None]
    assert {one.figure.reason for one in found[2:]} == {Reason.PUBLISHED_LATER}
    assert [one.figure.value for one in m.series("samtal", "norr", months, "ytd")] == [45, 55, 66, 78]
    assert m.series("samtal", "norr", []) == []


def test_no_finding_among_those_examined_is_nought_and_not_missing(filled, computed):
    """Two patients examined in March and none had an ulcer. Nobody was examined in April."""
    for patient in "ab":
        filled.add(
            "prevalence",
            {"date": date(2024, 3, 5), "unit": "norr", "patient": patient, "sex": "women", "kind": "trycksar",
             "category": 0},
        )  # fmt: skip
    m = computed(DEFINITIONS)
    assert asked(m, "skadade", "2024").figure.value == 0
    assert asked(m, "skadade", "2024-04").figure.reason is Reason.ABSENT


def test_the_last_value_of_a_series_is_not_lost_when_another_series_has_later_months(filled, computed):
    """The area was published for March; something else in the same table for May."""
    row = {"source": "SCB", "unit": "norr", "category": "", "sex": None}
    filled.add("statistics", {**row, "series": "yta", "month": date(2024, 3, 1), "value": 250_000})
    filled.add("statistics", {**row, "series": "annat", "month": date(2024, 5, 1), "value": 1_000})
    assert asked(computed(DEFINITIONS), "yta", "2024-06").figure.value == 250


def test_nobody_left_where_people_are_employed_is_nought(filled, computed):
    """Norr has one employee all year; one left Söder, whose mean over the year is under one."""
    hours = {"unit": "norr", "person": "p", "sex": "men", "staff_group": "läkare", "scheduled_minutes": 1}
    for month in range(1, 13):
        filled.add("worked_hours", {**hours, "month": date(2024, month, 1)})
    for unit, end in (("norr", None), ("soder", date(2024, 7, 15))):
        filled.add(
            "employments",
            {"employment": unit, "unit": unit, "person": unit, "sex": "men", "form": "tillsvidare",
             "date": date(2020, 1, 1), "end": end, "degree": 1000, "group": "läkare"},
        )  # fmt: skip
    m = computed(DEFINITIONS)
    assert asked(m, "avgangar", "2024").figure.value == 0
    assert asked(m, "avgangar", "2024", "soder").figure.value == 200
    assert asked(m, "avgangar", "2024-03", "namnd").figure.value == 0


def test_a_month_end_before_the_first_fact_is_not_taken_for_nought(store, computed):
    """Hours are there from January 2024; the month-end before has no cells in the snapshot."""
    store.add(
        "worked_hours",
        {"month": date(2024, 1, 1), "unit": "norr", "person": "p", "sex": "men", "staff_group": "l",
         "scheduled_minutes": 1},
    )  # fmt: skip
    store.add(
        "employments",
        {"employment": "a", "unit": "norr", "person": "p", "sex": "men", "form": "tillsvidare",
         "date": date(2020, 1, 1), "degree": 1000, "group": "läkare"},
    )  # fmt: skip
    m = computed("""
- {id: anstallda, label: Anställda, kind: snapshot, fact: staff_months, numerator: {count: true, over: last},
   unit: st, decimals: 0}
""")
    assert m.value("anstallda", "norr", Period.parse("2024-01")).figure.value == 1
    assert m.value("anstallda", "norr", Period.parse("2023-12")).figure.reason is Reason.ABSENT


def test_numbers_written_in_two_ways_are_one_condition(store, computed):
    """`10` and `10.0` are equal, and both measures must find their cells: two of the three calls."""
    for number, wait in enumerate((5, 10, 11)):
        store.add("calls", {**call(number, "norr", date(2024, 1, 1)), "wait_seconds": wait})
    both = "".join(
        f"- {{id: {name}, label: A, kind: count, fact: calls, unit: st, decimals: 0,\n"
        f"   numerator: {{count: true, where: {{wait_seconds: {{at_most: {limit}}}}}}}}}\n"
        for name, limit in (("hel", "10"), ("bruten", "10.0"))
    )
    m = computed(both)
    january = Period.parse("2024-01")
    assert m.value("hel", "norr", january).figure.value == 2
    assert m.value("bruten", "norr", january).figure.value == 2


MONTHLY = """
- id: recept
  label: Recept
  kind: sum
  fact: statistics
  where: {series: recept}
  numerator: {sum: value}
  unit: st
  decimals: 0
- id: arlig
  label: Årlig mätning
  kind: sum
  fact: statistics
  where: {series: arlig}
  numerator: {sum: value}
  unit: st
  decimals: 0
"""


def test_a_published_series_that_comes_every_month_lacks_the_months_it_does_not_have(store, computed):
    """Letters come every month of 2024: twelve months to April lack eight. A yearly one lacks nothing."""
    row = {"source": "s", "unit": "norr", "category": "alla", "value": 10_000}
    for month in range(1, 13):
        store.add("statistics", {**row, "series": "recept", "month": date(2024, month, 1)})
    for year in (2023, 2024):
        store.add("statistics", {**row, "series": "arlig", "month": date(year, 10, 1)})
    m = computed(MONTHLY)
    assert m.value("recept", "namnd", Period.parse("2024")).figure.value == 120
    lacking = m.value("recept", "namnd", Period.parse("r12-2024-04")).figure
    assert (lacking.value, lacking.reason) == (None, Reason.INCOMPLETE_PERIOD)
    assert m.value("arlig", "namnd", Period.parse("2024")).figure.value == 10
