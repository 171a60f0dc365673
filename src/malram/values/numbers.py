# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the numbers Swedish reports print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from malram.values.units import SCALE_WORDS, SPELLINGS, UNITS, Unit


class NumberError(ValueError):
    """A text that is not one number."""

    def __init__(self, text: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Kan inte läsa ”{text}” som ett tal: {reason}. Skriv till exempel ”1 234,5 mnkr”.")


@dataclass(frozen=True)
class Printed:
    """A number as somebody printed it: '9 149,7' has one decimal, '3,3 miljoner' has minus five.

    `unit` is None when none was printed. `high` is the upper end of a printed span ('13–14 %').
    """

    value: Decimal
    decimals: int
    unit: Unit | None = None
    qualifier: str | None = None
    high: Decimal | None = None


SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\t\r\n"
DASHES = "-\N{EN DASH}\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
WORDS = {
    word: value
    for value, spellings in enumerate(
        ["noll", "en ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
    )
    for word in spellings.split()
}
# Every way to say it -> the one name the program uses. Longest first when matched.
QUALIFIERS = {
    "cirka": "cirka", "ca": "cirka", "ca.": "cirka", "c:a": "cirka", "omkring": "cirka", "ungefär": "cirka",
    "runt": "cirka", "uppskattningsvis": "cirka",
    "drygt": "drygt", "knappt": "knappt", "närmare": "närmare", "nästan": "närmare",
    "över": "över", "mer än": "över", "fler än": "över", "större än": "över", "högre än": "över", ">": "över",
    "under": "under", "mindre än": "under", "färre än": "under", "lägre än": "under", "<": "under",
    "minst": "minst", "lägst": "minst", "≥": "minst", ">=": "minst",
    "högst": "högst", "max": "högst", "max.": "högst", "maximalt": "högst", "upp till": "högst", "≤": "högst",
    "<=": "högst",
}  # fmt: skip


def one_of(words: object) -> str:
    """Return a pattern for any of `words`, the longest first, with any space where they have one."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first) + ")"


# Grouped first: '1 234' is one number. A point groups only threes after a digit that is not a lone zero.
DIGITS = r"(?:[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:\.\d{3})+(?![.\d])|\d+)(?:[.,]\d+)?"
SIGN = rf"(?:[{DASHES}+]|minus |plus )"
_NUMBER = re.compile(
    rf"(?:(?P<qualifier>{one_of(QUALIFIERS)}) ?)?(?P<open>\()?(?P<sign>{SIGN})? ?"
    rf"(?:(?P<digits>{DIGITS})(?:(?:–|-| – | - )(?P<high>{DIGITS}))?|(?P<word>{one_of(WORDS)})(?!\w))"
    r"(?P<mark>\*{1,3}|[¹²³]\)?)?(?P<close>\))?(?P<unit> ?\D.*?)?(?P<close2>\))?\.?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_SCALED = re.compile(rf"({one_of(SCALE_WORDS)})\b ?(.*)")


def plain_spaces(text: str) -> str:
    """Return `text` with every kind of space as an ordinary one, position by position."""
    for space in SPACES:  # few texts hold any, and then nothing is copied
        text = text.replace(space, " ")
    return text


def parse_number(text: str) -> Printed:
    """Read one printed number with its qualifier and unit: 'cirka 1,2 miljoner kronor', '(12)', '≥ 60 %'.

    'ja' and 'nej' are 1 and 0. '15:11' is a waiting time in minutes and seconds, kept as seconds.
    """
    clean = plain_spaces(text).strip()
    if clean.lower() in ("ja", "nej"):
        return Printed(Decimal(int(clean.lower() == "ja")), 0, UNITS["ja/nej"])
    if clock := _CLOCK.fullmatch(clean):
        return Printed(Decimal(int(clock[1]) * 60 + int(clock[2])), 0, UNITS["sekunder"])
    match = _NUMBER.fullmatch(clean)
    if match is None:
        raise NumberError(text, _why_not(clean))
    unit, power = _unit_of(text, (match["unit"] or "").strip())
    value, decimals = _amount(match["digits"] or str(WORDS[(match["word"] or "").lower()]), power)
    high = None
    if match["high"]:
        high, decimals_high = _amount(match["high"], power)
        if high <= value or match["sign"]:
            raise NumberError(text, "ett spann går från ett lägre till ett högre tal")
        decimals = min(decimals, decimals_high)
    if _negative(text, match):
        value = value.copy_negate() if value else value
    qualifier = QUALIFIERS[match["qualifier"].lower()] if match["qualifier"] else None
    return Printed(value, decimals, unit, qualifier, high)


def _amount(digits: str, power: int) -> tuple[Decimal, int]:
    """Return value and decimals; a spelled scale moves both: 3,3 miljoner is 3 300 000 ± 50 000."""
    joined = digits.replace(" ", "")
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", joined):
        joined = joined.replace(".", "")
    value = Decimal(joined.replace(",", "."))
    decimals = -int(value.as_tuple().exponent) - power
    sign, figures, exponent = value.as_tuple()
    scaled = Decimal((sign, figures, int(exponent) + power))
    return (Decimal(int(scaled)) if decimals <= 0 else scaled), decimals


def _unit_of(text: str, words: str) -> tuple[Unit | None, int]:
    spelt = re.sub(" +", " ", words).lower()
    if not spelt:
        return None, 0
    found = SPELLINGS.get(spelt) or SPELLINGS.get(spelt.rstrip("."))
    if found:
        return found, 0
    scaled = _SCALED.fullmatch(spelt)
    if scaled and (not scaled[2] or scaled[2] in SPELLINGS):
        return SPELLINGS.get(scaled[2]), SCALE_WORDS[scaled[1]]
    known_start = words[0].isalpha() or words[0] in "%/"
    raise NumberError(text, f"”{words}” är ingen känd enhet" if known_start else _why_not(plain_spaces(text)))


def _negative(text: str, match: re.Match[str]) -> bool:
    closed = bool(match["close"] or match["close2"])
    if bool(match["open"]) != closed:
        raise NumberError(text, "parentesen saknar sin andra hälft")
    sign = (match["sign"] or "").strip().lower()
    # Brackets mean minus in a column of figures, but '(−6,2 %)' says it already.
    return (closed and not sign) or sign == "minus" or (sign != "" and sign in DASHES)


def _why_not(clean: str) -> str:
    if not clean:
        return "texten är tom"
    if not re.search(r"\d", clean):
        return "det finns inga siffror"
    if re.search(r"\d \d", clean):
        return "siffrorna grupperas tre och tre och bara ett tal får stå här"
    return "ett tal har siffror, högst ett decimalkomma och en känd enhet"
