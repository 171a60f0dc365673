# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter of assignments and activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from malram.reports.blocks import Block, Column, Paragraph, Row, Runs, StatusRun, Table, Text
from malram.reports.chapters import title_of
from malram.reports.template import Section
from malram.work.queries import Line, by_word, counted
from malram.work.words import ACTIVITY, ASSIGNMENT, COMPLETION

NAMES = {ASSIGNMENT: ("uppdrag", "uppdrag"), ACTIVITY: ("aktivitet", "aktiviteter")}
NO_AREA = "Övrigt"


def assignments(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Assignments or activities under each of their areas, and how many there are of them, each once."""
    wanted, areas = section.options.get("what") or [ASSIGNMENT], section.options.get("areas")
    lines = [
        line
        for line in builder.context.registers.work
        if line.what in wanted and (not areas or not set(areas).isdisjoint(line.areas))
    ]
    if not lines:
        return [Paragraph(f"{section.id}-tom", (Text("Inga uppdrag under perioden."),))]
    titles = {line.id: line.title for line in lines}
    rows: list[Row] = []
    for area, name in _areas(lines, areas).items():
        rows.append(Row(((Text(name),),), "group"))
        here = [line for line in lines if area in line.areas or (not area and not line.areas)]
        rows += [_row(line, titles) for line in _parts_after(here)]
    columns = (
        Column(" och ".join(NAMES[what][0].capitalize() for what in wanted), width=5),
        *(Column("Ansvarig", width=3), Column("Läge", width=2), Column("Slutförande", width=2)),
        Column("Kommentar", width=4),
    )
    said = Paragraph(f"{section.id}-antal", (Text(_how_many(lines, wanted)),))
    return [said, Table(f"{section.id}-tabell", title_of(builder, section), columns, tuple(rows))]


def _areas(lines: Sequence[Line], wanted: Sequence[str] | None) -> dict[str, str]:
    """The areas in the order of the lines, or as they were asked for; last those without one."""
    found = {id_: name for line in lines for id_, name in line.areas.items()}
    chosen = {id_: found[id_] for id_ in wanted if id_ in found} if wanted else found
    return chosen | ({"": NO_AREA} if any(not line.areas for line in lines) else {})


def _parts_after(lines: Sequence[Line]) -> list[Line]:
    """Parts directly after what they are parts of, where that stands under the same heading."""
    here = {line.id for line in lines}
    found: list[Line] = []

    def add(line: Line) -> None:
        found.append(line)
        for part in lines:
            if part.part_of == line.id:
                add(part)

    for line in lines:
        if line.part_of not in here:
            add(line)
    return found


def _row(line: Line, titles: dict[str, str]) -> Row:
    status = StatusRun(line.word.id, line.word.word, line.word.symbol, line.word.colour)
    cells: tuple[Runs, ...] = (
        (Text(line.title),),
        (Text(line.responsible),) if line.responsible else (),
        (status,),
        (Text(str(COMPLETION[line.completion]).capitalize()),) if line.completion else (),
        (Text(line.comment),) if line.comment else (),
    )
    return Row(cells, "of-which" if line.part_of in titles else "item")


def _how_many(lines: Sequence[Line], wanted: Sequence[str]) -> str:
    """'11 placeringar av 9 olika uppdrag: 7 enligt plan, 1 försenat, 1 ej påbörjat.'"""
    count = counted(lines)
    each = " och ".join(NAMES[what][1] for what in wanted)
    placed = "placering" if count.placements == 1 else "placeringar"
    words = ", ".join(f"{n} {word.word.lower()}" for word, n in by_word(lines).items())
    if count.placements == count.unique:
        return f"{count.unique} {each if count.unique != 1 else NAMES[wanted[0]][0]}: {words}."
    return f"{count.placements} {placed} av {count.unique} olika {each}: {words}."
