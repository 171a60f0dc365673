# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no figure of a sentence can pass: a total between women and men, a share of a hundred, one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from malram.review.checking.sentences.claims import Said, Stated, claim_of
from malram.review.checking.sentences.text import Marked, Passage, Slot
from malram.review.checking.sentences.words import ANY_WAY
from malram.review.claims import Claim, Kind, Severity
from malram.review.relations import Between, Same, Sum

_WOMEN, _MEN = r"(?:kvinno?r\w*|flick\w+)", r"(?:män(?:nen)?s?|pojk\w+)"
_FOR = r" ?,? (?:för|bland|hos) (?:(?!<)\w+ )?"
_GAP = r"(?:(?!\b(?:och|samt|än|medan)\b)[^<>.;])*?"
_SAME_AMOUNT = "Rätta talet eller enheten, så att båda säger samma belopp."
_OF_SHARE = re.compile(rf"andel\w* (?:\w+ )?(?:{_WOMEN}|{_MEN})", re.IGNORECASE)
_OTHER_FIGURE = re.compile(
    r"\bmål\w*|gräns|jämför|föregående|tidigare|fjol|förra|riket|rikss|\bsnitt|budget|könsfördelning"
    r"|skillnad|varav|utgör|(?:19|20)\d\d.*(?:19|20)\d\d|\bål?der|\bår\b.*\bår\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:total\w*|samtliga|sammanlagt|alla|sammantaget)\b", re.IGNORECASE)
_TWICE = re.compile(
    r"(?P<one><k\d+>)(?P<link> \((?:motsvarande |dvs\.? |det vill säga |= ?)?| ?= ?"
    r"|,? (?:eller|dvs\.?|det vill säga|alltså) )(?P<two><k\d+>)(?P<end>\)?)(?! (?:per|i månaden|om året))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:andel(?:en)?|svarsfrekvens(?:en)?|valdeltagandet?|närvaron?|frånvaron?|sjukfrånvaron?)\b"
    r"(?P<gap>[^<>.;]{0,80}?) (?:var|är|blev|uppg\w+ till|låg på|ligger på|på) (?P<share><p\d+>)(?! av )",
    re.IGNORECASE,
)


def bound_claims(passage: Passage) -> Iterator[Claim]:
    """Totals beside women and men, one amount in two units, and shares that are more than all."""
    for paragraph in passage.paragraphs:
        for here, marked in enumerate(paragraph):
            if not marked.slots:
                continue
            beside = (paragraph[here - 1 : here] if here else ()), paragraph[here + 1 : here + 2]
            if claim := _by_sex(marked, *(one[0] if one else None for one in beside)):
                yield claim
            yield from _two_units(marked)
            yield from _shares(marked)


def _by_sex(marked: Marked, before: Marked | None, after: Marked | None) -> Claim | None:
    if len(marked.slots) < 2:
        return None
    women = _figure(marked, _WOMEN)
    men = _figure(marked, _MEN) if women else None
    if women is None or men is None or women is men:
        return None
    if _OTHER_FIGURE.search(marked.text) or _OF_SHARE.search(marked.text) or ANY_WAY.search(marked.text):
        return None
    rest = [slot for slot in marked.slots if slot is not women and slot is not men]
    own = len(rest) == 1
    if not rest and before and len(before.slots) == 1 and not _spoilt(before):
        rest = list(before.slots)
    if not rest and after and len(after.slots) == 1 and _ALL.match(after.text) and not _spoilt(after):
        rest = list(after.slots)
    if len(rest) != 1 or not _percent(rest[0], women, men):
        return None
    slots = (rest[0], women, men)
    said = f"{rest[0].text} totalt ligger mellan {women.text} för kvinnor och {men.text} för män"
    stated = Stated("sentence.sexes", Between(), slots, 1, (), said, 0)
    if Sum((-1, 1, 1)).holds([one for slot in slots if (one := slot.number.interval)]):
        return None  # each sex's share of all
    whole = sum(Fraction(slot.number.printed.value) for slot in slots[1:] if slot.number.printed)
    if whole == 100:
        return None
    claim = claim_of(stated, Said(marked, own and _ALL.search(marked.text) is not None))
    return replace(claim, kind=Kind.BOUNDS)


def _spoilt(marked: Marked) -> bool:
    return any(found.search(marked.text) for found in (_OTHER_FIGURE, ANY_WAY)) or "andelen" in marked.text


def _percent(total: Slot, women: Slot, men: Slot) -> bool:
    kinds = {women.kind, men.kind}
    return total.kind == "p" and kinds <= {"p", "n"} and not any(slot.number.exact for slot in (women, men))


def _figure(marked: Marked, group: str) -> Slot | None:
    """The figure of a group: '7,4 procent för kvinnor', 'bland kvinnor 7,4 procent', 'kvinnornas var 7,4'."""
    if len(re.findall(rf"\b{group}\b", marked.text, re.IGNORECASE)) != 1:
        return None
    for form in (rf"(?P<mark><[pn]\d+>){_FOR}{group}\b", rf"\b{group}\b{_GAP}(?P<mark><[pn]\d+>)"):
        if match := re.search(form, marked.text, re.IGNORECASE):
            return marked.slot(match["mark"])
    return None


def _two_units(marked: Marked) -> Iterator[Claim]:
    for match in _TWICE.finditer(marked.text):
        one, two = marked.slot(match["one"]), marked.slot(match["two"])
        if one is None or two is None or bool(match["end"]) is not ("(" in match["link"]):
            continue
        a, b = _kronor(one), _kronor(two)
        if a is None or b is None or a[1] == b[1] or not a[0] or not b[0]:
            continue
        said = f"{one.text} är detsamma som {two.text}"
        stated = Stated("sentence.units", Same(), (one, two), 1, (), said, 1)
        claim = claim_of(stated, Said(marked, _digits(one) == _digits(two)))
        if claim.holds or _digits(one) == _digits(two) or "(" not in match["link"]:
            yield replace(claim, kind=Kind.UNIT, advice="" if claim.holds else _SAME_AMOUNT)


def _kronor(slot: Slot) -> tuple[Fraction, Fraction] | None:
    printed = slot.number.printed
    if printed is None or printed.unit is None or printed.qualifier or printed.high is not None:
        return None
    scale = Fraction(printed.unit.scale)
    spelt = Fraction(10) ** 6 if re.search(r"miljon|mn?kr", slot.text, re.IGNORECASE) else scale
    return Fraction(printed.value) * scale, spelt


def _digits(slot: Slot) -> str:
    return "".join(re.findall(r"\d", slot.text)).strip("0")


def _shares(marked: Marked) -> Iterator[Claim]:
    for match in _SHARE.finditer(marked.text):
        slot = marked.slot(match["share"])
        printed = slot.number.printed if slot else None
        if slot is None or printed is None or 0 <= printed.value <= 100 or ANY_WAY.search(match["gap"]):
            continue
        if re.search(r"budget|avvik|förändr|mål|differens|skillnad", marked.text, re.IGNORECASE):
            continue
        sentence = marked.sentence
        yield Claim(
            Kind.BOUNDS, sentence.line_start, sentence.line_end, sentence.text,
            f"{slot.text} anges som en andel", False, (slot.number,), None,
            "en andel ligger mellan 0 och 100 procent", Severity.QUESTION, "sentence.share-bounds",
        )  # fmt: skip
