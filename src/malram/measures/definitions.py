# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a measure is: fields only, frozen, and nothing that depends on how it is computed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

ADDITIVE_KINDS = frozenset({"share", "rate", "ratio", "index", "mean", "sum", "count", "snapshot"})
KINDS = ADDITIVE_KINDS | {"derived", "growth", "reported"}
RATIO_KINDS = frozenset({"share", "rate", "ratio", "index", "mean"})
WINDOWS = frozenset({"month", "ytd", "r12", "r18", "point", "mean_of_month_ends", "period"})
OVER = frozenset({"sum", "last", "mean"})
OPERATORS = frozenset(
    {"equals", "in", "at_most", "at_least", "less_than", "more_than", "not", "starts_with", "empty"}
)
SEXES = ("women", "men", "unknown")


@dataclass(frozen=True)
class Condition:
    """One test on one column. `value` is a scalar, or a tuple for `in` and `starts_with`."""

    column: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Part:
    """An additive quantity: how many rows, or the sum of a column, among the rows that meet `where`.

    `over` says how it is carried over a window of months: added up (`sum`), the value of the last
    month (`last`), or the mean of the month-ends (`mean`).
    """

    fact: str
    unit_column: str
    column: str | None
    where: tuple[Condition, ...]
    over: str = "sum"
    times: Fraction = Fraction(1)

    @property
    def key(self) -> tuple[str, str, str | None, tuple[Condition, ...]]:
        """What must be computed; parts that differ only in `over` or `times` share one row of cells."""
        return (self.fact, self.unit_column, self.column, self.where)


@dataclass(frozen=True)
class Comparable:
    """From which month on values may be compared, and the note that is printed with them."""

    month: int
    note: str


@dataclass(frozen=True)
class Measure:
    """A definition that can be computed for any unit, period and breakdown."""

    id: str
    label: str
    kind: str
    unit: str
    decimals: int
    numerator: Part | None = None
    denominator: Part | None = None
    terms: tuple[tuple[str, Fraction], ...] = ()
    of: str | None = None
    as_: str = "difference"
    series: str | None = None
    per: int = 1
    windows: tuple[str, ...] = ("month", "ytd", "r12", "period")
    breakdowns: tuple[str, ...] = ()
    direction: str = "none"
    regi: str = "all"
    lag_months: int = 0
    measuring_months: tuple[int, ...] = ()
    comparable_from: Comparable | None = None
    method: str = ""
    source: str = ""
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for part in (self.numerator, self.denominator) if part is not None)

    @cached_property  # a report asks for it with every figure
    def fingerprint(self) -> str:
        """Hash of the meaning of the definition; where it stands in which file does not matter."""
        fields = {key: value for key, value in asdict(self).items() if key not in ("file", "line")}
        return hashlib.sha256(json.dumps(fields, default=str, sort_keys=True).encode()).hexdigest()[:16]


class Catalogue:
    """All measures by id, in the order they were written."""

    def __init__(self, measures: list[Measure]):
        self._by_id = {measure.id: measure for measure in measures}

    def __getitem__(self, measure_id: str) -> Measure:
        return self._by_id[measure_id]

    def __contains__(self, measure_id: str) -> bool:
        return measure_id in self._by_id

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def ids(self) -> set[str]:
        return set(self._by_id)

    @property
    def fingerprint(self) -> str:
        joined = "\n".join(sorted(f"{m.id} {m.fingerprint}" for m in self))
        return hashlib.sha256(joined.encode()).hexdigest()[:16]
