# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast somebody gives in a form is a fact like any other. See docs/adr/0023."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from decimal import Decimal

import polars as pl

from malram.facts.checking import Closed, Lines
from malram.facts.contracts import CONTRACTS
from malram.facts.forms import Sheet, deliver
from malram.facts.intake import Receipt
from malram.facts.mapping import Mapping
from malram.facts.opening import stored_rows
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.values import month_code

CONTRACT = CONTRACTS["forecast"]


@dataclass(frozen=True)
class GivenForecast:
    """A row of the contract `forecast`; `month` is '2024-04' and `amount` kronor with the ledger's sign."""

    year: int
    month: str
    unit: str
    line: str
    kind: str
    amount: Decimal
    reason: str
    given_by: str
    date: date


FORM = Mapping("form", CONTRACT, {one.name: one.name for one in fields(GivenForecast)}, decimal=".")


def take_in(
    store: Store, rows: Sequence[GivenForecast], units: UnitRegister, closed: Closed, lines: Lines
) -> Receipt:
    """Land and commit what was given together at one follow-up, of one unit and kind, on one day.

    What is given again the same day replaces it. Raises `ReportRefused` and lands nothing when a rule is
    broken.
    """
    first = rows[0]
    about = f"{first.unit} {first.month} {first.kind}"
    source = f"formulär prognos {about} {first.date.isoformat()}"
    return deliver(
        store, Sheet(f"prognos-{first.month}", source, FORM, [*map(astuple, rows)]), units, closed, lines
    )


def given_for(store: Store, unit: str, month: int, kind: str) -> dict[str, GivenForecast]:
    """What is in force of a unit at a follow-up, by line: of several the one given last."""
    files = store.by_month(CONTRACT.name).get(month, ())
    if not files:
        return {}
    own = (pl.col("unit") == unit) & (pl.col("kind") == kind)
    paths = [file.checked() for file in files]
    rows = stored_rows(CONTRACT.name, paths).filter(own).sort("date", "_file", "_line").collect()
    names = [one.name for one in fields(GivenForecast)]
    texts = rows.with_columns(pl.col("reason").fill_null("")).select(names)
    found = (GivenForecast(**_as_given(row)) for row in texts.iter_rows(named=True))
    return {one.line: one for one in found}


def _as_given(row: dict) -> dict:
    return row | {"month": month_code(row["month"]), "amount": Decimal(row["amount"]) / 100}
