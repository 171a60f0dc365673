# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything a report is made of besides its measurements, kept in one folder.

A report is always built from such a folder, also the first time, and the folder stays with its files: so
it can be built again when texts, goals, targets, decisions and the region's files have changed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from malram.economy.books import ACCOUNTS
from malram.economy.comparability.entries import FILE as COMPARABILITY
from malram.facts.problems import Place, Problem
from malram.measures.reading.query import Measurements
from malram.reports import registers
from malram.reports.build import Built, build, read_prose
from malram.reports.comments import texts_by_file
from malram.reports.statements import ReportRefused, statements_of
from malram.reports.template import Template, load_template
from malram.steering import steered as steering
from malram.steering.model import Region, SteeringModel
from malram.steering.parse import load_model, load_region
from malram.steering.queries import goal_views
from malram.values import Period, year_of

REGION, STEERED, REGISTERS, TOOLS = "region.yaml", "steered.json", "registers.json", "tools.json"
TEMPLATES, PROSE, STATEMENTS, MODELS = "reports", "prose", "statements", "steering"
# What the files of a report are written by: with other versions of these the bytes may differ.
WRITERS = ("malram", "typst", "python-docx", "lxml", "vl-convert-python")


@dataclass(frozen=True)
class Kept:
    """What is read from the folder before anything is built."""

    template: Template
    region: Region
    model: SteeringModel


def keep(region: Path, template: Template, folder: Path) -> None:
    """Copy what a report of the template is made of to a folder. Raises `ReportRefused`."""
    folder.mkdir(parents=True, exist_ok=True)
    for source, name in _files(region, template):
        if source.exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    kept, period = kept_in(folder), Period.parse(template.period)
    written = texts_by_file(template.board, period)
    texts = folder / PROSE / template.prose
    for path in texts.rglob("*.md"):  # a comment takes the place of the text of its name
        name = path.relative_to(texts).as_posix()
        path.write_text(written.get(name, path.read_text(encoding="utf-8")), encoding="utf-8")
    found = steering.steered(kept.model, template.board, year_of(period.last))
    (folder / STEERED).write_text(steering.to_json(found), encoding="utf-8")
    listed = registers.registers_of(template.board, period)
    (folder / REGISTERS).write_text(registers.to_json(listed), encoding="utf-8")
    tools = {name: version(name) for name in WRITERS}
    (folder / TOOLS).write_text(json.dumps(tools, indent=1), encoding="utf-8")


def _files(region: Path, template: Template) -> Iterator[tuple[Path, str]]:
    """The region's files that the report is made of, with their places there."""
    texts = sorted((region / PROSE / template.prose).rglob("*.md"))
    statements = sorted((region / STATEMENTS).glob("*.yaml"))
    named = [region / name for name in (template.file, REGION)]
    optional = [region / name for name in (COMPARABILITY, ACCOUNTS) if (region / name).exists()]
    for path in (*named, *statements, *optional, *texts):
        yield path, path.relative_to(region).as_posix()
    known, problems = load_region(region / REGION)
    if known is None:
        raise ReportRefused(problems)
    names = [board.steering for board in known.boards if board.unit == template.board]
    if not names:
        message = f"Mallens nämnd '{template.board}' står inte i {REGION}."
        hint = "Lägg till den under 'boards', eller rätta 'board' i mallen."
        raise ReportRefused([Problem("R006", Place(template.file), message, hint)])
    yield region / MODELS / f"{names[0]}.yaml", f"{MODELS}/{names[0]}.yaml"


def kept_in(folder: Path) -> Kept:
    """The template, region and steering model of a folder. Raises `ReportRefused`."""
    [template_file], [model_file] = ((folder / name).glob("*.yaml") for name in (TEMPLATES, MODELS))
    template, problems = load_template(template_file)
    region, found = load_region(folder / REGION)
    model, wrong = load_model(model_file)
    if template is None or region is None or model is None:
        raise ReportRefused([*problems, *found, *wrong])
    return Kept(template, region, model)


def build_from(folder: Path, m: Measurements) -> Built:
    """The document and ledger of a report. Raises `ReportRefused` when a text or layout cannot be used."""
    kept = kept_in(folder)
    template, period = kept.template, Period.parse(kept.template.period)
    found = steering.from_json((folder / STEERED).read_text(encoding="utf-8"), kept.model)
    built = build(
        template,
        measurements=m,
        board_view=goal_views(found, m, period),
        period=period,
        prose=read_prose(folder / PROSE / template.prose),
        statements=statements_of(folder, template.board, m, period),
        registers=registers.from_json((folder / REGISTERS).read_text(encoding="utf-8")),
        agenda=kept.region.agenda2030,
        organisation=kept.region.name,
        accent=kept.region.accent,
        date=template.date,
    )
    if built.problems:
        raise ReportRefused(list(built.problems))
    return built


def other_tools(folder: Path) -> list[str]:
    """The tools that have another version now than when the folder was made: 'typst 0.14 → 0.15'."""
    then = json.loads((folder / TOOLS).read_text(encoding="utf-8"))
    return [f"{name} {was} → {version(name)}" for name, was in then.items() if version(name) != was]
