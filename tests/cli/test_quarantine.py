# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram quarantine`: what waits is shown with its reason, and goes in when it has been mended."""

from __future__ import annotations

import json

import pytest

from malram.measures.region import store_of

from .conftest import CALLS

pytestmark = pytest.mark.django_db

WRONG = CALLS.replace("T2;1177-pa-telefon", "T2;1177-pa-telfon")
MENDED = "T2;1177-pa-telefon;2024-01-02;1177 på telefon;Ja;900;2024-01-02"


@pytest.fixture
def waiting(malram, calls, own_home):
    """Three calls are in, and one waits on line 3 because its unit is misspelt."""
    assert malram("import", calls(WRONG)).code == 1
    return lambda: sum(d.committed for d in store_of(own_home).deliveries())


def test_a_waiting_row_is_shown_with_its_place_its_reason_and_itself(malram, waiting):
    said = malram("quarantine", "list")
    assert said.code == 1
    assert said.results[0].startswith(
        "samtal-2024-01.csv:3 (Enhet): F030 Enheten '1177-pa-telfon' finns inte"
    )
    assert said.results[1] == ("    T2;1177-pa-telfon;2024-01-02;1177 på telefon;Ja;900;2024-01-02")
    assert said.talk == ["Rader som väntar: 1."]


def test_the_list_can_be_read_by_a_script(malram, waiting):
    (row,) = json.loads(malram("quarantine", "list", "--format", "json").out)
    assert (row["file"], row["line"], row["contract"], row["rules"]) == (
        "samtal-2024-01.csv", 3, "calls", ["okänd enhet"],
    )  # fmt: skip


def test_a_mended_row_goes_in_and_waits_no_more(malram, waiting):
    """Three were in; the fourth follows."""
    said = malram("quarantine", "replay", "samtal-2024-01.csv", "--line", 3, "--row", MENDED)
    assert said == (0, "samtal-2024-01.csv: Inläst. 1 rad: 1 inläst, 0 i karantän.\n", "")
    assert waiting() == 4
    assert malram("quarantine", "list") == (0, "", "Karantänen är tom.\n")


def test_a_row_that_is_still_wrong_stays_with_its_reason(malram, waiting):
    said = malram("quarantine", "replay")
    assert said.code == 1
    assert "F030 Enheten '1177-pa-telfon' finns inte" in said.err
    assert waiting() == 3


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        (
            ("replay", "annan.csv"),
            "Ingen sådan rad väntar i karantänen. Se dem med 'malram quarantine list'.",
        ),
        (
            ("replay", "annan.csv", "--row", MENDED),
            "--row rättar en rad i taget. Ange filen och --line, så att bara en rad är kvar.",
        ),
    ],
)
def test_what_is_not_there_is_answered_with_what_to_do(malram, waiting, words, talk):
    assert malram("quarantine", *words) == (1, "", f"{talk}\n")


def test_an_empty_quarantine_is_said_to_be_empty(malram):
    assert malram("quarantine", "list") == (0, "", "Karantänen är tom.\n")
