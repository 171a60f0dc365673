# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining the lines of a paragraph and cutting it into sentences, every character kept at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from malram.review.document import Sentence
from malram.review.numbers import numbers_of

Piece = tuple[int, int, str]  # line, offset in that line, the characters printed there
Place = tuple[int, int, int]

# A full stop after these never ends a sentence.
_ABBREVIATED = re.compile(
    r"t\.ex|tex|t|bl\.a|d\.?v\.?s|ca|c:a|jfr|jmfr?|jämf|resp|inkl|exkl|fr\.o\.m|t\.o\.m|s\.k|p\.?g\.?a|f\.d|f\.n|kl|egl?"
    r"|enl|föreg|i\.o\.m|m\.a\.o|forts|uppsk|ö\.h|dr|prof|[ef]\.kr|nr|kap|bitr|ev|lev|omkr|motsv|ang|avs|prel"
)
# Nor after these when digits follow: 's. 12', 'v. 40', 'fig. 3'.
_BEFORE_DIGITS = re.compile(
    r"s|sid|v|åk|fig|tab|art|bil|prop|max|min|p|avd|ref|tel|tfn|ung|tom|fom|dnr|st|vers|kat|pkt|mom|anm|del|milj"
    r"|avsn|diagr|mån|jan|feb|aug|sept?|okt|nov|dec"
)
# The same with spaces after their points.
_SPACED = re.compile(
    r"(?<!\w)(?:bl\. a|t\. ex|fr\. o\. m|t\. o\. m|i\. o\. m|d\. v\. s|p\. g\. a|s\. k|f\. [dn])\Z",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.!?…]+[\"”’»)\]]*(?=\s)|(?<=[a-zåäö]{2})\.\d{1,2}(?=\s+[A-ZÅÄÖ][a-zåäö])|(?<=[a-zåäö]{4})\.(?=[A-ZÅÄÖ][a-zåäö]{2})"
)
_NUMBERED = re.compile(
    r"(?:(?:Mål|Delmål|Uppdrag|Steg|Punkt|Not|Tabell|Figur|Diagram|Bilaga) )?\w{0,2}"
)  # '1. Mål', 'Mål 1. Att'
_LAST_WORD = re.compile(r"[^\s(\[\"”»/]*\Z")
_CAPITAL = r"[^\W\d_a-zåäöéü]"
_OPENS = re.compile(rf"\s*(?:[\"“”’»]?[(\[]?{_CAPITAL}|[\"“”’»]?\s*(?:\d|[-–−+•<>≥≤§]))")
_RUN = re.compile(r"[^\s\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}]+")
_PAIRED = re.compile(r"(?:och|eller|samt|respektive|resp\.?|alternativt|till|men)\b|[/&(,;]")
_LONGEST_BRACKET = 400


def sentences_of(pieces: Sequence[Piece], *, item: bool = False) -> tuple[Sentence, ...]:
    """The sentences of a paragraph printed in `pieces`, with their numbers; an item marks its first."""
    text, places = join(pieces)
    return tuple(
        _sentence(text[start:end], start, places, item and not at)
        for at, (start, end) in enumerate(cut(text))
    )


def join(pieces: Sequence[Piece]) -> tuple[str, list[Place]]:
    """The pieces as one text with single spaces, and where each unbroken stretch of it was printed.

    A word cut at the end of a line is mended ('nettokostnads-' + 'ram'), 'hälso-' + 'och' is kept. Digits
    more than one space apart keep two spaces: they are two figures and must not become one.
    """
    parts: list[str] = []
    places: list[Place] = []
    length, soft = 0, False
    for line, offset, printed in pieces:
        end = -1
        for run in _RUN.finditer(printed):
            start, word = run.start(), run[0]
            if parts:
                drop, glue = (0, _gap(printed, end, start)) if end >= 0 else _bridge(parts[-1], word, soft)
                parts[-1] = parts[-1][: len(parts[-1]) - drop]
                parts.append(glue)
                length += len(glue) - drop
            if (
                not places
                or places[-1][1] != line
                or length - places[-1][0] != offset + start - places[-1][2]
            ):
                places.append((length, line, offset + start))
            parts.append(word)
            length += len(word)
            end = run.end()
        soft = printed.rstrip().endswith("\N{SOFT HYPHEN}")
    return "".join(parts), places


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text start and end."""
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and _ends(text, start, match):
            yield start, match.end()
            start = match.end()
            while start < len(text) and text[start].isspace():
                start += 1
    if text[start:].strip():
        yield start, len(text.rstrip())


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    following = _OPENS.match(text, match.end())
    if following is None or _within_brackets(text, start, match):
        return False
    if match[0][0] != ".":
        return True
    if _SPACED.search(text, max(start, match.start() - 12), match.start()):
        return False
    before = _LAST_WORD.search(text, start, match.start())
    word = before[0].lower() if before else ""
    if _ABBREVIATED.fullmatch(word) or (_BEFORE_DIGITS.fullmatch(word) and following[0][-1].isdigit()):
        return False
    if len(word) == 1 and word.isalpha() and before is not None and before[0].isupper():
        return not text[: before.start()].rstrip().split(" ")[-1][:1].isupper()  # 'Anna K. Berg'
    return _NUMBERED.fullmatch(text, start, match.start()) is None


def _within_brackets(text: str, start: int, match: re.Match[str]) -> bool:
    start = max(start, match.start() - _LONGEST_BRACKET)
    inside = text[start : match.end()]
    if inside.count("(") <= inside.count(")"):
        return False
    return ")" in text[match.end() : match.end() + _LONGEST_BRACKET]


def _gap(printed: str, end: int, start: int) -> str:
    between = printed[end:start]
    if between == " ":
        return between
    if not any(character.isspace() for character in between):
        return ""
    wide = len(between) > 1 or "\t" in between
    return "  " if wide and printed[end - 1].isdigit() and printed[start].isdigit() else " "


def _bridge(before: str, after: str, soft: bool) -> tuple[int, str]:
    """How many characters to drop at the end of a line, and what to put between it and the next."""
    if soft:
        return 0, ""
    hyphen = before[-1]
    if hyphen not in "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}" or len(before) < 2:
        return 0, " "
    if not before[-2].isalnum() or _PAIRED.match(after):
        return 0, " "
    whole_word = before[:-1].lstrip('("”')
    cut_word = after[0].islower() and len(whole_word) > 1 and whole_word[1:].islower()
    return (1, "") if cut_word and hyphen != "\N{EN DASH}" else (0, "")


def _sentence(text: str, start: int, places: Sequence[Place], item: bool) -> Sentence:
    first = bisect_right(places, (start, 1 << 60, 0)) - 1
    last = bisect_right(places, (start + len(text) - 1, 1 << 60, 0))
    own = tuple(
        (max(at - start, 0), line, offset + max(start - at, 0)) for at, line, offset in places[first:last]
    )
    numbers = numbers_of(text, own)
    return Sentence(text, own, tuple(number for _, number in numbers), tuple(at for at, _ in numbers), item)
