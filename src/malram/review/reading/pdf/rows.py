# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which printed lines make one row of a table, where labels are wrapped over several of them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from malram.review.reading.pdf.cells import DraftRow, Strip, is_empty, is_value, text_of

NOTICEABLE = 0.12  # of a line's height: two gaps that differ less are equal


def has_values(strip: Strip) -> bool:
    """Whether a printed line has a number or the sign of none in a column of values."""
    texts = [text_of(piece) for column, piece in strip.pieces.items() if column > 0]
    return any(is_value(text) or is_empty(text) for text in texts)


def rows_of(strips: Sequence[Strip]) -> list[DraftRow]:
    """The rows that printed lines make: one for each line with values, wrapped lines going with theirs."""
    anchors = [at for at, strip in enumerate(strips) if has_values(strip)]
    if len(anchors) <= 1 or not _many(strips, anchors):
        return [DraftRow(list(strips))] if strips else []
    owners = _owners(strips, anchors)
    rows: list[tuple[int, list[Strip]]] = []
    for owner, strip in zip(owners, strips, strict=True):
        if rows and rows[-1][0] == owner:
            rows[-1][1].append(strip)
        else:
            rows.append((owner, [strip]))
    return [DraftRow(row) for _, row in rows]


def _many(strips: Sequence[Strip], anchors: Sequence[int]) -> bool:
    """Whether the values stand in more than one row: some column has two of them, and no words."""
    columns = {column for at in anchors for column in strips[at].pieces if column > 0}
    for column in columns:
        texts = [text_of(strip.pieces[column]) for strip in strips if column in strip.pieces]
        if len(texts) > 1 and all(is_value(text) or is_empty(text) for text in texts):
            return True
    return False


def _owners(strips: Sequence[Strip], anchors: Sequence[int]) -> list[int]:
    """For each line the line with the values of its row, or the line itself when it is a row of its own."""
    owners = list(range(len(strips)))
    size = median(word.size for strip in strips for piece in strip.pieces.values() for word in piece)
    is_anchor = set(anchors)
    for at in range(len(strips)):
        if at in is_anchor:
            continue
        above = owners[at - 1] if at else None
        below = next((anchor for anchor in anchors if anchor > at), None)
        owners[at] = _owner(strips, at, above, below, size)
    return owners


def _owner(strips: Sequence[Strip], at: int, above: int | None, below: int | None, size: float) -> int:
    up = strips[at].y - strips[at - 1].y if above is not None else 1e9
    down = strips[at + 1].y - strips[at].y if below is not None else 1e9
    if up > 1.9 * size and down > 1.9 * size:
        return at
    if up < down - NOTICEABLE * size:
        return at if above is None else above
    if down < up - NOTICEABLE * size:
        return below if below is not None and _may_precede(strips, at, below) else at
    label, after = _label(strips[at]), _label(strips[below]) if below is not None else ""
    if above is not None and (label[:1].islower() or _label(strips[at - 1]).endswith(("-", ",", "/"))):
        return above
    if below is not None and after[:1].islower():
        return below
    return at


def _may_precede(strips: Sequence[Strip], at: int, below: int) -> bool:
    """Whether a line begins the label of the row below: that label is missing or goes on."""
    label = _label(strips[below])
    return not label or label[:1].islower() or below - at <= 1


def _label(strip: Strip) -> str:
    return text_of(strip.pieces[0]) if 0 in strip.pieces else ""
