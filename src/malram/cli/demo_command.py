# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram demo`: from nothing to a region with figures, pages and reports, or to one made for measuring."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from time import perf_counter
from typing import TYPE_CHECKING

from malram.cli import CommandError, home, say
from malram.cli.common import in_home_of, progress_bar, start_django
from malram.measures.region import home_of, region_folder, shipped_regions
from malram.values import number

if TYPE_CHECKING:
    from malram.demo.database_plan import People

ALL = "all"


def configure(parser: ArgumentParser) -> None:
    from malram.demo.scale.sizes import SCALES

    parser.add_argument("--fresh", action="store_true", help="skapa källfilerna på nytt även om de finns")
    parser.add_argument("--region", metavar="REGION", help="regionens namn, eller all för alla")
    told = "i stället en påhittad region för mätningar: 90 miljoner rader, en tiondel eller en hundradel"
    parser.add_argument("--scale", choices=tuple(SCALES), help=told)


def run(arguments: Namespace) -> int:
    if arguments.scale:
        return _scale(arguments)
    names = shipped_regions() if arguments.region == ALL else [arguments.region or shipped_regions()[0]]
    return max(_of_region(name, arguments) for name in names)


def _of_region(name: str, arguments: Namespace) -> int:
    """Here when the home is the region's, or in a home of its own below it."""
    region_folder(name)
    if home_of(home(), name) == home():
        return _demo(name, arguments)
    done = in_home_of(name, "demo", "--region", name, *(["--fresh"] if arguments.fresh else []))
    print(done.stdout, end="")
    return done.returncode


def _scale(arguments: Namespace) -> int:
    """Facts and definitions only: no database, no reports."""
    from malram.demo.scale.build import ScaleError, build_scale
    from malram.demo.scale.sizes import SCALES

    if arguments.fresh:
        raise CommandError("--fresh gäller demons källfiler. Börja i en ny katalog i MALRAM_HOME i stället.")
    started = perf_counter()
    try:
        with progress_bar() as progress:
            made = build_scale(home(), SCALES[arguments.scale], progress)
    except ScaleError as error:
        raise CommandError(str(error)) from None
    say(f"Klart på {perf_counter() - started:.0f} sekunder. Räkna med 'malram compute'.")
    print(f"Region: {made.region} ({number(made.units, 0)} enheter, {made.measures} mått)")
    print(f"Fakta: {home() / 'facts'}. {number(made.rows, 0)} rader, varav {number(made.new, 0)} nya.")
    return 0


def _demo(name: str, arguments: Namespace) -> int:
    started = perf_counter()
    start_django()
    from malram.demo.build import build_demo
    from malram.demo.errors import DemoError

    if arguments.fresh:
        shutil.rmtree(home() / "source-files", ignore_errors=True)
    try:
        with progress_bar() as progress:
            made = build_demo(home(), name, progress)
    except DemoError as error:
        raise CommandError(str(error)) from None
    say(f"Klart på {perf_counter() - started:.0f} sekunder.")
    print(f"Påhittade källfiler: {home() / 'source-files'} ({made.taken.files} filer)")
    fresh = (
        f"{number(made.taken.committed, 0)} nya rader lästes in."
        if made.taken.new
        else "Inget nytt att läsa in."
    )
    print(f"Fakta: {home() / 'facts'}. {fresh}")
    print(f"Mått: {len(made.measurements.catalogue)}, ögonblicksbild {made.measurements.snapshot.id}")
    for report in made.reports:
        print(f"Rapport: {report.built.document.title}, {report.folder}")
    _say_who(made.people)
    return 0


def _say_who(people: People) -> None:
    """With which names to sign in."""
    first, *others = people.boards
    wide = "'lasare', 'redaktor', 'administrator' eller 'revisor'"
    print(f"Logga in som {wide}, eller i en nämnd, här {first}, som")
    alike = f"; likadant {' och '.join(others)}" if others else ""
    roles = [f"'{role}-{first}'" for role in ("rapportor", "godkannare", "controller", "fortroendevald")]
    print(f"{', '.join(roles[:-1])} eller {roles[-1]}{alike}.")
    if people.assembly:
        print("Regionfullmäktige har 'controller-rf' och 'fortroendevald-rf'.")
    print("Lösenordet är namnet följt av -i-malram.")
