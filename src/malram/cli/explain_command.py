# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram explain MEASURE --unit U --from A --to B`: why a number differs between two reports."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from malram.cli import CommandError, home
from malram.cli.common import add_format, print_json
from malram.facts.authored import nearest
from malram.measures.region import open_snapshot, store_of
from malram.measures.snapshots.pinned import known_when, snapshot_named
from malram.measures.snapshots.snapshot import FORMAT, Snapshot
from malram.measures.tracing.explaining import (
    KINDS,
    Basis,
    Explanation,
    Step,
    Value,
    bases_of,
    explain_change,
    signed,
    value_of,
)
from malram.values import Period

REPORT = "en byggd rapport, eller en ögonblicksbild"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("measure", metavar="MÅTT", help="måttets id")
    parser.add_argument("--unit", required=True, metavar="ENHET", help="enhetens id i organisationen")
    parser.add_argument("--from", required=True, dest="first", metavar="RAPPORT", help=REPORT)
    parser.add_argument("--to", required=True, dest="last", metavar="RAPPORT", help=REPORT)
    for name, word in (("from", "första"), ("to", "andra")):
        told = f"den {word}s period; måste anges för en ögonblicksbild, annars gäller rapportens egen"
        parser.add_argument(f"--period-{name}", metavar="PERIOD", help=told)
    add_format(parser)


@dataclass(frozen=True)
class End:
    """One of the two reports."""

    title: str
    snapshot: Snapshot
    period: Period
    known: datetime

    @property
    def text(self) -> str:
        return f"{self.title}, {self.period.text()}, fakta kända {self.known:%Y-%m-%d %H:%M} UTC"


def run(arguments: Namespace) -> int:
    store = store_of(home())
    first = end_of(arguments.first, arguments.period_from, "--period-from")
    last = end_of(arguments.last, arguments.period_to, "--period-to")
    bases = bases_of((first.snapshot, first.period), (last.snapshot, last.period), store)
    check_names(arguments.measure, arguments.unit, bases)
    found = explain_change(arguments.measure, arguments.unit, *bases)
    if arguments.format == "json":
        print_json(as_json(found, first, last))
    else:
        print("\n".join(as_text(found, bases, first, last)))
    return 0 if found.whole else 1


def end_of(name: str, period: str | None, option: str) -> End:
    """The report or snapshot somebody named, with the period it is asked about."""
    from malram.reports.pinned import UnknownBuild, pinned_report

    if (home() / "snapshots" / Path(name).name / "index.json").exists():
        if period is None:
            raise CommandError(f"{name} är en ögonblicksbild. Ange vilken period det gäller med {option}.")
        snapshot, title, when = snapshot_named(home(), name), f"ögonblicksbild {name}", Period.parse(period)
    else:
        try:
            report = pinned_report(home(), name)
        except UnknownBuild as unknown:
            raise CommandError(str(unknown)) from None
        snapshot, title = snapshot_named(home(), report.snapshot), report.title
        when = Period.parse(period) if period else report.period
    return End(title, snapshot, when, known_when(snapshot, store_of(home())))


def check_names(measure: str, unit: str, bases: tuple[Basis, Basis]) -> None:
    """A measure and a unit must be there in one of the reports, or there is nothing to explain."""
    measures = {name for basis in bases for name in basis.definitions.ids}
    if measure not in measures:
        raise CommandError(
            f"Måttet '{measure}' finns inte i någon av rapporterna. {nearest(measure, measures)}"
        )
    units = {name for basis in bases for name in basis.tree.units}
    if unit not in units:
        raise CommandError(f"Enheten '{unit}' finns inte i någon av rapporterna. {nearest(unit, units)}")


def as_text(found: Explanation, bases: tuple[Basis, Basis], first: End, last: End) -> list[str]:
    named = next(b.definitions[found.measure] for b in reversed(bases) if found.measure in b.definitions)
    name = next(basis.tree.name(found.unit) for basis in reversed(bases) if found.unit in basis.tree)
    lines = [
        f"{named.label}, {name}",
        f"Från: {first.text}: {found.first.text}",
        f"Till: {last.text}: {found.last.text}",
        "",
    ]
    for end, value in ((first, found.first), (last, found.last)):
        had = as_computed_then(end, found.measure, found.unit)
        if had is not None and had.exact != value.exact:
            lines.insert(-1, f"{end.title} hade {had.text}; med dagens program blir det {value.text}.")
    lines += [f"{i}. {step_text(step)}" for i, step in enumerate(found.steps, start=1)]
    order = " → ".join(kind.label.lower() for kind in KINDS)
    lines += ["", f"Skillnad: {signed(found.difference)}. Stegen tas i ordningen {order} och summerar exakt."]
    return lines


def as_computed_then(end: End, measure: str, unit: str) -> Value | None:
    """The value the snapshot itself holds: another one than is computed now if the program has changed."""
    if end.snapshot.index.get("format") != FORMAT:
        return None
    m = open_snapshot(end.snapshot)
    if measure not in m.catalogue or unit not in m.tree:
        return None
    return value_of(m.value(measure, unit, end.period))


def step_text(step: Step) -> str:
    """One step in a line: how much, from what to what, and what it is about."""
    change = f"{signed(step.difference)} ({step.before.text} → {step.after.text})"
    return f"{step.kind.label}: {change}. {step.said}"


def as_json(found: Explanation, first: End, last: End) -> dict[str, Any]:
    """Exact values as fractions in text, so that a script can add them up."""
    return {
        "measure": found.measure,
        "unit": found.unit,
        "from": _end_json(first, found.first),
        "to": _end_json(last, found.last),
        "order": [kind.code for kind in KINDS],
        "steps": [
            {
                "kind": step.kind.code,
                "together_with": [kind.code for kind in step.also],
                "before": _exact(step.before.exact),
                "after": _exact(step.after.exact),
                "missing": step.after.why,
                "difference": _exact(step.difference.value if step.difference else None),
            }
            for step in found.steps
        ],
        "difference": _exact(found.difference.value if found.difference else None),
    }


def _end_json(end: End, value: Value) -> dict[str, Any]:
    return {
        "title": end.title,
        "snapshot": end.snapshot.id,
        "period": end.period.code,
        "known_at": end.known.isoformat(),
        "value": _exact(value.exact),
        "text": value.text,
        "missing": value.why,
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
