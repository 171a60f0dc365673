# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The linter on a board's goals, indicators and targets, told from the files alone.

The files below are clean. Each case changes one thing and gives the one warning that follows from it.
"""

from pathlib import Path

import pytest

from malram.measures.catalogue.loader import load_measures
from malram.steering.definitions import read_definitions
from malram.steering.lint import lint
from malram.steering.model import Region
from malram.steering.parse import load_region
from tests.steering_data import VARMLAND

HEAD = "board,year,slug,level,parent,name,agenda2030,strategy,common,grade,reason,decided_by"
GOALS = f"""{HEAD}
namnd,2024,em,effektmal,,Trygga,,,nej,,,
namnd,2024,rm,resultatmal,em,Tider,,,nej,,,
namnd,2024,rm-personal,resultatmal,em,Personal,,,nej,,,
"""
INDICATORS = """
- id: i-tid
  name: I tid
  measure: i-tid
  unit: "%"
  decimals: 0
  direction: higher
  periodicity: År
  method: Inom tiden delat med alla.
  source: Telefonin
  owner: Direktör
  base_year: 2023
  followed:
    - {board: namnd, year: 2024, order: 1, goal: rm, of: enhet, operator: ">=", value: 90, text: "90 %"}
- id: antal
  name: Antal samtal
  measure: antal
  unit: st
  decimals: 0
  direction: lower
  periodicity: År
  method: Alla samtal.
  source: Telefonin
  owner: Direktör
  base_year: 2023
  followed:
    - {board: namnd, year: 2024, order: 2, goal: rm-personal, of: enhet, operator: decrease, text: minska}
"""
MEASURES = """
- id: i-tid
  label: I tid
  kind: share
  fact: calls
  numerator: {count: true, where: {answered: true}}
  denominator: {count: true}
  unit: "%"
  decimals: 0
  direction: higher
- id: antal
  label: Antal samtal
  kind: count
  fact: calls
  numerator: {count: true}
  unit: st
  decimals: 0
  direction: lower
