# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A value somebody reports in a form is a fact like any other. See docs/adr/0008."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date

import polars as pl

from malram.facts.checking import Closed
from malram.facts.contracts import CONTRACTS
from malram.facts.forms import Sheet, deliver
from malram.facts.intake import Receipt
from malram.facts.mapping import Mapping
from malram.facts.opening import stored_rows
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.values import Period

CONTRACT = CONTRACTS["reported_values"]


@dataclass(frozen=True)
class ReportedValue:
    """A row of the contract `reported_values`, of all sexes together; `value` or `reason` is empty."""

    series: str
    unit: str
    period: str
    value: str
    reason: str
    reported_by: str
    source: str
    date: date

    @property
    def delivery(self) -> str:
        """The name of its delivery: a later value of the same thing replaces the former in force."""
        return f"formulär {self.series} {self.unit} {self.period}"


FORM = Mapping("form", CONTRACT, {one.name: one.name for one in fields(ReportedValue)}, decimal=".")


def take_in(store: Store, row: ReportedValue, units: UnitRegister, closed: Closed = frozenset()) -> Receipt:
    """Land and commit one reported value. Raises `ReportRefused` and lands nothing when a rule is broken."""
    sheet = Sheet(f"formular-{row.series}", row.delivery, FORM, [asdict(row).values()])
    return deliver(store, sheet, units, closed)


def reported_for(store: Store, unit: str, period: Period) -> dict[str, ReportedValue]:
    """Return what is in force for a unit and a period, by series: of several the one reported last."""
    paths = [file.checked() for files in store.by_month(CONTRACT.name).values() for file in files]
    if not paths:
        return {}
    own = (pl.col("unit") == unit) & pl.col("sex").fill_null("total").eq("total")
    rows = stored_rows(CONTRACT.name, paths).filter(own).sort("date", "_file", "_line").collect()
    names = [one.name for one in fields(ReportedValue)]
    texts = rows.select(pl.col(names[:-1]).fill_null(""), "date")
    found = (ReportedValue(**row) for row in texts.iter_rows(named=True))
    return {one.series: one for one in found if Period.parse(one.period) == period}
