# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a sentence states to a claim: tested under every reading, with what the figures give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from malram.review.checking.sentences.relations import Outcome, Scaled, scales, spelt, tried
from malram.review.checking.sentences.text import Marked, Slot
from malram.review.checking.sentences.words import OPPOSITE, is_comparative
from malram.review.claims import Claim, Kind, Severity
from malram.review.relations import Change, ChangeOf, Relation, Share, Sum


@dataclass(frozen=True)
class Stated:
    """A relation a sentence states.

    `sign` is -1 where its word turns the change round, 0 where either may do. `turned` are the places the
    sign applies to; `answer` is the place a reader works out.
    """

    rule: str
    relation: Relation
    slots: tuple[Slot, ...]
    sign: int
    turned: tuple[int, ...]
    said: str
    answer: int
    loose: bool = False  # the signs printed may not be the signs meant: what fails is not told

    def reading(self, sign: int) -> Scaled:
        """The relation with the words' sign: a printed minus beside 'lägre' says the same thing twice."""
        factors = list(scales(self.slots))
        for place in self.turned:
            printed = self.slots[place].number.printed
            negative = printed is not None and printed.value < 0
            factors[place] *= -sign if negative else sign
        return Scaled(self.relation, tuple(factors))


def stated_change(word: str, now: Slot, old: Slot | None, by: str = "", reference: str = "") -> str:
    """A comparison in plain words: 'Ökade med 30 från 120 till 150', '150 är 30 högre än 120'."""
    against = old.text if old else reference or "tidigare"
    if is_comparative(word):
        return " ".join(part for part in (now.text, "är", by, word.lower(), "än", against) if part)
    middle = f"med {by}" if by else ""
    if re.match(r"(?:över|under)s", word, re.IGNORECASE):
        return " ".join(part for part in (now.text, word.lower(), against, middle) if part)
    start = f"från {old.text} till" if old else "till"
    return " ".join(part for part in (word.capitalize(), middle, start, now.text) if part)


@dataclass(frozen=True)
class Said:
    """Where something is stated, and how surely its figures belong together.

    `near` are other figures close by that could have been meant; `firm` is False when one was chosen
    among several or stands further away.
    """

    marked: Marked
    firm: bool
    near: tuple[Slot, ...] = ()
    word: str = ""
    far: tuple[Slot, ...] = ()  # bound elsewhere, but could be meant: a question instead of an error


def claim_of(stated: Stated, said_in: Said) -> Claim:
    """Test what is stated under every reading, and say what the figures give."""
    signs = (stated.sign,) if stated.sign else (1, -1)
    outcomes = {sign: tried(stated.reading(sign), stated.slots) for sign in signs}
    best = min(outcomes, key=lambda sign: _ORDER.index(outcomes[sign]))
    outcome, relation = outcomes[best], stated.reading(best)
    holds: bool | None = outcome is Outcome.HOLDS
    severity, found, kind, advice = Severity.ERROR, "", Kind.ARITHMETIC, ""
    if outcome is Outcome.UNKNOWN or (not holds and (stated.loose or _saved(said_in.near, stated, best))):
        holds = None
    elif not holds:
        severity = _severity(said_in, stated, outcome)
        kind, found = _explained(said_in, stated, best)
        advice = _advice(found)
        if (_on_new_base(stated) and ";" not in found) or _saved(said_in.far, stated, best):
            severity = max_question(severity)
    numbers = tuple(slot.number for slot in stated.slots)
    sentence = said_in.marked.sentence
    lines = [sentence.line_start, sentence.line_end, *(number.spot.line for number in numbers)]
    return Claim(
        kind, min(lines), max(lines), sentence.text, stated.said, holds, numbers, relation, found,
        severity, stated.rule, advice=advice,
    )  # fmt: skip


_ORDER = [Outcome.HOLDS, Outcome.ROUNDING, Outcome.CLOSE, Outcome.FAILS, Outcome.UNKNOWN]


def max_question(severity: Severity) -> Severity:
    """A question at most."""
    return Severity.QUESTION if severity is Severity.ERROR else severity


