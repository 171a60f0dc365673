# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words Swedish reports use in and round their tables."""

from __future__ import annotations

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text, for lists that read better as text."""
    return frozenset(text.split())


GRADES = words_of(
    """positiv positivt negativ negativt neutral neutralt oförändrad oförändrat förbättrad förbättrat
    försämrad försämrat uppnås uppnått uppnådd uppnåddes uppfyllt uppfylld uppfylls nås nått nådd nåddes
    ja nej delvis grön grönt gul gult röd rött planenligt avslutad avslutat pågår pågående försenad försenat
    påbörjad påbörjat genomförd genomfört utgår god hög låg medel ökande minskande stabil ökar minskar"""
)
_MORE = r"(?: (?:inte|ej|delvis|helt|i hög grad|till viss del|till stor del|i stort|i huvudsak))?"
_BEFORE = r"(?:ej|inte|delvis|helt|i stort sett|till viss del|till stor del|i huvudsak|i hög grad|mycket) "
_GRADE = re.compile(
    rf"(?:(?:{_BEFORE})?(?:{'|'.join(sorted(GRADES, key=len, reverse=True))}){_MORE})(?![\w-])", re.IGNORECASE
)
_BULLET = re.compile(r"[•●▪◦❖➢►✓·*]")


def grade_at_start(text: str) -> str:
    """The grade a text begins with, 'Uppnås delvis' of 'Uppnås delvis Flera åtgärder …', or ''."""
    match = _GRADE.match(text)
    return match[0] if match and text[:1].isupper() else ""


def starts_with_grade(text: str) -> bool:
    return bool(grade_at_start(text))


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


HEADING_WORDS = words_of(
    """utfall utf utfallet budget bud budgeterat budgeterad prognos prog prognosen bokslut avvikelse avvikelser
    avv avvik diff differens förändring förändr mål målvärde målvärden målnivå resultat resultatet kvinnor män
    flickor pojkar totalt total summa helår helåret ack ackumulerat ackumulerad period perioden år året månad
    månader utveckling trend kommentar kommentarer status bedömning indikator indikatorer mått nyckeltal
    kvartal tertial delår föregående innevarande inn fg ansvarig tidplan aktivitet periodicitet källa enhet
    andel antal kostnad kostnader intäkter netto belopp verksamhet nämnd område"""
)


def heading_like(text: str) -> bool:
    """Whether a line reads as column headings: two of their words or more, and hardly any other."""
    words = re.findall(r"[^\W\d_]+|(?:19|20)\d\d|%", text.lower())
    known = [word for word in words if word in HEADING_WORDS or word.isdigit() or word == "%"]
    return len(known) >= 2 and 2 * len(known) >= len(words)
