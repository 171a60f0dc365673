# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in the text of a line, a sentence or a cell."""

from __future__ import annotations

from malram.review.document import Number, Spot
from malram.values import NumberError, parse_number


def cell_number(text: str, line: int, start: int) -> Number | None:
    """The one number of a table's cell printed at `start` on `line`; None for an empty cell and for words."""
    clean = text.strip()
    if not any(character.isdigit() for character in clean):
        return None
    start += len(text) - len(text.lstrip())
    spot = Spot(line, start, start + len(clean))
    try:
        return Number(clean, spot, parse_number(clean))
    except NumberError:
        return Number(clean, spot, None)
