# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds that are not sums, breakdowns beside sex, and adjustments: on rows small enough to count by head."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from malram.measures.catalogue.loader import load_measures
from malram.values import Period, Reason

PATIENTS = """
- id: patienter
  label: Patienter
  kind: distinct
  fact: contacts
  numerator: {distinct: patient}
  breakdowns: [sex]
  unit: st
  decimals: 0
- id: besok-per-patient
  label: Besök per patient
  kind: mean
  fact: contacts
  numerator: {count: true}
  denominator: {distinct: patient}
  unit: st
  decimals: 1
"""


def contact(number: int, unit: str, day: date, patient: str, sex: str = "women", born: int = 1980) -> dict:
    return {
        "contact": str(number), "unit": unit, "date": day, "patient": patient, "sex": sex, "birth_year": born,
        "kind": "lakarbesok", "form": "fysiskt", "profession": "läkare", "staff": "d1",
    }  # fmt: skip


def visits(store) -> None:
    """Ada: Norr in January and March, Söder in January. Bo: Söder in February. Cia: Norr in December 2023."""
    store.add(
        "contacts",
        contact(1, "norr", date(2024, 1, 5), "ada"),
        contact(2, "norr", date(2024, 3, 5), "ada"),
        contact(3, "soder", date(2024, 1, 9), "ada"),
        contact(4, "soder", date(2024, 2, 9), "bo", "men"),
        contact(5, "norr", date(2023, 12, 9), "cia"),
    )


@pytest.mark.parametrize(
    ("unit", "period", "sex", "patients"),
    [
        ("namnd", "2024-01", "total", 1),  # Ada was at two units and is one person to the board
        ("norr", "2024-01", "total", 1),
        ("soder", "2024-01", "total", 1),
        ("namnd", "2024-01/2024-02", "total", 2),
        ("namnd", "2024-01/2024-03", "men", 1),
        ("norr", "2024-01/2024-03", "total", 1),
        ("norr", "r12-2024-02", "total", 2),  # Ada, and Cia from December
        ("regionen", "r12-2024-03", "women", 2),
        ("soder", "2024-03", "total", 0),
    ],
)
def test_a_person_is_counted_once_at_every_unit_and_in_every_window(
    store, computed, unit, period, sex, patients
):
    visits(store)
    for month in range(3, 12):  # twelve months with a delivery, so that r12 is whole
        store.add("contacts", contact(90 + month, "privat", date(2023, month, 1), "dan"))
    m = computed(PATIENTS)
    found = m.value("patienter", unit, Period.parse(period), sex)
    dan_too = period.startswith("r12") and unit == "regionen"
    assert found.figure.value == patients + dan_too


def test_a_person_with_two_sexes_in_the_rows_is_one_person_in_all(store, computed):
    """Eli is a woman at Norr and of unknown sex at Söder: one of each, and one in all."""
    store.add("contacts", contact(1, "norr", date(2024, 1, 5), "eli"))
    store.add("contacts", contact(2, "soder", date(2024, 1, 6), "eli", "unknown"))
    m = computed(PATIENTS)
    january = Period.parse("2024-01")
    found = {sex: m.value("patienter", "namnd", january, sex).figure.value for sex in ("women", "unknown")}
    assert found == {"women": 1, "unknown": 1}
    assert m.value("patienter", "namnd", january).figure.value == 1


def test_visits_for_each_patient_is_visits_by_different_patients(store, computed):
    """Three visits in January and February by Ada and Bo: 1,5."""
    visits(store)
    found = computed(PATIENTS).value("besok-per-patient", "namnd", Period.parse("2024-01/2024-02"))
    assert found.figure.value == Fraction(3, 2)


def test_different_persons_of_two_months_in_the_year_were_not_counted(store, computed):
    visits(store)
    found = computed(PATIENTS).value("patienter", "namnd", Period.parse("2024-02/2024-03"))
    assert found.figure.reason is Reason.NOT_FOR_PERIOD
    assert found.text == "–"


