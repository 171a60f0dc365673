# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps per person, each on a handful of rows where the answer is plain."""

from __future__ import annotations

from datetime import date

import pytest

from malram.values import Period

READMITTED = """
- id: aterinskrivna
  label: Återinskrivna
  kind: share
  fact: readmissions
  numerator: {count: true, where: {readmitted: true}}
  denominator: {count: true}
  unit: '%'
  decimals: 1
"""


def episode(
    number: int, patient: str, admitted: date, out: date, planned: bool = False, support: bool = True
):
    return {
        "episode": f"e{number}", "unit": "norr", "patient": patient, "sex": "women", "birth_year": 1940,
        "admitted": admitted, "date": out, "planned": planned, "care": "somatik",
        "municipal_support": support,
    }  # fmt: skip


def test_readmission_is_unplanned_and_within_thirty_days(store, computed):
    """a: back on day 30, counts. b: on day 31, not. c: back but planned, not. d: no support, no index.

    The second stay of a, b and c are index discharges too, and nobody comes back after them: 1 of 6.
    """
    first = date(2024, 3, 1)
    store.add(
        "episodes",
        episode(1, "a", date(2024, 2, 20), first),
        episode(2, "a", date(2024, 3, 31), date(2024, 4, 2)),
        episode(3, "b", date(2024, 2, 20), first),
        episode(4, "b", date(2024, 4, 1), date(2024, 4, 3)),
        episode(5, "c", date(2024, 2, 20), first),
        episode(6, "c", date(2024, 3, 10), date(2024, 3, 12), planned=True),
        episode(7, "d", date(2024, 3, 1), date(2024, 4, 5), support=False),
    )
    found = computed(READMITTED).value("aterinskrivna", "namnd", Period.parse("2024-03/2024-04"))
    assert (found.numerator, found.denominator) == (1, 6)


CONTINUITY = """
- id: kontinuitet
  label: Kontinuitetsindex
  kind: mean
  fact: continuity
  numerator: {sum: coc_ppm, times: 0.0001}
  denominator: {count: true}
  over: last
  windows: [r18]
  unit: '%'
  decimals: 1
"""


def visit(number: int, patient: str, doctor: str, month: int, form: str = "fysiskt") -> dict:
    return {
        "contact": f"c{number}", "unit": "norr", "patient": patient, "sex": "men", "birth_year": 1950,
        "kind": "lakarbesok", "form": form, "profession": "läkare", "staff": doctor,
        "date": date(month // 12, month % 12 + 1, 10),
    }  # fmt: skip


def test_continuity_is_the_mean_over_patients_with_three_visits(store, computed):
    """a: three to one doctor, (9 − 3) / 6 = 1. b: 2 + 1, (4 + 1 − 3) / 6 = 1/3. c has two, d three by phone.

    The mean is 2/3; kept in millionths, 66,7 %.
    """
    july, last = 2023 * 12 + 6, 2024 * 12 + 11
    rows = [visit(i, "a", "x", july + i) for i in range(3)]
    rows += [visit(10 + i, "b", doctor, july + i) for i, doctor in enumerate("xxy")]
    rows += [visit(20, "c", "x", july), visit(21, "c", "x", last)]
    rows += [visit(30 + i, "d", "x", july + i, "distans") for i in range(3)]
    store.add("contacts", *rows)
    found = computed(CONTINUITY).value("kontinuitet", "namnd", Period.parse("2024"))
    assert found.denominator == 2
    assert found.text == "66,7\u00a0%"
    assert found.period == Period.parse("r18-2024")


STAFF = """
- {id: anstallda, label: Tillsvidareanställda, kind: snapshot, fact: staff_months, where: {form: tillsvidare},
   numerator: {count: true}, over: last, unit: st, decimals: 0}
- {id: heltider, label: Omräknade heltider, kind: snapshot, fact: staff_months,
   numerator: {sum: degree}, over: last, unit: omräknade heltider, decimals: 1}
- id: avgangar
  label: Avgångar
  kind: share
  fact: leavers
  numerator: {count: true}
  denominator: {count: true, fact: staff_months, where: {form: tillsvidare}, over: mean}
  unit: '%'
  decimals: 1
- id: langtidssjuka
  label: Långtidssjuka
  kind: share
  fact: long_sick
  numerator: {count: true, where: {long_sick: true}, over: last}
  denominator: {count: true, over: last}
  windows: [point]
  unit: '%'
  decimals: 1
"""


def employed(
    number: int, person: str, start: date, end: date | None = None, degree: int = 1000, form="tillsvidare"
):
    return {
        "employment": f"a{number}", "unit": "norr", "person": person, "sex": "women", "form": form,
        "date": start, "end": end, "degree": degree, "group": "läkare",
    }  # fmt: skip


@pytest.fixture
def staff(store, computed):
    """Hours are there for Nov and Dec 2024. p1 stays; p2 leaves on 15 Dec; p3 gets a new form on 1 Dec."""
    for month in (11, 12):
        row = {
            "month": date(2024, month, 1),
            "unit": "norr",
            "person": "p1",
            "sex": "women",
            "staff_group": "läkare",
        }
        store.add("worked_hours", {**row, "scheduled_minutes": 9600})
    store.add(
        "employments",
        employed(1, "p1", date(2010, 1, 1)),
        employed(2, "p2", date(2015, 1, 1), date(2024, 12, 15), degree=500),
        employed(3, "p3", date(2020, 1, 1), date(2024, 11, 30), form="visstid"),
        employed(4, "p3", date(2024, 12, 1), degree=750),
        employed(5, "p4", date(2012, 1, 1), date(2024, 12, 10)),
        employed(6, "p4", date(2024, 12, 20)),
    )
    rows = [("p1", date(2024, 10, 20), date(2024, 10, 31)), ("p1", date(2024, 11, 1), date(2024, 11, 30))]
    rows += [("p1", date(2024, 12, 1), date(2024, 12, 31)), ("p3", date(2024, 11, 10), date(2024, 11, 30))]
    rows += [("p3", date(2024, 12, 3), date(2024, 12, 31))]
    for i, (person, first, last) in enumerate(rows):
        row = {
            "row": f"r{i}",
            "unit": "norr",
            "person": person,
            "sex": "women",
            "cause": "sjuk",
            "minutes": 480,
        }
        store.add("absence", {**row, "first_day": first, "date": last})
    return computed(STAFF)


def test_employments_are_counted_on_the_last_day_of_the_month(staff):
    """30 Nov: p1, p2, p4 permanent. 31 Dec: p1, p3, p4. FTE 31 Dec: 1 + 0,75 + 1."""
    value = {
        code: staff.value("anstallda", "namnd", Period.parse(code)).figure.value
        for code in ("2024-11", "2024-12")
    }
    assert value == {"2024-11": 3, "2024-12": 3}
    assert staff.value("heltider", "namnd", Period.parse("2024-12")).text == "2,8\u00a0omräknade heltider"


def test_leaving_means_no_new_employment_within_thirty_days(staff):
    """Only p2 leaves: p4 is back after ten days. Mean of two month-ends is 3: 1 / 3."""
    found = staff.value("avgangar", "namnd", Period.parse("2024-11/2024-12"))
    assert (found.numerator, found.denominator) == (1, 3)


def test_a_sick_spell_is_long_when_its_rows_follow_within_a_day(staff):
    """31 Dec: p1 has been away since 20 Oct in unbroken rows; p3 was back for two days: 1 of 3."""
    found = staff.value("langtidssjuka", "namnd", Period.parse("2024"))
    assert (found.numerator, found.denominator) == (1, 3)
    assert found.period == Period.parse("2024-12")
