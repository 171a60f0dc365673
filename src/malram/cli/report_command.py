# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram report build ID --out DIR`: one report in HTML, PDF and Word, with its ledger."""

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
        "action", choices=("build", "list"), metavar="build|list", help="bygg en rapport, eller lista dem"
    )
    parser.add_argument("id", nargs="?", metavar="RAPPORT", help="rapportens id; utan id listas de som finns")
    parser.add_argument("--out", type=Path, metavar="KATALOG", help="kopiera filerna hit")


def run(arguments: Namespace) -> int:
    start_django()
    from malram.accounts.actors import SYSTEM
    from malram.reports.assemble import ReportRefused, UnknownReport, finish, templates_of

    region = chosen_region(home())
    if arguments.out and arguments.out.exists() and not arguments.out.is_dir():
        raise CommandError(f"{arguments.out} är en fil. Ange en katalog med --out.")
    try:
        if arguments.action == "list" or not arguments.id:
            print("\n".join(f"{name}  {titled(made)}" for name, made in templates_of(region).items()))
            return 0
        done = finish(SYSTEM, region, arguments.id, measurements(), home())
    except (ReportRefused, UnknownReport) as refused:
        raise CommandError(str(refused)) from None
    folder = copy_to(done.folder, arguments.out) if arguments.out else done.folder
    say(f"{done.built.document.title}: {len(done.built.ledger.entries)} tal i liggaren.")
    for path in sorted(folder.iterdir()):
        print(path)
    return 0


def titled(template: Template) -> str:
    """The template's title with the year it is about."""
    return template.title.replace("{year}", str(year_of(Period.parse(template.period).last)))


def copy_to(folder: Path, out: Path) -> Path:
    """Copy a report's files to a folder of the person's own choice."""
    out.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        shutil.copyfile(path, out / path.name)
    return out