MEDIAN = """
- id: median
  label: Median
  kind: quantile
  quantile: 0.5
  fact: waits
  numerator: {values: days}
  breakdowns: [sex]
  unit: dagar
  decimals: 1
- {id: nio-av-tio, label: Nio av tio, kind: quantile, quantile: 0.9, fact: waits, numerator: {values: days},
   unit: dagar, decimals: 0}
"""


def wait(unit: str, day: date, days: int, sex: str = "women") -> dict:
    referred = date.fromordinal(day.toordinal() - days)
    return {"unit": unit, "date": day, "patient": f"p{days}", "sex": sex, "kind": "x", "referred": referred}


def test_a_median_is_the_middle_of_all_rows_below_and_not_a_middle_of_medians(store, computed):
    """Norr waits 1 and 3, Söder 10, 20 and 90: the board's middle is 10; of medians 2 and 20 it were 11."""
    january = date(2024, 1, 31)
    store.add("waits", wait("norr", january, 1), wait("norr", january, 3, "men"))
    store.add("waits", *(wait("soder", january, days) for days in (10, 20, 90)))
    m = computed(MEDIAN)
    month = Period.parse("2024-01")
    found = {unit: m.value("median", unit, month).figure.value for unit in ("norr", "soder", "namnd")}
    assert found == {"norr": 2, "soder": 20, "namnd": 10}
    assert m.value("median", "namnd", month, "women").figure.value == 15  # of 1, 10, 20 and 90
    assert m.value("median", "namnd", month).rows == 5
    assert m.value("nio-av-tio", "namnd", month).figure.value == 90


def test_a_median_of_a_year_takes_the_rows_of_all_its_months(store, computed):
    """1 in December, 2 and 9 in January: the month's middle is 5,5, of both months 2."""
    store.add("waits", wait("norr", date(2023, 12, 31), 1))
    store.add("waits", wait("norr", date(2024, 1, 31), 2), wait("norr", date(2024, 1, 31), 9))
    m = computed(MEDIAN)
    assert m.value("median", "namnd", Period.parse("2024-01")).figure.value == Fraction(11, 2)
    assert m.value("median", "namnd", Period.parse("2023-12/2024-01")).figure.value == 2


AGES = """
- id: alder
  label: Ålder
  columns: {contacts: age}
  groups:
    - {id: barn, label: 0–17 år, where: {at_most: 17}}
    - {id: vuxna, label: 18–64 år, where: {at_least: 18, at_most: 64}}
- id: form
  label: Kontaktform
  columns: {contacts: form}
  groups:
    - {id: fysiskt, label: Fysiskt, where: fysiskt}
    - {id: annat, label: Annat, where: [distans]}
"""
BY_AGE = """
- id: besok
  label: Besök
  kind: count
  fact: contacts
  numerator: {count: true}
  breakdowns: [sex, alder, form]
  unit: st
  decimals: 0
- id: patienter
  label: Patienter
  kind: distinct
  fact: contacts
  numerator: {distinct: patient}
  breakdowns: [alder]
  unit: st
  decimals: 0
"""


def test_a_measure_is_followed_by_every_group_it_declares(store, computed, tmp_path):
    """Two visits by a child of ten and one by a person of forty; one of seventy is in no group."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "breakdowns.yaml").write_text(AGES, encoding="utf-8")
    day = date(2024, 1, 5)
    store.add(
        "contacts", contact(1, "norr", day, "a", "men", 2014), contact(2, "norr", day, "a", "men", 2014)
    )
    store.add("contacts", contact(3, "soder", day, "b", born=1984), contact(4, "soder", day, "c", born=1954))
    m = computed(BY_AGE)
    january = Period.parse("2024-01")

    def of(measure: str, group: str, sex: str = "total"):
        return m.value(measure, "namnd", january, sex, group).figure.value

    assert [of("besok", group) for group in ("alder/barn", "alder/vuxna", "")] == [2, 1, 4]
    assert of("besok", "alder/barn", "men") == 2
    assert of("patienter", "alder/barn") == 1
    assert (of("besok", "form/fysiskt"), of("besok", "form/annat")) == (4, 0)
    assert m.value("patienter", "namnd", january, group="form/fysiskt").figure.reason is Reason.NOT_MEASURED
    assert ("Ålder", "0–17 år", "alder/barn") in m.groups("besok")


ADJUSTED = """
- id: arbetad-tid
  label: Arbetad tid
  kind: sum
  fact: worked_hours
  numerator: {sum: scheduled_minutes, times: 1/60}
  adjustments: [{period: 2024-02, times: 20/21, note: Februari 2024 är räknad med en arbetsdag mindre.}]
  unit: timmar
  decimals: 0
