# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small person counts through the query object: in no figure, part, difference, series or trace."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.loader import load_measures
from malram.measures.reading.query import Measurements
from malram.measures.tracing.trace import Tracer
from malram.measures.tree import Tree
from malram.values import Period, Reason, State
from tests.measures.attack import Attacker, windows
from tests.small import SmallStore, measured, small_store

THRESHOLD = 5
SEXES = ("women", "men", "unknown")
FORMS = ("fysiskt", "distans")
YEAR = Period.year(2024)
COUNT = """
- {id: antal, label: Antal, kind: count, fact: contacts, numerator: {count: true}, unit: st, decimals: 0,
   breakdowns: [sex], threshold: 5}
"""
BY_FORM = COUNT.replace("[sex]", "[sex, form]")
SHARE = """
- {id: andel, label: Andel på distans, kind: share, fact: contacts, unit: "%", decimals: 1, breakdowns: [sex],
   numerator: {count: true, where: {form: distans}}, denominator: {count: true}, threshold: 5}
"""
BREAKDOWNS = """
- id: form
  label: Form
  columns: {contacts: form}
  groups: [{id: fysiskt, label: Fysiskt, where: fysiskt}, {id: distans, label: Distans, where: distans}]
"""


def rows(own: np.ndarray, names: list[str], start: int) -> list[dict]:
    """One contact for each of the persons in [unit, sex and form, month]."""
    return [
        {"unit": names[unit], "date": date((start + month) // 12, (start + month) % 12 + 1, 9), "sex": sex,
         "form": form, "patient": f"{unit}-{sex}-{form}-{month}-{nth}", "kind": "lakarbesok"}
        for unit, month in product(range(own.shape[0]), range(own.shape[2]))
        for group, (sex, form) in enumerate(product(SEXES, FORMS))
        for nth in range(own[unit, group, month])
    ]  # fmt: skip


def region(seed: int) -> tuple[list[int], np.ndarray]:
    """Parents and [unit, sex and form, month]: units of very different size, some of them empty."""
    rng = np.random.default_rng(seed)
    units = int(rng.integers(6, 10))
    parents = [-1, *(int(rng.integers(max(0, unit - 3), unit)) for unit in range(1, units))]
    shares = np.outer([0.6, 0.38, 0.02], [0.75, 0.25]).ravel()
    own = rng.poisson(rng.lognormal(1.8, 1.0, units)[:, None, None] * shares[:, None], (units, 6, 12))
    own[rng.random(units) < 0.2] = 0
    return parents, own


def computed_region(folder, parents: list[int], own: np.ndarray, definitions: str) -> Measurements:
    names = [f"u{i}" for i in range(len(parents))]
    units = [
        UnitRow(name, names[parent] if parent >= 0 else "", name, "enhet")
        for name, parent in zip(names, parents, strict=True)
    ]
    store = small_store(folder)
    store.add("contacts", *rows(own, names, 2024 * 12))
    (folder / "measures").mkdir()
    (folder / "measures" / "breakdowns.yaml").write_text(BREAKDOWNS, encoding="utf-8")
    return measured(folder, store, Tree(units, date(2024, 12, 31)), definitions)


def answers(m: Measurements, parents: list[int], attacker: Attacker) -> list[np.ndarray]:
    """Tell the attacker all that the query object tells, and return the cells of what it does not."""
    hidden, start = [], m.snapshot.months.start
    asked = [("total", "", list(range(6))), *((sex, "", [2 * i, 2 * i + 1]) for i, sex in enumerate(SEXES))]
    asked += [("total", f"form/{form}", [i, i + 2, i + 4]) for i, form in enumerate(FORMS)]
    for unit, (first, last) in product(range(len(parents)), windows(m.snapshot.months)):
        below = [one for one in range(len(parents)) if unit in path(parents, one)]
        for (sex, group, groups), measure in product(asked, m.catalogue.ids):
            found = m.value(measure, f"u{unit}", Period(first, last), sex, group)
            remote = [one for one in groups if one % 2]
            counted = {"antal": groups, "andel": remote}[measure]
            left = [one for one in groups if one not in counted]
            cells, rest = (
                attacker.cells(below, chosen, range(first - start, last + 1 - start))
                for chosen in (counted, left)
            )
            if found.figure.shown:
                attacker.learn(cells, int(found.numerator))
                if found.denominator is not None:
                    attacker.learn(rest, int(found.denominator - found.numerator))
            elif found.figure.reason is Reason.TOO_FEW:
                assert (found.numerator, found.denominator, found.rows) == (None, None, 0)
                hidden += [cells, rest] if left else [cells]
    return hidden


def path(parents: list[int], unit: int) -> list[int]:
    return [unit, *path(parents, parents[unit])] if parents[unit] >= 0 else [unit]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("definitions", [COUNT + SHARE, BY_FORM], ids=["count and share", "two breakdowns"])
def test_all_that_is_answered_gives_nobody_away(tmp_path, seed, definitions):
    """Every unit, window, sex and form; of a share those counted, those they are among and those left."""
    parents, own = region(seed)
    m = computed_region(tmp_path, parents, own, definitions)
    attacker = Attacker(own.shape)
    hidden = answers(m, parents, attacker)
    for i in np.random.default_rng(seed).permutation(len(hidden))[:6]:
        value = int(own.ravel()[hidden[i]].sum())
        low, high = attacker.bounds(hidden[i])
        assert low <= value <= high
        assert high - low >= THRESHOLD


@pytest.fixture
def clinic(tmp_path) -> Measurements:
    """A clinic of 40 women a month at the one ward, 20 at the next and 3 at the last, all by a visit."""
    own = np.zeros((4, 6, 12), dtype=np.int64)
    own[1:, 0] = np.array([40, 20, 3])[:, None]
    growth = "- {id: mer, label: Mer, kind: growth, of: antal, unit: st, decimals: 0}\n"
    twice = "- {id: samma, label: Samma, kind: derived, unit: st, decimals: 0, terms: [{measure: antal}]}\n"
    return computed_region(tmp_path, [-1, 0, 0, 0], own, COUNT + growth + twice)


def test_a_hidden_figure_is_a_dash_that_says_why(clinic):
    """40 + 20 + 3 = 63 a month. Three are too few, and without twenty the sum would tell them."""
    january = Period.parse("2024-01")
    found = [clinic.value("antal", f"u{unit}", january) for unit in range(4)]
    assert [one.text for one in found] == ["63\xa0st", "40\xa0st", "–", "–"]
    assert {(one.figure.state, one.figure.reason) for one in found[2:]} == {
        (State.SUPPRESSED, Reason.TOO_FEW)
    }
    assert [clinic.value("antal", f"u{unit}", YEAR).text for unit in range(4)] == [
        "756\xa0st", "480\xa0st", "240\xa0st", "36\xa0st",
    ]  # fmt: skip


def test_nothing_made_of_a_hidden_figure_tells_it(clinic):
    january, february = Period.parse("2024-01"), Period.parse("2024-02")
    change = clinic.change("antal", "u3", february, january)
    deviation = clinic.deviation("antal", "samma", "u3", january)
    derived = clinic.value("samma", "u3", january)
    for found in (change, deviation, derived, *clinic.series("antal", "u3", range(24288, 24291))):
        assert (found.figure.value, found.figure.reason) == (None, Reason.TOO_FEW)
        assert {(leaf.numerator, leaf.rows) for leaf in found.leaves} == {(None, 0)}
    assert clinic.extremes("antal", ["u1", "u2", "u3"], january) is None
    low, high = clinic.extremes("antal", ["u1", "u2", "u3"], YEAR)
    assert (low.unit, high.unit) == ("u3", "u1")


def test_the_way_back_from_a_figure_tells_no_hidden_one(clinic, tmp_path):
    """Files may come by the month: how many rows each has is not told where months are hidden."""
    tracer = Tracer(clinic, SmallStore(tmp_path / "facts"))
    hidden, shown = (clinic.value("antal", "u3", Period.parse(code)) for code in ("2024-01", "2024"))
    assert (tracer.files(hidden), tracer.rows(hidden)) == ([], [])
    assert [file.rows for file in tracer.files(shown)] == [None]


def test_the_decision_is_the_same_whatever_is_asked_for_first_and_is_kept(clinic):
    again = Measurements(clinic.snapshot, clinic.catalogue, clinic.tree)
    periods = [YEAR, *map(Period.month, clinic.snapshot.months)]
    asked = [("antal", f"u{unit}", period) for unit in range(4) for period in periods]
    backwards = [again.value(*one).text for one in asked[::-1]]
    assert [clinic.value(*one).text for one in asked] == backwards[::-1]
    kept = list((clinic.snapshot.folder.parents[1] / "suppression" / clinic.snapshot.id).iterdir())
    assert len(kept) == 1
    before = kept[0].read_bytes()
    kept[0].write_bytes(before[:100])  # damaged: made again, and equal
    third = Measurements(clinic.snapshot, clinic.catalogue, clinic.tree)
    assert [third.value(*one).text for one in asked] == backwards[::-1]
    assert kept[0].read_bytes() == before


def test_different_persons_are_hidden_all_the_year(tmp_path):
    """Three women a month: neither a month nor the year of the ward is shown, nor of the one beside it."""
    own = np.zeros((4, 6, 12), dtype=np.int64)
    own[1:, 0] = np.array([40, 20, 3])[:, None]
    persons = """
    - {id: patienter, label: Patienter, kind: distinct, fact: contacts, numerator: {distinct: patient},
       unit: patienter, decimals: 0, threshold: 5}
    """
    m = computed_region(tmp_path, [-1, 0, 0, 0], own, persons)
    for code in ("2024-01", "2024", "2024-01/2024-05"):
        found = [m.value("patienter", f"u{unit}", Period.parse(code)).figure.shown for unit in range(4)]
        assert found == [True, True, False, False]


MEAN_WAIT = """
- {id: vantan, label: Väntan, kind: mean, fact: contacts, numerator: {sum: days}, denominator: {count: true},
   unit: dagar, decimals: 1, threshold: 5}
"""


def test_a_mean_of_too_few_is_hidden(tmp_path, store, tree, computed):
    """Two contacts at Söder and six at Norr in June, eight days each; seven at Privat."""
    for unit, number in (("norr", 6), ("soder", 2), ("privat", 7)):
        for nth in range(number):
            store.add(
                "contacts",
                {"unit": unit, "date": date(2024, 6, 9), "requested": date(2024, 6, 1), "sex": "women",
                 "patient": f"{unit}{nth}"},
            )  # fmt: skip
    m = computed(MEAN_WAIT)
    june = Period.parse("2024-06")
    shown = {
        unit: m.value("vantan", unit, june).figure.value for unit in ("namnd", "norr", "soder", "privat")
    }
    assert shown == {"namnd": Fraction(8), "norr": None, "soder": None, "privat": Fraction(8)}


COUNTED = "kind: count, fact: contacts, numerator: {count: true}, unit: st, decimals: 0"
PROBLEMS = {
    "- {id: kr, label: K, kind: sum, fact: ledger, unit: kr, decimals: 0, threshold: 5,\n"
    "   numerator: {sum: amount}}": (
        "measures/test.yaml:1: M017 Måttet 'kr' räknar inte personer och kan inte ha 'threshold'. "
        "Ta bort nyckeln. Ett sammansatt mått döljs när ett mått som det bygger på döljs."
    ),
    f"- {{id: a, label: A, {COUNTED}, threshold: 1}}": (
        "measures/test.yaml:1: M014 'threshold' ska vara ett heltal, minst 2. "
        "Ändra till det. Nu står där '1'."
    ),
    "- {id: p, label: P, kind: distinct, fact: contacts, unit: st, decimals: 0, breakdowns: [sex],\n"
    "   numerator: {distinct: patient}, threshold: 5}": (
        "measures/test.yaml:2: M017 Måttet 'p' räknar olika personer, har 'threshold' och delas upp. "
        "Ta bort 'breakdowns' och 'denominator': samma person kan finnas i flera delar."
    ),
    f"- {{id: a, label: A, {COUNTED}, threshold: 5}}\n- {{id: b, label: B, {COUNTED}}}": (
        "measures/test.yaml:2: M018 Måttet 'b' räknar samma rader som 'a' men skyddas inte lika. "
        "Skriv 'threshold: 5' också där, och samma 'regi'."
    ),
}  # fmt: skip


@pytest.mark.parametrize("definitions", PROBLEMS, ids=["money", "one", "different", "two measures"])
def test_a_threshold_that_cannot_be_kept_is_a_problem(tmp_path, definitions):
    (tmp_path / "test.yaml").write_text(definitions, encoding="utf-8")
    assert [str(problem) for problem in load_measures(tmp_path)[1]] == [PROBLEMS[definitions]]
