# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same chain in plain pandas: a column per part and one groupby. Everything is in memory at once."""

from __future__ import annotations

from functools import reduce
from operator import and_
from pathlib import Path

import pandas as pd

from benchmarks.scale.asked import Asked, AskedPart, Words, closure_of, columns_of, test_of
from malram.facts.store import Store
from malram.measures.computing.tables import COMPUTED
from malram.measures.tree import Tree

KEYS = ["unit", "month", "sex"]
WORDS: Words = {
    "in": lambda column, many: column.isin(list(many)),
    "not": lambda column, many: ~column.isin(list(many)),
    "starts_with": lambda column, one: column.str.startswith(one),
    "empty": lambda column, value: column.isna() if value else column.notna(),
}


def chain(store: Store, tree: Tree, asked: Asked, folder: Path) -> None:
    """A column per part, one groupby, a merge with the closure, and running sums over the months."""
    closure = closure_of(tree).to_pandas()
    for fact, parts in asked.items():
        names = [one.name for one in parts]
        up = _leaf(fact, parts, store.files(fact)).reset_index().merge(closure, on="unit")
        for one in parts:
            if one.own:
                up[one.name] = up[one.name].where(up["own"], 0)
        up = up.groupby(["above", "sex", "month"])[["rows", *names]].sum()
        _windows(up, names).to_parquet(folder / f"{fact}.parquet")


def _leaf(fact: str, parts: list[AskedPart], files: list[Path]) -> pd.DataFrame:
    columns = sorted(columns_of({fact: parts})[fact])
    rows = pd.concat([pd.read_parquet(file, columns=columns) for file in files], ignore_index=True)
    rows["sex"] = rows["sex"].fillna("unknown") if "sex" in rows else "unknown"
    wanted = {c.column for one in parts for c in one.where} | {one.column for one in parts}
    for column in wanted & COMPUTED.get(fact, {}).keys():
        rows[column] = _computed(column, rows)
    asked = {"rows": 1}
    for one in parts:
        quantity = rows[one.column] if one.column else pd.Series(1, index=rows.index)
        tests = [test_of(rows[c.column], c, WORDS).fillna(False) for c in one.where]
        asked[one.name] = quantity.where(reduce(and_, tests), 0) if tests else quantity
    keys = [rows[key] for key in KEYS]
    return pd.DataFrame(asked, index=rows.index).groupby(keys).sum()


def _computed(column: str, rows: pd.DataFrame) -> pd.Series:
    day = pd.to_datetime(rows["date"])
    if column == "age":
        return day.dt.year - rows["birth_year"]
    if column == "same_day":
        return day == pd.to_datetime(rows["contact_on"])
    asked = rows["requested"] if "requested" in rows else rows["referred"]
    return (day - pd.to_datetime(asked)).dt.days


def _windows(up: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    held = up.index.droplevel("month").unique()
    months = up.index.get_level_values("month")
    dense = [(unit, sex, month) for unit, sex in held for month in range(months.min(), months.max() + 1)]
    index = pd.MultiIndex.from_tuples(dense, names=["unit", "sex", "month"])
    wide = up.rename_axis(index.names).reindex(index, fill_value=0)
    unit, sex, month = (index.get_level_values(level) for level in index.names)
    month_sums = wide[names]
    ytd = month_sums.groupby([unit, sex, month // 12]).cumsum()
    running = month_sums.groupby([unit, sex]).cumsum()
    r12 = running - running.groupby([unit, sex]).shift(12, fill_value=0)
    windows = {"month": month_sums, "ytd": ytd, "r12": r12}
    parts = [wide[["rows"]], *(values.add_suffix(f"_{name}") for name, values in windows.items())]
    return pd.concat(parts, axis=1).reset_index()
