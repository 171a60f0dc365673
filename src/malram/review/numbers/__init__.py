# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in the text of a sentence or a cell: what they stand for and where they are printed.

`numbers_in` loses nothing: every digit of a text is inside one token, read or marked as unreadable, or inside
one of `spans_in`, digits that count nothing (a date, a reference).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from malram.review.document import Number, Spot
from malram.review.numbers.lexer import DOUBTFUL_SIGN, Span, Token, lex, unit_at
from malram.values import Interval, NumberError, Printed, exact, parse_number
from malram.values.units import SPELLINGS

__all__ = [
    "DOUBTFUL_SIGN", "Span", "Token", "as_amount", "cell_number", "numbers_in", "numbers_of", "spans_in",
    "spot_of", "unit_kind",
]  # fmt: skip

Place = tuple[int, int, int]

_SHARED = re.compile(r" ?(?:till|och|respektive|resp\.|eller|mot|–|-) ?", re.IGNORECASE)
_AVERAGE = re.compile(
    r"genomsnitt|medel(?:värde|tal|ålder|vård|vän)|i snitt|median|index|skala"
    r"|betyg|per (?:invånare|capita|1 ?0)|årsarbet|heltid|omräkna",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?<!\w)(?:[mtk]n?kr|kr|kronor|miljoner|miljarder)(?!\w)|kostnad(?:en|er|erna)?(?!\w)|intäkt"
    r"|budget(?:en|erat)?(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?<!\w)antal", re.IGNORECASE)
_DIVIDED = re.compile(r"(?:Av|Utav) (?=(?:\w+ ){0,3}?\d+ [a-zåäö]{3})")  # 'Av regionens 12 mål bedöms 7 …'
_OF_NUMBER = re.compile(
    r"(?:\d|(?<!\w)(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)) av (?:de |totalt )*$"
)
_OF_BEFORE = re.compile(r"(?<!\w)av (?:de |totalt |samtliga |alla |våra |regionens )*$", re.IGNORECASE)
_OF = re.compile(
    r" av (?:de |totalt |samtliga |alla |våra |regionens )*(?:\d|två|tre|fyra|fem|sex|sju|åtta|nio|tio"
    r"|elva|tolv)"
)
# A noun, perhaps after an adjective, makes a whole number a count of something. These words are no such noun.
_NOUN = re.compile(
    r" (?:(?:nya|fler|färre|olika|stora|små|andra|egna|av)(?!\w) )?(?P<noun>[^\W\d_][\w-]{2,})"
)
_NO_NOUN = re.compile(
    r"(?:procent\w*|promille|enheter|miljon\w*|miljard\w*|tusen|och|för|till|som|var|har|jämfört|under"
    r"|mot|från|med|men|eller|samt|vilket|vilka|varav|respektive|fler|färre|mer|mindre|högre|lägre"
    r"|bättre|sämre|gånger|ggr|poäng|grader|index|per|vid|den|det|inom|efter|före|enligt|när|där|att"
    r"|medan|över|mellan|utan|genom|via|trots|största|totalt|blev|inte|kronor|sek|mkr|mnkr|tkr|sedan"
    r"|hade|avser|gäller|helår|året|budget|utfall|prognos|uppnås|exkl\w*|inkl\w*|ton|kilo|liter|mil"
    r"|kilometer|meter|kwh|mwh|gwh|kvm|hektar|kubikmeter|dagar|timmar|minuter|årsarb\w*|heltid\w*"
    r"|tjänster|åring\w*|utgör\w*|ligger|kommer|ska|kan|bör|får|blir|måste|skulle"
    r"|\w+(?:ade|ades|at|ats|its))(?!\w)",
    re.IGNORECASE,
)
_FRACTIONAL = {"årsarbetare", "omräknade heltider"}  # counts of work, not of people
_RESIDUE = "oläst tabell"


def numbers_in(text: str) -> list[Token]:
    """The numbers in a text, in order: '≥ 90 %', '– 997 mnkr', 'cirka 1,2 miljarder', 'nio'."""
    tokens = [_with_unit_outside(piece, text) for piece in lex(text) if isinstance(piece, Token)]
    if not tokens:
        return []
    for here in range(len(tokens) - 2, -1, -1):
        tokens[here] = _with_shared_unit(tokens[here], tokens[here + 1], text)
    average, money, counting = _AVERAGE.search(text), _MONEY.search(text), _COUNTED.search(text)
    counting = counting or _DIVIDED.match(text)
    counted = counting.end() - 1 if counting and not money else len(text)
    return [_weighed(token, text, bool(average), counted, bool(money)) for token in tokens]


def spans_in(text: str) -> list[Span]:
    """The digits of a text that count nothing: dates, years, references, names with digits."""
    return [piece for piece in lex(text) if isinstance(piece, Span)]


def numbers_of(text: str, places: Sequence[Place]) -> list[tuple[int, Number]]:
    """The numbers of a text printed at `places`, each with where it starts in the text.

    A number broken over two lines has the spot of its first piece with a digit; its text is the whole.
    """
    tokens = numbers_in(text)
    residue = _RESIDUE if _is_residue(text, tokens) else ""
    return [
        (
            token.start,
            Number(
                token.text,
                spot_of(text, token.start, token.end, places),
                token.printed,
                token.exact,
                token.doubt or residue,
            ),
        )
        for token in tokens
    ]


