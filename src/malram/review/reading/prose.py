# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headings, paragraphs and sentences in loose lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from malram.review.document import Heading, Line, Paragraph


def find_prose(
    lines: Sequence[Line], taken: Mapping[int, Sequence[tuple[int, int]]]
) -> list[Heading | Paragraph]:
    """The headings and paragraphs in the characters no table took."""
    return []
