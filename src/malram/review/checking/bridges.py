# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums that run through a whole chapter of prose.

A report walks through its costs and income, one section each: 'Kostnaderna uppgick till …, vilket var … högre
än föregående år och … sämre än budget.' Where the outcomes of consecutive sections add up to the outcome of
the whole, the sections are all there is, and then their changes and deviations must add up as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from malram.review.claims import Claim, Kind, Severity
from malram.review.document import Document, Heading, Number, Paragraph, Sentence
from malram.review.relations import Sum
from malram.values import NO_BREAK_SPACE, Interval, number

FEWEST = 4  # sections: fewer could add up by chance
KRONA = 100  # öre
LAST_YEAR = (
    r"(?:motsvarande (?:period|tid|månad)\w* )?(?:i )?"
    r"(?:föregående år|förra året|fjolåret|fjol|året innan|året före|(?:år(?:et)? )?20\d\d)"
)
HIGHER, LOWER = r"(?:högre|mer|större|över)", r"(?:lägre|mindre|under)"
BETTER, WORSE = "bättre", "sämre"
ASIDE = r"^\s*(?:\([^)]*\)\s*)?"
CHANGE = re.compile(rf"{ASIDE}(?P<word>{HIGHER}|{LOWER}) än {LAST_YEAR}", re.IGNORECASE)
DEVIATION = re.compile(
    rf"{ASIDE}(?P<word>{HIGHER}|{LOWER}|{BETTER}|{WORSE})(?: än)? (?:\w+ )?budget", re.IGNORECASE
)
BUDGET = re.compile(r"budget\w*(?: \w+){0,4} (?:till|var|är|på|om)\s*$", re.IGNORECASE)
DEVIATES = re.compile(
    r"(?P<tone>positiv|negativ)?\s*\w*avvikelse(?: (?:från|mot|jämfört med) budget)? (?:på|med|om)\s*$",
    re.IGNORECASE,
)
OUTCOME = re.compile(r"(?:uppgick|uppgår|blev|var|är|landade)(?: \w+){0,3}?(?: till| på)?\s*$", re.IGNORECASE)
SUBJECT = re.compile(r"(?P<whole>resultat|nettokostnad|utfallet)|kostnad|intäkt|avskrivning", re.IGNORECASE)


Term = tuple[Number, Fraction]


@dataclass
class Section:
    """What one section says of its line: amounts in öre by role, signed so that a cost is positive."""

    name: str
    whole: bool = False
    income: bool = False
    said: dict[str, Number] = field(default_factory=dict)
    signs: dict[str, int] = field(default_factory=dict)  # 0 when the text does not tell
    sentence: Sentence | None = None

    def terms(self, role: str, sign: int) -> list[Term]:
        """The section's numbers that make up `role`, in öre: a cost adds and income draws off.

        `sign` stands in where the text does not tell a deviation's. A budget that is not printed follows from
        outcome and deviation; an empty list says that the section does not tell.
        """
        if role == "budget" and role not in self.said:
            both = "deviation" in self.said and self.signs["deviation"] != 0
            return self.terms("outcome", sign) + self.terms("deviation", sign) if both else []
        if role not in self.said:
            return []
        turned = -1 if self.income and role != "deviation" else 1
        found = self.said[role]
        return [(found, (self.signs[role] or sign) * turned * (scale_of(found) or Fraction(1)))]


ROLES = {"change": "förändringar", "deviation": "avvikelser mot budget", "budget": "budgetar"}


def bridges(document: Document) -> Iterator[Claim]:
    """Claims that sections add up to the whole: their outcomes, then changes, deviations and budgets."""
    sections = list(_sections(document))
    for parts, whole in _runs(sections):
        yield _claim("outcome", whole, parts, "belopp", [1])
        for role, words in ROLES.items():
            if all(section.terms(role, 1) for section in (*parts, whole)):
                yield _claim(role, whole, parts, words, [1, -1])


def _sections(document: Document) -> Iterator[Section]:
    """Every section whose prose states an outcome in money, in the order they are printed."""
    current = Section("")
    for block in document.blocks:
        if isinstance(block, Heading):
            if "outcome" in current.said:
                yield current
            current = Section(block.text, income="intäkt" in block.text.lower())
        elif isinstance(block, Paragraph):
            for sentence in block.sentences:
                _read(sentence, current)
    if "outcome" in current.said:
        yield current


def _read(sentence: Sentence, section: Section) -> None:
    for found, start in zip(sentence.numbers, sentence.offsets, strict=True):
        if scale_of(found) is None or found.interval is None:
            continue
        before = _before(sentence, start)
        role, sign = _role(before, sentence.text[start + len(found.text) :][:90], section.income)
        if role == "outcome":
            subject = SUBJECT.search(sentence.text[:start])
            if subject is None or "outcome" in section.said:
                continue
            section.whole, section.sentence = bool(subject["whole"]), sentence
        if role and role not in section.said:
            section.said[role], section.signs[role] = found, sign


