# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Employments and absences give the printed figures: recomputed here in plain Python, without the engine."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.demo_courses import units_of, write

UNITS = {board: units_of(board) for board in ("hsn", "rs")}
SEXES = {"total": "KM", "women": "K", "men": "M"}


class Personnel:
    """The personnel system's files as rows with real dates."""

    def __init__(self, folder: Path) -> None:
        self.employments = [
            row | {"from": day(row["Från"]), "to": day(row["Till"] or "9999-12-31")}
            for row in read(folder, "anstallningar.csv")
        ]
        self.hours = list(read(folder, "tid-*.csv"))
        self.sick = [row for row in read(folder, "franvaro-*.csv") if row["Orsak"] == "Sjuk"]
        self.spells = unbroken(self.sick)

    def employed(self, board: str, sex: str, at: date) -> list[dict]:
        return [e for e in self.employments if mine(e, board, sex) and e["from"] <= at < e["to"]]


def read(folder: Path, pattern: str):
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter=";")


def day(text: str) -> date:
    return date.fromisoformat(text)


def mine(row: dict, board: str, sex: str) -> bool:
    return row["Enhet"] in UNITS[board] and row["Kön"] in SEXES[sex]


def shown(value: float, decimals: int) -> str:
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def month_ends(year: int) -> list[date]:
    return [date(year + m // 12, m % 12 + 1, 1) - timedelta(1) for m in range(1, 13)]


def unbroken(sick: list[dict[str, str]]) -> dict[str, list[tuple[date, date]]]:
    """Unbroken spells per person: rows that follow each other within a day."""
    rows = defaultdict(list)
    for r in sick:
        rows[r["Person"]].append((day(r["Från"]), day(r["Till"])))
    found = defaultdict(list)
    for person, pieces in rows.items():
        for first, last in sorted(pieces):
            if found[person] and first <= found[person][-1][1] + timedelta(1):
                found[person][-1] = (found[person][-1][0], max(last, found[person][-1][1]))
            else:
                found[person].append((first, last))
    return found


@pytest.fixture(scope="session")
def personnel(tmp_path_factory) -> Personnel:
    out = tmp_path_factory.mktemp("staff")
    write(out, "staff")
    return Personnel(out / "heroma")


@pytest.mark.parametrize(
    ("board", "year", "sex", "figure"),
    [
        ("hsn", 2024, "total", "7.4"), ("hsn", 2024, "women", "8.0"), ("hsn", 2024, "men", "4.7"),
        ("hsn", 2023, "total", "7.9"), ("rs", 2024, "total", "3.8"), ("rs", 2024, "women", "4.4"),
        ("rs", 2024, "men", "3"), ("rs", 2023, "total", "3"),
    ],
)  # fmt: skip
def test_sick_leave_is_sick_minutes_of_scheduled_minutes(personnel, board, year, sex, figure):
    sick = sum(
        int(r["Minuter"]) for r in personnel.sick if mine(r, board, sex) and r["Till"][:4] == str(year)
    )
    time = sum(
        int(r["Schemalagda minuter"])
        for r in personnel.hours
        if mine(r, board, sex) and r["Månad"][:4] == str(year)
    )
    assert shown(100 * sick / time, len(figure.partition(".")[2])) == figure


@pytest.mark.parametrize(
    ("board", "year", "sex", "figure"),
    [
        ("hsn", 2024, "total", "8.4"), ("hsn", 2024, "women", "8.5"), ("hsn", 2024, "men", "8.2"),
        ("hsn", 2023, "total", "7.9"), ("rs", 2024, "total", "8.2"), ("rs", 2024, "women", "9.6"),
        ("rs", 2024, "men", "6.5"),
    ],
)  # fmt: skip
def test_turnover_is_leavers_of_the_mean_of_month_ends(personnel, board, year, sex, figure):
    """Somebody who begins anew within 30 days has moved, not left."""
    starts = defaultdict(list)
    for e in personnel.employments:
        starts[e["Person"]].append(e["from"])
    permanent = [
        e for e in personnel.employments if mine(e, board, sex) and e["Anställningsform"] == "Tillsvidare"
    ]
    left = [
        e
        for e in permanent
        if e["to"].year == year
        and not any(e["to"] < s <= e["to"] + timedelta(30) for s in starts[e["Person"]])
    ]
    mean = sum(e["from"] <= at < e["to"] for e in permanent for at in month_ends(year)) / 12
    assert shown(100 * len(left) / mean, 1) == figure


@pytest.mark.parametrize(
    ("board", "year", "sex", "figure"),
    [
        ("hsn", 2024, "total", "5.5"), ("hsn", 2024, "women", "6.4"), ("hsn", 2024, "men", "1.7"),
        ("hsn", 2023, "total", "5.6"), ("rs", 2024, "total", "3.1"), ("rs", 2024, "women", "3.7"),
        ("rs", 2024, "men", "2.3"), ("rs", 2023, "total", "2.2"),
    ],
)  # fmt: skip
def test_the_long_sick_have_been_ill_for_60_days_on_new_years_eve(personnel, board, year, sex, figure):
    end = date(year, 12, 31)
    employed = {e["Person"] for e in personnel.employed(board, sex, end)}
    long = {
        person
        for person, found in personnel.spells.items()
        if any(first <= end - timedelta(59) and last >= end for first, last in found)
    }
    assert shown(100 * len(employed & long) / len(employed), 1) == figure


def test_full_time_equivalents_fall_by_266(personnel):
    """Permanent about 7 340 and about 130 fewer, temporary about 270 and somewhat over 140 fewer."""

    def sums(form: str) -> list[float]:
        return [
            sum(
                float(e["Sysselsättningsgrad"].replace(",", "."))
                for e in personnel.employed("hsn", "total", date(year, 12, 31))
                if e["Anställningsform"] == form
            )
            for year in (2023, 2024)
        ]

    (before, after), (few_before, few_after) = sums("Tillsvidare"), sums("Visstid")
    assert shown(after + few_after - before - few_before, 0) == "-266"
    assert 7335 <= after <= 7345
    assert 125 <= before - after <= 135
    assert 265 <= few_after <= 275
    assert 140 <= few_before - few_after <= 150


def test_women_are_58_per_cent_of_the_executives_staff(personnel):
    end = date(2024, 12, 31)
    women, everybody = (len(personnel.employed("rs", sex, end)) for sex in ("women", "total"))
    assert shown(100 * women / everybody, 0) == "58"


def test_no_absence_crosses_a_month_end_or_overlaps_another(personnel):
    assert all(r["Från"][:7] == r["Till"][:7] for r in personnel.sick)
    days = defaultdict(list)
    for r in personnel.sick:
        days[r["Person"]].append((r["Från"], r["Till"]))
    pairs = (pair for rows in days.values() for pair in zip(sorted(rows), sorted(rows)[1:], strict=False))
    assert all(first[1] < second[0] for first, second in pairs)
