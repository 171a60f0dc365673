# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys, statistics and registers give the printed figures: recomputed here without the engine."""

import csv
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.demo_courses import units_of, write

UNITS = {board: units_of(board) for board in ("hsn", "rs")}


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("other")
    write(out, "surveys", "statistics", "registers", "population")
    return out


def rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter=";")
    return found


def shown(value: Decimal | float, decimals: int) -> str:
    return str(Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def series(files: Path, name: str, year: str) -> Decimal:
    return sum(
        (
            Decimal(r["Värde"].replace(",", "."))
            for r in rows(files, "statistik/*.csv")
            if r["Serie"] == name and r["Månad"].startswith(year)
        ),
        Decimal(0),
    )


@pytest.mark.parametrize(
    ("survey", "year", "board", "sex", "figure"),
    [
        ("hme", 2024, "hsn", "KM", "79"), ("hme", 2024, "hsn", "K", "80"), ("hme", 2024, "hsn", "M", "78"),
        ("hme", 2023, "hsn", "KM", "80"), ("hme", 2024, "rs", "O", "80"), ("hme", 2021, "rs", "O", "77"),
        ("hse", 2024, "hsn", "KM", "76"), ("hse", 2023, "hsn", "KM", "77"),
    ],
)  # fmt: skip
def test_a_survey_index_is_the_mean_of_its_answers(files, survey, year, board, sex, figure):
    """An answer of 1 counts 0, of 5 counts 100."""
    answers = [
        int(r["Svar"])
        for r in rows(files, f"enkat/enkat-{survey}-{year}.csv")
        if r["Svar"] and r["Enhet"] in UNITS[board] and r["Kön"] in sex
    ]
    assert shown(Decimal(25 * (sum(answers) - len(answers))) / len(answers), 0) == figure


def test_response_rates_are_answered_of_sent(files):
    """78 % in health care, 93 % at the executive, 80 % in all."""
    sent = [r for r in rows(files, "enkat/enkat-hme-2024.csv") if r["Fråga"] == "utskick"]
    rates = [
        100 * sum(r["Besvarad"] == "ja" for r in group) / len(group)
        for group in ([r for r in sent if r["Enhet"] in UNITS[b]] for b in ("hsn", "rs"))
    ]
    everybody = 100 * sum(r["Besvarad"] == "ja" for r in sent) / len(sent)
    assert [shown(rate, 0) for rate in (*rates, everybody)] == ["78", "93", "80"]


def test_patients_and_managers_answer_as_printed(files):
    """59.9 and 63.1 % positive; safety rounds 97 % of 247, 69 % of 59, 83 % and 91 %."""
    for year, figure in (("2024", "59.9"), ("2022", "63.1")):
        answers = [int(r["Svar"]) for r in rows(files, f"enkat/enkat-npe-svf-{year}.csv")]
        assert shown(100 * sum(a >= 4 for a in answers) / len(answers), 1) == figure
    shares = Counter(), Counter()
    for r in rows(files, "enkat/enkat-sam-2024.csv"):
        key = ("hsn" if r["Enhet"] in UNITS["hsn"] else "rs", r["Fråga"])
        shares[1][key] += 1
        shares[0][key] += int(r["Svar"]) >= 2
    found = {key: shown(100 * shares[0][key] / count, 0) for key, count in shares[1].items()}
    assert found == {
        ("hsn", "skyddsrond-medarbetare"): "97", ("hsn", "skyddsrond-underliggande-chefer"): "69",
        ("rs", "skyddsrond-medarbetare"): "83", ("rs", "skyddsrond-underliggande-chefer"): "91",
    }  # fmt: skip
    assert sorted(shares[1].values()) == [11, 47, 59, 247]


def test_statistics_give_the_printed_figures(files):
    people = sum(int(r["Antal"]) for r in rows(files, "befolkning/*.csv") if r["Månad"] == "2024-12")
    waste = {
        y: series(files, "avfall-materialatervunnet", y) / (
            series(files, "avfall-materialatervunnet", y) + series(files, "avfall-ovrigt", y)
        )
        for y in ("2023", "2024")
    }  # fmt: skip
    found = {
        "antibiotika": shown(1000 * series(files, "antibiotika-recept", "2024") / people, 0),
        "brev": shown(series(files, "brev", "2024"), 0),
        "inhyrt": shown(series(files, "inhyrd-yta", "2024-12"), 0),
        "agt": shown(series(files, "agd-yta", "2024-12"), 0),
        "energi": shown(series(files, "kopt-energi-kwh", "2024") / series(files, "agd-yta", "2024-12"), 1),
        "avtryck": shown(
            100 * (series(files, "utslapp-ton", "2024") / series(files, "utslapp-ton", "2023") - 1), 0
        ),
        "atervinning": [shown(100 * waste[y], 1) for y in ("2023", "2024")],
        "atertag": [
            shown(100 * series(files, "it-atertaget", y) / series(files, "it-levererat", y), 0) for y in waste
        ],
    }
    assert found == {
        "antibiotika": "285", "brev": "1743635", "inhyrt": "130920", "agt": "435000", "energi": "134.5",
        "avtryck": "-6", "atervinning": ["38.5", "37.3"], "atertag": ["76", "94"],
    }  # fmt: skip


def test_registers_hold_one_row_per_event(files):
    """185 projects under way of which 51 trials; 80 finished measures; 48 assured decisions from March on."""
    found = Counter(
        (r["Slag"], r["Status"]) for r in rows(files, "register/*.csv") if r["Öppnad"][:4] == "2024"
    )
    assert found["klinisk läkemedelsprövning", "pågående"] == 51
    assert found["forskningsprojekt", "pågående"] == 185 - 51
    assert found["åtgärd", "slutförd"] == 80
    decisions = [r for r in rows(files, "register/*.csv") if r["Slag"] == "hållbarhetssäkrat beslut"]
    assert len(decisions) == 48
    assert min(r["Öppnad"] for r in decisions) >= "2024-03-01"


def test_nobody_reports_what_facts_could_give(files):
    """Reported values are Sweden's, words, reasons for a gap, and two indices without open answers."""
    reported = [r for r in rows(files, "rapporterat/*.csv") if r["Enhet"] != "riket"]
    own = [r for r in reported if r["Värde"] not in ("", "ja", "nej")]
    assert {r["Mått"] for r in own} == {"digital-mognad", "jamstalld-organisation"}
