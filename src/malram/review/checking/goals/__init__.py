# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Grades of goals: the list against each goal's own section, and what a section's sentences say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from malram.review.checking.goals.colours import colour_claims
from malram.review.checking.goals.graded import graded_row_claims
from malram.review.checking.goals.rules import rule_claims
from malram.review.checking.goals.sections import Goal, Section, sections_of, summary_of
from malram.review.checking.goals.words import Grade, grade_word, verdict_of
from malram.review.checking.repeats.claims import clip, line_quote, short
from malram.review.checking.repeats.words import content, content_set
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Sentence, Spot

_JUDGES = re.compile(r"^\W*(?:den samlade |sammantagna )?(?:bedömning|bedöms|sammantage)", re.IGNORECASE)
_GOAL_WORD = re.compile(r"\b(?:\w*mål(?:et)?|området)\b", re.IGNORECASE)
_CLOSE_BY = 14  # lines from a grade to the sentence that puts it into words


def assessments(document: Document) -> Iterator[Claim]:
    """Claims about grades."""
    goals = summary_of(document)
    sections = sections_of(document, goals)
    if goals:
        yield from _list_claims(document, goals, sections)
    for section in sections:
        yield from _section_claims(document, section, goals, sections)
    if goals:
        yield from _elsewhere(document, goals, sections)
    yield from colour_claims(document, sections)
    yield from graded_row_claims(document)
    yield from rule_claims(document)


def _list_claims(document: Document, goals: list[Goal], sections: list[Section]) -> Iterator[Claim]:
    own: dict[tuple[str, ...], Section] = {}
    for section in sections:
        if section.goal:
            own.setdefault(section.goal.key, section)
    for goal in goals:
        if goal.key in own:
            yield from _graded_twice(document, goal, own[goal.key])
    if len(own) * 2 < len(goals):
        return
    yield from _missing(document, goals, sections, own)
    yield Claim(
        Kind.COUNT, goals[0].line_start, min(goals[-1].line_end, goals[0].line_start + 39),
        clip(goals[0].name + " … " + goals[-1].name),
        f"Sammanställningen har {len(goals)} mål och {len(sections)} avsnitt bedömer var sitt mål",
        True if len(goals) == len(sections) else None,
        rule="count.goals", spots=(goals[0].spot,),
    )  # fmt: skip


def _graded_twice(document: Document, goal: Goal, section: Section) -> Iterator[Claim]:
    """A goal's grade in the list and in its own section."""
    same, own = section.grade == goal.grade, section.grade_spot
    said = (
        f"Målet ”{short(goal.name)}” har bedömningen ”{_printed(document, goal.spot)}” i sammanställningen"
        f" och ”{_printed(document, own)}” i sitt avsnitt (rad {own.line})"
    )
    severity = Severity.ERROR if section.alone else Severity.QUESTION
    first, last = goal.line_start, goal.line_end
    yield _claim(document, first, last, said, same, severity, "grade.list", (goal.spot, own))
    if same:
        yield _claim(document, own.line, own.line, said, True, severity, "grade.list", (own,))


def _printed(document: Document, spot: Spot) -> str:
    return short(document.line(spot.line).text[spot.start : spot.end])


def _missing(
    document: Document, goals: list[Goal], sections: list[Section], own: dict[tuple[str, ...], Section]
) -> Iterator[Claim]:
    """A goal without a section of its name while one section has a name the list does not know."""
    alone = [goal for goal in goals if goal.key not in own]
    strangers = [section for section in sections if section.goal is None]
    if len(alone) != 1 or len(strangers) != 1 or len(own) < 3:
        return
    goal, section = alone[0], strangers[0]
    said = (
        f"Målet heter ”{short(goal.name)}” i sammanställningen, men det avsnitt som är kvar heter"
        f" ”{short(section.heading)}” (rad {section.line})"
    )
    advice = "Använd samma namn på målet på båda ställena."
    spots = (Spot(goal.line_start, 0, len(document.line(goal.line_start).text)),)
    yield _claim(
        document, goal.line_start, goal.line_end, said, False, Severity.QUESTION, "grade.name", spots, advice
    )


