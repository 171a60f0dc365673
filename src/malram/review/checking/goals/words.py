# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words reports grade goals with: fully met, partly met or not met, however it is said."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from malram.values.numbers import plain_spaces


class Grade(IntEnum):
    """How far a goal is met."""

    MISSED = 0
    PARTLY = 1
    MET = 2


_MET = r"(?:uppnå(?:s|dd|dda|tt|tts|ddes)|uppfyll(?:s|d|da|t|ts|des)|(?:mål(?:et)? )?nå(?:s|tt|tts|ddes))"
_NOT = r"(?:inte|ej|icke)"
_PARTLY = r"(?:delvis|till viss del|i viss mån|i viss utsträckning|till del)"
_FULLY = r"(?:helt|fullt ut|till fullo|i sin helhet)"
_LEAD = (
    r"(?:(?:nämndens |styrelsens |samlad |sammanfattande |sammantagen )?"
    r"(?:(?:resultat)?mål(?:et|en)?|(?:mål)?bedömning(?:en)?(?: av måluppfyllelsen?"
    r"| av måluppfyllnad(?:en)?)?"
    r"|måluppfyllelse|måluppfyllnad|status) ?:? )?"
)
_BE = r"(?:(?:är|har|bedöms|bedöms vara|bedöms bli|bedöms ha|förväntas|kommer att|kommer) )?"
_WHOLE = (
    (Grade.MISSED, rf"{_BE}(?:{_NOT} (?:att )?{_MET}|{_MET} {_NOT}|{_NOT} (?:är )?{_MET})"),
    (Grade.MISSED, r"röd|rött|låg måluppfyllelse|ingen måluppfyllelse|i låg grad"),
    (Grade.PARTLY, rf"{_BE}(?:{_PARTLY} {_MET}|{_MET} {_PARTLY})|{_PARTLY}"),
    (Grade.PARTLY, r"gul|gult|viss måluppfyllelse|i viss grad"),
    (Grade.MET, rf"{_BE}(?:{_FULLY} )?{_MET}(?: {_FULLY})?"),
    (Grade.MET, r"grön|grönt|hög måluppfyllelse|god måluppfyllelse|i hög grad"),
)
_PATTERNS = tuple((grade, re.compile(rf"{_LEAD}(?:{pattern})", re.IGNORECASE)) for grade, pattern in _WHOLE)
_SUFFIX = re.compile(
    rf"(?P<label>.*?\S)(?:\s+|\t)(?P<grade>(?:{'|'.join(pattern for _, pattern in _WHOLE)}))\s*\.?$",
    re.IGNORECASE,
)
# Every word of a grade has one of these in it: a quick look before the long one.
_HINTS = ("upp", "nå", "grö", "gra", "gul", "röd", "rött", "delvis", "viss", "till del")
_DECORATION = re.compile(r"^[\W\d_]+|[\s.]+$")
_VERDICT = re.compile(rf"\b(?:{_MET}|uppnå(?:r)?|uppfyll(?:er|a)|målet? har nåtts)\b", re.IGNORECASE)
_NEGATED = re.compile(rf"\b{_NOT}\b", re.IGNORECASE)
_HALF = re.compile(rf"\b{_PARTLY}\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 13)
def grade_of(text: str) -> Grade | None:
    """The grade a cell or line consists of; None when it says anything else."""
    clean = _DECORATION.sub("", " ".join(plain_spaces(text).split()))
    if not clean or len(clean) > 60:
        return None
    for grade, pattern in _PATTERNS:
        if pattern.fullmatch(clean):
            return grade
    return None


def graded(text: str) -> tuple[str, Grade, int] | None:
    """A line that ends in a grade: its label, the grade and where the grade starts."""
    if "\t" in text:
        return _graded_cells(text)
    clean = plain_spaces(text).rstrip()
    small = clean.lower()
    match = _SUFFIX.fullmatch(clean) if any(hint in small for hint in _HINTS) else None
    if match is None:
        return None
    grade = grade_of(match["grade"])
    label = match["label"].strip()
    if grade is None or len(label) > 120 or label.endswith((".", ":", ",")) or not label[:1].isalnum():
        return None
    wide = bool(re.search(r"\s\s|\t", clean[match.end("label") : match.start("grade")]))
    if not wide and not match["grade"][:1].isupper():
        return None  # 'Bedömningen är att målet uppnås' is a sentence
    return label, grade, match.start("grade")


def _graded_cells(text: str) -> tuple[str, Grade, int] | None:
    """A table's row: its first cell is the label, and one other cell is a grade."""
    label, *cells = text.split("\t")
    start, found = len(label) + 1, []
    for cell in cells:
        grade = grade_of(cell)
        if grade is not None:
            found.append((grade, start))
        start += len(cell) + 1
    clean = label.strip()
    if len({grade for grade, _ in found}) != 1 or not clean[:1].isalnum() or len(clean) > 120:
        return None
    return clean, found[0][0], found[0][1]


def verdict_of(sentence: str) -> Grade | None:
    """What a sentence says of a goal: 'målet uppnås inte', 'bedöms delvis vara uppfyllt'."""
    verb = _VERDICT.search(sentence)
    if verb is None:
        return None
    around = sentence[max(0, verb.start() - 45) : verb.end() + 14]
    if _HALF.search(around):
        return Grade.PARTLY
    return Grade.MISSED if _NEGATED.search(around) else Grade.MET


def grade_word(grade: Grade) -> str:
    return {Grade.MISSED: "inte uppnått", Grade.PARTLY: "delvis uppnått", Grade.MET: "uppnått"}[grade]