def spot_of(text: str, start: int, end: int, places: Sequence[Place]) -> Spot:
    """Where characters `start` to `end` of a text were printed, as far as they stand on one line."""
    here = bisect_right(places, (start, 1 << 60, 0)) - 1
    at, line, offset = places[here]
    first = offset + start - at
    while here + 1 < len(places) and places[here + 1][0] < end and places[here + 1][1] == line:
        here += 1
    at, _, offset = places[here]
    if here + 1 < len(places) and (beyond := places[here + 1][0]) < end:
        if not re.search(r"\d", text[start:beyond]) and re.search(r"\d", text[beyond:end]):
            return spot_of(
                text, beyond, end, places
            )  # '+' or 'över' ends the line, the digits begin the next
        end = at + len(text[at:beyond].rstrip())
    return Spot(line, first, offset + end - at)


def cell_number(text: str, line: int, start: int) -> Number | None:
    """The one number of a table's cell printed at `start` on `line`; None for an empty cell and for words."""
    clean = text.strip()
    if not any(character.isdigit() for character in clean):
        return None
    start += len(text) - len(text.lstrip())
    spot = Spot(line, start, start + len(clean))
    try:
        return Number(clean, spot, parse_number(clean))
    except NumberError:
        return Number(clean, spot, _alone(clean))


def _alone(text: str) -> Printed | None:
    """The only number of a cell with other words in it: '142 besök'."""
    pieces = list(lex(text))
    (only,) = pieces if len(pieces) == 1 else (None,)
    return only.printed if isinstance(only, Token) and not re.search(r"[()\d].*[()]", text) else None


def unit_kind(number: Number) -> str:
    """What a number counts in: 'money', 'share', 'points', 'count' and so on; '' when it does not say."""
    if number.printed and number.printed.unit:
        return number.printed.unit.kind
    return "count" if number.exact else ""


def as_amount(number: Number) -> Interval | None:
    """A sum of money in kronor, whatever scale it was printed in; None when it is not known to be money.

    '15 miljoner' without 'kronor' counts as money: who asks knows that it is no number of visits.
    """
    if number.printed is None or (interval := number.interval) is None:
        return None
    unit = number.printed.unit
    if unit is None:
        return interval if number.printed.decimals <= -5 else None
    return interval * (exact(unit.scale) / 100) if unit.kind == "money" else None


def _with_unit_outside(token: Token, text: str) -> Token:
    """'75,2 (73,1) mnkr': what stands after the brackets is the unit of both."""
    if token.printed is None or token.printed.unit or text[token.end : token.end + 1] != ")":
        return token
    if text[token.start - 1 : token.start] != "(" or not (name := unit_at(text, token.end + 1)[1]):
        return token
    unit = SPELLINGS.get(name.lower())
    return replace(token, printed=replace(token.printed, unit=unit)) if unit else token


def _with_shared_unit(token: Token, following: Token, text: str) -> Token:
    """'från 13 till 14 procent': the first has the second's unit."""
    here, there = token.printed, following.printed
    between = text[token.end : following.start]
    if (
        here is None
        or there is None
        or here.unit
        or there.unit is None
        or token.words
        or here.decimals < 0
        or token.text.endswith("*")
    ):
        return token
    if there.unit.kind not in ("money", "share", "points", "time", "count", "rate"):
        return token
    listed = between == ", " and following.text[-1:].isdigit()  # '12, 13 och 14 mnkr'
    bracketed = (
        between == " (" and text[following.end : following.end + 1] == ")" and following.text[-1:].isdigit()
    )
    if not (listed or bracketed or _SHARED.fullmatch(between)):
        return token
    return replace(token, printed=replace(here, unit=there.unit))


def _weighed(token: Token, text: str, average: bool, counted: int, money: bool) -> Token:
    """Mark a count as exact and widen what is clearly rounded to whole thousands.

    `counted` is where 'antal' ends in the text: whole numbers after it are counts.
    """
    printed = token.printed
    if printed is None or printed.decimals or printed.qualifier or printed.high is not None:
        return token
    code = printed.unit.code if printed.unit else ""
    kind = printed.unit.kind if printed.unit else ""
    if (
        printed.value
        and not printed.value % 1000
        and not token.words
        and (kind in ("", "count") or code in ("kr", "tkr"))
    ):
        return replace(token, printed=replace(printed, decimals=-3))
    if average or kind not in ("", "count") or code in _FRACTIONAL:
        return token
    counts = kind == "count" or token.words or token.start > counted or _counts(token, text, money)
    return replace(token, exact=counts)


def _counts(token: Token, text: str, money: bool) -> bool:
    noun = _NOUN.match(text, token.end)
    if noun and not _NO_NOUN.match(noun["noun"]):
        return True
    before = text[max(0, token.start - 60) : token.start]
    if _OF.match(text, token.end) or _OF_NUMBER.search(before):
        return True
    return not money and bool(_OF_BEFORE.search(before))


def _is_residue(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a 'sentence' is what a table left behind: figures with hardly a word between them."""
    bare = sum(not token.words for token in tokens)
    if sum(not text[left.end : right.start].strip() for left, right in pairwise(tokens)) > 1:
        return True
    return bare >= 3 and len(re.findall(r"[^\W\d_]{2,}", text)) <= bare