def _section_claims(
    document: Document, section: Section, goals: list[Goal], sections: list[Section]
) -> Iterator[Claim]:
    """The sentence below a grade that says the same in words."""
    for sentence in section.sentences:
        if not 0 < sentence.line_start - section.grade_spot.line <= _CLOSE_BY or sentence.numbers[2:]:
            continue
        grade = verdict_of(sentence.text)
        if grade is None or not _GOAL_WORD.search(sentence.text):
            continue
        judges = bool(_JUDGES.search(sentence.text))
        other = _other_goal(sentence, section, goals) if judges else None
        if other is not None:
            yield _wrong_goal(document, sentence, section, other, sections)
        if grade == section.grade or judges:
            plain = judges and other is None and len(sentence.text) < 160 and " men " not in sentence.text
            yield _in_words(document, sentence, section, grade, plain)


def _in_words(document: Document, sentence: Sentence, section: Section, grade: Grade, plain: bool) -> Claim:
    """A section's grade and a sentence that gives one; `plain` when the sentence says nothing more."""
    name = section.goal.name if section.goal else section.heading
    said = (
        f"Avsnittet ”{short(name)}” har bedömningen ”{_printed(document, section.grade_spot)}”"
        f" (rad {section.grade_spot.line}), och meningen säger att målet är {grade_word(grade)}"
    )
    holds = True if grade == section.grade else (False if plain else None)
    first, last = sentence.line_start, sentence.line_end
    spots = (Spot(first, sentence.places[0][2], len(document.line(first).text)),)
    return _claim(document, first, last, said, holds, Severity.QUESTION, "grade.words", spots)


def _other_goal(sentence: Sentence, section: Section, goals: list[Goal]) -> Goal | None:
    """The one other goal a sentence names in full, when it does not name its own."""
    if section.goal is None:
        return None
    said, own = content(sentence.text), content_set(section.goal.name)
    if not own or own <= set(said):
        return None
    others = [goal for goal in goals if goal is not section.goal and _within(content(goal.name), said)]
    return others[0] if len(others) == 1 and len(content_set(others[0].name) - own) >= 1 else None


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether the stems stand next to each other in the whole."""
    return len(part) >= 2 and any(whole[at : at + len(part)] == part for at in range(len(whole)))


def _wrong_goal(
    document: Document, sentence: Sentence, section: Section, other: Goal, sections: list[Section]
) -> Claim:
    """A section's verdict that names another goal; certain when it is that goal's own sentence, copied."""
    words = content(sentence.text)
    copied = any(
        one.goal is other and any(content(its.text) == words for its in one.sentences) for one in sections
    )
    own = section.goal.name if section.goal else section.heading
    return _claim(
        document, sentence.line_start, sentence.line_end,
        f"Meningen bedömer målet ”{short(other.name)}” men står i avsnittet om ”{short(own)}”"
        + (", och samma mening står i det andra målets avsnitt" if copied else ""),
        False, Severity.ERROR if copied else Severity.QUESTION, "grade.goal",
        (Spot(sentence.line_start, sentence.places[0][2], len(document.line(sentence.line_start).text)),),
        f"Skriv ”{short(own)}” i meningen, och kontrollera att bedömningen gäller det målet.",
    )  # fmt: skip


def _elsewhere(document: Document, goals: list[Goal], sections: list[Section]) -> Iterator[Claim]:
    """Sentences in other places that say how far a named goal is met."""
    spans = [(section.grade_spot.line, section.grade_spot.line + _CLOSE_BY) for section in sections]
    for sentence in document.sentences():
        text = sentence.text
        if (
            len(text) > 220
            or not _GOAL_WORD.search(text)
            or any(low < sentence.line_start <= high for low, high in spans)
        ):
            continue
        grade = verdict_of(text)
        if grade is None or goals[0].line_start <= sentence.line_start <= goals[-1].line_end:
            continue
        said = content(text)
        named = [goal for goal in goals if _within(content(goal.name), said)]
        if len(named) == 1 and grade == named[0].grade:
            yield _claim(
                document, sentence.line_start, sentence.line_end,
                f"Meningen säger att målet ”{short(named[0].name)}” är {grade_word(grade)}, som "
                f"sammanställningen"
                f" (rad {named[0].line_end})",
                True, Severity.QUESTION, "grade.sentence", (),
            )  # fmt: skip


def _claim(
    document: Document, first: int, last: int, said: str, holds: bool | None, severity: Severity, rule: str,
    spots: tuple[Spot, ...], advice: str = "",
) -> Claim:  # fmt: skip
    return Claim(
        Kind.REPEAT, first, last, line_quote(document, first, last), said, holds,
        severity=severity, rule=rule, spots=spots, advice=advice,
    )  # fmt: skip
