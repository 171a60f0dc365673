# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which loose lines are headings: numbered ones, and short ones without punctuation above a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from malram.review.document import Heading
from malram.review.numbers.lexer import Token, lex
from malram.review.reading.prose.lines import HANGS, Loose, ended, marker, tabular

_NUMBERED = re.compile(
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s*|(?:[12]?\d|30)\.?\s+)"
    r"(?P<title>(?:[A-ZÅÄÖ][^\W\d_]*[a-zåäö]|[A-ZÅÄÖ]{4}).{2,})"
)
_NAMED = re.compile(r"(?:Bilaga|Kapitel|Avsnitt|Del)\s+\d{1,2}[.:]?(?:\s|$)")
# What is printed as a grade is said about something: it stays in the text.
_GRADE = re.compile(
    r"(?:^|\s)(?:[Uu]ppnås|[Nn]ås|[Uu]ppfylls?|[Uu]ppfyllt|[Pp]ositiv|[Nn]egativ|[Oo]förändra[dt]|[Gg]rönt?|[Gg]ult?|[Rr]öd"
    r"|[Rr]ött|JA|NEJ|Ja|Nej|[Pp]lanenligt|[Aa]vsluta[dt]|[Pp]ågår|[Gg]enomförd|[Gg]enomfört|[Ff]örsena[dt]"
    r"|[Kk]lart?)"
    r"(?: (?:helt|delvis|inte|ej|till viss del|i stort|i hög grad|i huvudsak))?$"
    r"|^(?:Mål(?:et|en)? )?(?:[Uu]ppnås|[Nn]ås|[Uu]ppfyll(?:s|t)|Delvis|Ej|Inte|Planenligt|Oförändrad"
    r"|Positiv|Negativ)\b"
)
_SOURCE = re.compile(r"(?:\w*[Kk]älla|Not|Anm|Fotnot|Foto|Bild)[.:]")
# A verb or an end of a sentence: something is said and not headed.
_SAYS = re.compile(
    r"(?<!\w)(?<!som )(?:är|var|har|hade|kan|blir|blev|visar|visade|ökar|ökade|minskar|minskade|består"
    r"|finns|innebär|beror|genomförs|genomfördes|redovisas|redovisades|uppgår|uppgick|förklaras|påverkas"
    r"|behöver|måste|kommer|fick|får)"
    r"(?!\w)|[.!?] [A-ZÅÄÖ]"
)
_QUOTES = "\"”“'0123456789"
_LONGEST = 90
_MOST_WORDS = 11


def heading_at(
    loose: Sequence[Loose], at: int, *, apart: bool, listed: bool = False
) -> tuple[Heading, int] | None:
    """The heading that begins at a loose line and how many lines it takes, or None.

    `apart` tells that the line before does not run on into this one; '2.1 Kostnader' needs no such proof.
    `listed` tells that it stands right below a line without an end: then only a text below it makes it one.
    """
    return _numbered(loose, at, apart) or (_plain(loose, at, listed) if apart else None)


def _numbered(loose: Sequence[Loose], at: int, apart: bool) -> tuple[Heading, int] | None:
    here = loose[at]
    match = _NUMBERED.fullmatch(here.text)
    if here.beside or (match is None and not _NAMED.match(here.text)):
        return None
    title = match["title"] if match else here.text[2:]
    parts = match["number"].count(".") + 1 if match and match["number"] else 1
    if not _quiet(title) or tabular(title) or (parts == 1 and (not apart or _in_list(loose, at))):
        return None
    text, used = here.text, 1
    following = loose[at + 1] if at + 1 < len(loose) else None
    if following and following.gap < 2 and _continues(following.text, hanging=HANGS.search(text) is not None):
        text, used = f"{text} {following.text}", 2
    return Heading(re.sub(r"\s+", " ", text), here.line, parts), used


def _continues(text: str, *, hanging: bool) -> bool:
    """Whether a line can be the rest of a heading."""
    return (text[0].islower() or hanging) and _quiet(text) and len(text) < 60 and not ended(text)


def _in_list(loose: Sequence[Loose], at: int) -> bool:
    """Whether '1. Öka tillgängligheten' is one of several such lines right below each other."""
    if not re.match(r"\d{1,2}\. ", loose[at].text):
        return False
    near = [loose[one] for one in (at - 1, at + 1) if 0 <= one < len(loose)]
    return any(re.match(r"\d{1,2}\. ", one.text) and abs(one.line - loose[at].line) <= 2 for one in near)


def _plain(loose: Sequence[Loose], at: int, listed: bool) -> tuple[Heading, int] | None:
    here, following = loose[at], loose[at + 1] if at + 1 < len(loose) else None
    if here.beside or here.tabular or following is None or not _short(here.text) or not _quiet(here.text):
        return None
    if _SOURCE.match(here.text) or _GRADE.search(here.text) or HANGS.search(here.text) or _alike(loose, at):
        return None
    if not following.text[0].islower() or following.gap > 2:
        above = _is_above(here, following) or (not listed and _stands_over(following))
        return (Heading(here.text, here.line), 1) if above else None
    after = loose[at + 2] if at + 2 < len(loose) else None
    both = f"{here.text} {following.text}"
    alone = here.gap > 0 and following.gap == 0 and (after is None or after.gap > 0)
    if alone and _short(both) and _quiet(both) and not following.beside and not HANGS.search(both):
        return None if _GRADE.search(both) else (Heading(both, here.line), 2)
    return None


def _is_above(here: Loose, following: Loose) -> bool:
    """Whether the line below is the beginning of a text, and wider than what would be its heading."""
    if (
        following.gap
        or not _is_text(following)
        or not (following.text[0].isupper() or following.text[0] in _QUOTES)
    ):
        return False
    return len(here.text) <= 60 or len(here.text) < 0.8 * len(following.text)


def _stands_over(following: Loose) -> bool:
    return following.gap > 0 or marker(following.text) > 0


def _alike(loose: Sequence[Loose], at: int) -> bool:
    """Whether a line begins with the same word as one next to it, as the lines of a list do."""
    word = loose[at].text.split(" ", 1)[0]
    near = [loose[at + 1]] if at + 1 < len(loose) else []
    near += [loose[at - 1]] if at and loose[at].gap == 0 else []
    return any(one.text.split(" ", 1)[0] == word and len(one.text) < 75 for one in near)


def _short(text: str) -> bool:
    start = text.lstrip('"”“')
    return (
        start[:1].isupper()
        and len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not text.endswith((".", ",", ";", ":", "!", "?", "-", "–"))
        and re.search(r"[^\W\d_]{2}", text) is not None
        and not _SAYS.search(text)
    )


def _quiet(text: str) -> bool:
    """Whether no figure and no end of a sentence is in it; '2024', 'Bilaga 3', '31 augusti' are none."""
    if len(text) >= 140 or "%" in text or text.endswith((".", ",", ";")):
        return False
    return not re.search(r"\d", text) or not any(
        isinstance(one, Token) and not one.words for one in lex(text)
    )


def _is_text(loose: Loose) -> bool:
    return len(loose.text) >= 45 or (ended(loose.text) and len(loose.text) > 25)
