# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The best SQL we can write by hand for DuckDB, generated from the catalogue so that it asks for the same.

One scan per fact table with `sum(CASE …)`, which DuckDB runs faster than `FILTER` and `count_if`; a join
with the closure of the tree; window functions over a dense grid of months; one Parquet file per fact table.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.scale.asked import Asked, AskedPart, closure_of
from malram.facts.contracts import CONTRACTS
from malram.facts.store import Store
from malram.measures.catalogue.definitions import Condition
from malram.measures.tree import Tree

COMPUTED = {
    ("contacts", "days"): '("date" - requested)',
    ("contacts", "age"): '(year("date") - birth_year)',
    ("episodes", "age"): '(year("date") - birth_year)',
    ("waits", "days"): '("date" - referred)',
    ("calls", "same_day"): '(contact_on = "date")',
}
BARE = {"at_most": "<=", "at_least": ">=", "less_than": "<", "more_than": ">", "equals": "="}
FRAMES = (
    "ytd as (partition by unit, sex, month // 12 order by month), "
    "r12 as (partition by unit, sex order by month rows between 11 preceding and current row)"
)


def column_of(fact: str, name: str) -> str:
    return COMPUTED.get((fact, name), f'"{name}"')


def test_of(fact: str, condition: Condition) -> str:
    """A condition in SQL. An empty cell meets no condition but `empty` and `not`."""
    column, value = column_of(fact, condition.column), condition.value
    many = value if isinstance(value, tuple) else (value,)
    match condition.operator:
        case "in":
            return f"{column} in ({', '.join(map(_literal, many))})"
        case "not":
            return f"coalesce({column} not in ({', '.join(map(_literal, many))}), true)"
        case "starts_with":
            return "(" + " or ".join(f"starts_with({column}, {_literal(one)})" for one in many) + ")"
        case "empty":
            return f"{column} is {'' if value else 'not '}null"
        case operator:
            return f"{column} {BARE[operator]} {_literal(value)}"


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def sum_of(fact: str, one: AskedPart) -> str:
    """`sum` of 64-bit integers is 128 bits wide in DuckDB; what is summed again is brought back."""
    quantity = column_of(fact, one.column) if one.column else "1"
    tests = " and ".join(test_of(fact, condition) for condition in one.where)
    chosen = f"case when {tests} then {quantity} else 0 end" if tests else quantity
    return f"coalesce(sum({chosen}), 0)::bigint"


def connect(store: Store, tree: Tree, facts: Iterable[str]) -> duckdb.DuckDBPyConnection:
    """A connection with a view of each fact table and the closure of the tree."""
    connection = duckdb.connect()
    for fact in facts:
        files = ", ".join(f"'{path}'" for path in store.files(fact))
        sexed = "sex" in CONTRACTS[fact].names
        columns = "* replace (coalesce(sex, 'unknown') as sex)" if sexed else "*, 'unknown' as sex"
        connection.execute(f"create view {fact} as select {columns} from read_parquet([{files}])")
    connection.register("pairs", closure_of(tree).to_arrow())
    above = "above::varchar as above, unit::varchar as unit, own"
    connection.execute(f"create table closure as select {above} from pairs")
    return connection


def chain(store: Store, tree: Tree, asked: Asked, folder: Path) -> None:
    """Leaf cells, roll-up and windows of every part, one file per fact table in `folder`."""
    with connect(store, tree, asked) as connection:
        for fact, parts in asked.items():
            for statement in statements(fact, parts, folder / f"{fact}.parquet"):
                connection.execute(statement)


def statements(fact: str, parts: list[AskedPart], target: Path) -> list[str]:
    """The four statements for one fact table."""
    names = [one.name for one in parts]
    sums = ", ".join(f"{sum_of(fact, one)} as {one.name}" for one in parts)
    up = ", ".join(
        f"sum({f'case when own then {one.name} else 0 end' if one.own else one.name})::bigint as {one.name}"
        for one in parts
    )
    filled = ", ".join(f"coalesce({name}, 0) as {name}" for name in names)
    windows = ", ".join(
        f"{name} as {name}_month, (sum({name}) over ytd)::bigint as {name}_ytd, "
        f"(sum({name}) over r12)::bigint as {name}_r12"
        for name in names
    )
    return [
        f"create temp table leaf_{fact} as select unit, month, sex, count(*) as rows, {sums} "
        f"from {fact} group by unit, month, sex",
        f"create temp table up_{fact} as select above as unit, month, sex, sum(rows)::bigint as rows, {up} "
        f"from leaf_{fact} join closure using (unit) group by above, month, sex",
        f"create temp table dense_{fact} as select unit, sex, month, coalesce(rows, 0) as rows, {filled} "
        f"from (select distinct unit, sex from up_{fact}) cross join "
        f"(select unnest(range(min(month), max(month) + 1))::integer as month from up_{fact}) "
        f"left join up_{fact} using (unit, sex, month)",
        f"copy (select unit, sex, month, rows, {windows} from dense_{fact} window {FRAMES}) "
        f"to '{target}' (format parquet, compression zstd)",
    ]


def tile(fact: str, parts: list[AskedPart], units: list[str]) -> str:
    """What a dashboard asks for one indicator of one unit: its months, by sex, straight from the facts."""
    sums = ", ".join(f"{sum_of(fact, one)} as {one.name}" for one in parts)
    below = ", ".join(map(_literal, units))
    return f"select month, sex, count(*), {sums} from {fact} where unit in ({below}) group by month, sex"
