# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of a Word file with the findings as Word's own comments, hung at the figures.

The text is not touched, nor any part of the file but those that hold comments. Notes about rounding share one
comment at the end: each of its own would hide the errors among them, and to leave them out would hide them.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from lxml import etree

from malram.review.claims import Claim, Finding, Review, Severity
from malram.review.document import Spot
from malram.review.reading.docx.package import Node, Package, relations_of
from malram.review.reading.docx.parts import Origin
from malram.review.reading.docx.styles import Styles, attribute, children, whole
from malram.review.reading.limits import Unreadable
from malram.review.showing.docx_marks import Marker
from malram.review.showing.places import Places, anchor
from malram.review.showing.tally import count
from malram.review.showing.words import WORDS, advice, clean

AUTHOR, INITIALS = "Målram siffergranskning", "MS"
MOST_FOLDED, MOST_NOTES, MOST_LINES = 5, 30, 6
LONGEST_QUOTE = 120
_LINES = re.compile(r"\brad \d+(?:(?:, | och | till )\d+)*")
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = {
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
}


def write_comments(source: Path, review: Review, target: Path) -> None:
    """Write a copy of `source`, the Word file that was reviewed, with the findings as comments."""
    package = Package(Path(source))
    text = package.tree(package.main)
    comments = _Comments(package, text)
    told = sorted((one for one in review.findings if one.severity is not Severity.NOTE), key=anchor)
    for finding in told:
        _hang(finding, review, comments)
    _hang_notes([one for one in review.findings if one.severity is Severity.NOTE], review, comments)
    _pack(package, Path(source), Path(target), comments.parts() if comments.added else {})


def _hang(finding: Finding, review: Review, comments: _Comments) -> None:
    spot = anchor(finding)
    line = review.document.line(spot.line)
    if not comments.marker.knows(line):
        raise Unreadable(
            comments.package.file, "Filen är en annan än den som granskades.", "Granska den på nytt."
        )
    exact = comments.marker.mark(line, spot, comments.next)
    number = line.text[spot.start : spot.end].strip()
    gone = [] if exact else [f"Gäller ”{clean(number or finding.claim.quote)}” i en ruta eller not här."]
    told = list(_told(finding))
    comments.add([*gone, *told, *_places_named(told, spot.line, review)])


def _told(finding: Finding) -> Iterator[str]:
    """What is wrong, what would make it true, and what follows from the same fault."""
    _, word, _ = WORDS[finding.severity]
    yield f"{word.capitalize()}: {finding.message}"
    if advice(finding):
        yield advice(finding)
    if finding.folded:
        yield from ("Följer av samma fel:", *_folded(finding.folded))


def _places_named(told: Sequence[str], here: int, review: Review) -> Iterator[str]:
    """What stands on the lines that a comment names by number: Word shows no such numbers."""
    listed = (match for text in told for match in _LINES.finditer(text))
    numbers = dict.fromkeys(int(number) for match in listed for number in re.findall(r"\d+", match[0]))
    places = Places(review.document)
    others = [one for one in numbers if one != here and 0 < one <= len(review.document.lines)]
    for number in others[:MOST_LINES]:
        quote = shorten(clean(review.document.line(number).text), LONGEST_QUOTE, placeholder=" …")
        around = places.at(Spot(number, 0, 0)).around
        yield f"Rad {number}: ”{quote}”{f', {around}' if around else ''}."


def _folded(claims: Sequence[Claim]) -> list[str]:
    said = list(dict.fromkeys(claim.said for claim in claims))
    more = len(said) - MOST_FOLDED
    return said if more <= 0 else [*said[:MOST_FOLDED], f"Och {count(more, 'påstående', 'påståenden')} till."]


def _hang_notes(notes: Sequence[Finding], review: Review, comments: _Comments) -> None:
    """One comment at the end with everything that only needs to be known."""
    origins = [line.origin for line in review.document.lines]
    hosts = [one.host for one in origins if isinstance(one, Origin) and one.markable]
    if not notes or not hosts:
        return
    comments.marker.mark_paragraph(hosts[-1], comments.next)
    many = count(len(notes), "notering", "noteringar")
    said = [f"”{note.claim.quote.strip()}”: {note.message}" for note in notes[:MOST_NOTES]]
    more = len(notes) - MOST_NOTES
    rest = [f"Och {more} till."] if more > 0 else []
    comments.add([f"{many} om avrundning och annat som inte behöver rättas:", *said, *rest])


