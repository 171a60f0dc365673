# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Synthetic registers (one row per project, case or decision) and the values people report by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from malram.demo.courses.registers_plan import CARE_ADMIN, ENTRIES, PREPAREDNESS, REPORTED, SWEDEN
from malram.demo.csvfiles import write_rows


def write_registers(out: Path, rng: np.random.Generator) -> list[Path]:
    """Write register/<register>.csv and rapporterat/*.csv."""
    names = dict.fromkeys(entries.register for entries in ENTRIES)
    paths = [_register(out, name, rng) for name in names]
    sweden = [
        (series, "riket", period, value, "", "Controller", source) for series, period, value, source in SWEDEN
    ]
    prepared = [
        (series, CARE_ADMIN, "2024", word, "", "Beredskapssamordnare", "Genomgång av beredskapen")
        for series, word in PREPAREDNESS.items()
    ]
    paths.append(_reported(out, "riket-2024", sweden))
    paths.append(_reported(out, "namnder-2024", (*prepared, *REPORTED)))
    return paths


def _register(out: Path, name: str, rng: np.random.Generator) -> Path:
    rows = []
    for entries in (entries for entries in ENTRIES if entries.register == name):
        first, last = np.datetime64(entries.first), np.datetime64(entries.last)
        days = np.sort(first + rng.integers(0, (last - first).astype(int) + 1, entries.count))
        for place, day in enumerate(days):
            unit = entries.units[place % len(entries.units)]
            closed = str(day + int(rng.integers(10, entries.days_open))) if entries.days_open else ""
            rows.append((unit, entries.kind, entries.status, str(day), closed))
    rows.sort(key=lambda row: row[3])
    numbered = [(name, f"{name[:3].upper()}-{i:04d}", *row) for i, row in enumerate(rows, start=1)]
    heads = ["Register", "Post", "Enhet", "Slag", "Status", "Öppnad", "Stängd"]
    table = pl.DataFrame(numbered, schema=heads, orient="row")
    return write_rows(out / "register" / f"register-{_file_name(name)}.csv", table)


def _file_name(name: str) -> str:
    return name.lower().translate(str.maketrans("åäö", "aao"))


def _reported(out: Path, name: str, rows: Sequence[tuple[str, ...]]) -> Path:
    heads = ["Mått", "Enhet", "Period", "Värde", "Orsak", "Rapporterat av", "Källa"]
    table = pl.DataFrame(list(rows), schema=heads, orient="row").with_columns(Datum=pl.lit("2025-01-20"))
    return write_rows(out / "rapporterat" / f"rapporterat-{name}.csv", table)
