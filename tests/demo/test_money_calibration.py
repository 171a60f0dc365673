# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vouchers add up to the printed tables: recomputed here from the files alone, without the engine."""

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from malram.measures.region import region_folder
from tests.demo_courses import plan_of, write
from tests.demo_home import REGION as NAME

REGION = region_folder(NAME)
HSN_TABLE = REGION / "reference" / "hsn-arsredovisning-2024" / "tables" / "ekonomi-kap-7.csv"
RS_TABLES = REGION / "reference" / "rs-arsredovisning-2024" / "tables"
CARE, EXECUTIVE = "halso-och-sjukvardsnamnden", "regionstyrelsen"

ACCOUNTS = {  # row of a printed table: what its accounts begin with
    "intakter": "3", "personalkostnader": "4", "kop-av-verksamhet": "50", "it-tjanster": "54",
    "lakemedel": "56",
    "verksamhetsanknutna-tjanster-och-inhyrd-personal": ("52", "53"), "material-och-varor": "57",
    "sjukvardsartiklar": "571", "lamnade-bidrag": "58", "ovriga-verksamhetskostnader": "6",
    "avskrivningar": "79",
    "kostnader": ("4", "5", "6", "7"), "nettokostnad": ("3", "4", "5", "6", "7"),
    "nettokostnader": ("3", "4", "5", "6", "7"), "utfall": ("3", "4", "5", "6", "7", "8"),
}  # fmt: skip
CONTRADICTORY = {  # they cannot be true together with the other cells of their table
    ("lakemedel", "budget-2024"),
    ("verksamhetsanknutna-tjanster-och-inhyrd-personal", "avvikelse-mot-budget"),
    ("avskrivningar", "forandring"), ("avskrivningar", "forandring-pct"), ("kostnader", "forandring"),
    ("kostnader", "forandring-procent"), ("sjukvardsartiklar", "forandring-procent"),
    ("sjukvardsartiklar", "avvikelse-budget-procent"), ("vo-51", "avvikelse-budget"),
    ("vo-90", "avvikelse-budget"),
}  # fmt: skip


class Books:
    """Öre per board or unit, account and year; `total` adds up those an account prefix and a unit name."""

    def __init__(self, folder: Path) -> None:
        above = parents()
        self.ledger = read(folder / "huvudbok-????-??.csv", "Bokföringsdatum")
        self.budget = read(folder / "budget-*.csv", "Månad")
        self.cells = {
            name: [
                (ancestors(unit, above), account, year, ore)
                for unit, account, year, ore in table.group_by("Ansvar", "Konto", "År")
                .agg(pl.col("öre").sum())
                .rows()
            ]
            for name, table in (("ledger", self.ledger), ("budget", self.budget))
        }

    def total(self, name: str, row: str, unit: str, year: int = 2024) -> Fraction:
        """Millions of kronor; income is printed without its minus sign."""
        starts = ACCOUNTS[row]
        found = sum(
            ore
            for units, account, at, ore in self.cells[name]
            if unit in units and at == year and account.startswith(starts)
        )
        return Fraction(-found if row == "intakter" else found, 10**8)


def read(pattern: Path, date: str) -> pl.DataFrame:
    table = pl.read_csv(pattern, separator=";", infer_schema=False)
    ore = pl.col("Belopp").str.replace(",", "", literal=True).cast(pl.Int64)
    return table.with_columns(öre=ore, År=pl.col(date).str.slice(0, 4).cast(pl.Int64))


def parents() -> dict[str, str]:
    with (REGION / "organisation.csv").open(encoding="utf-8", newline="") as file:
        return {row["unit"]: row["parent"] for row in csv.DictReader(file)}


def ancestors(unit: str, above: dict[str, str]) -> frozenset[str]:
    found = set()
    while unit:
        found.add(unit)
        unit = above[unit]
    return frozenset(found)


