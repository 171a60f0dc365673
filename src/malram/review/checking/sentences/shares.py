# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts and wholes in a sentence: 'n av m (p procent)', 'fördelat på a och b', 'varav', 'fördubblats'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from malram.review.checking.sentences.claims import Said, Stated, claim_of
from malram.review.checking.sentences.events import pairs_in
from malram.review.checking.sentences.frames import Frame, plain_frame
from malram.review.checking.sentences.relations import Outcome, Scaled, scales, spelt, tried
from malram.review.checking.sentences.text import Marked, Passage, Slot, counted
from malram.review.claims import Claim, Kind, Severity
from malram.review.relations import AtMost, Change, Relation, Share, Sum
from malram.values import Interval

_ALL = r"(?:(?!(?:från|till|med|och|som|för) )\w+ ){0,3}"
_IS = (
    r"(?:,? ?\(|,? (?:motsvarande|vilket motsvarar|motsvarar|vilket är|vilket ger|eller|dvs\.?|det vill säga"
    r"|alltså) (?:totalt |cirka |ca )?|,? (?:(?:vilket|som) (?:ger|gav|innebär|innebar|motsvarar|är) )?"
    r"en \w+(?:grad|andel|kvot|frekvens) (?:på|om) |, )"
)
_HAS = r"(?:har|hade|är|var|nådde|når|blev|fick|\w+(?:des|tes|ades)|\w{3,}ade|deltog|kom|gick)"
_EQUALS = r"(?:vilket motsvarar|vilket är|motsvarande|motsvarar|dvs\.?|det vill säga|alltså)"
_SPLITS = r"(?:fördela[dt]e? på|fördelas på|fördelar sig på|uppdela[dt]e? på|bestående av)"
_TOGETHER = r"(?:totalt|sammanlagt|tillsammans|summa|sammantaget|i summa)"
SHARES = (
    plain_frame(
        "part-of-whole", rf"{{part:kn}}(?: \w+){{0,2}} av {_ALL}{{whole:kn}}‥{_IS}{{percent:p}}", " av "
    ),
    plain_frame(
        "percent-part-of-whole",
        rf"{{percent:p}}‥(?:\(|, {_EQUALS} )(?:\w+ )?{{part:kn}}(?: \w+)? av {_ALL}{{whole:kn}}",
        " av ",
    ),
    plain_frame(
        "of-whole-part", rf"(?<!\w)av {_ALL}{{whole:n}}‥ {_HAS}‥ {{part:n}}‥{_IS}{{percent:p}}", "av "
    ),
    plain_frame("whole-of-which", rf"{{whole:kn}}‥,? varav‥ ?{{part:kn}}‥{_IS}{{percent:p}}", "varav"),
    plain_frame(
        "part-percent-of-whole",
        rf"{{part:kn}},? (?:eller |{_EQUALS} )?{{percent:p}} av ‥ ?{{whole:kn}}",
        "> av ",
    ),
    plain_frame(
        "part-things-percent-of-whole",
        rf"{{part:n}}{{THING}}{{THING}}, {_EQUALS} {{percent:p}} av ‥ ?{{whole:n}}",
        "> av ",
    ),
    plain_frame(
        "percent-of-whole-is",
        rf"{{percent:p}} av ‥ ?{{whole:kn}}{{THING}},? {_EQUALS} ‥ ?{{part:kn}}",
        "> av ",
    ),
)
_WHICH = plain_frame("of-which-next", rf"^varav‥ ?{{part:n}}‥{_IS}{{percent:p}}", "varav")
_SPLIT = plain_frame("split", rf"{{whole:kn}}‥,? {_SPLITS}", "fördela", "uppdela", "bestående")
_TOTAL = plain_frame("total", rf"(?:,|:| och|;)? {_TOGETHER}(?: är| blir| ca| cirka|:)* {{whole:kn}}")
_COMPARED = plain_frame("compared-percent", r"{now:kn}…{TO}…{old:kn}[^<>.;()]{0,25}\({percent:p}\)", "(<p")
_VARAV = plain_frame("varav", r"{whole:kn}(?! ?%)‥,? varav‥ ?{part:kn}", "varav")
_MORE_PARTS = re.compile(r"[^<>.;()]*(?:,|\boch\b|\bsamt\b)[^<>.;()]*<")
_NEXT = re.compile(
    r"^[•\-– ]*(?:(?:de|det|dessa|beloppet|summan) )?"
    r"(?:fördelar sig|fördelas|fördelade sig|fördelningen är)\b",
    re.IGNORECASE,
)
_MORE = r"(?:mer än |över |nästan |närmare |drygt |knappt |ungefär |i princip |i stort sett )?"
_TIMES = (
    (re.compile(rf"(?<!\w)({_MORE})(?:fördubbl\w+|dubbler\w+|dubbelt så \w+)", re.IGNORECASE), Fraction(2)),
    (re.compile(rf"(?<!\w)({_MORE})(?:tredubbl\w+|trefaldig\w+)", re.IGNORECASE), Fraction(3)),
    (re.compile(rf"(?<!\w)({_MORE})(?:fyrdubbl\w+|fyrfaldig\w+)", re.IGNORECASE), Fraction(4)),
    (re.compile(rf"(?<!\w)({_MORE})(?:halver\w+)", re.IGNORECASE), Fraction(1, 2)),
)
_FROM_TO = plain_frame("from-to", r"från …{old:kpn}…till…{now:kpn}")
_MARK = re.compile(r"<[kpen]\d+>")


