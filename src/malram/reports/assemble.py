# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Build a region's report from everything it draws on: template, measurements, decisions, texts, lists."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from malram.accounts.actors import Actor
from malram.facts.authored import nearest
from malram.measures.reading.query import Measurements
from malram.measures.tracing.views import NOW, View, in_view
from malram.reports.actions import record_build
from malram.reports.build import Built
from malram.reports.files import write_files
from malram.reports.inputs import build_from, keep
from malram.reports.models import ReportBuild
from malram.reports.statements import ReportRefused
from malram.reports.template import Template, load_templates
from malram.values import Period


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
    with tempfile.TemporaryDirectory(prefix="malram-") as kept:
        keep(region, template, Path(kept))
        return build_from(Path(kept), m)


def finish(actor: Actor, region: Path, template_id: str, m: Measurements, home: Path) -> Finished:
    """Build a report, write its files and what it was made of, and record it."""
    templates = templates_of(region)
    if template_id not in templates:
        raise UnknownReport(template_id, set(templates))
    template = templates[template_id]
    if template.organised != NOW:
        m = in_view(home, m, View.of(template.organised, Period.parse(template.period)))
    with tempfile.TemporaryDirectory(prefix="malram-") as kept:
        keep(region, template, Path(kept))
        built = build_from(Path(kept), m)
        folder = write_files(built.document, built.ledger, home, Path(kept))
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
