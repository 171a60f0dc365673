# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram import FILE --mapping M`: take files in, and say of every row that stayed out why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, print_json, start_django
from malram.facts.authored import nearest
from malram.facts.intake import Receipt, intake
from malram.facts.mapping import Mapping
from malram.facts.units import UnitRegister
from malram.measures.region import chosen_region, store_of

SHOWN = 20


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FIL", type=Path, help="filer att läsa in")
    parser.add_argument(
        "--mapping", required=True, metavar="MAPPNING", help="regionens mappning vid namn, eller en fil"
    )
    parser.add_argument(
        "--source", metavar="NAMN", help="leveransens namn; samma namn ersätter en tidigare leverans"
    )
    add_format(parser)


def run(arguments: Namespace) -> int:
    if arguments.source and len(arguments.files) > 1:
        raise CommandError("--source kan bara anges för en fil i taget.")
    region = chosen_region(home())
    mapping = Mapping.load(mapping_path(region, arguments.mapping))
    units = UnitRegister.read(region / "organisation.csv")
    closed = closed_periods()
    receipts = [
        (path, intake(store_of(home()), path, mapping, units, closed, source=arguments.source))
        for path in arguments.files
    ]
    if arguments.format == "json":
        print_json([_as_json(path, receipt) for path, receipt in receipts])
    for path, receipt in receipts:
        _tell(path, receipt, quiet=arguments.format == "json")
    return 0 if all(receipt.state in ("committed", "duplicate") for _, receipt in receipts) else 1


def mapping_path(region: Path, name: str) -> Path:
    """A mapping of the region by its name, or any mapping file by its path."""
    own = region / "mappings" / f"{name}.yaml"
    if own.exists():
        return own
    if Path(name).exists():
        return Path(name)
    names = {path.stem for path in (region / "mappings").glob("*.yaml")}
    raise CommandError(f"Mappningen '{name}' finns inte. {nearest(name, names)}")


def closed_periods() -> frozenset[tuple[str, int]]:
    """Closed months as the database knows them; none where there is no database yet."""
    start_django()
    from django.db import OperationalError, ProgrammingError

    from malram.facts.contracts import CONTRACTS
    from malram.occasions.queries import closed_periods as stored

    try:
        return stored(CONTRACTS)
    except (OperationalError, ProgrammingError):
        return frozenset()


def _tell(path: Path, receipt: Receipt, quiet: bool) -> None:
    if not quiet:
        print(f"{path}: {receipt.text()}")
    for problem in receipt.problems[:SHOWN]:
        say(str(problem))
    if len(receipt.problems) > SHOWN:
        say(f"… och {len(receipt.problems) - SHOWN} till. Hela listan ligger i karantänen.")


def _as_json(path: Path, receipt: Receipt) -> dict:
    return {
        "file": str(path),
        "state": receipt.state,
        "landed": receipt.landed,
        "committed": receipt.committed,
        "quarantined": receipt.quarantined,
        "hash": receipt.file,
        "problems": [str(problem) for problem in receipt.problems],
    }
