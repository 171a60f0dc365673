# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a Word file: unpacked within limits, parsed without entities, found by their relationships."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from zlib import error as ZlibError

from lxml import etree

from malram.review.reading.limits import Unreadable
from malram.review.reading.opening import Kind, kind_of

ENTRIES = 5_000  # files in the package
ENTRY = 100 * 2**20  # bytes of one of them unpacked
TOTAL = 300 * 2**20
XML = 30 * 2**20  # bytes of a part we parse: its tree takes ten times as much memory
RATIO, BIG = 200, 2**20  # how many times an entry of this size may grow
SAVE_ANEW = "Öppna den i Word, spara en ny kopia och försök igen."

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # files saved as Strict Open XML
)
# A document has no use for a document type: it is there to swell, or to fetch something.
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
ROOT = ""  # the package itself, where relationships are asked for
Node = Any  # an element of lxml, which ships no types


class Package:
    """A .docx opened for reading. `file` is the name that messages carry."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        self._path = path
        if not _is_packed(path) and kind_of(path) is not Kind.DOCX:
            raise self.unreadable("Filen är inget Worddokument.", "Spara den som .docx och försök igen.")
        try:
            with zipfile.ZipFile(path) as packed:
                self.entries = packed.infolist()
        except (zipfile.BadZipFile, ZlibError, ValueError, NotImplementedError, EOFError, OSError):
            raise self.damaged() from None
        self._check_limits()
        self._names = {entry.filename.lower(): entry.filename for entry in self.entries}
        self.main = self._main_part()

    def _check_limits(self) -> None:
        if len(self.entries) > ENTRIES:
            raise self.unreadable(
                f"Filen innehåller {len(self.entries)} delar; högst {ENTRIES} läses.", SAVE_ANEW
            )
        if any(entry.flag_bits & 1 for entry in self.entries):
            raise self.unreadable(
                "Filen är låst med lösenord.", "Spara en kopia utan lösenord och försök igen."
            )
        bombs = (
            entry.file_size > BIG and entry.file_size > RATIO * entry.compress_size for entry in self.entries
        )
        sizes = [entry.file_size for entry in self.entries]
        if max(sizes, default=0) > ENTRY or sum(sizes) > TOTAL or any(bombs):
            raise self.unreadable(
                f"Filen blir för stor när den packas upp; högst {ENTRY // 2**20} MB för en del och "
                f"{TOTAL // 2**20} MB tillsammans läses.",
                "Spara den med mindre bilder eller dela upp den.",
            )

    def _main_part(self) -> str:
        """The part with the document's text, which need not have its usual name."""
        for kind, target in self.relations(ROOT).values():
            if kind == "officeDocument" and self.has(target) and not target.startswith(("xl/", "ppt/")):
                return target
        if self.has("word/document.xml"):
            return "word/document.xml"
        if not any(name.startswith("word/") for name in self._names):
            kind_of(self._path)  # says what it is instead
        raise self.unreadable("Filen saknar dokumentets text (word/document.xml).", SAVE_ANEW)

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part, as unpacked."""
        try:
            with zipfile.ZipFile(self._path) as packed:
                return packed.read(self._names[name.lower()])
        except (zipfile.BadZipFile, ZlibError, ValueError, NotImplementedError, EOFError, OSError, KeyError):
            raise self.damaged() from None

    def tree(self, name: str) -> Node:
        """The root element of a part."""
        content = self.read(name)
        if len(content) > XML:
            raise self.unreadable(
                f"Delen {name} är {len(content) / 2**20:.0f} MB text; högst {XML // 2**20} MB läses.",
                "Dela upp dokumentet och granska delarna var för sig.",
            )
        return self.parse(name, content)

    def parse(self, name: str, content: bytes) -> Node:
        typed = self.unreadable(f"Delen {name} har en dokumenttyp (DTD), och sådana läses inte.", SAVE_ANEW)
        if any(start in content for start in _DOCTYPES):
            raise typed
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.damaged() from None
        if root.getroottree().docinfo.doctype:  # written in a code that hides it
            raise typed
        return root

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The part's relationships by id: the last word of their type, and the part they lead to."""
        name = relations_of(part)
        if not self.has(name):
            return {}
        found = {}
        for relation in self.tree(name):
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(
                posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))
            )
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def related(self, kind: str) -> str | None:
        """The part that the document's text has this relationship to."""
        targets = (target for its, target in self.relations(self.main).values() if its == kind)
        return next((target for target in targets if self.has(target)), None)

    def unreadable(self, wrong: str, advice: str) -> Unreadable:
        return Unreadable(self.file, wrong, advice)

    def damaged(self) -> Unreadable:
        return self.unreadable("Filen är skadad eller ofullständig.", SAVE_ANEW)


def _is_packed(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def relations_of(part: str) -> str:
    """The name of the part that lists `part`'s relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