def share_claims(passage: Passage) -> Iterator[Claim]:
    """Shares, divisions and multiples in the sentences of a passage."""
    last: Marked | None = None
    for paragraph in passage.paragraphs:
        for here, marked in enumerate(paragraph):
            close = last is not None and marked.sentence.line_start - last.sentence.line_end <= 2
            before, last = last if close else None, marked
            if len(marked.slots) < 2:
                continue
            around = [one for one in paragraph[max(here - 1, 0) : here + 2] if one is not marked]
            shares = list(_shares(marked, around))
            yield from shares
            yield from _of_which_next(marked, before)
            yield from _divisions(marked, around)
            yield from _divided_next(marked, before)
            if not shares:
                yield from _of_which(marked)
            yield from _signed_percent(marked, around)
            yield from _multiples(marked)


def _shares(marked: Marked, around: Sequence[Marked]) -> Iterator[Claim]:
    used: set[int] = set()
    for form in SHARES:
        for match in form.matches(marked.text):
            bound = [_counted(marked, match[role]) for role in ("part", "whole", "percent")]
            slots = tuple(slot for slot in bound if slot is not None)
            if len(slots) == 3 and not used & {slot.number.spot.start for slot in slots}:
                used |= {slot.number.spot.start for slot in slots}
                yield _share(slots, marked, around, firm=True)


def _share(slots: tuple[Slot, ...], marked: Marked, around: Sequence[Marked], *, firm: bool) -> Claim:
    part, whole, percent = slots
    near = tuple(slot for one in (marked, *around) for slot in one.slots if not _among(slot, slots))
    said = f"{part.text} av {whole.text} är {percent.text}"
    return claim_of(Stated("sentence.share", Share(), slots, 1, (), said, 2), Said(marked, firm, near))


def _of_which_next(marked: Marked, before: Marked | None) -> Iterator[Claim]:
    """'… 120 ärenden. Varav 30 gällde skolan, motsvarande 25 procent.'"""
    match = _WHICH.search(marked.text)
    counts = [slot for slot in before.slots if slot.kind == "n"] if before else []
    if match is None or not counts:
        return
    part, percent = _counted(marked, match["part"]), marked.slot(match["percent"])
    whole = counted(counts[-1])
    if part and percent:
        yield _share((part, whole, percent), marked, [before] if before else [], firm=len(counts) == 1)


def _counted(marked: Marked, mark: str) -> Slot | None:
    slot = marked.slot(mark)
    return counted(slot) if slot else None


def _among(slot: Slot, slots: Sequence[Slot]) -> bool:
    return any(slot.number.spot == one.number.spot for one in slots)


