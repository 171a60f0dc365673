# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A difference between two reports splits exactly, in one order, whatever has happened between them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from malram.facts.unit_rows import UnitRow, known_rows
from malram.measures.snapshots.pinned import FactsNotFound, known_when
from malram.measures.tracing.explaining import (
    KINDS,
    Basis,
    Explanation,
    bases_of,
    basis_of,
    explain_change,
    signed,
)
from malram.values import Period
from tests.measures.histories import histories
from tests.measures.pasts import Call, Past, moment

WAITS = (30, 90, 300)
OLD, NEW = Period.parse("2022"), Period.parse("2024")
THEN, NOW = date(2022, 12, 31), date(2024, 12, 31)


def explained(past: Past, first: Any, last: Any, measure: str, unit: str) -> Explanation:
    """Two snapshots, each with its period, as the command puts them against each other."""
    return explain_change(measure, unit, *bases_of(first, last, past.store))


def differences(found: Explanation) -> dict[str, Fraction | None]:
    return {step.kind.code: step.difference.value if step.difference else None for step in found.steps}


# -- one thing at a time, by head -------------------------------------------------------------------


def row(unit, parent="", first=2021, last=None, then=(), known=2021):
    return UnitRow(
        unit,
        parent,
        unit.title(),
        "enhet",
        "own",
        date(first, 1, 1),
        date(last, 12, 31) if last else None,
        known_from=date(known, 1, 1),
        successors=tuple(then),
    )


BEFORE = [row("region"), row("norr", "region"), row("soder", "region"), row("a", "norr"), row("b", "soder")]
MERGED = [
    *BEFORE,
    row("a", "norr", last=2023, then=["c"], known=2023),
    row("b", "soder", last=2023, then=["c"], known=2023),
    row("c", "norr", first=2024, known=2023),
]


def calls(unit: str, year: int, seconds: list[int], first: int = 1) -> list[Call]:
    return [
        (f"{unit}{year}-{i}", unit, f"{year}-{1 + i % 12:02d}-01", True, s)
        for i, s in enumerate(seconds, start=first)
    ]


@pytest.fixture
def past(tmp_path: Path) -> Past:
    made = Past(tmp_path)
    made.register(BEFORE)
    made.define(60)
    return made


def year(unit: str, of: int, within: int, all_: int, seconds: int = 30) -> list[Call]:
    """Calls in every month of a year, so many of them answered within `seconds`."""
    return calls(unit, of, [seconds] * within + [90] * (all_ - within))


def test_all_four_at_once_with_the_sums_done_by_hand(past):
    """The north: 6 of 12 calls, then 9 of 12 when three were corrected; 12 of 12 within two minutes; with b
    merged in 12 + 0 of 24; and the year after 18 of 24."""
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    past.deliver("b.csv", calls("b", 2022, [300] * 12), moment(1))
    first = past.compute(THEN)
    past.register(MERGED)
    past.define(120)
    past.deliver("a.csv", year("a", 2022, 9, 12), moment(2))
    past.deliver("c.csv", calls("c", 2024, [30] * 18 + [300] * 6), moment(3))
    last = past.compute(NOW)
    found = explained(past, (first, OLD), (last, NEW), "svar", "norr")
    assert differences(found) == {"correction": 25, "definition": 25, "reorganisation": -50, "real": 25}
    assert (found.first.exact, found.last.exact, found.difference.value) == (50, 75, 25)
    assert found.difference.text() == "25,0\N{NO-BREAK SPACE}procentenheter"


def test_the_same_facts_delivered_late_are_a_correction_and_not_a_change(past):
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    past.deliver("b.csv", year("b", 2022, 12, 12), moment(2))
    found = explained(past, (first, OLD), (past.compute(THEN), OLD), "svar", "region")
    assert differences(found) == {"correction": 25, "definition": 0, "reorganisation": 0, "real": 0}


