# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""HTML: the report as a page that can be read, searched and listened to, without JavaScript.

`fragment` is the report inside a page of ours; `page` stands alone, with its style and type embedded,
so that it can be sent or kept as one file.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from malram.charts import svg
from malram.reports.blocks import (
    Block,
    Callout,
    ChartBlock,
    Column,
    Document,
    FactList,
    FigureRun,
    Heading,
    Ledger,
    LedgerEntry,
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

LinkOf = Callable[[LedgerEntry], str | None]
LOOK = Path(__file__).resolve().parents[2] / "look"
SHEETS = ("tokens", "base", "figure", "chart", "table", "reading")
REPORT_SHEET = LOOK / "static" / "look" / "report.css"


def no_link(entry: LedgerEntry) -> str | None:
    return None


def fragment(
    document: Document, ledger: Ledger, link: LinkOf = no_link, top: int = 1, cover: bool = True
) -> str:
    """The report as one article. The report's title has heading level `top`, its chapters the next one;
    a page that says the title itself leaves the cover out.
    """
    return _Writer(document, ledger, link, top).article(cover)


def table_of_contents(document: Document, depth: int = 3) -> str:
    """The headings as a navigation; every entry leads to its place in the article."""
    found = [block for block in document.blocks if isinstance(block, Heading) and block.level <= depth]
    parts, level = ['<nav class="toc" aria-label="Innehåll">'], 0
    for heading in found:
        parts.append("<ol><li>" * max(heading.level - level, 0))
        parts.append(
            "</li></ol>" * max(level - heading.level, 0) + ("</li><li>" if heading.level <= level else "")
        )
        parts.append(f'<a href="#{escape(heading.id)}">{escape(heading.text)}</a>')
        level = heading.level
    return "".join([*parts, "</li></ol>" * level, "</nav>"])


def page(document: Document, ledger: Ledger, link: LinkOf = no_link) -> str:
    """The whole report as one file."""
    title = f"{document.title} – {document.organisation}"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_style()}{_cover_colour(document)}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#rapport">Till innehållet</a>\n'
        f'<div class="report-page"><div class="reading">{table_of_contents(document)}\n'
        f'<main id="rapport">{fragment(document, ledger, link, top=1)}</main></div></div>\n</body>\n</html>\n'
    )


def _style() -> str:
    sheets = [LOOK / "static" / "look" / f"{name}.css" for name in SHEETS]
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file())
    return _faces() + text + REPORT_SHEET.read_text(encoding="utf-8")


def _cover_colour(document: Document) -> str:
    return f".report-cover{{--cover:{escape(document.accent)}}}\n" if document.accent else ""


def _faces() -> str:
    """Our type inside the file. Only the two weights the page uses most: a third of a page's size each."""
    faces = []
    for file, weight in (("SourceSans3-Regular.woff2", 400), ("SourceSans3-Semibold.woff2", 600)):
        path = LOOK / "static" / "look" / "fonts" / file
        if path.is_file():
            data = b64encode(path.read_bytes()).decode()
            source = f"url(data:font/woff2;base64,{data}) format('woff2')"
            faces.append(f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};src:{source}}}\n")
    return "".join(faces)


