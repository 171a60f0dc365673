# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A copy of a PDF with the findings as notes, marked at the figures: errors red, questions amber.

The pages themselves are not touched. What only is a matter of rounding shares one note on the first page.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from malram.review.claims import Finding, Review, Severity
from malram.review.document import Document, Spot
from malram.review.reading.limits import Unreadable
from malram.review.reading.pdf.sheet import Box, PdfPlace
from malram.review.showing.places import anchor
from malram.review.showing.tally import count
from malram.review.showing.words import WORDS, advice, by_severity, clean

AUTHOR = "Målram siffergranskning"
COLOURS = {Severity.ERROR: "ff6b6b", Severity.QUESTION: "ffc247", Severity.NOTE: "9ecbff"}
MOST_FOLDED, MOST_NOTES = 5, 30
MARGIN = 1.0  # points of the mark round the figure
POPUP = (240.0, 120.0)  # how large the window of a note opens
PRINTED = 4  # the flag that lets a note come with on paper


def write_notes(source: Path, review: Review, target: Path) -> None:
    """Write a copy of `source`, the PDF that was reviewed, with the findings as notes."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(source)
        if reader.is_encrypted:
            reader.decrypt("")
        writer = PdfWriter(clone_from=reader)
        _annotate(writer, review)
        _save(writer, Path(target))
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as fault:
        raise Unreadable(
            Path(source).name,
            "PDF:en kan läsas men inte få anteckningar, för den är inte helt riktigt uppbyggd.",
            "Spara om den från programmet den kommer från, eller be om granskningen som webbsida (html).",
        ) from fault


def _annotate(writer: Any, review: Review) -> None:
    told = [finding for finding in by_severity(review.findings) if finding.severity is not Severity.NOTE]
    for finding in told:
        found = box_of(review.document, anchor(finding))
        if found is not None:
            page, box = found
            _highlight(writer, page, box, COLOURS[finding.severity], "\n".join(_told(finding)))
    notes = [finding for finding in review.findings if finding.severity is Severity.NOTE]
    if notes:
        _note(writer, "\n".join(_all_notes(notes, review.document)))


def box_of(document: Document, spot: Spot) -> tuple[int, Box] | None:
    """The page (from 1) and the box of a spot, the whole line's when the spot names no characters."""
    if not 0 < spot.line <= len(document.lines):
        return None
    line = document.line(spot.line)
    if not isinstance(line.origin, PdfPlace):
        return None
    start, end = (spot.start, spot.end) if spot.end > spot.start else (0, len(line.text))
    box = line.origin.box(start, end) or line.origin.box(0, len(line.text))
    return (line.origin.page, box) if box else None


def _told(finding: Finding) -> Iterator[str]:
    """What is wrong, what would make it true, and what follows from the same fault."""
    _, word, _ = WORDS[finding.severity]
    yield clean(f"{word.capitalize()}: {finding.message}")
    if advice(finding):
        yield clean(advice(finding))
    said = list(dict.fromkeys(claim.said for claim in finding.folded))
    if said:
        yield "Följer av samma fel:"
        yield from map(clean, said[:MOST_FOLDED])
    if len(said) > MOST_FOLDED:
        yield f"Och {count(len(said) - MOST_FOLDED, 'påstående', 'påståenden')} till."


def _all_notes(notes: Sequence[Finding], document: Document) -> Iterator[str]:
    yield (f"{count(len(notes), 'notering', 'noteringar')} om avrundning och annat som inte behöver rättas:")
    for note in notes[:MOST_NOTES]:
        page = document.line(anchor(note).line).page
        yield clean(f"Sid {page}: {note.message}")
    if len(notes) > MOST_NOTES:
        yield f"Och {len(notes) - MOST_NOTES} till."


def _highlight(writer: Any, page: int, box: Box, colour: str, text: str) -> None:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

    left, bottom, right, top = box[0] - MARGIN, box[1], box[2] + MARGIN, box[3]
    corners = (left, top, right, top, left, bottom, right, bottom)
    mark = Highlight(
        rect=(left, bottom, right, top),
        quad_points=ArrayObject(map(FloatObject, corners)),
        highlight_color=colour,
        title_bar=AUTHOR,
    )
    mark[NameObject("/Contents")] = TextStringObject(text)
    mark[NameObject("/F")] = NumberObject(PRINTED)
    _with_popup(writer, page, mark, (right, top))


def _note(writer: Any, text: str) -> None:
    """One closed note in the upper left corner of the first page."""
    from pypdf.annotations import Text

    left, _, _, top = map(float, writer.pages[0].cropbox)
    note = Text(rect=(left + 18, top - 42, left + 42, top - 18), text=text, title_bar=AUTHOR)
    _with_popup(writer, 1, note, (left + 42, top - 18))


def _with_popup(writer: Any, page: int, mark: Any, corner: tuple[float, float]) -> None:
    from pypdf.annotations import Popup
    from pypdf.generic import NameObject

    added = writer.add_annotation(page_number=page - 1, annotation=mark)
    (x, y), (width, height) = corner, POPUP
    popup = Popup(rect=(x, y - height, x + width, y), parent=added)
    added[NameObject("/Popup")] = writer.add_annotation(
        page_number=page - 1, annotation=popup
    ).indirect_reference


def _save(writer: Any, target: Path) -> None:
    """Write the whole file or nothing."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            writer.write(file)
        written.chmod(0o644)
        written.replace(target)
    finally:
        written.unlink(missing_ok=True)
