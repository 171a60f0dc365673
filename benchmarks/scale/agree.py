# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the hand-written SQL and our snapshot come to the same, in a random sample of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from benchmarks.scale import sql
from benchmarks.scale.asked import WINDOWS, Asked, AskedPart, asked_of, find
from benchmarks.scale.homes import Opened
from malram.measures.catalogue.definitions import Measure
from malram.measures.computing.wanted import narrowed
from malram.measures.reading.query import Measurements
from malram.measures.region import compute_region
from malram.values import Window


class DifferentError(Exception):
    """The two do not agree: nothing that was measured counts."""


def agree(home: Path, cells: int = 2000) -> Any:
    """Compare numerators and denominators. Raises `DifferentError` at the first that differs."""
    opened, random = Opened.of(home), Random(7)
    asked, m = asked_of(opened.additive()), compute_region(home, opened.region)
    measures = [measure for measure in opened.additive() if measure.parts]

    def work() -> dict[str, Any]:
        compared = filled = 0
        with TemporaryDirectory() as folder, duckdb.connect() as connection:
            sql.chain(opened.store, opened.tree, asked, Path(folder))
            while compared < cells:
                cell = _any_cell(random, m, random.choice(measures))
                for fact, one, value in _ours(m, cell, asked):
                    theirs = _theirs(connection, Path(folder) / f"{fact}.parquet", one, cell)
                    if value != theirs:
                        raise DifferentError(f"{cell}: {value} is {theirs} in SQL.")
                    compared, filled = compared + 1, filled + (theirs != 0)
        return {"compared": compared, "filled": filled}

    return work


@dataclass(frozen=True)
class Cell:
    measure: Measure
    unit: str
    month: int
    window: str
    sex: str
    group: str = ""


def _any_cell(random: Random, m: Measurements, measure: Measure) -> Cell:
    groups = [(sex, "") for sex in ("total", "women", "men")] if "sex" in measure.breakdowns else []
    groups += [("total", group) for _, _, group in m.groups(measure.id)]
    month = random.choice(m.snapshot.months[11:])  # before that no twelve months are whole
    place = (random.choice(m.tree.order), month, random.choice(WINDOWS))
    return Cell(measure, *place, *random.choice(groups or [("total", "")]))


def _ours(m: Measurements, cell: Cell, asked: Asked) -> Iterator[tuple[str, AskedPart, Fraction]]:
    """The parts that are sums over the very months asked for, as integers: none is in thousandths."""
    span = Window(cell.window).span(cell.month)
    found = m.value(cell.measure.id, cell.unit, span, cell.sex, cell.group)
    values = (found.numerator, found.denominator)
    for part, value in zip(cell.measure.parts, values, strict=False):
        if value is not None and part.over == "sum" and found.period == span:
            one = find(asked[part.fact], cell.measure, narrowed(m.catalogue, part, found.group))
            assert one is not None
            yield part.fact, one, value / part.times


def _theirs(connection: duckdb.DuckDBPyConnection, file: Path, one: AskedPart, cell: Cell) -> int:
    sex = "" if cell.sex == "total" else f" and sex = '{cell.sex}'"
    rows = f"read_parquet('{file}') where unit = '{cell.unit}' and month = {cell.month}{sex}"
    summed = f"coalesce(sum({one.name}_{cell.window}), 0)::bigint"
    return int(connection.execute(f"select {summed} from {rows}").fetchall()[0][0])
