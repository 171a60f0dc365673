# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows made from printed figures: whole numbers with exactly the sums asked for, and what cannot be met."""

from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from malram.demo.cells.atoms import FOLDER, read_atoms
from malram.demo.cells.fit import fit, missed, wanted_rows
from malram.demo.cells.forms import Forms
from malram.demo.cells.rows import bounded, largest_remainder, rows_of
from malram.demo.cells.sums import forecast_sums
from malram.demo.cells.write import fit_region
from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.loader import load_measures
from malram.measures.reference_rows import Reference, printed_rows
from malram.measures.region import REGIONS, catalogue_of, tree_of
from malram.measures.tree import Tree

MEASURES = """
- {id: larm, label: Larm, kind: count, fact: dispatches, numerator: {count: true}, unit: st, decimals: 0}
- {id: tid, label: Tid, kind: mean, fact: icu_stays, numerator: {sum: minutes}, denominator: {count: true},
   unit: minuter, decimals: 1}
- {id: kostnad, label: Kostnad, kind: sum, fact: ledger, numerator: {sum: amount}, unit: tkr, decimals: 0}
"""
ATOMS = """
- contract: dispatches
  periods: [2023, 2024]
  set: {kind: larm, unit: [norr, soder]}
- contract: icu_stays
  periods: [2024]
  total: 40
  set: {kind: iva, unit: norr}
  sum: {minutes: [1, null]}
- contract: ledger
  periods: [2024]
  rows: 24
  set: {account: "4010", unit: {norr: 3, soder: 1}}
  sum: [amount]
"""
TABLE = """row_id,row_label,column_id,column_label,value,decimals
norr,Norr,2024,2024,30,0
norr,Norr,2023,2023,20,0
norr,Norr,pct,%,50,0
soder,Söder,2024,2024,13,0
summa,Summa,2024,2024,44,0
tid,Tid,2024,2024,12.5,1
kostnad,Kostnad,2024,2024,800,0
kostnad-norr,Kostnad,2024,2024,600,0
"""
BINDINGS = """
- document: rapport
  file: tables/t.csv
  unit: alla
  cross:
    rows:
      norr: {measure: larm, unit: norr}
      soder: {measure: larm, unit: soder}
      summa: larm
      tid: tid
      kostnad: kostnad
      kostnad-norr: {measure: kostnad, unit: norr}
    columns:
      "2024": {period: 2024}
      "2023": {period: 2023}
      pct: {period: 2024, change: percent, against: 2023}
"""
NO_ROWS = "document,file,row,reason\n"


