# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters on goals: the summary table, and every goal with its verdict, comment and indicators."""

from __future__ import annotations

from typing import Any

from malram.reports.blocks import (
    Block,
    Column,
    Fact,
    FactList,
    Heading,
    List,
    Note,
    NoteRef,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
)
from malram.reports.placeholders import status_of
from malram.reports.prose import prose_blocks
from malram.reports.series import history
from malram.reports.template import ABOUT_INDICATORS, LISTED, Section
from malram.reports.work import of_goal
from malram.steering.catalogue import models
from malram.steering.model import Level
from malram.steering.targets import said_beside, target_text
from malram.values import NO_VALUE, year_of

BESIDE = ("%", "")  # units that stand beside every value; the others once, after the indicator's name
SHORT_TARGET, SHORT_WORD = 9, 5  # characters that fit in a column of figures; a word is not divided


# Goals of a board that no region's files have a model for.
UNNAMED = (Level("", "Övergripande mål", "Övergripande mål", ""), Level("", "Mål", "Mål", ""))


def levels_of(board: str) -> tuple[Level, Level]:
    """The upper and the lower level of goals, in the words of the board's steering model."""
    model = models().get(board)
    return (model.top, model.lowest) if model else UNNAMED


def indicator_words(board: str) -> tuple[str, str]:
    """What the board's steering model calls an indicator, and several of them."""
    model = models().get(board)
    return (model.indicator, model.indicators) if model else ("Indikator", "Indikatorer")


