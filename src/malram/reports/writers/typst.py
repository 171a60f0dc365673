# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF through Typst: tagged for accessibility (PDF/UA-1), kept for long (PDF/A-3a), the ledger inside.

All text reaches Typst as string literals, never as markup, so that nothing an author or a source file
says can become code. The layout itself stands in `report.typ`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typst

from malram.charts import svg
from malram.charts.render import FONTS
from malram.reports.blocks import (
    Block,
    Callout,
    ChartBlock,
    Document,
    FactList,
    FigureRun,
    Heading,
    Ledger,
    List,
    NoteRef,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Runs,
    StatusRun,
    Table,
    Text,
)
from malram.reports.dates import day_text
from malram.reports.json_form import to_json
from malram.reports.writers.together import is_long, leads_in

LAYOUT = Path(__file__).with_name("report.typ")
STANDARDS = ["ua-1", "a-3a"]
ACCENT = "#00566b"  # as in look's tokens


class Typeset(NamedTuple):
    """The finished PDF, and on what page of it each heading stands, in their order."""

    pdf: bytes
    pages: list[int]


def typeset(document: Document, ledger: Ledger) -> Typeset:
    """Lay the document out once for both answers: the same document and ledger give the same bytes."""
    when = datetime.fromisoformat(document.date or "2000-01-01").replace(tzinfo=UTC)
    fonts = [str(FONTS)] if FONTS.is_dir() else []
    with TemporaryDirectory(prefix="malram-typst-") as folder:
        source = Path(folder) / "report.typ"  # the compiler answers queries about files only
        source.write_text(typst_source(document, ledger), encoding="utf-8")
        compiler = typst.Compiler(str(source), font_paths=fonts, ignore_system_fonts=True)
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=when)
        pages = compiler.query("<heading-pages>", field="value", one=True)
    return Typeset(pdf, json.loads(pages))


def write_pdf(document: Document, ledger: Ledger) -> bytes:
    """The finished PDF."""
    return typeset(document, ledger).pdf


def heading_pages(document: Document) -> list[int]:
    """On what page of the PDF each heading stands, in their order."""
    return typeset(document, Ledger()).pages


def typst_source(document: Document, ledger: Ledger) -> str:
    notes = {note.id: note.runs for note in document.notes}
    cover = {
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "date": day_text(document.date),
        "case-number": document.case_number,
        "label": document.label,
        "colour": document.accent or ACCENT,
        "lang": document.language,
    }
    arguments = ", ".join(f"{name}: {literal(value)}" for name, value in cover.items())
    parts = [LAYOUT.read_text(encoding="utf-8"), f"#show: report.with({arguments})", _attached(ledger)]
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        written = _block(block, notes)
        parts.append(f"#leading-in[{written}]" if leads_in(block, after) else written)
    return "\n".join(parts) + "\n"


def literal(text: str) -> str:
    """A Typst string. Characters no text has, such as NUL, are left out."""
    shown = text
    if not text.isprintable():
        shown = "".join(c for c in text if c.isprintable() or c in "\n\t\u00a0\u00ad\u2009\u202f")
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _attached(ledger: Ledger) -> str:
    return (
        f'#pdf.attach("ledger.json", bytes({literal(to_json(ledger))}), relationship: "data",'
        ' mime-type: "application/json", description: "Rapportens alla tal med härkomst")'
    )


def _block(block: Block, notes: dict[str, Runs]) -> str:
    match block:
        case Heading():
            return f"#head({block.level}, {literal(block.text)})"
        case Paragraph():
            return f"#para({literal(block.style)}, {_content(block.runs, notes)})"
        case List():
            items = ", ".join(_content(item, notes) for item in block.items)
            return f"#{'enum' if block.ordered else 'list'}({items})"
        case FactList():
            facts = ", ".join(f"({literal(f.label)}, {_content(f.runs, notes)})" for f in block.facts)
            return f"#facts({facts})"
        case Callout():
            return f"#callout({literal(block.tone)}, {_content(block.runs, notes)})"
        case Table():
            return _table(block)
        case ChartBlock():
            drawn = literal(svg(block.chart))
            return f"#chart({literal(block.caption)}, {drawn}, {literal(block.chart.alt)})"
        case PageBreak():
            return "#pagebreak(weak: true)"


def _table(table: Table) -> str:
    signs = {note.id: sign for note, sign in zip(table.notes, "abcdefghijklmnopqrstuvwxyz", strict=False)}
    widths = _array(f"{column.width}fr" for column in table.columns)
    aligns = _array(column.align for column in table.columns)
    heads = _array(literal(column.label) for column in table.columns)
    rows = _array(f"({literal(row.role)}, {_cells(row, signs)})" for row in table.rows)
    notes = _array(f"({literal(signs[note.id])}, {_content(note.runs, {})})" for note in table.notes)
    compact, long = ("true" if said else "false" for said in (table.compact, is_long(table)))
    return (
        f"#report-table({literal(table.caption)}, {widths}, {aligns}, {heads}, {rows},"
        f" compact: {compact}, long: {long}, notes: {notes})"
    )


def _cells(row: Row, signs: dict[str, str]) -> str:
    return _array(_content(cell, {}, signs) for cell in row.cells)


def _array(items) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _content(runs: Runs, notes: dict[str, Runs], signs: dict[str, str] | None = None) -> str:
    return "[" + "".join(_run(run, notes, signs or {}) for run in runs) + "]"


def _run(run: Run, notes: dict[str, Runs], signs: dict[str, str]) -> str:
    match run:
        case Text():
            words = f"#{literal(run.text)}"
            if run.strong:
                words = f"#strong[{words}]"
            return f"#emph[{words}]" if run.emphasis else words
        case FigureRun():
            return f"#figure-run({literal(run.text)}, {'true' if run.strong else 'false'})"
        case StatusRun():
            return f"#status({literal(run.tone)}, {literal(run.symbol)}, {literal(run.word)})"
        case NoteRef():
            if run.note in signs:
                return f"#mark({literal(signs[run.note])})"
            return f"#footnote({_content(notes[run.note], {})})" if run.note in notes else ""
