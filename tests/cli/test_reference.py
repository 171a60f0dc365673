# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram reference check`: what the region has printed is what computing the demo's facts gives."""

import json
import shutil
from collections import Counter

import pytest

from malram.accounts.actors import SYSTEM
from malram.cli.reference_command import together
from malram.economy.printed import PrintedStatements
from malram.facts.unit_rows import read_units
from malram.frames.load import load_frames
from malram.measures.reference import check, measured
from malram.measures.region import open_measurements, region_folder
from malram.organisation.actions import load_units

pytestmark = pytest.mark.django_db
REFERENCE = region_folder("varmland") / "reference"
ANNUAL_REPORTS = ("hsn-arsredovisning-2024", "rs-arsredovisning-2024")


@pytest.fixture
def checked(malram, demo_home, monkeypatch):
    monkeypatch.setenv("MALRAM_HOME", str(demo_home))
    said = malram("reference", "check", "--region", "varmland", "--format", "json")
    return said.code, json.loads(said.out)


def test_every_printed_figure_is_reproduced_or_explained(checked):
    code, found = checked
    assert (code, found["wrong"]) == (0, [])
    assert found["printed"] >= 250
    assert found["reproduced"] + found["contradictory"] == found["printed"]
    assert found["contradictory"] <= 15
    assert [row["row"] for row in found["contradictions"] if len(row["reason"]) < 20] == []


def test_amounts_of_a_plan_are_compared_where_the_database_holds_the_frames(malram, demo_home, monkeypatch):
    """90 amounts of the plan; without frames the command says that it has not compared them."""
    monkeypatch.setenv("MALRAM_HOME", str(demo_home))
    said = malram("reference", "check", "--region", "varmland")
    assert "90 tal jämfördes inte. Databasen saknar regionens ramar. Kör 'malram load'." in said.results
    region = region_folder("varmland")
    load_units(actor=SYSTEM, rows=read_units(region / "organisation.csv")[0])
    load_frames(actor=SYSTEM, folder=region)
    found = json.loads(malram("reference", "check", "--region", "varmland", "--format", "json").out)
    assert (found["wrong"], found["not_compared"], found["by_kind"]["frames"]) == ([], {}, 90)


def test_at_most_a_quarter_is_reported_and_the_rest_rests_on_rows(checked):
    """Reported: what the printed source itself says was counted by hand or published by somebody else."""
    _, found = checked
    assert found["reported"] <= found["printed"] / 4
    assert len(found["reported_rows"]) == found["reported"]
    assert sum(found["by_kind"].values()) == found["reproduced"]


def test_no_row_of_the_annual_reports_is_without_a_binding_or_a_reason(demo_home):
    m = open_measurements(demo_home)
    sources = {"measure": measured(m), "statement": PrintedStatements(m, REFERENCE.parent)}
    outcomes = [o for o in check(REFERENCE, sources) if o.row.document in ANNUAL_REPORTS]
    assert [o.row.place for o in outcomes if o.state not in ("agrees", "contradictory", "left-out")] == []
    assert [o.row.place for o in outcomes if o.state == "left-out" and not o.reason.strip()] == []
    assert set(Counter(o.row.document for o in outcomes)) == set(ANNUAL_REPORTS)


def test_a_printed_figure_that_does_not_agree_is_named_and_the_answer_is_no(
    malram, demo_home, monkeypatch, tmp_path
):
    """One digit of one printed share is changed in a copy of the region."""
    monkeypatch.setenv("MALRAM_HOME", str(demo_home))
    region = tmp_path / "varmland"
    shutil.copytree(region_folder("varmland"), region)
    path = region / "reference" / "hsn-arsredovisning-2024" / "values.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(i for i, line in enumerate(lines) if ",2024,total," in line and ",35.9," in line)
    lines[place] = lines[place].replace(",35.9,", ",36.9,")
    path.write_text("".join(lines), encoding="utf-8")
    said = malram("reference", "check", "--region", region)
    assert said.code == 1
    wrong = [line for line in said.results if "tryckt 36.9, beräknat 35.9." in line]
    assert len(wrong) == 1
    assert "Fel: 1" in said.results


def test_the_tables_of_chapter_7_are_compared_with_the_statements_cell_by_cell(demo_home):
    """46 and 40 printed figures, of which eight contradict others; a shifted column would be wrong."""
    m = open_measurements(demo_home)
    sources = {"statement": PrintedStatements(m, REFERENCE.parent)}
    files = ("tables/ekonomi-kap-7.csv", "tables/intakter-kostnader-kap-7.csv")
    states = Counter((o.row.file, o.state) for o in check(REFERENCE, sources) if o.row.file in files)
    assert states == {
        (files[0], "agrees"): 42,
        (files[0], "contradictory"): 4,
        (files[1], "agrees"): 36,
        (files[1], "contradictory"): 4,
    }


def test_the_results_of_regions_are_added_up_key_by_key():
    """Two regions, 3 of 4 and 1 of 2: 4 of 6, with every contradiction of both and each by itself below."""
    one = {"printed": 4, "reproduced": 3, "contradictions": ["a"], "words": {"printed": 1}, "verdicts": {}}
    other = {
        "printed": 2,
        "reproduced": 1,
        "contradictions": ["b"],
        "words": {"printed": 2},
        "verdicts": {"wrong": []},
    }
    found = together({"norr": one, "soder": other})
    assert {key: found[key] for key in ("printed", "reproduced", "contradictions", "words", "verdicts")} == {
        "printed": 6, "reproduced": 4, "contradictions": ["a", "b"], "words": {"printed": 3},
        "verdicts": {"wrong": []},
    }  # fmt: skip
    assert found["regions"] == {"norr": one, "soder": other}
