# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram show MEASURE --unit U --period P`: a value, how it came about, and the rows under it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from malram.cli import home
from malram.cli.common import add_format, known_measure, known_unit, measurements, print_json
from malram.cli.parser import whole_number
from malram.measures.measurement import Measurement
from malram.measures.query import Measurements
from malram.measures.region import store_of
from malram.measures.trace import TracedFile, TracedRow, Tracer
from malram.values import Period, number


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("measure", metavar="MÅTT", help="måttets id")
    parser.add_argument("--unit", required=True, metavar="ENHET", help="enhetens id i organisationen")
    parser.add_argument(
        "--period", required=True, metavar="PERIOD", help="till exempel 2024, 2024-12 eller r12-2024-10"
    )
    parser.add_argument(
        "--sex",
        choices=("total", "women", "men", "unknown"),
        default="total",
        help="alla, kvinnor, män eller okänt kön",
    )
    parser.add_argument(
        "--rows", type=whole_number(0, 10_000), default=5, metavar="N", help="så många rader visas (förval 5)"
    )
    add_format(parser)


def run(arguments: Namespace) -> int:
    m = measurements()
    measure, unit = known_measure(m, arguments.measure), known_unit(m, arguments.unit)
    found = m.value(measure, unit, Period.parse(arguments.period), arguments.sex)
    tracer = Tracer(m, store_of(home()))
    files, rows = tracer.files(found), tracer.rows(found, arguments.rows)
    if arguments.format == "json":
        print_json(as_json(m, found, files, rows))
    else:
        print("\n".join(as_text(m, found, files, rows)))
    return 0 if found.figure.shown or found.word else 1


def as_text(m: Measurements, found: Measurement, files: list[TracedFile], rows: list[TracedRow]) -> list[str]:
    definition = m.catalogue[found.measure]
    shown = found.text
    if not found.figure.shown and not found.word and found.figure.reason:
        shown = f"saknas: {found.figure.reason.label}"
    lines = [f"{definition.label}, {m.tree.name(found.unit)}, {found.period.text()}: {shown}"]
    if found.denominator is not None:
        lines.append(f"{_plain(found.numerator)} av {_plain(found.denominator)}")
    lines += list(found.notes)
    lines.append(f"Definition: {definition.file}:{definition.line}. Ögonblicksbild {m.snapshot.id}.")
    lines += [f"  {file.name} ({file.table}): {file.rows} rader" for file in files]
    lines += [f"  {row.file}:{row.line}: {_cells(row)}" for row in rows]
    return lines


def as_json(
    m: Measurements, found: Measurement, files: list[TracedFile], rows: list[TracedRow]
) -> dict[str, Any]:
    value = found.figure.value
    return {
        "measure": found.measure,
        "unit": found.unit,
        "period": found.period.code,
        "sex": found.sex,
        "value": None if value is None else str(value),
        "text": found.text,
        "reason": found.figure.reason.code if found.figure.reason else None,
        "numerator": None if found.numerator is None else str(found.numerator),
        "denominator": None if found.denominator is None else str(found.denominator),
        "rows": found.rows,
        "notes": list(found.notes),
        "snapshot": m.snapshot.id,
        "definition": m.catalogue[found.measure].fingerprint,
        "files": [{"name": f.name, "table": f.table, "hash": f.hash, "rows": f.rows} for f in files],
        "first_rows": [
            {"file": r.file, "line": r.line, "cells": {k: str(v) for k, v in r.cells.items()}} for r in rows
        ],
    }


def _plain(value) -> str:
    return "–" if value is None else number(value, 0 if value.denominator == 1 else 2)


def _cells(row: TracedRow) -> str:
    return ", ".join(f"{key} {value}" for key, value in row.cells.items() if value is not None)