def _divisions(marked: Marked, around: Sequence[Marked]) -> Iterator[Claim]:
    """'x fördelat på a, b och c' and 'a och b, totalt x'."""
    if match := _SPLIT.search(marked.text):
        whole = marked.slot(match["whole"])
        parts = _run(marked, match.end(), len(marked.text), whole)
        if whole and len(parts) > 1:
            yield _division(marked, whole, parts, around)
        return
    match = _TOTAL.search(marked.text)
    whole = marked.slot(match["whole"]) if match else None
    if match and whole:
        parts = _run(marked, 0, match.start(), whole)
        if len(parts) > 1:
            yield _division(marked, whole, parts, around)


def _divided_next(marked: Marked, before: Marked | None) -> Iterator[Claim]:
    """'Avvikelsen är −31 mnkr. Fördelar sig mellan läkare −8 och sjuksköterskor −23.'"""
    if before is None or not _NEXT.match(marked.text):
        return
    parts = list(marked.slots)
    kinds = {slot.kind for slot in parts}
    whole = [slot for slot in before.slots if slot.kind in kinds]
    if len(parts) > 1 and len(kinds) == 1 and len(whole) == 1:
        yield _division(marked, whole[0], parts, [before])


def _run(marked: Marked, start: int, end: int, whole: Slot | None) -> list[Slot]:
    """The figures of one kind in a list of figures; none when anything else is printed among them."""
    text = marked.text[start:end]
    if whole is None or "(" in text or re.search(r"varav|procent|exklusive|från", text, re.IGNORECASE):
        return []
    found = [slot for match in _MARK.finditer(text) if (slot := marked.slot(match[0]))]
    return found if all(slot.kind == whole.kind for slot in found) else []


def _division(marked: Marked, whole: Slot, parts: Sequence[Slot], around: Sequence[Marked]) -> Claim:
    slots = (*parts, whole)
    near = tuple(slot for one in (marked, *around) for slot in one.slots if not _among(slot, slots))
    said = f"{' + '.join(slot.text for slot in parts)} = {whole.text}"
    turned = all(_negative(slot) for slot in parts) and not _negative(whole)  # 'underskottet på 4,3'
    relation = Sum((*(1 for _ in parts), 1 if turned else -1))
    stated = Stated("sentence.parts", relation, slots, 1, (), said, len(parts))
    return claim_of(stated, Said(marked, False, near))


def _of_which(marked: Marked) -> Iterator[Claim]:
    """'x, varav y och z': the parts are at most the whole, and all of it when they add up to it."""
    for match in _VARAV.matches(marked.text):
        whole, part = marked.slot(match["whole"]), marked.slot(match["part"])
        if whole is None or part is None:
            continue
        rest = re.split(r"[;(]|\bvarav\b", marked.text[match.end() :])[0]
        later = [slot for mark in _MARK.finditer(rest) if (slot := marked.slot(mark[0]))]
        parts = [part, *(later if _MORE_PARTS.match(rest) else [])]
        signs = {_negative(slot) for slot in (*parts, whole)}
        if any(slot.kind != whole.kind for slot in parts) or len(signs) > 1:
            parts = [part]
        minus = [slot for slot in (*parts, whole) if _negative(slot)]
        if len(minus) == len(parts) + 1 > 2 and len({slot.kind for slot in minus}) == 1:
            claim = _division(marked, whole, parts, ())
            yield from [claim] if claim.holds else []
        elif whole.kind == part.kind and not _negative(whole) and not _negative(part):
            yield _parts_claim(marked, whole, parts)


def _parts_claim(marked: Marked, whole: Slot, parts: Sequence[Slot]) -> Claim:
    slots = (*parts, whole)
    every = Sum((*(1 for _ in parts), -1))
    said = f"{' och '.join(slot.text for slot in parts)} är delar av {whole.text}"
    stated = Stated("sentence.varav", AtMost(), (parts[0], whole), 1, (), said, 0)
    if len(parts) == 1:
        return replace(claim_of(stated, Said(marked, False)), kind=Kind.BOUNDS)
    if tried(Scaled(every, scales(slots)), slots) in (Outcome.HOLDS, Outcome.ROUNDING):
        said = f"{' + '.join(slot.text for slot in parts)} = {whole.text}"
        return claim_of(replace(stated, relation=every, slots=slots, said=said), Said(marked, False))
    claim = claim_of(replace(stated, relation=Within(), slots=slots), Said(marked, False))
    return replace(claim, kind=Kind.BOUNDS, found=_together(parts, slots) if claim.holds is False else "")