@pytest.fixture
def fitted(tmp_path):
    """The atoms of three small tables, their sizes, and the printed rows that they could not be fitted to."""
    files = {
        "measures/m.yaml": MEASURES,
        "demo/cells/d.yaml": ATOMS,
        "reference/rapport/tables/t.csv": TABLE,
        "reference/bindings/b.yaml": BINDINGS,
        "reference/contradictions.csv": NO_ROWS,
        "reference/left-out.csv": NO_ROWS,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    units = [
        UnitRow("alla", "", "Alla", "region"),
        *(UnitRow(u, "alla", u, "enhet") for u in ("norr", "soder")),
    ]
    atoms, problems = read_atoms(tmp_path / "demo" / "cells")
    catalogue, wrong = load_measures(tmp_path / "measures")
    assert problems == []
    assert wrong == []
    reference = Reference.load(tmp_path / "reference")
    forms = Forms(catalogue, Tree(units, date(2024, 12, 31)), atoms)
    wanted, outside = wanted_rows(printed_rows(tmp_path / "reference"), reference, catalogue, forms)
    assert outside == []
    sizes = fit(atoms, wanted)
    return atoms, sizes, [row.key for row in missed(wanted, sizes)]


def rows_for(fitted, contract):
    atoms, sizes, _ = fitted
    return [rows_of(at, atom, sizes) for at, atom in enumerate(atoms) if atom.contract.name == contract]


def test_what_cannot_hold_together_is_missed_and_nothing_else(fitted):
    """30 + 13 = 43 and not the 44 of the sum, which is read off the facts last: it is the one given up."""
    assert fitted[2] == ["summa|2024"]


def test_rows_are_as_many_as_printed_and_lie_in_their_period(fitted):
    """Norr 2023: 20, Söder 2023: nothing printed, so none; Norr 2024: 30 and Söder 13."""
    made = [(len(rows), set(rows["date"].dt.year())) for rows in rows_for(fitted, "dispatches")]
    assert made == [(20, {2023}), (0, set()), (30, {2024}), (13, {2024})]


def test_a_mean_is_met_by_the_sum_of_whole_minutes(fitted):
    """40 stays of 12,5 minutes are 500; 12,45 up to 12,55 is 498 to 501."""
    (rows,) = rows_for(fitted, "icu_stays")
    assert len(rows) == 40
    assert 498 <= rows["minutes"].sum() <= 501
    assert rows["minutes"].min() >= 1


def test_money_falls_on_units_by_their_shares_to_the_ore(fitted):
    """800 tkr as three to one: 600 in Norr."""
    (rows,) = rows_for(fitted, "ledger")
    by_unit = dict(rows.group_by("unit").agg(pl.col("amount").sum()).rows())
    assert Fraction(by_unit["norr"], sum(by_unit.values())) == Fraction(3, 4)
    assert round(sum(by_unit.values()) / 10**5) == 800


@given(st.integers(0, 10**9), st.lists(st.floats(0.01, 100), min_size=1, max_size=30))
def test_a_number_divided_by_weights_keeps_its_sum_and_is_off_by_less_than_one(total, weights):
    found = largest_remainder(total, weights)
    assert found.sum() == total
    share = np.array(weights) / sum(weights) * total
    assert np.all(np.abs(found - share) < 1 + 1e-6 * total)


@given(st.integers(1, 60), st.integers(0, 4), st.integers(1, 6), st.data())
def test_bounded_numbers_stay_in_their_bounds_and_keep_their_sum(count, low, width, data):
    high = low + width
    total = data.draw(st.integers(low * count, high * count))
    found = bounded(total, count, low, high, np.random.default_rng(1))
    assert (found.sum(), len(found)) == (total, count)
    assert found.min() >= low
    assert found.max() <= high


DECLARED = sorted(path.parents[1].name for path in REGIONS.glob("*/demo/cells"))
BY_HAND = {"trycks utan tecken", "inga rader i demo/ ger måttet"}


@pytest.mark.parametrize("region", DECLARED)
def test_a_regions_rows_give_every_bound_figure_but_the_contradictions(region):
    """What `malram reference check` computes from the files is computed here from the sizes, exactly."""
    found = fit_region(REGIONS / region)
    assert found.problems == []
    assert {why for _, why in found.fit.outside} <= BY_HAND
    folder = REGIONS / region / "reference"
    reference = Reference.load(folder)
    told = {
        row.key
        for row in printed_rows(folder)
        if (row.document, row.file, row.key) in reference.contradictions
        and "measure" in (reference.binding(row) or ())  # not read from a register
    }
    assert {row.key for row in found.fit.missed} == told


def test_there_are_regions_whose_rows_are_declared():
    assert len(DECLARED) >= 2


def test_a_total_that_is_forecast_with_its_lines_is_tied_to_their_sum():
    """Five lines of income, seven of cost, and the result of all: each total less its lines is nothing."""
    region = REGIONS / "vastmanland"
    atoms, catalogue = read_atoms(region / FOLDER)[0], catalogue_of(region)
    forms = Forms(catalogue, tree_of(region, date(2024, 12, 31)), atoms)
    found = {one.row.key: one for one in forecast_sums(region, catalogue, forms, atoms)}
    weights = {key: sorted(one.ratio.top.terms.values()) for key, one in found.items()}
    scale = max(weights["summa-intakter|hsf|2024"])
    assert {key: [w / scale for w in found] for key, found in weights.items()} == {
        "summa-intakter|hsf|2024": [-1] * 5 + [1],
        "summa-kostnader|hsf|2024": [-1] * 7 + [1],
        "nettoresultat|hsf|2024": [-1] * 12 + [1],
    }
