# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a measure is: fields only, frozen, and nothing that depends on how it is computed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

RATIO_KINDS = frozenset({"share", "rate", "ratio", "index", "mean"})
ADDITIVE_KINDS = RATIO_KINDS | {"sum", "count", "snapshot", "distinct"}
COUNTED_KINDS = ADDITIVE_KINDS | {"quantile"}  # what is computed from rows, and so has parts
KINDS = COUNTED_KINDS | {"derived", "growth", "reported"}
WINDOWS = frozenset({"month", "ytd", "r12", "r18", "point", "mean_of_month_ends", "period"})
OVER = frozenset({"sum", "last", "mean"})
OPERATORS = frozenset(
    {"equals", "in", "at_most", "at_least", "less_than", "more_than", "not", "starts_with", "empty"}
)
SEXES = ("women", "men", "unknown")
SEX = "sex"  # the breakdown that every table with persons has
HOW = frozenset({"sum", "distinct", "spread"})


@dataclass(frozen=True)
class Condition:
    """One test on one column. `value` is a scalar, or a tuple for `in` and `starts_with`."""

    column: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Part:
    """A quantity taken from the rows that meet `where`.

    `how` it is taken: added up (`sum`: the rows, or a column of them), the number of different values in
    a column (`distinct`: persons and not visits), or every value with how often it stands (`spread`, for
    a median). `over` says how a sum is carried over a window of months: added up (`sum`), the value of
    the last month (`last`), or the mean of the month-ends (`mean`).
    """

    fact: str
    unit_column: str
    column: str | None
    where: tuple[Condition, ...]
    over: str = "sum"
    times: Fraction = Fraction(1)
    how: str = "sum"

    def within(self, conditions: tuple[Condition, ...]) -> Part:
        """The same quantity among the rows that meet more conditions, in the order conditions are kept."""
        return replace(self, where=in_order((*self.where, *conditions))) if conditions else self


def in_order(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Conditions in one order, so that equal tests are written equally."""
    return tuple(sorted(conditions, key=lambda c: (c.column, c.operator, str(c.value))))


@dataclass(frozen=True)
class Group:
    """One group of a breakdown: the tests a row must pass to belong to it, on the breakdown's column."""

    id: str
    label: str
    tests: tuple[tuple[str, Any], ...]  # (operator, value)


@dataclass(frozen=True)
class Breakdown:
    """A way to divide rows beside sex: age bands, professions, forms of contact.

    `columns` names the column of each table; groups need not cover every row, and a total is never their sum.
    """

    id: str
    label: str
    columns: tuple[tuple[str, str], ...]  # (table, column)
    groups: tuple[Group, ...]

    def column_of(self, table: str) -> str | None:
        return dict(self.columns).get(table)

    def conditions(self, group: Group, table: str) -> tuple[Condition, ...]:
        """The tests of a group on the column that a table has for it."""
        column = self.column_of(table)
        assert column is not None
        return tuple(Condition(column, operator, value) for operator, value in group.tests)


@dataclass(frozen=True)
class Adjustment:
    """A declared correction of the numerator in a span of months, printed with its note.

    Worked time is made comparable this way: a year with one working day more is multiplied by 250/251.
    """

    first: int
    last: int
    times: Fraction
    note: str


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
    quantile: Fraction | None = None
    adjustments: tuple[Adjustment, ...] = ()
    windows: tuple[str, ...] = ("month", "ytd", "r12", "period")
    breakdowns: tuple[str, ...] = ()
    direction: str = "none"
    regi: str = "all"
    lag_months: int = 0
    measuring_months: tuple[int, ...] = ()
    threshold: int = 0  # fewer persons than this are not shown; 0 when the measure has none
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
    """All measures by id, in the order they were written, and the breakdowns they name."""

    def __init__(self, measures: Iterable[Measure], breakdowns: Iterable[Breakdown] = ()):
        self._by_id = {measure.id: measure for measure in measures}
        self.breakdowns = {breakdown.id: breakdown for breakdown in breakdowns}

    def __getitem__(self, measure_id: str) -> Measure:
        return self._by_id[measure_id]

    def get(self, measure_id: str) -> Measure | None:
        return self._by_id.get(measure_id)

    def __contains__(self, measure_id: str) -> bool:
        return measure_id in self._by_id

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    @property
    def ids(self) -> set[str]:
        return set(self._by_id)

    def groups_of(self, measure: Measure) -> Iterator[tuple[Breakdown, Group]]:
        """Every group a measure is followed by, besides sex."""
        for name in measure.breakdowns:
            if name != SEX:
                yield from ((self.breakdowns[name], group) for group in self.breakdowns[name].groups)

    @property
    def fingerprint(self) -> str:
        joined = "\n".join(sorted(f"{m.id} {m.fingerprint}" for m in self))
        joined += "\n".join(str(self.breakdowns[name]) for name in sorted(self.breakdowns))
        return hashlib.sha256(joined.encode()).hexdigest()[:16]
