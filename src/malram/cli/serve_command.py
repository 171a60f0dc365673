# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram serve`: the site on this machine, for one region's home."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from malram.cli import CommandError, say
from malram.cli.common import start_django


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADRESS", help="adressen som servern svarar på"
    )
    parser.add_argument("--port", type=int, default=8000, metavar="PORT", help="porten som servern svarar på")


def run(arguments: Namespace) -> int:
    start_django()
    import waitress
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    say(f"Målram svarar på http://{arguments.host}:{arguments.port}. Stoppa med Ctrl+C.")
    try:
        waitress.serve(get_wsgi_application(), host=arguments.host, port=arguments.port, _quiet=True)
    except OSError as error:
        raise CommandError(
            f"Porten {arguments.port} går inte att öppna: {error.strerror}. Välj en annan med --port."
        ) from None
    return 0
