# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing two statements of one quantity, and saying what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

from malram.review.checking.repeats.keys import Amount
from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Number
from malram.review.relations import Relation, Same, Sum
from malram.values import Interval
from malram.values.numbers import plain_spaces

_NEAR = Fraction(1, 10)
_QUOTED = 200
_SHORT = 70


class Likeness(StrEnum):
    """How two printed statements of one quantity look beside each other."""

    SAME = "same"
    CUT = "cut"  # the coarser one is the finer one with its last digits left out
    CLOSE = "close"  # same precision, one unit in the last place apart
    NEAR = "near"  # a tenth apart at most, or one digit
    FAR = "far"


def likeness(a: Amount, b: Amount, *, signed: bool = False) -> Likeness:
    """Compare two amounts of the same kind; without their signs unless `signed`."""
    plain = not a.qualified and not b.qualified
    x, y = (a.value, b.value) if signed else (a.size, b.size)
    gap = abs(x - y)
    if plain and a.last == b.last:
        if not gap:
            return Likeness.SAME
        if gap == a.last:
            return Likeness.CLOSE
    elif a.at.meets(b.at) if signed else _size(a).meets(_size(b)):
        return Likeness.SAME
    elif plain and _cut(x, y, max(a.last, b.last)):
        return Likeness.CUT
    near = gap <= _NEAR * max(a.size, b.size) or one_slip(x, y, min(a.last, b.last))
    return Likeness.NEAR if near else Likeness.FAR


def goal_likeness(a: Amount, b: Amount) -> Likeness:
    """Compare two targets by their figures alone: 'minst 60' and '≥ 60' are one, 'minst 62' is another."""
    x, y = a.size, b.size
    if abs(x - y) <= max(a.last, b.last) / 2:
        return Likeness.SAME
    near = abs(x - y) <= _NEAR * max(x, y) or one_slip(x, y, min(a.last, b.last))
    return Likeness.NEAR if near else Likeness.FAR


def one_slip(x: Fraction, y: Fraction, place: Fraction) -> bool:
    """Tell whether one digit, or two neighbours swapped, make the difference between three digits or more."""
    first, second = str(int(abs(x) / place)), str(int(abs(y) / place))
    if len(first) != len(second) or len(first) < 3:
        return False
    wrong = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    if len(wrong) == 1:
        return wrong[0] > 0
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return swapped and first[wrong[0]] == second[wrong[1]] and first[wrong[1]] == second[wrong[0]]


def _size(it: Amount) -> Interval:
    """The interval without sign, kept apart from nought: a printed 0 stays round nought."""
    if it.value < 0:
        return -it.at
    return it.at


def _cut(x: Fraction, y: Fraction, place: Fraction) -> bool:
    return abs(x) // place == abs(y) // place


def related(a: Amount, b: Amount) -> Relation:
    """The relation the judge may solve: equal numbers, in their own units and with their own signs."""
    ones, others = _scale(a), _scale(b)
    opposite = a.value * b.value < 0
    if ones == others and not opposite:
        return Same(equal=a.last == b.last and not a.qualified and not b.qualified)
    return Sum((ones, others if opposite else -others))


def _scale(it: Amount) -> Fraction:
    printed = it.number.printed
    if printed is None or not printed.value:
        return Fraction(1)
    return it.value / Fraction(printed.value)


def short(text: str) -> str:
    """A label or name that fits into a sentence."""
    clean = " ".join(plain_spaces(text).split()).strip(" .:;,")
    return clean if len(clean) <= _SHORT else clean[:_SHORT].rsplit(" ", 1)[0] + " …"


def shown(number: Number) -> str:
    return " ".join(plain_spaces(number.text).split()).replace(" ", "\N{NO-BREAK SPACE}")


def clip(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= _QUOTED else clean[:_QUOTED].rsplit(" ", 1)[0] + " …"


def line_quote(document: Document, first: int, last: int) -> str:
    return clip(" ".join(document.line(at).text for at in range(first, last + 1)))


def repeated(
    document: Document,
    here: Amount,
    there: Amount,
    *,
    about: str,
    holds: bool | None,
    severity: Severity,
    rule: str,
    both: bool = True,
    also: tuple[Amount, ...] = (),
) -> Iterator[Claim]:
    """The claim that `here` and `there` are one quantity: at `here`, and when it holds at `there` as well."""
    ends = [(here, there), (there, here)] if both and holds else [(here, there)]
    for one, other in ends:
        line, far = one.number.spot.line, other.number.spot.line
        quantity = f"”{short(about)}” " if about else "Samma uppgift "
        if holds:
            said = f"{quantity}är {shown(one.number)} här och {shown(other.number)} på rad {far}"
        else:
            said = f"{quantity}är {shown(one.number)} här men {shown(other.number)} på rad {far}"
        last = max([line, *(it.number.spot.line for it in also)])
        last = last if last - line < 6 else line
        yield Claim(
            Kind.REPEAT,
            line,
            last,
            line_quote(document, line, last),
            said,
            holds,
            (one.number, other.number),
            related(one, other),
            severity=severity,
            rule=rule,
            advice=""
            if holds
            else "Kontrollera vilken av uppgifterna som är rätt och skriv samma på båda ställena.",
        )
