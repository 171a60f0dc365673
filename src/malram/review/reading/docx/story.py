# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walking through a part of a Word file: what a reader of the printed page would read, in that order.

Text that somebody has deleted with tracked changes, a field's instruction, hidden text and the older of two
ways to draw the same thing are not on the page, and are passed by.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from malram.review.reading.docx.package import MAIN_NAMESPACES, Node, Package
from malram.review.reading.docx.parts import Item, WordCell, WordParagraph, WordRow, WordTable
from malram.review.reading.docx.styles import (
    Style,
    Styles,
    attribute,
    child,
    indent,
    list_level,
    numbered,
    on,
    outline,
    raised,
    toggle,
    value,
    whole,
)
from malram.review.reading.limits import Deadline

DEEPEST_TABLE = 10  # tables inside each other
DEEPEST = 150  # elements inside each other, as counted here
WIDEST = 200  # columns one cell may cover; Word itself stops at 63
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_PASSED_BY = frozenset(
    [
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "sectPr",
        "rt",
        "tblPrEx",
        "rPrChange",
        "pPrChange",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
    ]
)
_HOLDERS = frozenset(["sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"])
# Characters Word takes from its Symbol font, which keeps them in a private corner.
_SYMBOLS = dict(zip("+-*/<=>·•°±×÷≤≥≠≈∑Δ−", "+−*/<=>·•°±×÷≤≥≠≈∑Δ−", strict=True)) | {
    "\xb1": "±", "\xb4": "×", "\xb8": "÷", "\xa3": "≤", "\xb3": "≥", "\xb9": "≠", "\xbb": "≈", "\xb7": "•",
    "\xb0": "°", "\xe5": "∑", "D": "Δ", "S": "∑", "m": "µ",
}  # fmt: skip
_FROM_SYMBOL = {0xF000 + ord(code): sign for code, sign in _SYMBOLS.items() if ord(code) < 0x100}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ONE_LINE = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


