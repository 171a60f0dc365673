# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram show`: a value, how it came about, and the rows under it. Four calls; three within 900 seconds."""

import json

import pytest

from .conftest import ANSWERED, CALLS, HEADER

pytestmark = pytest.mark.usefixtures("in_january")
LABEL = "Besvarade telefonsamtal inom femton minuter, 1177, 1177 på telefon Värmland"


def asked(period: str, measure: str = ANSWERED, unit: str = "1177-pa-telefon") -> tuple[str, ...]:
    return ("show", measure, "--unit", unit, "--period", period)


def test_a_value_is_shown_with_what_it_is_made_of(malram):
    """388, 900 and 0 seconds are at most 900; 901 is not: 3 of 4 = 75 %."""
    said = malram(*asked("2024-01"))
    assert (said.code, said.err) == (0, "")
    assert said.results[:2] == [f"{LABEL}, januari 2024: 75,0\N{NO-BREAK SPACE}%", "3 av 4"]
    assert said.results[2].startswith("Definition: measures/calls.yaml:3. Ögonblicksbild ")
    assert said.results[3] == "  samtal-2024-01.csv (calls): 4 rader"


def test_every_row_behind_a_value_leads_to_its_file_and_line(malram):
    rows = malram(*asked("2024-01"), "--rows", 9).results[4:]
    delivered = (HEADER + CALLS).splitlines()
    for row in rows:
        file, line, cells = row.strip().split(":", 2)
        assert file == "samtal-2024-01.csv"
        call = cells.removeprefix(" call ").partition(",")[0]
        assert delivered[int(line) - 1].startswith(f"{call};")
    assert len(rows) == 4


def test_as_many_rows_are_shown_as_are_asked_for(malram):
    assert len(malram(*asked("2024-01"), "--rows", 1).results) == 4 + 1
    assert len(malram(*asked("2024-01"), "--rows", 0).results) == 4


def test_a_script_gets_the_exact_value_and_its_rows(malram):
    said = malram(*asked("2024-01"), "--format", "json", "--rows", 1)
    found = json.loads(said.out)
    assert (said.code, found["value"], found["numerator"], found["denominator"]) == (0, "75", "3", "4")
    assert (found["period"], found["rows"], found["reason"]) == ("2024-01", 4, None)
    assert [(file["name"], file["rows"]) for file in found["files"]] == [("samtal-2024-01.csv", 4)]
    (row,) = found["first_rows"]
    assert (row["file"], row["line"], row["cells"]["wait_seconds"]) == ("samtal-2024-01.csv", 2, "388")


def test_a_missing_value_says_why_and_the_answer_is_no(malram):
    said = malram(*asked("2024"))
    assert (said.code, said.results[0]) == (1, f"{LABEL}, helår 2024: saknas: perioden är ofullständig")
    found = json.loads(malram(*asked("2024"), "--format", "json").out)
    assert (found["value"], found["reason"]) == (None, "ofullstandig-period")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            asked("2024", measure=ANSWERED[:-1]),
            f"Måttet '{ANSWERED[:-1]}' finns inte. Menade du '{ANSWERED}'?",
        ),
        (
            asked("2024", unit="1177-pa-telfon"),
            "Enheten '1177-pa-telfon' finns inte. Menade du '1177-pa-telefon'?",
        ),
        (
            asked("2024", unit="zz"),
            "Enheten 'zz' finns inte. Enheternas id står i regionens organisation.csv.",
        ),
        (asked("2024-13"), "Månad 13 finns inte. Månader går från 1 till 12."),
        (
            asked("i fjol"),
            "Perioden ”i fjol” finns inte. Skriv till exempel 2024, 2024-12, 2024-H1, 2024-T2, 2024-Q3, "
            "2024-01/2024-08, r12-2024-10 eller r18-2024.",
        ),
    ],
)
def test_a_word_nobody_knows_is_answered_with_what_is_known(malram, words, answer):
    assert malram(*words) == (1, "", f"{answer}\n")


def test_with_nothing_computed_the_way_there_is_said(malram, own_home, monkeypatch):
    monkeypatch.setenv("MALRAM_HOME", str(own_home))
    assert malram(*asked("2024")) == (
        1,
        "",
        "Det finns inget beräknat ännu. Kör 'malram demo', eller 'malram import' och 'malram compute'.\n",
    )
