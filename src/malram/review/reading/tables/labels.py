# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row is called: before its cells, on the lines above them, or glued after the last of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from malram.review.document import Line
from malram.review.reading.tables.groups import Draft
from malram.review.reading.tables.lines import Shape
from malram.review.reading.tables.words import heading_like, is_bullet, sentence_like

_PART = re.compile(r"(?:[-–•*]\s*)?(?:varav|därav)\b|[-–]\s*(?=[A-ZÅÄÖa-zåäö])", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:[-–,/&]|\b(?:och|samt|av|för|till|i|på|med|inom|som|från|eller|per|inkl\.?|exkl\.?))$"
)
_NOTE = re.compile(r"\(.*\)|\(?[\d\s.,%]+\)?")


def label_of(draft: Draft, skipped: int, lines: Sequence[Line]) -> tuple[str, list[Shape], int]:
    """The label, the lines above that it takes, and its depth."""
    first = draft.shapes[0]
    own = first.line.text[: draft.run[skipped].start].strip() if skipped or draft.label else ""
    if draft.glued and not own:
        return draft.tail, [], depth_of(draft.tail)
    above = _above(draft, own)
    parts = [
        *(shape.text for shape in above),
        *([own] if own else []),
        *(shape.text for shape in draft.under),
    ]
    label = _joined(parts)
    return label, above, depth_of(label)


def depth_of(label: str) -> int:
    return int(_PART.match(label) is not None)


def _above(draft: Draft, own: str) -> list[Shape]:
    """The lines of a label that goes on over many lines, the nearest block above the cells."""
    near = [shape for shape in draft.above if not _NOTE.fullmatch(shape.text)]
    if own and not _carried_on(near, draft.shapes[0], own):
        return []
    taken: list[Shape] = []
    below = draft.shapes[0].number
    for shape in reversed(near):
        if taken and below - shape.number > 1:
            break
        if sentence_like(shape.text) or is_bullet(shape.text) or heading_like(shape.text) or len(taken) == 6:
            break
        taken.insert(0, shape)
        below = shape.number
        if _PART.match(shape.text) and shape.text[:1] in "-–":  # what stands above is a section's name
            break
    return taken


def _carried_on(near: Sequence[Shape], row: Shape, own: str) -> bool:
    """Whether what stands before the cells carries on a label begun on the line above."""
    if not near or row.number - near[-1].number > 1:
        return False
    begun = near[-1].text
    if _PART.match(own):
        return False
    return own[:1].islower() or own.startswith("(") or _OPEN.search(begun) is not None


def carry_on(drafts: Sequence[Draft]) -> None:
    """Give a row the lines under it that carry its label on: 'Gator,' and under it 'torg och parker'."""
    for row, after in pairwise(drafts):
        if not row.label or row.tail or not (after.label or after.glued):
            continue
        text, line = row.label, row.last.number
        while after.above and after.above[0].number == line + 1:
            below = after.above[0]
            if below.run or sentence_like(below.text) or not _goes_on(text, below.text):
                break
            row.under.append(after.above.pop(0))
            text, line = f"{text} {below.text}", line + 1


def _goes_on(begun: str, text: str) -> bool:
    if _PART.match(text):
        return False
    if text.startswith("(") and any(character.isdigit() for character in text):
        return False  # '(okt-24)' is a remark on a cell
    return text[:1].islower() or text.startswith("(") or _OPEN.search(begun) is not None


def section_rows(draft: Draft) -> list[Shape]:
    """The lines above a row that name a section: 'Intäkter', and are no part of the row's label."""
    if not draft.label and not draft.glued:
        return []
    found = [shape for shape in draft.above if not shape.run and _names(shape.text)]
    if (
        found
        and draft.shapes[0].number - found[-1].number <= 1
        and _carried_on(found, draft.shapes[0], draft.label)
    ):
        return []
    return found if len(found) <= 2 else []


def _names(text: str) -> bool:
    return (
        text[:1].isupper() and len(text) <= 60 and not text.endswith((".", ",")) and not sentence_like(text)
    )


def _joined(parts: Sequence[str]) -> str:
    text = ""
    for part in parts:
        if (
            text.endswith("-")
            and not text.endswith(" -")
            and part[:1].islower()
            and not part.startswith("och ")
        ):
            text = text[:-1] + part
        else:
            text += (" " if text else "") + part
    return re.sub(r"\s+", " ", text)