class _Comments:
    """The part of the package that holds comments, and those in the text that refer to it."""

    def __init__(self, package: Package, text: Node) -> None:
        named = package.related("styles")
        styles = Styles(package.tree(named) if named else None)
        self._style = styles.key("annotation text")
        self.package, self.text = package, text
        self.marker = Marker(text, styles.key("annotation reference"))
        self._tag = f"{{{self.marker.space}}}"
        known = package.related("comments")
        self._is_new = known is None
        folder = posixpath.dirname(package.main)
        free = (posixpath.join(folder, f"comments{number}.xml") for number in ["", *range(1, 100)])
        self.part = known or next(name for name in free if not package.has(name))
        self.root = (
            package.tree(known)
            if known
            else etree.Element(f"{self._tag}comments", nsmap={"w": self.marker.space})
        )
        used = [whole(attribute(one, "id"), -1) for one in children(self.root, "comment")]
        self.next = max(used, default=-1) + 1
        self.added = 0

    def add(self, paragraphs: Sequence[str]) -> None:
        """Add the comment whose number `next` the text already refers to."""
        named = {"id": str(self.next), "author": AUTHOR, "initials": INITIALS}
        comment = etree.SubElement(
            self.root, f"{self._tag}comment", {f"{self._tag}{key}": text for key, text in named.items()}
        )
        for index, text in enumerate(paragraphs):
            paragraph = etree.SubElement(comment, f"{self._tag}p")
            if self._style:
                form = etree.SubElement(paragraph, f"{self._tag}pPr")
                etree.SubElement(form, f"{self._tag}pStyle", {f"{self._tag}val": self._style})
            if index == 0:
                mark = etree.SubElement(paragraph, f"{self._tag}r")
                etree.SubElement(mark, f"{self._tag}annotationRef")
            run = etree.SubElement(paragraph, f"{self._tag}r")
            etree.SubElement(run, f"{self._tag}t").text = _printable(text)
        self.next += 1
        self.added += 1

    def parts(self) -> dict[str, bytes]:
        """The parts of the package that differ, by name."""
        changed = {self.package.main: self.text, self.part: self.root}
        if self._is_new:
            links = relations_of(self.package.main)
            changed["[Content_Types].xml"] = self._types()
            changed[links] = self._links(links)
        return {name: _bytes(root) for name, root in changed.items()}

    def _types(self) -> Node:
        types = self.package.tree("[Content_Types].xml")
        named = {"PartName": f"/{self.part}", "ContentType": _COMMENTS_TYPE}
        etree.SubElement(types, f"{{{_TYPES}}}Override", named)
        return types

    def _links(self, name: str) -> Node:
        links = (
            self.package.tree(name)
            if self.package.has(name)
            else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        )
        taken = {one.get("Id") for one in links}
        key = next(f"rIdGranskning{n}" for n in range(len(taken) + 1) if f"rIdGranskning{n}" not in taken)
        target = posixpath.basename(self.part)
        kind = _KIND["purl.oclc.org" in self.marker.space]
        etree.SubElement(links, f"{{{_RELATIONS}}}Relationship", {"Id": key, "Type": kind, "Target": target})
        return links


def _printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(one for one in clean(text) if one.isprintable() or one.isspace())


def _bytes(root: Node) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _pack(package: Package, source: Path, target: Path, changed: dict[str, bytes]) -> None:
    """Write the package anew: changed parts in their place, all others as they were, new ones last."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    written = Path(name)
    left = {part.lower(): (part, content) for part, content in changed.items()}
    try:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in {one.filename: one for one in package.entries}.values():
                _, content = left.pop(entry.filename.lower(), (None, None))
                new.writestr(_entry(entry), old.read(entry) if content is None else content)
            for part, content in left.values():
                new.writestr(_entry(zipfile.ZipInfo(part)), content)
        written.chmod(0o644)
        written.replace(target)
    finally:
        written.unlink(missing_ok=True)


def _entry(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(old.filename, old.date_time)
    stored = old.compress_type == zipfile.ZIP_STORED and old.file_size > 0
    made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.external_attr = old.external_attr
    return made
