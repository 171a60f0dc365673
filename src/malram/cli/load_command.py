# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram load [KATALOG]`: what a region's files say, into the database. All of it, or nothing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from malram.cli import CommandError, home, say
from malram.cli.check_command import problems_in
from malram.cli.common import start_django
from malram.measures.region import (
    CHOSEN,
    UnknownRegionError,
    choose_region,
    chosen_region,
    open_measurements,
    region_folder,
    store_of,
)
from malram.values import number

if TYPE_CHECKING:
    from malram.loading.gone import Gone

TOLD = 20  # so many of what the files no longer have are named
STOPPED = "Avbrutet. Databasen är som den var."
WORDS = {  # what is counted, in the order it is told
    "steering.units": "enheter",
    "steering.goals": "mål",
    "steering.indicators": "indikatorer",
    "steering.links": "kopplingar mellan mål och indikator",
    "steering.targets": "målvärden",
    "steering.decisions": "beslutade bedömningar",
    "frames.accounts": "ramkonton",
    "frames.components": "komponenter",
    "frames.decisions": "rambeslut",
    "frames.transfers": "omfördelningar",
    "planning.steps": "planeringssteg",
    "planning.branches": "budgetgrenar",
    "work.roles": "roller",
    "work.areas": "områden",
    "work.assignments": "uppdrag",
    "work.activities": "aktiviteter",
    "work.statuses": "lägen",
    "work.effects": "effekter",
    "work.amounts": "effektbelopp",
    "work.grants": "statsbidrag",
    "work.investments": "investeringar",
    "work.events": "händelser i statsbidrag och investeringar",
    "control.plans": "kontrollplaner",
    "control.risks": "risker",
    "control.points": "kontrollmoment",
    "control.checks": "kontroller",
    "control.actions": "åtgärder",
    "matters.events": "händelser i ärenden",
}


def configure(parser: ArgumentParser) -> None:
    told = "katalogen med regionens filer; behövs bara första gången"
    parser.add_argument("folder", nargs="?", metavar="KATALOG", help=told)


def run(arguments: Namespace) -> int:
    region = wanted_region(arguments.folder)
    if problems := [str(problem) for problem in problems_in(region)]:
        print("\n".join(problems))
        say(f"{len(problems)} att rätta. Inget är inläst.")
        return 1
    start_django()
    from malram.accounts.actors import SYSTEM
    from malram.loading.load import load_everything
    from malram.matters.diary import diary_rows

    # Before, for goals are decided by the chosen region's models; after, so that pages read its files anew.
    choose_region(home(), str(region))
    loaded = load_everything(actor=SYSTEM, folder=region, diary=diary_rows(store_of(home())))
    choose_region(home(), str(region))
    every = loaded.counts.items()
    found = {f"{room}.{what}": count for room, counts in every for what, count in counts.items()}
    told = [f"{word} {number(found[what], 0)}" for what, word in WORDS.items() if found[what]]
    print(
        f"Nytt eller ändrat: {', '.join(told)}."
        if told
        else "Inget nytt: databasen säger det som filerna säger."
    )
    tell_gone(loaded.gone)
    say(next_step())
    return 0


def tell_gone(gone: Sequence[Gone]) -> None:
    """What the files no longer have, a line each; of many the first, and how many more there are."""
    if not gone:
        return
    print(f"Inläst förut men inte längre i filerna: {number(len(gone), 0)}.")
    for one in gone[:TOLD]:
        print(f"  {one}")
    if len(gone) > TOLD:
        print(f"  och {number(len(gone) - TOLD, 0)} till.")


def wanted_region(folder: str | None) -> Path:
    """The folder that was named, or the one this home remembers. A home is never moved to another region."""
    chosen = home() / CHOSEN
    if folder is None:
        if not chosen.exists():
            raise CommandError("Ange katalogen med regionens filer, till exempel 'malram load nord'.")
        return chosen_region(home())
    wanted = region_folder(folder)
    try:
        former = chosen_region(home()) if chosen.exists() else wanted
    except UnknownRegionError:  # its folder has been moved, and this is where to
        return wanted
    if (mine := id_of(former)) != (other := id_of(wanted)):
        raise CommandError(
            f"{home()} hör till regionen '{mine}'. Sätt MALRAM_HOME till en annan katalog för '{other}'."
        )
    return wanted


def id_of(region: Path) -> str:
    """The id a region gives itself; its folder's name while its own file cannot be read."""
    start_django()
    from malram.steering.parse import load_region

    found, _ = load_region(region / "region.yaml")
    return found.id if found else region.name


def next_step() -> str:
    """What an installation lacks before its pages show figures."""
    from malram.organisation.models import Membership

    if not store_of(home()).deliveries():
        return "Läs nu in verksamhetens filer med 'malram import'."
    if open_measurements(home()) is None:
        return "Räkna nu med 'malram compute'."
    if not Membership.objects.exists():
        return "Lägg nu upp någon som får logga in, med 'malram person add' och 'malram person role'."
    return "Räkna om med 'malram compute' om mått eller enheter är ändrade."
