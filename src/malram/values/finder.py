# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding the quantities in a text, leaving out what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from malram.values.numbers import (
    DASHES,
    DIGITS,
    QUALIFIERS,
    WORDS,
    NumberError,
    Printed,
    one_of,
    parse_number,
    plain_spaces,
)
from malram.values.units import SCALE_WORDS, SPELLINGS

_MONTHS = ("jan", "feb", "mars?", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?:19|20)\d\d"
_UNIT = rf"(?:(?:{one_of(SCALE_WORDS)}) {one_of(SPELLINGS)}|{one_of([*SPELLINGS, *SCALE_WORDS])})(?![\w/])"

# Digits that count nothing. Tried in this order at each place, before a quantity is.
_NOT_QUANTITIES = (
    rf"{_YEAR}-\d\d(?:-\d\d)?(?!\d)",  # 2024-12-31, 2024-12
    rf"{_YEAR} ?[/{DASHES}] ?(?:{_YEAR}|\d\d)(?![\d ]*[,\d])",  # 2024/25, 2025–2027
    rf"\d{{1,2}} {_MONTH}(?: {_YEAR})?(?!\w)",  # 31 december 2024
    r"\d{1,2}/\d{1,2}(?: \d{4})?(?![\d/])",  # 31/12
    r"§+ ?\d+(?:[ –-]+\d+)*(?: ?[a-z](?!\w))?|\d+(?: kap\.| §)(?: ?\d+ ?§)?",
    r"(?:kapitel|kap\.|avsnitt|tabell|figur|diagram|bilaga|sidan?|punkt|mål|agenda|iso|tel) \d+(?:\.\d+)*",
    r"\d{4}:\d+|\d{4}/\d+",  # 2017:30, 2017/745
    r"\d{1,3}:\d\d(?!\d)",  # a time of day
    r"\d+(?:\.\d+){2,}",  # 1.3.1
    r"[^\W\d_]+[/-]?\d[\w/:.-]*\w|[^\W\d_]+\d",  # HSN/240979, HoS2030, R12, covid-19
    r"\d+-[^\W\d_]\w*|\d+[^\W\d_]\d\w*",  # 12-månadersperiod
    rf"\w+ av {one_of(WORDS)}(?!\w)",  # nio av tio
    rf"(?:{one_of(QUALIFIERS)} )?{_YEAR}(?!\d| ?{_UNIT}|[.,]\d)",  # a bare year, 'under 2024'
    r"\d\d-\d\d-\d\d(?!\d)|0\d+(?![.,\d])",  # 25-01-03, 007
    r"(?<!\d)1177(?!\d)",
)
# A dash with a space after it is a minus only where a sentence cannot have a dash.
_LOOSE_SIGN = (
    rf"(?:\N{{MINUS SIGN}}|(?:(?<=  )|(?<= på )|(?<= till )|(?<= med )|(?<= är )|(?<= blev ))[{DASHES}])"
)
_QUANTITY = re.compile(
    rf"(?P<not>(?<![\w§])(?:{'|'.join(_NOT_QUANTITIES)}))"
    rf"|(?P<number>(?:(?<!\w){one_of(QUALIFIERS)} ?)?"
    rf"(?P<sign>(?:(?<![\w,.])|(?<=,\d)|(?<=,\d\d))[{DASHES}+]|{_LOOSE_SIGN} |(?<!\w)(?:minus|plus) )?"
    rf"(?:(?<![\w.,]){DIGITS}(?(sign)|(?:(?:–| – | - |(?<!,\d\d)-){DIGITS})?)(?:[.,]\d+)*(?!\d)\*{{0,3}}"
    rf"|(?<!\w){one_of([word for word in WORDS if word not in ('en', 'ett')])}(?!\w))"
    rf"(?: ?{_UNIT})?)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^[ ]*\d+(?:\.\d+)*\.? (?=[A-ZÅÄÖ])|^[ ]*\d+\.\d+(?=[A-ZÅÄÖ])", re.MULTILINE)
_DURATION = re.compile(r"(?:under|över) .*(?:dagar?|månader|timmar|minuter|år|dygn)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A quantity in a text: `text` is `whole[start:end]`. What could not be read has `printed` None."""

    start: int
    end: int
    text: str
    printed: Printed | None


def find_numbers(text: str) -> list[Found]:
    """List the quantities in `text` in order, with their places.

    Dates, years alone, section and paragraph numbers and case numbers are left out. A malformed number
    is kept unread: a slip of the pen must not make itself invisible. Two columns one space apart ('151 250
    155 300') cannot be told from one number here, and a line's end parts a number from its unit: whoever
    reads the document mends both.
    """
    plain = "\n".join(plain_spaces(line) for line in text.split("\n"))
    headings = {at for match in _SECTION.finditer(plain) for at in range(*match.span())}
    found = []
    for match in _QUANTITY.finditer(plain):
        if match["number"] is None or match.start() in headings:
            continue
        start, end = match.span("number")
        if _DURATION.fullmatch(match["number"]):  # 'under 12 månader' tells how long, not less than
            start += len(match["number"].split(" ")[0]) + 1
        found.append(Found(start, end, text[start:end], _read(text[start:end])))
    return found


def _read(text: str) -> Printed | None:
    try:
        return parse_number(text)
    except NumberError:
        return None