def shown(value: Fraction, decimals: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def printed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cell(books: Books, line: str, column: str, unit: str) -> Fraction:
    """What a column of a printed table says of a line of the accounts."""
    outcome, before = books.total("ledger", line, unit), books.total("ledger", line, unit, 2023)
    budget = books.total("budget", line, unit)
    match column:
        case "utfall" | "utfall-2024":
            return outcome
        case "budget" | "budget-2024":
            return budget
        case "forandring" | "forandring-foregaende-ar":
            return outcome - before
        case "forandring-pct" | "forandring-procent":
            return 100 * (outcome - before) / abs(before)
        case "avvikelse-budget-procent":
            return 100 * (outcome - budget) / abs(budget)
        case "utfall-jamfort-budget":
            return budget - outcome
        case "avvikelse-mot-budget" | "avvikelse-budget":
            return outcome - budget
    raise AssertionError(column)


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("money")
    write(out, "ledger")
    return out / "raindance"


@pytest.fixture(scope="session")
def books(files) -> Books:
    return Books(files)


def test_the_boards_table_comes_out_of_the_vouchers(books):
    """45 cells of lines, changes, budgets and unsigned deviations, less the four that contradict the rest."""
    wrong = []
    for row in printed(HSN_TABLE):
        if (row["row_id"], row["column_id"]) in CONTRADICTORY:
            continue
        found = cell(books, row["row_id"], row["column_id"], CARE)
        found = abs(found) if row["column_id"] == "avvikelse-mot-budget" else found
        if shown(found, int(row["decimals"])) != Decimal(row["value"]):
            wrong.append((row["row_id"], row["column_id"], row["value"], float(found)))
    assert wrong == []


def test_the_executives_lines_come_out_of_the_vouchers(books):
    wrong = []
    for row in printed(RS_TABLES / "intakter-kostnader-kap-7.csv"):
        if (row["row_id"], row["column_id"]) in CONTRADICTORY:
            continue
        found = cell(books, row["row_id"], row["column_id"], EXECUTIVE)
        found = abs(found) if row["row_id"] == "it-tjanster" else found
        if shown(found, int(row["decimals"])) != Decimal(row["value"]):
            wrong.append((row["row_id"], row["column_id"], row["value"], float(found)))
    assert wrong == []


@pytest.mark.parametrize(
    "table", ["utfall-budget-verksamhetsomrade", "overskott-enligt-text", "sammanfattning-resultat"]
)
def test_the_executives_areas_come_out_of_the_vouchers(books, table):
    """In these tables a surplus is positive: budget minus outcome, financial items included."""
    wrong = []
    for row in printed(RS_TABLES / f"{table}.csv"):
        if (row["row_id"], row["column_id"]) in CONTRADICTORY:
            continue
        unit = EXECUTIVE if row["row_id"] == "namnden" else row["row_id"]
        found = cell(books, "utfall", row["column_id"], unit)
        found = -found if row["column_id"] == "avvikelse-budget" else found
        if shown(found, int(row["decimals"])) != Decimal(row["value"]):
            wrong.append((row["row_id"], row["column_id"], row["value"], float(found)))
    assert wrong == []


def test_the_result_against_budget_is_met_to_its_last_decimal(books):
    """Three decimals for the health board, two for the executive; minus is worse."""
    care = books.total("budget", "nettokostnad", CARE) - books.total("ledger", "nettokostnad", CARE)
    executive = books.total("budget", "utfall", EXECUTIVE) - books.total("ledger", "utfall", EXECUTIVE)
    assert (str(shown(care, 3)), str(shown(executive, 2))) == ("-721.607", "77.17")


def test_parts_of_lines_named_in_the_text_come_out_of_the_vouchers(books):
    """Agency staff: 3.7 % of own and agency, down 74.2; ward medicine −6.2 %; staff without fees +0.8 %."""

    def year(starts: tuple[str, ...], at: int) -> Fraction:
        cells = books.cells["ledger"]
        return Fraction(
            sum(o for u, a, y, o in cells if CARE in u and y == at and a.startswith(starts)), 10**8
        )

    def growth(*starts: str) -> Decimal:
        return shown(100 * (year(starts, 2024) / year(starts, 2023) - 1), 1)

    agency, own = year(("53",), 2024), year(("4",), 2024)
    assert str(shown(100 * agency / (agency + own), 1)) == "3.7"
    assert str(shown(agency - year(("53",), 2023), 1)) == "-74.2"
    assert [str(growth(*s)) for s in (("562",), ("40", "46"), ("46",))] == ["-6.2", "0.8", "-40.0"]


def test_the_ledger_is_made_of_many_different_rows(books):
    """At least 250 000 rows for the health board, no row twice, and no row that is a printed figure."""
    rows = books.ledger
    above = parents()
    units = [unit for unit in above if CARE in ancestors(unit, above)]
    own = rows.filter(pl.col("Ansvar").is_in(units))
    assert own.height >= 250_000
    assert rows.select("Verifikation", "Rad").is_unique().all()
    figures = {abs(round(Decimal(row["value"]) * 10**8)) for row in printed(HSN_TABLE)}
    assert not figures & set(rows["öre"].abs().to_list())


def test_every_month_differs_and_follows_the_year(books):
    """Holiday pay is highest in July, and no two months are alike."""
    staff = books.ledger.filter(pl.col("Konto").str.starts_with("4030") & (pl.col("År") == 2024))
    per_month = dict(
        staff.group_by(pl.col("Bokföringsdatum").str.slice(5, 2)).agg(pl.col("öre").sum()).iter_rows()
    )
    assert max(per_month, key=per_month.get) == "07"
    assert len(set(per_month.values())) == 12


def test_every_booked_account_is_in_the_plan_of_accounts(books):
    with (REGION / "accounts.csv").open(encoding="utf-8", newline="") as file:
        known = {row["account"] for row in csv.DictReader(file)}
    assert set(books.ledger["Konto"]) | set(books.budget["Konto"]) <= known


def test_the_files_are_the_same_every_time(books, tmp_path, tmp_path_factory):
    write(tmp_path, "ledger")
    again = Books(tmp_path / "raindance")
    assert again.ledger.equals(books.ledger)
    assert again.budget.equals(books.budget)


def test_earlier_years_are_one_row_a_month_and_add_up_to_what_was_planned(files):
    """2022 is planned some way below 2023, and 2021 below 2022; income is negative."""
    ledger, plan = read(files / "huvudbok-????.csv", "Bokföringsdatum"), plan_of("ledger")
    assert set(ledger["År"]) == set(plan.earlier.years)
    for year in plan.earlier.years:
        of_year = ledger.filter(pl.col("År") == year)
        assert of_year["öre"].sum() == 100 * sum(plan.outcome(post, year) for post in plan.posts)
        key = ["Bokföringsdatum", "Ansvar", "Konto"]
        assert of_year.select(key).is_unique().all()
