# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units: how a figure's unit is coded, printed and spelt in Swedish reports."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction


class UnitError(ValueError):
    """A unit code nobody has declared."""


@dataclass(frozen=True)
class Unit:
    """A unit. `scale` is how many öre one unit of money is; it is 1 for everything else."""

    code: str
    symbol: str
    scale: Fraction
    kind: str  # money share points rate count time area intensity index plain word
    singular: str = ""

    def label(self, *, one: bool = False) -> str:
        """Return what stands after the digits, without the space before it."""
        return self.singular if one and self.singular else self.symbol

    def __str__(self) -> str:
        return self.code


def _unit(code: str, kind: str, symbol: str | None = None, scale: int = 1, singular: str = "") -> Unit:
    return Unit(code, code if symbol is None else symbol, Fraction(scale), kind, singular)


_DECLARED = (
    _unit("", "plain"),
    _unit("%", "share"),
    _unit("procentenheter", "points", singular="procentenhet"),
    _unit("kr", "money", scale=100),
    _unit("tkr", "money", scale=10**5),
    _unit("mnkr", "money", scale=10**8),
    _unit("mdkr", "money", scale=10**11, symbol="mdkr"),
    _unit("st", "count"),
    _unit("patienter", "count", singular="patient"),
    _unit("personer", "count", singular="person"),
    _unit("vårdplatser", "count", singular="vårdplats"),
    _unit("omräknade heltider", "count", singular="omräknad heltid"),
    _unit("årsarbetare", "count"),
    _unit("per 100 vpl", "rate", "per 100 disponibla vårdplatser"),
    _unit("per 1 000 inv", "rate", "per 1\N{NO-BREAK SPACE}000 invånare"),
    _unit("per 100 000 inv", "rate", "per 100\N{NO-BREAK SPACE}000 invånare"),
    _unit("sekunder", "time", singular="sekund"),
    _unit("minuter", "time", singular="minut"),
    _unit("timmar", "time", singular="timme"),
    _unit("dagar", "time", singular="dag"),
    _unit("månader", "time", singular="månad"),
    _unit("år", "time"),
    _unit("m2", "area", "m²"),
    _unit("kWh/m2", "intensity", "kWh/m²"),
    _unit("recept per 1 000 inv och år", "rate", "recept per 1\N{NO-BREAK SPACE}000 invånare och år"),
    _unit("DRG-poäng per årsarbetare", "rate"),
    _unit("kr per timme", "rate"),
    _unit("mil per hjälpmedel", "rate"),
    _unit("poäng", "plain"),
    _unit("mmol/mol", "plain"),
    _unit("index", "index", ""),
    _unit("ja/nej", "word", ""),
)
UNITS: dict[str, Unit] = {unit.code: unit for unit in _DECLARED}

# What reports write besides code, symbol and singular; all lower case, one ordinary space between words.
_ALSO = {
    "%": "procent pct",
    "procentenheter": "procentenh|%-enheter|%-enhet|procent-enheter",
    "kr": "kronor|krona|sek",
    "tkr": "ksek|tusen kronor|tusen kr|tusentals kronor",
    "mnkr": "mkr|msek|mnsek|milj kr|milj. kr|miljoner kronor|miljon kronor|miljoner kr|mn kr",
    "mdkr": "mdr kr|miljarder kronor|miljard kronor|miljarder kr",
    "st": "stycken|styck|st.",
    "vårdplatser": "disponibla vårdplatser|vpl",
    "årsarbetare": "åa|årsarbeten",
    "omräknade heltider": "omräknade heltidstjänster|heltidstjänster",
    "per 100 vpl": "per 100 vårdplatser|/100 vpl",
    "per 1 000 inv": "per 1000 inv|per 1000 invånare|per tusen invånare",
    "per 100 000 inv": "per 100000 inv|per 100000 invånare",
    "sekunder": "sek|sek.",
    "minuter": "min|min.|minuters",
    "timmar": "tim|tim.|timmars|h",
    "dagar": "dagars|dygn",
    "månader": "mån|mån.",
    "m2": "kvm|kvadratmeter",
}
SCALE_WORDS = {"tusen": 3, "miljoner": 6, "miljon": 6, "miljarder": 9, "miljard": 9}


def _spellings() -> dict[str, Unit]:
    found = {}
    for unit in _DECLARED:
        also = _ALSO.get(unit.code, "")
        words = also.split("|") if "|" in also else also.split()
        for spelling in (unit.code, unit.symbol, unit.singular, *words):
            found[spelling.replace("\N{NO-BREAK SPACE}", " ").lower()] = unit
    return {spelling: unit for spelling, unit in found.items() if spelling not in ("", "index", "ja/nej")}


SPELLINGS: dict[str, Unit] = _spellings()


def unit(code: str) -> Unit:
    """Return the unit with this code, or that a report spells so: 'mkr' is mnkr."""
    found = UNITS.get(code) or SPELLINGS.get(code.lower().replace("\N{NO-BREAK SPACE}", " "))
    if found:
        return found
    near = get_close_matches(code, UNITS, n=1)
    hint = f" Menade du ”{near[0]}”?" if near else f" Välj bland: {', '.join(filter(None, UNITS))}."
    raise UnitError(f"Enheten ”{code}” finns inte.{hint}")
