# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a file to a `Document`: lines, sentences and tables with their places."""

from __future__ import annotations

from pathlib import Path

from malram.review.document import Document


def read(path: Path) -> Document:
    """Read a report of any kind we know."""
    from malram.review.reading.text import read_text

    return read_text(path)