def _before(sentence: Sentence, start: int) -> str:
    ends = [at + len(n.text) for n, at in zip(sentence.numbers, sentence.offsets, strict=True) if at < start]
    return sentence.text[max([*ends, start - 90, 0]) : start]


def _role(before: str, after: str, income: bool) -> tuple[str, int]:
    """What an amount is, by the words around it, and its sign: 1 for more than last year, 1 for better."""
    if found := DEVIATION.match(after):
        word = found["word"].lower()
        if word in (BETTER, WORSE):
            return "deviation", 1 if word == BETTER else -1
        return "deviation", 1 if bool(re.fullmatch(HIGHER, word)) == income else -1
    if found := CHANGE.match(after):
        return "change", 1 if re.fullmatch(HIGHER, found["word"].lower()) else -1
    if found := DEVIATES.search(before):
        return "deviation", {"positiv": 1, "negativ": -1}.get((found["tone"] or "").lower(), 0)
    if BUDGET.search(before):
        return "budget", 1
    return ("outcome", 1) if OUTCOME.search(before) else ("", 0)


def scale_of(found: Number) -> Fraction | None:
    """How many öre one of the number's units is; 'miljoner' without kronor counts as kronor."""
    if found.printed is None:
        return None
    if found.printed.unit is None:
        return Fraction(KRONA) if re.search(r"\b(?:miljon|miljard)", found.text) else None
    return found.printed.unit.scale if found.printed.unit.kind == "money" else None


def _runs(sections: Sequence[Section]) -> Iterator[tuple[list[Section], Section]]:
    """Consecutive sections whose outcomes add up to a whole's, and the nearest whole printed before."""
    at = 0
    while at < len(sections):
        run = _run_from(sections, at)
        if run:
            yield run
            at += len(run[0])
        at += 1


def _run_from(sections: Sequence[Section], first: int) -> tuple[list[Section], Section] | None:
    run: list[Section] = []
    wholes = [section for section in sections[:first] if section.whole][-1:]
    for section in sections[first:]:
        if section.whole or section.name in {part.name for part in run}:
            return None
        run.append(section)
        for whole in wholes if len(run) >= FEWEST else ():
            if _holds(_terms("outcome", whole, run, [1] * len(run))):
                return run, whole
    return None


def _terms(role: str, whole: Section, parts: Sequence[Section], signs: Sequence[int]) -> list[Term]:
    terms = [term for part, sign in zip(parts, signs, strict=True) for term in part.terms(role, sign)]
    return terms + [(found, -weight) for found, weight in whole.terms(role, 1)]


def _holds(terms: Sequence[Term]) -> bool:
    return Sum(tuple(weight for _, weight in terms)).holds(_intervals(terms))


def _intervals(terms: Sequence[Term]) -> list[Interval]:
    return [found.interval for found, _ in terms if found.interval is not None]


def _claim(role: str, whole: Section, parts: Sequence[Section], words: str, choices: Sequence[int]) -> Claim:
    """The sum over `role`; where a deviation's sign is not told, any sign that fits will do."""
    free = [choices if part.signs.get(role) == 0 else [1] for part in parts]
    tried = [_terms(role, whole, parts, signs) for signs in product(*free)]
    fitting = next((terms for terms in tried if _holds(terms)), None)
    terms = fitting or min(tried, key=lambda terms: abs(_middle(terms)))
    numbers, sentence = tuple(found for found, _ in terms), whole.sentence
    assert sentence is not None  # a section has an outcome, and the outcome its sentence
    scale = abs(terms[-1][1])
    lines = [found.spot.line for part in parts for found, _ in part.terms(role, 1)]
    return Claim(
        kind=Kind.SUM,
        line_start=sentence.line_start,
        line_end=sentence.line_end,
        quote=sentence.text,
        said=f"Avsnittens {words} ger helhetens {_whole_text(role, whole)}"
        f" ({len(parts)} avsnitt, rad {min(lines)} till {max(lines)})",
        holds=fitting is not None,
        numbers=numbers,
        relation=Sum(tuple(weight / scale for _, weight in terms)),
        found="" if fitting else f"en skillnad på {_amount(abs(_middle(terms)) / scale, terms)}",
        severity=Severity.QUESTION,
        rule=f"bridge.{role}",
    )


def _middle(terms: Sequence[Term]) -> Fraction:
    """What the terms leave, with every number at the middle of its interval, in öre."""
    return sum(
        (Fraction(found.printed.value) * weight for found, weight in terms if found.printed), Fraction(0)
    )


def _whole_text(role: str, whole: Section) -> str:
    terms = whole.terms(role, 1)
    if len(terms) == 1:
        return terms[0][0].text.replace(" ", NO_BREAK_SPACE)
    return _amount(abs(_middle(terms)) / abs(terms[-1][1]), terms)


def _amount(value: Fraction, terms: Sequence[Term]) -> str:
    printed = terms[-1][0].printed
    return number(value, max(0, printed.decimals) if printed else 0)