def _severity(said_in: Said, stated: Stated, outcome: Outcome) -> Severity:
    if outcome is Outcome.ROUNDING:
        return Severity.NOTE
    doubtful = any(slot.number.doubt for slot in stated.slots)
    return Severity.QUESTION if outcome is Outcome.CLOSE or not said_in.firm or doubtful else Severity.ERROR


def _saved(near: tuple[Slot, ...], stated: Stated, sign: int) -> bool:
    """Whether another figure close by, in the place of one of these, makes what is said true."""
    for place, slot in enumerate(stated.slots):
        for other in near:
            if other.kind != slot.kind:
                continue
            swapped = (*stated.slots[:place], other, *stated.slots[place + 1 :])
            if tried(stated.reading(sign), swapped) is Outcome.HOLDS:
                return True
    return False


def _on_new_base(stated: Stated) -> bool:
    """Whether the percentage was reckoned on this year's figure instead of last year's."""
    if not isinstance(stated.relation, ChangeOf):
        return False
    now, change, percent = stated.slots
    share = Scaled(Share(), (scales((change, now, percent))))
    return tried(share, (change, now, percent)) is Outcome.HOLDS


def _explained(said_in: Said, stated: Stated, sign: int) -> tuple[Kind, str]:
    """What the figures give, and the one slip that would explain it."""
    at = [slot.number.interval for slot in stated.slots]
    sure = [one for one in at if one is not None]
    answer = stated.slots[stated.answer]
    found = spelt(stated.reading(sign).solve(stated.answer, sure), answer)
    if stated.sign and tried(stated.reading(-sign), stated.slots) is Outcome.HOLDS:
        other = OPPOSITE.get(said_in.word.lower(), "motsatt ord")
        return Kind.ARITHMETIC, f"{found}; med {other} i stället för {said_in.word} stämmer talen"
    if slip := _scale_slip(stated, sign):
        return Kind.UNIT, f"{found}; {slip}"
    if inverse := _inverse(stated):
        return Kind.ARITHMETIC, f"{found}; {inverse}"
    if _is_points(stated):
        return Kind.UNIT, f"{found}; skillnaden är {answer.text.split(' ')[0]} procentenheter"
    return Kind.ARITHMETIC, found


def _inverse(stated: Stated) -> str:
    """'55 procent högre' where 22 is 55 per cent of 40: the share was taken for the change."""
    if not isinstance(stated.relation, Change):
        return ""
    now, old, percent = stated.slots
    for part, whole in ((old, now), (now, old)):
        if tried(Scaled(Share(), scales((part, whole, percent))), (part, whole, percent)) is Outcome.HOLDS:
            return f"{percent.text} är {part.text} delat med {whole.text}"
    return ""


def _advice(found: str) -> str:
    """The repair an explanation names: 'med högre i stället för lägre stämmer talen'."""
    match = re.search(r"; med (.+ i stället för .+) stämmer talen$", found)
    return f"Skriv {match[1]}, eller rätta talen." if match else ""


def _scale_slip(stated: Stated, sign: int) -> str:
    """The one amount that fits when it is read a thousand times larger or smaller."""
    reading = stated.reading(sign)
    if not isinstance(stated.relation, Change | ChangeOf | Share | Sum):
        return ""
    for place, slot in enumerate(stated.slots):
        if slot.kind != "k":
            continue
        for factor, words in (
            (Fraction(1, 1000), "tkr i stället för mnkr"),
            (Fraction(1000), "mnkr i stället för tkr"),
        ):
            factors = list(reading.factors)
            factors[place] *= factor
            if tried(Scaled(reading.inner, tuple(factors)), stated.slots) is Outcome.HOLDS:
                return f"med {words} för {slot.text} stämmer talen"
    return ""


def _is_points(stated: Stated) -> bool:
    """Whether a change between two percentages, printed as per cent, is their difference in points."""
    if not isinstance(stated.relation, Change) or not any(slot.kind == "p" for slot in stated.slots[:2]):
        return False
    difference = Scaled(Sum((1, -1, -1)), stated.reading(stated.sign or 1).factors)
    return tried(difference, stated.slots) is Outcome.HOLDS
