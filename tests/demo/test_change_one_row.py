# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One changed row in a source file changes the figures that rest on it, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from malram.demo.facts import build_facts
from malram.measures.computing.engine import silent
from malram.measures.computing.wanted import needed_parts, part_text
from malram.measures.reading.query import Measurements
from malram.measures.region import open_measurements, store_of
from malram.measures.tracing.trace import Tracer
from malram.values import Period, month_index
from tests.demo_home import REGION

MARCH = Period.parse("2024-03")
FILE = "telefoni/samtal-2024-03.csv"


@pytest.fixture(scope="module")
def before_and_after(demo_home: Path, tmp_path_factory) -> tuple[Measurements, Measurements, int]:
    """The demo, the demo after one answered call of March was corrected to unanswered, and the line."""
    home = tmp_path_factory.mktemp("changed") / "home"
    shutil.copytree(demo_home, home)
    path = home / "source-files" / FILE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if ";1177-pa-telefon;" in line and ";Ja;1" in line)
    cells = lines[at].split(";")
    cells[4] = "Nej"
    lines[at] = ";".join(cells)
    path.write_text("".join(lines), encoding="utf-8")
    before = open_measurements(demo_home)
    taken, after = build_facts(home, REGION, silent)
    assert before is not None
    assert (taken.new, taken.quarantined) == (1, 0)
    return before, after, at + 1


def test_only_the_months_and_units_of_the_row_change(before_and_after):
    """Every cell of the two snapshots is compared; what differs is calls, March, and the units above."""
    before, after, _ = before_and_after
    parts = parts_of(before)
    assert parts == parts_of(after)
    path = set(after.tree.path("1177-pa-telefon"))
    changed = 0
    for part in parts:
        for unit in after.snapshot.index["units"]:
            then, now = before.snapshot.series(part, unit), after.snapshot.series(part, unit)
            if not np.array_equal(then, now):
                changed += 1
                assert part.startswith("calls|")
                assert unit in path
                months = np.flatnonzero((then != now).any(axis=0)) + after.snapshot.months.start
                assert set(months) == {month_index(2024, 3)}
    assert changed > 0


def parts_of(m: Measurements) -> list[str]:
    """Every part of every measure, as it is looked up."""
    return [
        part_text(part, measure.regi == "own")
        for measure in m.catalogue
        for part in needed_parts(measure, m.catalogue)
    ]


def test_the_share_falls_by_one_call_and_show_leads_to_the_row(before_and_after):
    before, after, line = before_and_after
    measure, unit = "besvarade-telefonsamtal-1177-15-min", "1177-pa-telefon"
    then, now = before.value(measure, unit, MARCH), after.value(measure, unit, MARCH)
    assert now.numerator == then.numerator - 1
    assert now.denominator == then.denominator
    tracer = Tracer(after, store_of(after.snapshot.folder.parents[1]))
    files = tracer.files(now)
    assert [(file.name, file.rows) for file in files] == [("samtal-2024-03.csv", now.denominator)]
    rows = {row.line: row for row in tracer.rows(now, limit=line)}
    assert rows[line].file == "samtal-2024-03.csv"
    assert rows[line].cells["answered"] is False