class Story:
    """Reads one part: the document's text, its footnotes or its endnotes."""

    def __init__(self, package: Package, part: str, styles: Styles, deadline: Deadline) -> None:
        self.package, self.part, self.styles, self.deadline = package, part, styles, deadline
        self.root = package.tree(part)
        self.nodes = {node: number for number, node in enumerate(text_nodes(self.root))}
        self.hosts = {node: number for number, node in enumerate(paragraph_nodes(self.root))}
        self.page = 1
        self.paged = False  # whether the file tells where its pages broke
        self.unread: Counter[str] = Counter()
        self._fields: list[bool] = []  # for each field open here: is its result what comes now?

    # -- paragraphs and tables -----------------------------------------------------------------------

    def items(self, element: Node, depth: int = 0, tables: int = 0, contents: bool = False) -> list[Item]:
        """The paragraphs and tables of a body, a cell, a note or a box."""
        self._deeper(depth)
        found: list[Item] = []
        for one in element:
            kind = kind_of(one.tag)
            if kind == "p":
                found.append(self._paragraph(one, depth, contents))
            elif kind == "tbl":
                found.append(self._table(one, depth, tables + 1))
            elif kind in _HOLDERS:
                listed = contents or _is_contents(one)
                found += self.items(one, depth + 1, tables, listed)
            elif kind == "either" and (chosen := _chosen(one)) is not None:
                found += self.items(chosen, depth + 1, tables, contents)
            elif kind == "altChunk":
                self.unread["infogat dokument"] += 1
        return found

    def _deeper(self, depth: int) -> None:
        self.deadline.check()
        if depth > DEEPEST:
            raise self.package.unreadable(
                f"Delen {self.part} har mer än {DEEPEST} nivåer inuti varandra.",
                "Spara dokumentet på nytt i Word och försök igen.",
            )

    def _paragraph(self, element: Node, depth: int, contents: bool) -> WordParagraph:
        form = child(element, "pPr")
        style = value(form, "pStyle")
        styles = self.styles
        level = outline(form)
        its_indent = indent(form)
        listed, its_level = numbered(form), list_level(form)
        made = WordParagraph(
            style=style,
            host=self.hosts[element],
            page=self.page,
            level=styles.level(style) if level is None else level + 1 if level < 9 else None,
            item=styles.is_list(style) if listed is None else listed,
            list_level=styles.list_level(style) if its_level is None else its_level,
            caption=styles.is_caption(style),
            contents=contents or styles.is_contents(style),
            indent=styles.indent(style) if its_indent is None else its_indent,
        )
        strong: Counter[bool] = Counter()
        self._inline(element, made, strong, depth + 1)
        self._fields = [result for result in self._fields if result]
        made.strong = strong[True] > 0 and not strong[False]
        return made

    def _table(self, element: Node, depth: int, tables: int) -> WordTable:
        if tables > DEEPEST_TABLE:
            raise self.package.unreadable(
                f"Dokumentet har mer än {DEEPEST_TABLE} tabeller inuti varandra.",
                "Lyft ut de inre tabellerna och försök igen.",
            )
        form = child(element, "tblPr")
        rows = [self._row(row, depth + 1, tables) for row in self._inside(element, "tr", depth)]
        return WordTable([row for row in rows if row is not None], value(form, "tblCaption"))

    def _row(self, element: Node, depth: int, tables: int) -> WordRow | None:
        form = child(element, "trPr")
        if child(form, "del") is not None:
            return None
        before, page, furthest = whole(value(form, "gridBefore")), self.page, self.page
        cells = [WordCell(span=min(before, WIDEST))] if before > 0 else []
        for cell in self._inside(element, "tc", depth):
            self.page = page  # a page that ends inside the row ends in each of its cells
            cells.append(self._cell(cell, depth + 1, tables))
            furthest = max(furthest, self.page)
        self.page = furthest
        after = whole(value(form, "gridAfter"))
        cells += [WordCell(span=min(after, WIDEST))] if after > 0 else []
        header = child(form, "tblHeader")
        starts = [one.page for cell in cells for one in cell.paragraphs]
        return WordRow(
            cells, header is not None and on(attribute(header, "val", "1")), min(starts, default=page)
        )

    def _cell(self, element: Node, depth: int, tables: int) -> WordCell:
        form = child(element, "tcPr")
        merged = child(form, "vMerge")
        beside = child(form, "hMerge")
        cell = WordCell(
            span=min(max(whole(value(form, "gridSpan"), 1), 1), WIDEST),
            goes_on=merged is not None and attribute(merged, "val", "continue") != "restart",
        )
        if child(form, "cellDel") is None and (
            beside is None or attribute(beside, "val", "continue") == "restart"
        ):
            cell.items = self.items(element, depth, tables)
        return cell

    def _inside(self, element: Node, wanted: str, depth: int) -> list[Node]:
        """Rows of a table or cells of a row, also those inside content controls."""
        self._deeper(depth)
        found = []
        for one in element:
            kind = kind_of(one.tag)
            if kind == wanted:
                found.append(one)
            elif kind in _HOLDERS:
                found += self._inside(one, wanted, depth + 1)
        return found

    # -- inside a paragraph ----------------------------------------------------------------------------

    def _inline(self, element: Node, into: WordParagraph, strong: Counter[bool], depth: int) -> None:
        if depth > DEEPEST:
            self._deeper(depth)
        for one in element:
            kind = kind_of(one.tag)
            if kind == "r":
                self._run(one, into, strong, depth + 1)
            elif kind == "either":
                if (chosen := _chosen(one)) is not None:
                    self._inline(chosen, into, strong, depth + 1)
            elif kind == "txbxContent":
                into.boxes.append(one)
            elif kind in ("m:num", "m:den", "m:sub", "m:sup"):
                into.content.add({"m:den": "/", "m:sup": "^"}.get(kind, " "))
                self._inline(one, into, strong, depth + 1)
            elif kind == "m:t":
                into.content.add((one.text or "").translate(_ONE_LINE))
            elif kind not in _PASSED_BY:
                self._inline(one, into, strong, depth + 1)

    def _run(self, element: Node, into: WordParagraph, strong: Counter[bool], depth: int) -> None:
        form = child(element, "rPr")
        style = self.styles.run(value(form, "rStyle"))
        hidden = toggle(form, "vanish")
        shown = not (style.hidden if hidden is None else hidden) and all(self._fields)
        is_raised = raised(form)
        is_raised = bool(style.raised if is_raised is None else is_raised)
        symbols = attribute(child(form, "rFonts"), "ascii").lower() == "symbol"
        before = len(into.content.words)
        for one in element:
            kind = kind_of(one.tag)
            if kind == "t":
                if shown and all(self._fields):
                    self._text(one, into, is_raised, symbols)
            elif kind == "fldChar":
                self._field(attribute(one, "fldCharType"))
            elif kind in _PIECES:
                if shown and all(self._fields):
                    self._piece(kind, one, into)
            elif kind == "lastRenderedPageBreak":
                self._page_break(into)
            elif kind not in _PASSED_BY:
                self._count(kind)
                self._inline_of_run(one, kind, into, strong, depth)
        if any(not word.isspace() for word in into.content.words[before:]):
            strong[self._is_strong(form, style, into)] += 1

    def _inline_of_run(
        self, one: Node, kind: str, into: WordParagraph, strong: Counter[bool], depth: int
    ) -> None:
        if kind == "either":
            chosen = _chosen(one)
            if chosen is None:
                return
            if any(kind_of(inner.tag) == "drawing" for inner in chosen):
                self._count("drawing")
            one = chosen
        self._inline(one, into, strong, depth + 1)

    def _count(self, kind: str) -> None:
        if kind in ("drawing", "object"):
            self.unread["bild eller diagram"] += 1

    def _is_strong(self, form: Node | None, style: Style, into: WordParagraph) -> bool:
        for said in (toggle(form, "b"), style.bold, self.styles.bold(into.style)):
            if said is not None:
                return said
        return False

    def _text(self, element: Node, into: WordParagraph, is_raised: bool, symbols: bool) -> None:
        text = (element.text or "").translate(_ONE_LINE)
        if symbols:
            text = text.translate(_FROM_SYMBOL)
        if is_raised:
            text = text.translate(_RAISED)
            mark = text.strip(" )")
            attached = into.content.last.strip()
            if attached and len(mark) == 1 and (mark.isalpha() or mark == "*"):
                return  # 'Personalkostnaderᵃ': the sign of a note under the table is no part of the word
        into.content.add(text, self.nodes[element], 0)

    def _piece(self, kind: str, element: Node, into: WordParagraph) -> None:
        content = into.content
        if kind in ("tab", "ptab"):
            content.add("\t")
        elif kind in ("br", "cr"):
            content.add_break()
        elif kind == "noBreakHyphen":
            content.add("\N{NON-BREAKING HYPHEN}")
        elif kind == "sym":
            content.add(_symbol(element))
        else:
            into.notes.append((f"{kind.removesuffix('Reference')}s", attribute(element, "id")))

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append(False)
        elif what == "separate" and self._fields:
            self._fields[-1] = True
        elif what == "end" and self._fields:
            self._fields.pop()

    def _page_break(self, into: WordParagraph) -> None:
        self.page += 1
        self.paged = True
        if into.content.blank:
            into.page = self.page


