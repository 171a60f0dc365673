# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram clean`: remove what was computed and neither the pages nor any built report uses."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from fractions import Fraction

from malram.cli import home
from malram.cli.common import add_format, print_json
from malram.measures.snapshots.clearing import Unused, clear, unused
from malram.reports.pinned import pinned_snapshots
from malram.values import number


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle tas bort")
    add_format(parser)


def run(arguments: Namespace) -> int:
    pinned = pinned_snapshots(home())
    if arguments.dry_run:
        found = unused(home(), pinned)
        size = found.size
    else:
        found, size = clear(home(), pinned)
    if arguments.format == "json":
        print_json({"removed": [str(path.relative_to(home())) for path in found.folders], "bytes": size})
    else:
        print(as_text(found, size, "Skulle ta bort" if arguments.dry_run else "Tog bort"))
    return 0


def as_text(found: Unused, size: int, verb: str) -> str:
    if not found.folders:
        return "Inget att ta bort: allt som är räknat används av sidorna eller av en rapport."
    counted = f"{len(found.snapshots)} beräkningar, {len(found.segments)} årsdelar"
    megabytes = number(Fraction(size, 1_000_000), 1)
    return f"{verb} {counted} och {len(found.stages)} steg per person: {megabytes} MB."
