# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file of forecasts: every row that cannot be one is told, all at once."""

import polars as pl

from malram.facts.contracts import CONTRACTS
from malram.facts.mapping import Mapping
from malram.values import month_index

HEADER = "year;month;unit;line;kind;amount;reason;given_by;date\n"
FORECAST = Mapping("forecast", CONTRACTS["forecast"], {name: name for name in CONTRACTS["forecast"].names})
LINES = frozenset({"kostnad-personal", "nettokostnad"})
GOOD = "2024;2024-04;norr;kostnad-personal;chef;1000000;;controller;2024-05-10\n"


def send(desk, rows: str, **options):
    return desk.send(rows, "prognos.csv", HEADER, mapping=FORECAST, lines=LINES, **options)


def test_a_forecast_is_kept_for_the_follow_up_it_was_given_at(desk):
    assert send(desk, GOOD).state == "committed"
    (path,) = desk.store.files("forecast")
    row = pl.read_parquet(path).row(0, named=True)
    assert (row["year"], row["month"], row["amount"]) == (2024, month_index(2024, 4), 100_000_000)


def test_a_forecast_given_again_on_another_day_lies_beside_the_first(desk):
    again = GOOD.replace("1000000", "1100000").replace("05-10", "05-12")
    assert send(desk, GOOD + again).committed == 2


def test_everything_that_is_wrong_is_told_at_once(desk):
    """An unknown line and unit and kind, and one row that is right."""
    rows = GOOD + "2024;2024-04;nord;kostnad-personel;ekonom;1,5;;controller;2024-05-10\n"
    found = [str(problem) for problem in send(desk, rows).problems]
    assert found == [
        "prognos.csv:3 (kind): F029 'ekonom' finns inte i kodlistan. Tillåtna koder: chef, "
        "forvaltningsplan. Översätt källans koder under values i mappningen forecast.",
        "prognos.csv:3 (unit): F030 Enheten 'nord' finns inte i organisationen 2024-04-01. "
        "Rätta enheten, eller lägg till den i organisationen med rätt giltighetstid.",
        "prognos.csv:3 (line): F036 Ingen uppställning har en rad för måttet 'kostnad-personel'. "
        "Menade du 'kostnad-personal'?",
    ]


def test_a_closed_follow_up_takes_no_forecast(desk):
    found = send(desk, GOOD, closed=frozenset({("forecast", month_index(2024, 4))}))
    assert found.state == "refused"
    assert "Månaden 2024-04 är stängd för forecast." in str(found.problems[1])
