# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine's answers computed row by row in plain Python, and small worlds to compare them in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from malram.facts.unit_rows import UnitRow
from malram.measures.catalogue.definitions import Comparable, Condition, Measure, Part
from malram.values import Period, Reason

FIRST = 2023 * 12 + 10  # November 2023
MONTHS = range(FIRST, FIRST + 6)
SEXES = ("women", "men", "unknown")
ROWS = {"waits", "contacts", "ledger", "calls"}
HAS_SEX = {"waits", "contacts"}
KINDS_OF_COLUMN = {
    "waits": {"kind": "text", "days": "int"},
    "contacts": {"form": "text", "staff": "text", "days": "int", "age": "int", "result": "int"},
    "ledger": {"account": "text", "project": "text", "amount": "int"},
    "calls": {"answered": "bool", "wait_seconds": "int", "same_day": "bool"},
}
SUMS = {
    "waits": ["days"],
    "contacts": ["result", "age", "days"],
    "ledger": ["amount"],
    "calls": ["wait_seconds"],
}
WORDS = ("a", "ab", "b", "5010", "50")
NUMBERS = (-3, 0, 1, 2, 7, 30, 40)


@dataclass(frozen=True)
class World:
    """A tree, rows of facts in it, measures of them and periods to ask for."""

    units: tuple[UnitRow, ...]
    rows: dict[str, list[dict]]
    measures: tuple[Measure, ...]
    periods: tuple[Period, ...]


# -- small worlds -------------------------------------------------------------------------------


@st.composite
def trees(draw: Any) -> tuple[UnitRow, ...]:
    """Up to seven units, each below any of those before it; some run by others."""
    rows = [UnitRow("u0", "", "Regionen", "region")]
    for i in range(1, draw(st.integers(2, 6)) + 1):
        parent = draw(st.integers(0, i - 1))
        rows.append(
            UnitRow(f"u{i}", f"u{parent}", f"Enhet {i}", "enhet", draw(st.sampled_from(["own", "private"])))
        )
    return tuple(rows)


def _day(month: int, day: int) -> date:
    year, at = divmod(month, 12)
    return date(year, at + 1, min(day, calendar.monthrange(year, at + 1)[1]))


def fact_rows(table: str, units: tuple[UnitRow, ...]) -> st.SearchStrategy[dict]:
    days = st.builds(_day, st.sampled_from(MONTHS), st.integers(1, 31))
    word, number = st.sampled_from(WORDS), st.sampled_from(NUMBERS)
    # One row in eight stands at a unit outside the tree; it counts nowhere.
    common = {"unit": st.sampled_from([*(row.unit for row in units), "elsewhere"]), "date": days}
    own = {
        "waits": {"patient": word, "sex": st.sampled_from(SEXES), "kind": word, "referred": days},
        "contacts": {
            "contact": word, "patient": word, "sex": st.sampled_from(SEXES), "birth_year": st.just(1980),
            "kind": word, "form": word, "profession": word, "staff": st.none() | word,
            "requested": st.none() | days, "result": st.none() | number,
        },
        "ledger": {
            "account": word, "project": st.none() | word, "voucher": word, "row": st.just(1),
            "amount": number,
        },
        "calls": {
            "call": word, "service": word, "answered": st.booleans(), "wait_seconds": number,
            "contact_on": st.none() | days,
        },
    }  # fmt: skip
    return st.fixed_dictionaries({**common, **own[table]})


@st.composite
def conditions(draw: Any, table: str) -> Condition:
    column = draw(st.sampled_from(sorted(KINDS_OF_COLUMN[table])))
    kind = KINDS_OF_COLUMN[table][column]
    if kind == "bool":
        return Condition(column, draw(st.sampled_from(["equals", "not"])), draw(st.booleans()))
    values = st.sampled_from(WORDS if kind == "text" else NUMBERS)
    several = st.lists(values, min_size=1, max_size=2).map(tuple)
    by_operator = {
        "equals": values,
        "in": several,
        "not": values | several,
        "empty": st.booleans(),
    } | (
        {"starts_with": values | several}
        if kind == "text"
        else dict.fromkeys(("at_most", "at_least", "less_than", "more_than"), values)
    )
    operator = draw(st.sampled_from(sorted(by_operator)))
    return Condition(column, operator, draw(by_operator[operator]))


@st.composite
def parts(draw: Any, table: str, over: str) -> Part:
    column = draw(st.none() | st.sampled_from(SUMS[table]))
    where = tuple(draw(st.lists(conditions(table), max_size=2)))
    times = draw(st.sampled_from([Fraction(1), Fraction(-1), Fraction(1, 10)]))
    return Part(table, "unit", column, where, over, times)


@st.composite
def measures(draw: Any, name: str) -> Measure:
    kind = draw(st.sampled_from(["share", "count", "sum", "mean", "rate", "snapshot"]))
    table, other = draw(st.sampled_from(sorted(ROWS))), draw(st.sampled_from(sorted(ROWS)))
    over = st.just("last") if kind == "snapshot" else st.sampled_from(["sum", "sum", "last", "mean"])
    bottom = None
    if kind in ("share", "mean", "rate"):
        bottom = draw(parts(draw(st.sampled_from([table, other])), draw(over)))
    return Measure(
        name, name, kind, "kr" if kind == "sum" and table == "ledger" else "st", 1,
        numerator=draw(parts(table, draw(over))), denominator=bottom, breakdowns=("sex",),
        per=draw(st.sampled_from([1, 100, 1000])) if kind == "rate" else 1,
        regi=draw(st.sampled_from(["all", "own"])),
        measuring_months=draw(st.sampled_from([(), (), (), (11, 2), (3,)])),
        comparable_from=draw(st.sampled_from([None, Comparable(FIRST + 2, "Ny metod.")])),
    )  # fmt: skip


