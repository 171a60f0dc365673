# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure leads to the rows it rests on: no other, and none of them missing."""

from __future__ import annotations

from datetime import date

import pytest

from malram.measures.tracing.trace import Tracer
from malram.values import Period
from tests.small import measured, small_store, small_tree

DEFINITIONS = """
- id: i-tid
  label: Besvarade i tid
  kind: share
  fact: calls
  numerator: {count: true, where: {answered: true}}
  denominator: {count: true}
  unit: '%'
  decimals: 1
- {id: samtal, label: Samtal, kind: count, fact: calls, numerator: {count: true}, unit: st, decimals: 0}
- {id: egna, label: Egna, kind: count, fact: calls, numerator: {count: true}, regi: own, unit: st,
   decimals: 0}
- {id: fler, label: Fler samtal, kind: growth, of: samtal, as: percent, unit: '%', decimals: 1}
- {id: sena, label: Sena, kind: count, fact: calls, numerator: {count: true}, lag_months: 2, unit: st,
   decimals: 0}
- id: dubbelt
  label: Dubbelt så sena
  kind: derived
  terms: [{measure: sena, weight: 2}]
  unit: st
  decimals: 0
- id: vantande
  label: Väntande
  kind: snapshot
  fact: waits
  numerator: {count: true, over: last}
  breakdowns: [sex]
  unit: st
  decimals: 0
- id: matta
  label: Mätta i mars och oktober
  kind: count
  fact: calls
  numerator: {count: true}
  measuring_months: [3, 10]
  unit: st
  decimals: 0
- id: aterinskrivna
  label: Återinskrivna
  kind: share
  fact: readmissions
  numerator: {count: true, where: {readmitted: true}}
  denominator: {count: true}
  unit: '%'
  decimals: 1
- {id: nojda, label: Nöjda, kind: reported, unit: '%', decimals: 0}
- {id: nojdare, label: Nöjdare, kind: growth, of: nojda, unit: procentenheter, decimals: 0}
- id: summa
  label: Nöjda och nöjda
  kind: derived
  terms: [{measure: nojda, weight: 1}]
  unit: '%'
  decimals: 0
"""


def call(file: str, line: int, day: date, unit: str = "norr", answered: bool = True) -> dict:
    return {
        "_file": file, "_line": line, "call": f"{file}{line}", "unit": unit, "date": day, "service": "1177",
        "answered": answered, "wait_seconds": 10,
    }  # fmt: skip


@pytest.fixture(scope="module")
def tracer(tmp_path_factory) -> Tracer:
    """File a: one call a month in 2023. File b: two a month in 2024, every second one not answered."""
    folder = tmp_path_factory.mktemp("trace")
    store = small_store(folder)
    for month in range(1, 13):
        store.add("calls", call("a", month + 1, date(2023, month, 4)))
        store.add("calls", call("b", 2 * month, date(2024, month, 4)))
        store.add("calls", call("b", 2 * month + 1, date(2024, month, 4), "privat", answered=False))
    for number, (month, sex) in enumerate([(11, "women"), (12, "women"), (12, "men"), (12, "unknown")]):
        store.add(
            "waits",
            {
                "_file": "w", "_line": number + 2, "date": date(2024, month, 28), "unit": "norr",
                "patient": f"p{number}", "sex": sex, "kind": "bup-utredning", "referred": date(2024, 1, 1),
            },
        )  # fmt: skip
    store.add(
        "episodes",
        *(
            {
                "_file": "e", "_line": line, "episode": f"e{line}", "unit": "soder", "patient": "p",
                "sex": "men", "birth_year": 1940,
                "admitted": date(2024, 3, first), "date": date(2024, 3, first + 2),
                "planned": False, "care": "somatik", "municipal_support": True,
            }
            for line, first in ((2, 1), (3, 10))
        ),
    )  # fmt: skip
    for line, (period, value) in enumerate([("2023", "70"), ("2024", "74")]):
        store.add(
            "reported_values",
            {
                "_file": "r", "_line": line + 2, "series": "nojda", "unit": "norr", "period": period,
                "value": value, "reported_by": "controller", "source": "Enkät", "date": date(2025, 1, 10),
            },
        )  # fmt: skip
    return Tracer(measured(folder, store, small_tree(), DEFINITIONS), store)


