# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One measure as it was then, as it is now, as if organised like a year, and as it was known on a day."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from malram.cli import main
from malram.facts.unit_rows import known_rows
from malram.measures.computing.engine import NothingToCompute
from malram.measures.region import choose_region, compute_region
from malram.measures.tracing.views import UnknownView, View, measured
from malram.values import Period
from tests.measures.histories import YEARS, histories
from tests.measures.pasts import Past, moment
from tests.measures.test_explaining import MERGED, year

Y2022, Y2024 = Period.parse("2022"), Period.parse("2024")


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """a and b had twelve calls each in 2022; c, which they became, twenty-four in 2024; a was corrected."""
    made = Past(tmp_path)
    made.define(60)
    made.register(MERGED)
    made.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    made.deliver("b.csv", year("b", 2022, 12, 12), moment(1))
    made.deliver("c.csv", year("c", 2024, 18, 24), moment(2))
    made.deliver("a.csv", year("a", 2022, 9, 12), moment(3))
    return made


def shown(past: Past, measure: str, unit: str, period: Period, view: str, known: date | None = None):
    with measured(past.home, past.region, measure, View.of(view, period, known)) as m:
        return m.value(measure, unit, period).figure.value if unit in m.tree else "no unit"


def test_the_units_of_the_period_the_newest_units_and_those_of_a_year(past):
    """In 2024 a and b are c in the north; in 2022 c is nowhere and counts at the region, above a and b."""
    assert [shown(past, "antal", unit, Y2022, "then") for unit in ("norr", "soder", "c")] == [
        12,
        12,
        "no unit",
    ]
    assert [shown(past, "antal", unit, Y2022, "now") for unit in ("norr", "soder", "c")] == [24, None, 24]
    assert [shown(past, "antal", unit, Y2024, "2022") for unit in ("region", "norr", "a")] == [24, 0, 0]
    assert [shown(past, "antal", "region", Y2022, view) for view in ("then", "now", "2021")] == [24] * 3


def test_a_value_as_it_was_known_on_an_earlier_day(past):
    assert shown(past, "svar", "a", Y2022, "then", date(2025, 1, 2)) == 50
    assert shown(past, "svar", "a", Y2022, "then") == 75
    with pytest.raises(NothingToCompute):
        shown(past, "svar", "a", Y2022, "then", date(2024, 12, 31))


def test_a_reorganisation_that_is_decided_shows_from_its_day_and_not_before(past):
    """Next year everything in the north moves to the south. It is known, and today nothing has moved."""
    first = date.today() + timedelta(days=365)
    moves = [
        replace(row, parent="soder", valid_from=first, known_from=date(2025, 1, 1)) for row in MERGED[-1:]
    ]
    past.register([*MERGED, *moves])
    assert compute_region(past.home, past.region).tree.parent("c") == "norr"
    assert shown(past, "antal", "norr", Y2024, "now") == 24
    assert shown(past, "antal", "norr", Y2024, str(first.year)) != 24


def test_a_view_that_cannot_be_understood_is_told(past):
    with pytest.raises(UnknownView, match="Skriv then, now eller ett år"):
        View.of("ifjol", Y2022)


def test_the_command_shows_a_view_and_touches_nothing_that_pages_read(past, monkeypatch, capsys):
    monkeypatch.setenv("MALRAM_HOME", str(past.home))
    (past.region / "region.yaml").touch()
    choose_region(past.home, str(past.region))
    before = {path for path in past.home.rglob("*") if "facts" not in path.parts}
    words = ["show", "antal", "--unit", "soder", "--period", "2022", "--rows", "0"]
    assert main([*words, "--organised", "then"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Samtal, Soder, helår 2022: 12\N{NO-BREAK SPACE}st\n")
    assert "b.csv (calls): 12 rader" in out
    assert main([*words, "--organised", "now"]) == 1
    assert main([*words, "--organised", "snart"]) == 1
    assert capsys.readouterr().err == (
        "Organisationen 'snart' går inte att förstå. Skriv then, now eller ett år.\n"
    )
    assert main([*words, "--known", "igår"]) == 2
    assert "är ingen dag" in capsys.readouterr().err
    assert {path for path in past.home.rglob("*") if "facts" not in path.parts} == before


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(histories())
def test_the_total_at_the_top_is_the_same_in_every_view_and_so_is_what_is_run_by_the_region(rows):
    """Every unit that is in force in the middle of a year gets one call then, and each counts once."""
    with tempfile.TemporaryDirectory() as folder:
        past = Past(Path(folder))
        past.define(60)
        past.register(rows)
        days = [date(of, 6, 1) for of in (2021, *YEARS)]
        there = [(day, r.unit, r.regi) for day in days for r in known_rows(rows) if r.in_force(day)]
        calls = [(f"{day}{unit}", unit, str(day), True, 30) for day, unit, _ in there]
        past.deliver("alla.csv", calls, moment(1))
        wanted = {day: sum(1 for when, _, _ in there if when == day) for day in days}
        own = {day: sum(1 for when, _, regi in there if when == day and regi == "own") for day in days}
        for view in ("2021", "2023", "now"):
            for measure, count in (("antal", wanted), ("egna", own)):
                with measured(past.home, past.region, measure, View.of(view, Y2022)) as m:
                    for day in days:
                        found = m.value(measure, "region", Period.parse(f"{day:%Y-%m}"))
                        assert found.figure.value == count[day], (view, measure, day)
