# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Digits that count nothing: dates, years, references, telephone numbers, names with digits in them."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)(?!\w)\.?"
)
# What makes digits a quantity after all, wherever they stand.
MEASURED = (
    r"(?: ?(?:%|‰|procent|promille|mnkr|mkr|tkr|mdkr|msek|ksek|kr(?!\w)|kronor|miljon|miljard|tusen|milj"
    r"|st(?!\w)|stycken))"
)
_NOT_MEASURED = rf"(?!\d|[.,]\d|{MEASURED})"
_TAIL = r"\w*(?:[-/.:_–]\w+)*"
_LONE = r"(?! \d{3}(?!\d))"  # not the first group of '5 000'

_ANYWHERE = re.compile(
    "|".join(
        [
            rf"{_YEAR}-\d\d(?:-\d\d)?(?!\d|,\d)",  # 2024-12-31, 2024-12
            rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_NOT_MEASURED}",  # 20241231
            rf"{_YEAR}\.\d{{1,2}}(?= +[A-ZÅÄÖ]|$)",  # 2024.1, a full stop and the mark of a footnote
            r"\d\d-\d\d-\d\d(?!\d)|\d{6}[-+]\d{4}(?!\d)",  # 25-01-03, 556677-8899
            rf"{_YEAR}/\d\d:\d+|{_YEAR}[-/]\d{{3,}}|\d{{2,4}}/{_YEAR}(?!\d)",  # 2024-01234, 910/2014
            rf"{_YEAR}(?:[/–-]| ?– ?| - )(?:{_YEAR}|\d\d(?!\d))(?![,]\d|{MEASURED})",  # 2024/25, 2025–2027
            rf"\d{{1,2}}(?::[ea])?\.?(?: ?[-–] ?\d{{1,2}}\.?)? ?{_MONTH}(?: {_YEAR}(?!\d))?",  # 1–3 maj 2024
            r"\d+(?:/\d+){2,}(?![\d,])|\d+/\d{3,}(?![\d,])",  # 7/24/365, 1/1100
            r"\d{1,2}/\d{1,2}(?:[-/ ](?:20)?\d\d(?!\d))?(?![\d/]|,\d)",  # 31/12
            r"\d+(?:[-–]\d+)?(?: ?[a-z])? ?§+(?: ?\d+)?",  # 2 §, 6–7 §§
            r"\d+ ?kap\.?(?!\w)(?: ?\d+(?:[-–]\d+)?(?: ?[a-z])? ?§+)?",  # 6 kap. 2 §
            rf"\d{{1,2}}[.:]\d\d ?[–-] ?\d{{1,2}}[.:]\d\d{_NOT_MEASURED}",  # 8.30–16.00
            r"\d{1,6}:\d+(?::\d+)?(?!\d| ?(?:min|h(?!\w)|tim|sek))",  # 2017:30, 06:00
            r"(?![1-9]\d{0,2}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}(?!\d|[.,]+\d)",  # 1.3.1
            r"0\d{1,3} ?[-–/] ?\d[\d ]{4,10}(?<=\d)",  # 054-12 34 56
            r"0\d{1,3}(?: \d{2,3}){2,4}(?!\d)|0\d+(?!\d|[,.]\d)",  # 007
            rf"1177(?:\.se)?{_NOT_MEASURED}|11[34] 1[34](?!\d)",
            r"\d{3} \d\d(?= [A-ZÅÄÖ][A-ZÅÄÖa-zåäö])",  # 123 45 Orten
            r"\d+\.(?:se|nu|com|org|net|eu|pdf|xlsx?|docx?)(?!\w)",
            rf"\d{{4,}}[-–]\d{{1,3}}{_NOT_MEASURED}(?! \d)",  # 21774–6, a document's number
            r"\d\d\+(?! ?\d)",  # 65+, an age
            r"\d+:[ea](?!\w)",  # 1:a, 3:e
        ]
    )
)
_WORDED = re.compile(  # 90-dagarsgaranti, 1990-talet, 5G, 0–17-åringar
    r"\d{1,3}(?:(?: \d{3})+|\d*)(?:,\d+)?(?:[-–]\d+)?(?:[-–](?=[^\W\d_])|(?=[^\W\d_¹²³⁴⁵⁶⁷⁸⁹]))[^\W\d_][\w-]*"
)
_YEAR_ALONE = re.compile(rf"{_YEAR}(?!\d|[.,]\d| ?-procent|{MEASURED})")
_AT_START = re.compile(
    r"\d{1,2}[.)](?= +[^\W\d_])|\d+(?:\.\d+)+\.?(?= ?[A-ZÅÄÖ][a-zåäö])|\d{1,2}(?= [A-ZÅÄÖ][a-zåäö])"
)
_NOTE = re.compile(r"\d{1,2}(?= +[A-ZÅÄÖ][a-zåäö]|$)")  # the mark of a footnote, 'anställda.1 Detta'
_SIGNED = re.compile(r"[ (][-–]$")
_FOOTNOTE = re.compile(r"\d{1,2}\)")
_POWER = re.compile(r"10{1,7}(?!\d)(?! \d{3})|10{0,2}(?: 000)+(?!\d)")
_REFERENCE = re.compile(
    rf"\d+(?:\.\d+)*(?: ?[-–] ?\d+(?:\.\d+)*)?(?:[a-z](?!\w))?(?![/:]\d){_NOT_MEASURED}{_LONE}"
    rf"(?:(?:, ?| och | samt | eller )\d{{1,3}}(?:\.\d+)*{_NOT_MEASURED}{_LONE}(?=[.,;:)]|$| och | samt ))*"
)
# 'Telefon: 054-12 34 56' is a phone number; 'Telefon: 37,5 % av samtalen' speaks of calls.
_CASE = re.compile(rf"(?!\d[\d ]*(?:,\d|{MEASURED}))\d[\w/.:–-]*(?: \d[\w/-]+){{0,3}}")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?: ?[-–] ?\d{1,2}(?:[.:]\d\d)?)?(?!\d)")
_DAY = re.compile(rf"\d{{1,2}}(?![\d–-]| \d{{3}}(?!\d)){_NOT_MEASURED}")
_DAY_BEFORE = re.compile(r"(?<!\w)den $")
_PARAGRAPH = re.compile(r"\d+(?: ?[a-z](?!\w))?(?:(?: ?[–-] ?|, | och )\d+(?: ?[a-z](?!\w))?)*")
_GLUED = re.compile(r"\d" + _TAIL)
_TYPED_TOGETHER = re.compile(rf"[1-9]?\d*(?:,\d+|{MEASURED})")  # 'resultat-2,4'

