# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same chain in plain Polars, as an analyst would write it: one lazy group_by per fact table."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from pathlib import Path

import polars as pl

from benchmarks.scale.asked import Asked, AskedPart, Words, closure_of, test_of
from malram.facts.contracts import CONTRACTS
from malram.facts.store import Store
from malram.measures.catalogue.definitions import Condition
from malram.measures.tree import Tree

KEYS = ["unit", "month", "sex"]
AGE = pl.col("date").dt.year().cast(pl.Int64) - pl.col("birth_year")
COMPUTED: dict[tuple[str, str], Callable[[], pl.Expr]] = {
    ("contacts", "days"): lambda: (pl.col("date") - pl.col("requested")).dt.total_days(),
    ("contacts", "age"): lambda: AGE,
    ("episodes", "age"): lambda: AGE,
    ("waits", "days"): lambda: (pl.col("date") - pl.col("referred")).dt.total_days(),
    ("calls", "same_day"): lambda: pl.col("contact_on") == pl.col("date"),
}

WORDS: Words = {
    "in": lambda column, many: column.is_in(list(many)),
    "not": lambda column, many: ~column.is_in(list(many)).fill_null(False),
    "starts_with": lambda column, one: column.str.starts_with(one),
    "empty": lambda column, value: column.is_null() if value else column.is_not_null(),
}


def chain(store: Store, tree: Tree, asked: Asked, folder: Path) -> None:
    """One lazy group_by per fact table, a join with the closure, running sums over the months."""
    closure = closure_of(tree)
    for fact, parts in asked.items():
        leaf = _leaf(fact, parts, pl.scan_parquet(store.files(fact)))
        rolled = [_rolled(one) for one in parts]
        up = (
            leaf.join(closure, on="unit")
            .group_by(pl.col("above").alias("unit"), "month", "sex")
            .agg(pl.col("rows").sum(), *rolled)
        )
        _windows(up, [one.name for one in parts]).write_parquet(folder / f"{fact}.parquet")


def _leaf(fact: str, parts: list[AskedPart], rows: pl.LazyFrame) -> pl.DataFrame:
    sexed = "sex" in CONTRACTS[fact].names
    sex = pl.col("sex").fill_null("unknown") if sexed else pl.lit("unknown").alias("sex")
    sums = [_sum(fact, one).alias(one.name) for one in parts]
    grouped = rows.with_columns(sex).group_by(KEYS).agg(pl.len().cast(pl.Int64).alias("rows"), *sums)
    return grouped.collect(engine="streaming")


def _rolled(one: AskedPart) -> pl.Expr:
    cell = pl.when("own").then(one.name).otherwise(0) if one.own else pl.col(one.name)
    return cell.sum().alias(one.name)


def _sum(fact: str, one: AskedPart) -> pl.Expr:
    quantity = _column(fact, one.column) if one.column else pl.lit(1, dtype=pl.Int64)
    if not one.where:
        return quantity.cast(pl.Int64).sum() if one.column else pl.len().cast(pl.Int64)
    tests = reduce(and_, [_test(fact, condition) for condition in one.where])
    return pl.when(tests).then(quantity).otherwise(0).cast(pl.Int64).sum()


def _column(fact: str, name: str) -> pl.Expr:
    computed = COMPUTED.get((fact, name))
    return computed() if computed else pl.col(name)


def _test(fact: str, condition: Condition) -> pl.Expr:
    return test_of(_column(fact, condition.column), condition, WORDS)


def _windows(up: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    every = range(up["month"].min(), up["month"].max() + 1)
    months = pl.DataFrame({"month": every}, schema={"month": pl.Int32})
    cells = up.select("unit", "sex").unique().join(months, how="cross")
    dense = cells.join(up, on=["unit", "sex", "month"], how="left").sort("unit", "sex", "month")
    filled = dense.with_columns(pl.col("rows", *names).fill_null(0))
    running = pl.col(*names)
    return filled.select(
        *("unit", "sex", "month", "rows"),
        running.name.suffix("_month"),
        running.cum_sum().over("unit", "sex", pl.col("month") // 12).name.suffix("_ytd"),
        running.rolling_sum(12, min_samples=1).over("unit", "sex").name.suffix("_r12"),
    )
