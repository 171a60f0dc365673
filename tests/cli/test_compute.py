# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram compute`: every measure on the facts there are, the same on both engines."""

import json
import shutil

import pytest

from malram.measures.region import region_folder


@pytest.fixture
def home(january, own_home):
    """A home of one's own with January's calls."""
    shutil.copytree(january, own_home)
    return own_home


def test_without_facts_the_way_to_get_them_is_said(malram):
    assert malram("compute") == (
        1,
        "",
        "Det finns inga fakta att räkna på. Läs in filer med 'malram import' eller kör 'malram demo'.\n",
    )


def test_the_snapshot_is_the_result_and_the_rest_is_talk(malram, home):
    """The same facts, definitions and units have the same name, whichever engine read the tables."""
    said = malram("compute", "--format", "json")
    found = json.loads(said.out)
    assert (said.code, found["measures"]) == (0, len(list_of_measures()))
    assert said.talk[-1].startswith(f"{found['measures']} mått för ")
    assert malram("compute", "--engine", "polars").results == [found["snapshot"]]


def list_of_measures():
    from malram.measures.region import catalogue_of

    return catalogue_of(region_folder("varmland"))


def test_a_misspelt_key_in_a_definition_stops_before_anything_is_computed(malram, home, tmp_path):
    region = tmp_path / "region"
    shutil.copytree(region_folder("varmland"), region, ignore=shutil.ignore_patterns("reference", "prose"))
    path = region / "measures" / "calls.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("denominator", "denominatr", 1), encoding="utf-8"
    )
    (home / "region").write_text(str(region))
    before = {file.name for file in (home / "snapshots").iterdir()}
    assert malram("compute") == (
        1,
        "",
        "measures/calls.yaml:9: M001 Okänd nyckel 'denominatr'. Menade du 'denominator'?\n",
    )
    assert {file.name for file in (home / "snapshots").iterdir()} == before


def test_a_region_that_is_not_there_is_answered_with_those_that_are(malram, own_home):
    own_home.mkdir(exist_ok=True)
    (own_home / "region").write_text("skane-2")
    assert malram("compute") == (
        1,
        "",
        "Regionen 'skane-2' finns inte. Det finns: jamtland-harjedalen, varmland, vastmanland.\n",
    )


def test_memory_is_written_with_its_unit_and_does_not_change_the_result(malram, home, monkeypatch):
    plain = malram("compute").results
    shutil.rmtree(home / "snapshots")
    shutil.rmtree(home / "segments")
    assert malram("compute", "--memory", "512 MB").results == plain
    monkeypatch.setenv("MALRAM_MEMORY", "2,5 GiB")
    assert malram("compute").results == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mycket", "'mycket': skriv ett tal med enhet, till exempel 512 MB eller 4 GiB."),
        ("4", "'4': skriv ett tal med enhet, till exempel 512 MB eller 4 GiB."),
        ("100 MB", "'100 MB': det är för lite, ange minst 500 MB."),
    ],
)
def test_memory_that_cannot_be_meant_is_refused(malram, home, monkeypatch, text, said):
    answer = malram("compute", "--memory", text)
    assert (answer.code, answer.err) == (
        2,
        f"malram compute: --memory: {said} Se 'malram compute --help'.\n",
    )
    monkeypatch.setenv("MALRAM_MEMORY", text)
    assert malram("compute") == (1, "", f"MALRAM_MEMORY={said}\n")
