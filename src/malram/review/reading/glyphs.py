# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Repairs of characters that fonts and converters leave in the text of a PDF.

Digits, signs and every kind of space stay as printed: what they mean is for the lexer to say.
"""

from __future__ import annotations

import re
from unicodedata import normalize

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\x00"
# Symbol fonts put their characters at U+F000: signs we know, and bullets for the rest.
SYMBOLS = {
    "\uf02d": "−",
    "\uf0b1": "±",
    "\uf0b3": "≥",
    "\uf0a3": "≤",
    "\uf025": "%",
    "\uf0b4": "×",
    "\uf02b": "+",
}
BULLET = "•"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_ONE: dict[int, str | None] = {ord(glyph): letters for glyph, letters in {**LIGATURES, **SYMBOLS}.items()}
_ONE |= dict.fromkeys(map(ord, UNSEEN))
_ONE |= dict.fromkeys((*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x85, 0x2028, 0x2029), " ")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LOOSE = re.compile("¨([aoAO])|˚([aA])")  # the accent printed as a letter of its own
_COMPOSED = {"a": "ä", "o": "ö", "A": "Ä", "O": "Ö"}
_PLAIN = re.compile("[\t\n\f\r -~\xa0-\xa7\xa9-\xac\xae-\xff–—−•”’…]*")


def repaired(text: str) -> str:
    """`text` with ligatures spelt out, letters composed and bullets as bullets; it may change in length."""
    if _PLAIN.fullmatch(text):
        return text
    text = normalize("NFC", text).translate(_ONE)
    if SOFT_HYPHEN in text:
        ends = text.rstrip().endswith(SOFT_HYPHEN)  # the word goes on in the next line
        text = text.rstrip().replace(SOFT_HYPHEN, "") + "-" if ends else text.replace(SOFT_HYPHEN, "")
    text = _PRIVATE.sub(BULLET, text)
    return _LOOSE.sub(_compose, text)


def _compose(match: re.Match[str]) -> str:
    return _COMPOSED[match[1]] if match[1] else {"a": "å", "A": "Å"}[match[2]]