@pytest.fixture(scope="module")
def m(tracer):
    return tracer.measurements


def counted(tracer: Tracer, found) -> dict[str, int]:
    return {file.name: file.rows for file in tracer.files(found)}


@pytest.mark.parametrize(
    ("measure", "unit", "period", "sex", "files"),
    [
        ("i-tid", "namnd", "2024", "total", {"b.csv": 24}),
        ("i-tid", "norr", "2023-11/2024-02", "total", {"a.csv": 2, "b.csv": 2}),
        ("samtal", "namnd", "2023", "total", {"a.csv": 12}),
        ("egna", "regionen", "2024", "total", {"b.csv": 12}),
        ("fler", "namnd", "2024", "total", {"a.csv": 12, "b.csv": 24}),
        ("fler", "norr", "2024-05", "total", {"a.csv": 1, "b.csv": 1}),
        ("sena", "norr", "2024-05", "total", {"b.csv": 1}),
        ("dubbelt", "norr", "2024-01/2024-02", "total", {"a.csv": 1}),
        ("vantande", "namnd", "2024-11/2024-12", "total", {"w.csv": 3}),
        ("vantande", "namnd", "2024-12", "women", {"w.csv": 1}),
        ("vantande", "namnd", "2024-12", "unknown", {"w.csv": 1}),
        ("matta", "norr", "2024", "total", {"b.csv": 2}),
        ("aterinskrivna", "namnd", "2024-03", "total", {"e.csv": 2}),
        ("nojda", "norr", "2024", "total", {"r.csv": 1}),
        ("nojdare", "norr", "2024", "total", {"r.csv": 2}),
        ("summa", "norr", "2024", "total", {"r.csv": 1}),
    ],
)
def test_the_files_hold_as_many_rows_as_the_value_rests_on(m, tracer, measure, unit, period, sex, files):
    found = m.value(measure, unit, Period.parse(period), sex)
    assert found.figure.shown
    assert counted(tracer, found) == files
    assert sum(files.values()) == found.rows


def places(tracer: Tracer, found, limit: int = 50) -> set[str]:
    return {f"{row.file}:{row.line}" for row in tracer.rows(found, limit)}


def test_growth_leads_to_both_years(m, tracer):
    """May 2023 is line 6 of file a; May 2024 in Norr is line 10 of file b."""
    assert places(tracer, m.value("fler", "norr", Period.parse("2024-05"))) == {"a.csv:6", "b.csv:10"}
    change = m.change("samtal", "norr", Period.parse("2024-05"), Period.parse("2023-01"))
    assert places(tracer, change) == {"a.csv:2", "b.csv:10"}


def test_a_lag_is_applied_once_on_the_way_back(m, tracer):
    """May asked for is March: line 6 of file b. Built of it, May is still March, and not January."""
    assert places(tracer, m.value("sena", "norr", Period.parse("2024-05"))) == {"b.csv:6"}
    assert places(tracer, m.value("dubbelt", "norr", Period.parse("2024-05"))) == {"b.csv:6"}


def test_months_between_the_measuring_months_are_not_behind_the_figure(m, tracer):
    """March is line 6 and October line 20 of file b."""
    assert places(tracer, m.value("matta", "norr", Period.parse("2024"))) == {"b.csv:6", "b.csv:20"}


def test_a_row_says_what_the_file_said(m, tracer):
    (row,) = tracer.rows(m.value("samtal", "privat", Period.parse("2024-02")))
    assert (row.file, row.line) == ("b.csv", 5)
    assert row.cells["answered"] is False
    assert not {"_file", "_line", "month"} & set(row.cells)
    (reported,) = tracer.rows(m.value("nojda", "norr", Period.parse("2023")))
    assert (reported.file, reported.line, reported.cells["value"]) == ("r.csv", 2, "70")


def test_a_limit_is_kept_over_several_tables_and_years(m, tracer):
    assert len(tracer.rows(m.value("fler", "namnd", Period.parse("2024")), 5)) == 5


def test_a_value_that_is_missing_leads_nowhere(m, tracer):
    found = m.value("samtal", "norr", Period.parse("2022"))
    assert tracer.files(found) == []
    assert tracer.rows(found) == []
