# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of one column: labels with one number each, set apart from them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from malram.review.reading.table_groups import Draft, Group, same_table
from malram.review.reading.table_lines import Shape, is_weak_row

FEWEST = 3
_TOTAL = re.compile(r"(?:summa|totalt?|netto|resultat|ny ram|ram|budget|saldo|årets)\b", re.IGNORECASE)
_LEADERS = re.compile(r"[.…_]{3,}|(?: \.){3,}")


def lists_of(shapes: Sequence[Shape], used: Collection[int]) -> list[Group]:
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
    return [group for group in found if _is_list(group.drafts)]


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
