# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Printed figures against computed ones, for a region with one document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from malram.measures.reference import Reference, check, measured, summary

DEFINITIONS = """
- {id: samtal, label: Samtal, kind: count, fact: calls, numerator: {count: true}, unit: st, decimals: 0}
- {id: kostnad, label: Kostnad, kind: sum, fact: ledger, numerator: {sum: amount}, unit: tkr, decimals: 1}
- {id: budget, label: Budget, kind: sum, fact: budget, numerator: {sum: amount}, unit: tkr, decimals: 1}
- {id: nojda, label: Nöjda, kind: reported, unit: '%', decimals: 0}
- {id: policy, label: Policy, kind: reported, unit: ja/nej, decimals: 0}
"""
VALUES = """indicator_id,unit_id,period,sex,value,decimals
samtal,norr,2024,total,12,0
samtal,soder,2024,total,5,0
samtal,norr,2024-02,total,2,0
samtal,namnd,2024,total,16,0
samtal,privat,2024,total,,
nojda,norr,2024,total,74,0
policy,norr,2024,total,ja,
policy,soder,2024,total,nej,
okand,norr,2024,total,7,0
"""
FACTS = """fact_id,measure,value,decimals
cirka,Samtal,15,0
drygt,Samtal,15,0
storlek,Avvikelse,2.3,1
tecken,Avvikelse,2.3,1
flest,Samtal,12,0
minst,Samtal,4,0
antal,Enheter,2,0
utan,Annat,99,0
annan-period,Samtal,9,0
"""
BINDINGS = """
- {document: rapport, file: values.csv, indicator: samtal, measure: samtal}
- {document: rapport, file: values.csv, indicator: nojda, measure: nojda}
- {document: rapport, file: values.csv, indicator: policy, measure: policy}
- {document: rapport, file: facts.csv, row: cirka, measure: samtal, unit: namnd, period: 2024,
   precision: cirka}
- {document: rapport, file: facts.csv, row: drygt, measure: samtal, unit: namnd, period: 2024,
   precision: drygt}
- {document: rapport, file: facts.csv, row: storlek, measure: kostnad, unit: norr, period: 2024-01,
   deviation: {budget: budget, formula: budget-minus-outcome}, absolute: true}
- {document: rapport, file: facts.csv, row: tecken, measure: kostnad, unit: norr, period: 2024-01,
   deviation: {budget: budget, formula: budget-minus-outcome}}
- {document: rapport, file: facts.csv, row: flest, measure: samtal, period: 2024, extreme: highest,
   level: enhet}
- {document: rapport, file: facts.csv, row: minst, measure: samtal, period: 2024, extreme: lowest_above_zero,
   level: enhet, under: namnd}
- {document: rapport, file: facts.csv, row: antal, measure: samtal, period: 2024, tally: above_zero,
   level: enhet}
- {document: rapport, file: facts.csv, row: annan-period, measure: samtal, unit: norr, period: trettonde}
- {document: rapport, file: tables/t.csv, row: norr, column: utfall, measure: kostnad, unit: norr,
   period: 2024-01}
"""
TABLE = "row_id,row_label,column_id,column_label,value,decimals\nnorr,Norr,utfall,Utfall,12.3,1\n"
CONTRADICTIONS = """document,file,row,reason
rapport,values.csv,samtal|soder|2024|total|5|0,Tabellen skriver 4.
rapport,values.csv,samtal|norr|2024-02|total|2|0,Texten säger något annat.
"""
LEFT_OUT = "document,file,row,reason\nrapport,facts.csv,utan,Inget mått ger talet.\n"


