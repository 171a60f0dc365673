# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram economy check`: is every account on a line, and every cost centre below a layout?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from malram.cli import CommandError, home, say
from malram.cli.common import add_format, measurements, print_json
from malram.measures.region import chosen_region
from malram.values import Period


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=("check",), metavar="check", help="leta efter det som ingen rad tar"
    )
    parser.add_argument("--period", metavar="PERIOD", help="till exempel 2024; utan den allt som är inläst")
    add_format(parser)


def run(arguments: Namespace) -> int:
    from malram.economy.books import books_of
    from malram.economy.layouts import load_layouts
    from malram.economy.overlooked import overlooked

    m, region = measurements(), chosen_region(home())
    months = m.snapshot.months
    whole = Period(months.start, months.stop - 1)
    period = Period.parse(arguments.period) if arguments.period else whole
    layouts, problems = load_layouts(region / "statements", m.catalogue.ids)
    if not layouts and not problems:
        raise CommandError(f"Regionen har inga uppställningar. Beskriv en i {region / 'statements'}.")
    found = overlooked(books_of(m, region), layouts, period)
    if arguments.format == "json":
        print_json([{"what": one.what, "key": one.key, "said": str(one)} for one in found])
    else:
        print("\n".join(map(str, found)), end="\n" if found else "")
    if problems:
        say(f"{len(problems)} fel i uppställningarna. Kör 'malram check'.")
    say(f"{len(found)} att se över, {period.text()}." if found else f"Allt står på en rad, {period.text()}.")
    return 1 if found or problems else 0
