# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which loose lines are headings: numbered ones, and short ones without punctuation above a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from malram.review.document import Heading
from malram.review.reading.prose_lines import Loose

_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s*(?=[A-ZÅÄÖ][^\W\d_]*[a-zåäö])(?P<many>.+)"
    r"|(?P<one>\d{1,2})\.?\s+(?=[A-ZÅÄÖ][^\W\d_]*[a-zåäö])(?P<title>.+)"
)
_NAMED = re.compile(r"(?:Bilaga|Kapitel|Avsnitt|Del)\s+\d{1,2}[.:]?(?:\s|$)")
_YEAR = r"(?:19|20)\d\d"
_QUIET = re.compile(rf"{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?|(?:(?<=[Mm]ål )|(?<=Bilaga )|(?<=Agenda ))\d+")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣○■□➢➤✓✔❖·*\uf000-\uf0ff–—-]|o\s(?=[A-ZÅÄÖ]))\s*")
_HANGS = re.compile(
    r"\b(?:och|eller|för|av|i|på|med|till|som|den|det|de|en|ett|att|från|om|samt|inom|mot|är|har|ska|kan|vid|"
    r"under|än|utan|mellan|genom|hos|efter|enligt|via|inkl\.?|exkl\.?)$"
)
_GRADE = re.compile(
    r"(?:Mål(?:et|en)?\s+|Ja\b|Nej\b|JA\b|NEJ\b)?(?:(?:[Uu]pp)?[Nn]ås|[Uu]ppnå|[Uu]ppfyll|[Pp]ositiv|[Nn]egativ"
    r"|[Oo]förändra|[Gg]rön|[Gg]ul\b|[Rr]öd\b|[Dd]elvis|[Ee]j\b|[Ii]nte\b|[Aa]vslutad|[Kk]lar\b|[Pp]ågå)|(?:JA|NEJ|Ja|Nej)$"
)
_LONGEST = 90
_MOST_WORDS = 11


def ended(text: str) -> bool:
    """Whether a line ends where a sentence can end."""
    return text.rstrip('"”’»)]').endswith((".", "!", "?", ":", "…", ";"))


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


def heading_at(loose: Sequence[Loose], at: int) -> tuple[Heading, int] | None:
    """The heading that begins at a loose line and how many lines it takes, or None."""
    return _numbered(loose, at) or _plain(loose, at)


def _numbered(loose: Sequence[Loose], at: int) -> tuple[Heading, int] | None:
    here = loose[at]
    match = _NUMBERED.fullmatch(here.text)
    if match is None and not _NAMED.match(here.text):
        return None
    if not _quiet(here.text, match.end("number") if match and match["number"] else 2):
        return None
    level = match["number"].count(".") + 1 if match and match["number"] else 1
    if level == 1 and not _apart(loose, at):
        return None
    text, used = here.text, 1
    following = loose[at + 1] if at + 1 < len(loose) else None
    if following and following.gap == 0 and _wraps(here, following, loose, at):
        text, used = f"{text} {following.text}", 2
    return Heading(re.sub(r"\s+", " ", text), here.line, level), used


def _plain(loose: Sequence[Loose], at: int) -> tuple[Heading, int] | None:
    here, following = loose[at], loose[at + 1] if at + 1 < len(loose) else None
    if not _short(here.text) or not _quiet(here.text, 0) or not _apart(loose, at) or _GRADE.match(here.text):
        return None
    if here.beside or following is None:
        return None
    if not following.text[0].islower():
        above = following.gap > 0 or _is_text(following) or is_bullet(following.text)
        return (Heading(here.text, here.line), 1) if above and not _HANGS.search(here.text) else None
    after = loose[at + 2] if at + 2 < len(loose) else None
    both = f"{here.text} {following.text}"
    alone = here.gap > 0 and following.gap == 0 and (after is None or after.gap > 0)
    if alone and _short(both) and _quiet(both, 0) and not following.beside and not _HANGS.search(both):
        return Heading(both, here.line), 2
    return None


def _short(text: str) -> bool:
    start = text.lstrip('"”“(')
    return (
        start[:1].isupper()
        and len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not text.endswith((".", ",", ";", ":", "!", "?", "-", "–"))
        and re.search(r"[^\W\d_]{2}", text) is not None
    )


def _quiet(text: str, after: int) -> bool:
    """Whether there is no figure in it, only years, goals' numbers and the heading's own number."""
    return (
        not re.search(r"\d|%", _QUIET.sub("", text[after:]))
        and not text.endswith((".", ",", ";"))
        and len(text) < 140
    )


def _apart(loose: Sequence[Loose], at: int) -> bool:
    """Whether a line does not go on from the one before."""
    if at == 0 or loose[at].gap > 0 or loose[at].torn:
        before = loose[at - 1] if at else None
        return before is None or ended(before.text) or loose[at].gap > 0 or not _HANGS.search(before.text)
    return ended(loose[at - 1].text) or loose[at - 1].beside


def _is_text(loose: Loose) -> bool:
    return len(loose.text) >= 45 or (ended(loose.text) and len(loose.text) > 25)


def _wraps(here: Loose, following: Loose, loose: Sequence[Loose], at: int) -> bool:
    if len(following.text) > 60 or ended(following.text) or not _quiet(following.text, 0):
        return False
    return following.text[0].islower() and (at + 2 >= len(loose) or loose[at + 2].text[0].isupper() or True)
