# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A contract gets one more column: in the files stored before, which are never written again, it is empty."""

from __future__ import annotations

from datetime import date

import pytest

from malram.facts.contracts import CONTRACTS
from malram.measures.tracing.trace import Tracer
from malram.values import Period
from tests.small import written

DEFINITIONS = """
- id: tunga
  label: Kontakter inom somatiken
  kind: count
  fact: contacts
  numerator: {count: true, where: {care: somatik}}
  unit: st
  decimals: 0
- id: utan-niva
  label: Kontakter utan vårdform
  kind: count
  fact: contacts
  numerator: {count: true, where: {care: {empty: true}}}
  unit: st
  decimals: 0
- id: poang
  label: DRG-poäng
  kind: sum
  fact: contacts
  numerator: {sum: drg}
  unit: poäng
  decimals: 1
- id: patienter
  label: Olika patienter inom somatiken
  kind: distinct
  fact: contacts
  numerator: {distinct: patient, where: {care: somatik}}
  unit: st
  decimals: 0
"""


FEBRUARY = 2024 * 12 + 1
NEVER = 9999 * 12


def contact(number: int, day: date) -> dict:
    return {
        "contact": f"k{number}", "unit": "norr", "patient": f"p{number % 2}", "sex": "women", "kind": "besök",
        "form": "mottagning", "profession": "läkare", "staff": "l1", "date": day, "care": "somatik",
        "drg": 1500,
    }  # fmt: skip


def fill(store, first: int = FEBRUARY) -> None:
    """Two contacts in January and three in February; the columns care and drg came in the month `first`."""
    store.add("contacts", *(contact(i, date(2024, 1, 10)) for i in range(2)))
    store.add("contacts", *(contact(i, date(2024, 2, 10)) for i in range(2, 5)))
    store.later = {"care": first, "drg": first}


@pytest.mark.parametrize("engine", ["arrays", "duckdb", "polars"])
@pytest.mark.parametrize(("first", "somatic"), [(FEBRUARY, 3), (NEVER, 0)])
def test_every_engine_reads_a_column_of_later_as_empty(store, computed, engine, first, somatic):
    """Of five contacts the three of February say somatik, each with 1,5 points: 3 · 1,5 = 4,5."""
    fill(store, first)
    m = computed(DEFINITIONS, engine)
    spring = Period.parse("2024-01/2024-02")
    found = {name: m.value(name, "namnd", spring).figure.value for name in ("tunga", "utan-niva", "poang")}
    assert found == {"tunga": somatic, "utan-niva": 5 - somatic, "poang": somatic * 3 / 2}
    if engine != "arrays":
        assert written(m) == written(computed(DEFINITIONS, "arrays", f"{engine}-arrays"))


def test_different_persons_are_counted_where_the_column_is(store, computed):
    """In February the patients p0, p1 and p0 again: two."""
    fill(store)
    m = computed(DEFINITIONS)
    assert m.value("patienter", "namnd", Period.parse("2024-02")).figure.value == 2
    assert m.value("patienter", "namnd", Period.parse("2024-01")).figure.value == 0


def test_a_figure_opens_to_rows_of_files_with_and_without_the_column(store, computed):
    fill(store)
    m = computed(DEFINITIONS)
    found = m.value("utan-niva", "namnd", Period.parse("2024-01/2024-02"))
    rows = list(Tracer(m, store).rows(found))
    assert [row.line for row in rows] == [2, 3]


def test_the_test_speaks_of_columns_that_may_be_empty():
    """Should the contract lose them, the tests above would test nothing."""
    assert not CONTRACTS["contacts"].column("care").required
    assert not CONTRACTS["contacts"].column("drg").required