"""


def test_an_adjustment_changes_its_months_and_prints_itself(store, computed):
    """100 h in January and 105 h in February, times 20/21: 100 + 100."""
    for month, hours in ((1, 100), (2, 105)):
        store.add("worked_hours", {
            "month": date(2024, month, 1), "unit": "norr", "person": "a", "sex": "women", "staff_group": "x",
            "scheduled_minutes": hours * 60,
        })  # fmt: skip
    m = computed(ADJUSTED)
    both = m.value("arbetad-tid", "namnd", Period.parse("2024-01/2024-02"))
    assert both.figure.value == 200
    assert both.notes == ("Februari 2024 är räknad med en arbetsdag mindre.",)
    january = m.value("arbetad-tid", "namnd", Period.parse("2024-01"))
    assert (january.figure.value, january.notes) == (100, ())


WRONG = """
- {id: form, label: Form, columns: {contact: form}, groups: [{id: a, label: A, where: fysiskt}]}
- {id: sex, label: Kön, columns: {contacts: form}, groups: [{id: a, label: A, where: fysiskt}]}
- {id: alder, label: Ålder, columns: {contacts: age}, groups: [{id: a, label: A, where: {at_mots: 17}}]}
- {id: slag, label: Slag, columns: {contacts: kind}, groups: [{id: a, label: A, where: lakarbseok}]}
- {id: utan, label: Utan, columns: {contacts: kind}, grupper: []}
"""


def test_all_that_is_wrong_with_breakdowns_is_said_at_once(tmp_path):
    (tmp_path / "breakdowns.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(BY_AGE, encoding="utf-8")
    problems = [str(problem) for problem in load_measures(tmp_path)[1]]
    wanted = [
        "measures/breakdowns.yaml:2: M008 Okänd faktatabell 'contact'. Menade du 'contacts'?",
        "measures/breakdowns.yaml:3: M016 Uppdelningen 'sex' finns redan. Ge den ett annat id.",
        "measures/breakdowns.yaml:4: M001 Okänt villkor 'at_mots'. Menade du 'at_most'?",
        "measures/breakdowns.yaml:5: M004 'lakarbseok' förekommer inte i 'kind'. Menade du 'lakarbesok'?",
        "measures/breakdowns.yaml:6: M001 Okänd nyckel 'grupper'. Menade du 'groups'?",
    ]
    assert [line for line in wanted if line not in problems] == []


DAYS = "fact: waits, numerator: {values: days}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (f"kind: quantile, {DAYS}", "M006 Ett mått av slaget 'quantile' behöver 'quantile'."),
        (f"kind: quantile, quantile: 5, {DAYS}", "M014 'quantile' ska vara ett tal från 0 till 1"),
        (f"kind: sum, {DAYS}", "M007 'values' hör till slaget 'quantile'."),
        ("kind: distinct, fact: waits, numerator: {count: true}", "M006 Täljaren i ett mått av slaget"),
        ("kind: distinct, fact: waits, numerator: {distinct: days}", "M014 Olika 'days' går inte"),
        ("kind: distinct, fact: waits, numerator: {distinct: patient, over: last}", "M014 'over' gäller"),
        (f"kind: count, {DAYS}, adjustments: [{{period: 2024}}]", "M014 'adjustments' ska vara en lista"),
    ],
)
def test_a_kind_without_what_it_needs_is_a_problem(tmp_path, written, said):
    text = f"- {{id: a, label: A, unit: st, decimals: 0, {written}}}\n"
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    assert any(said in str(problem) for problem in load_measures(tmp_path)[1])
