# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a Word file's styles say of a paragraph: heading and level, list, contents, caption, bold, indent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.reading.docx.package import MAIN_NAMESPACES, Node

# Word keeps its own styles' names in English and shows them in Swedish; other programs, and people who make
# their own styles, write the Swedish ones.
_HEADING = re.compile(r"(?:heading|rubrik|överskrift)[ _-]*([1-9])(?!\d)")
_LOOSE_HEADING = re.compile(
    r"(?:title|titel|rubrik|subtitle|underrubrik|mellanrubrik|toc heading|innehållsförteckningsrubrik)"
    r"|\w*rubrik|rubrik(?! ?(?:tabell|diagram|figur))[^\d]*"
)
_CAPTION = re.compile(
    r"caption|beskrivning|bildtext|(?:tabell|diagram|figur)-?(?:rubrik|titel|text över|heading)\b.*"
)
_CONTENTS = re.compile(r"(?:toc|innehåll) \d|table of figures|figurförteckning|index \d")
_LIST = re.compile(r"(?:list bullet|list number|punktlista|numrerad lista|lista med punkter)\b.*")
_LIST_LEVEL = re.compile(r"(?:list bullet|list number|punktlista|numrerad lista) ([2-9])")
_FALSE = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Style:
    """One style as written; what it leaves out is inherited from `based`."""

    name: str
    based: str = ""
    outline: int | None = None
    numbered: bool | None = None
    list_level: int | None = None
    indent: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Node | None = None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        for style in () if root is None else children(root, "style"):
            key = attribute(style, "styleId")
            self._styles[key] = _read(style)
            if attribute(style, "type") == "paragraph" and on(attribute(style, "default", "0")):
                self._default = key

    def of(self, key: str) -> Iterator[Style]:
        """The style and those it is based on, nearest first; for no key the document's own default."""
        seen: set[str] = set()
        key = key if key in self._styles else self._default
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].based

    def key(self, name: str) -> str:
        """The id of the style with this name of Word's own; '' when the document has none."""
        return next((key for key, style in self._styles.items() if style.name == name), "")

    def level(self, key: str) -> int | None:
        """1 to 9 for a heading, 0 for one whose level the style does not tell, None for anything else."""
        for style in self.of(key):
            if found := _HEADING.match(style.name):
                return int(found[1])
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else _loose(style.name)
            if _loose(style.name) == 0:
                return 0
        return None

    def is_caption(self, key: str) -> bool:
        return any(_CAPTION.fullmatch(style.name) for style in self.of(key))

    def is_contents(self, key: str) -> bool:
        return any(_CONTENTS.fullmatch(style.name) for style in self.of(key))

    def is_list(self, key: str) -> bool:
        for style in self.of(key):
            if style.numbered is not None:
                return style.numbered
            if _LIST.fullmatch(style.name):
                return True
        return False

    def list_level(self, key: str) -> int:
        """How deep in a list its items are: 0 for 'List Bullet', 1 for 'List Bullet 2'."""
        for style in self.of(key):
            if style.list_level is not None:
                return style.list_level
            if found := _LIST_LEVEL.fullmatch(style.name):
                return int(found[1]) - 1
        return 0

    def indent(self, key: str) -> int:
        return next((style.indent for style in self.of(key) if style.indent is not None), 0)

    def bold(self, key: str) -> bool | None:
        return next((style.bold for style in self.of(key) if style.bold is not None), None)

    def run(self, key: str) -> Style:
        """What a character style says; nothing for a key that does not exist."""
        if key not in self._styles:
            return Style("")
        chain = list(self.of(key))
        hidden = next((style.hidden for style in chain if style.hidden is not None), None)
        raised = next((style.raised for style in chain if style.raised is not None), None)
        return Style(chain[0].name, bold=self.bold(key), hidden=hidden, raised=raised)


def _loose(name: str) -> int | None:
    return 0 if _LOOSE_HEADING.fullmatch(name) and not _CAPTION.fullmatch(name) else None


def _read(style: Node) -> Style:
    paragraph, run = child(style, "pPr"), child(style, "rPr")
    return Style(
        name=value(style, "name").lower(),
        based=value(style, "basedOn"),
        outline=outline(paragraph),
        numbered=numbered(paragraph),
        list_level=list_level(paragraph),
        indent=indent(paragraph),
        bold=toggle(run, "b"),
        hidden=toggle(run, "vanish"),
        raised=raised(run),
    )


# -- small questions to elements, whichever of the two namespaces the file has ---------------------------


def name_of(element: Node) -> str:
    """'p', 't', 'tbl' for Word's own elements; '' for those of other namespaces."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag[1:].partition("}")
    return local if space in MAIN_NAMESPACES else ""


def children(element: Node, name: str) -> list[Node]:
    return [one for one in element if name_of(one) == name]


def child(element: Node | None, name: str) -> Node | None:
    if element is None:
        return None
    return next((one for one in element if name_of(one) == name), None)


def attribute(element: Node | None, name: str, default: str = "") -> str:
    if element is None:
        return default
    for space in MAIN_NAMESPACES:
        if (found := element.get(f"{{{space}}}{name}")) is not None:
            return str(found)
    return default


def value(element: Node | None, name: str) -> str:
    """The 'val' of a child: '' when either is missing."""
    return attribute(child(element, name), "val")


def on(text: str) -> bool:
    return text.lower() not in _FALSE


def toggle(run: Node | None, name: str) -> bool | None:
    found = child(run, name)
    return None if found is None else on(attribute(found, "val", "1"))


def whole(text: str, default: int = 0) -> int:
    """A number in an attribute, which a damaged file may have made anything."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def outline(paragraph: Node | None) -> int | None:
    found = value(paragraph, "outlineLvl")
    return min(max(whole(found, 9), 0), 9) if found else None


def numbered(paragraph: Node | None) -> bool | None:
    """Whether it is an item of a list; None when nothing is said. List number 0 takes the list away."""
    found = child(paragraph, "numPr")
    return None if found is None else value(found, "numId") not in ("", "0")


def list_level(paragraph: Node | None) -> int | None:
    found = value(child(paragraph, "numPr"), "ilvl")
    return whole(found) if found else None


def indent(paragraph: Node | None) -> int | None:
    """How far from the left the first line starts, in twentieths of a point."""
    found = child(paragraph, "ind")
    if found is None:
        return None
    left = attribute(found, "left") or attribute(found, "start")
    hanging, first = attribute(found, "hanging"), attribute(found, "firstLine")
    return whole(left) - whole(hanging) + (0 if hanging else whole(first))


def raised(run: Node | None) -> bool | None:
    found = value(run, "vertAlign")
    return found == "superscript" if found else None
