# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram check`: everything an author must fix in a region's files, all at once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from malram.cli import home, say
from malram.cli.common import add_format, print_json, start_django
from malram.demo.check import demo_problems
from malram.facts.mapping import read_mapping
from malram.facts.problems import Problem
from malram.facts.unit_rows import read_units
from malram.measures.catalogue.loader import load_measures
from malram.measures.reference import Reference
from malram.measures.region import chosen_region, region_folder


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--region", metavar="REGION", help="regionens namn, eller katalogen med dess filer")
    add_format(parser)


def run(arguments: Namespace) -> int:
    region = region_folder(arguments.region) if arguments.region else chosen_region(home())
    problems = list(problems_in(region))
    warnings = [] if problems else list(warnings_in(region))
    if arguments.format == "json":
        found = [vars_of(problem) | {"severity": "error"} for problem in problems]
        print_json([*found, *(vars_of(problem) | {"severity": "warning"} for problem in warnings)])
    else:
        for line in (*map(str, problems), *(f"Varning: {problem}" for problem in warnings)):
            print(line)
    said = "Inget att rätta." if not problems else f"{len(problems)} att rätta."
    many = "en varning" if len(warnings) == 1 else f"{len(warnings)} varningar"
    say(f"{said} {many.capitalize()} om styrning och uppdrag." if warnings else said)
    return 1 if problems else 0


def problems_in(region: Path) -> Iterator[Problem]:
    """Every problem in measures, mappings, layouts, templates, registers, models, units and the demo."""
    rows, found = read_units(region / "organisation.csv")
    if found and not rows:
        yield from found  # and nothing more: every other file names units, which would all seem to be gone
        return
    catalogue, found = load_measures(region / "measures")
    yield from found
    for path in sorted((region / "mappings").glob("*.yaml")):
        yield from read_mapping(path)[1]
    yield from demo_problems(region)
    start_django()
    from malram.control.definitions import read_control
    from malram.economy.checks import layout_problems
    from malram.frames.definitions import read_frames
    from malram.organisation.problems import LoadRefused
    from malram.planning.load import read_planning
    from malram.reports.template import load_templates
    from malram.steering.definitions import unknown_measures
    from malram.steering.load import read_folder, status_words
    from malram.work.definitions import read_work

    yield from layout_problems(region, catalogue)
    yield from load_templates(region / "reports")[1]
    units = {row.unit for row in rows}
    framed = read_frames(region, units)
    yield from framed.problems
    accounts, components = ({one["id"] for one in found} for found in (framed.accounts, framed.components))
    yield from read_planning(region, accounts, components)[1]
    parents = {row.unit: row.parent for row in rows}
    worked = read_work(region, parents, status_words(region), catalogue)
    yield from worked.problems
    yield from read_control(region, units, worked.roles).problems
    try:
        read_folder(region)
    except LoadRefused as refused:
        yield from refused.problems
    yield from unknown_measures(region / "indicators.yaml", catalogue.ids)
    if (region / "reference").exists():
        yield from Reference.load(region / "reference").problems


def warnings_in(region: Path) -> Iterator[Problem]:
    """What in files that are right nobody can follow up: goals, indicators, targets and assignments."""
    start_django()
    from malram.steering import lint as steering
    from malram.steering.load import read_folder, status_words
    from malram.steering.parse import load_models, load_region
    from malram.work import lint as work
    from malram.work.definitions import read_work

    catalogue, _ = load_measures(region / "measures")
    units, definitions = read_folder(region)
    named, _ = load_region(region / "region.yaml")
    assert named is not None, "read_folder refuses a region it cannot read"
    yield from steering.lint(definitions, load_models(region, named)[0], catalogue)
    parents = {row.unit: row.parent for row in units}
    yield from work.lint(read_work(region, parents, status_words(region), catalogue))


def vars_of(problem: Problem) -> dict[str, str | int]:
    return {
        "code": problem.code,
        "file": problem.place.file,
        "line": problem.place.line,
        "message": problem.message,
        "hint": problem.hint,
    }
