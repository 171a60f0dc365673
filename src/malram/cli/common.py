# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What several commands share: opening the snapshot, naming measures and units, progress."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, CompletedProcess, run
from typing import Any

from malram.cli import CommandError, home
from malram.facts.authored import nearest
from malram.measures.computing.engine import Progress
from malram.measures.reading.query import Measurements
from malram.measures.region import CHOSEN, home_of, open_measurements


def add_format(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (förval) eller json")


def in_home_of(region: str, *arguments: str) -> CompletedProcess[str]:
    """Run a command in the home of another region, in a process of its own: one home, one database."""
    where = home_of(home(), region)
    where.mkdir(parents=True, exist_ok=True)
    (where / CHOSEN).write_text(region, encoding="utf-8")
    command = [sys.executable, "-c", "from malram.cli import main; raise SystemExit(main())", *arguments]
    return run(command, env=os.environ | {"MALRAM_HOME": str(where)}, text=True, stdout=PIPE, check=False)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def measurements() -> Measurements:
    """The newest snapshot, or what to do to get one."""
    found = open_measurements(home())
    if found is None:
        raise CommandError(
            "Det finns inget beräknat ännu. Kör 'malram demo', eller 'malram import' och 'malram compute'."
        )
    return found


def known_measure(m: Measurements, name: str) -> str:
    if name not in m.catalogue:
        raise CommandError(f"Måttet '{name}' finns inte. {nearest(name, m.catalogue.ids)}".rstrip())
    return name


def known_unit(m: Measurements, name: str) -> str:
    if name not in m.tree:
        close = nearest(name, set(m.tree.units))
        hint = close if close.startswith("Menade") else "Enheternas id står i regionens organisation.csv."
        raise CommandError(f"Enheten '{name}' finns inte. {hint}")
    return name


def start_django() -> None:
    """Commands that read or write the database start Django here, and nowhere else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "malram.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:  # a setting that cannot be meant; the text says how to write it
        raise CommandError(str(error)) from None


def unreadable(error: Exception) -> CommandError:
    """What to say when the database did not answer: most often nothing has been loaded into this home."""
    from django.db import DatabaseError, connection

    what_to_do = "Kör 'malram load' eller 'malram demo' först."
    try:
        empty = not connection.introspection.table_names()
    except DatabaseError:  # it cannot be asked at all, and the error says why
        empty = False
    said = (
        "Databasen är tom: ingen region är inläst här." if empty else f"Databasen går inte att läsa: {error}."
    )
    return CommandError(f"{said} {what_to_do}")


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr for each step, or one plain line per step where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    console = Console(file=sys.stderr)
    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=of)
                if not console.is_terminal:
                    print(f"{step} …", file=sys.stderr)
            bars.update(tasks[step], completed=done, total=max(of, 1))

        yield show
