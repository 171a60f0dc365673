# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""April and August computed twice: by the engine, and in plain Python from the source files alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from malram.measures.reading.query import Measurements
from malram.measures.region import open_measurements, region_folder
from malram.values import Period
from tests.demo_home import REGION

BOARD = "halso-och-sjukvardsnamnden"
CARE = "halso-och-sjukvarden"
WINDOWS = {
    "april": ("2024-04", "2024-01/2024-04", "r12-2024-04"),
    "augusti": ("2024-08", "2024-01/2024-08", "r12-2024-08"),
}


@pytest.fixture(scope="module")
def m(demo_home: Path) -> Measurements:
    found = open_measurements(demo_home)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sources(demo_home: Path) -> Path:
    return demo_home / "source-files"


@pytest.fixture(scope="module")
def below() -> dict[str, set[str]]:
    """Every unit with all that stands under it, from the organisation file, by plain recursion."""
    with (region_folder(REGION) / "organisation.csv").open(encoding="utf-8", newline="") as file:
        parents = {row["unit"]: row["parent"] for row in csv.DictReader(file)}  # the last row is in force

    def above(unit: str) -> Iterator[str]:
        while unit:
            yield unit
            unit = parents[unit]

    found: dict[str, set[str]] = {unit: set() for unit in parents}
    for unit in parents:
        for top in above(unit):
            found[top].add(unit)
    return found


def rows(folder: Path, pattern: str) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter=";")


def months_of(code: str) -> set[str]:
    """'2024-01/2024-04' and 'r12-2024-04' as month codes, without the program's own calendar."""
    if code.startswith("r12-"):
        year, month = map(int, code[4:].split("-"))
        ordinals = range(year * 12 + month - 12, year * 12 + month)
        return {f"{i // 12}-{i % 12 + 1:02d}" for i in ordinals}
    first, _, last = code.partition("/")
    year = first[:4]
    return {f"{year}-{i:02d}" for i in range(int(first[5:]), int((last or first)[5:]) + 1)}


def kronor(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


@pytest.mark.parametrize("report", WINDOWS)
def test_net_cost_is_the_ledger_added_up(m, sources, below, report):
    """Accounts 3 to 7 of every cost centre under the board, in kronor from the files."""
    by_month: dict[str, Decimal] = {}
    for row in rows(sources, "raindance/huvudbok-*.csv"):
        if row["Ansvar"] in below[BOARD] and row["Konto"][0] in "34567":
            month = row["Bokföringsdatum"][:7]
            by_month[month] = by_month.get(month, Decimal(0)) + kronor(row["Belopp"])
    found = []
    for code in WINDOWS[report]:
        plain = sum((by_month[month] for month in months_of(code)), Decimal(0))
        assert m.value("nettokostnad", BOARD, Period.parse(code)).figure.value == Fraction(plain) / 10**6
        found.append(plain)
    assert len(set(found)) == 3


def test_the_budget_of_the_year_differs_from_the_budget_so_far(m, sources, below):
    by_month: dict[str, Decimal] = {}
    for row in rows(sources, "raindance/budget-2024.csv"):
        if row["Ansvar"] in below[BOARD] and row["Konto"][0] in "34567":
            by_month[row["Månad"]] = by_month.get(row["Månad"], Decimal(0)) + kronor(row["Belopp"])
    for code in ("2024-01/2024-04", "2024-01/2024-08"):
        plain = sum((by_month[month] for month in months_of(code)), Decimal(0))
        assert (
            m.value("budget-nettokostnad", BOARD, Period.parse(code)).figure.value == Fraction(plain) / 10**6
        )
    year = Fraction(sum(by_month.values())) / 10**6
    assert m.value("budget-nettokostnad", BOARD, Period.parse("2024")).figure.value == year


@pytest.mark.parametrize("report", WINDOWS)
def test_calls_answered_in_time_are_counted_call_by_call(m, sources, report):
    counts: dict[str, list[int]] = {}
    for row in rows(sources, "telefoni/samtal-*.csv"):
        if row["Enhet"] == "1177-pa-telefon" and row["Tjänst"] == "1177 på telefon":
            cell = counts.setdefault(row["Datum"][:7], [0, 0])
            cell[0] += row["Besvarat"] == "Ja" and int(row["Väntetid sekunder"]) <= 15 * 60
            cell[1] += 1
    values = set()
    for code in WINDOWS[report]:
        top = sum(counts[month][0] for month in months_of(code))
        bottom = sum(counts[month][1] for month in months_of(code))
        found = m.value("besvarade-telefonsamtal-1177-15-min", "1177-pa-telefon", Period.parse(code))
        assert (found.numerator, found.denominator) == (top, bottom)
        values.add(found.figure.value)
    assert len(values) == 3


@pytest.mark.parametrize("report", WINDOWS)
def test_sick_leave_is_minutes_over_scheduled_minutes_for_each_sex(m, sources, below, report):
    scheduled: dict[tuple[str, str], int] = {}
    for row in rows(sources, "heroma/tid-*.csv"):
        if row["Enhet"] in below[CARE]:
            key = (row["Månad"], row["Kön"])
            scheduled[key] = scheduled.get(key, 0) + int(row["Schemalagda minuter"])
    sick: dict[tuple[str, str], int] = {}
    for row in rows(sources, "heroma/franvaro-*.csv"):
        if row["Enhet"] in below[CARE] and row["Orsak"].startswith("Sjuk"):
            key = (row["Till"][:7], row["Kön"])
            sick[key] = sick.get(key, 0) + int(row["Minuter"])
    for code in WINDOWS[report]:
        for letter, sex in (("K", "women"), ("M", "men")):
            top = sum(sick.get((month, letter), 0) for month in months_of(code))
            bottom = sum(scheduled.get((month, letter), 0) for month in months_of(code))
            found = m.value("sjukfranvarokvot", CARE, Period.parse(code), sex)
            assert found.figure.value == Fraction(100 * top, bottom)
