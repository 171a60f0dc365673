# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram reference check`: does computing the facts give what the region has printed?"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from functools import reduce
from pathlib import Path
from typing import Any

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, in_home_of, print_json, progress_bar, start_django
from malram.measures.reading.query import Measurements
from malram.measures.reference import Reference, Source, check, measured, summary
from malram.measures.region import chosen_region, compute_region, home_of, region_folder, shipped_regions

ALL = "all"
NOT_THERE = {
    "frames": "Databasen saknar regionens ramar. Kör 'malram load'.",
    "effects": "Databasen saknar regionens effektåtgärder. Kör 'malram load'.",
    "investments": "Databasen saknar regionens investeringar. Kör 'malram load'.",
}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("check",), metavar="check", help="jämför varje tryckt tal")
    told = "regionens namn, eller all för alla; förval är den som är vald"
    parser.add_argument("--region", metavar="REGION", help=told)
    add_format(parser)


def run(arguments: Namespace) -> int:
    if arguments.region == ALL:
        result = together({name: result_of(name) for name in shipped_regions()})
    else:
        result = result_of(arguments.region)
    if arguments.format == "json":
        print_json(result)
    else:
        print("\n".join(as_text(result)))
    compared = (result, result["targets"], result["verdicts"], result["indicator_verdicts"])
    return 1 if any(one.get("wrong") for one in compared) else 0


def result_of(name: str | None) -> dict[str, Any]:
    """What comparing one region gives: here, or in a home of its own when this one is another region's."""
    region = region_folder(name) if name else chosen_region(home())
    if name in shipped_regions() and home_of(home(), str(name)) != home():
        done = in_home_of(name, "reference", "check", "--region", name, "--format", "json")
        if not done.stdout:
            raise CommandError(f"Regionen {name} gick inte att jämföra. Kör 'malram demo --region {name}'.")
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    folder = region / "reference"
    if not folder.is_dir():
        raise CommandError(f"Regionen har inga tryckta tal att jämföra med: katalogen {folder} finns inte.")
    with progress_bar() as progress:
        m = compute_region(home(), region, progress=progress)
    for problem in Reference.load(folder).problems:
        say(str(problem))
    start_django()
    from malram.economy.printed import PrintedStatements

    sources: dict[str, Source] = {"measure": measured(m), "statement": PrintedStatements(m, region)}
    sources |= sources_in_database(m)
    return summary(check(folder, sources)) | steering_of(region, m)


def together(results: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The results of several regions as one, with each of them below `regions`."""
    whole = reduce(added, results.values())
    return whole | {"regions": results}


def added(one: Any, other: Any) -> Any:
    """Numbers and lists added up, key by key; of anything else the first."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [*one, *(key for key in other if key not in one)]
        return {key: added(one.get(key), other.get(key)) for key in keys}
    if one is None or other is None:
        return other if one is None else one
    return one + other if isinstance(one, int | list) else one


def sources_in_database(m: Measurements) -> dict[str, Source]:
    """What gives printed figures besides measures, where the database holds it."""
    from django.db import OperationalError, ProgrammingError

    from malram.frames.printed import PrintedFrames
    from malram.frames.queries import years
    from malram.work.models import EffectMeasure, Investment
    from malram.work.printed import PrintedEffects, PrintedInvestments

    try:
        there: dict[str, tuple[bool, Source]] = {
            "frames": (bool(years()), PrintedFrames()),
            "effects": (EffectMeasure.objects.exists(), PrintedEffects(m)),
            "investments": (Investment.objects.exists(), PrintedInvestments()),
        }
    except (OperationalError, ProgrammingError):
        return {}
    return {name: source for name, (held, source) in there.items() if held}


def steering_of(region: Path, m: Measurements) -> dict[str, Any]:
    """Printed targets, and printed verdicts where the database holds the region's goals."""
    from django.db import OperationalError, ProgrammingError

    from malram.steering.load import read_folder
    from malram.steering.models import Goal
    from malram.steering.parse import load_region
    from malram.steering.printed import compare_statuses, compare_targets, compare_verdicts

    folder, definitions = region / "reference", read_folder(region)[1]
    known, _ = load_region(region / "region.yaml")
    assert known is not None  # read_folder has refused a region it cannot read
    targets = vars(compare_targets(folder, known, definitions))
    none = {"printed": 0, "note": "Databasen saknar regionens mål. Kör 'malram load'."}
    try:
        goals = Goal.objects.exists()
    except (OperationalError, ProgrammingError):
        goals = False
    if not goals:
        return {"targets": targets, "verdicts": none, "indicator_verdicts": none}
    return {
        "targets": targets,
        "verdicts": compare_verdicts(folder, known, m),
        "indicator_verdicts": compare_statuses(folder, known, m),
    }


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
        f"Bedömningar av indikatorer: {_verdicts(result['indicator_verdicts'])}",
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