def periods() -> st.SearchStrategy[Period]:
    """Months, the year so far, twelve months, and any span; also a month before and after the facts."""
    month = st.integers(MONTHS.start - 1, MONTHS.stop)
    return st.one_of(
        month.map(Period.month),
        month.map(lambda last: Period(last - last % 12, last)),
        month.map(lambda last: Period(last - 11, last)),
        st.tuples(month, month).map(lambda pair: Period(min(pair), max(pair))),
    )


@st.composite
def worlds(draw: Any) -> World:
    units = draw(trees())
    rows = {table: draw(st.lists(fact_rows(table, units), max_size=14)) for table in sorted(ROWS)}
    # Most months have some row, so that windows are whole more often than not.
    filled = draw(st.sampled_from([0, 4, 6, 6]))
    for table in ROWS:
        rows[table] += [{**draw(fact_rows(table, units)), "date": _day(m, 28)} for m in MONTHS[:filled]]
    wanted = tuple(draw(measures(f"m{i}")) for i in range(5))
    return World(units, rows, wanted, tuple(draw(st.lists(periods(), min_size=3, max_size=4))))


# -- the same answers in plain Python -----------------------------------------------------------


def cell(table: str, row: dict, column: str) -> Any:
    if column == "days":
        since = row["referred" if table == "waits" else "requested"]
        return None if since is None else (row["date"] - since).days
    if column == "age":
        return row["date"].year - row["birth_year"]
    if column == "same_day":
        return None if row["contact_on"] is None else row["contact_on"] == row["date"]
    return row[column]


def holds(condition: Condition, value: Any) -> bool:
    wanted = condition.value
    several = wanted if isinstance(wanted, tuple) else (wanted,)
    if condition.operator == "empty":
        return (value is None) == wanted
    if value is None:
        return condition.operator == "not"
    return {
        "equals": lambda: value == wanted,
        "in": lambda: value in several,
        "not": lambda: value not in several,
        "starts_with": lambda: any(value.startswith(start) for start in several),
        "at_most": lambda: value <= wanted,
        "at_least": lambda: value >= wanted,
        "less_than": lambda: value < wanted,
        "more_than": lambda: value > wanted,
    }[condition.operator]()


def month_of(row: dict) -> int:
    return row["date"].year * 12 + row["date"].month - 1


def path(world: World, unit: str) -> list[str]:
    parents = {row.unit: row.parent for row in world.units}
    found = []
    while unit in parents:
        found.append(unit)
        unit = parents[unit]
    return found


def chosen(world: World, measure: Measure, part: Part, unit: str, sex: str) -> list[dict]:
    """The rows of a part of the measure at the unit and below it, in any month."""
    regi = {row.unit: row.regi for row in world.units}
    return [
        row
        for row in world.rows[part.fact]
        if unit in path(world, row["unit"])
        and (measure.regi == "all" or regi[row["unit"]] == "own")
        and sex in ("total", row["sex"] if part.fact in HAS_SEX else "unknown")
        and all(holds(test, cell(part.fact, row, test.column)) for test in part.where)
    ]


def brute(world: World, measure: Measure, unit: str, period: Period, sex: str) -> Any:
    """The reason there is no value, or (value, numerator, denominator, rows)."""
    months = list(period.months)
    if measure.measuring_months:
        months = [month for month in months if month % 12 + 1 in measure.measuring_months]
    for part in measure.parts:
        everything = Part(part.fact, "unit", None, ())
        if not chosen(world, measure, everything, unit, "total"):
            return Reason.NOT_MEASURED
    amounts = [_amount(world, measure, part, unit, months, sex) for part in measure.parts]
    reasons = [amount for amount in amounts if isinstance(amount, Reason)]
    if reasons:
        return reasons[0]
    top, rows = amounts[0]
    if len(amounts) == 1:
        return top / (100 if measure.unit == "kr" else 1), top, None, rows
    bottom, below = amounts[1]
    if not bottom:
        return Reason.NO_DENOMINATOR
    same = measure.parts[0].fact == measure.parts[1].fact
    times = 100 if measure.kind == "share" else measure.per
    return top * times / bottom, top, bottom, below if same else rows


def _amount(world: World, measure: Measure, part: Part, unit: str, months: list[int], sex: str) -> Any:
    covered = {month_of(row) for row in world.rows[part.fact]}
    if not months:
        return Reason.NOT_MEASURED
    needed = months[-1:] if part.over == "last" else months
    if not covered >= set(needed):
        return Reason.INCOMPLETE_PERIOD if covered & set(months) else Reason.ABSENT
    rows = [row for row in chosen(world, measure, part, unit, sex) if month_of(row) in needed]
    values = [1 if part.column is None else cell(part.fact, row, part.column) for row in rows]
    total = Fraction(sum(value for value in values if value is not None)) * part.times
    if part.column == "result":  # kept in thousandths
        total /= 1000
    return (total / len(needed) if part.over == "mean" else total), len(rows)