def _together(parts: Sequence[Slot], slots: Sequence[Slot]) -> str:
    """What the parts come to, in the unit of the first."""
    factors = scales(slots)
    at = [one * factor for slot, factor in zip(parts, factors, strict=False) if (one := slot.number.interval)]
    return f"tillsammans {spelt(sum(at[1:], at[0]) * (1 / factors[0]), parts[0])}"


@dataclass(frozen=True)
class Within:
    """The last is at least the sum of the others."""

    def holds(self, at: Sequence[Interval]) -> bool:
        return AtMost().holds((sum(at[1:-1], at[0]), at[-1]))

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        others = [one for here, one in enumerate(at[:-1]) if here != place]
        total = sum(others[1:], others[0])
        return Interval(total.low, None) if place == len(at) - 1 else Interval(None, (at[-1] - total).high)


def _negative(slot: Slot) -> bool:
    printed = slot.number.printed
    return printed is None or printed.value < 0


@dataclass(frozen=True)
class Multiple:
    """now is `times` old, or more than that when `over`; near it is enough for a word that rounds."""

    times: Fraction
    over: bool

    def holds(self, at: Sequence[Interval]) -> bool:
        found = self.solve(0, at)
        return found is None or found.meets(at[0])

    def solve(self, place: int, at: Sequence[Interval]) -> Interval | None:
        if place == 1:
            return at[0] * (1 / self.times)
        about = at[1] * Interval(self.times * Fraction(9, 10), self.times * Fraction(11, 10))
        if not self.over:
            return about
        return Interval(None, about.high) if self.times < 1 else Interval(about.low, None)


def _signed_percent(marked: Marked, around: Sequence[Marked]) -> Iterator[Claim]:
    """'412 jämfört med 455 föregående år (−9 procent)': the sign says which way."""
    for match in _COMPARED.matches(marked.text):
        bound = [marked.slot(match[role]) for role in ("now", "old", "percent")]
        slots = tuple(slot for slot in bound if slot is not None)
        if len(slots) < 3 or slots[0].kind != slots[1].kind or slots[2].text[:1].isdigit():
            continue
        near = tuple(slot for one in (marked, *around) for slot in one.slots if not _among(slot, slots))
        said = f"{slots[0].text} jämfört med {slots[1].text} är {slots[2].text}"
        stated = Stated("sentence.percent", Change(), slots, 1, (), said, 2)
        yield claim_of(stated, Said(marked, False, near))


def _multiples(marked: Marked) -> Iterator[Claim]:
    """'Antalet har fördubblats från 120 till 250': within a tenth, since such words round."""
    for pattern, times in _TIMES:
        words = list(pattern.finditer(marked.text))
        pairs = _pairs(marked) if len(words) == 1 else []
        if len(pairs) != 1:
            continue
        lead = words[0][1].lower().strip()
        relation: Relation = Multiple(times, lead in ("mer än", "över", "drygt"))
        now, old = pairs[0]
        said = f"{words[0][0].strip().capitalize()} från {old.text} till {now.text}"
        claim = claim_of(
            Stated("sentence.multiple", relation, (now, old), 1, (), said, 0), Said(marked, False)
        )
        yield replace(claim, severity=Severity.QUESTION)


def _pairs(marked: Marked) -> list[tuple[Slot, Slot]]:
    form: Frame = _FROM_TO
    found = []
    for match in form.matches(marked.text):
        now, old = marked.slot(match["now"]), marked.slot(match["old"])
        if now and old and (now.kind == old.kind or old.kind == "n"):
            found.append((now, old))
    return found or [(now, old) for now, old, _ in pairs_in(marked)]