_CASE_NUMBER = re.compile(rf"{_YEAR}[-/]\d+|\d\d/\d+|\d{{2,4}}-\d{{3,}}")
_PHONE_ABROAD = re.compile(r"46[\d ()-]{6,14}(?<=\d)")
_FIRST_FEW = re.compile(rf"[1-4](?!\d){_NOT_MEASURED}{_LONE}")
_SMALL = re.compile(rf"1?\d(?!\d){_NOT_MEASURED}{_LONE}")


def _after(words: str, pattern: re.Pattern[str]) -> dict[str, re.Pattern[str]]:
    return dict.fromkeys(words.split(), pattern)


# The word before the digits -> the pattern they then belong to.
_LABELS: dict[str, re.Pattern[str]] = {
    **_after("kl kl. klockan", _CLOCK),
    **_after("mål målen nivå nivåerna", _SMALL),
    **_after("per", _POWER),
    **_after(
        "prognos delårsrapport delår delårsbokslut tertialrapport uppföljning månadsrapport", _FIRST_FEW
    ),
    **_after(
        """dnr diarienr diarienummer ärendenr ärendenummer orgnr org.nr organisationsnummer personnr tel tel.
        telefon tfn tfn. fax isbn issn telefonnummer riktlinje rutin bankgiro plusgiro box postnr""",
        _CASE,
    ),
    **_after(
        """kapitel kapitlen kap kap. avsnitt avsnitten tabell tabellerna tab. figur figurerna fig. diagram
        bilaga bilagor bilagorna bil. sid sid. sida sidan sidor sidorna s. punkt punkterna p. delmål
        agenda iso artikel artiklarna art. steg fas etapp klass kategori kategorin kategorier
        kategorierna kat kat. typ grupp version nr nr. nummer rad kolumn rum våning avdelning avd avd.
        vecka veckorna v v. kvartal tertial dag paragraf del prioritet prio konto projektnr linje
        årskurs åk alternativ alt. fråga scenario covid ipsas rkr sou ds prop prop. bet. skr. dir.
        uppdrag zon väg rv förordning direktiv beslut ring ringa ringer numret larmnumret fotnot not
        anm. block hus skala tidsperiod omgång plattform ärende""",
        _REFERENCE,
    ),
}
_LABEL = re.compile(r"(?<!\w)([^\W\d_]+(?:\.nr)?\.?)(?P<after>[:#]?) ?$")
_ADDRESS = re.compile(r"\(?(?:https?:|www\.|[\w.-]+@|[\w.-]+\.(?:se|com|org|eu|nu)/)", re.IGNORECASE)
_IN_ADDRESS = frozenset("=/&?#@._-%+:")
_LONGEST_ADDRESS = 500
_STREETS = ("gatan", "vägen", "torget", "allén", "gränd", "stigen", "vecka", "veckan")
_GLUE = re.compile(r"[^\W\d_][-/_–\N{HYPHEN}\N{NON-BREAKING HYPHEN}]?$")
_OFFICE = re.compile(r"(?<!\w)[A-ZÅÄÖ]{2,6} $")
_WINDOW = 26  # characters before the digits that are looked at
_ROUGHLY = re.compile(
    r"(?:cirka|ca\.?|c:a|omkring|ungefär|runt|drygt|knappt|närmare|nästan|minst|högst|mer än|fler än) $",
    re.IGNORECASE,
)


