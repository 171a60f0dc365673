# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demo's database: the region's units and goals, made-up people, follow-up occasions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.core.management import call_command

from malram.accounts.actors import SYSTEM
from malram.occasions.actions import open_occasion
from malram.occasions.models import Occasion
from malram.organisation.actions import make_demo_people
from malram.steering.load import load_region

BOARDS = ("halso-och-sjukvardsnamnden", "regionstyrelsen")
OCCASIONS = (("manad", "2024-04"), ("delar", "2024-01/2024-08"), ("ar", "2024"))
EMPLOYED = date(2024, 1, 1)


def build_database(region: Path) -> None:
    """Make the tables and fill them; a second run changes nothing."""
    call_command("migrate", verbosity=0, interactive=False)
    load_region(actor=SYSTEM, folder=region)
    make_demo_people(actor=SYSTEM, unit_id=BOARDS[0], valid_from=EMPLOYED)
    for board in BOARDS:
        for kind, period in OCCASIONS:
            if not Occasion.objects.filter(board_id=board, kind=kind, period=period).exists():
                open_occasion(actor=SYSTEM, board_id=board, kind=kind, period=period)
