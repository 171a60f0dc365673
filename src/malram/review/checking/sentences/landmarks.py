# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landmarks of a sentence: where a word of comparison stands and where a new thought begins.

Nearly every frame needs to know both, between any two of its numbers. They are found once for a sentence and
marked with a character each, so that a frame names the mark and need not spell out the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from malram.review.checking.sentences.words import COMPARATIVE, NOUN, VERB

# Characters that no text holds: before 'högre', 'ökade' and 'ökning', and before the space of ' vilket'.
COMPARATIVE_MARK, VERB_MARK, NOUN_MARK, BREAK_MARK = "\ufdd0\ufdd1\ufdd2\ufdd3"
MARKS = COMPARATIVE_MARK + VERB_MARK + NOUN_MARK + BREAK_MARK

# A new thought begins: what stands after these is not what was compared.
BREAK = (
    r" (?:och|samt|men|medan|vilket|vilka|varav|därav|på grund|beroende|till följd|tack vare|trots|eftersom|"
    r"medan|dock|främst|framför allt|bland annat|beror|utav|där|när(?! resultatet)|inklusive|exklusive)\b"
)
_LANDMARK = re.compile(
    rf"(?P<new>{BREAK})"
    rf"|(?<!\w)(?:(?P<comparative>{COMPARATIVE})|(?P<verb>{VERB})|(?P<noun>{NOUN}))(?!\w)",
    re.IGNORECASE,
)
_MARK_OF = {"new": BREAK_MARK, "comparative": COMPARATIVE_MARK, "verb": VERB_MARK, "noun": NOUN_MARK}


class Landmarks:
    """A text with its landmarks marked. `plain(at)` is where a character of it stands without the marks."""

    def __init__(self, text: str) -> None:
        self.text = _LANDMARK.sub(lambda found: _MARK_OF[found.lastgroup or ""] + found[0], text)
        self._marks = [at for at, character in enumerate(self.text) if character in MARKS]

    def plain(self, at: int) -> int:
        return at - bisect_left(self._marks, at)
