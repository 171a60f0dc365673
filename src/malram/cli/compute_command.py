# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram compute`: every measure for every unit and month."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from time import perf_counter

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, print_json, progress_bar
from malram.measures.computing.memory import USUAL, Memory, MemoryRefused
from malram.measures.computing.months import DEFAULT_ENGINE, ENGINES, is_engine
from malram.measures.computing.spark import HERE
from malram.measures.region import chosen_region, compute_region

NAMES = (*ENGINES, *HERE, "spark://VÄRD:PORT")

STOPPED = (
    "Avbrutet. Inget är ändrat: sidorna visar det de visade. Nästa körning går vidare från det som är klart."
)


def configure(parser: ArgumentParser) -> None:
    told = f"vad som läser faktatabellerna: {', '.join(NAMES)}; de tre sista är Spark"
    parser.add_argument("--engine", metavar="MOTOR", type=engine_name, default=DEFAULT_ENGINE, help=told)
    told = "minnet beräkningen får ta; utan den MALRAM_MEMORY, annars 4 GiB"
    parser.add_argument("--memory", type=amount, metavar="MINNE", help=told)
    add_format(parser)


def engine_name(text: str) -> str:
    """An engine there is, or a Spark that may be."""
    if not is_engine(text):
        raise ArgumentTypeError(f"{text!r} finns inte. Välj bland {', '.join(NAMES)}.")
    return text


def amount(text: str) -> Memory:
    try:
        return Memory.of(text)
    except MemoryRefused as refused:
        raise ArgumentTypeError(str(refused)) from None


def from_settings() -> Memory:
    """What MALRAM_MEMORY says, or as much as is usual."""
    text = os.environ.get("MALRAM_MEMORY")
    try:
        return USUAL if text is None else Memory.of(text)
    except MemoryRefused as refused:
        raise CommandError(f"MALRAM_MEMORY={refused}") from None


def run(arguments: Namespace) -> int:
    started, memory = perf_counter(), arguments.memory or from_settings()
    with progress_bar() as progress:
        region, engine = chosen_region(home()), arguments.engine
        m = compute_region(home(), region, engine=engine, progress=progress, memory=memory)
    say(
        f"{len(m.catalogue)} mått för {len(m.tree.order)} enheter på {perf_counter() - started:.1f} sekunder."
    )
    if arguments.format == "json":
        print_json(
            {"snapshot": m.snapshot.id, "measures": len(m.catalogue), "facts": m.snapshot.index["facts"]}
        )
    else:
        print(m.snapshot.id)
    return 0
