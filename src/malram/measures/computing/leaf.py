# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leaf cells by a query engine: ONE expression per fact table gives every part for (unit, month, sex).

Reading the rows is the only step a bigger engine would have to run. The same Ibis expression runs on Polars
and DuckDB, and beyond one machine on Spark; how a condition is spelled is decided here alone. `arrays.py`
gives the same integers over arrays, embedded and faster; this is what it is held against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from malram.facts.opening import stored_rows
from malram.measures.catalogue.definitions import Condition, Part
from malram.measures.computing.spark import Spark, is_spark
from malram.measures.computing.tables import COMPUTED, TABLES, Computed, types_of
from malram.measures.computing.wanted import Wanted
from malram.measures.tree import Tree

ENGINES = ("polars", "duckdb")


def open_table(
    engine: str, name: str, files: Sequence[Path], memory: int = 0
) -> tuple[ibis.BaseBackend, ir.Table]:
    """The rows of a fact table or stage, with computed columns, on an engine inside this process.

    DuckDB keeps itself within so many bytes of `memory`, where that is said.
    """
    if engine == "duckdb":
        backend = ibis.duckdb.connect(**({"memory_limit": f"{memory}B"} if memory else {}))
        # Going by names costs a third more, and is needed only where files are from different times.
        differ = len({tuple(pq.read_schema(path).names) for path in files}) > 1
        rows = backend.read_parquet([str(path) for path in files], table_name=name, union_by_name=differ)
        lacking = {column: kind for column, kind in types_of(name).items() if column not in rows.columns}
        rows = rows.mutate(**{column: ibis.null(ibis.dtype(kind)) for column, kind in lacking.items()})
    else:
        backend = ibis.polars.connect()
        found = pl.scan_parquet(list(files)) if TABLES[name].stage else stored_rows(name, files)
        rows = backend.create_table(name, found)
    return backend, with_computed(name, rows)


def with_computed(name: str, table: ir.Table) -> ir.Table:
    """Add the computed columns of a contract to a table of its rows."""
    made = {column: value_of(table, computed) for column, computed in COMPUTED.get(name, {}).items()}
    return table.mutate(**made) if made else table


def value_of(table: ir.Table, computed: Computed) -> ir.Value:
    """A computed column as an expression.

    Days are differences of epoch days: a cast of an interval means days on DuckDB and nanoseconds on Polars.
    """
    columns = [table[name] for name in computed.of]
    match computed.how:
        case "days":
            return columns[1].epoch_days() - columns[0].epoch_days()
        case "years":
            return columns[1].year().cast("int64") - columns[0].cast("int64")
        case "same":
            return columns[0] == columns[1]
        case "all":
            return reduce(and_, columns)
        case "points":
            return (columns[0].cast("int64") - 1) * 25
    raise ValueError(computed.how)


def test_of(table: ir.Table, condition: Condition) -> ir.BooleanValue:
    """One condition as an expression. An empty cell meets no condition but `empty` and `not`."""
    column, value = table[condition.column], condition.value
    match condition.operator:
        case "equals":
            return column == value
        case "in":
            return column.isin(list(value))
        case "at_most":
            return column <= value
        case "at_least":
            return column >= value
        case "less_than":
            return column < value
        case "more_than":
            return column > value
        case "not":
            return ~(column.isin(list(value)) if isinstance(value, tuple) else column == value).fill_null(
                False
            )
        case "starts_with":
            starts = value if isinstance(value, tuple) else (value,)
            return reduce(or_, [column.startswith(str(start)) for start in starts])
        case "empty":
            return column.isnull() if value else column.notnull()
    raise ValueError(condition.operator)


def meets(table: ir.Table, conditions: Iterable[Condition]) -> ir.BooleanValue:
    """All conditions at once; no condition at all is always met."""
    return reduce(and_, [test_of(table, condition) for condition in conditions], ibis.literal(True))


def amount_of(table: ir.Table, part: Part) -> ir.IntegerColumn:
    """What the part adds up: `ifelse` and not `where=`, which DuckDB runs at half the speed."""
    quantity = table[part.column].cast("int64") if part.column else table._one
    chosen = ibis.ifelse(meets(table, part.where), quantity, 0) if part.where else quantity
    return chosen.sum().fill_null(0).cast("int64")


def sex_of(table: ir.Table) -> ir.StringValue:
    return table.sex.fill_null("unknown") if "sex" in table.columns else ibis.literal("unknown")


def leaf_expression(table: ir.Table, unit_column: str, parts: Sequence[Part], months: range) -> ir.Table:
    """One row per (unit, month, sex) with a column p0, p1 … for every part."""
    within = table.filter(table.month.between(months.start, months.stop - 1) & table[unit_column].notnull())
    named = within.mutate(_unit=within[unit_column], _sex=sex_of(within), _one=ibis.literal(1, type="int64"))
    sums = {f"p{i}": amount_of(named, part) for i, part in enumerate(parts)}
    return named.group_by("_unit", "month", "_sex").aggregate(**sums)


def leaf_cells(
    engine: str,
    fact: str,
    unit_column: str,
    files: Sequence[Path],
    parts: Sequence[Part],
    months: range,
    memory: int = 0,
) -> pa.Table:
    """Run the expression of one fact table."""
    if is_spark(engine):
        spark = Spark.of(engine)
        rows = with_computed(fact, spark.rows_of(fact, files))
        return spark.run(fact, leaf_expression(rows, unit_column, parts, months))
    backend, table = open_table(engine, fact, files, memory)
    return backend.to_pyarrow(leaf_expression(table, unit_column, parts, months))


def scatter(cells: pa.Table, wanted: Wanted, tree: Tree, months: range) -> np.ndarray:
    """Cells as a dense int64 array [month, row, unit, sex]; rows of units that count nowhere are left out."""
    dense = np.zeros((len(months), len(wanted.sums), len(tree.order), len(wanted.sexes)), dtype=np.int64)
    names = cells["_unit"].to_pylist()
    at = {
        own: np.array([places.get(name, -1) for name in names], dtype=np.int64)
        for own, places in tree.counted_at.items()
    }
    sex = np.array([wanted.sexes.index(name) for name in cells["_sex"].to_pylist()], dtype=np.int64)
    month = cells["month"].to_numpy().astype(np.int64) - months.start
    for row, (_, own) in enumerate(wanted.sums):
        known = at[own] >= 0
        amounts = cells[f"p{row}"].to_numpy()[known]
        np.add.at(dense[:, row], (month[known], at[own][known], sex[known]), amounts)
    return dense
