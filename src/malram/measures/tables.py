# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables a measure may stand on: the fact contracts with their computed columns, and the stages.

A computed column is a comparison inside one row (days from request to visit). A stage is the step
per person that must see several rows (the next admission, the length of a spell); see `stages.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis.expr.types as ir

from malram.facts.contracts import CONTRACTS
from malram.measures.stages import STAGES

Compute = Callable[[ir.Table], ir.Value]


def _age_at(date: str) -> Compute:
    return lambda t: t[date].year().cast("int64") - t.birth_year.cast("int64")


# Days are differences of epoch days: a cast of an interval means days on DuckDB and nanoseconds on Polars.
COMPUTED: dict[str, dict[str, tuple[str, Compute]]] = {
    # table: column: (what it means, how it is computed)
    "calls": {"same_day": ("samma dag", lambda t: t.contact_on == t.date)},
    "contacts": {
        "days": ("dagar från begäran till kontakt", lambda t: t.date.epoch_days() - t.requested.epoch_days()),
        "age": ("ålder det år kontakten skedde", _age_at("date")),
    },
    "waits": {"days": ("dagar i kö", lambda t: t.date.epoch_days() - t.referred.epoch_days())},
    "episodes": {
        "age": ("ålder det år patienten skrevs ut", _age_at("date")),
        "all_three": (
            "fall-, trycksårs- och nutritionsrisk bedömda",
            lambda t: t.fall_assessed & t.ulcer_assessed & t.nutrition_assessed,
        ),
    },
    "survey_answers": {
        "points": ("svar 1–5 omräknat till 0–100", lambda t: (t.answer.cast("int64") - 1) * 25)
    },
}


@dataclass(frozen=True)
class Table:
    """A table a measure can name: its columns with their kind, and the facts it is made of."""

    name: str
    label: str
    columns: dict[str, str]
    origins: tuple[str, ...]
    stage: bool = False


def _contract_table(name: str) -> Table:
    contract = CONTRACTS[name]
    columns: dict[str, str] = {column.name: column.kind for column in contract.columns}
    columns |= dict.fromkeys(COMPUTED.get(name, {}), "computed")
    return Table(name, contract.label, columns, (name,))


TABLES: dict[str, Table] = {name: _contract_table(name) for name in CONTRACTS} | {
    stage.name: Table(stage.name, stage.label, dict(stage.columns), stage.origins, stage=True)
    for stage in STAGES.values()
}


def columns_of(name: str) -> dict[str, str]:
    """Column names with their kind (a contract kind, or 'computed')."""
    return TABLES[name].columns


def with_computed(name: str, table: ir.Table) -> ir.Table:
    """Add the computed columns of a contract to a table of its rows."""
    computed = COMPUTED.get(name)
    return (
        table.mutate(**{column: how(table) for column, (_, how) in computed.items()}) if computed else table
    )
