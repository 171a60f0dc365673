# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram check`: everything an author must put right, from every kind of file, at once."""

import json
import shutil

import pytest

from malram.measures.region import region_folder, shipped_regions

SLIPS = {  # file: (what stands there, what somebody wrote, what is answered)
    "measures/calls.yaml": (
        "denominator:",
        "denominatr:",
        "measures/calls.yaml:9: M001 Okänd nyckel 'denominatr'. Menade du 'denominator'?",
    ),
    "mappings/calls.yaml": (
        "Datum: date",
        "Datum: dat",
        "calls.yaml:9: F044 Kontraktet calls har ingen kolumn 'dat'. Menade du 'date'?",
    ),
    "statements/hsn.yaml": (
        "outcome: intakter-huvudbok,",
        "outcome: intakter-huvudbk,",
        "statements/hsn.yaml:27: E004 Måttet 'intakter-huvudbk' finns inte. Menade du 'intakter-huvudbok'?",
    ),
    "comparability.yaml": (
        "since: 2024-01",
        "since: i fjol",
        "comparability.yaml:9: E035 'i fjol' är ingen månad. Skriv månaden som 2024-01.",
    ),
    "reports/hsn-arsredovisning-2024.yaml": (
        "subtitle:",
        "subtitel:",
        "reports/hsn-arsredovisning-2024.yaml:10: R002 Okänd nyckel 'subtitel'. Menade du 'subtitle'?",
    ),
    "steering/hsn.yaml": ("vision:", "vison:", "hsn.yaml:6: S004 Okänd nyckel 'vison'. Menade du 'vision'?"),
    "organisation.csv": (
        "1177-pa-telefon,halso-och-sjukvarden,",
        "1177-pa-telefon,halso-och-sjukvrden,",
        "O005 Den överordnade enheten 'halso-och-sjukvrden' finns inte. Menade du 'halso-och-sjukvarden'?",
    ),
    "indicators.yaml": (
        "measure: kontakt-primarvarden-samma-dag",
        "measure: kontakt-primarvarden-samma-da",
        "indicators.yaml:22: S043 Indikatorn 'kontakt-primarvarden-samma-dag' följer måttet "
        "'kontakt-primarvarden-samma-da' som inte finns. Menade du 'kontakt-primarvarden-samma-dag'?",
    ),
    "frames/decisions.yaml": (
        "component: lakemedel",
        "component: lakemedl",
        "frames/decisions.yaml:96: N004 Komponenten 'lakemedl' finns inte. Menade du 'lakemedel'?",
    ),
    "reference/bindings/care.yaml": (
        "measure:",
        "mesure:",
        "reference/bindings/care.yaml:4: B001 Okänd nyckel 'mesure'.",
    ),
}


@pytest.fixture
def region(tmp_path):
    shutil.copytree(region_folder("varmland"), tmp_path / "region")
    return tmp_path / "region"


def spoil(region, name):
    right, wrong, _ = SLIPS[name]
    text = (region / name).read_text(encoding="utf-8")
    assert right in text, f"{name} holds no {right!r} any more"
    (region / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")


@pytest.mark.parametrize("name", shipped_regions())
def test_there_is_nothing_to_put_right_in_the_regions_that_ship(malram, name):
    said = malram("check", "--region", name)
    assert (said.code, said.err.startswith("Inget att rätta.")) == (0, True)
    assert all(line.startswith("Varning: ") for line in said.results)


def test_what_nobody_can_follow_up_is_a_warning_and_no_error(malram):
    """A region's files tell it, before anything is loaded: here a goal that the plan gives no indicator."""
    said = malram("check", "--region", "varmland")
    assert said.code == 0
    assert "goals.csv:36: S040 Målet 'rm-hallbar-beredskap' följs inte av någon" in said.out
    assert said.err.endswith(f"{len(said.results)} varningar om styrning och uppdrag.\n")
    told = json.loads(malram("check", "--region", "varmland", "--format", "json").out)
    assert {one["severity"] for one in told} == {"warning"}
    assert all(one["line"] and one["hint"] for one in told)


def test_warnings_wait_until_the_files_are_right(malram, region):
    spoil(region, "measures/calls.yaml")
    assert not [line for line in malram("check", "--region", region).results if line.startswith("Varning")]


def test_slips_in_every_kind_of_file_are_listed_at_once(malram, region):
    for name in SLIPS:
        spoil(region, name)
    said = malram("check", "--region", region)
    assert said.code == 1
    for _, _, answer in SLIPS.values():
        assert [line for line in said.results if answer in line], answer
    assert said.err == f"{len(said.results)} att rätta.\n"


def test_a_slip_in_a_steering_model_is_said_once_and_not_for_every_goal(malram, region):
    spoil(region, "steering/hsn.yaml")
    assert malram("check", "--region", region).results == [
        "hsn.yaml:6: S004 Okänd nyckel 'vison'. Menade du 'vision'?",
        "hsn.yaml:3: S005 'vision' saknas. Lägg till raden 'vision: …'.",
    ]


def test_a_script_gets_code_place_message_and_remedy_apart(malram, region):
    spoil(region, "measures/calls.yaml")
    first = json.loads(malram("check", "--region", region, "--format", "json").out)[0]
    assert first == {
        "severity": "error",
        "code": "M001",
        "file": "measures/calls.yaml",
        "line": 9,
        "message": "Okänd nyckel 'denominatr'.",
        "hint": "Menade du 'denominator'?",
    }


def test_a_file_that_is_gone_is_named(malram, region):
    (region / "organisation.csv").unlink()
    said = malram("check", "--region", region)
    assert (said.code, said.err) == (1, "1 att rätta.\n")
    assert said.results == ["organisation.csv:1: A004 Filen finns inte. Skapa den, eller rätta namnet."]
    assert malram("check", "--region", "nix") == (
        1,
        "",
        "Regionen 'nix' finns inte. Det finns: jamtland-harjedalen, varmland, vastmanland.\n",
    )
