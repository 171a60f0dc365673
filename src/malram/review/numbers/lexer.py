# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cutting a text into numbers and digits that count nothing. No digit is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from malram.review.numbers.spans import span_at
from malram.review.numbers.words import SPELLED, spelled
from malram.values import NumberError, Printed, parse_number
from malram.values.numbers import DIGITS, QUALIFIERS, one_of, plain_spaces
from malram.values.units import SCALE_WORDS, SPELLINGS


@dataclass(frozen=True)
class Token:
    """A number in a text: `text` is `whole[start:end]`. `printed` is None when it cannot be read as one."""

    start: int
    end: int
    text: str
    printed: Printed | None
    exact: bool = False
    doubt: str = ""
    words: bool = False  # written in words: 'tolv'


@dataclass(frozen=True)
class Span:
    """Digits that count nothing, from `start` to `end`."""

    start: int
    end: int


DOUBTFUL_SIGN = "oklart om strecket är ett minus"
DOUBTFUL_POINT = "oklart om punkten är ett decimaltecken"
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹"  # marks of footnotes
_DIGIT = re.compile(r"\d")
# As in `values`, but groups of three end where the digits end: '2 2025' is no 2 202.
_DIGITS = DIGITS.replace(r"(?: \d{3})+", r"(?: \d{3}(?!\d))+")
_CORE = re.compile(_DIGITS)
_MORE_DIGITS = re.compile(r"(?:[.,]+\d+)+")  # '12,,5', '1.2.3,4'
# '1 23' is no number, and the 4 of '5 000 4 233' begins another.
_LOOSE_DIGITS = re.compile(
    r" (?!(?:19|20)\d\d(?!\d))(?:\d{1,2}|\d{4,})(?!\d|[.,]\d|-\w|[:/]\d| ?§| \d{3}(?!\d))"
)
_HIGH = re.compile(rf"(?P<dash>–|-| – | - )(?P<digits>{_DIGITS})(?!\d|-[^\W\d_])")
_POINT = re.compile(r"\d{1,2}\.\d{1,2}")
_MARK = re.compile(rf"\*{{1,3}}(?!\w)|[{_RAISED}]\)?")
_DURATION = re.compile(r"(\d{1,3}):([0-5]\d) ?(minuter|min|timmar|tim|h)(?!\w)\.?", re.IGNORECASE)
_SCALES = {"milj": "miljoner", "mn": "miljoner", "mdr": "miljarder", "mrd": "miljarder"}
_WORDED_UNITS = [unit for unit in SPELLINGS if unit != "%"]
_UNIT = re.compile(
    r"(?P<points> ?-? ?(?:procent-? ?|%-)enhet(?:er)?s?(?!\w))"
    r"|(?P<percent> ?%| ?procents(?!\w)|-procentig\w*)| ?(?P<years>års(?!\w))"
    rf"| ?(?:(?P<spelt>(?:(?:{one_of(SCALE_WORDS)}) )?{one_of(_WORDED_UNITS)}|{one_of(SCALE_WORDS)})"
    rf"|(?P<short>{one_of(_SCALES)})(?P<after>\.?(?: (?:kronor|kr))?))(?![^\W{_RAISED}]|-[a-zåäö])",
    re.IGNORECASE,
)
_MINUS = "-–−\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_SIGN = re.compile(
    rf"(?:(?P<tight>[{_MINUS}+])|(?P<loose>[-–−+]) |(?<!\w)(?P<word>minus|plus) )$", re.IGNORECASE
)
# Where a dash with a space after it is a minus, since no sentence has a dash there.
_MINUS_AFTER = re.compile(
    r"(?:[(:=|,]|  |(?<!\w)(?:på|till|med|är|var|blev|blir|från|om|mot|av|än|uppgick|uppgår|visar|visade"
    r"|redovisar|underskott|avvikelse|avvikelsen|cirka|ca|ca\.|drygt|knappt|närmare|motsvarande"
    r"|redovisas|mellan)) ?$",
    re.IGNORECASE,
)
_QUALIFIERS = {
    **QUALIFIERS,
    **dict.fromkeys(["åtminstone", "som minst"], "minst"),
    **dict.fromkeys(["som mest"], "högst"),
    **dict.fromkeys(
        ["strax över", "lite över", "något över", "lite drygt", "något mer än", "lite mer än"], "drygt"
    ),
    **dict.fromkeys(["strax under"], "knappt"),
    **dict.fromkeys(["uppemot", "bortåt"], "närmare"),
    **dict.fromkeys(["kring", "~", "≈", "i storleksordningen", "uppskattade"], "cirka"),
    **dict.fromkeys(["längre än", "äldre än"], "över"),
    **dict.fromkeys(["kortare än", "yngre än"], "under"),
}
_QUALIFIER = re.compile(rf"(?<!\w)(?P<words>{one_of(_QUALIFIERS)}) ?$", re.IGNORECASE)
_COMPARED = re.compile(r" [\w-]*(?: \w+)? ?")  # '2,3 procentenheter över 85 procent': no limit, a comparison
_LONGEST = 24  # characters; more digits are no number anybody printed
_WINDOW = 24  # characters before a number that are looked at


def lex(text: str) -> Iterator[Token | Span]:
    """Every digit and every number word of a text, in pieces that do not overlap."""
    plain = plain_spaces(text)
    words = SPELLED.finditer(plain)
    word, at, after_number = next(words, None), 0, False
    while True:
        digit = _DIGIT.search(plain, at)
        while word and word.start() < at:
            word = next(words, None)
        piece: Token | Span
        if word and (digit is None or word.start() < digit.start()):
            piece = _spelled(plain, word, at, after_number)
        elif digit:
            end = span_at(plain, digit.start(), at)
            piece = Span(digit.start(), end) if end else _quantity(plain, digit.start(), at, after_number)
        else:
            return
        after_number = isinstance(piece, Token)
        yield replace(piece, text=text[piece.start : piece.end]) if isinstance(piece, Token) else piece
        at = piece.end


