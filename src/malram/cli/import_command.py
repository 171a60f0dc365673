# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram import FILE …`: take files or folders in, and say of every row that stayed out why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, print_json, start_django
from malram.economy.forecasts.oddities import odd_amounts
from malram.economy.layouts import lines_of
from malram.facts.authored import nearest
from malram.facts.forecasting import CONTRACT as FORECAST
from malram.facts.intake import Receipt, intake
from malram.facts.mapping import Mapping
from malram.facts.problems import Place
from malram.facts.rules import problem
from malram.facts.store import Store
from malram.facts.unit_rows import read_units
from malram.facts.units import UnitRegister
from malram.matters.diary import CONTRACT as DIARY
from malram.measures.region import DefinitionsError, chosen_region, open_measurements, store_of

SHOWN = 20
STOPPED = (
    "Avbrutet. Filer som redan är inlästa är det, och av den som lästes är inget ändrat. "
    "Kör kommandot igen, så går det vidare."
)


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FIL", type=Path, help="filer att läsa in, eller kataloger med dem"
    )
    parser.add_argument(
        "--mapping",
        metavar="MAPPNING",
        help="regionens mappning vid namn, eller en fil; utan den väljs mappning efter filens namn",
    )
    parser.add_argument(
        "--source", metavar="NAMN", help="leveransens namn; samma namn ersätter en tidigare leverans"
    )
    add_format(parser)


def run(arguments: Namespace) -> int:
    region = chosen_region(home())
    files = with_mappings(region, deliveries(arguments.files), arguments.mapping)
    if arguments.source and len(files) > 1:
        raise CommandError("--source kan bara anges för en fil i taget.")
    units, closed, store = known_units(region), closed_periods(), store_of(home())
    lines = lines_of(region)
    receipts = []
    for path, mapping in files:
        receipt = intake(store, path, mapping, units, closed, source=arguments.source, lines=lines)
        receipts.append((path, receipt))
        _tell(path, receipt, quiet=arguments.format == "json")
        if mapping.contract is FORECAST and receipt.committed:
            _ask_about_amounts(store, receipt)
    if any(mapping.contract.name == DIARY for _, mapping in files):
        refresh_matters(store)
    if arguments.format == "json":
        print_json([_as_json(path, receipt) for path, receipt in receipts])
    return 0 if all(receipt.state in ("committed", "duplicate") for _, receipt in receipts) else 1


def refresh_matters(store: Store) -> None:
    """Let the register of matters follow the diary, where there is a database to keep it in."""
    start_django()
    from malram.accounts.actors import SYSTEM
    from malram.matters.actions import refresh_register
    from malram.matters.diary import diary_rows
    from malram.matters.models import MatterEvent
    from malram.organisation.problems import LoadRefused

    if not has_table(MatterEvent._meta.db_table):
        return
    try:
        changed = refresh_register(actor=SYSTEM, rows=diary_rows(store))
    except LoadRefused as refused:
        raise CommandError(str(refused)) from None
    say(f"Ärenden i registret: {changed.matters}. Händelser: {changed.added} nya, {changed.removed} borta.")


def has_table(name: str) -> bool:
    """Whether the database has been made."""
    from django.db import connection

    home().mkdir(parents=True, exist_ok=True)
    return name in connection.introspection.table_names()


def deliveries(paths: list[Path]) -> list[Path]:
    """The files that were named, and those in folders that were named; hidden ones are left out."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CommandError(f"{problem('F001', Place(str(path)))} Ingen fil lästes in.")
        inside = sorted(p for p in path.rglob("[!.]*") if p.is_file()) if path.is_dir() else [path]
        if not inside:
            raise CommandError(f"Katalogen {path} är tom.")
        found += inside
    return found


def with_mappings(region: Path, files: list[Path], name: str | None) -> list[tuple[Path, Mapping]]:
    """Every file with the mapping that was named, or else the one that is for files of its name."""
    if name:
        chosen = Mapping.load(mapping_path(region, name))
        return [(path, chosen) for path in files]
    known = [Mapping.load(path) for path in sorted((region / "mappings").glob("*.yaml"))]
    pairs = [(path, next((m for m in known if m.is_for(path)), None)) for path in files]
    if without := [path for path, mapping in pairs if mapping is None]:
        lines = [f"Ingen mappning gäller filen {path}." for path in without]
        hint = "Ange --mapping, eller filens namn under 'files' i den mappning som ska gälla."
        raise CommandError("\n".join([*lines, f"{hint} Ingen fil lästes in."]))
    return [(path, mapping) for path, mapping in pairs if mapping is not None]


def known_units(region: Path) -> UnitRegister:
    """The region's units; a register that is wrong would put good rows in quarantine."""
    _, problems = read_units(region / "organisation.csv")
    if problems:
        raise DefinitionsError(problems)
    return UnitRegister.read(region / "organisation.csv")


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
    from django.db import DatabaseError

    from malram.facts.contracts import CONTRACTS
    from malram.occasions.models import Occasion
    from malram.occasions.queries import closed_periods as stored

    try:
        return stored(CONTRACTS) if has_table(Occasion._meta.db_table) else frozenset()
    except DatabaseError as error:  # to guess that nothing is closed would change what has been published
        raise CommandError(
            f"Databasen svarar inte, så det går inte att se vilka perioder som är stängda: {error}"
        ) from None


def _ask_about_amounts(store: Store, receipt: Receipt) -> None:
    """Say which forecasts may be in another unit of money; they are taken in all the same."""
    m = open_measurements(home())
    for warning in odd_amounts(store, m, receipt.file) if m is not None else ():
        say(f"Varning: {warning}")


def _tell(path: Path, receipt: Receipt, quiet: bool) -> None:
    if not quiet:
        print(f"{path}: {receipt.text()}")
    for found in receipt.problems[:SHOWN]:
        say(str(found))
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
        "problems": [str(found) for found in receipt.problems],
    }
