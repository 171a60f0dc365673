# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word: real headings, styles, tables, notes and contents, so that somebody can go on writing in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest

from docx import Document as new_word_document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm

from malram.charts import png
from malram.reports.blocks import (
    Block,
    Callout,
    ChartBlock,
    Column,
    Document,
    FactList,
    Heading,
    Ledger,
    List,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from malram.reports.dates import day_text
from malram.reports.writers import docx_xml as xml
from malram.reports.writers.docx_fonts import embed_fonts
from malram.reports.writers.docx_styles import TEXT_WIDTH, prepare
from malram.reports.writers.together import is_long, leads_in

TEXT_INSET = 110  # twentieths of a point
LONGEST_PROPERTY = 255  # what the format allows
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def write_docx(document: Document, ledger: Ledger, pages: Sequence[int] = ()) -> bytes:
    """The finished file: the same document gives the same bytes.

    `pages` are the headings' page numbers, shown in the contents until Word has counted its own, which it
    does when the file is opened.
    """
    return _Writer(document, pages).write()


class _Writer:
    def __init__(self, document: Document, pages: Sequence[int]) -> None:
        self.document = document
        headings = [block.id for block in document.blocks if isinstance(block, Heading)]
        self.pages = dict(zip(headings, pages, strict=False))
        self.word: WordDocument = new_word_document()
        self.body = self.word.element.body
        self.tables = self.charts = self.pictures = self.bookmarks = 0
        self.new_page = False  # whether the next block begins a page
        self.footnotes = {note.id: number for number, note in enumerate(document.notes, start=1)}

    def write(self) -> bytes:
        prepare(self.word, self.document.language, self.document.accent)
        self.page_setup()
        self.properties()
        embed_fonts(self.word)
        self.add_footnotes()
        self.cover()
        self.contents()
        for block, after in zip_longest(self.document.blocks, self.document.blocks[1:]):
            self.block(block, after)
        buffer = io.BytesIO()
        self.word.save(buffer)
        return _same_bytes(buffer.getvalue())

    def add(self, text: str):
        made = xml.element(text)
        self.body.insert(len(self.body) - 1, made)  # the section's properties stay last
        return made

    # -- the frame ---------------------------------------------------------------------------------

    def page_setup(self) -> None:
        section = self.word.sections[0]
        section.start_type = WD_SECTION.NEW_PAGE
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(27)
        section.top_margin, section.bottom_margin = Mm(30), Mm(25)
        section.header_distance = section.footer_distance = Mm(13)
        section.different_first_page_header_footer = True
        d = self.document
        tab = "<w:r><w:tab/></w:r>"
        head = xml.run(d.organisation) + tab + xml.run(d.title)
        number = xml.run("Sida ") + xml.field("PAGE", "1") + xml.run(" av ") + xml.field("NUMPAGES", "1")
        for part, style, content in (
            (section.header, "Header", head),
            (section.footer, "Footer", xml.run(d.label) + tab + number),
        ):
            old = part.paragraphs[0]._p
            old.addprevious(xml.element(xml.paragraph(style, content)))
            old.getparent().remove(old)

    def properties(self) -> None:
        d, core = self.document, self.word.core_properties
        when = datetime.fromisoformat(d.date or "2000-01-01").replace(tzinfo=UTC)
        given = {
            "title": f"{d.title} – {d.organisation}",
            "author": d.organisation,
            "last_modified_by": d.organisation,
            "subject": d.subtitle,
            "comments": d.label,
            "keywords": d.period,
            "language": "sv-SE" if d.language == "sv" else d.language,
        }
        for name, text in given.items():
            setattr(core, name, xml.clean_attribute(text)[:LONGEST_PROPERTY])
        core.created = core.modified = when.replace(tzinfo=None)
        core.revision = 1
        settings = self.word.settings.element
        settings.insert(0, xml.element('<w:updateFields w:val="true"/>'))

    def add_footnotes(self) -> None:
        if not self.document.notes:
            return
        rule = '<w:footnote w:type="{}" w:id="{}"><w:p><w:r><w:{}/></w:r></w:p></w:footnote>'
        parts = [rule.format("separator", -1, "separator")]
        parts.append(rule.format("continuationSeparator", 0, "continuationSeparator"))
        parts += [self.footnote(note) for note in self.document.notes]
        text = f"<w:footnotes {nsdecls('w', 'r')}>{''.join(parts)}</w:footnotes>"
        blob = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text.encode()
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, self.word.part.package)
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def footnote(self, note: Note) -> str:
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        content = mark + xml.run(" ") + xml.runs(note.runs, {})
        body = xml.paragraph("footnotetext", content)
        return f'<w:footnote w:id="{self.footnotes[note.id]}">{body}</w:footnote>'

    def cover(self) -> None:
        d = self.document
        self.add(xml.paragraph("Omslagorganisation", xml.run(d.organisation)))
        self.add(xml.paragraph("Title", xml.run(d.title)))
        self.add(xml.paragraph("Subtitle", xml.run(d.subtitle)))
        for label, text in (("Diarienummer", d.case_number), ("Datum", day_text(d.date))):
            if text:
                self.add(xml.paragraph("Omslaguppgift", xml.run(f"{label} {text}")))
        if d.label:
            self.add(xml.paragraph("Omslaguppgift", xml.run(d.label)))
        self.page_break()

    def contents(self) -> None:
        """A contents field that already holds its entries: some programs never compute it themselves."""
        self.add(xml.paragraph(self.style_id("Innehållsrubrik"), xml.run("Innehåll")))
        headings = [b for b in self.document.blocks if isinstance(b, Heading) and b.level <= 3]
        start = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for index, heading in enumerate(headings):
            name, shown = _bookmark(heading.id), str(self.pages.get(heading.id, ""))
            entry = xml.run(heading.text) + "<w:r><w:tab/></w:r>" + xml.field(f"PAGEREF {name} \\h", shown)
            link = f'<w:hyperlink w:anchor="{name}" w:history="1">{entry}</w:hyperlink>'
            begin = start if index == 0 else ""
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if index == len(headings) - 1 else ""
            self.add(xml.paragraph(self.style_id(f"toc {heading.level}"), begin + link + end))
        self.new_page = True

    def style_id(self, name: str) -> str:
        return self.word.styles[name].style_id

    def page_break(self) -> None:
        self.add('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')

    # -- the blocks --------------------------------------------------------------------------------

    def block(self, block: Block, after: Block | None) -> None:
        """Add a block. A heading begins its page itself: a break alone after a full page is an empty one."""
        begins = self.new_page
        self.new_page = isinstance(block, PageBreak)
        if begins and not isinstance(block, Heading | PageBreak):
            self.page_break()
        match block:
            case Heading():
                self.bookmarks += 1
                words = xml.bookmarked(self.bookmarks, _bookmark(block.id), xml.run(block.text))
                self.add(xml.paragraph(f"Heading{block.level}", words, new_page=begins))
            case Paragraph():
                style = {"lead": "Ingress", "small": "Litentext"}.get(block.style, "Normal")
                leads = leads_in(block, after)
                self.add(xml.paragraph(style, xml.runs(block.runs, self.footnotes), keep=leads))
            case List():
                style = "ListNumber" if block.ordered else "ListBullet"
                for item in block.items:
                    self.add(xml.paragraph(style, xml.runs(item, self.footnotes)))
            case FactList():
                for fact in block.facts:
                    label = xml.run(fact.label, colour=xml.COLOURS["quiet"]) + "<w:r><w:tab/></w:r>"
                    self.add(
                        xml.paragraph("Faktarad", label + xml.runs(fact.runs, self.footnotes), keep=True)
                    )
            case Callout():
                self.add(xml.paragraph("Ruta", xml.runs(block.runs, self.footnotes)))
            case Table():
                self.table(block)
            case ChartBlock():
                self.chart(block)

    def caption(self, kind: str, number: int, text: str) -> None:
        words = xml.run(f"{kind} ", bold=True) + xml.field(f"SEQ {kind} \\* ARABIC", str(number))
        self.add(xml.paragraph("Caption", words + xml.run(f". {text}"), keep=True))

    def table(self, table: Table) -> None:
        self.tables += 1
        self.caption("Tabell", self.tables, table.caption)
        widths = _widths(table.columns)
        small = "liten" if table.compact else ""
        heads = [
            xml.cell(
                width,
                xml.paragraph(f"Tabellhuvud{small}", xml.run(c.label), keep=True, align=_side(c)),
                inset=_inset(index, c),
            )
            for index, (c, width) in enumerate(zip(table.columns, widths, strict=True))
        ]
        signs = {note.id: s for note, s in zip(table.notes, "abcdefghijklmnopqrstuvwxyz", strict=False)}
        last, whole = len(table.rows) - 1, not is_long(table)
        rows = [xml.row(heads, header=True)]
        for index, line in enumerate(table.rows):
            # The first rows hold on to their head and the last to the one before: no row stands alone.
            keep = index in (0, last - 1) or line.role == "group" or (whole and index < last)
            rows.append(xml.row(self.cells(line, table, widths, signs, keep, f"Tabelltext{small}")))
        self.add(xml.table(widths, rows, table.caption))
        notes = [xml.run(signs[n.id], raised=True) + xml.run(" ") + xml.runs(n.runs, {}) for n in table.notes]
        *first, final = notes or [""]  # Word joins two tables that have nothing between them
        for note in first:
            self.add(xml.paragraph("Tabellnot", note, keep=True))
        self.add(xml.paragraph("Litentext", final))

    def cells(
        self, line: Row, table: Table, widths: list[int], signs: dict[str, str], keep: bool, style: str
    ) -> list[str]:
        bold = line.role in ("group", "subtotal", "total")
        if line.role == "group":
            words = xml.runs(line.cells[0], self.footnotes, signs, bold=True)
            whole = xml.paragraph(style, words, keep=True)
            return [xml.cell(sum(widths), whole, span=len(widths))]
        edge = '<w:{} w:val="single" w:sz="8" w:space="0" w:color="1A2126"/>'
        border = edge.format("top") if bold else ""
        border += edge.format("bottom") if line.role == "total" else ""
        made = []
        for index, (content, column, width) in enumerate(zip(line.cells, table.columns, widths, strict=True)):
            words = xml.runs(content, self.footnotes, signs, bold)
            if index == 0 and line.role == "of-which":
                words = xml.run("\u2003") + words
            text = xml.paragraph(style, words, keep=keep, align=_side(column))
            made.append(xml.cell(width, text, border=border, inset=_inset(index, column)))
        return made

    def chart(self, block: ChartBlock) -> None:
        self.charts += 1
        self.caption("Diagram", self.charts, block.caption)
        made = self.add(xml.paragraph("Diagram", "<w:r/>"))
        self.pictures += 1
        width = Emu(int(TEXT_WIDTH * 635))
        inline = self.word.part.new_pic_inline(io.BytesIO(png(block.chart)), width=width)
        inline.docPr.set("id", str(self.pictures))
        inline.docPr.set("name", f"Diagram {self.charts}")
        inline.docPr.set("descr", xml.clean_attribute(block.chart.alt))
        drawing = xml.element("<w:drawing></w:drawing>")
        drawing.append(inline)
        made.find(qn("w:r")).append(drawing)


def _widths(columns: tuple[Column, ...]) -> list[int]:
    whole = sum(column.width for column in columns)
    return [TEXT_WIDTH * column.width // whole for column in columns]


def _side(column: Column) -> str:
    return {"left": "", "right": "right", "center": "center"}[column.align]


def _inset(index: int, column: Column) -> int:
    """A column of text keeps its distance from the figures that may end right before it."""
    return TEXT_INSET if index and column.align == "left" else 0


def _bookmark(heading: str) -> str:
    """Word takes letters, digits and underscores, at most forty."""
    return "_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in heading)[:38]


def _same_bytes(packed: bytes) -> bytes:
    """The same content as the same bytes: the archive's own clock is set aside."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return result.getvalue()
