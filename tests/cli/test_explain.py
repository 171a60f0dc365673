# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram explain` between two snapshots, and what it refuses. Between reports: tests/reports."""

import json

import pytest

from tests.measures.pasts import Past, moment
from tests.measures.test_explaining import BEFORE, THEN, year


@pytest.fixture
def two(tmp_path, monkeypatch):
    """The ids of two snapshots with a correction between them: 6 and then 9 of 12 calls."""
    past = Past(tmp_path)
    past.register(BEFORE)
    past.define(60)
    found = []
    for number, within in ((1, 6), (2, 9)):
        past.deliver("a.csv", year("a", 2022, within, 12), moment(number))
        found.append(past.compute(THEN).id)
    monkeypatch.setenv("MALRAM_HOME", str(past.home))
    return found


def words(two, measure="svar", unit="norr"):
    return ["explain", measure, "--unit", unit, "--from", two[0], "--to", two[1]]


def test_two_snapshots_are_compared_over_the_periods_asked_for(malram, two):
    said = malram(*words(two), "--period-from", "2022", "--period-to", "2022", "--format", "json")
    found = json.loads(said.out)
    assert (said.code, found["difference"]) == (0, "25")
    assert [step["difference"] for step in found["steps"]] == ["25", "0", "0", "0"]
    assert [found[end]["known_at"] for end in ("from", "to")] == [moment(n).isoformat() for n in (1, 2)]


def test_a_snapshot_has_no_period_of_its_own(malram, two):
    assert malram(*words(two), "--period-from", "2022") == (
        1,
        "",
        f"{two[1]} är en ögonblicksbild. Ange vilken period det gäller med --period-to.\n",
    )


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"measure": "svaret"}, "Måttet 'svaret' finns inte i någon av rapporterna. Menade du 'svar'?\n"),
        ({"unit": "nor"}, "Enheten 'nor' finns inte i någon av rapporterna. Menade du 'norr'?\n"),
    ],
)
def test_a_name_that_neither_has_is_answered_with_the_nearest(malram, two, asked, answer):
    periods = ["--period-from", "2022", "--period-to", "2022"]
    assert malram(*words(two, **asked), *periods) == (1, "", answer)


def test_a_report_that_is_not_built_is_named(malram, two):
    assert malram(*words(["ar-2023", two[1]]), "--period-to", "2022") == (
        1,
        "",
        "Den byggda rapporten 'ar-2023' finns inte. Kör 'malram report build'.\n",
    )
