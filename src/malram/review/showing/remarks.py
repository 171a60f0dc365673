# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reviewed file itself with remarks at its figures, for the formats that can hold them."""

from __future__ import annotations

from pathlib import Path

from malram.review.claims import Review
from malram.review.reading.opening import Kind


def can_hold_remarks(kind: Kind) -> bool:
    return kind in (Kind.DOCX, Kind.PDF)


def write_remarks(kind: Kind, source: Path, review: Review, target: Path) -> None:
    """Write a copy of `source`, which is of `kind`, with comments (Word) or notes (PDF) to `target`."""
    if kind is Kind.DOCX:
        from malram.review.showing.docx_comments import write_comments

        write_comments(source, review, target)
    else:
        from malram.review.showing.pdf_notes import write_notes

        write_notes(source, review, target)
