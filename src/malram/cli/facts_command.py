# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram facts verify [--repair]`: is every stored file as it was written?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from malram.cli import home, say
from malram.cli.common import add_format, print_json
from malram.facts.mapping import read_mapping
from malram.facts.reporting import FORM
from malram.facts.store import Store
from malram.facts.verifying import CannotRepair, Fault, faults, repair
from malram.measures.region import chosen_region, store_of


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=("verify",), metavar="verify", help="jämför varje fil med manifestet"
    )
    parser.add_argument(
        "--repair", action="store_true", help="skriv om skadade filer ur originalen som sparades när de kom"
    )
    add_format(parser)


def run(arguments: Namespace) -> int:
    store = store_of(home())
    found = list(faults(store))
    kept = _repaired(store, found) if arguments.repair else {}
    left = [fault for fault in found if kept.get(fault, "-")]
    if arguments.format == "json":
        print_json([{"file": str(fault.path), "repaired": fault not in left} for fault in found])
    else:
        for fault in found:
            done = (kept[fault] or "Den är omskriven.") if arguments.repair else ""
            print(f"{fault} {done}".rstrip())
    say(_summary(len(found), len(left), arguments.repair))
    return 1 if left else 0


def _repaired(store: Store, found: list[Fault]) -> dict[Fault, str]:
    """Repair what can be; for each, why it could not, or nothing."""
    paths = sorted((chosen_region(home()) / "mappings").glob("*.yaml"))
    mappings = [FORM, *(mapping for path in paths if (mapping := read_mapping(path)[0]) is not None)]
    said = {}
    with store.writing():
        for fault in found:
            try:
                repair(store, fault, mappings)
                said[fault] = ""
            except CannotRepair as error:
                said[fault] = str(error)
    return said


def _summary(found: int, left: int, repaired: bool) -> str:
    if not found:
        return "Alla faktafiler är som de skrevs."
    if not left:
        return f"{found} filer var skadade och är omskrivna."
    hint = "" if repaired else " Kör 'malram facts verify --repair', så skrivs de om ur originalen."
    return f"{left} filer är skadade.{hint}"
