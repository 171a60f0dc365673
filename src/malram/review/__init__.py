# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Siffergranskning: read a report, turn its numbers into intervals and its sentences and tables into claims,
and list the claims that cannot hold.

    reading    a file becomes lines, sentences and tables        (txt, docx, pdf)
    checking   sentences and tables become claims                (one file per kind of claim)
    judging    failed claims become findings: one root cause, one message, the smallest repair
    showing    findings become text, JSON, a page, comments in the file

Imports `values` and nothing else of ours; starts without Django.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from malram.review.checking import claims_in
from malram.review.checking.sources import against_ledger
from malram.review.claims import Review
from malram.review.document import Document
from malram.review.judging import judge
from malram.review.ledger import LedgerFigure
from malram.review.reading import read

__all__ = ["review", "review_document"]

Progress = Callable[[int, int], None]  # pages read, pages in all


def review(path: Path, progress: Progress | None = None) -> Review:
    """Review one file. Raises `Unreadable` for a file that cannot be reviewed; `progress` hears of pages."""
    return review_document(read(path, progress))


def review_document(document: Document, figures: Sequence[LedgerFigure] = ()) -> Review:
    """Review what was read; `figures` are those whose source is known, checked against it as well."""
    claims = (*claims_in(document), *against_ledger(document, figures))
    return Review(document, claims, tuple(judge(claims)), document.unread)
