# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapters of internal control: what was checked and found, and the risks as a picture and a table."""

from __future__ import annotations

from typing import Any

from malram.charts import matrix
from malram.control.queries import Point
from malram.control.words import CONSEQUENCE, LIKELIHOOD, RESULTS, TONES
from malram.reports.blocks import Block, ChartBlock, Column, Paragraph, Row, Runs, StatusRun, Table, Text
from malram.reports.chapters import title_of
from malram.reports.template import Section
from malram.values import NO_VALUE


def controls(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """What was checked, what was found and what is done; with `verdicts` the result in its own column."""
    chosen, kinds, scopes = (section.options.get(key) for key in ("ids", "kinds", "scopes"))
    found: list[Point] = [
        one
        for one in builder.context.registers.controls
        if (not chosen or one.id in chosen)
        and (not kinds or one.kind in kinds)
        and (not scopes or one.scope in scopes)
    ]
    if not found:
        return [Paragraph(f"{section.id}-tom", (Text("Inga kontroller har redovisats för perioden."),))]
    verdicts = bool(section.options.get("verdicts"))
    columns = [Column("Kontrollmoment", width=6), Column("Resultat", width=8), Column("Åtgärd", width=8)]
    if verdicts:
        columns.insert(1, Column("Bedömning", width=5))
    rows = tuple(_row(one, verdicts) for one in found)
    return [Table(f"{section.id}-tabell", title_of(builder, section), tuple(columns), rows)]


def _row(one: Point, verdicts: bool) -> Row:
    finding = one.finding or ("" if verdicts else str(RESULTS.get(one.result, "")))
    done = "; ".join(text for text in (one.measures, *one.done, *one.actions) if text)
    cells: list[Runs] = [(Text(_first_upper(one.title)),), (Text(_first_upper(finding) or NO_VALUE),)]
    if verdicts:
        symbol, tone = TONES[one.result]
        word = _first_upper(str(RESULTS.get(one.result, "inte kontrollerad")))
        cells.insert(1, (StatusRun(one.result, word, symbol, tone),))
    return Row((*cells, (Text(_first_upper(done) or NO_VALUE),)))


def risks(builder: Any, section: Section, level: int, number: tuple[int, ...]) -> list[Block]:
    """The board's risks as a matrix and as a table, the greatest first."""
    found = builder.context.registers.risks
    if not found:
        return [Paragraph(f"{section.id}-tom", (Text("Ingen riskanalys är inskriven för året."),))]
    likely, grave = (list(map(str, words)) for words in (LIKELIHOOD, CONSEQUENCE))
    title = title_of(builder, section)
    places = [(one.likelihood, one.consequence) for one in found]
    drawn = matrix(places, likely, grave, f"{title}: antal risker", id=f"{section.id}-matris")
    heads = tuple(Column(head) for head in drawn.rows[0])
    cells = tuple(Row(tuple((Text(text),) for text in row)) for row in drawn.rows[1:])
    rows = tuple(
        Row(
            (
                (Text(one.title),),
                (Text(f"{one.likelihood}, {LIKELIHOOD[one.likelihood - 1]}"),),
                (Text(f"{one.consequence}, {CONSEQUENCE[one.consequence - 1]}"),),
                (Text(str(one.value)),),
            )
        )
        for one in found
    )
    columns = (
        *(Column("Risk", width=6), Column("Sannolikhet", width=3), Column("Konsekvens", width=3)),
        Column("Riskvärde", "right", 2),
    )
    return [
        ChartBlock(drawn.id, drawn, title, heads, cells),
        Table(f"{section.id}-tabell", title, columns, rows),
    ]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