def _quantity(plain: str, at: int, floor: int, after_number: bool) -> Token:
    """The number whose digits begin at `at`. What stands before `floor` belongs to something else."""
    if duration := _DURATION.match(plain, at):
        clock = parse_number(f"{duration[1]}:{duration[2]}")
        hours = duration[3].lower() in ("timmar", "tim", "h")
        minutes = replace(parse_number("1 minuter"), value=clock.value)
        return Token(at, duration.end(), "", minutes if hours else clock)
    core = _CORE.match(plain, at)
    assert core is not None  # `at` is a digit
    end, high, broken = core.end(), "", len(core[0]) > _LONGEST
    if more := _MORE_DIGITS.match(plain, end) or ("," not in core[0] and _LOOSE_DIGITS.match(plain, end)):
        end, broken = more.end(), True
    elif span := _HIGH.match(plain, end):
        end, high, torn = _span(core, span)
        broken = broken or torn
    if mark := _MARK.match(plain, end):
        end = mark.end()
    end, unit = unit_at(plain, end)
    start, sign, doubt = _sign(plain, at, end)
    start, qualifier = _qualifier(plain, start, floor, unit, after_number)
    if not unit and not sign and _POINT.fullmatch(core[0]):  # 'se 4.3' is a section as likely as a decimal
        doubt = doubt or DOUBTFUL_POINT
    read = f"{qualifier} {sign}{core[0]}{high} {unit}"
    return Token(start, end, "", None if broken else _read(read), doubt=doubt)


def _span(core: re.Match[str], span: re.Match[str]) -> tuple[int, str, bool]:
    """Where '13–14' ends, its upper end, and whether it is no span: '12 – 5' is a number and a dash."""
    if _read(f"{core[0]}–{span['digits']}"):
        return span.end(), f"–{span['digits']}", False
    if " " in span["dash"]:
        return core.end(), "", False
    return span.end(), "", True


def unit_at(text: str, end: int) -> tuple[int, str]:
    """Where the unit after a number ends and its name; '' when there is none."""
    match = _UNIT.match(text, end)
    if match is None:
        return end, ""
    if match["points"]:
        return match.end(), "procentenheter"
    if match["percent"]:
        return match.end(), "procent"
    if match["years"]:
        return match.end(), "år"
    if match["short"]:
        money = " kronor" if match["after"].strip(". ") else ""
        keep = match.end() if money else match.end() - len(match["after"])
        return keep, _SCALES[match["short"].lower()] + money
    return match.end(), match["spelt"]


def _sign(plain: str, at: int, end: int) -> tuple[int, str, str]:
    """Where the number's sign begins, '-', '+' or '', and a doubt when a dash may be no minus."""
    match = _SIGN.search(plain, max(0, at - _WINDOW), at)
    if match is None:
        return at, "", ""
    start = match.start()
    before = plain[max(0, start - _WINDOW) : start]
    if match["word"]:
        return start, "-" if match["word"].lower() == "minus" else "+", ""
    glyph = match["tight"] or match["loose"]
    sign = "+" if glyph == "+" else "-"
    if match["tight"]:
        if before[-1:].isdigit() or before[-1:] in ("%", ")", "*"):
            return at, "", ""
        return start, sign, DOUBTFUL_SIGN if before[-1:].isalpha() else ""
    if before[-1:].strip() and before[-1:] not in "(:=|":
        return at, "", ""
    alone = not plain[:start].strip() and not plain[end:].strip()
    if glyph in "+−" or alone or _MINUS_AFTER.search(before):
        return start, sign, ""
    return at, "", DOUBTFUL_SIGN


def _qualifier(plain: str, start: int, floor: int, unit: str, after_number: bool) -> tuple[int, str]:
    """Where the number's qualifier begins and its one name; '' when it has none."""
    match = _QUALIFIER.search(plain, max(floor, start - _WINDOW), start)
    if match is None:
        return start, ""
    name = _QUALIFIERS[match["words"].lower()]
    kind = SPELLINGS[unit.lower()].kind if unit.lower() in SPELLINGS else ""
    if kind == "time" and match["words"].lower() in ("under", "över"):  # 'under 12 månader' tells how long
        return start, ""
    if after_number and name in ("över", "under") and _COMPARED.fullmatch(plain, floor, match.start()):
        return start, ""
    return match.start(), name


def _spelled(plain: str, match: re.Match[str], floor: int, after_number: bool) -> Token:
    found = spelled(match)
    end, unit = (match.end(), "") if found.unit else unit_at(plain, match.end())
    start, qualifier = _qualifier(plain, match.start(), floor, unit, after_number)
    printed = found.printed
    if printed and unit:
        scaled = _read(f"1 {unit}")
        power = -scaled.decimals if scaled else 0
        value = printed.value.scaleb(power)
        own = scaled.unit if scaled else None
        printed = replace(printed, value=value, decimals=printed.decimals - power, unit=own)
    if printed and qualifier:
        printed = replace(printed, qualifier=qualifier)
    return Token(start, end, "", printed, words=True)


@lru_cache(maxsize=4096)
def _read(text: str) -> Printed | None:
    try:
        return parse_number(text.strip())
    except NumberError:
        return None