_PIECES = frozenset(
    ["tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "footnoteReference", "endnoteReference"]
)


def text_nodes(root: Node) -> list[Node]:
    """Every text element of a part, in order: a `Span` names one by its number here."""
    return list(root.iter(*(f"{{{space}}}t" for space in MAIN_NAMESPACES)))


def paragraph_nodes(root: Node) -> list[Node]:
    """Every paragraph of a part, in order: an `Origin` names one by its number here."""
    return list(root.iter(*(f"{{{space}}}p" for space in MAIN_NAMESPACES)))


@cache
def kind_of(tag: object) -> str:
    """'p' for Word's own elements, 'm:t' for formulas, 'either' for a choice of two drawings."""
    if not isinstance(tag, str):
        return "?"
    if tag == _EITHER:
        return "either"
    if tag.startswith(_MATH):
        return f"m:{tag.removeprefix(_MATH)}"
    space, _, local = tag[1:].partition("}")
    return local if space in MAIN_NAMESPACES else "?"


def _chosen(either: Node) -> Node | None:
    """What a new program shows: the first choice, or what is left for older ones when there is none."""
    named = {one.tag.rpartition("}")[2]: one for one in reversed(either) if isinstance(one.tag, str)}
    return named.get("Choice", named.get("Fallback"))


def _is_contents(control: Node) -> bool:
    about = child(child(control, "sdtPr"), "docPartObj")
    return value(about, "docPartGallery") in ("Table of Contents", "Table of Figures")


def _symbol(element: Node) -> str:
    code = attribute(element, "char")
    try:
        character = chr(int(code, 16) & 0xFFFF)
    except ValueError:
        return ""
    if "\uf000" <= character <= "\uf0ff":
        character = chr(ord(character) - 0xF000)
        if attribute(element, "font").lower() == "symbol":
            return _SYMBOLS.get(character, "¤")
        return "¤"  # a picture of a box, an arrow or a smile
    return character if character.isprintable() else ""
