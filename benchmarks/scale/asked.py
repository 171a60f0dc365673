# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every method is asked for: the additive parts of the catalogue, by fact table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from malram.facts.contracts import CONTRACTS
from malram.measures.catalogue.definitions import Catalogue, Condition, Measure, Part
from malram.measures.computing.tables import stored_columns
from malram.measures.computing.wanted import part_of_group
from malram.measures.tree import Tree

ADDITIVE = frozenset({"share", "rate", "ratio", "index", "mean", "sum", "count", "snapshot"})
WINDOWS = ("month", "ytd", "r12")
Words = dict[str, Callable[..., Any]]  # what differs between libraries: in, not, starts_with, empty


@dataclass(frozen=True)
class AskedPart:
    """A sum or count to compute: `name` is its column, `own` leaves private providers out of it."""

    name: str
    part: Part
    own: bool

    @property
    def column(self) -> str | None:
        return self.part.column

    @property
    def where(self) -> tuple[Condition, ...]:
        return self.part.where


Asked = dict[str, list[AskedPart]]


def asked_of(catalogue: Catalogue) -> Asked:
    """Every different part once, numbered within its table. Not the counts of rows that we keep besides."""
    found: Asked = {}
    for measure in catalogue:
        if measure.kind in ADDITIVE:
            for part in parts_of(catalogue, measure):
                parts = found.setdefault(part.fact, [])
                if find(parts, measure, part) is None:
                    parts.append(AskedPart(f"p{len(parts)}", part, measure.regi == "own"))
    return found


def parts_of(catalogue: Catalogue, measure: Measure) -> Iterator[Part]:
    """Numerator and denominator, of all rows and of every group."""
    for part in measure.parts:
        yield part
        yield from (part_of_group(part, *pair) for pair in catalogue.groups_of(measure))


def columns_of(asked: Asked) -> dict[str, set[str]]:
    """By fact table, every stored column that the parts are computed from."""
    needed = {}
    for fact, parts in asked.items():
        said = {c.column for one in parts for c in one.where} | {one.column for one in parts if one.column}
        stored = {*stored_columns(fact, said), "unit", "sex"}
        needed[fact] = stored & {*CONTRACTS[fact].names} | {"month"}
    return needed


def closure_of(tree: Tree) -> pl.DataFrame:
    """A row for every unit and each unit above it, itself included."""
    rows = [(up, unit, tree.units[unit].regi == "own") for unit in tree.order for up in tree.path(unit)]
    return pl.DataFrame(rows, schema=["above", "unit", "own"], orient="row")


def find(parts: list[AskedPart], measure: Measure, part: Part) -> AskedPart | None:
    """The asked part that a part of a measure is computed as."""
    own = measure.regi == "own"
    same = (one for one in parts if one.own == own and _said(one.part) == _said(part))
    return next(same, None)


def _said(part: Part) -> tuple[str, str, str]:
    return part.fact, str(part.column), repr(part.where)


def test_of(column: Any, condition: Condition, words: Words) -> Any:
    """A condition on a column of whatever library `words` speaks for."""
    value = condition.value
    many = value if isinstance(value, tuple) else (value,)
    match condition.operator:
        case "equals":
            return column == value
        case "at_most":
            return column <= value
        case "at_least":
            return column >= value
        case "less_than":
            return column < value
        case "more_than":
            return column > value
        case "starts_with":
            return reduce(or_, [words["starts_with"](column, one) for one in many])
        case "empty":
            return words["empty"](column, value)
        case operator:
            return words[operator](column, many)
