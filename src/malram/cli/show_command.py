# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram show MEASURE --unit U --period P`: a value, how it came about, and the rows under it.

As it is computed now, as a report had it, or in another organisation and as known on an earlier day.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, known_measure, known_unit, measurements, print_json
from malram.cli.parser import day, whole_number
from malram.facts.authored import nearest
from malram.facts.damage import Damaged
from malram.measures.reading.measurement import Measurement
from malram.measures.reading.query import Measurements
from malram.measures.region import catalogue_of, chosen_region, open_snapshot, store_of
from malram.measures.snapshots.pinned import snapshot_named
from malram.measures.tracing.trace import TracedFile, TracedRow, Tracer
from malram.measures.tracing.views import NOW, UnknownView, View, measured
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
        "--group", default="", metavar="GRUPP", help="en grupp av en uppdelning, till exempel alder/0-17"
    )
    parser.add_argument(
        "--rows", type=whole_number(0, 10_000), default=5, metavar="N", help="så många rader visas (förval 5)"
    )
    parser.add_argument(
        "--report",
        metavar="RAPPORT",
        help="som en byggd rapport hade det: dess fakta, definition och enheter",
    )
    parser.add_argument(
        "--organised",
        metavar="then|now|ÅÅÅÅ",
        help="i organisationen periodens sista dag, den som gäller nu, eller ett års sista dag",
    )
    parser.add_argument(
        "--known", type=day, metavar="DAG", help="med de fakta och enheter som var kända den dagen"
    )
    add_format(parser)


def run(arguments: Namespace) -> int:
    with asked(arguments) as m:
        measure, unit = known_measure(m, arguments.measure), known_unit(m, arguments.unit)
        group = known_group(m, measure, arguments.group)
        found = m.value(measure, unit, Period.parse(arguments.period), arguments.sex, group)
        files, rows, damage = behind(m, found, arguments.rows)
        if arguments.format == "json":
            print_json(as_json(m, found, files, rows))
        else:
            print("\n".join(as_text(m, found, files, rows)))
    if damage:
        say(f"Raderna bakom går inte att visa. {damage}")
    return 0 if (found.figure.shown or found.word) and not damage else 1


def behind(
    m: Measurements, found: Measurement, limit: int
) -> tuple[list[TracedFile], list[TracedRow], Damaged | None]:
    """The files and the first rows behind a value. Damaged, they are left out: the value is what it was."""
    tracer = Tracer(m, store_of(home()))
    try:
        return tracer.files(found), tracer.rows(found, limit), None
    except Damaged as damage:
        return [], [], damage


def known_group(m: Measurements, measure: str, group: str) -> str:
    """The group as it was asked for, if the measure is followed by it; nothing asked is everything."""
    groups = [name for _, _, name in m.groups(measure)]
    if group and group not in groups:
        listed = f"Det följs på {', '.join(groups)}." if groups else "Det har inga grupper."
        raise CommandError(f"Måttet '{measure}' följs inte på gruppen '{group}'. {listed}")
    return group


def asked(arguments: Namespace) -> AbstractContextManager[Measurements]:
    """What is computed now, what a report rests on, or the measure in another view."""
    viewed = arguments.organised or arguments.known
    if arguments.report and viewed:
        raise CommandError(
            "--report har sin egen organisation och sina egna fakta. Ta bort --organised och --known."
        )
    if arguments.report:
        return nullcontext(of_report(arguments.report))
    if not viewed:
        return nullcontext(measurements())
    region = chosen_region(home())
    if arguments.measure not in (catalogue := catalogue_of(region)):
        raise CommandError(
            f"Måttet '{arguments.measure}' finns inte. {nearest(arguments.measure, catalogue.ids)}"
        )
    try:
        view = View.of(arguments.organised or NOW, Period.parse(arguments.period), arguments.known)
    except UnknownView as unknown:
        raise CommandError(str(unknown)) from None
    return measured(home(), region, arguments.measure, view)


def of_report(name: str) -> Measurements:
    """The measurements a built report rests on, with its definitions and units."""
    from malram.reports.pinned import UnknownBuild, pinned_report

    try:
        return open_snapshot(snapshot_named(home(), pinned_report(home(), name).snapshot))
    except UnknownBuild as unknown:
        raise CommandError(str(unknown)) from None


def as_text(m: Measurements, found: Measurement, files: list[TracedFile], rows: list[TracedRow]) -> list[str]:
    definition = m.catalogue[found.measure]
    shown = found.text
    if not found.figure.shown and not found.word and found.figure.reason:
        shown = f"saknas: {found.figure.reason.label}"
    groups = [label for _, label, name in m.groups(found.measure) if name == found.group]
    what = ", ".join([definition.label, *groups, m.tree.name(found.unit), found.period.text()])
    lines = [f"{what}: {shown}"]
    if found.denominator is not None:
        lines.append(f"{_plain(found.numerator)} av {_plain(found.denominator)}")
    lines += list(found.notes)
    lines.append(f"Definition: {definition.file}:{definition.line}. Ögonblicksbild {m.snapshot.id}.")
    counts = ["antalet rader visas inte" if file.rows is None else f"{file.rows} rader" for file in files]
    lines += [f"  {file.name} ({file.table}): {said}" for file, said in zip(files, counts, strict=True)]
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
        "group": found.group,
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
