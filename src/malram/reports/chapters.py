# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters besides goals and registers: statements, tables, charts and their values, sources."""

from __future__ import annotations

from typing import Any

from malram.charts import Chart, trend
from malram.economy.notes import with_notes
from malram.facts.authored import nearest
from malram.facts.problems import Problem
from malram.reports.blocks import Block, ChartBlock, Column, Note, NoteRef, Paragraph, Row, Runs, Table, Text
from malram.reports.prose import prose_blocks
from malram.reports.series import HEIGHT, MONTHS, month_columns
from malram.reports.template import Section
from malram.values import NO_VALUE, Period, month_text, year_of


def statement(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """A statement as a table; its unit stands once in the caption, so cells print digits only."""
    name = section.options["layout"]
    statements = builder.context.statements
    if name not in statements:
        message = f"Uppställningen '{name}' finns inte."
        builder.context.problems.append(
            Problem("R020", section.place, message, nearest(name, set(statements)) if statements else "")
        )
        return []
    found = statements[name]
    keys = [key for key in section.options.get("columns") or found.keys if key in found.keys]
    shown = found.only(keys, section.options.get("rows"))
    found = with_notes(shown)
    rows = list(found.rows)
    notes: dict[str, Note] = {}
    made = tuple(_statement_row(builder, found, row, keys, notes, section.id) for row in rows)
    heads = [found.columns[found.keys.index(key)] for key in keys]
    columns = (Column("", width=5), *(Column(head, "right", 2) for head in heads))
    listed = [*notes.values()]
    listed += [Note(f"{section.id}-not-allman-{i}", (Text(note),)) for i, note in enumerate(found.notes, 1)]
    caption = f"{found.title.removesuffix(_money(rows))}, {found.period.text()}{_money(rows)}"
    return [Table(f"{section.id}-tabell", caption, columns, made, tuple(listed))]


def _statement_row(
    builder: Any, found: Any, row: Any, keys: list[str], notes: dict[str, Note], id: str
) -> Row:
    label: Runs = (Text(row.label),)
    for said in row.notes:
        note = notes.setdefault(said, Note(f"{id}-not-{len(notes) + 1}", (Text(said),)))
        label = (*label, NoteRef(note.id))
    cells = [label]
    for key in keys:
        cell = row.cells[found.keys.index(key)]
        derivation = found.derivation(row.id, key)
        shown: Runs = (Text(NO_VALUE),) if cell is None else (builder.book.of(cell, derivation, unit=False),)
        cells.append(shown)
    return Row(tuple(cells), row.role)


def _money(rows: list[Any]) -> str:
    for row in rows:
        for cell in row.cells:
            if cell is not None and cell.figure.unit.kind == "money":
                return f", {cell.figure.unit.label()}"
    return ""


def table(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """A table whose cells are short texts with placeholders; the first column says what the row is about."""
    heads = section.options["columns"]
    columns = tuple(
        Column(builder.context.filled(str(head)), "right" if index else "left", 2 if index else 5)
        for index, head in enumerate(heads)
    )
    rows = tuple(_table_row(builder, section, row) for row in section.options["rows"])
    said = section.options.get("note")
    notes = (Note(f"{section.id}-not", _cell(builder, section, said)),) if said else ()
    caption = builder.context.filled(section.options.get("caption") or section.title)
    return [Table(f"{section.id}-tabell", caption, columns, rows, notes)]


def _table_row(builder: Any, section: Section, row: Any) -> Row:
    """A row is its cells, or a role with its cells: `{total: […]}` or `{of-which: […]}`."""
    [(role, cells)] = row.items() if isinstance(row, dict) else [("item", row)]
    if (patterns := section.options.get("cells")) is not None:
        label, *words = cells
        cells = [label, *(_filled(str(pattern), words) for pattern in patterns)]
    return Row(tuple(_cell(builder, section, cell) for cell in cells), role)


def _filled(pattern: str, words: list[str]) -> str:
    """A pattern for the cells of a column, with a row's words in the place of `{1}` and `{2}`."""
    first, second = (*map(str, words), "", "")[:2]
    return pattern.replace("{1}", first).replace("{2}", second)


def _cell(builder: Any, section: Section, text: Any) -> Runs:
    found = prose_blocks(
        str(text), section.place.file, section.id, 4, builder.resolve, builder.context.problems
    )
    return tuple(run for block in found if isinstance(block, Paragraph) for run in block.runs)


def chart(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """One of the board's measures month by month over two years, with another beside, such as its budget."""
    m, last = builder.context.measurements, builder.context.period.last
    names = [name for key in ("measure", "beside") if (name := section.options.get(key))]
    for name in names:
        if name not in m.catalogue:
            problem = Problem(
                "R021", section.place, f"Måttet '{name}' finns inte.", nearest(name, m.catalogue.ids)
            )
            builder.context.problems.append(problem)
            return []
    months = [
        month
        for month in range(last - MONTHS + 1, last + 1)
        if m.value(names[0], builder.context.template.board, Period.month(month)).figure.shown
    ]
    if not months:
        return []
    lines = [m.series(name, builder.context.template.board, months, "month") for name in names]
    label = lines[0][-1].figure.unit.label()
    heads = [f"{m.catalogue[name].label} ({label})" if label else m.catalogue[name].label for name in names]
    columns = (Column("Månad"), *(Column(head, "right") for head in heads))
    rows = tuple(
        Row(((Text(month_text(month)),), *((builder.book.of(line[i], unit=False),) for line in lines)))
        for i, month in enumerate(months)
    )
    drawn = _drawn(section, title_of(builder, section), months, lines)
    return [ChartBlock(drawn.id, drawn, f"{m.catalogue[names[0]].label}, per månad", columns, rows)]


def _drawn(section: Section, title: str, months: list[int], lines: list[Any]) -> Chart:
    curves = [
        [(month, found.figure.value) for month, found in zip(months, line, strict=True)] for line in lines
    ]
    figure = lines[0][-1].figure
    return trend(
        curves[0],
        title,
        figure.unit.label(),
        figure.decimals,
        benchmark=curves[1] if len(curves) > 1 else None,
        benchmark_name=section.options.get("label", "budget"),
        id=f"{section.id}-diagram",
        subtitle=False,
        height=HEIGHT,
    )


def chart_values(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Every value the charts draw, for whoever cannot or will not read a curve."""
    blocks: list[Block] = []
    by_month = [chart for chart in builder.context.charted if not chart.by_year]
    if by_month:
        rows = tuple(row for chart in by_month for row in _by_month(builder, chart))
        columns = tuple(month_columns())
        blocks.append(
            Table(f"{section.id}-manad", "Diagrammens värden per månad", columns, rows, compact=True)
        )
    by_year = [chart for chart in builder.context.charted if chart.by_year]
    if by_year:
        years = sorted({year_of(month) for chart in by_year for month, _ in chart.points})
        head = (Column("Indikator", width=6), *(Column(str(year), "right", 2) for year in years))
        rows = tuple(_by_year(builder, chart, years) for chart in by_year)
        blocks.append(Table(f"{section.id}-ar", "Diagrammens värden per år", head, rows, compact=True))
    return blocks


def _by_month(builder: Any, chart: Any) -> list[Row]:
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    values = dict(chart.points)
    rows = [Row(((Text(title),),), "group")]
    for year in sorted({year_of(month) for month in values}):
        cells: list[Runs] = [(Text(str(year)),)]
        for month in range(12 * year, 12 * year + 12):
            cells.append((builder.book.of(values[month], unit=False),) if month in values else ())
        rows.append(Row(tuple(cells)))
    return rows


def _by_year(builder: Any, chart: Any, years: list[int]) -> Row:
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    values = {year_of(month): found for month, found in chart.points}
    cells = [(builder.book.of(values[year], unit=False),) if year in values else () for year in years]
    return Row(((Text(title),), *cells))


def sources(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """Every measure the report has printed, with its definition and source."""
    catalogue = builder.context.measurements.catalogue
    used: dict[str, set[str]] = {}
    for entry in builder.book.ledger.entries:
        if entry.measure in catalogue:
            used.setdefault(entry.measure, set()).add(entry.period)
    rows = []
    for measure in sorted((catalogue[name] for name in used), key=lambda m: m.label):
        said = measure.method or NO_VALUE
        rows.append(Row(((Text(measure.label),), (Text(said),), (Text(measure.source or NO_VALUE),))))
    columns = (Column("Mått", width=4), Column("Definition", width=5), Column("Källa", width=3))
    return [Table(f"{section.id}-tabell", title_of(builder, section), columns, tuple(rows), compact=True)]


def title_of(builder: Any, section: Section) -> str:
    return builder.context.filled(section.title)