def test_facts_of_a_unit_that_the_first_report_had_not_heard_of_are_not_lost_on_the_way(past):
    """The new unit's calls count above those it came from, so the top sees no reorganisation at all."""
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    past.register(MERGED)
    past.deliver("c.csv", year("c", 2024, 12, 12), moment(2))
    found = explained(past, (first, OLD), (past.compute(NOW), NEW), "antal", "region")
    assert differences(found) == {"correction": 0, "definition": 0, "reorganisation": 0, "real": 0}
    assert (found.first.exact, found.last.exact) == (12, 12)


def test_a_measure_built_of_another_is_computed_with_it(past):
    """From 6 of 12 to 9 of 12 is 25 points; when the year before turns out to be 3 of 12 it is 50."""
    past.deliver("2021.csv", year("a", 2021, 6, 12), moment(1))
    past.deliver("2022.csv", year("a", 2022, 9, 12), moment(1))
    first = past.compute(THEN)
    past.deliver("2021.csv", year("a", 2021, 3, 12), moment(2))
    found = explained(past, (first, OLD), (past.compute(THEN), OLD), "skillnad", "a")
    assert differences(found) == {"correction": 25, "definition": 0, "reorganisation": 0, "real": 0}


def test_a_unit_that_was_not_there_is_said_in_words_and_what_can_be_told_is_told(past):
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    past.register(MERGED)
    past.deliver("c.csv", year("c", 2024, 12, 12), moment(2))
    found = explained(past, (first, OLD), (past.compute(NOW), NEW), "antal", "c")
    assert found.first.text == "saknas: enheten fanns inte i organisationen"
    assert differences(found) == {"correction": None, "definition": None, "reorganisation": None, "real": 0}
    assert not found.whole


def test_steps_around_a_value_that_is_missing_in_the_middle_are_told_together(past):
    """The corrected file has lost half the year, so the old year has no value until the period is another."""
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    past.deliver("a.csv", year("a", 2022, 3, 6), moment(2))
    past.deliver("b.csv", year("b", 2024, 9, 12), moment(3))
    found = explained(past, (first, OLD), (past.compute(NOW), NEW), "svar", "region")
    assert [step.after.why for step in found.steps] == ["perioden är ofullständig"] * 3 + [""]
    assert differences(found) == {"correction": None, "definition": None, "reorganisation": None, "real": 25}
    assert [kind.code for kind in found.steps[-1].also] == ["correction", "definition", "reorganisation"]


def test_a_difference_smaller_than_the_rounding_is_shown_with_the_digits_it_takes(past):
    """One of 6,000 calls: 50 % becomes 50.0166 … %, and one decimal would say that nothing had changed."""
    past.deliver("a.csv", year("a", 2022, 3000, 6000), moment(1))
    first = past.compute(THEN)
    past.deliver("a.csv", year("a", 2022, 3001, 6000), moment(2))
    found = explained(past, (first, OLD), (past.compute(THEN), OLD), "svar", "a")
    assert signed(found.difference) == "+0,02\N{NO-BREAK SPACE}procentenheter"
    assert (found.first.text, found.last.text) == ("50,0\N{NO-BREAK SPACE}%", "50,0\N{NO-BREAK SPACE}%")


def test_another_unit_of_measurement_cannot_be_compared(past):
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    path = past.region / "measures" / "samtal.yaml"
    path.write_text(path.read_text().replace("unit: st, decimals: 0", "unit: personer, decimals: 0"))
    found = explained(past, (first, OLD), (past.compute(THEN), OLD), "antal", "a")
    assert found.first.text == "saknas: måttet hade en annan enhet, st"


def test_a_snapshot_says_when_its_facts_were_known_and_it_is_tried(past):
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    past.deliver("b.csv", year("b", 2022, 6, 12), moment(4))
    last = past.compute(THEN)
    assert [one.index["known_at"] for one in (first, last)] == [moment(n).isoformat() for n in (1, 4)]
    assert known_when(first, past.store) == moment(1)
    last.index["known_at"] = moment(2).isoformat()
    assert known_when(last, past.store) == moment(4)


