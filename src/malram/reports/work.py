# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter of assignments and activities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from malram.reports.blocks import Block, Column, Paragraph, Row, Runs, StatusRun, Table, Text
from malram.reports.chapters import title_of
from malram.reports.template import Section
from malram.work.queries import Counted, Line, by_word, counted
from malram.work.words import ACTIVITY, ASSIGNMENT, COMPLETION, IN_PARTS

NAMES = {ASSIGNMENT: ("uppdrag", "uppdrag"), ACTIVITY: ("aktivitet", "aktiviteter")}
NO_AREA = "Övrigt"


@dataclass(frozen=True)
class Said:
    """A column of the table: its head, its width, and what it says about a line, or nothing."""

    head: str
    width: int
    cell: Callable[[Line], Runs]


def _text(words: str) -> Runs:
    return (Text(words),) if words else ()


def _status(line: Line) -> Runs:
    return (StatusRun(line.word.id, line.word.word, line.word.symbol, line.word.colour),)


# The columns besides the title, by the name that a template chooses them with.
COLUMNS = {
    "timetable": Said("Tidplan", 4, lambda line: _text(line.period)),
    "giver": Said("Givet av", 6, lambda line: _text(line.giver)),
    "responsible": Said("Ansvarig", 6, lambda line: _text(line.responsible)),
    "status": Said("Läge", 7, _status),
    "completion": Said(
        "Slutförande", 6, lambda line: _text(str(COMPLETION.get(line.completion, "")).capitalize())
    ),
    "comment": Said("Kommentar", 10, lambda line: _text(line.comment)),
}
ALWAYS = ("responsible", "status", "completion", "comment")


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
    groups = {
        name: [line for line in lines if area in line.areas or (not area and not line.areas)]
        for area, name in _areas(lines, areas).items()
    }
    if len(areas or ()) == 1:  # the section's own title says which it is
        groups = {"": lines}
    told = [line for line in lines if line.word != IN_PARTS]  # its parts stand for it
    said = Paragraph(f"{section.id}-antal", (Text(_how_many(told, wanted, counted(told, areas or ()))),))
    head = " och ".join(NAMES[what][0].capitalize() for what in wanted)
    chosen = section.options.get("show") or ALWAYS
    return [said, _table(f"{section.id}-tabell", title_of(builder, section), head, groups, chosen)]


def of_goal(builder: Any, view: Any, id: str, chosen: Sequence[str]) -> list[Block]:
    """The assignments whose area is the goal itself: those that a board has where its goals are areas."""
    lines = [
        line
        for line in builder.context.registers.work
        if line.what == ASSIGNMENT and view.goal.slug in line.areas
    ]
    if not lines:
        return []
    name = lines[0].areas[view.goal.slug]
    said = Paragraph(f"{id}-antal", (Text(_how_many(lines, [ASSIGNMENT])),))
    return [said, _table(f"{id}-tabell", f"Uppdrag, {name}", "Uppdrag", {"": lines}, chosen)]


def _table(id: str, caption: str, head: str, groups: dict[str, list[Line]], chosen: Sequence[str]) -> Table:
    """One row per line under the name of its group, with the columns that somebody has something in."""
    lines = [line for group in groups.values() for line in group]
    titles = {line.id for line in lines}
    shown = [COLUMNS[name] for name in chosen if any(COLUMNS[name].cell(line) for line in lines)]
    rows: list[Row] = []
    for name, group in groups.items():
        if name:
            rows.append(Row(((Text(name),),), "group"))
        rows += [
            Row(
                ((Text(line.title),), *(column.cell(line) for column in shown)),
                "of-which" if line.part_of in titles else "item",
            )
            for line in _parts_after(group)
        ]
    columns = (Column(head, width=9), *(Column(column.head, width=column.width) for column in shown))
    return Table(id, caption, columns, tuple(rows))


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


def _how_many(lines: Sequence[Line], wanted: Sequence[str], count: Counted | None = None) -> str:
    """'11 placeringar av 9 olika uppdrag: 7 enligt plan, 1 försenat, 1 ej påbörjat.'

    Without `count` it is told of each one once, where all stand under one heading.
    """
    count = count or Counted(len(lines), len(lines))
    each = " och ".join(NAMES[what][1] for what in wanted)
    placed = "placering" if count.placements == 1 else "placeringar"
    words = ", ".join(f"{n} {word.word.lower()}" for word, n in by_word(lines).items())
    if count.placements == count.unique:
        return f"{count.unique} {each if count.unique != 1 else NAMES[wanted[0]][0]}: {words}."
    return f"{count.placements} {placed} av {count.unique} olika {each}: {words}."
