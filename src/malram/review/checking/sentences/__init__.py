# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one sentence, or a few in a row, say that their own figures can confirm."""

from __future__ import annotations

from collections.abc import Iterator

from malram.review.checking.sentences.arithmetic import arithmetic
from malram.review.checking.sentences.direction import direction
from malram.review.checking.sentences.events import comparisons
from malram.review.claims import Claim
from malram.review.document import Document


def sentence_claims(document: Document) -> Iterator[Claim]:
    """What the sentences say of changes, and of which way they go. Both need the comparisons they make."""
    read = comparisons(document)
    yield from arithmetic(document, read)
    yield from direction(document, read)
