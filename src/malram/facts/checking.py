# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checks of one delivery: each value by itself, then rows against units, periods and other rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from malram.facts.authored import nearest
from malram.facts.contracts import Contract
from malram.facts.converting import Finding, convert
from malram.facts.mapping import Mapping
from malram.facts.problems import Place, Problem
from malram.facts.quarantine import QuarantinedRow
from malram.facts.reading import Batch
from malram.facts.rules import problem
from malram.facts.store import Store
from malram.facts.units import UnitRegister
from malram.values import month_code

Closed = frozenset[tuple[str, int]] | Callable[[str, int], bool]
Lines = frozenset[str] | None  # the measures that statements have a line for; None where nobody knows


def is_closed(closed: Closed, contract: str, month: int) -> bool:
    return closed(contract, month) if callable(closed) else (contract, month) in closed


@dataclass
class Checked:
    """The typed rows of a delivery so far, and by line what is wrong with which."""

    name: str
    mapping: Mapping
    frames: list[pl.DataFrame] = field(default_factory=list)
    broken: dict[int, list[Problem]] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)

    @property
    def contract(self) -> Contract:
        return self.mapping.contract

    def add(self, batch: Batch, header: list[str]) -> None:
        """Convert one batch and note every value that breaks a rule."""
        for line, raw, found in batch.unread:
            self.unread[line] = raw
            self.broken[line] = [found]
        columns = [
            pl.Series(target, batch.columns[header.index(column)], dtype=pl.String)
            for column, target in self.mapping.columns.items()
        ]
        typed, texts, findings = convert(pl.DataFrame(columns), self.mapping)
        lines = pl.Series("_line", batch.lines, dtype=pl.Int32)
        self.frames.append(typed.with_columns(lines, pl.Series("_raw", batch.raw, dtype=pl.String)))
        for finding in findings:
            self._note(finding, lines, texts)

    def _note(self, finding: Finding, lines: pl.Series, texts: pl.DataFrame) -> None:
        column = self.contract.column(finding.column)
        case: dict[str, object] = {
            "meaning": column.meaning,
            "mark": self.mapping.decimal,
            "codes": ", ".join(column.codes),
            "mapping": self.mapping.name,
        }
        values = texts[finding.column].filter(finding.mask)
        for line, value in zip(lines.filter(finding.mask), values, strict=True):
            self.mark(line, finding.code, finding.column, value=value, **case)

    def mark(self, line: int, code: str, column: str, **case: object) -> None:
        place = Place(self.name, line, self.mapping.file_column(column) if column else "")
        self.broken.setdefault(line, []).append(problem(code, place, **case))

    def rows(self) -> pl.DataFrame:
        """All rows that could be read, in the order of the file."""
        if len(self.frames) > 1:
            self.frames = [pl.concat(self.frames)]
        return self.frames[0]

    def good(self) -> pl.DataFrame:
        return self.rows().filter(~pl.col("_line").is_in(list(self.broken))) if self.broken else self.rows()

    def quarantine(self) -> list[QuarantinedRow]:
        """One entry for each broken row with all that is wrong with it."""
        raw = dict(self.unread)
        if len(raw) < len(self.broken):
            failing = self.rows().filter(pl.col("_line").is_in(list(self.broken)))
            raw.update(zip(failing["_line"], failing["_raw"], strict=True))
        return [QuarantinedRow(line, raw[line], tuple(self.broken[line])) for line in sorted(self.broken)]


def check_rows(checked: Checked, units: UnitRegister, closed: Closed, lines: Lines = None) -> None:
    """What needs no other delivery: known units, lines and open periods, then keys among rows still good."""
    _units(checked, units)
    _lines(checked, lines)
    _periods(checked, closed)
    _keys_within(checked)


def _units(checked: Checked, units: UnitRegister) -> None:
    contract, rows = checked.contract, checked.rows()
    if contract.column(contract.date).kind == "month":
        first = pl.date(pl.col("month") // 12, pl.col("month") % 12 + 1, 1)
        rows = rows.with_columns(_day=first, _end=first.dt.month_end())
        day, end = "_day", "_end"
    else:
        day, end = contract.date, contract.until
    for column in (contract.unit, *contract.other_units):
        unknown = rows.filter(units.unknown(rows, column, day, end or None))
        for line, value, when in unknown.select("_line", column, day).iter_rows():
            checked.mark(line, "F030", column, value=value, day=when.isoformat())


def _lines(checked: Checked, lines: Lines) -> None:
    named = [column.name for column in checked.contract.columns if column.kind == "line"]
    known = sorted(lines or ())
    for name in named if lines is not None else ():
        unknown = checked.rows().filter(~pl.col(name).is_in(known))
        for line, value in unknown.select("_line", name).iter_rows():
            checked.mark(line, "F036", name, value=value, nearest=nearest(value, known))


def _periods(checked: Checked, closed: Closed) -> None:
    contract, rows = checked.contract, checked.rows()
    for month in rows["month"].drop_nulls().unique().sort():
        if is_closed(closed, contract.name, month):
            for line in rows.filter(pl.col("month") == month)["_line"]:
                checked.mark(line, "F033", contract.date, month=month_code(month), contract=contract.name)


def _keys_within(checked: Checked) -> None:
    """Of rows with the same key the first stays: which of them is right, intake cannot know."""
    contract, key = checked.contract, list(checked.contract.key)
    good = checked.good().select(*key, "_line")
    first = good.select(pl.struct(key).is_first_distinct()).to_series()
    if first.all():
        return
    firsts = good.filter(first).rename({"_line": "_other"})
    again = good.filter(~first).join(firsts, on=key, how="left", nulls_equal=True)
    for line, other in again.select("_line", "_other").iter_rows():
        checked.mark(line, "F031", key[0], key=", ".join(contract.key), other=other)


def check_against(checked: Checked, store: Store, without: str | None) -> None:
    """Keys that are in force already in the same months, from other sources than `without`."""
    key = list(checked.contract.key)
    good = checked.good()
    months = set(good["month"].unique())
    for source, line, other in _clashes(
        good.select(*key, "_line"), key, _others(checked, store, months, without)
    ):
        case = {"key": ", ".join(key), "other_source": source, "other": other}
        checked.mark(line, "F032", key[0], **case)


def _others(
    checked: Checked, store: Store, months: set[int], without: str | None
) -> Iterator[tuple[str, pl.DataFrame]]:
    for source, standing in store.standings(checked.contract.name).items():
        parts = [pair for month in months for pair in standing.parts.get(month, ())]
        if source != without and parts:
            paths = [store.stored(*pair).checked() for pair in parts]
            yield source, pl.read_parquet(paths, columns=[*checked.contract.key, "_line"])


def _clashes(
    good: pl.DataFrame, key: list[str], others: Iterator[tuple[str, pl.DataFrame]]
) -> Iterator[tuple[str, int, int]]:
    for source, rows in others:
        taken = rows.rename({"_line": "_other"}).unique(subset=key, keep="first", maintain_order=True)
        hits = good.join(taken, on=key, how="inner", nulls_equal=True)
        for line, other in hits.select("_line", "_other").iter_rows():
            yield source, line, other
