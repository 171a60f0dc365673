# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has to be computed: the distinct parts of all measures, by the table they are taken from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from malram.measures.catalogue.definitions import SEX, SEXES, Breakdown, Catalogue, Group, Measure, Part
from malram.measures.computing.tables import columns_of

Pair = tuple[Part, bool]


@dataclass(frozen=True)
class Wanted:
    """What is asked of one fact table by one unit column: pairs of (part, private providers left out)."""

    fact: str
    unit_column: str
    pairs: tuple[Pair, ...]

    @property
    def id(self) -> str:
        return f"{self.fact}|{self.unit_column}"

    @cached_property
    def sums(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair[0].how == "sum")

    @cached_property
    def spreads(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair[0].how == "spread")

    @cached_property
    def distinct(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair[0].how == "distinct")

    @property
    def sexes(self) -> tuple[str, ...]:
        """The sexes its cells are kept by. Rows without the column are of unknown sex."""
        return SEXES if SEX in columns_of(self.fact) else SEXES[-1:]


def part_text(part: Part, own_only: bool) -> str:
    """What identifies a row of cells. `over` and `times` are of no account: they belong to the reading."""
    conditions = ";".join(f"{c.column} {c.operator} {c.value!r}" for c in part.where)
    taken = f"|{part.how}" if part.how != "sum" else ""
    return f"{part.fact}|{part.unit_column}|{part.column}|{conditions}|{own_only}{taken}"


def rows_of(part: Part) -> Part:
    """The number of fact rows behind a part."""
    return Part(part.fact, part.unit_column, None, part.where, part.over)


def presence_of(part: Part) -> Part:
    """All rows of the part's table: where there are none, nobody has measured, and nothing is not zero."""
    return Part(part.fact, part.unit_column, None, (), part.over)


def part_of_group(part: Part, breakdown: Breakdown, group: Group) -> Part:
    """The part among the rows of one group. A table without the breakdown's column counts for every group."""
    if breakdown.column_of(part.fact) is None:
        return part
    return part.within(breakdown.conditions(group, part.fact))


def narrowed(catalogue: Catalogue, part: Part, group: str) -> Part:
    """The part among the rows of a group such as 'alder/0-17'; the part itself for no group at all."""
    if not group:
        return part
    name, _, group_id = group.partition("/")
    breakdown = catalogue.breakdowns[name]
    chosen = next(one for one in breakdown.groups if one.id == group_id)
    return part_of_group(part, breakdown, chosen)


def needed_parts(measure: Measure, catalogue: Catalogue) -> Iterator[Part]:
    """The parts of a measure in all and by group; for each, the rows it rests on and those of its table."""
    for part in measure.parts:
        groups = (part_of_group(part, *pair) for pair in catalogue.groups_of(measure))
        for one in (part, *groups):
            yield one
            yield rows_of(one)
        yield presence_of(part)


def wanted_parts(catalogue: Catalogue) -> list[Wanted]:
    """Group the parts of all measures by table and unit column; equal parts are computed once."""
    rows: dict[tuple[str, str], dict[str, Pair]] = defaultdict(dict)
    for measure in catalogue:
        own = measure.regi == "own"
        for part in needed_parts(measure, catalogue):
            # By the text and not the key: 1, 1.0 and true are equal, but are looked up as they are written.
            rows[part.fact, part.unit_column].setdefault(part_text(part, own), (part, own))
    return [Wanted(*table, tuple(kept.values())) for table, kept in sorted(rows.items())]
