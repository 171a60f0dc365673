# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of comparison in Swedish reports: which way they point, and for which nouns less is better."""

from __future__ import annotations

import re
from enum import IntEnum


class Way(IntEnum):
    """Which way a word points. BETTER and WORSE need to know what is measured."""

    UP = 1
    DOWN = -1
    SAME = 0
    BETTER = 2
    WORSE = -2

    @property
    def sign(self) -> int | None:
        return int(self) if abs(self) == 1 else None  # SAME has none either


# How each word may end is part of the pattern; the whole word must match.
_WAYS: dict[Way, dict[str, str]] = {
    Way.UP: {
        "comparative": r"högre|större|fler|flera|mer|mera|dyrare|längre|starkare|snabbare",
        "verb": r"öka(?:r|t|de|s|ts|des)?|stig(?:a|er|it)|steg|väx(?:a|er|te|t)|vuxit|tilltagit|tilltar|"
        r"(?:gått|gick|går) upp|höj(?:a|er|t|de|s|ts|des)|utöka(?:r|t|de|s|ts|des)|accelererat"
        r"|översti(?:ger|git)|översteg|överskr(?:ider|ed|idit)",
        "noun": r"(?!\w*(?:an|under|be|upp|efter|hem|för|åter|\b)sökning)\w*ökning(?:en|ar|arna)?"
        r"|\w*höjning(?:en)?|uppgång(?:en)?|\w*tillväxt(?:en)?"
        r"|stegring(?:en)?",
        "participle": r"uppåtgående|ökande|ökad|ökade|ökat|stigande|växande|höjd|höjt|höjda",
    },
    Way.DOWN: {
        "comparative": r"lägre|mindre|färre|kortare|billigare|svagare",
        "verb": r"minska(?:r|t|de|s|ts|des)?|sjunk(?:a|er|it)|sjönk|(?:gått|gick|går) ne[dr]|fall(?:a"
        r"|er|it)|föll|"
        r"sänk(?:a|er|t|te|s|ts|tes)|reducera(?:r|t|de|s|ts|des)|avta(?:r|git)|krymp(?:er|t|te)"
        r"|understi(?:ger|git)|understeg|underskr(?:ider|ed|idit)",
        "noun": r"\w*minskning(?:en|ar|arna)?|\w*sänkning(?:en)?|nedgång(?:en)?|reduc\w+ing(?:en)?|"
        r"tillbakagång(?:en)?|nedtrappning(?:en)?",
        "participle": r"nedåtgående|minskande|minskad|minskade|minskat|sjunkande|avtagande|sänkt|sänkta",
    },
    Way.BETTER: {
        "comparative": r"bättre",
        "verb": r"förbättra(?:r|t|de|s|ts|des)?|stärk(?:s|te|tes|ts)",
        "noun": r"\w*förbättring(?:en|ar)?",
        "participle": r"förbättrad|förbättrade|förbättrat",
    },
    Way.WORSE: {
        "comparative": r"sämre",
        "verb": r"försämra(?:r|t|de|s|ts|des)?|försvaga(?:de|s|ts|des)",
        "noun": r"\w*försämring(?:en|ar)?",
        "participle": r"försämrad|försämrade|försämrat",
    },
}  # fmt: skip


def _all(form: str) -> str:
    return "|".join(forms[form] for forms in _WAYS.values())


