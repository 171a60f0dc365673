# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole demo region: facts and measures, then the database, then the reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from malram.accounts.actors import SYSTEM
from malram.demo.database import build_database
from malram.demo.database_plan import People
from malram.demo.errors import DemoError
from malram.demo.facts import Taken, build_facts
from malram.facts.contracts import CONTRACTS
from malram.matters.actions import refresh_register
from malram.matters.diary import diary_rows
from malram.measures.computing.engine import Progress
from malram.measures.reading.query import Measurements
from malram.measures.region import choose_region, store_of
from malram.occasions.queries import closed_periods
from malram.reports.assemble import Finished, ReportRefused, finish, templates_of


@dataclass(frozen=True)
class Made:
    """What a demo run left behind."""

    taken: Taken
    measurements: Measurements
    reports: list[Finished]
    people: People


def build_demo(home: Path, name: str, progress: Progress) -> Made:
    """The whole demo, reports included. Django must have been started."""
    region = choose_region(home, name)
    progress("Databas", 0, 1)
    people = build_database(region, diary_rows(store_of(home)))
    progress("Databas", 1, 1)
    # After the database, which knows what somebody has closed since the demo was built.
    taken, m = build_facts(home, name, progress, closed_periods(CONTRACTS))
    refresh_register(actor=SYSTEM, rows=diary_rows(store_of(home)))
    try:
        templates = templates_of(region)
        reports = []
        for i, template in enumerate(templates):
            progress("Rapporter", i, len(templates))
            reports.append(finish(SYSTEM, region, template, m, home))
        progress("Rapporter", len(templates), len(templates))
    except ReportRefused as refused:
        raise DemoError(str(refused)) from None
    return Made(taken, m, reports, people)
