# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of one column: labels with one number each, set apart from them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from malram.review.reading.tables.groups import Draft, Group, same_table
from malram.review.reading.tables.lines import Shape, is_weak_row
from malram.review.reading.tables.words import closes_table, is_bullet, sentence_like
from malram.values import NumberError, parse_number

FEWEST = 3
_TOTAL = re.compile(r"(?:summa|totalt?|netto|resultat|ny ram|ram|budget|saldo|årets)\b", re.IGNORECASE)
_LEADERS = re.compile(r"[.…_]{3,}|(?: \.){3,}")


def lists_of(shapes: Sequence[Shape], used: set[int]) -> list[Group]:
    """Groups of labels with one number each, on lines that no other table took."""
    found: list[Group] = []
    last = -1
    for at, shape in enumerate(shapes):
        if shape.number in used or not is_weak_row(shape):
            continue
        between = list(shapes[last + 1 : at])
        words = [one for one in between if not one.blank]
        near = last >= 0 and len(words) <= 2 and same_table(between)
        if found and near and not any(one.number in used for one in between):
            found[-1].drafts.append(Draft.of(shape, words))
        else:
            found.append(Group([Draft.of(shape)], head=between))
        last = at
    lists = [group for group in found if _is_list(group.drafts)]
    taken = {draft.last.number for group in lists for draft in group.drafts}
    return lists + _totalled(shapes, used | taken)


def _totalled(shapes: Sequence[Shape], used: Collection[int]) -> list[Group]:
    """Labels with one number each one space apart, when they end in a total that is their sum."""
    found: list[Group] = []
    run: list[Shape] = []
    for shape in shapes:
        if shape.blank:
            continue
        plain = (
            shape.low == 1 and shape.high == 1 and bool(shape.label) and not shape.tail and not shape.years
        )
        if shape.number in used or not plain or is_bullet(shape.text) or sentence_like(shape.text):
            run = []
            continue
        run.append(shape)
        if len(run) > FEWEST and closes_table(shape.label) and _adds_up(run):
            first = shapes.index(run[0])
            found.append(Group([Draft.of(one) for one in run], head=list(shapes[max(0, first - 40) : first])))
            run = []
    return found


def _adds_up(rows: Sequence[Shape]) -> bool:
    values = []
    for shape in rows:
        try:
            values.append(parse_number(shape.line.text[shape.run[0].start : shape.run[-1].end]))
        except NumberError:
            return False
    if len({value.decimals for value in values}) > 1 or any(value.unit for value in values):
        return False
    return sum(value.value for value in values[:-1]) == values[-1].value


def _is_list(drafts: Sequence[Draft]) -> bool:
    labels = [draft.label for draft in drafts]
    if any(_LEADERS.search(label) for label in labels) or not all(
        any(c.isalpha() for c in x) for x in labels
    ):
        return False
    fewest = FEWEST - 1 if any(_TOTAL.match(label) for label in labels) else FEWEST
    return len(drafts) >= fewest and not _page_numbers(drafts)


def _page_numbers(drafts: Sequence[Draft]) -> bool:
    """A table of contents: small whole numbers that never fall."""
    texts = ["".join(atom.text for atom in draft.run) for draft in drafts]
    if not all(text.isdigit() and len(text) <= 3 for text in texts):
        return False
    return len(drafts) >= FEWEST and all(int(left) <= int(right) for left, right in pairwise(texts))
