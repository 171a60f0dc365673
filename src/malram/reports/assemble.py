# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build a region's report from everything it draws on: template, measurements, decisions, texts, lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from malram.accounts.actors import Actor
from malram.facts.authored import nearest
from malram.measures.query import Measurements
from malram.reports.actions import record_build
from malram.reports.build import Built, build, read_prose
from malram.reports.comments import texts_by_file
from malram.reports.files import write_files
from malram.reports.models import ReportBuild
from malram.reports.statements import ReportRefused, statements_of
from malram.reports.template import Template, load_templates
from malram.steering.catalogue import region_of
from malram.steering.queries import board_goals
from malram.values import Period, year_of


class UnknownReport(Exception):
    """No template of that name."""

    def __init__(self, name: str, known: set[str]) -> None:
        super().__init__(f"Rapporten '{name}' finns inte. {nearest(name, known)}")


@dataclass(frozen=True)
class Finished:
    """A report with its files in place."""

    built: Built
    folder: Path
    record: ReportBuild


def templates_of(region: Path) -> dict[str, Template]:
    """A region's report templates by id. Raises `ReportRefused` with everything wrong in them."""
    templates, problems = load_templates(region / "reports")
    if problems:
        raise ReportRefused(problems)
    return templates


def assemble(region: Path, template: Template, m: Measurements) -> Built:
    """The document and ledger of a report. Raises `ReportRefused` when a text or layout cannot be used."""
    period = Period.parse(template.period)
    known_region = region_of(template.board)
    prose = read_prose(region / "prose" / template.prose)
    written = texts_by_file(template.board, period)
    built = build(
        template,
        measurements=m,
        board_view=board_goals(template.board, year_of(period.last), m, period),
        period=period,
        prose=prose | {name: text for name, text in written.items() if name in prose},
        statements=statements_of(region, template.board, m, period),
        matters=read_rows(region / "matters.csv"),
        controls=read_rows(region / "controls.csv"),
        agenda=known_region.agenda2030,
        organisation=known_region.name,
        accent=known_region.accent,
        date=template.date,
    )
    if built.problems:
        raise ReportRefused(list(built.problems))
    return built


def finish(actor: Actor, region: Path, template_id: str, m: Measurements, home: Path) -> Finished:
    """Build a report, write its files and record it."""
    templates = templates_of(region)
    if template_id not in templates:
        raise UnknownReport(template_id, set(templates))
    template = templates[template_id]
    built = assemble(region, template, m)
    folder = write_files(built.document, built.ledger, home)
    record = record_build(
        actor=actor,
        template=template.id,
        board_id=template.board,
        document=built.document,
        folder=folder.name,
        snapshot=m.snapshot.id,
        facts=m.snapshot.index["facts"],
    )
    return Finished(built, folder, record)


def read_rows(path: Path) -> list[dict[str, str]]:
    """A list kept as CSV; a region without it has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
