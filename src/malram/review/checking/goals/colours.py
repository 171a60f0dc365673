# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A goal's grade against what its indicators measured: results against printed targets, Ja and Nej."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from malram.review.checking.goals.sections import Section
from malram.review.checking.goals.words import Grade, grade_word
from malram.review.checking.repeats.claims import clip, line_quote, short
from malram.review.checking.repeats.keys import amount, column_marks, report_year, years_in
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number, Row, Sentence, Spot

_YES_NO = re.compile(r"\W*(Ja|Nej)\W*")
_LATE = re.compile(
    r"\b(?:försen\w+|fördröj\w+|skjut(?:s|its) (?:upp|fram)|framskjut\w+|flytt(?:as|at|ats) (?:till|in i"
    r"|fram)|dröj\w+)",
    re.I,
)
_UNDONE = re.compile(
    r"\b(?:inte|ej|ännu inte|har inte|kunde inte|saknas|kvarstår|återstår|pausa\w+|avvakta\w+"
    r"|synkroniser\w+)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:fastställ\w+|beslutad\w*|antog\w*|antagen|antagits|genomför(?:t|ts|des|de)|infört|införd"
    r"|införts|klar\w*"
    r"|slutför\w+|färdig\w*|implementer\w+|upprättad\w*|framtag\w+|tagits fram|finns på plats)\b", re.I
)  # fmt: skip
_FAR = 8  # lines from Ja or Nej to its comment


@dataclass(frozen=True)
class Measured:
    """One indicator of a goal: met or not, by its own row."""

    met: bool
    line: int
    numbers: tuple[Number, ...] = ()


def colour_claims(document: Document, sections: list[Section]) -> Iterator[Claim]:
    """Each graded section against its indicators, and each Ja or Nej against its comment."""
    measured = sorted([*_from_tables(document), *_from_words(document)], key=lambda one: one.line)
    for section in sections:
        own = [one for one in measured if section.grade_spot.line < one.line <= section.end]
        if own and section.grade_spot.line:
            yield _graded(document, section, own)
    yield from _commented(document)


def _graded(document: Document, section: Section, own: list[Measured]) -> Claim:
    met = sum(one.met for one in own)
    wrong = (section.grade is Grade.MET and met == 0) or (
        section.grade is Grade.MISSED and met == len(own) and len(own) > 1
    )
    first = section.grade_spot.line
    before = max(section.line, first - 2)
    name = section.goal.name if section.goal else section.heading
    said = (
        f"Målet ”{short(name)}” bedöms som {grade_word(section.grade)}; {_reached(met, len(own))}"
        f" (rad {', '.join(str(one.line) for one in own[:8])})"
    )
    return Claim(
        Kind.COLOUR, before, first, line_quote(document, before, first), said, not wrong,
        tuple(number for one in own[:6] for number in one.numbers) if wrong else (),
        severity=Severity.QUESTION, rule="colour.goal", spots=(section.grade_spot,),
        advice="Ändra bedömningen, eller skriv varför den avviker från indikatorerna." if wrong else "",
    )  # fmt: skip


def _reached(met: int, of: int) -> str:
    if of == 1:
        return f"dess enda mätta indikator når {'' if met else 'inte '}sitt mål"
    return f"av dess {of} mätta indikatorer når {met or 'ingen'} sitt mål"


def _from_tables(document: Document) -> Iterator[Measured]:
    for table in document.tables():
        roles = [column_marks(column.heading) for column in table.columns]
        results = [at for at, one in enumerate(roles) if one.role == "result" and not one.sex and one.named]
        targets = [at for at, one in enumerate(roles) if one.role == "target"]
        if len(results) == 1 and len(targets) == 1:
            for row in table.rows:
                one = _row(row, row.cells[results[0]], row.cells[targets[0]])
                if one is not None:
                    yield one


def _row(row: Row, result: Number | None, target: Number | None) -> Measured | None:
    """Whether a row meets its target, when the target says which side is the right one."""
    if result is None or target is None or result.printed is None or target.printed is None:
        return None
    got, wanted = amount(result), amount(target)
    if got is None or wanted is None or (got.kind != wanted.kind and got.kind and wanted.kind):
        return None
    side = {"minst": 1, "över": 1, "högst": -1, "under": -1}.get(target.printed.qualifier or "")
    if side is None or got.qualified:
        return None
    strict = target.printed.qualifier in ("över", "under")
    ahead = (got.value - wanted.value) * side
    return Measured(ahead > 0 or (ahead == 0 and not strict), result.spot.line, (result, target))


def _from_words(document: Document) -> Iterator[Measured]:
    for line in document.lines:
        match = _YES_NO.fullmatch(line.text)
        if match:
            yield Measured(match[1] == "Ja", line.number)


def _commented(document: Document) -> Iterator[Claim]:
    """Ja or Nej for what should have been done, and the comment that tells how it went."""
    year = report_year(document)
    sentences = sorted(document.sentences(), key=lambda one: one.line_start)
    at = 0
    for line in document.lines:
        match = _YES_NO.fullmatch(line.text)
        if match is None:
            continue
        while at < len(sentences) and sentences[at].line_start <= line.number:
            at += 1
        comment = _paragraph(sentences, at, line.number)
        if comment:
            claim = _yes_or_no(document, line.number, match[1] == "Ja", comment, year)
            if claim is not None:
                yield claim


def _paragraph(sentences: list[Sentence], at: int, line: int) -> list[Sentence]:
    """The sentences right below a line."""
    found: list[Sentence] = []
    end = line + _FAR
    while at < len(sentences) and sentences[at].line_start <= end:
        if found and sentences[at].line_start - found[-1].line_end > 1:
            break
        found.append(sentences[at])
        end = sentences[at].line_end + 1
        at += 1
    return found


def _yes_or_no(document: Document, line: int, yes: bool, comment: list[Sentence], year: int) -> Claim | None:
    text = " ".join(sentence.text for sentence in comment)
    late, undone, done = _LATE.search(text), _UNDONE.search(text), _DONE.search(text)
    holds: bool | None = None
    if not yes and (late or undone):
        holds = True
    elif yes and late and any(one > year for one in years_in(text[late.start() :])):
        holds = False
    elif yes and done and not late:
        holds = True
    if holds is None:
        return None
    word = "Ja" if yes else "Nej"
    told = "och kommentaren säger detsamma" if holds else "men kommentaren berättar om en försening"
    last = min(comment[-1].line_end, line + 12)
    return Claim(
        Kind.COLOUR, line, last, clip(f"{word} … {text}"),
        f"Indikatorn är besvarad med {word} {told}", holds, severity=Severity.QUESTION, rule="colour.yes",
        spots=(Spot(line, 0, len(document.line(line).text)),),
        advice="" if holds else "Kontrollera om det är genomfört, och ändra svaret eller kommentaren.",
    )  # fmt: skip
