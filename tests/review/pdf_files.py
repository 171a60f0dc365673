# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files for the tests: pages set with Typst, and damaged or empty ones built by hand."""

from pathlib import Path

import typst

from malram.review.document import Document, Table
from malram.review.reading.pdf import read_pdf

SENTENCE = (
    "Verksamheten har under året arbetat med att korta köerna och att minska beroendet av inhyrd personal. "
)
SETTINGS = '#set page(paper: "a4", margin: 2.5cm)\n#set text(lang: "sv", size: 10pt, hyphenate: false)\n'


def typeset(folder: Path, source: str, name: str = "rapport.pdf") -> Path:
    """A PDF of a Typst source, in Typst's own letters on every machine."""
    path = folder / name
    text = folder / f"{name}.typ"
    text.write_text(SETTINGS + source, encoding="utf-8")
    typst.compile(str(text), output=str(path), ignore_system_fonts=True)
    return path


def document(folder: Path, source: str) -> Document:
    return read_pdf(typeset(folder, source))


def only_table(folder: Path, source: str) -> Table:
    """The one table of a source."""
    (table,) = document(folder, source).tables()
    return table


def figures(table: Table) -> dict[str, list[str]]:
    """The rows of a table as they read: label to cells, words where there is no number."""
    return {
        row.label: [
            cell.text.replace("\N{MINUS SIGN}", "-") if cell else word
            for cell, word in zip(row.cells, row.words, strict=True)
        ]
        for row in table.rows
    }


def headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def pdf_of(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF file of numbered objects."""
    parts, places = [b"%PDF-1.7\n"], []
    for number, body in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(
        b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    )
    return b"".join(parts)


def page_of(content: bytes, filters: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF with one page of drawing instructions, Helvetica as /F1."""
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>%s>>" % extra,
            b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), filters, content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ]
    )
