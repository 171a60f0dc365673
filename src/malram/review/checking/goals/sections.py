# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The goals of a report: the list that sums up their grades, and the sections that grade one each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from malram.review.checking.goals.words import Grade, grade_of, graded
from malram.review.checking.repeats.words import label_key
from malram.review.document import Document, Heading, Line, Paragraph, Sentence, Spot

_FEWEST = 3  # graded lines that make a list
_APART = 8  # lines between two of them at most
_LEADS = re.compile(
    r"^\s*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:resultatmål|nämndmål|delmål|effektmål|målområde|mål"
    r"|fokusområde)\s*\d*\s*[:.–-]\s*)?",
    re.IGNORECASE,
)
_LONGEST = 25  # lines between the heading of a goal's section and its grade, in which no other goal is named


@dataclass(frozen=True)
class Goal:
    """A row of the list: the goal's name, its grade, the goal above it and where the row is printed."""

    name: str
    grade: Grade
    line_start: int
    line_end: int
    spot: Spot
    parent: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        return label_key(self.name)


@dataclass
class Section:
    """A graded section: its heading, the goal it belongs to and the sentences up to the next one."""

    heading: str
    line: int
    grade: Grade
    grade_spot: Spot
    goal: Goal | None = None
    end: int = 10**9
    alone: bool = True  # no other grade stands in the section
    sentences: list[Sentence] = field(default_factory=list)


def summary_of(document: Document) -> list[Goal]:
    """The longest run of lines that each name a goal and its grade."""
    best: list[Goal] = []
    run: list[Goal] = []
    parent = before = ""
    for line in document.lines:
        found = graded(line.text)
        if found:
            if run and line.number - run[-1].line_end > _APART:
                best, run = max(best, run, key=len), []
            if found[0][0].islower():
                parent = before  # the line above was the beginning of this name
            run.append(_goal(document, line, found, parent))
        elif run and line.number - run[-1].line_end > _APART:
            best, run, parent = max(best, run, key=len), [], ""
        elif line.text.strip()[:1].isupper() and grade_of(line.text) is None:
            before, parent = parent, line.text.strip()
    best = max(best, run, key=len)
    return best if len(best) >= _FEWEST and len({goal.key for goal in best}) == len(best) else []


def _goal(document: Document, line: Line, found: tuple[str, Grade, int], parent: str) -> Goal:
    label, grade, start = found
    first = line.number
    if label[0].islower():  # the name goes on from the line above
        first = next((at for at in range(line.number - 1, max(0, line.number - 3), -1)
                      if document.line(at).text.strip()), line.number)  # fmt: skip
        label = f"{document.line(first).text.strip()} {label}" if first != line.number else label
    spot = Spot(line.number, start, len(line.text.rstrip()))
    return Goal(_LEADS.sub("", label), grade, first, line.number, spot, parent)


def sections_of(document: Document, goals: list[Goal]) -> list[Section]:
    """The graded sections after or before the list, each with its goal where its heading names one."""
    last = goals[-1].line_end if goals else 0
    first = goals[0].line_start if goals else 1
    grades = [line for line in _grade_lines(document) if not first <= line.number <= last]
    names = {goal.key: goal for goal in goals}
    titles = _titles(document, names, first, last)
    found: list[Section] = []
    floor = 0
    for line in grades:
        own = [one for one in titles if floor < one[0] < line.number]
        named = [one for one in own if one[2] is not None]
        title = named[-1] if named else (own[-1] if own else None)
        floor = line.number
        grade = grade_of(line.text)
        if title is None or grade is None:
            continue
        stripped = len(line.text) - len(line.text.lstrip())
        spot = Spot(line.number, stripped, len(line.text.rstrip()))
        found.append(Section(title[1], title[0], grade, spot, title[2]))
    for one, after in pairwise(found):
        one.end = after.line - 1
    borders = [line for line, _, goal in titles if goal is not None]
    for one in found:
        end = next((line for line in borders if line > one.line), 10**9)
        one.alone = not any(one.grade_spot.line < line.number < min(end, one.line + 400)
                            and grade_of(line.text) != one.grade for line in grades)  # fmt: skip
    _fill(document, found)
    return found


def _grade_lines(document: Document) -> list[Line]:
    """Lines that hold a grade alone; a legend lists unlike ones right after each other and is left out."""
    written = [line for line in document.lines if line.text.strip()]
    grades = [grade_of(line.text) for line in written]
    found = []
    for at, (line, grade) in enumerate(zip(written, grades, strict=True)):
        beside = [*grades[max(at - 1, 0) : at], *grades[at + 1 : at + 2]]
        if grade is not None and all(other is None or other == grade for other in beside):
            found.append(line)
    return found


def _titles(
    document: Document, names: dict[tuple[str, ...], Goal], first: int, last: int
) -> list[tuple[int, str, Goal | None]]:
    """Headings that may be a goal's: those that are its name, and others printed only once or twice."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    often = Counter(label_key(heading.text) for heading in headings)
    found: list[tuple[int, str, Goal | None]] = []
    lines = {heading.line for heading in headings}
    for line in document.lines:
        if first <= line.number <= last or not line.text.strip():
            continue
        key = label_key(_LEADS.sub("", line.text)) if names else ()
        goal = names.get(key) if key else None
        if goal is not None:
            found.append((line.number, line.text.strip(), goal))
        elif line.number in lines and often[label_key(line.text)] <= 2 and graded(line.text) is None:
            found.append((line.number, line.text.strip(), None))
    return found


def _fill(document: Document, sections: list[Section]) -> None:
    """Give each section its sentences."""
    at = 0
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        for sentence in block.sentences:
            while at + 1 < len(sections) and sections[at + 1].line <= sentence.line_start:
                at += 1
            if sections and sections[at].line <= sentence.line_start <= sections[at].end:
                sections[at].sentences.append(sentence)
