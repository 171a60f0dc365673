# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our type inside the Word file, in the form the format prescribes for embedded fonts."""

from __future__ import annotations

from functools import cache
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from malram.charts.render import FONTS
from malram.reports.writers.docx_styles import FONT
from malram.reports.writers.docx_xml import element

FACES = {"embedRegular": "SourceSans3-Regular.ttf", "embedBold": "SourceSans3-Bold.ttf"}
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
HIDDEN = 32  # how many of the first bytes are mixed with the key


def embed_fonts(word: WordDocument) -> None:
    """Put the fonts in, when the program has them; else the reader's own stand-in is used."""
    faces = {name: FONTS / file for name, file in FACES.items() if (FONTS / file).is_file()}
    table = _font_table(word)
    if not faces or table is None:
        return
    uses = ""
    for number, (name, path) in enumerate(faces.items(), start=1):
        key = str(uuid5(NAMESPACE_URL, path.name)).upper()
        part = Part(
            PackURI(f"/word/fonts/font{number}.odttf"), FONT_TYPE, _mixed(path.name, key), table.package
        )
        uses += f'<w:{name} r:id="{table.relate_to(part, RELATIONSHIP_TYPE.FONT)}" w:fontKey="{{{key}}}"/>'
    named = f'<w:font w:name="{FONT}"><w:family w:val="swiss"/><w:pitch w:val="variable"/>{uses}</w:font>'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    table._blob = f"{start}<w:fonts {nsdecls('w', 'r')}>{named}</w:fonts>".encode()
    word.settings.element.insert(0, element('<w:embedTrueTypeFonts w:val="true"/>'))


def _font_table(word: WordDocument) -> Part | None:
    related = word.part.rels.values()
    return next((rel.target_part for rel in related if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE), None)


@cache
def _mixed(file: str, key: str) -> bytes:
    """The font with its first bytes mixed with the key, read from its end to its beginning."""
    content = (FONTS / file).read_bytes()
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    head = bytes(byte ^ mask[i % 16] for i, byte in enumerate(content[:HIDDEN]))
    return head + content[HIDDEN:]
