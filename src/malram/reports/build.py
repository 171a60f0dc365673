# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From template, measurements, decisions and texts to a document with its ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from malram.facts.authored import nearest
from malram.facts.problems import Place, Problem
from malram.reports import chapters, control, effects, goals, lists, means, planned, work
from malram.reports.blocks import Block, Document, Heading, Ledger, PageBreak, figures_in
from malram.reports.book import Book
from malram.reports.placeholders import Resolver
from malram.reports.prose import prose_blocks
from malram.reports.registers import Registers
from malram.reports.template import Section, Template
from malram.values import Period, year_of

MAKERS = {
    "summary": goals.summary,
    "goals": goals.chapter,
    "statement": chapters.statement,
    "matters": lists.matters,
    "assignments": work.assignments,
    "effects": effects.effects,
    "grants": means.grants,
    "investments": means.investments,
    "table": chapters.table,
    "chart": chapters.chart,
    "controls": control.controls,
    "risks": control.risks,
    "frames": planned.frame_table,
    "planned_goals": planned.planned_goals,
    "reprioritisations": planned.reprioritisations,
    "chart_values": chapters.chart_values,
    "sources": chapters.sources,
}


@dataclass(frozen=True)
class Built:
    """A report, and what its authors must put right before it can be published."""

    document: Document
    ledger: Ledger
    problems: tuple[Problem, ...] = ()


@dataclass
class Context:
    """What the chapters draw from. `prose` is text by file name below the template's prose folder."""

    template: Template
    period: Period
    measurements: Any
    goals: Sequence[Any]
    prose: Mapping[str, str]
    statements: Mapping[str, Any]
    registers: Registers
    agenda: Mapping[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    charted: list[Any] = field(default_factory=list)

    @property
    def goal_views(self) -> list[Any]:
        return [view for top in self.goals for view in top.children]

    @property
    def indicators(self) -> list[Any]:
        return [row for view in self.goal_views for row in view.indicators]

    @property
    def year(self) -> int:
        return year_of(self.period.last)

    def unit_name(self, unit_id: str) -> str:
        units = self.measurements.tree.units
        return units[unit_id].name if unit_id in units else unit_id

    def filled(self, text: str) -> str:
        """Texts of the template that speak of the year and the period of the report."""
        named = {"{year}": str(self.year), "{previous}": str(self.year - 1), "{period}": self.period.text()}
        for key, value in named.items():
            text = text.replace(key, value)
        return text


def read_prose(folder: Path) -> dict[str, str]:
    """Every text below a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def build(
    template: Template,
    *,
    measurements: Any,
    board_view: Sequence[Any],
    period: Period,
    prose: Mapping[str, str],
    statements: Mapping[str, Any],
    registers: Registers | None = None,
    agenda: Mapping[int, str] | None = None,
    organisation: str = "",
    date: str = "",
    case_number: str = "",
    accent: str = "",
) -> Built:
    """Build the document. `board_view` is what steering's `board_goals` returns for the same period."""
    context = Context(
        template,
        period,
        measurements,
        board_view,
        prose,
        statements,
        registers or Registers(),
        agenda or {},
    )
    book = Book(measurements, template.board, context.registers.posted)
    builder = _Builder(context, book)
    builder.sections(template.sections, level=1, above=())
    unused = sorted(set(prose) - context.used)
    context.problems += [
        Problem("R013", Place(name), "Texten används inte av mallen.", "Ta bort den eller nämn den i mallen.")
        for name in unused
    ]
    document = Document(
        id=f"{template.id}-{period.code}",
        title=context.filled(template.title),
        subtitle=context.filled(template.subtitle),
        organisation=template.organisation or organisation or context.unit_name(template.board),
        period=period.code,
        case_number=case_number or template.case_number,
        date=date,
        blocks=tuple(builder.blocks),
        label=template.label,
        accent=accent,
    )
    return Built(document, _printed(document, book.ledger), tuple(context.problems))


def _printed(document: Document, ledger: Ledger) -> Ledger:
    """A ledger holds what was printed and nothing else."""
    printed = {run.entry for run in figures_in(document)}
    return Ledger(tuple(entry for entry in ledger.entries if entry.id in printed))


class _Builder:
    def __init__(self, context: Context, book: Book) -> None:
        self.context, self.book = context, book
        self.resolve = Resolver(book, context)
        self.blocks: list[Block] = []

    def sections(self, sections: Sequence[Section], level: int, above: tuple[int, ...]) -> None:
        for index, section in enumerate(sections, start=1):
            number = (*above, index)
            if section.page_break:
                self.blocks.append(PageBreak(f"{section.id}-sida"))
            self.blocks.append(Heading(section.id, level, self.numbered(section.title, number)))
            if section.file:
                self.blocks += self.text(section.file, section.id, level, section.place)
            self.blocks += self.filled(section, level, number)
            self.sections(section.sections, level + 1, number)

    def numbered(self, title: str, number: tuple[int, ...]) -> str:
        title = self.context.filled(title)
        if not self.context.template.numbered or len(number) > 2:
            return title
        return f"{'.'.join(map(str, number))} {title}"

    def filled(self, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
        """What the section's kind gives; a kind is one function in `MAKERS`."""
        return list(MAKERS[section.kind](self, section, level, number)) if section.kind in MAKERS else []

    def text(self, file: str, id: str, level: int, place: Place) -> list[Block]:
        """The blocks of a text the template names; a missing file is a problem at that line."""
        if file not in self.context.prose:
            hint = nearest(file, set(self.context.prose)) if self.context.prose else "Skapa filen."
            self.context.problems.append(Problem("R014", place, f"Texten '{file}' finns inte.", hint))
            return []
        return self.optional_text(file, f"{id}-text", level)

    def optional_text(self, file: str, id: str, level: int) -> list[Block]:
        """The blocks of a text that need not be there."""
        if file not in self.context.prose:
            return []
        self.context.used.add(file)
        shown = f"{self.context.template.prose}/{file}" if self.context.template.prose else file
        return prose_blocks(self.context.prose[file], shown, id, level, self.resolve, self.context.problems)
