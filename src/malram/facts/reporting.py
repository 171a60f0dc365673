# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A value somebody reports in a form goes the way of every other fact: a file that is landed and taken in.

See docs/adr/0008: there is one truth about values, and it is the facts.
"""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from malram.facts.checking import Closed, check_against, check_rows
from malram.facts.contracts import CONTRACTS
from malram.facts.intake import Receipt, intake, read
from malram.facts.mapping import Mapping
from malram.facts.problems import Problem
from malram.facts.store import LandedFile, Store, hash_of
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


class ReportRefused(ValueError):
    """A value that intake would not take; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(f"{one.message} {one.hint}".strip() for one in problems))
        self.problems = tuple(problems)


def take_in(store: Store, row: ReportedValue, units: UnitRegister, closed: Closed = frozenset()) -> Receipt:
    """Land and commit one reported value. Raises `ReportRefused` and lands nothing when a rule is broken."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"formular-{row.series}.csv"
        _write(path, row)
        if problems := _problems(store, path, row, units, closed):
            raise ReportRefused(problems)
        return intake(store, path, FORM, units, closed, source=row.delivery)


def _write(path: Path, row: ReportedValue) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=FORM.delimiter)
        writer.writerow(FORM.columns)
        writer.writerow(asdict(row).values())


def _problems(
    store: Store, path: Path, row: ReportedValue, units: UnitRegister, closed: Closed
) -> list[Problem]:
    """What intake would say of the file: somebody who waits for an answer is not sent to the quarantine."""
    checked = read(LandedFile(path.name, path, datetime.now(UTC), hash_of(path)), path.name, FORM)
    check_rows(checked, units, closed)
    check_against(checked, store, without=row.delivery)
    return [problem for problems in checked.broken.values() for problem in problems]


def reported_for(store: Store, unit: str, period: Period) -> dict[str, ReportedValue]:
    """Return what is in force for a unit and a period, by series: of several the one reported last."""
    paths = [file.checked() for files in store.by_month(CONTRACT.name).values() for file in files]
    if not paths:
        return {}
    own = (pl.col("unit") == unit) & pl.col("sex").fill_null("total").eq("total")
    rows = pl.read_parquet(paths).filter(own).sort("date", "_file", "_line")
    names = [one.name for one in fields(ReportedValue)]
    texts = rows.select(pl.col(names[:-1]).fill_null(""), "date")
    found = (ReportedValue(**row) for row in texts.iter_rows(named=True))
    return {one.series: one for one in found if Period.parse(one.period) == period}
