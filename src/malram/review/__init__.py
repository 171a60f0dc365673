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

from pathlib import Path

from malram.review.checking import claims_in
from malram.review.claims import Review
from malram.review.judging import judge
from malram.review.reading import read

__all__ = ["review"]


def review(path: Path) -> Review:
    """Review one file."""
    document = read(path)
    claims = tuple(claims_in(document))
    return Review(document, claims, tuple(judge(claims)), document.unread)