def summary(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """The table of all goals: the upper level, the lower, and the verdict, in the words of the model.

    An upper level that is one goal for all is no column: it says nothing about any of them.
    """
    rows: list[Row] = []
    several = len(builder.context.goals) > 1
    for top in builder.context.goals:
        for index, view in enumerate(top.children):
            named = top.goal.name if index == 0 else ""
            above: tuple[Runs, ...] = ((Text(named, strong=True),),) if several else ()
            rows.append(Row((*above, (Text(view.goal.name),), (status_of(view.decided),))))
    upper, lower = levels_of(builder.context.template.board)
    heads = (Column(lower.name, width=5), Column("Bedömning", width=3))
    columns = (Column(upper.name, width=4), *heads) if several else heads
    caption = f"Bedömning av nämndens {lower.plural.lower()}, {builder.context.period.text()}"
    return [Table(f"{section.id}-tabell", caption, columns, tuple(rows), row_headers=not several)]


def chapter(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Every goal of the uppermost level as a sub-chapter, with the board's own goals under it.

    Where the uppermost level is one goal for all, the board's own goals are the sub-chapters.
    """
    blocks: list[Block] = []
    level_name = levels_of(builder.context.template.board)[0].name
    tops = builder.context.goals
    for index, top in enumerate(tops, start=1):
        folder = section.options.get("effects", "effektmal")
        below = level + 1 if len(tops) == 1 else level + 2
        if len(tops) > 1:
            title = builder.numbered(f"{level_name}: {top.goal.name}", (*number, index))
            blocks.append(Heading(f"mal-{top.goal.slug}", level + 1, title))
        blocks += builder.optional_text(
            f"{folder}/{top.goal.slug}.md", f"mal-{top.goal.slug}-text", level + 1
        )
        for place, view in enumerate(top.children, start=1):
            title = view.goal.name
            title = builder.numbered(title, (*number, place)) if len(tops) == 1 else title
            blocks += _goal(builder, section, view, title, below)
    return blocks


def _goal(builder: Any, section: Section, view: Any, title: str, level: int) -> list[Block]:
    id = f"mal-{view.goal.slug}"
    blocks: list[Block] = [
        Heading(id, level, title),
        FactList(f"{id}-fakta", tuple(_facts(builder, view))),
    ]
    folder = section.options.get("comments", "resultatmal")
    blocks += builder.optional_text(f"{folder}/{view.goal.slug}.md", f"{id}-text", level)
    if view.indicators:
        blocks.append(_table(builder, view, f"{id}-indikatorer"))
    if "work" in section.options:
        blocks += of_goal(builder, view, f"{id}-uppdrag", section.options["work"])
    if LISTED in section.options.get("each", ()):
        blocks += _listed(builder, section, view, id)
    for row in view.indicators:
        blocks += _indicator(builder, section, view, row, level + 1)
    return blocks


def _listed(builder: Any, section: Section, view: Any, id: str) -> list[Block]:
    """What is said of the indicators as one list below their table, each with its name."""
    items: list[Runs] = []
    for row in view.indicators:
        said = _said(builder, section, view, row, 4)
        if runs := tuple(run for block in said if isinstance(block, Paragraph) for run in block.runs):
            items.append((Text(f"{row.name}: ", strong=True), *runs))
    return [List(f"{id}-kommentarer", tuple(items))] if items else []


def _said(builder: Any, section: Section, view: Any, row: Any, level: int) -> list[Block]:
    folder = section.options.get("indicators", "indikatorer")
    file, id = f"{folder}/{row.indicator.slug}.md", f"ind-{view.goal.slug}-{row.indicator.slug}-text"
    found: list[Block] = builder.optional_text(file, id, level)
    return found


def _facts(builder: Any, view: Any) -> list[Fact]:
    """The verdict first; the rule's suggestion beside it when the two differ, with the reason."""
    facts = [Fact("Bedömning", (status_of(view.decided),))]
    if view.differs:
        facts.append(Fact("Förslag enligt regel", (status_of(view.suggested),)))
        if view.reason:
            facts.append(Fact("Skäl", _words(builder, view.reason, f"beslut:{view.goal.slug}")))
    return facts + agenda_facts(builder, view)


def agenda_facts(builder: Any, view: Any) -> list[Fact]:
    """Which global goals and which part of the region's strategy a goal serves."""
    facts, names = [], builder.context.agenda
    listed = [int(n) for n in view.goal.agenda2030]
    if listed:
        said = ", ".join(
            f"mål\u00a0{n} {names[n].lower()}" if n in names else f"mål\u00a0{n}" for n in listed
        )
        facts.append(Fact("Agenda 2030", (Text(said[:1].upper() + said[1:]),)))
    if view.goal.strategy:
        facts.append(Fact("Regional strategi", (Text(", ".join(view.goal.strategy)),)))
    return facts


def _words(builder: Any, text: str, file: str) -> Runs:
    """A reason somebody wrote, with its placeholders filled."""
    found = prose_blocks(text, file, "skal", 4, builder.resolve, builder.context.problems)
    return tuple(run for block in found if isinstance(block, Paragraph) for run in block.runs)


def _table(builder: Any, view: Any, id: str) -> Table:
    """Result and target with the sexes, last year and Sweden; a column nobody has a value for is left out."""
    one, several = indicator_words(builder.context.template.board)
    previous = f"{year_of(builder.context.period.last) - 1}"
    candidates: list[tuple[str, str]] = [
        ("Resultat", "measurement"),
        ("Mål", "target"),
        ("Kvinnor", "women"),
        ("Män", "men"),
        (previous, "previous"),
        ("Riket", "benchmark"),
    ]
    always = ("measurement", "target")
    shown = [
        (label, key)
        for label, key in candidates
        if key in always or any(_has_value(getattr(row, key)) for row in view.indicators)
    ]
    wordy = any(_is_long(_printed_target(row)) for row in view.indicators)
    notes: dict[Runs, Note] = {}
    rows = [_row(builder, row, [key for _, key in shown], notes, id) for row in view.indicators]
    columns = (
        Column(one, width=13),
        *(Column(label, "right", 7 if key == "target" and wordy else 6) for label, key in shown),
        *(Column(head, width=11) for head in _verdict_heads(builder)),
    )
    caption = f"{several} för {view.goal.name}, {builder.context.period.text()}"
    return Table(id, caption, columns, tuple(rows), tuple(notes.values()))


def _is_long(target: str) -> bool:
    return len(target) > (SHORT_WORD if target.isalpha() else SHORT_TARGET)


def _verdict_heads(builder: Any) -> tuple[str, ...]:
    """One verdict, or two where the model assesses development and target apart."""
    model = models().get(builder.context.template.board)
    two = model is not None and model.target_rule is not None
    return ("Utveckling", "Måluppfyllelse") if two else ("Status",)


def _row(builder: Any, row: Any, keys: list[str], notes: dict[Runs, Note], id: str) -> Row:
    said: list[Runs] = [(Text(text),) for text in _remarks(row)]
    if decided := _decided(row):
        said.append(_words(builder, decided, f"beslut:{row.indicator.slug}"))
    name: Runs = (Text(_named(row)),)
    for words in said:
        note = notes.setdefault(words, Note(f"{id}-not-{len(notes) + 1}", words))
        name = (*name, NoteRef(note.id))
    cells = [name, *(indicator_cell(builder, row, key) for key in keys), (status_of(row.in_force.grade),)]
    if len(_verdict_heads(builder)) > 1:
        cells.append((status_of(row.target_verdict.grade),))
    return Row(tuple(cells))


def _remarks(row: Any) -> list[str]:
    """What must be said about the row: another period, a change of method, why no value or no verdict."""
    found = list(row.measurement.notes) if row.measurement is not None else []
    figure = row.measurement.figure if row.measurement is not None else None
    if figure is not None and figure.value is None and not row.measurement.word and figure.reason is not None:
        found.append(f"Värde saknas: {figure.reason.label}.")
    elif row.in_force.grade is None and row.verdict.reason:
        found.append(row.verdict.reason)
    if row.target is not None and (
        said := said_beside(row.target, row.indicator.value_unit, row.indicator.decimals)
    ):
        found.append(f"Målet i ord: {said}.")
    if row.link.baseline:
        found.append("Basmätning: den första mätningen bedöms inte.")
    return list(dict.fromkeys(found))


def _decided(row: Any) -> str:
    """What the rule suggests, and why a person decided otherwise; nothing where they agree."""
    if row.decided is None or row.decided == row.suggested:
        return ""
    why = row.reason or "Inget skäl är angivet."
    if row.suggested is None:
        return f"Regeln ger inget förslag. Skäl till bedömningen: {why}"
    return f"Regelns förslag är {row.suggested.word.lower()}. Skäl till bedömningen: {why}"


def _printed_target(row: Any) -> str:
    if row.target is None:
        return ""
    return target_text(row.target, row.indicator.value_unit, row.indicator.decimals)


def indicator_cell(builder: Any, row: Any, key: str) -> Runs:
    """An indicator's value, its target or one of the values beside it, as a cell."""
    if key == "target":
        if row.target is None:
            return (Text(NO_VALUE),)
        board = builder.context.template.board
        return (builder.book.target(row.indicator, row.target, board),)
    found = getattr(row, key)
    if found is None or (key not in ("measurement", "previous") and not _has_value(found)):
        return ()
    beside = found.figure.unit.code in BESIDE
    return (builder.book.of(found, unit=beside, strong=key == "measurement"),)


def _named(row: Any) -> str:
    """The indicator with its unit, when that is not one of those that fit beside every value."""
    found = row.measurement
    label = found.figure.unit.label() if found is not None and not found.word else ""
    code = found.figure.unit.code if found is not None else ""
    if not label or code in BESIDE or label.lower() in row.name.lower():
        return row.name
    return f"{row.name} ({label})"


def _has_value(found: Any) -> bool:
    """A sum over no rows is 0 and says nothing: nobody has split it by sex, or published it for Sweden."""
    return found is not None and found.rows > 0 and (found.figure.value is not None or bool(found.word))


def _indicator(builder: Any, section: Section, view: Any, row: Any, level: int) -> list[Block]:
    """What is said about one indicator: comment, chart, whom it is about, method and source."""
    id = f"ind-{view.goal.slug}-{row.indicator.slug}"
    each = section.options.get("each") or ABOUT_INDICATORS
    said = _said(builder, section, view, row, level) if "text" in each else []
    chart = history(builder, row, id) if "chart" in each else None
    blocks = [*said, chart] if chart is not None else [*said]
    if "facts" in each and (facts := _about(builder, row)):
        blocks.append(FactList(f"{id}-fakta", tuple(facts)))
    if blocks == [chart]:  # its caption names the indicator
        return blocks
    return [Heading(id, min(level, 4), row.name), *blocks] if blocks else []


def _about(builder: Any, row: Any) -> list[Fact]:
    """Whom an indicator is about, how it is measured, and from what."""
    facts = []
    if row.link.unit_id != builder.context.template.board:
        facts.append(Fact("Avser", (Text(builder.context.unit_name(row.link.unit_id)),)))
    facts += [
        Fact(label, (Text(text),))
        for label, text in (("Mätmetod", row.indicator.method), ("Datakälla", row.indicator.source))
        if text
    ]
    return facts