class _Writer:
    """Writes one document; keeps the numbers of captions and notes as it goes."""

    def __init__(self, document: Document, ledger: Ledger, link: LinkOf, top: int) -> None:
        self.document, self.ledger, self.link, self.top = document, ledger, link, top
        self.tables = self.charts = 0
        self.notes = {note.id: note for note in document.notes}
        self.noted: list[str] = []

    def article(self, cover: bool) -> str:
        parts = [self.header()] if cover else []
        parts += [self.block(block) for block in self.document.blocks]
        body = "\n".join([*parts, self.footer()])
        return f'<article class="report" lang="{escape(self.document.language)}">\n{body}</article>\n'

    def header(self) -> str:
        d = self.document
        facts = [("Diarienummer", d.case_number), ("Datum", day_text(d.date))]
        listed = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in facts if text)
        label = f'<p class="report-label">{escape(d.label)}</p>' if d.label else ""
        return (
            '<header class="report-cover"><div class="report-band">'
            f'<p class="report-organisation">{escape(d.organisation)}</p>'
            f'<h{self.top} class="report-title">{escape(d.title)}</h{self.top}>'
            f'<p class="report-subtitle">{escape(d.subtitle)}</p></div>'
            f"<dl>{listed}</dl>{label}</header>"
        )

    def footer(self) -> str:
        if not self.noted:
            return ""
        items = "".join(
            f'<li id="not-{escape(n)}">{self.runs(self.notes[n].runs)}'
            f' <a href="#notref-{escape(n)}" aria-label="Tillbaka till texten">↩</a></li>'
            for n in self.noted
        )
        return f'<footer class="report-notes" aria-label="Noter"><ol>{items}</ol></footer>\n'

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(block.level + self.top, 6)
                return f'<h{level} id="{escape(block.id)}">{escape(block.text)}</h{level}>'
            case Paragraph():
                kind = "" if block.style == "body" else f' class="{escape(block.style)}"'
                return f'<p id="{escape(block.id)}"{kind}>{self.runs(block.runs)}</p>'
            case List():
                tag = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{self.runs(item)}</li>" for item in block.items)
                return f'<{tag} id="{escape(block.id)}">{items}</{tag}>'
            case FactList():
                facts = (f"<dt>{escape(f.label)}</dt><dd>{self.runs(f.runs)}</dd>" for f in block.facts)
                return f'<dl class="report-facts" id="{escape(block.id)}">{"".join(facts)}</dl>'
            case Callout():
                tone = escape(block.tone)
                return (
                    f'<p class="callout callout--{tone}" id="{escape(block.id)}">{self.runs(block.runs)}</p>'
                )
            case Table():
                return self.table(block)
            case ChartBlock():
                return self.chart(block)
            case PageBreak():
                return ""

    def table(self, table: Table) -> str:
        self.tables += 1
        signs = {note.id: s for note, s in zip(table.notes, "abcdefghijklmnopqrstuvwxyz", strict=False)}
        caption = f"<strong>Tabell {self.tables}.</strong> {escape(table.caption)}"
        grid = self.grid(caption, table.columns, table.rows, signs, table.row_headers)
        notes = "".join(
            f'<p class="small table-note" id="not-{escape(n.id)}"><sup>{signs[n.id]}</sup>'
            f" {self.runs(n.runs)}</p>"
            for n in table.notes
        )
        # The scrolling frame can be reached from the keyboard, since it may hold nothing that can.
        compact = " table--compact" if table.compact else ""
        return (
            f'<div class="table{compact}" id="{escape(table.id)}" role="region" tabindex="0"'
            f' aria-label="{escape(table.caption)}">{grid}</div>{notes}'
        )

    def grid(
        self,
        caption: str,
        columns: tuple[Column, ...],
        rows: Iterable[Row],
        signs: dict[str, str],
        row_headers: bool = True,
    ) -> str:
        heads = "".join(map(_head, columns))
        body = "".join(self.row(row, columns, signs, row_headers) for row in rows)
        said = f"<caption>{caption}</caption>" if caption else ""
        return f"<table>{said}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"

    def row(self, row: Row, columns: tuple[Column, ...], signs: dict[str, str], row_headers: bool) -> str:
        kind = "" if row.role == "item" else f' class="row-{escape(row.role)}"'
        if row.role == "group":
            words = self.runs(row.cells[0], signs)
            return f'<tr{kind}><th scope="rowgroup" colspan="{len(columns)}">{words}</th></tr>'
        cells = []
        for index, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            tag, scope = ("th", ' scope="row"') if index == 0 and row_headers else ("td", "")
            cells.append(f"<{tag}{scope}{_number(column)}>{self.runs(cell, signs)}</{tag}>")
        return f"<tr{kind}>{''.join(cells)}</tr>"

    def chart(self, block: ChartBlock) -> str:
        self.charts += 1
        caption = f"<strong>Diagram {self.charts}.</strong> {escape(block.caption)}"
        drawn = svg(block.chart, prefix=block.id)
        alt = escape(block.chart.alt)
        # What Vega says about axes and marks would be read out piece by piece; the alternative says it whole.
        drawn = f'<div class="chart__drawing" role="img" aria-label="{alt}">{_silent(drawn)}</div>'
        details = ""
        if block.rows:
            grid = self.grid(escape(block.caption), block.columns, block.rows, {})
            shown = f'<div class="table table--fit">{grid}</div>'
            details = f"<details><summary>Visa som tabell</summary>{shown}</details>"
        caption = f"<figcaption>{caption}</figcaption>"
        return f'<figure class="chart" id="{escape(block.id)}">{caption}{drawn}{details}</figure>'

    def runs(self, runs: Runs, signs: dict[str, str] | None = None) -> str:
        return "".join(self.run(run, signs or {}) for run in runs)

    def run(self, run: Run, signs: dict[str, str]) -> str:
        match run:
            case Text():
                words = escape(run.text)
                words = f"<strong>{words}</strong>" if run.strong else words
                return f"<em>{words}</em>" if run.emphasis else words
            case FigureRun():
                return self.figure(run)
            case StatusRun():
                symbol = f'<span class="grade__symbol" aria-hidden="true">{escape(run.symbol)}</span>'
                return f'<span class="grade grade--{escape(run.tone)}">{symbol} {escape(run.word)}</span>'
            case NoteRef():
                return self.note(run.note, signs)

    def figure(self, run: FigureRun) -> str:
        entry = self.ledger[run.entry]
        target = self.link(entry)
        words = f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text)
        reason = f' title="{escape(entry.note)}"' if entry.note and not entry.exact else ""
        data = f'class="figure" data-ledger="{escape(run.entry)}"{reason}'
        return f'<a {data} href="{escape(target)}">{words}</a>' if target else f"<span {data}>{words}</span>"

    def note(self, note: str, signs: dict[str, str]) -> str:
        if note in signs:
            return f'<sup><a href="#not-{escape(note)}">{signs[note]}</a></sup>'
        if note not in self.notes:
            return ""
        first = note not in self.noted
        if first:
            self.noted.append(note)
        place = f' id="notref-{escape(note)}"' if first else ""
        number = self.noted.index(note) + 1
        return f'<sup{place}><a href="#not-{escape(note)}" aria-label="Not {number}">{number}</a></sup>'


def _head(column: Column) -> str:
    """A column's head; one without words is an empty cell, since a head that says nothing is read out."""
    if not column.label:
        return "<td></td>"
    return f'<th scope="col"{_number(column)}>{escape(column.label)}</th>'


def _number(column: Column) -> str:
    return ' class="number"' if column.align == "right" else ""


def _silent(drawn: str) -> str:
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
