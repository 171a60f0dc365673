# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic registers (one row per project, case or decision) and the values people report by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.setting import Setting
from malram.demo.csvfiles import write_rows
from malram.demo.reading import Group, Span, Unit

SEED = [20240503, 2]


@dataclass(frozen=True)
class Entries:
    """So many entries of one kind and status, opened between two days at the units of a group in turn."""

    register: str
    kind: str
    status: str
    count: int
    first: date
    last: date
    units: Group
    days_open: int = 0


@dataclass(frozen=True)
class Told:
    """A value that somebody reports, or the reason why there is none."""

    measure: str
    unit: Unit
    period: Span
    by: str
    source: str
    value: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Reported:
    """The files with reported values, by name, all reported on one day."""

    system: str
    day: date
    files: dict[str, tuple[Told, ...]]


@dataclass(frozen=True)
class Registers:
    """The content of registers.yaml."""

    system: str
    entries: tuple[Entries, ...]
    reported: Reported


def write_registers(plan: Registers, setting: Setting, out: Path) -> list[Path]:
    """Write register-<register>.csv of each register, and rapporterat-<name>.csv."""
    rng = np.random.default_rng(SEED)
    registers: dict[str, list[Entries]] = {}
    for entries in plan.entries:
        registers.setdefault(entries.register, []).append(entries)
    paths = []
    for name, of_register in registers.items():
        path = out / plan.system / f"register-{_file_name(name)}.csv"
        paths.append(write_rows(path, _register(name, of_register, setting, rng)))
    for name, rows in plan.reported.files.items():
        path = out / plan.reported.system / f"rapporterat-{name}.csv"
        paths.append(write_rows(path, _reported(rows, plan.reported.day)))
    return paths


def _register(
    name: str, of_register: Sequence[Entries], setting: Setting, rng: np.random.Generator
) -> pl.DataFrame:
    rows = []
    for entries in of_register:
        units = setting.group(entries.units)
        first, last = np.datetime64(entries.first), np.datetime64(entries.last)
        days = np.sort(first + rng.integers(0, (last - first).astype(int) + 1, entries.count))
        for place, day in enumerate(days):
            closed = str(day + int(rng.integers(10, entries.days_open))) if entries.days_open else ""
            rows.append((units[place % len(units)], entries.kind, entries.status, str(day), closed))
    rows.sort(key=lambda row: row[3])
    numbered = [(name, f"{name[:3].upper()}-{i:04d}", *row) for i, row in enumerate(rows, start=1)]
    heads = ["Register", "Post", "Enhet", "Slag", "Status", "Öppnad", "Stängd"]
    return pl.DataFrame(numbered, schema=heads, orient="row")


def _file_name(name: str) -> str:
    return name.lower().translate(str.maketrans("åäö", "aao"))


def _reported(rows: Sequence[Told], day: date) -> pl.DataFrame:
    heads = ["Mått", "Enhet", "Period", "Värde", "Orsak", "Rapporterat av", "Källa"]
    cells = [(r.measure, r.unit, r.period, r.value, r.reason, r.by, r.source) for r in rows]
    return pl.DataFrame(cells, schema=heads, orient="row").with_columns(Datum=pl.lit(str(day)))
