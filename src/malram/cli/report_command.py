# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram report build ID --out DIR`: one report in HTML, PDF and Word, with its ledger.

`malram report rebuild NAME` builds a report again as it was and compares it with what was kept.
"""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from malram.cli import CommandError, home, say
from malram.cli.common import measurements, start_django
from malram.measures.region import chosen_region
from malram.values import Period, year_of

if TYPE_CHECKING:
    from malram.reports.template import Template


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=("build", "rebuild", "list"),
        metavar="build|rebuild|list",
        help="bygg en rapport, bygg en byggd rapport igen som den var, eller lista mallarna",
    )
    parser.add_argument(
        "id",
        nargs="?",
        metavar="RAPPORT",
        help="rapportens id, för rebuild den byggda rapportens namn; utan id listas de som finns",
    )
    parser.add_argument("--out", type=Path, metavar="KATALOG", help="kopiera filerna hit")
    parser.add_argument(
        "--recompute",
        action="store_true",
        help="med rebuild: räkna om allt på fakta som de var kända då, och läs inte det som räknades",
    )


def run(arguments: Namespace) -> int:
    start_django()
    if arguments.out and arguments.out.exists() and not arguments.out.is_dir():
        raise CommandError(f"{arguments.out} är en fil. Ange en katalog med --out.")
    if arguments.recompute and arguments.action != "rebuild":
        raise CommandError("--recompute hör till 'malram report rebuild'.")
    return build_again(arguments) if arguments.action == "rebuild" else build_now(arguments)


def build_now(arguments: Namespace) -> int:
    """Build a report from what is known now, or list the templates there are."""
    from malram.accounts.actors import SYSTEM
    from malram.reports.assemble import ReportRefused, UnknownReport, finish, templates_of

    region = chosen_region(home())
    try:
        known = templates_of(region)
        if not known:
            raise CommandError(f"Regionen har inga rapportmallar. Skriv en i {region / 'reports'}.")
        if arguments.action == "list" or not arguments.id:
            print("\n".join(f"{name}  {titled(made)}" for name, made in known.items()))
            return 0
        done = finish(SYSTEM, region, arguments.id, measurements(), home())
    except (ReportRefused, UnknownReport) as refused:
        raise CommandError(str(refused)) from None
    folder = copy_to(done.folder, arguments.out) if arguments.out else done.folder
    say(f"{done.built.document.title}: {len(done.built.ledger.entries)} tal i liggaren.")
    for path in files_in(folder):
        print(path)
    return 0


def build_again(arguments: Namespace) -> int:
    """Build a report as it was, and say of every file whether it is the one that was kept."""
    from malram.reports.pinned import UnknownBuild, built_reports
    from malram.reports.rebuild import CannotRebuild, rebuild
    from malram.reports.statements import ReportRefused

    if not arguments.id:
        print("\n".join(built_reports(home())))
        return 0
    try:
        made = rebuild(home(), arguments.id, recompute=arguments.recompute)
    except (UnknownBuild, CannotRebuild, ReportRefused) as refused:
        raise CommandError(str(refused)) from None
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, content in made.files.items():
            (arguments.out / name).write_bytes(content)
    for name, same in made.same.items():
        print(f"{name}: {'som den var' if same else 'inte som den var'}")
    if made.snapshot != made.pinned.snapshot:
        say(f"Programmet räknar på ett annat sätt nu: {made.pinned.snapshot} blev {made.snapshot}.")
    if made.tools:
        say(f"Andra versioner än då: {', '.join(made.tools)}.")
    say(f"{made.pinned.title} är {'' if made.as_it_was else 'inte '}densamma som när den byggdes.")
    return 0 if made.as_it_was else 1


def titled(template: Template) -> str:
    """The template's title with the year it is about."""
    return template.title.replace("{year}", str(year_of(Period.parse(template.period).last)))


def copy_to(folder: Path, out: Path) -> Path:
    """Copy a report's files to a folder of the person's own choice."""
    out.mkdir(parents=True, exist_ok=True)
    for path in files_in(folder):
        shutil.copyfile(path, out / path.name)
    return out


def files_in(folder: Path) -> list[Path]:
    """The report's own files; what it was made of lies in a folder beside them."""
    return sorted(path for path in folder.iterdir() if path.is_file())
