# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram quarantine list|replay`: rows that stayed out, and sending them in again when they are mended."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, print_json
from malram.cli.import_command import closed_periods, known_units, refresh_matters
from malram.economy.layouts import lines_of
from malram.facts.contracts import CONTRACTS
from malram.facts.manifest import Delivery
from malram.facts.mapping import Mapping
from malram.facts.quarantine import QuarantinedRow, quarantined
from malram.facts.replaying import replay
from malram.facts.store import SHORT, Store
from malram.matters.diary import CONTRACT as DIARY
from malram.measures.region import chosen_region, store_of

Waiting = tuple[Delivery, QuarantinedRow]


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=("list", "replay"),
        metavar="list|replay",
        help="visa raderna, eller sänd in dem igen",
    )
    parser.add_argument("file", nargs="?", metavar="FIL", help="bara rader ur filen med det namnet")
    parser.add_argument("--line", type=int, metavar="RAD", help="bara raden med det numret")
    parser.add_argument("--row", metavar="TEXT", help="raden som den skulle ha stått, i filens egen form")
    add_format(parser)


def run(arguments: Namespace) -> int:
    store = store_of(home())
    rows = [found for found in waiting_rows(store) if _asked_for(found, arguments)]
    if arguments.action == "list":
        return _list(rows, arguments.format)
    if arguments.row is not None and len(rows) != 1:
        raise CommandError("--row rättar en rad i taget. Ange filen och --line, så att bara en rad är kvar.")
    if not rows:
        raise CommandError("Ingen sådan rad väntar i karantänen. Se dem med 'malram quarantine list'.")
    return _replay(store, rows, arguments.row)


def waiting_rows(store: Store) -> Iterator[Waiting]:
    """Every row that waits, contract by contract."""
    for contract in CONTRACTS:
        yield from quarantined(store, contract)


def _asked_for(found: Waiting, arguments: Namespace) -> bool:
    delivery, row = found
    named = arguments.file is None or Path(arguments.file).name == delivery.name
    return named and arguments.line in (None, row.line)


def _list(rows: list[Waiting], output: str) -> int:
    if output == "json":
        print_json(
            [
                {
                    "file": delivery.name,
                    "contract": delivery.contract,
                    "line": row.line,
                    "row": row.raw,
                    "rules": list(row.rules),
                    "problems": [str(problem) for problem in row.problems],
                }
                for delivery, row in rows
            ]
        )
    else:
        for _, row in rows:
            print("\n".join(map(str, row.problems)))
            print(f"    {row.raw.rstrip()}")
    say(f"Rader som väntar: {len(rows)}." if rows else "Karantänen är tom.")
    return 1 if rows else 0


def _replay(store: Store, rows: list[Waiting], text: str | None) -> int:
    """Send the rows through the same checks again, file by file; 1 when any is still refused."""
    region = chosen_region(home())
    units, closed = known_units(region), closed_periods()
    left = 0
    for delivery in dict.fromkeys(delivery for delivery, _ in rows):
        lines = {row.line: text for mine, row in rows if mine == delivery}
        mapping = mapping_of(region, delivery)
        receipt = replay(store, delivery.file[:SHORT], lines, mapping, units, closed, lines=lines_of(region))
        print(f"{delivery.name}: {receipt.text()}")
        for problem in receipt.problems:
            say(str(problem))
        left += len(lines) - receipt.committed
    if any(delivery.contract == DIARY for delivery, _ in rows):
        refresh_matters(store)
    return 1 if left else 0


def mapping_of(region: Path, delivery: Delivery) -> Mapping:
    """The mapping a delivery was read with: the one for its name, or the only one of its contract."""
    known = [Mapping.load(path) for path in sorted((region / "mappings").glob("*.yaml"))]
    same = [mapping for mapping in known if mapping.contract.name == delivery.contract]
    for mapping in same:
        if mapping.is_for(Path(delivery.name)) or len(same) == 1:
            return mapping
    raise CommandError(f"Ingen mappning gäller filen {delivery.name}. Ange 'files' i den som ska gälla.")