def test_facts_that_the_store_never_held_are_named_and_not_guessed(past, tmp_path):
    past.deliver("a.csv", year("a", 2022, 6, 12), moment(1))
    first = past.compute(THEN)
    other = Past(tmp_path / "other")
    with pytest.raises(FactsNotFound, match="finns inte i lagret"):
        basis_of(first, OLD, other.store, [])


# -- random histories -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """Two reports with what lies between them."""

    rows: list[UnitRow]
    first_calls: list[Call]
    corrected: list[Call]
    new_calls: list[Call]
    limits: tuple[int, int]
    days: tuple[date, date]
    periods: tuple[Period, Period]


@st.composite
def stories(draw: Any) -> Told:
    """Calls of 2022 and 2024, most of the time some of 2022 corrected; the register grows; so may the limit.

    Drawn by a generator of its own: hypothesis prefers what is simple, and simple stories tell nothing.
    """
    rows, random = draw(histories()), Random(draw(st.integers(0, 2**32)))
    first = _calls(random, rows, 2022)
    goes_on = random.random() < 0.75
    return Told(
        rows,
        first,
        [_corrected(random, call) for call in first] if random.random() < 0.75 else first,
        _calls(random, rows, 2024) if goes_on else [],
        (60, random.choice([60, 120])),
        (THEN, random.choice([THEN, NOW, NOW])),
        (OLD, random.choice([OLD, NEW, NEW]) if goes_on else OLD),
    )


def _calls(random: Random, rows: list[UnitRow], of: int) -> list[Call]:
    """A call a month to every unit in force that day, so that no month is missing."""
    return [
        (f"{of}-{month}-{unit}", unit, f"{of}-{month:02d}-01", random.random() < 0.8, random.choice(WAITS))
        for month in range(1, 13)
        for unit in sorted({r.unit for r in known_rows(rows) if r.in_force(date(of, month, 1))})
    ]


def _corrected(random: Random, call: Call) -> Call:
    return (*call[:4], random.choice(WAITS)) if random.random() < 0.5 else call


def told(past: Past, story: Told) -> tuple[Basis, Basis]:
    """Let the story happen: the first report is made with what is known after 2022, the second with all."""
    past.register([r for r in story.rows if r.known_from < date(2022, 6, 1)])
    past.define(story.limits[0])
    past.deliver("2022.csv", story.first_calls, moment(1))
    first = past.compute(story.days[0])
    past.register(story.rows)
    past.define(story.limits[1])
    past.deliver("2022.csv", story.corrected, moment(2))
    if story.new_calls:
        past.deliver("2024.csv", story.new_calls, moment(3))
    last = past.compute(story.days[1])
    return bases_of((first, story.periods[0]), (last, story.periods[1]), past.store)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    stories(),
    st.sampled_from(["svar", "svar", "antal", "egna"]),
    st.sampled_from(["region", "norr", "u0"]),
)
def test_the_steps_sum_exactly_and_each_is_nothing_when_nothing_of_its_kind_changed(story, measure, unit):
    with tempfile.TemporaryDirectory() as folder:
        first, last = told(Past(Path(folder)), story)
        found = explain_change(measure, unit, first, last)
        steps = differences(found)
        assert [step.kind for step in found.steps] == list(KINDS)
        if found.whole:
            assert sum(one for one in steps.values() if one is not None) == found.difference.value
        same = {
            "correction": first.facts.fingerprint() == last.facts.fingerprint(),
            "definition": story.limits[0] == story.limits[1],
            "reorganisation": first.tree.fingerprint == last.tree.fingerprint,
            "real": story.periods[0] == story.periods[1],
        }
        assert [code for code in same if same[code] and steps[code]] == []
        if unit == "region":
            assert not steps["reorganisation"]  # however it is organised, the whole is the whole