SAME = r"oförändra(?:d|t|de)|samma nivå|i nivå|likvärdigt?|i paritet"
COMPARATIVE, VERB, NOUN, PARTICIPLE = map(_all, ("comparative", "verb", "noun", "participle"))
_BY_WAY = {way: re.compile(rf"(?:{'|'.join(forms.values())})", re.IGNORECASE) for way, forms in _WAYS.items()}
ANY_WAY = re.compile(rf"(?<!\w)(?:{COMPARATIVE}|{VERB}|{NOUN}|{PARTICIPLE}|{SAME})(?!\w)", re.IGNORECASE)
# 'har inte ökat', 'ingen minskning', 'varken högre eller lägre': what the figures show is not said.
NEGATED = re.compile(
    r"(?:\binte|\bej|\bicke|\bingen|\binget|\binga|\bvarken|\butan|\bknappast|\bstopp\w*)(?: \w+){0,2} ?$",
    re.I,
)
# 'ska öka', 'för att minska', 'kan bli högre': intended, not measured.
INTENDED = re.compile(
    r"(?:\bska|\bskulle|\bskall|\bmåste|\bkan|\bkunna|\bför att|\bbör|\bförväntas|\bväntas|\bbehöver"
    r"|\bom|\batt"
    r"|\bmål\w*|\bsyfte\w*|\bkrav\w*|\bvill(?! säga)|\bkommer|\bplaneras?)(?: \w+){0,3} ?$",
    re.I,
)
# Part of a year, or of the people: a figure with one of these beside it is not the whole.
PARTIAL = re.compile(
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|kvartal|tertial"
    r"|halvår|våren|hösten|sommaren|kvinno?r|\bmän\b|\bmännen\b|\briket|\briks|flickor|pojkar|varav",
    re.IGNORECASE,
)
OPPOSITE = {
    "högre": "lägre", "större": "mindre", "fler": "färre", "mer": "mindre", "lägre": "högre",
    "mindre": "större", "färre": "fler", "ökat": "minskat", "ökade": "minskade", "ökar": "minskar",
    "minskat": "ökat", "minskade": "ökade", "minskar": "ökar", "ökning": "minskning", "minskning": "ökning",
    "stigit": "sjunkit", "steg": "sjönk", "sjunkit": "stigit", "sjönk": "steg", "stiger": "sjunker",
    "sjunker": "stiger", "bättre": "sämre", "sämre": "bättre", "höjning": "sänkning", "sänkning": "höjning",
    "förbättring": "försämring", "försämring": "förbättring", "uppgång": "nedgång", "nedgång": "uppgång",
}  # fmt: skip


def is_comparative(word: str) -> bool:
    """Whether a word is 'högre' rather than 'ökat'."""
    return re.fullmatch(COMPARATIVE, word, re.IGNORECASE) is not None


def way_of(word: str) -> Way | None:
    """Which way a word of comparison points; None for a word that is none."""
    spelt = " ".join(word.split())
    if re.fullmatch(SAME, spelt, re.IGNORECASE):
        return Way.SAME
    return next((way for way, pattern in _BY_WAY.items() if pattern.fullmatch(spelt)), None)


# Less of these is better, also as a share of something.
_UNWANTED = (
    r"sjukfrånvaro|sjukskriv|långtidssjuk|korttidssjuk|personalomsättning|avgångar|återinskriv|återinlägg"
    r"|trycksår|vårdskad|infektion|överbeläggning|utlokaliser|arbetslös|uteblivna|inhyrd|hyrpersonal"
)
_LESS_SHARE = re.compile(_UNWANTED, re.IGNORECASE)
_LESS_IS_BETTER = re.compile(
    rf"{_UNWANTED}|underskott|avvikelse(?!r? mot budget|srapport)|kostnad(?!stäck|seffekt|sneutral|skontroll)"
    r"|utgift|frånvaro|väntetid|\bkö(?:n|er|erna)?\b|\bväntande|avgång|beläggningsgrad|övertid|mertid|utsläpp"
    r"|antibiotika|klagomål|olycks|skador\b|brott|skuld|sårbar|påverkbar|energianvändning|energiförbrukning"
    r"|matsvinn|försening|biståndstagar|försörjningsstöd|handläggningstid",
    re.IGNORECASE,
)
_MORE_IS_BETTER = re.compile(
    r"tillgänglighet|täckning|måluppfyll|(?<!miss)(?<!o)nöjd|förtroende|\bHME\b|medarbetarengagemang|svarsfrekvens"
    r"|överskott|intäkt|följsamhet|kontinuitet|delaktighet|(?<!o)behörig|bemötande|\bresultatet? för (?:20"
    r"|året|perioden)"
    r"|marginal|avkastning|lönsamhet|likviditet|betalningsberedskap"
    r"|soliditet|årsresultat|årets resultat|självfinansiering|besvarade|vaccinationsgrad"
    r"|inom \w* ?(?:dagar|timmar|minuter)|frisknärvaro"
    r"|rimlig|(?<!o)trygg|positiv inställning|kundnöjd|brukarnöjd|gymnasieexamen"
    r"|meritvärde|avtalstrohet|sysselsättningsgrad|återvinning",
    re.IGNORECASE,
)


def polarity(text: str) -> int | None:
    """1 where more of what `text` names is better, -1 where less is; None where it cannot be told."""
    share = re.search(r"\b(?:andel|procent|grad)", text, re.IGNORECASE)  # of those who got, or were spared
    less, more = (_LESS_SHARE if share else _LESS_IS_BETTER).search(text), _MORE_IS_BETTER.search(text)
    if bool(less) == bool(more):
        return None
    return -1 if less else 1


def is_unwanted(text: str) -> bool:
    """Whether a text names anything of which less is better."""
    return _LESS_IS_BETTER.search(text) is not None