@pytest.fixture
def m(store, computed):
    """Norr has 12 calls in 2024, two of them in February, and Söder 4. Norr is 2,3 tkr above its budget."""
    calls = [("norr", 2)] * 2 + [("norr", 3)] * 10 + [("soder", 4)] * 4
    for number, (unit, month) in enumerate(calls):
        store.add(
            "calls",
            {"call": str(number), "unit": unit, "date": date(2024, month, 1), "service": "1177",
             "answered": True, "wait_seconds": 1},
        )  # fmt: skip
    for month in range(1, 13):  # deliveries every month
        store.add(
            "calls",
            {"call": f"x{month}", "unit": "utanfor", "date": date(2024, month, 1), "service": "1177",
             "answered": True, "wait_seconds": 1},
        )  # fmt: skip
    store.add(
        "ledger", {"date": date(2024, 1, 5), "unit": "norr", "voucher": "v", "row": 1, "amount": 1_230_000}
    )
    store.add("budget", {"month": date(2024, 1, 1), "unit": "norr", "account": "5", "amount": 1_000_000})
    for series, unit, value in (("nojda", "norr", "74"), ("policy", "norr", "ja"), ("policy", "soder", "ja")):
        store.add(
            "reported_values",
            {"series": series, "unit": unit, "period": "2024", "value": value, "reported_by": "controller",
             "source": "Enkät", "date": date(2025, 1, 1)},
        )  # fmt: skip
    return computed(DEFINITIONS)


@pytest.fixture
def folder(tmp_path) -> Path:
    files = {
        "rapport/values.csv": VALUES,
        "rapport/facts.csv": FACTS,
        "rapport/tables/t.csv": TABLE,
        "bindings/alla.yaml": BINDINGS,
        "contradictions.csv": CONTRADICTIONS,
        "left-out.csv": LEFT_OUT,
    }
    for name, text in files.items():
        path = tmp_path / "reference" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "reference"


def test_every_printed_row_is_judged_by_itself(folder, m):
    """16 calls are "cirka 15" at the precision of 15, no: 14,5–15,5. They are "drygt 15": 15–16."""
    states = {
        outcome.row.key: (outcome.state, outcome.computed)
        for outcome in check(folder, {"measure": measured(m)})
    }
    assert states == {
        "samtal|norr|2024|total|12|0": ("agrees", "12"),
        "samtal|soder|2024|total|5|0": ("contradictory", "4"),
        "samtal|norr|2024-02|total|2|0": ("wrong", "2"),
        "samtal|namnd|2024|total|16|0": ("agrees", "16"),
        "samtal|privat|2024|total||": ("agrees", "saknas (ej mätt)"),
        "nojda|norr|2024|total|74|0": ("agrees", "74"),
        "policy|norr|2024|total|ja|": ("agrees", "ja"),
        "policy|soder|2024|total|nej|": ("wrong", "ja"),
        "okand|norr|2024|total|7|0": ("unbound", ""),
        "norr|utfall": ("agrees", "12.3"),
        "cirka": ("wrong", "16"),
        "drygt": ("agrees", "16"),
        "storlek": ("agrees", "-2.3"),
        "tecken": ("wrong", "-2.3"),
        "flest": ("agrees", "12"),
        "minst": ("agrees", "4"),
        "antal": ("agrees", "2"),
        "utan": ("left-out", ""),
        "annan-period": ("wrong", ""),
    }


def test_a_contradiction_that_agrees_is_wrong_and_says_so(folder, m):
    (found,) = [
        o for o in check(folder, {"measure": measured(m)}) if o.row.key == "samtal|norr|2024-02|total|2|0"
    ]
    assert (found.state, found.reason) == ("wrong", "Står bland motsägelserna men stämmer.")


def test_a_binding_that_cannot_be_computed_says_why(folder, m):
    (found,) = [o for o in check(folder, {"measure": measured(m)}) if o.row.key == "annan-period"]
    assert found.reason.startswith("Bindningen går inte att räkna: Perioden ”trettonde” finns inte.")


