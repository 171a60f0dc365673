# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers written as words: 'tolv', 'tjugofem', 'hälften', 'en tredjedel', 'ett tusental'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from malram.values import UNITS, Printed
from malram.values.numbers import WORDS, one_of

_TEENS = "tretton fjorton femton sexton sjutton arton nitton"
_TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
_ONES = {word: value for word, value in WORDS.items() if 1 <= value <= 9}
CARDINALS: dict[str, int] = {
    **{word: value for word, value in WORDS.items() if word not in ("en", "ett")},
    **{word: value for value, word in enumerate(_TEENS.split(), 13)},
    "aderton": 18,
    **_TENS,
    **{f"{ten}{one}": tens + ones for ten, tens in _TENS.items() for one, ones in _ONES.items()},
    "hundra": 100,
    "etthundra": 100,
    **{f"{word}hundra": 100 * value for word, value in _ONES.items() if value > 1},
}
_PARTS = {
    "tredjedel": 3, "fjärdedel": 4, "kvarts": 4, "femtedel": 5, "sjättedel": 6, "sjundedel": 7, "åttondel": 8,
    "åttondedel": 8, "niondel": 9, "niondedel": 9, "tiondel": 10, "tiondedel": 10,
}  # fmt: skip
_ROUND = {
    "dussin": 12, "tiotal": 10, "tjugotal": 20, "trettiotal": 30, "fyrtiotal": 40, "femtiotal": 50,
    "hundratal": 100, "tusental": 1000,
}  # fmt: skip
_CARDINAL = one_of(CARDINALS)
_FEW = one_of({**_ONES})
# Most words begin with none of these, and are then not looked at.
_INITIALS = "".join(sorted({word[0] for word in (*CARDINALS, "hälften", "en", "ett")}))

SPELLED = re.compile(
    rf"(?<![\w-])(?=[{_INITIALS}])(?:(?P<half>hälften)|ett (?P<round>{one_of(_ROUND)})"
    rf"|(?P<many>{_FEW}) (?P<part>{one_of(_PARTS)})(?:ar|s)?(?P<points> procentenhet(?:er)?)?"
    rf"|(?P<whole>{_FEW}) och (?:en halv|ett halvt)"
    r"|(?P<halved>en halv|ett halvt)(?= (?:procentenhet|procent|miljon|miljard)(?!\w))"
    rf"|(?:en|ett)(?= (?:procent(?:enhet)?|miljon|miljard)(?!\w)| av (?:\d|{_CARDINAL}(?!\w)))"
    rf"|(?P<low>{_CARDINAL})(?:[-–](?P<high>{_CARDINAL}))?)(?!\w|-[a-zåäö])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spelled:
    """What words say: a value with its decimals, a span's upper end, and a unit of their own."""

    value: Decimal | None
    decimals: int = 0
    high: int | None = None
    unit: str | None = None
    rough: bool = False

    @property
    def printed(self) -> Printed | None:
        if self.value is None:
            return None
        unit = UNITS[self.unit] if self.unit else None
        high = None if self.high is None else Decimal(self.high)
        return Printed(self.value, self.decimals, unit, "cirka" if self.rough else None, high)


def spelled(match: re.Match[str]) -> Spelled:
    """What a match of `SPELLED` says.

    'Hälften' and 'en tredjedel' are shares nobody counted out, so they stand for ±5 percentage points;
    a fraction that is no even share ('två tiondelar') has no value here.
    """
    if match["half"]:
        return Spelled(Decimal(50), -1, unit="%")
    if match["round"]:
        return Spelled(Decimal(_ROUND[match["round"].lower()]), rough=True)
    if match["part"]:
        return _part(match)
    if match["whole"]:
        return Spelled(Decimal(_ONES[match["whole"].lower()]) + Decimal("0.5"), 1)
    if match["halved"]:
        return Spelled(Decimal("0.5"), 1)
    if match["low"] is None:
        return Spelled(Decimal(1))
    value = CARDINALS[match["low"].lower()]
    high = CARDINALS[match["high"].lower()] if match["high"] else None
    return Spelled(Decimal(value), high=high) if high is None or high > value else Spelled(None)


def _part(match: re.Match[str]) -> Spelled:
    many, parts = _ONES[match["many"].lower()], _PARTS[match["part"].lower()]
    if match["points"]:
        return Spelled(Decimal(many) / 10, 1, unit="procentenheter") if parts == 10 else Spelled(None)
    if many > parts or parts == 10:
        return Spelled(None)
    return Spelled(Decimal(round(Decimal(100 * many) / parts)), -1, unit="%")
