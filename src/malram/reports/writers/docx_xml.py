# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""WordprocessingML in small pieces. Text is escaped here and nowhere else.

Whole blocks are written as XML and parsed once: building a table cell by cell through python-docx
takes eight times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from malram.reports.blocks import FigureRun, NoteRef, Run, Runs, StatusRun, Text

NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COLOURS = {"good": "1C6E3A", "warn": "8A5500", "bad": "B3261E", "quiet": "535D66"}


def element(xml: str):
    """Parse one element whose prefixes are Word's own."""
    head, rest = xml.split(" ", 1) if " " in xml.split(">", 1)[0] else (xml.split(">", 1)[0].rstrip("/"), "")
    if rest:
        return parse_xml(f"{head} {nsdecls('w', 'r')} {rest}")
    return parse_xml(xml.replace(head, f"{head} {nsdecls('w', 'r')}", 1))


def clean(text: str) -> str:
    """The text as XML can hold it: control characters have no place in a document."""
    return escape(NOT_XML.sub("", text))


def run(
    text: str, *, bold: bool = False, italic: bool = False, colour: str = "", raised: bool = False
) -> str:
    form = "<w:b/>" if bold else ""
    form += "<w:i/>" if italic else ""
    form += f'<w:color w:val="{colour}"/>' if colour else ""
    form += '<w:vertAlign w:val="superscript"/>' if raised else ""
    wrapped = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{wrapped}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>'


def runs(
    content: Runs, footnotes: dict[str, int], signs: dict[str, str] | None = None, bold: bool = False
) -> str:
    return "".join(_run(item, footnotes, signs or {}, bold) for item in content)


def _run(item: Run, footnotes: dict[str, int], signs: dict[str, str], bold: bool) -> str:
    match item:
        case Text():
            return run(item.text, bold=item.strong or bold, italic=item.emphasis)
        case FigureRun():
            return run(item.text, bold=item.strong or bold)
        case StatusRun():
            return run(item.symbol + "\u00a0", colour=COLOURS[item.tone]) + run(item.word, bold=True)
        case NoteRef():
            if item.note in signs:
                return run(signs[item.note], raised=True)
            if item.note not in footnotes:
                return ""
            mark = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            return f'<w:r>{mark}<w:footnoteReference w:id="{footnotes[item.note]}"/></w:r>'


def paragraph(
    style: str, content: str, *, keep: bool = False, align: str = "", new_page: bool = False
) -> str:
    form = f"<w:pStyle w:val={quoteattr(style)}/>" + ("<w:keepNext/>" if keep else "")
    form += "<w:pageBreakBefore/>" if new_page else ""
    form += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{form}</w:pPr>{content}</w:p>"


def field(code: str, shown: str) -> str:
    """A field Word computes, with what is shown until it does."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {clean(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(shown)}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(number: int, name: str, content: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def cell(width: int, content: str, *, span: int = 1, border: str = "", inset: int = 0) -> str:
    """`inset` is the room to the left of the text, in twentieths of a point; 0 is the table's own."""
    form = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    form += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    form += f"<w:tcBorders>{border}</w:tcBorders>" if border else ""
    form += f'<w:tcMar><w:left w:w="{inset}" w:type="dxa"/></w:tcMar>' if inset else ""
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """A row that never splits over two pages; a header row is repeated on each."""
    form = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{form}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: list[int], rows: Iterable[str], description: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    form = (
        '<w:tblStyle w:val="MalramTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean_attribute(description))}/>"
    )
    return f"<w:tbl><w:tblPr>{form}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def clean_attribute(text: str) -> str:
    """`quoteattr` escapes; only what XML cannot hold at all is taken away here."""
    return NOT_XML.sub("", text).replace("\n", " ")
