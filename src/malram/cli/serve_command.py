# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram serve`: the site on this machine, for one region's home."""

from __future__ import annotations

import socket
from argparse import ArgumentParser, Namespace

from malram.cli import CommandError, say
from malram.cli.common import start_django
from malram.cli.parser import whole_number

STOPPED = "Servern är stoppad."


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADRESS", help="adressen som servern svarar på"
    )
    parser.add_argument(
        "--port",
        type=whole_number(1, 65535),
        default=8000,
        metavar="PORT",
        help="porten som servern svarar på",
    )


def run(arguments: Namespace) -> int:
    start_django()
    import waitress
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    family = socket.AF_INET6 if ":" in arguments.host else socket.AF_INET
    try:
        listening = socket.create_server((arguments.host, arguments.port), family=family)
    except OSError:
        raise CommandError(
            f"Det går inte att svara på {arguments.host}:{arguments.port}; något annat kan använda porten. "
            "Välj en annan med --port eller --host."
        ) from None
    say(f"Målram svarar på http://{arguments.host}:{arguments.port}. Stoppa med Ctrl+C.")
    waitress.serve(get_wsgi_application(), sockets=[listening], _quiet=True)
    return 0