def test_numbers_that_agree_and_contradict_are_all_there_are(folder, m):
    """15 numbers: 9 agree, one contradicts, five are wrong. Words and empty cells are counted apart."""
    found = summary(check(folder, {"measure": measured(m)}))
    assert {key: found[key] for key in ("printed", "reproduced", "reported", "contradictory")} == {
        "printed": 15, "reproduced": 9, "reported": 1, "contradictory": 1,
    }  # fmt: skip
    assert found["words"] == {"printed": 3, "ja_nej": 2, "missing_with_reason": 1, "agree": 2}
    # Five numbers and one word.
    assert len(found["wrong"]) == 6
    assert sum(found["by_kind"].values()) == found["reproduced"]
    assert found["by_fact"] == {"budget": 1, "calls": 6, "ledger": 2, "reported_values": 1}
    assert [line["row"] for line in found["left_out"]] == ["rapport/facts.csv: utan"]
    assert found["reported_rows"] == ["rapport/values.csv: nojda|norr|2024|total|74|0"]


def test_once_everything_is_bound_right_n_and_c_are_all(folder, m):
    """Without the wrong rows: n + c = N."""
    wrong = {o.row.key for o in check(folder, {"measure": measured(m)}) if o.state in ("wrong", "unbound")}
    outcomes = [o for o in check(folder, {"measure": measured(m)}) if o.row.key not in wrong]
    found = summary(outcomes)
    assert found["wrong"] == []
    assert found["reproduced"] + found["contradictory"] == found["printed"]


def test_an_unknown_key_and_a_missing_list_are_problems_with_a_place(folder):
    bindings = folder / "bindings" / "alla.yaml"
    bindings.write_text(BINDINGS + "- {document: r, file: f, row: x, measure: samtal, perod: 2024}\n")
    (folder / "left-out.csv").unlink()
    problems = [str(problem) for problem in Reference.load(folder).problems]
    assert any("B001" in line and "'perod'" in line for line in problems)
    assert any("B002" in line and "left-out.csv" in line for line in problems)


CROSSED = """
- document: rapport
  file: tables/t.csv
  unit: norr
  cross:
    rows:
      norr: {measure: kostnad, sign: -1}
      ovrig: kostnad
    columns:
      utfall: {period: 2024-01}
      avvikelse: {period: 2024-01, deviation: {budget: budget}}
      byte: {measure: "{}", period: 2024-01}
      tom: null
- {document: rapport, file: tables/t.csv, row: ovrig, column: byte, measure: budget, unit: norr,
   period: 2024-01}
"""
CELLS = """row_id,row_label,column_id,column_label,value,decimals
norr,Norr,utfall,Utfall,-12.3,1
norr,Norr,avvikelse,Avvikelse,-2.3,1
ovrig,Övrig,avvikelse,Avvikelse,2.3,1
ovrig,Övrig,byte,Byte,10.0,1
norr,Norr,tom,Tom,1,0
"""


def test_a_binding_crosses_rows_with_columns_and_one_of_a_row_goes_before(folder, m):
    """12,3 in the ledger is printed as a cost, −12,3; 12,3 − 10,0 = 2,3 above the budget, printed −2,3."""
    (folder / "bindings" / "alla.yaml").write_text(CROSSED, encoding="utf-8")
    (folder / "rapport" / "tables" / "t.csv").write_text(CELLS, encoding="utf-8")
    found = {o.row.key: o.state for o in check(folder, {"measure": measured(m)}) if "tables" in o.row.file}
    assert found == {
        "norr|utfall": "agrees",
        "norr|avvikelse": "agrees",
        "ovrig|avvikelse": "agrees",
        "ovrig|byte": "agrees",
        "norr|tom": "unbound",
    }


def test_what_was_computed_is_shown_with_the_sign_it_is_printed_with(folder, m):
    """12,3 in the ledger is a cost: against a printed −12,4 it is −12,3, and not 12,3."""
    (folder / "bindings" / "alla.yaml").write_text(CROSSED, encoding="utf-8")
    cells = CELLS.replace("-12.3", "-12.4")
    (folder / "rapport" / "tables" / "t.csv").write_text(cells, encoding="utf-8")
    found = {o.row.key: o for o in check(folder, {"measure": measured(m)}) if "tables" in o.row.file}
    assert (found["norr|utfall"].state, found["norr|utfall"].computed) == ("wrong", "-12.3")
