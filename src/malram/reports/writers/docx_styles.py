# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word styles of a report: a communications officer restyles these, not the paragraphs."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from malram.reports.writers.docx_xml import element

FONT = "Source Sans 3"  # embedded in the file, so that it looks the same where it is not installed
ORGANISATION = "Omslag organisation"  # the cover's name of who reports, in the colour of its own
INK, QUIET, ACCENT = RGBColor(0x1A, 0x21, 0x26), RGBColor(0x53, 0x5D, 0x66), RGBColor(0x00, 0x56, 0x6B)

# name, based on, size, bold, colour, space before, space after, keep with next
STYLES = (
    ("Normal", "", 10.5, False, INK, 0, 7, False),
    ("Heading 1", "Normal", 20, True, INK, 26, 10, True),
    ("Heading 2", "Normal", 15, True, INK, 20, 7, True),
    ("Heading 3", "Normal", 12.5, True, INK, 16, 5, True),
    ("Heading 4", "Normal", 10.5, True, INK, 12, 4, True),
    ("Title", "Normal", 32, True, INK, 0, 8, False),
    ("Subtitle", "Normal", 15, False, QUIET, 0, 12, False),
    ("Caption", "Normal", 9, False, QUIET, 12, 4, True),
    ("List Bullet", "Normal", 10.5, False, INK, 0, 3, False),
    ("List Number", "Normal", 10.5, False, INK, 0, 3, False),
    ("Header", "Normal", 8.5, False, QUIET, 0, 0, False),
    ("Footer", "Normal", 8.5, False, QUIET, 0, 0, False),
    ("Ingress", "Normal", 12.5, False, INK, 0, 9, False),
    ("Liten text", "Normal", 8.5, False, QUIET, 2, 9, False),
    ("Tabellnot", "Liten text", 8.5, False, QUIET, 2, 0, False),
    (ORGANISATION, "Normal", 13, True, ACCENT, 0, 170, False),
    ("Omslag uppgift", "Normal", 10.5, False, QUIET, 0, 3, False),
    ("Innehållsrubrik", "Normal", 20, True, INK, 0, 10, True),
    ("Faktarad", "Normal", 10.5, False, INK, 0, 3, False),
    ("Ruta", "Normal", 11.5, False, INK, 8, 12, False),
    ("Diagram", "Normal", 10.5, False, INK, 0, 10, False),
    ("Tabelltext", "Normal", 9, False, INK, 2, 2, False),
    ("Tabellhuvud", "Tabelltext", 8.5, True, INK, 2, 2, True),
    ("Tabelltext liten", "Tabelltext", 7.5, False, INK, 1, 1, False),
    ("Tabellhuvud liten", "Tabellhuvud", 7.5, True, INK, 1, 1, True),
    ("toc 1", "Normal", 10.5, True, INK, 6, 2, False),
    ("toc 2", "Normal", 10.5, False, INK, 0, 2, False),
    ("toc 3", "Normal", 10.5, False, INK, 0, 2, False),
    ("footnote text", "Normal", 8.5, False, INK, 0, 2, False),
)
TEXT_WIDTH = 8845  # twentieths of a point: A4 less the margins of 27 mm


def prepare(word: WordDocument, language: str, accent: str = "") -> None:
    for form in STYLES:
        _style(word, *form)
    _language(word, language)
    colour = accent.lstrip("#").upper() or str(ACCENT)
    word.styles[ORGANISATION].font.color.rgb = RGBColor.from_string(colour)
    _details(word, colour)
    word.styles.element.append(element(_TABLE))
    word.styles.element.append(element(_REFERENCE))


def _style(
    word: WordDocument, name: str, base: str, size: float, bold: bool, colour: RGBColor, *spacing: float
) -> None:
    before, after, keep = spacing
    known = name in {style.name for style in word.styles}
    style = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base:
        style.base_style = word.styles[base]
    style.hidden = False
    style.quick_style = True
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):  # the template names its theme's fonts, which would win over ours
        if "Theme" in key:
            del fonts.attrib[key]
    for key in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), FONT)
    spaces = style.paragraph_format
    spaces.space_before, spaces.space_after, spaces.keep_with_next = Pt(before), Pt(after), bool(keep)
    spaces.line_spacing = 1.0 if name.startswith(("Tabell", "Title", "Heading", "Header", "Footer")) else 1.15


def _details(word: WordDocument, accent: str) -> None:
    """What python-docx has no words for: borders, tabs and hanging indents."""
    parts = {
        "Title": "",
        ORGANISATION: _border("top", accent, 96, 20),  # 96 eighths of a point: the thickest there is
        "Header": _border("bottom", "C9D0CE", 4, 4) + _tab(TEXT_WIDTH),
        "Footer": _tab(TEXT_WIDTH),
        "Faktarad": '<w:tabs><w:tab w:val="left" w:pos="2150"/></w:tabs>',
        "Ruta": _border("left", accent, 24, 8) + '<w:shd w:val="clear" w:color="auto" w:fill="F4F6F5"/>',
        **{f"toc {n}": _tab(TEXT_WIDTH, "dot") for n in (1, 2, 3)},
    }
    indents = {
        "Faktarad": 'w:left="2150" w:hanging="2150"',
        "Ruta": 'w:left="200" w:right="100"',
        "toc 2": 'w:left="240"',
        "toc 3": 'w:left="480"',
    }
    for name, xml in parts.items():
        form = word.styles[name].element.get_or_add_pPr()
        for old in (*form.findall(qn("w:pBdr")), *form.findall(qn("w:tabs")), *form.findall(qn("w:ind"))):
            form.remove(old)
        spacing = form.find(qn("w:spacing"))
        for piece in element(f"<w:x>{xml}</w:x>") if xml else ():
            spacing.addprevious(piece)
        if name in indents:
            spacing.addnext(element(f"<w:ind {indents[name]}/>"))


def _border(side: str, colour: str, size: int, space: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/></w:pBdr>'


def _tab(position: int, leader: str = "none") -> str:
    return f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="{position}"/></w:tabs>'


def _language(word: WordDocument, language: str) -> None:
    code = {"sv": "sv-SE", "en": "en-GB"}.get(language, language)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element(f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/>'))


_TABLE = """<w:style w:type="table" w:customStyle="1" w:styleId="MalramTable"><w:name w:val="Målram tabell"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="C9D0CE"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9D0CE"/></w:tblBorders>
<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0"
 w:color="1A2126"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>""".replace(
    "\n", ""
)
_REFERENCE = (
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
