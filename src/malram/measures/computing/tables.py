# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables a measure may stand on: the fact contracts with their computed columns, and the stages.

A computed column is a comparison inside one row (days from request to visit). A stage is the step
per person that must see several rows (the next admission, the length of a spell); see `stages.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from malram.facts.contracts import CONTRACTS
from malram.facts.opening import columns_today
from malram.measures.computing.stages import STAGES

# How a computed column comes from the columns of its row: by name and not by code, since each engine has
# its own way to say it (`leaf.py` in Ibis, `arrays.py` over arrays). An empty cell makes the result empty.
HOW = ("days", "years", "same", "all", "points")


@dataclass(frozen=True)
class Computed:
    """A column made of others: `days` or `years` from the first to the second, the `same` day, `all` true,
    or `points` 0–100 from answers 1–5."""

    meaning: str
    how: str
    of: tuple[str, ...]


COMPUTED: dict[str, dict[str, Computed]] = {
    "calls": {"same_day": Computed("samma dag", "same", ("contact_on", "date"))},
    "contacts": {
        "days": Computed("dagar från begäran till kontakt", "days", ("requested", "date")),
        "age": Computed("ålder det år kontakten skedde", "years", ("birth_year", "date")),
    },
    "waits": {"days": Computed("dagar i kö", "days", ("referred", "date"))},
    "episodes": {
        "age": Computed("ålder det år patienten skrevs ut", "years", ("birth_year", "date")),
        "all_three": Computed(
            "fall-, trycksårs- och nutritionsrisk bedömda",
            "all",
            ("fall_assessed", "ulcer_assessed", "nutrition_assessed"),
        ),
    },
    "absence": {
        "spell_days": Computed("dagar in i sjukfallet", "days", ("spell_began", "first_day")),
        "age": Computed("ålder det år frånvaron föll", "years", ("birth_year", "date")),
    },
    "survey_answers": {"points": Computed("svar 1–5 omräknat till 0–100", "points", ("answer",))},
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


def types_of(name: str) -> dict[str, pa.DataType]:
    """The columns a file of facts has today, with their types. A stage is made anew."""
    if TABLES[name].stage:
        return {}
    return {field.name: field.type for field in columns_today(name).to_frame().to_arrow().schema}


def stored_columns(name: str, wanted: Iterable[str]) -> list[str]:
    """What must be read to have the wanted columns: of a computed column, what it is made of."""
    computed = COMPUTED.get(name, {})
    found = {one for column in wanted for one in (computed[column].of if column in computed else (column,))}
    return sorted(found)
