# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `malram`: parse, call one function, print. Results on stdout, talk on stderr.

Every subcommand is a module with `configure(parser)` and `run(arguments) -> exit code`, loaded only
when it is asked for, so that those that need no Django start fast.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from malram.cli.parser import Parser
from malram.cli.stopping import stoppable

COMMANDS = {
    "demo": "Bygg demoregionen: källfiler, inläsning, beräkning och rapporter.",
    "load": "Lägg det som regionens filer säger i databasen: enheter, mål, ramar och register.",
    "import": "Läs in en fil från ett källsystem.",
    "quarantine": "Visa rader som stannat i karantän, och sänd in dem igen.",
    "compute": "Räkna alla mått på de fakta som finns.",
    "clean": "Ta bort det räknade som varken sidorna eller någon rapport använder.",
    "facts": "Kontrollera att varje faktafil är som den skrevs, och skriv om dem som inte är det.",
    "show": "Visa ett mått för en enhet och period, ned till raderna.",
    "explain": "Förklara varför ett tal skiljer sig mellan två rapporter.",
    "check": "Lista det som behöver rättas i definitioner och styrmodeller.",
    "review": "Siffergranska en rapport: hitta det som inte kan stämma.",
    "report": "Bygg en rapport i HTML, PDF och Word.",
    "reference": "Jämför tryckta tal med beräknade.",
    "frames": "Kontrollera ramarna: att de går jämnt ut och att budgeten är ramen.",
    "economy": "Leta efter konton och kostnadsställen som ingen uppställning tar.",
    "person": "Lägg upp en person, eller ge någon en roll.",
    "audit": "Kontrollera att ingen har ändrat granskningsspåret.",
    "serve": "Starta webbplatsen på den här datorn.",
}

MAKE_ROOM = "Frigör plats, till exempel med 'malram clean', och kör kommandot igen"
# What a disk can answer, in the words of the person.
WHY_NOT = {
    errno.ENOENT: "finns inte",
    errno.EACCES: "får inte läsas eller skrivas av den här användaren",
    errno.EROFS: "ligger på en disk som bara kan läsas",
    errno.ENOSPC: f"får inte plats, disken är full. {MAKE_ROOM}",
    errno.EDQUOT: f"får inte plats inom kvoten. {MAKE_ROOM}",
    errno.EFBIG: f"blir större än filer får vara här. {MAKE_ROOM}",
    errno.EIO: "går inte att läsa eller skriva, disken svarar inte som den ska",
    errno.EISDIR: "är en katalog",
    errno.ENOTDIR: "är ingen katalog",
}


STOPPED = "Avbrutet. Det som redan är klart finns kvar; kör kommandot igen för att fortsätta."


class CommandError(Exception):
    """Something the person at the keyboard can put right; the text says how."""


def home() -> Path:
    """Where facts, snapshots and reports lie: MALRAM_HOME, otherwise ./var."""
    path = Path(os.environ.get("MALRAM_HOME") or "var").expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise CommandError(f"MALRAM_HOME={str(path)!r}: det är en fil, ange en katalog.")
    return path


def say(text: str) -> None:
    """Talk: to the person, never part of a result."""
    print(text, file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 yes, 1 no, 2 not understood."""
    words = sys.argv[1:] if arguments is None else arguments
    parser, _ = parsers(words[:1])
    try:
        chosen = parser.parse_args(words)
    except SystemExit as end:  # help was asked for, or the words were not understood
        return int(end.code or 0)
    module = _module(chosen.command)
    stopped = getattr(module, "STOPPED", STOPPED)
    try:
        with stoppable(lambda: say(stopped)):
            return module.run(chosen)
    except KeyboardInterrupt:
        say(stopped)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(f"{error.filename or home()}: {WHY_NOT.get(error.errno or 0, error.strerror)}.")
        return 1
    except _answers() as error:  # looked up when something went wrong: half the rooms are loaded for it
        say(str(error))
        return 1


def parsers(wanted: Iterable[str]) -> tuple[Parser, dict[str, Parser]]:
    """The parser of `malram` and one per subcommand; only those `wanted` know their options."""
    parser = Parser(prog="malram", description="Mål- och ramstyrning, uppföljning och rapporter.")
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO", required=True)
    found = {name: commands.add_parser(name, help=text, description=text) for name, text in COMMANDS.items()}
    for name in COMMANDS.keys() & set(wanted):
        _module(name).configure(found[name])
    return parser, found


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"malram.cli.{name}_command")


def _answers() -> tuple[type[Exception], ...]:
    """Errors that are answers: their text is written for the person."""
    from malram.facts.damage import Damaged
    from malram.facts.mapping import MappingError
    from malram.measures.computing.engine import NothingToCompute
    from malram.measures.computing.spark import SparkError
    from malram.measures.region import DefinitionsError, UnknownRegionError
    from malram.measures.snapshots.clearing import ComputingNow
    from malram.measures.snapshots.pinned import FactsNotFound, UnknownSnapshot
    from malram.organisation.problems import LoadRefused
    from malram.values import PeriodError

    defined = (
        Damaged,
        ComputingNow,
        MappingError,
        DefinitionsError,
        UnknownRegionError,
        LoadRefused,
        FactsNotFound,
        UnknownSnapshot,
        SparkError,
    )
    return (CommandError, PeriodError, NothingToCompute, *defined)