def span_at(text: str, at: int, floor: int) -> int | None:
    """Where the digits at `at` end when they count nothing; None when they do. `floor` ends what is read."""
    before = text[max(floor, at - _WINDOW) : at]
    if not before.strip() and not text[:at].strip() and (match := _AT_START.match(text, at)):
        return match.end()
    if text[at - 1 : at] in _IN_ADDRESS and (address := _address_end(text, at)):
        return address
    pattern = _expected(before)
    if pattern and (match := pattern.match(text, at)) and not _is_typed(pattern, text, at, before):
        return match.end()
    if match := _ANYWHERE.match(text, at) or (_DAY_BEFORE.search(before) and _DAY.match(text, at)):
        return match.end()
    if (
        text[max(0, at - 2) : at][-2:-1].isalpha()
        and text[at - 1] == "."
        and (match := _NOTE.match(text, at))
    ):
        return match.end()
    if match := _WORDED.match(text, at):
        return None if unit_glued(text, at) else match.end()
    if (match := _FOOTNOTE.match(text, at)) and text.count("(", 0, at) <= text.count(")", 0, at):
        return match.end()
    return _year(text, at, before)


def _address_end(text: str, at: int) -> int | None:
    """Where the address on the net ends that digits stand in."""
    start = text.rfind(" ", max(0, at - _LONGEST_ADDRESS), at) + 1
    if not _ADDRESS.match(text, start, at):
        return None
    end = text.find(" ", at, at + _LONGEST_ADDRESS)
    return end if end >= 0 else min(len(text), at + _LONGEST_ADDRESS)


def _expected(before: str) -> re.Pattern[str] | None:
    """What digits must look like to belong to the word or sign right before them."""
    last = before[-1:]
    if last == "§" or before.endswith("§ "):
        return _PARAGRAPH
    if last in ("+", "/"):
        return _PHONE_ABROAD if last == "+" else _POWER if not before[-2:-1].isalpha() else _GLUED
    if label := _LABEL.search(before):
        word = label[1].lower()
        pattern = _LABELS.get(word) or (_REFERENCE if word.endswith(_STREETS) else None)
        if pattern and not (label["after"] and pattern is _SMALL):
            return pattern
        if _OFFICE.search(before):
            return _CASE_NUMBER
    return _GLUED if _GLUE.search(before) else None


def _is_typed(pattern: re.Pattern[str], text: str, at: int, before: str) -> bool:
    """Whether 'resultat-2,4' is a word and a negative number typed together, and no name like 'covid-19'."""
    return pattern is _GLUED and before[-1] in "-–" and _TYPED_TOGETHER.match(text, at) is not None


def _year(text: str, at: int, before: str) -> int | None:
    match = _YEAR_ALONE.match(text, at)
    if match is None or before.endswith(("+", "\N{MINUS SIGN}")) or _SIGNED.search(before):
        return None
    round_figure = match[0].endswith("00") and _ROUGHLY.search(before)
    return None if round_figure else match.end()


_GLUED_UNIT = re.compile(
    r"\d[\d ]*(?:[.,]\d+)?(?:[-–]\d+(?:,\d+)?)?(?:-procentig\w*|(?:%|procent|procentenheter|kr|kronor|tkr|mkr"
    r"|mnkr|mdkr|msek|ksek|st|dagar|timmar|tim|min|minuter|månader|mån|år|h|kvm|m2|kWh|poäng|patienter"
    r"|personer|årsarbetare|vårdplatser|miljoner|miljarder|tusen)(?![\w-]))",
    re.IGNORECASE,
)


def unit_glued(text: str, at: int) -> bool:
    """Whether digits and the letters after them are a number with its unit: '90dagar', '47-procentig'."""
    return _GLUED_UNIT.match(text, at) is not None
