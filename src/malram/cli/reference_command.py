# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram reference check`: does computing the facts give what the region has printed?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from malram.cli import home, say
from malram.cli.common import add_format, print_json, progress_bar, start_django
from malram.measures.reading.query import Measurements
from malram.measures.reference import Reference, Source, check, measured, summary
from malram.measures.region import chosen_region, compute_region, region_folder

NOT_THERE = {"frames": "Databasen saknar regionens ramar. Kör 'malram demo'."}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("check",), metavar="check", help="jämför varje tryckt tal")
    parser.add_argument("--region", metavar="REGION", help="regionens namn; förval är den som är vald")
    add_format(parser)


def run(arguments: Namespace) -> int:
    region = region_folder(arguments.region) if arguments.region else chosen_region(home())
    with progress_bar() as progress:
        m = compute_region(home(), region, progress=progress)
    folder = region / "reference"
    for problem in Reference.load(folder).problems:
        say(str(problem))
    start_django()
    from malram.economy.printed import PrintedStatements

    sources: dict[str, Source] = {"measure": measured(m), "statement": PrintedStatements(m, region)}
    sources |= sources_in_database()
    result = summary(check(folder, sources)) | steering_of(region, m)
    if arguments.format == "json":
        print_json(result)
    else:
        print("\n".join(as_text(result)))
    return 1 if result["wrong"] or result["targets"]["wrong"] or result["verdicts"].get("wrong") else 0


def sources_in_database() -> dict[str, Source]:
    """What gives printed figures besides measures, where the database holds it."""
    from django.db import OperationalError, ProgrammingError

    from malram.frames.printed import PrintedFrames
    from malram.frames.queries import years

    try:
        return {"frames": PrintedFrames()} if years() else {}
    except (OperationalError, ProgrammingError):
        return {}


def steering_of(region: Path, m: Measurements) -> dict[str, Any]:
    """Printed targets, and printed verdicts where the database holds the region's goals."""
    from django.db import OperationalError, ProgrammingError

    from malram.steering.load import read_folder
    from malram.steering.models import Goal
    from malram.steering.parse import load_region
    from malram.steering.printed import compare_targets, compare_verdicts

    folder, definitions = region / "reference", read_folder(region)[1]
    known, _ = load_region(region / "region.yaml")
    assert known is not None  # read_folder has refused a region it cannot read
    targets = vars(compare_targets(folder, known, definitions))
    none = {"printed": 0, "note": "Databasen saknar regionens mål. Kör 'malram demo'."}
    try:
        verdicts = compare_verdicts(folder, known, m) if Goal.objects.exists() else none
    except (OperationalError, ProgrammingError):
        verdicts = none
    return {"targets": targets, "verdicts": verdicts}


def as_text(result: dict[str, Any]) -> list[str]:
    lines = [
        f"Tryckta tal: {result['printed']}",
        f"Återskapade: {result['reproduced']}, varav rapporterade {result['reported']}",
        f"Motsägelser: {result['contradictory']}",
        *(
            f"{number} tal jämfördes inte. {NOT_THERE[source]}"
            for source, number in result["not_compared"].items()
        ),
        f"Målvärden i planen: {result['targets']['agree']} av {result['targets']['printed']}",
        f"Bedömningar: {_verdicts(result['verdicts'])}",
        f"Fel: {len(result['wrong'])}",
    ]
    lines += [
        f"  {w['row']}: tryckt {w['printed']}, beräknat {w['computed']}. {w['reason']}"
        for w in result["wrong"]
    ]
    lines += [
        f"  Motsägelse {w['row']}: tryckt {w['printed']}. {w['reason']}" for w in result["contradictions"]
    ]
    return lines


def _verdicts(found: dict[str, Any]) -> str:
    """How many agree, or why they were not compared: nought of nought would look like an answer."""
    return (
        f"jämfördes inte. {found['note']}" if "note" in found else f"{found['agree']} av {found['printed']}"
    )
