# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram check`: everything an author must put right, from every kind of file, at once."""

import json
import shutil

import pytest

from malram.accounts.actors import SYSTEM
from malram.measures.region import region_folder
from malram.steering.load import load_region

pytestmark = pytest.mark.django_db

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
        "indicators.yaml:18: S043 Indikatorn 'kontakt-primarvarden-samma-dag' följer måttet "
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


def test_there_is_nothing_to_put_right_in_the_region_that_ships(malram):
    assert malram("check") == (0, "", "Inget att rätta.\n")
    assert json.loads(malram("check", "--region", "varmland", "--format", "json").out) == []


def test_what_the_loaded_goals_lack_is_a_warning_and_no_error(malram):
    """The region's goals load with gaps: the board printed no source for its yes-or-no indicators."""
    load_region(actor=SYSTEM, folder=region_folder("varmland"))
    said = malram("check")
    assert said.code == 0
    assert said.err.startswith("Inget att rätta. ")
    assert all(line.startswith("Varning: ") for line in said.results)
    assert any(
        "S042 Indikatorn 'faststalld-masskadeplan' har ingen datakälla." in line for line in said.results
    )


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
    assert (said.code, said.err) == (1, f"{region / 'organisation.csv'}: finns inte.\n")
    assert malram("check", "--region", "nix") == (
        1,
        "",
        "Regionen 'nix' finns inte. Det finns: jamtland-harjedalen, varmland, vastmanland.\n",
    )
