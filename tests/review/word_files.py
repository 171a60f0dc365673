# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word files written by hand in the tests, as few parts as Word would open."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Avdelning"><w:name w:val="Avdelningens rubrik"/>
<w:basedOn w:val="Rubrik2"/></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Rubrik 3 numrerad"/></w:style>
<w:style w:type="paragraph" w:styleId="Beskrivning"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Punktlista"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Innehll1"><w:name w:val="toc 1"/></w:style>
"""


def run(text: str, form: str = "") -> str:
    """A run; `form` is XML of its properties."""
    wrapped = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{wrapped}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", form: str = "") -> str:
    """A paragraph; plain text becomes one run."""
    content = content if content.startswith("<") else run(content) if content else ""
    form = (f'<w:pStyle w:val="{style}"/>' if style else "") + form
    return f"<w:p>{f'<w:pPr>{form}</w:pPr>' if form else ''}{content}</w:p>"


def cell(content: str = "", form: str = "") -> str:
    """A cell with one paragraph, or with the XML given."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc>{f'<w:tcPr>{form}</w:tcPr>' if form else ''}{inner}</w:tc>"


def row(*cells: str, form: str = "") -> str:
    """A row of texts or of cells."""
    made = "".join(one if one.startswith("<w:tc") else cell(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{form}</w:trPr>' if form else ''}{made}</w:tr>"


def table(*rows: str | list[str], form: str = "") -> str:
    """A table of rows, each XML or a list of texts."""
    made = "".join(one if isinstance(one, str) else row(*one) for one in rows)
    grid = "<w:gridCol/>" * max((len(one) for one in rows if not isinstance(one, str)), default=1)
    return f"<w:tbl><w:tblPr>{form}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def word_file(
    folder: Path,
    *body: str,
    notes: str = "",
    endnotes: str = "",
    comments: str = "",
    name: str = "rapport.docx",
) -> Path:
    """Write a .docx whose body is `body`, XML or plain paragraphs."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts_of(*body, notes=notes, endnotes=endnotes, comments=comments).items():
            packed.writestr(part, content)
    return path


def parts_of(*body: str, notes: str = "", endnotes: str = "", comments: str = "") -> dict[str, str]:
    """The parts of a Word file by name."""
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in body)
    more = {"footnotes": notes, "endnotes": endnotes, "comments": comments}
    kinds = ["styles", *(kind for kind, content in more.items() if content)]
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in kinds
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(kinds, 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
    }
    for kind, content in more.items():
        if content:
            parts[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {part: start + content for part, content in parts.items()}
