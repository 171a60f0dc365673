# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that tell which quantity is meant, cut to their stems, so that endings do not matter."""

from __future__ import annotations

import re
from functools import lru_cache

from malram.review.document import Table
from malram.values.numbers import plain_spaces

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")
_SMALL = frozenset(("och", "i", "av", "för"))
_TELLING = 9  # letters in the stems before 'inom …' that name a row well enough
_SHORTEST = 4  # letters left when an ending is cut off
_ENDINGS_LISTED = """
    arnas ernas ornas heternas heterna hetens heten heter hets het andets andet anden ande arna erna orna
    arens aren aste ades ats ade
    at ar er or en et es as is na ne n a e t d s ning ningar ningen ningarna ningens
"""
_ENDINGS = tuple(sorted(_ENDINGS_LISTED.split(), key=lambda ending: (-len(ending), ending)))
# Words that stand in any sentence, whatever it is about.
_COMMON_LISTED = """
    och i att det som en ett på är av för med den till har de om var ej inte vid från men så kan nu
    också eller sig under då efter vi dock där ska skall hade bli blir blev blivit mot mellan över inom
    genom även sin sina vilket vilken vilka detta denna dessa dess hos än när samt utan enligt bland
    annat ge ger gav gett finns fanns varit vara per cirka ca drygt knappt närmare nästan omkring
    ungefär därmed därför medan ännu alla all allt samtliga respektive dels både ha få får fick fått år
    året åren årets åter mer mest fler flest del stor stora större ny nya andra annan övrigt hela helt
    upp ut in ner kring hur vad sedan fram samtidigt jämfört jämförelse jämföra jämfördes jmf jmfr
    uppgick uppgår uppgått motsvarande motsvarar motsvarade totalt total totala antal antalet andel
    andelen procent procentenheter procentenhet kronor miljoner miljarder tusen mnkr tkr mkr kr st
    stycken resultat resultatet utfall utfallet värde värdet nivå nivån mål målet målvärde målvärdet
    måltal budget budgeten prognos prognosen helår helåret period perioden månad månaden månader kvinnor
    kvinna män man januari februari mars april maj juni juli augusti september oktober november december
    ackumulerat ackumulerade ack föregående förra tidigare senaste nuvarande ligger låg visar visade
    redovisar redovisas redovisade innebär innebar ökat ökade ökar ökning ökningen minskat minskade
    minskar minskning minskningen högre lägre bättre sämre förändring avvikelse avvikelsen indikator
    summa delsumma totalsumma summering varav exkl inkl exklusive inklusive
"""
_COMMON = frozenset(_COMMON_LISTED.split())


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(plain_spaces(text).lower())


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Cut Swedish endings: vårdplatserna, vårdplatser and vårdplats have one stem."""
    shortest = _SHORTEST
    while True:
        cut = next(
            (
                word[: -len(end)]
                for end in _ENDINGS
                if word.endswith(end) and len(word) - len(end) >= shortest
            ),
            word,
        )
        if cut == word:
            return cut
        word, shortest = cut, _SHORTEST + 1


@lru_cache(maxsize=1 << 13)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    found = []
    for word in words_of(text):
        if word in _COMMON or len(word) < 3:
            continue
        found.append(stem(word))
    return tuple(found)


@lru_cache(maxsize=1 << 13)
def content_set(text: str) -> frozenset[str]:
    return frozenset(content(text))


_TAIL = re.compile(
    r"(?<=\w) (?:i|inom|på|vid|för|hos|avseende|enligt|utifrån|exkl\.?|inkl\.?|från) .*|[,(–].*| - .*"
)


@lru_cache(maxsize=1 << 13)
def core(label: str) -> frozenset[str]:
    """The stems a sentence must have to speak of a row: what stands before 'inom …', a comma or a bracket."""
    head = content_set(_TAIL.sub("", plain_spaces(label), count=1))
    return head if sum(map(len, head)) >= _TELLING else content_set(label)


_MARKER = re.compile(r"^[\s\-–—•*·]+|[\s*:.¹²³]+$")
_OF_WHICH = re.compile(r"^(?:därav|varav)\b[\s:]*")


@lru_cache(maxsize=1 << 13)
def plain_label(label: str) -> str:
    """A label for comparing: small letters, no dash or 'varav' before it, no footnote mark after it."""
    text = _MARKER.sub("", " ".join(plain_spaces(label).lower().split()))
    return _OF_WHICH.sub("", text).strip()


def label_key(label: str) -> tuple[str, ...]:
    """What two labels of the same row have in common, whatever their endings; empty without letters."""
    words = _WORD_OR_DIGITS.findall(plain_label(label))
    if not any(word[0].isalpha() for word in words):
        return ()
    return tuple(stem(word) for word in words if word not in _SMALL)


def parents(table: Table) -> list[str]:
    """For each row the label of the row it is part of; '' for the others."""
    found, last = [], ""
    for row in table.rows:
        part = row.depth > 0 or bool(_OF_WHICH.match(_MARKER.sub("", row.label.lower())))
        found.append(last if part else "")
        if not part and row.label.strip():
            last = row.label
    return found