"""
ANOTHER = """- id: fler
  name: Fler samtal
  measure: antal
  unit: st
  decimals: 0
  direction: none
  periodicity: År
  method: Alla samtal.
  source: Telefonin
  owner: Direktör
  base_year: 2023
  followed:
    - {board: namnd, year: 2024, order: 3, goal: rm, of: enhet, """
MANY = "".join(f"namnd,2024,rm-{n},resultatmal,em,Mål {n},,,nej,,,\n" for n in range(2))
COMMON = "".join(f"namnd,2024,rm-{n},resultatmal,em,Mål {n},,,ja,,,\n" for n in range(5))
LAGGED = "  decimals: 0\n  direction: higher\n"


@pytest.fixture
def warnings(tmp_path: Path, attainment_model):
    region, _ = load_region(VARMLAND / "region.yaml")
    assert isinstance(region, Region)

    def of(goals: str = GOALS, indicators: str = INDICATORS, measures: str = MEASURES) -> list[str]:
        (tmp_path / "measures").mkdir()
        (tmp_path / "measures" / "matt.yaml").write_text(measures, encoding="utf-8")
        (tmp_path / "goals.csv").write_text(goals, encoding="utf-8")
        (tmp_path / "indicators.yaml").write_text(indicators, encoding="utf-8")
        models = {"namnd": attainment_model}
        definitions, problems = read_definitions(tmp_path, region, models)
        catalogue, wrong = load_measures(tmp_path / "measures")
        assert [*problems, *wrong] == []
        return [str(problem) for problem in lint(definitions, models, catalogue)]

    return of


def spoilt(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_files_that_can_be_followed_up_give_no_warning(warnings):
    assert warnings() == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  source: Telefonin\n", "", "indicators.yaml:2: S042 Indikatorn 'i-tid' har ingen datakälla."),
        ("  owner: Direktör\n", "", "indicators.yaml:2: S045 Indikatorn 'i-tid' har ingen ägare."),
        ("  base_year: 2023\n", "", "indicators.yaml:2: S046 Indikatorn 'i-tid' har ett målvärde men inget"),
        ("base_year: 2023", "base_year: 2025", "indicators.yaml:12: S046 Utgångsåret 2025 för 'i-tid'"),
        ("measure: i-tid", 'measure: ""', "indicators.yaml:4: S047 Indikatorn 'i-tid' har inget mått."),
        ("direction: higher", "direction: none", None),
        ('operator: ">="', 'operator: "<="', "indicators.yaml:14: S044 Målvärdet '90 %' går emot riktningen"),
        ("value: 90,", "", "indicators.yaml:14: S055 Målvärdet '90 %' för 'i-tid' har ett"),
        ("value: 90", "value: 101", "S049 Målvärdet 101 för 'i-tid' kan inte nås: måttet är alltid mellan 0"),
        ("value: 90", "value: 100", None),
        ('">=", value: 90', '">", value: 100', "S049 Målvärdet 100 för 'i-tid' kan inte nås"),
        ('">=", value: 90', '"=", value: 99.5', "S049 Målvärdet 99,5 för 'i-tid' kan inte nås: mått"),
        ('operator: decrease', 'operator: "<", value: 0', "S049 Målvärdet 0 för 'antal' kan inte"),
        ('unit: st', 'unit: tkr', "indicators.yaml:18: S051 Indikatorn 'antal' anges i 'tkr', men"),
        ("  owner", "  window: r18\n  owner", "indicators.yaml:11: S051 Måttet 'i-tid' räknas inte"),
        ("  owner", "  lag_months: 12\n  owner", "indicators.yaml:15: S048 Målet 2024 för 'i-tid' kan"),
        ("  owner", "  lag_months: 11\n  owner", None),
    ],
)  # fmt: skip
def test_what_an_indicator_or_its_target_lacks(warnings, old, new, says):
    """A share of 100 % can be met and one above it cannot; with eleven months' lag January is still known."""
    found = warnings(indicators=spoilt(INDICATORS, old, new))
    assert len(found) == (says is not None)
    assert all(says in line for line in found)


def test_an_indicator_may_leave_its_source_to_the_measure(warnings):
    there = spoilt(MEASURES, "  label: I tid\n", "  label: I tid\n  source: Telefonin\n")
    assert warnings(indicators=spoilt(INDICATORS, "  source: Telefonin\n", ""), measures=there) == []


@pytest.mark.parametrize("what", ["baseline: true", 'operator: "=", text: Ja'])
def test_a_first_measurement_and_a_yes_or_no_need_nothing_to_start_from(warnings, what):
    bare = spoilt(INDICATORS, "  base_year: 2023\n", "")
    assert warnings(indicators=spoilt(bare, 'operator: ">=", value: 90, text: "90 %"', what)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (LAGGED, LAGGED.replace("higher", "lower"), "S052 För indikatorn 'i-tid' är högre är bättre"),
        (LAGGED, LAGGED + "  measuring_months: [11]\n  lag_months: 2\n", "S048 Målet 2024 för 'i-tid' kan"),
        (LAGGED, LAGGED + "  measuring_months: [3, 11]\n  lag_months: 2\n", None),
        (LAGGED, LAGGED + "  comparable_from: {month: 2024-06, note: Ny metod}\n", "S050 Målet 2024 för"),
        (LAGGED, LAGGED + "  comparable_from: {month: 2024-01, note: Ny metod}\n", None),
        (
            "  direction: lower\n",
            "  direction: lower\n  comparable_from: {month: 2023-06, note: Ny metod}\n",
            "S050 Trendmålet 2024 för 'antal' jämför med året före bytet av metod",
        ),
    ],
)  # fmt: skip
def test_what_a_target_wants_that_its_measure_cannot_give(warnings, old, new, says):
    """Two months after November is January: the year's report has no value. March is known in time."""
    found = warnings(measures=spoilt(MEASURES, old, new))
    assert len(found) == (says is not None)
    assert all(says in line for line in found)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("decrease", "increase", "S053"),
        ("decrease", '">=", value: 900', "S053"),
        ("decrease", "keep", "S054"),
        ('"<=", value: 900', '">=", value: 901', "S054"),
        ('"<", value: 901', '">", value: 899', None),
        ('"<", value: 900', '">", value: 899', "S054"),
        ('"<=", value: 900', '">=", value: 850', None),
        ('"=", value: 900', '"=", value: 900', None),
    ],
)
def test_targets_on_one_measure_that_pull_apart(warnings, one, other, code):
    """A band, 850–900, is no conflict. Between 899 and 900 no whole number lies, between 899 and 901 one."""
    first = spoilt(INDICATORS, "operator: decrease", f"operator: {one}")
    found = warnings(indicators=f"{first}{ANOTHER}operator: {other}, text: x}}\n")
    assert [line.split()[1] for line in found] == ([code] if code else [])
    assert all(line.startswith("indicators.yaml:40: ") and "'antal' ska " in line for line in found)


def test_targets_in_different_units_or_years_are_no_conflict(warnings):
    other = ANOTHER.replace("of: enhet", "of: annan") + "operator: increase, text: öka}\n"
    assert warnings(indicators=INDICATORS + other) == []


def test_goals_that_nobody_follows_and_too_many_of_them(warnings):
    """Three goals of its own are what the model allows; a fourth is one too many."""
    found = warnings(goals=GOALS + MANY)
    assert [line.split(" Det ska")[0] for line in found] == [
        "goals.csv:2: S041 'em' har 4 egna mål under sig.",
        *(
            f"goals.csv:{5 + n}: S040 Målet 'rm-{n}' följs inte av någon indikator. Lägg till målet under "
            "'followed' i en indikator, eller följ upp det i text."
            for n in range(2)
        ),
    ]


def test_common_goals_come_on_top(warnings):
    assert not [line for line in warnings(goals=GOALS + COMMON) if "S041" in line]
