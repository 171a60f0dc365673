# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers of things that are listed right there: 'tre områden: a, b och c', 'följande fyra' and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from malram.review.checking.counts.lists import announced, bullets_below, enumerated, list_pairs
from malram.review.checking.goals.sections import Goal, summary_of
from malram.review.checking.goals.words import Grade, verdict_of
from malram.review.checking.repeats.claims import clip, short
from malram.review.checking.repeats.words import content
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Sentence, Spot
from malram.values.numbers import WORDS, one_of

_OF = re.compile(
    rf"(?<!\w)(?P<part>\d{{1,3}}|{one_of(WORDS)}|inget|inga|alla|samtliga) av (?:de |nämndens |våra "
    rf"|totalt )*"
    rf"(?P<whole>\d{{1,3}}|{one_of(WORDS)}) (?:\w+ )?(?P<what>\w*mål(?:en)?)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?<![\d–-])(?P<low>\d{1,2}) ?[–-] ?(?P<high>\d{1,2}) (?P<what>\w*mål)\w* (?:per|för varje"
    r"|under varje|till varje) (?P<parent>\w*mål\w*)",
    re.IGNORECASE,
)
_CONSISTS = re.compile(
    r"\b(?:består av|omfattar|innefattar|bryts ned i|delas in i|konkretiseras i)\b(?P<rest>.*)", re.I | re.S
)
_WIDEST = 39


def counts(document: Document) -> Iterator[Claim]:
    """Claims that a printed number of things is how many there are."""
    goals = summary_of(document)
    for block, sentences in bullets_below(document):
        for sentence in block:
            found = announced(sentence)
            if found is None:
                continue
            number, what = found
            items, last = enumerated(sentence, number), sentence.line_end
            if items is None and sentence is block[-1]:
                items, last = len(sentences), sentences[-1].line_end if sentences else last
            if items:
                yield _listed(document, sentence, number, items, what, last)
    if goals:
        yield from _goal_counts(document, goals)
    yield from list_pairs(document)


def _listed(document: Document, sentence: Sentence, number: int, items: int, what: str, last: int) -> Claim:
    holds = True if number == items else (False if abs(number - items) == 1 and items > 2 else None)
    if holds is False and not _sure(sentence):
        holds = None
    return Claim(
        Kind.COUNT, sentence.line_start, min(last, sentence.line_start + _WIDEST), clip(sentence.text),
        f"Meningen talar om {number} {short(what)} och räknar upp {items}", holds,
        tuple(one for one in sentence.numbers if one.printed and int(one.printed.value) == number)[:1],
        severity=Severity.QUESTION, rule="count.list", found="" if holds else str(items),
        spots=_spots(document, sentence),
        advice="" if holds else "Räkna om uppräkningen, och ändra antalet eller lägg till det som saknas.",
    )  # fmt: skip


def _sure(sentence: Sentence) -> bool:
    """A list with 'och' inside its parts, examples or two levels cannot be counted; bullets can."""
    rest = sentence.text.partition(":")[2]
    last = re.split(r"\b(?:och|samt)\b", rest)
    countable = not rest.strip() or (len(last) == 2 and "," not in last[1])
    return countable and not re.search(
        r"\b(?:exempel|exempelvis|bland|m\.?fl|etc|med mera|främst|inklusive|till exempel|såsom)\b|\(",
        sentence.text,
    )


def _goal_counts(document: Document, goals: list[Goal]) -> Iterator[Claim]:
    met = sum(goal.grade is Grade.MET for goal in goals)
    groups: dict[str, list[Goal]] = {}
    for goal in goals:
        groups.setdefault(goal.parent, []).append(goal)
    for sentence in document.sentences():
        of_goals = "mål" in sentence.text.lower()
        if of_goals and (match := _PER.search(sentence.text)):
            yield from _per_parent(document, sentence, match, groups)
        elif of_goals and (match := _OF.search(sentence.text)):
            claim = _share_of_goals(document, sentence, match, len(goals), met)
            if claim is not None:
                yield claim
        if match := _CONSISTS.search(sentence.text):
            yield from _consists(document, sentence, match, groups)


def _per_parent(
    document: Document, sentence: Sentence, match: re.Match[str], groups: dict[str, list[Goal]]
) -> Iterator[Claim]:
    low, high = int(match["low"]), int(match["high"])
    if "" in groups or low > high or len(groups) < 2:
        return
    for parent, own in groups.items():
        fits = low <= len(own) <= high
        yield Claim(
            Kind.COUNT, sentence.line_start, sentence.line_end, clip(sentence.text),
            f"”{short(parent)}” har {len(own)} mål i sammanställningen (rad {own[0].line_end}); texten säger"
            f" {low}–{high} {match['what']} per {match['parent']}",
            fits, sentence.numbers[:1], severity=Severity.QUESTION, rule="count.parent",
            spots=_spots(document, sentence),
            advice="" if fits else "Kontrollera antalet mål, eller skriv vilka undantag som finns.",
        )  # fmt: skip


def _share_of_goals(
    document: Document, sentence: Sentence, match: re.Match[str], total: int, met: int
) -> Claim | None:
    """'nio av elva mål uppnås' against the list."""
    whole, grade = _number(match["whole"]), verdict_of(sentence.text)
    if whole != total or grade is None:
        return None
    part = {"inget": 0, "inga": 0, "alla": whole, "samtliga": whole}.get(match["part"].lower())
    part = _number(match["part"]) if part is None else part
    holds: bool | None = part == met if grade is Grade.MET else None
    if holds is None:
        return None
    return Claim(
        Kind.COUNT, sentence.line_start, sentence.line_end, clip(sentence.text),
        f"Texten säger att {part} av {whole} mål är uppnådda, och sammanställningen har {met} uppnådda av "
        f"{total}",
        holds, severity=Severity.QUESTION, rule="count.met", found="" if holds else str(met),
        spots=_spots(document, sentence),
        advice="" if holds else "Räkna målen i sammanställningen och skriv samma antal i texten.",
    )  # fmt: skip


def _consists(
    document: Document, sentence: Sentence, match: re.Match[str], groups: dict[str, list[Goal]]
) -> Iterator[Claim]:
    """'X består av målen a och b' against the goals the list has under X."""
    said, before = content(match["rest"]), content(sentence.text[: match.start()])
    for parent, own in groups.items():
        head = content(parent)
        if not parent or not head or not _like(head, before):
            continue
        named = [goal for goal in own if _like(content(goal.name), said)]
        if named:
            yield Claim(
                Kind.COUNT, sentence.line_start, sentence.line_end, clip(sentence.text),
                f"Meningen räknar upp {len(named)} av de {len(own)} mål som sammanställningen (rad"
                f" {own[0].line_end}) har under ”{short(parent)}”",
                True if len(named) == len(own) else None, severity=Severity.QUESTION, rule="count.consists",
                spots=_spots(document, sentence),
            )  # fmt: skip


def _like(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether most of the stems are there; a stem may have lost an ending more ('Attraktiv(t)')."""
    if not part:
        return False
    found = sum(any(one == other or one[:6] == other[:6] for other in whole) for one in part)
    return found == len(part)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else WORDS.get(text.lower(), -1)


def _spots(document: Document, sentence: Sentence) -> tuple[Spot, ...]:
    line = sentence.line_start
    return (Spot(line, sentence.places[0][2], len(document.line(line).text)),)
