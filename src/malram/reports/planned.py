# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters of a plan: goals with targets, tables of frames, and what is reported back of a response."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from malram.facts.authored import nearest
from malram.facts.problems import Problem
from malram.frames.money import figure
from malram.frames.tables import OF_WHICH, SUBTOTAL, TABLES, TOTAL, FrameTable, at_most
from malram.planning.models import ReprioritisationReport
from malram.reports.blocks import (
    Block,
    Column,
    FactList,
    Heading,
    Note,
    NoteRef,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
)
from malram.reports.chapters import title_of
from malram.reports.goals import agenda_facts, indicator_words, levels_of
from malram.reports.registers import Freed
from malram.reports.template import Section
from malram.values import NO_VALUE

ROUNDED = (
    "Raderna är avrundade var för sig. Därför kan de skilja sig i sista siffran från den tryckta summan."
)
STATUS = {
    ReprioritisationReport.DONE: "Genomförd",
    ReprioritisationReport.PARTLY: "Delvis genomförd",
    ReprioritisationReport.NOT_DONE: "Inte genomförd",
}


def planned_goals(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Every goal of the uppermost level as a sub-chapter, and under it what each goal is for."""
    blocks: list[Block] = []
    level_name = levels_of(builder.context.template.board)[0].name
    for index, top in enumerate(builder.context.goals, start=1):
        title = builder.numbered(f"{level_name}: {top.goal.name}", (*number, index))
        blocks.append(Heading(f"mal-{top.goal.slug}", level + 1, title))
        for view in top.children:
            blocks += _goal(builder, section, view, level + 2)
    return blocks


def _goal(builder: Any, section: Section, view: Any, level: int) -> list[Block]:
    id = f"mal-{view.goal.slug}"
    folder = section.options.get("comments", "resultatmal")
    blocks: list[Block] = [Heading(id, level, view.goal.name)]
    blocks += builder.optional_text(f"{folder}/{view.goal.slug}.md", f"{id}-text", level)
    facts = agenda_facts(builder, view)
    blocks += [FactList(f"{id}-fakta", tuple(facts))] if facts else []
    if not view.indicators:
        _, several = indicator_words(builder.context.template.board)
        said = f"Målet har inga {several.lower()}. Det följs upp i text."
        return [*blocks, Paragraph(f"{id}-utan", (Text(said),))]
    return [*blocks, _indicators(builder, view, f"{id}-indikatorer")]


def _indicators(builder: Any, view: Any, id: str) -> Table:
    one, several = indicator_words(builder.context.template.board)
    columns = (
        Column(one, width=6),
        Column("Målvärde", "right", 3),
        Column("Periodicitet", width=2),
        Column("Källa", width=5),
    )
    caption = f"{several} för {view.goal.name}, {builder.context.period.text()}"
    return Table(id, caption, columns, tuple(_indicator(builder, row) for row in view.indicators))


def _indicator(builder: Any, row: Any) -> Row:
    target: Runs = (Text(NO_VALUE),)
    if row.target is not None:
        board = builder.context.template.board
        target = (builder.book.target(row.indicator, row.target, board),)
    said = (row.indicator.periodicity, row.indicator.source)
    return Row(((Text(row.name),), target, *((Text(text or NO_VALUE),) for text in said)))


def frame_table(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """A table of the board's frames; its unit stands in the caption where all its figures share it."""
    name = str(section.options["table"])
    if name not in TABLES:
        problem = Problem(
            "R022", section.place, f"Ramtabellen '{name}' finns inte.", nearest(name, set(TABLES))
        )
        builder.context.problems.append(problem)
        return []
    found = builder.context.registers.table(name)
    if found is None or not found.rows:
        return [Paragraph(f"{section.id}-tom", (Text("Inga ramar är beslutade för året."),))]
    decimals = int(section.options.get("decimals", 1))
    note = None if adds_up(found, decimals) else Note(f"{section.id}-not", (Text(ROUNDED),))
    columns = (Column("", width=5), *(Column(head, "right", 2) for _key, head in found.columns))
    sums = [row.id for row in found.rows if row.role in (SUBTOTAL, TOTAL)]
    rows = tuple(
        _row(builder, found, row, decimals, note if row.id in sums[:1] else None) for row in found.rows
    )
    caption = f"{found.title}, {found.unit}" if found.unit else found.title
    return [Table(f"{section.id}-tabell", caption, columns, rows, (note,) if note else ())]


def _row(builder: Any, table: FrameTable, row: Any, decimals: int, note: Note | None) -> Row:
    cells: list[Runs] = [(Text(row.label), NoteRef(note.id)) if note else (Text(row.label),)]
    for key, _head in table.columns:
        if key in row.cells:
            shown = at_most(row.cells[key], decimals)
            cells.append((builder.book.framed(table, row.id, key, shown, unit=not table.unit),))
        else:
            cells.append(())
    return Row(tuple(cells), row.role)


def adds_up(table: FrameTable, decimals: int) -> bool:
    """Whether the rows as printed add up to each sum below them, and each change is what the others say."""
    return all(_column_adds_up(table, key, decimals) for key, _head in table.columns) and all(
        _change(row.cells, decimals) for row in table.rows
    )


def _column_adds_up(table: FrameTable, key: str, decimals: int) -> bool:
    sum_, parts = Decimal(0), 0
    for row in table.rows:
        if key not in row.cells or row.role == OF_WHICH:
            continue
        printed = at_most(row.cells[key], decimals).rounded() or Decimal(0)
        if row.role in (SUBTOTAL, TOTAL):
            if parts and printed != sum_:
                return False
            sum_, parts = printed, 0
        else:
            sum_, parts = sum_ + printed, parts + 1
    return True


def _change(cells: Any, decimals: int) -> bool:
    if not {"before", "now", "change"} <= set(cells):
        return True
    before, now, change = (at_most(cells[key], decimals).rounded() for key in ("before", "now", "change"))
    return now is None or before is None or now - before == change


def reprioritisations(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """What a response has decided to free; with `reported` also what became of it, as somebody reported."""
    found = builder.context.registers.reprioritisations
    if not found:
        said = "Inga omprioriteringar beslutades i svaret på planeringsdirektivet."
        return [Paragraph(f"{section.id}-tom", (Text(said),))]
    reported = bool(section.options.get("reported"))
    columns = [Column("Från", width=3), Column("Till", width=3), Column("Belopp", "right", 2)]
    rest = (
        [Column("Frigjort", "right", 2), Column("Läge", width=3), Column("Utfall", width=5)]
        if reported
        else [Column("Effekt", width=6)]
    )
    rows = tuple(_freed(builder, one, reported) for one in found)
    caption = f"{title_of(builder, section)}, mnkr"
    return [Table(f"{section.id}-tabell", caption, (*columns, *rest), rows, row_headers=False)]


def _freed(builder: Any, one: Freed, reported: bool) -> Row:
    book, year = builder.book, builder.context.year
    cells: list[Runs] = [(Text(one.source),), (Text(one.target),)]
    cells.append((book.freed(one.id, "beslutat", figure(one.amount), year),))
    if not reported:
        return Row((*cells, (Text(one.effect),)))
    if not one.status:
        return Row((*cells, (Text(NO_VALUE),), (Text("Inte rapporterad"),), (Text(one.effect),)))
    known = one.freed is not None
    freed: Runs = (book.freed(one.id, "frigjort", figure(one.freed or 0), year),) if known else ()
    return Row((*cells, freed or (Text(NO_VALUE),), (Text(STATUS[one.status]),), (Text(one.outcome),)))
